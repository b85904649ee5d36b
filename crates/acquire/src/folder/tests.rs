//! What is read of a folder, and what is not.

use std::fs;

use tempfile::TempDir;

use super::*;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn paths(tree: &Tree) -> Vec<&str> {
    tree.files().iter().map(|file| file.path.as_str()).collect()
}

fn read_all(folder: &TempDir, kind: FolderKind) -> Tree {
    read(folder.path(), kind, &Limits::default()).unwrap()
}

#[test]
fn a_package_is_read_without_the_packages_nested_in_it() {
    let folder =
        folder(&[("package.json", "{}"), ("lib/a.js", "1"), ("node_modules/b/c.js", ""), (".git/x", "")]);
    let tree = read_all(&folder, FolderKind::Package);
    assert_eq!(paths(&tree), [".git/x", "lib/a.js", "package.json"]);
    assert_eq!(&*tree.file("lib/a.js").unwrap().bytes, b"1");
}

#[test]
fn a_project_is_read_with_hooks_and_without_gits_objects() {
    let folder = folder(&[
        ("a.js", ""),
        (".gitignore", "*"),
        (".vscode/tasks.json", "{}"),
        ("packages/b/node_modules/c/d.js", ""),
        (".git/config", ""),
        (".git/HEAD", ""),
        (".git/hooks/pre-commit", ""),
        (".git/objects/aa/bb", ""),
        (".git/modules/sub/hooks/post-checkout", ""),
        (".git/modules/sub/objects/aa", ""),
        (".yarn/cache/x.zip", ""),
        (".yarn/cache/x.js", ""),
    ]);
    let tree = read_all(&folder, FolderKind::Project);
    let expected = [
        ".git/config",
        ".git/hooks/pre-commit",
        ".git/modules/sub/hooks/post-checkout",
        ".gitignore",
        ".vscode/tasks.json",
        ".yarn/cache/x.js",
        "a.js",
    ];
    assert_eq!(paths(&tree), expected);
    assert!(tree.gaps.is_empty());
}

#[test]
fn a_missing_folder_is_an_error() {
    let missing = read(Path::new("/nowhere/at/all"), FolderKind::Package, &Limits::default());
    assert!(matches!(missing, Err(FolderError::NotAFolder(_))));
}

#[test]
fn a_file_above_the_limit_is_a_gap() {
    let folder = folder(&[("big.js", "12345"), ("small.js", "1")]);
    let limits = Limits { file_bytes: 4, ..Limits::default() };
    let tree = read(folder.path(), FolderKind::Package, &limits).unwrap();
    assert_eq!(paths(&tree), ["small.js"]);
    assert_eq!((tree.gaps[0].kind, tree.gaps[0].file.as_deref()), (GapKind::Limit, Some("big.js")));
}

#[test]
fn more_bytes_or_files_than_the_limit_are_a_gap() {
    let folder = folder(&[("a.js", "123"), ("b.js", "123"), ("c.js", "1")]);
    let bytes = Limits { unpacked_bytes: 4, ..Limits::default() };
    let tree = read(folder.path(), FolderKind::Package, &bytes).unwrap();
    assert_eq!((paths(&tree), tree.gaps.len()), (vec!["a.js", "c.js"], 1));
    let files = Limits { files: 2, ..Limits::default() };
    let tree = read(folder.path(), FolderKind::Package, &files).unwrap();
    assert_eq!((tree.files().len(), tree.gaps.len()), (2, 1));
}

#[test]
fn a_path_above_the_limit_is_a_gap() {
    let folder = folder(&[("deep/deep/deep.js", ""), ("a.js", "")]);
    let limits = Limits { path_bytes: 10, ..Limits::default() };
    let tree = read(folder.path(), FolderKind::Package, &limits).unwrap();
    assert_eq!((paths(&tree), tree.gaps[0].kind), (vec!["a.js"], GapKind::Limit));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let secret = folder(&[("id", "private")]);
        let folder = folder(&[("a.js", "")]);
        symlink(secret.path().join("id"), folder.path().join("stolen.js")).unwrap();
        symlink(secret.path(), folder.path().join("stolen")).unwrap();
        let tree = read_all(&folder, FolderKind::Project);
        assert_eq!(paths(&tree), ["a.js"]);
        assert!(tree.anomalies.iter().all(|anomaly| anomaly.kind == AnomalyKind::EscapingLink));
        assert_eq!((tree.anomalies.len(), tree.gaps.len()), (2, 2));
    }

    #[test]
    fn a_link_inside_the_folder_is_read_under_its_own_path() {
        let folder = folder(&[("lib/a.js", "1")]);
        symlink("lib/a.js", folder.path().join("b.js")).unwrap();
        symlink("..", folder.path().join("lib/loop")).unwrap();
        let tree = read_all(&folder, FolderKind::Package);
        assert_eq!(paths(&tree), ["b.js", "lib/a.js"]);
        assert_eq!(tree.anomalies.len(), 2);
    }

    #[test]
    fn special_files_are_noted_and_not_opened() {
        let folder = folder(&[("a.js", "")]);
        let _listener = UnixListener::bind(folder.path().join("socket")).unwrap();
        let tree = read_all(&folder, FolderKind::Package);
        assert_eq!((paths(&tree), tree.anomalies[0].kind), (vec!["a.js"], AnomalyKind::SpecialFile));
    }

    #[test]
    fn executable_files_are_marked() {
        let folder = folder(&[("run", ""), ("read", "")]);
        fs::set_permissions(folder.path().join("run"), fs::Permissions::from_mode(0o755)).unwrap();
        let tree = read_all(&folder, FolderKind::Package);
        assert!(tree.file("run").unwrap().is_executable && !tree.file("read").unwrap().is_executable);
    }

    #[test]
    fn names_that_are_not_utf8_are_all_read() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = folder(&[]);
        for name in [&b"\xff.js"[..], b"\xfe.js"] {
            fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), name).unwrap();
        }
        let tree = read_all(&folder, FolderKind::Package);
        assert_eq!(tree.files().iter().map(|file| file.reading).collect::<Vec<_>>(), [0, 1]);
    }
}

#[test]
fn a_fingerprint_stays_until_a_file_changes() {
    let folder = folder(&[("a.js", "1"), ("lib/b.js", "2"), ("node_modules/c/d.js", "")]);
    let now = || fingerprint(folder.path(), FolderKind::Package).unwrap();
    let first = now();
    assert_eq!(first, now());
    fs::write(folder.path().join("node_modules/c/d.js"), "changed").unwrap();
    assert_eq!(first, now());
    fs::write(folder.path().join("lib/b.js"), "22").unwrap();
    assert_ne!(first, now());
}

#[test]
fn a_rename_changes_the_fingerprint() {
    let folder = folder(&[("a.js", "1")]);
    let first = fingerprint(folder.path(), FolderKind::Package).unwrap();
    fs::rename(folder.path().join("a.js"), folder.path().join("b.js")).unwrap();
    assert_ne!(first, fingerprint(folder.path(), FolderKind::Package).unwrap());
}

#[test]
fn many_fingerprints_keep_their_order() {
    let (one, two) = (folder(&[("a", "1")]), folder(&[("a", "2")]));
    let paths = [one.path().to_path_buf(), "/nowhere/at/all".into(), two.path().to_path_buf()];
    let all = fingerprints(&paths, FolderKind::Package, 2);
    assert_eq!(*all[0].as_ref().unwrap(), fingerprint(one.path(), FolderKind::Package).unwrap());
    assert!(all[1].is_err());
    assert_eq!(*all[2].as_ref().unwrap(), fingerprint(two.path(), FolderKind::Package).unwrap());
}
