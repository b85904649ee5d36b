//! Zip archives of yarn's cache, honest and not.

use std::io::{Cursor, Write as _};

use ::zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(::zip::CompressionMethod::Deflated)
        .unix_permissions(0o644)
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in members {
        writer.start_file(*name, options()).unwrap();
        writer.write_all(contents.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same archive with every `from` made `to` in the half of occurrences that `which` picks.
fn replaced(bytes: &[u8], from: &str, to: &str, which: impl Fn(usize) -> bool) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut replaced = bytes.to_vec();
    for (index, at) in memchr::memmem::find_iter(bytes, from.as_bytes()).enumerate() {
        if which(index) {
            replaced[at..at + from.len()].copy_from_slice(to.as_bytes());
        }
    }
    replaced
}

#[test]
fn a_cache_archive_of_yarn_is_read_under_the_package() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_directory("node_modules/@scope/a/", options()).unwrap();
    writer.start_file("node_modules/@scope/a/package.json", options()).unwrap();
    writer.write_all(b"{}").unwrap();
    writer.start_file("node_modules/@scope/a/bin.js", options().unix_permissions(0o755)).unwrap();
    let stored = options().compression_method(::zip::CompressionMethod::Stored);
    writer.start_file("node_modules/@scope/a/logo.png", stored).unwrap();
    writer.write_all(b"png").unwrap();
    let tree = unpack(&writer.finish().unwrap().into_inner());
    assert_honest(&tree);
    let expected =
        [("bin.js", 0, String::new()), ("logo.png", 0, "png".into()), ("package.json", 0, "{}".into())];
    assert_eq!(files(&tree), expected);
    assert!(tree.file("bin.js").unwrap().is_executable);
}

#[test]
fn an_empty_zip_is_a_gap() {
    assert_eq!(gaps(&unpack(&zipped(&[]))), [GapKind::Unpack]);
}

#[test]
fn a_zip_without_its_end_is_a_gap_and_its_members_are_read() {
    let bytes = zipped(&[("node_modules/a/x.js", "x")]);
    let tree = unpack(&bytes[..bytes.len() - 30]);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert_eq!(files(&tree), [("x.js", 1, "x".into())]);
}

#[test]
fn a_zip_with_a_broken_directory_is_a_gap() {
    let bytes = replaced(&zipped(&[("node_modules/a/x.js", "x")]), "PK\u{1}\u{2}", "PK\u{1}\u{3}", |_| true);
    let tree = unpack(&bytes);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert_eq!(files(&tree), [("x.js", 1, "x".into())]);
}

#[test]
fn of_two_zip_members_with_one_name_both_are_read() {
    let bytes = zipped(&[("node_modules/a/x.js", "one"), ("node_modules/a/y.js", "two")]);
    let tree = unpack(&replaced(&bytes, "y.js", "x.js", |_| true));
    assert_eq!(kinds(&tree), [AnomalyKind::DuplicateEntry]);
    assert_eq!(files(&tree), [("x.js", 0, "two".into()), ("x.js", 1, "one".into())]);
}

#[test]
fn a_zip_member_with_two_names_is_read_under_both() {
    let bytes = zipped(&[("node_modules/a/good.js", "x")]);
    let tree = unpack(&replaced(&bytes, "good", "evil", |index| index == 0));
    assert_eq!(kinds(&tree), [AnomalyKind::HeaderMismatch]);
    assert_eq!(files(&tree), [("evil.js", 1, "x".into()), ("good.js", 0, "x".into())]);
}

#[test]
fn a_zip_member_outside_the_directory_is_another_reading() {
    let hidden = zipped(&[("node_modules/a/hidden.js", "evil")]);
    let directory = memchr::memmem::find(&hidden, b"PK\x01\x02").unwrap();
    let bytes = [&hidden[..directory], &zipped(&[("node_modules/a/x.js", "x")])].concat();
    let tree = unpack(&bytes);
    assert_eq!(kinds(&tree), [AnomalyKind::TrailingBytes]);
    assert_eq!(files(&tree), [("hidden.js", 1, "evil".into()), ("x.js", 0, "x".into())]);
}

#[test]
fn bytes_after_a_zip_are_trailing() {
    let bytes = [zipped(&[("node_modules/a/x.js", "x")]), b"garbage".to_vec()].concat();
    let tree = unpack(&bytes);
    assert_eq!(kinds(&tree), [AnomalyKind::TrailingBytes]);
    assert_eq!(files(&tree), [("x.js", 0, "x".into())]);
}

#[test]
fn a_zip_file_beside_the_package_is_another_reading() {
    let tree = unpack(&zipped(&[("evil.js", "1"), ("node_modules/a/x.js", "x")]));
    assert_eq!(files(&tree), [("evil.js", 1, "1".into()), ("x.js", 0, "x".into())]);
}

#[test]
fn zip_names_that_climb_or_are_absolute_are_noted() {
    let tree = unpack(&zipped(&[("node_modules/a/../../../evil.js", "1"), ("node_modules/a/x.js", "x")]));
    assert_eq!(kinds(&tree), [AnomalyKind::PathTraversal]);
    assert!(files(&tree).contains(&("evil.js", 1, "1".into())));
    let tree =
        unpack(&replaced(&zipped(&[("node_modules/x.js", "1")]), "node_modules", "/ode_modules", |_| true));
    assert_eq!(kinds(&tree), [AnomalyKind::AbsolutePath]);
}

#[test]
fn zip_links_are_noted_and_dropped() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("node_modules/a/in", "x.js", options()).unwrap();
    writer.add_symlink("node_modules/a/out", "/etc/passwd", options()).unwrap();
    writer.start_file("node_modules/a/x.js", options()).unwrap();
    let tree = unpack(&writer.finish().unwrap().into_inner());
    assert_eq!(kinds(&tree), [AnomalyKind::EscapingLink, AnomalyKind::Link]);
    assert_eq!(files(&tree).len(), 1);
}

#[test]
fn an_encrypted_zip_member_is_a_gap() {
    let mut bytes = zipped(&[("node_modules/a/x.js", "x")]);
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    let tree = unpack(&bytes);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert!(tree.gaps[0].reason.contains("encrypted"));
}

#[test]
fn a_zip_member_packed_in_an_unknown_way_is_a_gap() {
    let mut bytes = zipped(&[("node_modules/a/x.js", "x")]);
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[directory + 10] = 99;
    assert_eq!(gaps(&unpack(&bytes)), [GapKind::Unpack]);
}

#[test]
fn corrupt_zip_contents_are_a_gap() {
    let bytes = zipped(&[("node_modules/a/x.js", &"some longer contents ".repeat(9))]);
    let mut broken = bytes.clone();
    for byte in &mut broken[49..59] {
        *byte = 0xff;
    }
    assert_eq!(gaps(&unpack(&broken)), [GapKind::Unpack]);
}

#[test]
fn a_zip_bomb_is_refused() {
    let zeros = "\0".repeat(16 << 20);
    let tree = unpack(&zipped(&[("node_modules/a/x", &zeros)]));
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    let limits = Limits { file_bytes: 1000, ..Limits::default() };
    let tree = archive(&zipped(&[("node_modules/a/x", &zeros[..2000]), ("node_modules/a/y", "y")]), &limits);
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert_eq!(files(&tree), [("y", 0, "y".into())]);
}

#[test]
fn too_many_zip_members_are_refused() {
    let bytes = zipped(&[("node_modules/a/x", "x"), ("node_modules/a/y", "y")]);
    let tree = archive(&bytes, &Limits { files: 1, ..Limits::default() });
    assert_eq!(gaps(&tree), [GapKind::Limit]);
}

#[test]
fn overlapping_zip_members_are_refused() {
    let names: Vec<String> = (0..64).map(|index| format!("node_modules/a/{index:02}")).collect();
    let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    let states = std::iter::successors(Some(1_u32), next).take(9_000);
    let noise: String = states.map(|state| char::from(b' ' + (state >> 26) as u8)).collect();
    let members: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let mut members = members;
    members[0].1 = &noise;
    let mut bytes = zipped(&members);
    let listed: Vec<usize> = memchr::memmem::find_iter(&bytes, b"PK\x01\x02").collect();
    let first = bytes[listed[0]..listed[0] + 46].to_vec();
    for at in listed {
        bytes[at + 20..at + 28].copy_from_slice(&first[20..28]);
        bytes[at + 42..at + 46].copy_from_slice(&first[42..46]);
    }
    let tree = unpack(&bytes);
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert!(tree.gaps[0].reason.contains("overlap"));
}
