//! What each kind of argument is taken for.

use super::*;

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "{}").unwrap();
    }
    folder
}

fn parse(text: &str, folder: &tempfile::TempDir, as_kind: Option<AsKind>) -> Result<Target, TargetError> {
    let environment = Environment::new([], None, folder.path().into());
    Target::parse(text, as_kind, &environment, &Limits::default())
}

fn lockfiles(target: Target) -> Vec<String> {
    match target {
        Target::Project(project) => project.lockfiles,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_lockfile_of_a_project_is_found() {
    let folder = folder(&[
        "package.json",
        "yarn.lock",
        "packages/a/package-lock.json",
        "packages/a/node_modules/x/yarn.lock",
        "node_modules/.package-lock.json",
        ".git/yarn.lock",
    ]);
    assert_eq!(lockfiles(parse(".", &folder, None).unwrap()), ["packages/a/package-lock.json", "yarn.lock"]);
}

#[test]
fn the_hidden_lockfile_counts_where_there_is_no_other() {
    let folder = folder(&["package.json", "node_modules/.package-lock.json"]);
    assert_eq!(lockfiles(parse(".", &folder, None).unwrap()), [HIDDEN_LOCKFILE]);
}

#[test]
fn a_manifest_alone_makes_a_package_unless_told_otherwise() {
    let folder = folder(&["package.json", "index.js"]);
    assert!(matches!(parse(".", &folder, None), Ok(Target::PackageFolder { .. })));
    assert!(lockfiles(parse(".", &folder, Some(AsKind::Project)).unwrap()).is_empty());
}

#[test]
fn a_project_can_be_taken_for_a_package() {
    let folder = folder(&["package.json", "yarn.lock"]);
    assert!(matches!(parse(".", &folder, Some(AsKind::Package)), Ok(Target::PackageFolder { .. })));
}

#[test]
fn a_folder_without_a_manifest_is_a_project() {
    assert!(lockfiles(parse(".", &folder(&[".vscode/tasks.json"]), None).unwrap()).is_empty());
}

#[test]
fn an_empty_folder_is_an_error_with_a_next_step() {
    let error = parse(".", &folder(&[]), None).unwrap_err();
    assert_eq!(error.code(), "target-empty");
    assert!(error.next_step().contains("package.json"));
}

#[test]
fn a_missing_folder_is_an_error() {
    for text in ["./missing", "/missing/at/all", "~/missing", "", "a b"] {
        assert_eq!(parse(text, &folder(&[]), None).unwrap_err().code(), "target-not-found", "{text}");
    }
}

#[test]
fn lockfiles_and_archives_are_told_apart() {
    let folder = folder(&["yarn.lock", "x.tgz", "y.zip", "notes.txt"]);
    fs::write(folder.path().join("packed"), [0x1f, 0x8b, 8, 0]).unwrap();
    assert!(matches!(parse("yarn.lock", &folder, None), Ok(Target::Lockfile { .. })));
    for name in ["x.tgz", "y.zip", "packed"] {
        assert!(matches!(parse(name, &folder, None), Ok(Target::Archive { .. })), "{name}");
    }
    assert!(matches!(parse("notes.txt", &folder, None), Err(TargetError::UnknownFile(_))));
}

#[test]
fn specs_and_purls_are_packages() {
    let folder = folder(&["express/package.json"]);
    for text in ["lodash", "@types/node@^22", "pkg:npm/x@1.0.0", "npm:express"] {
        assert!(matches!(parse(text, &folder, None), Ok(Target::Spec(_))), "{text}");
    }
    assert!(matches!(parse("express", &folder, None), Ok(Target::PackageFolder { .. })));
}

#[test]
fn a_list_skips_comments_and_blank_lines() {
    assert_eq!(read_list("\u{feff}a\r\n\n# no\n b@1 \n".as_bytes()).unwrap(), ["a", "b@1"]);
    assert!(read_list(&b"\xff"[..]).is_err());
}
