//! Where `node_modules` and the lockfile differ.

use std::collections::{BTreeMap, BTreeSet};

use stockade_acquire::Installed;
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, Gap, GapKind, LockedRelease};
use stockade_parse::lockfile::Lockfile;

/// What is installed and not listed, listed and not installed, or another version than listed. None of it
/// hides a threat by itself: what is installed is judged whatever the lockfile says.
pub(crate) fn differences(lockfiles: &[Lockfile], found: &Installed) -> Vec<Gap> {
    let listed: Vec<&LockedRelease> = lockfiles.iter().flat_map(|lockfile| &lockfile.releases).collect();
    let by_path: BTreeMap<&str, &LockedRelease> =
        listed.iter().map(|release| (release.install_path.as_str(), *release)).collect();
    let by_name: BTreeSet<(&str, Option<&str>)> = listed.iter().map(|release| named(release)).collect();
    let knows_paths = !by_path.contains_key("");
    let mut differences = Vec::new();
    let mut installed = BTreeSet::new();
    for package in found.packages.iter().filter(|package| !package.is_linked_from_outside) {
        let name = package.name.as_ref().map_or("?", |name| name.as_str());
        let version = package.version.as_ref().map(|version| version.as_str());
        installed.insert((name, version));
        let said = match by_path.get(package.install_path.as_str()).filter(|_| knows_paths) {
            Some(release) if named(release) == (name, version) => continue,
            Some(release) => format!("where the lockfile lists {}", shown(named(release))),
            None if !knows_paths && by_name.contains(&(name, version)) => continue,
            None => "which the lockfile does not list".to_owned(),
        };
        let reason =
            format!("{} is installed, {said}; it was judged as it lies there", shown((name, version)));
        differences.push(difference(reason).in_file(&package.install_path));
    }
    let missing =
        listed.iter().filter(|release| is_expected(release) && !installed.contains(&named(release)));
    differences.extend(missing.map(|release| {
        difference(format!("the lockfile lists {}, which is not installed", shown(named(release))))
    }));
    differences.sort();
    differences.dedup();
    differences
}

fn difference(reason: String) -> Gap {
    Gap::new(GapKind::Lockfile, reason).harmless()
}

/// What is optional may rightly be missing on this platform.
fn is_expected(release: &LockedRelease) -> bool {
    !matches!(release.kind, DependencyKind::Optional | DependencyKind::Peer)
        && !matches!(release.source, stockade_model::ReleaseSource::Workspace { .. })
}

fn named(release: &LockedRelease) -> (&str, Option<&str>) {
    (release.name.as_str(), release.version.as_ref().map(|version| version.as_str()))
}

fn shown((name, version): (&str, Option<&str>)) -> String {
    let version = version.map(|version| format!("@{version}")).unwrap_or_default();
    format!("`{}`", excerpt(&format!("{name}{version}"), 120))
}
