//! Releases as they are after the project's own patches.
//!
//! A release is judged as its registry gives it, since its hooks may run before anything is patched; and once more
//! with the patch, which is what runs in the end.

use std::fs;
use std::path::{Component, Path};

use stockade_facts::{Origin, ProjectPatch};
use stockade_model::escape::excerpt;
use stockade_model::{Gap, GapKind, PackageName, ReleaseId, Version};
use stockade_parse::lockfile::LockedPatch;

use super::super::candidate::Candidate;
use super::super::project::read_up_to;
use super::Source;
use super::place::Place;

/// Largest patch read, in bytes: hundreds of times those that people write.
const PATCH_BYTES: usize = 4 << 20;

/// Where patch-package keeps its patches.
const FOLDER: &str = "patches";

/// The program that applies them.
const PATCH_PACKAGE: &str = "patch-package";

/// A patch, and what it is for.
struct Wanted {
    name: PackageName,
    /// None for every version.
    version: Option<Version>,
    /// The file, from the installation's folder.
    file: String,
    /// What the paths in it start with.
    folder: String,
}

/// A candidate for each of `candidates` that is patched, with its patches, and what is wrong with others.
pub(super) fn patched(
    place: &Place<'_>,
    candidates: &[Candidate<Source>],
) -> (Vec<Candidate<Source>>, Vec<Gap>) {
    let (wanted, mut gaps) = wanted(place, candidates);
    let mut patches: Vec<Vec<ProjectPatch>> = vec![Vec::new(); candidates.len()];
    for wanted in &wanted {
        let shown = place.relative(&wanted.file);
        let is_patched = |candidate: &Candidate<Source>| {
            candidate.context.origin != Origin::Project
                && candidate.release.as_ref().is_some_and(|release| wanted.is_for(release))
        };
        let mut matching =
            candidates.iter().zip(&mut patches).filter(|(candidate, _)| is_patched(candidate)).peekable();
        if matching.peek().is_none() {
            let reason = format!("it patches `{}`, which is not installed", wanted.name);
            gaps.push(Gap::new(GapKind::Unsupported, reason).in_file(shown).harmless());
            continue;
        }
        match wanted.read(place, &shown) {
            Ok(patch) => matching.for_each(|(_, patches)| patches.push(patch.clone())),
            Err(gap) => gaps.push(gap),
        }
    }
    let patched = candidates.iter().zip(patches).filter(|(_, patches)| !patches.is_empty());
    (patched.map(|(candidate, patches)| with(candidate, patches)).collect(), gaps)
}

fn with(candidate: &Candidate<Source>, patches: Vec<ProjectPatch>) -> Candidate<Source> {
    let mut candidate = candidate.clone();
    candidate.context.patches = patches;
    candidate
}

impl Wanted {
    fn is_for(&self, release: &ReleaseId) -> bool {
        release.name == self.name && (self.version.is_none() || release.version == self.version)
    }

    fn read(&self, place: &Place<'_>, shown: &str) -> Result<ProjectPatch, Gap> {
        let gap = |kind, why: &str| {
            let reason = format!("`{}` is patched, and the patch {why}; read it", self.name);
            Gap::new(kind, reason).in_file(shown)
        };
        let path = place.folder.join(&self.file);
        let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let is_inside = Path::new(&self.file).components().all(is_plain)
            && path.canonicalize().is_ok_and(|path| path.starts_with(place.real_root));
        if !is_inside {
            return Err(gap(GapKind::Unavailable, "is not a file of the project"));
        }
        let bytes = read_up_to(&path, PATCH_BYTES)
            .map_err(|error| gap(GapKind::Unavailable, &format!("cannot be read ({error})")))?;
        if bytes.len() > PATCH_BYTES {
            return Err(gap(GapKind::Limit, &format!("has more than {PATCH_BYTES} bytes")));
        }
        let text = String::from_utf8(bytes).map_err(|_| gap(GapKind::Unsupported, "is no text"))?;
        Ok(ProjectPatch { path: shown.to_owned(), text, folder: self.folder.clone() })
    }
}

/// Everything that the installation patches: what its lockfiles name, and patch-package's folder if that program
/// is installed.
fn wanted(place: &Place<'_>, candidates: &[Candidate<Source>]) -> (Vec<Wanted>, Vec<Gap>) {
    let (mut wanted, mut gaps) = (Vec::new(), Vec::new());
    for LockedPatch { name, version, file } in
        place.installation.lockfiles.iter().flat_map(|lockfile| &lockfile.patches)
    {
        match name.parse() {
            Ok(name) => {
                let version = version.as_deref().and_then(|version| version.parse().ok());
                wanted.push(Wanted { name, version, file: file.clone(), folder: String::new() });
            }
            Err(_) => {
                let reason = format!("it patches `{}`, which is no package name", excerpt(name, 80));
                gaps.push(Gap::new(GapKind::Lockfile, reason).in_file(place.relative(file)));
            }
        }
    }
    let has_program = candidates.iter().any(|candidate| {
        candidate.release.as_ref().is_some_and(|release| release.name.as_str() == PATCH_PACKAGE)
    });
    if has_program {
        let listed = fs::read_dir(place.folder.join(FOLDER)).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            listed.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        for name in names.iter().filter(|name| name.ends_with(".patch")) {
            match of_patch_package(name) {
                Some(found) => wanted.push(found),
                None => {
                    let reason = "its name does not say which package it patches; read it";
                    let file = place.relative(&format!("{FOLDER}/{name}"));
                    gaps.push(Gap::new(GapKind::Unsupported, reason).in_file(file));
                }
            }
        }
    }
    (wanted, gaps)
}

/// `@scope+name+1.0.0.patch`, `outer++inner+1.0.0.patch`, `name+1.0.0+001+why.patch`, each also with `.dev`. A
/// patch is applied whatever version is installed.
fn of_patch_package(file_name: &str) -> Option<Wanted> {
    let stem = file_name.strip_suffix(".patch")?;
    let stem = stem.strip_suffix(".dev").unwrap_or(stem);
    let mut folder = String::new();
    let mut name = None;
    for part in stem.split("++") {
        let mut words = part.split('+');
        let first = words.next()?;
        let full =
            if first.starts_with('@') { format!("{first}/{}", words.next()?) } else { first.to_owned() };
        folder.push_str(&format!("node_modules/{full}/"));
        name = Some(full);
    }
    let file = format!("{FOLDER}/{file_name}");
    Some(Wanted { name: name?.parse().ok()?, version: None, file, folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_patch_package_say_what_is_patched() {
        let read = |name| of_patch_package(name).map(|found| (found.name.to_string(), found.folder));
        let pair = |name: &str, folder: &str| Some((name.to_owned(), folder.to_owned()));
        assert_eq!(read("a+1.0.0.patch"), pair("a", "node_modules/a/"));
        assert_eq!(read("@s+a+1.0.0.dev.patch"), pair("@s/a", "node_modules/@s/a/"));
        assert_eq!(read("a++@s+b+1.0.0+001+why.patch"), pair("@s/b", "node_modules/a/node_modules/@s/b/"));
        assert_eq!(read("@s.patch"), None);
    }
}
