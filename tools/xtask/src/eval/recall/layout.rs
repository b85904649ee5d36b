//! Specimens on disk, in the form in which the program meets such a release: a folder, a project, an archive,
//! or a dependency of a project.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use stockade_model::{Algorithm, Integrity, PackageName, Tree, TreeFile};

use super::{REGISTRY, tar};

/// What a specimen is in the scan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::eval) enum Form {
    /// A release from a registry, as a folder.
    Package,
    /// A release from a registry, as an archive: it shows what a folder cannot.
    Archive,
    /// The release that a project locks as `name@version` from a registry, whatever its manifest says.
    Asked(PackageName, String),
    /// A release whose packument, `packument.json` beside its files, npm's cache holds.
    Published,
    /// The user's own tree.
    Project,
    /// A dependency from a git repository.
    GitDependency,
}

/// A specimen that can be scanned.
pub(in crate::eval) struct LaidOut {
    /// What to scan.
    pub(in crate::eval) target: PathBuf,
    /// How the program is told to read it.
    pub(in crate::eval) kind: Option<&'static str>,
}

impl Form {
    /// As the words after a fence's `package`, and the paths in it, say.
    pub(in crate::eval) fn of(info: &str, tree: &Tree) -> Result<Self> {
        if let Some((_, asked)) = info.split_once(" as ") {
            let (name, version) = asked.trim().rsplit_once('@').context("expected `as name@version`")?;
            return Ok(Self::Asked(name.parse()?, version.to_owned()));
        }
        Ok(if info.contains("with packument") {
            Self::Published
        } else if info.contains("project") {
            Self::Project
        } else if info.contains("git") {
            Self::GitDependency
        } else if tree.anomalies.is_empty() {
            Self::Package
        } else {
            Self::Archive
        })
    }

    /// Writes `tree` in or at `folder`; an archive that a lockfile names is put into the cache `npm_cache`.
    pub(in crate::eval) fn lay_out(&self, tree: &Tree, folder: &Path, npm_cache: &Path) -> Result<LaidOut> {
        let as_folder = |kind| LaidOut { target: folder.to_path_buf(), kind: Some(kind) };
        match self {
            Self::Package => write_files(tree, folder).map(|()| as_folder("package")),
            Self::Project => write_files(tree, folder).map(|()| as_folder("project")),
            Self::GitDependency => {
                let name = name_of(tree)?;
                let repository = format!("git+https://git.invalid/{}.git", name.base());
                let locked =
                    json!({"version": "1.0.0", "resolved": format!("{repository}#{}", "0".repeat(40))});
                write_project(folder, &name, &repository, locked)?;
                write_files(tree, &folder.join("node_modules").join(name.as_str()))?;
                Ok(as_folder("project"))
            }
            Self::Asked(name, version) => {
                let packed = pack(tree)?;
                let integrity = Integrity::of(Algorithm::Sha512, &packed);
                let resolved = format!("{REGISTRY}{name}/-/{}-{version}.tgz", name.base());
                let locked =
                    json!({"version": version, "resolved": resolved, "integrity": integrity.to_string()});
                write_project(folder, name, version, locked)?;
                write(&cached(npm_cache, &integrity)?, &packed)?;
                Ok(as_folder("project"))
            }
            Self::Published => publish(tree, folder, npm_cache).map(|()| as_folder("project")),
            Self::Archive => {
                let target = folder.with_extension("tar");
                write(&target, &pack(tree)?)?;
                Ok(LaidOut { target, kind: None })
            }
        }
    }
}

/// Writes a project that locks the release, and puts its archive and its packument into npm's cache.
fn publish(tree: &Tree, folder: &Path, npm_cache: &Path) -> Result<()> {
    let (packuments, files): (Vec<TreeFile>, Vec<TreeFile>) =
        tree.files().iter().cloned().partition(|file| file.path == "packument.json");
    let packument = packuments.first().context("the fence has no `packument.json`")?;
    let tree = Tree::new(files);
    let name = name_of(&tree)?;
    let manifest: Value = serde_json::from_slice(&tree.file("package.json").context("no manifest")?.bytes)?;
    let version = manifest.get("version").and_then(Value::as_str).context("it has no version")?;
    Form::Asked(name.clone(), version.to_owned()).lay_out(&tree, folder, npm_cache)?;
    let mut packument: Value = serde_json::from_slice(&packument.bytes)?;
    let entry = packument.get_mut("versions").and_then(|versions| versions.get_mut(version));
    let integrity = Integrity::of(Algorithm::Sha512, &pack(&tree)?);
    let entry = entry.and_then(Value::as_object_mut).context("the packument does not list it")?;
    entry.insert("dist".to_owned(), json!({"integrity": integrity.to_string()}));
    let packument = packument.to_string().into_bytes();
    let integrity = Integrity::of(Algorithm::Sha512, &packument);
    write(&cached(npm_cache, &integrity)?, &packument)?;
    let key = format!("make-fetch-happen:request-cache:{REGISTRY}{}", name.as_str().replace('/', "%2f"));
    let line = format!("\nhash\t{}", json!({"key": key, "integrity": integrity.to_string()}));
    let hash = Integrity::of(Algorithm::Sha256, key.as_bytes()).hex();
    let (first, rest) = hash.split_at_checked(2).context("a hash is longer")?;
    let (second, rest) = rest.split_at_checked(2).context("a hash is longer")?;
    write(&npm_cache.join("_cacache/index-v5").join(first).join(second).join(rest), line.as_bytes())
}

fn write_files(tree: &Tree, folder: &Path) -> Result<()> {
    for file in tree.files() {
        let is_inside = file.path.split('/').all(|part| part != ".." && !part.is_empty());
        ensure!(is_inside, "`{}` leads out of the specimen", file.path);
        write(&folder.join(&file.path), &file.bytes)?;
    }
    Ok(())
}

/// Writes a project that depends on `name` and locks it as `locked`.
fn write_project(folder: &Path, name: &PackageName, range: &str, locked: Value) -> Result<()> {
    let place = format!("node_modules/{name}");
    let project = json!({"name": "specimen", "version": "1.0.0", "dependencies": {name.as_str(): range}});
    let lockfile =
        json!({"name": "specimen", "lockfileVersion": 3, "packages": {"": project, &place: locked}});
    write(&folder.join("package.json"), project.to_string().as_bytes())?;
    write(&folder.join("package-lock.json"), lockfile.to_string().as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(path.parent().context("a file has a folder")?)?;
    Ok(fs::write(path, bytes)?)
}

fn name_of(tree: &Tree) -> Result<PackageName> {
    let manifest = tree.file("package.json").context("a git dependency needs a manifest")?;
    let manifest: Value = serde_json::from_slice(&manifest.bytes)?;
    Ok(manifest.get("name").and_then(Value::as_str).unwrap_or_default().parse()?)
}

/// The archive of a tree. Of two files with one path the one that is installed comes last, since it then
/// overwrites the other.
fn pack(tree: &Tree) -> Result<Vec<u8>> {
    let mut files: Vec<&TreeFile> = tree.files().iter().collect();
    files.sort_by_key(|file| (&file.path, Reverse(file.reading)));
    let members = files.iter().map(|file| (format!("package/{}", file.path), file.bytes.as_ref()));
    tar::archive(members)
}

/// Where npm's cache keeps the artifact that `integrity` names.
fn cached(npm_cache: &Path, integrity: &Integrity) -> Result<PathBuf> {
    let hex = integrity.hex();
    let (first, rest) = hex.split_at_checked(2).context("a hash is longer")?;
    let (second, rest) = rest.split_at_checked(2).context("a hash is longer")?;
    let contents = npm_cache.join("_cacache/content-v2").join(integrity.algorithm().name());
    Ok(contents.join(first).join(second).join(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay_out(info: &str, text: &str, folder: &Path) -> Result<LaidOut> {
        let tree = stockade_unpack::text(text)?;
        Form::of(info, &tree)?.lay_out(&tree, &folder.join("it"), &folder.join("cache"))
    }

    #[test]
    fn a_fence_is_laid_out_inside_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let laid_out = lay_out("package", "== a/b.js\nx\n", folder.path()).unwrap();
        assert_eq!(fs::read_to_string(laid_out.target.join("a/b.js")).unwrap(), "x\n");
        assert_eq!(laid_out.kind, Some("package"));
        assert!(lay_out("package", "== ../c.js\ny\n", folder.path()).is_err());
    }

    #[test]
    fn a_git_dependency_is_laid_out_in_a_project() {
        let folder = tempfile::tempdir().unwrap();
        let laid_out =
            lay_out("package git", "== package.json\n{\"name\": \"@a/b\"}\n", folder.path()).unwrap();
        assert!(laid_out.target.join("node_modules/@a/b/package.json").is_file());
        let lockfile = fs::read_to_string(laid_out.target.join("package-lock.json")).unwrap();
        assert!(lockfile.contains("git+https://git.invalid/b.git#0000"));
    }

    #[test]
    fn what_was_asked_for_is_locked_and_cached() {
        let folder = tempfile::tempdir().unwrap();
        let text = "== package.json\n{\"name\": \"other\"}\n";
        let laid_out = lay_out("package as @a/b@1.2.3", text, folder.path()).unwrap();
        assert!(!laid_out.target.join("node_modules").exists());
        let lockfile = fs::read_to_string(laid_out.target.join("package-lock.json")).unwrap();
        let lockfile: Value = serde_json::from_str(&lockfile).unwrap();
        let locked = &lockfile["packages"]["node_modules/@a/b"];
        assert_eq!(locked["resolved"], "https://registry.example/@a/b/-/b-1.2.3.tgz");
        let integrity = locked["integrity"].as_str().unwrap().parse().unwrap();
        assert!(cached(&folder.path().join("cache"), &integrity).unwrap().is_file());
    }

    #[test]
    fn a_path_that_occurs_twice_needs_an_archive() {
        let folder = tempfile::tempdir().unwrap();
        let laid_out = lay_out("package", "== a.js\n1\n== a.js\n2\n", folder.path()).unwrap();
        assert_eq!(laid_out.kind, None);
        let packed = fs::read(laid_out.target).unwrap();
        let tree = stockade_unpack::archive(&packed, &stockade_model::Limits::default());
        assert_eq!(tree.file("a.js").unwrap().bytes.as_ref(), b"2\n");
        assert_eq!(tree.files().len(), 2);
        assert_eq!(tree.anomalies.len(), 1);
    }
}
