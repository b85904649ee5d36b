//! What members are, and what their headers say of them.

use super::build::{Entry, Tar, header, honest, record};
use super::*;

#[test]
fn an_honest_archive_is_read_without_remark() {
    let tree = unpack(&honest());
    assert_honest(&tree);
    assert_eq!(installed(&tree, "lib/index.js"), b"module.exports = 1;\n");
    assert!(tree.file("bin/run.js").unwrap().is_executable);
    assert!(!tree.file("package.json").unwrap().is_executable);
    assert_eq!(installed(&tree, &format!("{}index.js", "folder/".repeat(20))), b"long\n");
}

#[test]
fn a_plain_tar_archive_is_read() {
    let tree = unpack(&Tar::new().file("package/a.js", "a").tar());
    assert_honest(&tree);
    assert_eq!(installed(&tree, "a.js"), b"a");
}

#[test]
fn an_archive_without_an_end_marker_is_read() {
    let tree = unpack(&Tar::new().file("package/a.js", "a").unfinished());
    assert_honest(&tree);
    assert_eq!(installed(&tree, "a.js"), b"a");
}

#[test]
fn a_symbolic_link_is_noted_and_dropped() {
    let tree = unpack(&Tar::new().link(b'2', "package/lib/a.js", "../b.js").file("package/b.js", "b").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::Link]);
    assert_eq!(files(&tree), [("b.js", 0, "b".into())]);
}

#[test]
fn a_symbolic_link_out_of_the_package_is_escaping() {
    let archive = Tar::new().link(b'2', "package/ln", "/etc").file("package/ln/passwd", "x");
    let tree = unpack(&archive.tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::EscapingLink]);
    assert_eq!(installed(&tree, "ln/passwd"), b"x");
    let tree = unpack(&Tar::new().link(b'2', "package/a/ln", "../../x").file("package/b", "").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::EscapingLink]);
}

#[test]
fn a_hard_link_is_noted_and_dropped() {
    let tree = unpack(&Tar::new().file("package/a", "a").link(b'1', "package/b", "package/a").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::Link]);
    let tree = unpack(&Tar::new().file("package/a", "a").link(b'1', "package/b", "/etc/passwd").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::EscapingLink]);
    assert_eq!(files(&tree), [("a", 0, "a".into())]);
}

#[test]
fn devices_and_pipes_are_special_files() {
    for kind in [b'3', b'4', b'6'] {
        let archive = Tar::new().entry(&Entry::of(kind, "package/dev", b"")).file("package/a", "a");
        let tree = unpack(&archive.tgz());
        assert_eq!(kinds(&tree), [AnomalyKind::SpecialFile]);
        assert_eq!(files(&tree), [("a", 0, "a".into())]);
    }
}

#[test]
fn a_member_of_unknown_type_is_examined_as_another_reading() {
    let tree = unpack(&Tar::new().entry(&Entry::of(b'Z', "package/a.js", b"a")).tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::SpecialFile]);
    assert_eq!(files(&tree), [("a.js", 1, "a".into())]);
}

#[test]
fn of_duplicate_entries_the_last_is_installed_and_all_are_kept() {
    let archive = Tar::new().file("package/a", "1").file("package/a", "2").file("package/a", "3");
    let tree = unpack(&archive.tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::DuplicateEntry]);
    assert_eq!(files(&tree), [("a", 0, "3".into()), ("a", 1, "2".into()), ("a", 2, "1".into())]);
}

#[test]
fn equal_duplicates_are_no_oddity() {
    let tree = unpack(&Tar::new().file("package/a", "1").file("package/a", "1").tgz());
    assert_honest(&tree);
    assert_eq!(files(&tree).len(), 1);
}

#[test]
fn gnu_long_names_are_honoured() {
    let long = format!("package/{}.js", "n".repeat(150));
    let archive = Tar::new().entry(&Entry::of(b'L', "././@LongLink", format!("{long}\0").as_bytes()));
    let tree = unpack(&archive.file(&long[..100], "a").tgz());
    assert_honest(&tree);
    assert_eq!(installed(&tree, &long["package/".len()..]), b"a");
}

#[test]
fn an_extended_path_that_hides_a_plain_one_is_read_both_ways() {
    let archive = Tar::new().pax(b'x', &[("path", "package/good.js")]).file("package/bad.js", "x");
    let tree = unpack(&archive.tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::HeaderMismatch]);
    assert_eq!(files(&tree), [("bad.js", 1, "x".into()), ("good.js", 0, "x".into())]);
}

#[test]
fn a_gnu_name_and_an_extended_path_that_differ_are_read_both_ways() {
    let archive = Tar::new().pax(b'x', &[("path", "package/one.js")]).entry(&Entry::of(
        b'L',
        "././@LongLink",
        b"package/two.js\0",
    ));
    let tree = unpack(&archive.file("package/two.js", "x").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::HeaderMismatch]);
    assert_eq!(files(&tree), [("one.js", 1, "x".into()), ("two.js", 0, "x".into())]);
}

#[test]
fn records_split_at_lines_or_lengths_are_read_both_ways() {
    let hidden = record("path", "package/hidden.js");
    let body = record("path", "package/seen.js") + &record("comment", &format!("x\n{}", hidden.trim_end()));
    let archive = Tar::new().entry(&Entry::of(b'x', "PaxHeader/x", body.as_bytes()));
    let tree = unpack(&archive.file("package/seen.js", "x").tgz());
    assert_eq!(kinds(&tree), [AnomalyKind::HeaderMismatch]);
    assert_eq!(files(&tree), [("hidden.js", 0, "x".into()), ("seen.js", 1, "x".into())]);
}

#[test]
fn an_extended_size_that_differs_gives_two_layouts() {
    // For npm the first member holds the second; for a reader of plain headers it is empty.
    let inner = header(&Entry::of(b'0', "package/hidden.js", b"evil"));
    let archive = Tar::new()
        .pax(b'x', &[("size", "1024")])
        .entry(&Entry { size: 0, ..Entry::of(b'0', "package/a.bin", b"") })
        .raw(&inner)
        .raw(b"evil")
        .file("package/b.js", "b");
    let tree = unpack(&archive.tgz());
    assert!(kinds(&tree).contains(&AnomalyKind::HeaderMismatch));
    assert_eq!(installed(&tree, "a.bin").len(), 1024);
    assert_eq!(installed(&tree, "b.js"), b"b");
    assert!(files(&tree).contains(&("hidden.js", 1, "evil".into())));
}

#[test]
fn a_folder_with_contents_gives_two_layouts() {
    let inner = header(&Entry::of(b'0', "package/hidden.js", b"evil"));
    let body = [inner.as_slice(), b"evil"].concat();
    let archive = Tar::new().file("package/a", "a").entry(&Entry::of(b'5', "package/lib/", &body));
    let tree = unpack(&archive.file("package/b.js", "b").tgz());
    assert_eq!(installed(&tree, "hidden.js"), b"evil");
    assert_eq!(installed(&tree, "b.js"), b"b");
}

#[test]
fn a_folder_that_only_states_a_size_is_no_oddity() {
    let archive = Tar::new()
        .entry(&Entry { size: 4096, ..Entry::of(b'5', "package/", b"") })
        .file("package/a.js", "a")
        .file("package/b.js", "b");
    let tree = unpack(&archive.tgz());
    assert_honest(&tree);
    assert_eq!(files(&tree).len(), 2);
}

#[test]
fn a_file_with_a_link_target_is_read_as_npm_and_as_others_would() {
    let archive = Tar::new()
        .entry(&Entry { link: b"x", ..Entry::of(b'0', "package/a.js", b"evil") })
        .file("package/b.js", "b");
    let tree = unpack(&archive.tgz());
    assert!(kinds(&tree).contains(&AnomalyKind::HeaderMismatch));
    assert_eq!(files(&tree), [("a.js", 1, "evil".into()), ("b.js", 0, "b".into())]);
}

#[test]
fn a_malformed_header_costs_one_block_and_is_a_gap() {
    let mut broken = header(&Entry::of(b'0', "package/lost.js", b""));
    broken[148] ^= 1;
    let archive = Tar::new().file("package/a", "a").raw(&broken).file("package/b", "b");
    let tree = unpack(&archive.tgz());
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert!(tree.gaps[0].reason.contains("the header at byte 1024"));
    assert_eq!(files(&tree).len(), 2);
}

#[test]
fn bytes_after_the_end_marker_are_trailing() {
    let mut archive = Tar::new().file("package/a", "a").tar();
    archive.extend_from_slice(&[0; 8192]);
    assert_honest(&unpack(&archive));
    archive.extend_from_slice(b"something");
    let tree = unpack(&archive);
    assert_eq!(kinds(&tree), [AnomalyKind::TrailingBytes]);
    assert!(tree.gaps.is_empty());
}

#[test]
fn a_tar_archive_after_the_end_marker_is_another_reading() {
    let mut archive = Tar::new().file("package/a", "shown").tar();
    archive.extend(Tar::new().file("package/a", "hidden").file("package/b", "b").tar());
    for bytes in [archive.clone(), build::gzip(&archive)] {
        let tree = unpack(&bytes);
        assert_eq!(kinds(&tree), [AnomalyKind::DuplicateEntry, AnomalyKind::TrailingBytes]);
        let expected = [("a", 0, "shown".into()), ("a", 1, "hidden".into()), ("b", 1, "b".into())];
        assert_eq!(files(&tree), expected);
    }
}

#[test]
fn a_gzip_file_after_the_end_marker_is_another_reading() {
    let mut archive = Tar::new().file("package/a", "a").tar();
    archive.extend(Tar::new().file("package/b", "hidden").tgz());
    let tree = unpack(&archive);
    assert_eq!(kinds(&tree), [AnomalyKind::TrailingBytes]);
    assert!(files(&tree).contains(&("b", 1, "hidden".into())));
}

#[test]
fn archives_after_archives_end_in_a_gap() {
    let mut archive = Tar::new().file("package/a", "0").tar();
    for depth in 1..8 {
        archive.extend(Tar::new().file("package/a", &depth.to_string()).tar());
    }
    let tree = unpack(&archive);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert_eq!(files(&tree).len(), 4);
}
