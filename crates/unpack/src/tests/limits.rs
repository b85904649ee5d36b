//! Archives larger than the limits.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::build::{Entry, Tar, gzip, header, honest};
use super::*;

/// A gzip file of a small file, then a member whose contents are `megabytes` MiB of zeros.
fn bomb(megabytes: usize) -> Vec<u8> {
    let entry = Entry { size: (megabytes << 20) as u64, ..Entry::of(b'0', "package/zeros", b"") };
    let start = Tar::new().file("package/a", "a").raw(&header(&entry)).unfinished();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 1 << 20]).unwrap();
    [gzip(&start), encoder.finish().unwrap().repeat(megabytes)].concat()
}

#[test]
fn a_gibibyte_of_zeros_is_refused_by_its_stated_size() {
    let tree = unpack(&bomb(1024));
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert!(tree.gaps[0].reason.contains("decompression bomb"), "{}", tree.gaps[0].reason);
    assert_eq!(files(&tree), [("a", 0, "a".into())]);
}

#[test]
fn a_bomb_that_hides_its_size_is_refused() {
    // No header states the size: the zeros follow the end marker.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&Tar::new().file("package/a", "a").tar()).unwrap();
    for _ in 0..64 {
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let limits = Limits { expansion_ratio: 100, ..Limits::default() };
    let tree = archive(&encoder.finish().unwrap(), &limits);
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert_eq!(installed(&tree, "a"), b"a");
}

#[test]
fn small_archives_may_expand_as_they_like() {
    assert_honest(&unpack(&Tar::new().file("package/a", &"a".repeat(9 << 20)).tgz()));
}

#[test]
fn an_archive_over_its_limit_is_refused() {
    let bytes = honest();
    let tree = archive(&bytes, &Limits { archive_bytes: bytes.len() as u64 - 1, ..Limits::default() });
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert!(tree.files().is_empty());
}

#[test]
fn contents_over_their_limit_are_refused_and_what_precedes_is_kept() {
    let bytes = Tar::new().file("package/a", "a").file("package/b", &"b".repeat(5000)).tgz();
    let tree = archive(&bytes, &Limits { unpacked_bytes: 4000, ..Limits::default() });
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert!(tree.gaps[0].reason.contains("the limit of 4000 bytes"));
    assert_eq!(installed(&tree, "a"), b"a");
}

#[test]
fn a_file_over_its_limit_is_a_gap_and_the_rest_is_read() {
    let bytes = Tar::new().file("package/a", &"a".repeat(5000)).file("package/b", "b").tgz();
    let tree = archive(&bytes, &Limits { file_bytes: 4000, ..Limits::default() });
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert_eq!(tree.gaps[0].file.as_deref(), Some("a"));
    assert_eq!(files(&tree), [("b", 0, "b".into())]);
}

#[test]
fn members_over_their_limit_are_refused() {
    let bytes = Tar::new().file("package/a", "a").file("package/b", "b").file("package/c", "c").tgz();
    let tree = archive(&bytes, &Limits { files: 2, ..Limits::default() });
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert_eq!(files(&tree).len(), 2);
}

#[test]
fn a_path_over_its_limit_is_a_gap() {
    let long = format!("package/{}", "x".repeat(2000));
    let archive = Tar::new().pax(b'x', &[("path", &long)]).file("package/x", "x").file("package/a", "a");
    let tree = unpack(&archive.tgz());
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert_eq!(files(&tree), [("a", 0, "a".into())]);
}

#[test]
fn an_extended_header_over_its_limit_is_skipped_as_npm_does() {
    let huge = "x".repeat(2 << 20);
    let archive = Tar::new().pax(b'x', &[("comment", &huge)]).file("package/a", "a");
    let tree = unpack(&archive.tgz());
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert_eq!(files(&tree), [("a", 0, "a".into())]);
}

#[test]
fn gzip_members_over_their_limit_are_refused() {
    let bytes = [Tar::new().file("package/a", "a").tgz(), gzip(b"").repeat(50)].concat();
    let tree = archive(&bytes, &Limits { files: 20, ..Limits::default() });
    assert_eq!(gaps(&tree), [GapKind::Limit]);
    assert!(tree.gaps[0].reason.contains("more than 20 members"));
    assert_eq!(installed(&tree, "a"), b"a");
}

#[test]
fn extended_headers_are_no_members() {
    let mut archive = Tar::new();
    for index in 0..9 {
        archive = archive.pax(b'x', &[("mtime", "1.5")]).file(&format!("package/{index}"), "x");
    }
    assert_honest(&super::archive(&archive.tgz(), &Limits { files: 9, ..Limits::default() }));
}
