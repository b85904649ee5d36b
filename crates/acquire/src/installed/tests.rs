//! Trees as npm and pnpm leave them.

use super::*;

fn project(packages: &[(&str, &str)]) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    for (path, manifest) in packages {
        let folder = project.path().join(path);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("package.json"), manifest).unwrap();
    }
    project
}

fn listed(project: &tempfile::TempDir) -> Vec<String> {
    let shown = |package: InstalledPackage| {
        let name = package.name.map(String::from).unwrap_or_default();
        format!("{} {name} {}", package.install_path, package.version.map(String::from).unwrap_or_default())
    };
    list(project.path()).packages.into_iter().map(shown).collect()
}

#[test]
fn scoped_and_nested_packages_are_listed() {
    let project = project(&[
        ("node_modules/a", r#"{"name":"a","version":"1.0.0"}"#),
        ("node_modules/a/node_modules/@s/b", "\u{feff}{\"name\":\"@s/b\",\"version\":\"2.0.0\"}"),
        ("node_modules/@s/b", r#"{"name":"@s/b","version":"3.0.0"}"#),
        ("node_modules/alias", r#"{"name":"real","version":"1.0.0"}"#),
    ]);
    assert_eq!(
        listed(&project),
        [
            "node_modules/@s/b @s/b 3.0.0",
            "node_modules/a a 1.0.0",
            "node_modules/a/node_modules/@s/b @s/b 2.0.0",
            "node_modules/alias real 1.0.0",
        ]
    );
}

#[test]
fn a_broken_manifest_is_listed_without_a_name() {
    let project = project(&[("node_modules/a", "{"), ("node_modules/b", r#"{"name":7,"version":"../x"}"#)]);
    assert_eq!(listed(&project), ["node_modules/a  ", "node_modules/b  "]);
}

#[test]
fn stray_files_and_commands_are_listed() {
    let project = project(&[("node_modules/a", "{}")]);
    let modules = project.path().join("node_modules");
    fs::create_dir(modules.join(".bin")).unwrap();
    for file in [".bin/run", "evil.js", ".package-lock.json"] {
        fs::write(modules.join(file), "").unwrap();
    }
    let installed = list(project.path());
    assert_eq!(installed.commands, ["node_modules/.bin/run"]);
    assert_eq!(installed.stray_files, ["node_modules/evil.js"]);
}

#[test]
fn a_project_without_node_modules_lists_nothing() {
    assert!(list(project(&[]).path()).packages.is_empty());
}

#[cfg(unix)]
#[test]
fn a_pnpm_tree_lists_each_package_once() {
    use std::os::unix::fs::symlink;
    let project = project(&[
        ("node_modules/.pnpm/a@1.0.0/node_modules/a", r#"{"name":"a","version":"1.0.0"}"#),
        ("node_modules/.pnpm/b@2.0.0/node_modules/b", r#"{"name":"b","version":"2.0.0"}"#),
        ("packages/w", r#"{"name":"w","version":"0.0.0"}"#),
    ]);
    let modules = project.path().join("node_modules");
    symlink(".pnpm/a@1.0.0/node_modules/a", modules.join("a")).unwrap();
    symlink("../../b@2.0.0/node_modules/b", modules.join(".pnpm/a@1.0.0/node_modules/b")).unwrap();
    symlink("../packages/w", modules.join("w")).unwrap();
    let installed = list(project.path());
    let shown: Vec<_> = installed.packages.iter().map(|package| package.install_path.as_str()).collect();
    assert_eq!(shown, ["node_modules/.pnpm/a@1.0.0/node_modules/b", "node_modules/a", "node_modules/w"]);
    let outside: Vec<_> = installed.packages.iter().map(|package| package.is_linked_from_outside).collect();
    assert_eq!(outside, [false, false, true]);
    assert!(installed.gaps.is_empty());
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    use std::os::unix::fs::symlink;
    let project = project(&[("node_modules/a", "{}")]);
    symlink("../../..", project.path().join("node_modules/a/node_modules")).unwrap();
    symlink("..", project.path().join("node_modules/b")).unwrap();
    let _ = list(project.path());
}

proptest::proptest! {
    #[test]
    fn any_manifest_is_read_without_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("package.json"), bytes).unwrap();
        let _ = identity(folder.path());
    }
}
