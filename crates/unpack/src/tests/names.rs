//! Names that mean something else than they say.

use super::build::{Entry, Tar};
use super::*;

#[test]
fn path_traversal_is_noted_and_the_file_examined() {
    let tree = unpack(&Tar::new().file("package/../../evil.js", "x").file("package/a", "a").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::PathTraversal]);
    assert_eq!(tree.anomalies[0].path, "package/../../evil.js");
    assert_eq!(files(&tree), [("a", 0, "a".into()), ("evil.js", 1, "x".into())]);
}

#[test]
fn a_folder_that_climbs_is_path_traversal() {
    let archive = Tar::new().entry(&Entry::of(b'5', "package/../../x/", b"")).file("package/a", "a");
    assert_eq!(kinds(&unpack(&archive.tgz())), [AnomalyKind::PathTraversal]);
}

#[test]
fn an_absolute_path_is_noted_and_the_file_examined() {
    let tree = unpack(&Tar::new().file("/etc/evil.js", "x").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::AbsolutePath]);
    assert_eq!(files(&tree), [("etc/evil.js", 0, "x".into())]);
}

#[test]
fn a_backslash_is_a_separator_and_an_oddity() {
    let tree = unpack(&Tar::new().file("package\\lib\\a.js", "x").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::BackslashPath]);
    assert_eq!(files(&tree), [("lib/a.js", 0, "x".into())]);
    let tree = unpack(&Tar::new().file("package\\..\\..\\w.js", "x").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::PathTraversal, AnomalyKind::BackslashPath]);
}

#[test]
fn a_nul_in_a_name_is_refused_and_the_file_examined() {
    let archive = Tar::new().pax(b'x', &[("path", "package/a.js\0.txt")]).file("package/a.js", "x");
    let tree = unpack(&archive.tgz());
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert!(tree.gaps[0].reason.contains("a.js\\u{0}.txt"), "{}", tree.gaps[0].reason);
    assert_eq!(files(&tree), [("a.js", 1, "x".into())]);
}

#[test]
fn any_leading_component_is_stripped_once() {
    let tree = unpack(&Tar::new().file("node-v1/package/a.js", "x").tgz());
    assert_honest(&tree);
    assert_eq!(files(&tree), [("package/a.js", 0, "x".into())]);
}

#[test]
fn a_file_beside_the_package_folder_is_another_reading() {
    let tree = unpack(&Tar::new().file("evil.js", "x").file("package/a", "a").tgz());
    assert_eq!(files(&tree), [("a", 0, "a".into()), ("evil.js", 1, "x".into())]);
}

#[test]
fn a_file_without_a_name_is_a_gap() {
    let tree = unpack(&Tar::new().file("package/./x/..", "x").file("package/a", "a").tgz());
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
}

#[test]
fn paths_that_differ_in_case_collide() {
    let tree = unpack(&Tar::new().file("package/A.js", "1").file("package/a.js", "2").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::CollidingPaths]);
    assert_eq!(tree.anomalies.len(), 2);
    let equal = unpack(&Tar::new().file("package/A.js", "1").file("package/a.js", "1").tgz());
    assert_honest(&equal);
}

#[test]
fn paths_that_differ_in_unicode_form_collide() {
    for (left, right) in [("é", "e\u{301}"), ("ﬁ", "fi"), ("Straße", "STRASSE"), ("Å", "\u{212b}")] {
        let (left, right) = (format!("package/{left}.js"), format!("package/{right}.js"));
        let tree = unpack(&Tar::new().file(&left, "1").file(&right, "2").tgz());
        assert_eq!(kinds(&tree), [AnomalyKind::CollidingPaths], "{left} {right}");
    }
}

#[test]
fn names_that_are_not_utf_8_are_read_as_node_reads_them() {
    let entry = Entry { name: b"package/\xff.js", ..Entry::of(b'0', "", b"x") };
    let tree = unpack(&Tar::new().entry(&entry).tgz());
    assert_honest(&tree);
    assert_eq!(files(&tree), [("\u{fffd}.js", 0, "x".into())]);
}
