//! What the project asks for and its lockfile does not list: the lockfile is older than the manifest, or only a part
//! of itself. A text format that is cut off at the end of an entry is whole to its reader.

use std::collections::BTreeSet;

use stockade_model::DependencyKind;

use super::graph::Graph;
use super::{LockfileKind, ProjectManifest, origin};
use crate::manifest::Manifest;

/// Notes the dependencies of the project's own manifest that `graph` has no release for.
pub(super) fn note(graph: &mut Graph, kind: LockfileKind, manifests: &[ProjectManifest<'_>]) {
    let own = manifests.iter().find(|known| known.folder.is_empty()).map(|known| known.manifest);
    // What npm installed may leave out what is for development.
    let Some(manifest) = own.filter(|_| kind != LockfileKind::NpmInstalled) else { return };
    let unlisted: Vec<(String, DependencyKind)> = {
        let listed: BTreeSet<&str> = graph.nodes.iter().map(|draft| draft.name.as_str()).collect();
        let sections = [
            (&manifest.dependencies.production, DependencyKind::Production),
            (&manifest.dependencies.development, DependencyKind::Development),
        ];
        let asked = sections
            .into_iter()
            .flat_map(|(section, kind)| section.iter().map(move |(name, range)| (name, range, kind)));
        let unlisted = asked.filter(|(name, range, _)| {
            is_registry_range(range)
                && !manifest.dependencies.optional.contains_key(*name)
                && !is_overridden(manifest, name)
                && !listed.contains(name.as_str())
                && !listed.contains(aliased(range))
        });
        unlisted.map(|(name, _, kind)| (name.clone(), kind)).collect()
    };
    for (name, kind) in unlisted {
        graph.unresolved("the project", &name, kind);
    }
}

/// Whether a range asks a registry: a path, an address or a member of the workspace may go by another name.
fn is_registry_range(range: &str) -> bool {
    range.starts_with("npm:") || range.starts_with("catalog:") || !range.contains([':', '/'])
}

/// The name behind an alias.
fn aliased(range: &str) -> &str {
    let target = range.strip_prefix("npm:").unwrap_or_default();
    origin::split_at_name(target).map_or(target, |(name, _)| name)
}

/// Whether an override names the package, which may put another in its place or leave it out.
fn is_overridden(manifest: &Manifest, name: &str) -> bool {
    manifest.overrides.keys().any(|key| key.contains(name))
}

#[cfg(test)]
mod tests {
    use stockade_model::Limits;

    use super::super::read_in_project;
    use super::*;
    use crate::manifest;

    fn unlisted(dependencies: &str, lockfile: &str) -> Vec<String> {
        let manifest = manifest::read(dependencies.as_bytes(), &Limits::default()).unwrap();
        let manifests = [ProjectManifest { folder: "", manifest: &manifest }];
        let read = read_in_project("yarn.lock", lockfile.as_bytes(), &manifests, &Limits::default()).unwrap();
        read.gaps.into_iter().map(|gap| gap.reason).collect()
    }

    const LOCKFILE: &str = "# yarn lockfile v1\n\n\na@^1.0.0:\n  version \"1.0.0\"\n\n\"b@npm:c@^1.0.0\":\n  version \"1.0.0\"\n";

    #[test]
    fn what_a_lockfile_that_was_cut_off_lacks_is_a_gap() {
        let manifest =
            r#"{"dependencies": {"a": "^1.0.0", "z": "^1.0.0"}, "devDependencies": {"y": "npm:x@1"}}"#;
        let expected = ["y", "z"].map(|name| {
            format!("`the project` needs `{name}`, which the lockfile does not list: update the lockfile")
        });
        assert_eq!(unlisted(manifest, LOCKFILE), expected);
    }

    #[test]
    fn what_need_not_be_listed_under_its_name_is_none() {
        let manifest = r#"{"dependencies": {"a": "^1.0.0", "b": "npm:c@^1.0.0", "d": "file:../d", "e": "owner/e"},
            "optionalDependencies": {"f": "1"}, "devDependencies": {"g": "1"}, "overrides": {"g": "npm:h@1"}}"#;
        assert_eq!(unlisted(manifest, LOCKFILE), Vec::<String>::new());
    }
}
