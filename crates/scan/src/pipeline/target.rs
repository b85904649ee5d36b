//! What a text on the command line names, beyond what the disk alone can tell.

use std::path::Path;

use stockade_acquire::{AsKind, Environment, Target, TargetError, installed};
use stockade_model::{Limits, ReleaseId};

/// Reads `text` as a target. A folder whose manifest is private or has workspaces, or that is a repository, is
/// a project even without a lockfile: nobody publishes it, and what it depends on must not go unmentioned.
///
/// # Errors
/// When it names nothing that can be judged.
pub(crate) fn read(
    text: &str,
    as_kind: Option<AsKind>,
    environment: &Environment,
    limits: &Limits,
) -> Result<Target, TargetError> {
    match Target::parse(text, as_kind, environment, limits)? {
        Target::PackageFolder { path } if as_kind.is_none() && is_project(&path, limits) => {
            Target::parse(text, Some(AsKind::Project), environment, limits)
        }
        target => Ok(target),
    }
}

fn is_project(folder: &Path, limits: &Limits) -> bool {
    let is_unpublished = || {
        let bytes = super::project::read_up_to(&folder.join("package.json"), limits.document_bytes).ok()?;
        let manifest = stockade_parse::manifest::read(&bytes, limits).ok()?;
        Some(manifest.is_private || !manifest.workspaces.is_empty())
    };
    folder.join(".git").exists() || is_unpublished().unwrap_or(false)
}

/// The name and version that a folder's manifest states, and a name to show where it states none.
pub(crate) fn identity(folder: &Path) -> (Option<ReleaseId>, String) {
    let (name, version) = installed::identity(folder);
    let fallback = || {
        let real = folder.canonicalize().ok();
        let name = real.as_deref().unwrap_or(folder).file_name();
        name.map_or_else(|| "project".to_owned(), |name| name.to_string_lossy().into_owned())
    };
    let shown = name.as_ref().map_or_else(fallback, ToString::to_string);
    (name.map(|name| ReleaseId { name, version }), shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unpublished_folder_is_a_project_even_without_lockfile() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        write("public/package.json", r#"{"name": "a"}"#);
        write("private/package.json", r#"{"name": "a", "private": true}"#);
        write("spaces/package.json", r#"{"name": "a", "workspaces": ["x"]}"#);
        write("cloned/package.json", r#"{"name": "a"}"#);
        write("cloned/.git/config", "");
        let environment = Environment::new([], None, folder.path().to_owned());
        let is_project = |text: &str, kind| {
            matches!(read(text, kind, &environment, &Limits::default()).unwrap(), Target::Project(_))
        };
        assert_eq!(
            ["public", "private", "spaces", "cloned"].map(|text| is_project(text, None)),
            [false, true, true, true]
        );
        assert!(!is_project("private", Some(AsKind::Package)));
    }
}
