//! Compressed streams that are cut, joined, corrupt or none.

use super::build::{Tar, gzip, honest};
use super::*;

#[test]
fn an_empty_file_is_a_gap() {
    let tree = unpack(b"");
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert!(tree.gaps[0].reason.contains("empty"));
}

#[test]
fn bytes_that_are_no_archive_are_a_gap() {
    for bytes in [&b"<html>404</html>"[..], &[0; 4096], &[b'x'; 4096]] {
        let tree = unpack(bytes);
        assert_eq!(gaps(&tree), [GapKind::Unpack]);
        assert!(tree.gaps[0].reason.contains("no tar, gzip or zip archive"));
    }
}

#[test]
fn gzip_of_something_else_is_a_gap() {
    let tree = unpack(&gzip(b"console.log(1)\n"));
    assert_eq!(gaps(&tree).first(), Some(&GapKind::Unpack));
    assert!(tree.files().is_empty());
}

#[test]
fn an_archive_without_members_is_a_gap() {
    assert_eq!(gaps(&unpack(&Tar::new().tgz())), [GapKind::Unpack]);
}

#[test]
fn truncated_gzip_is_a_gap_and_what_precedes_is_kept() {
    let noise: String = (0..200_000_u64).map(|n| char::from(33 + (n * n % 89 * 7 % 90) as u8)).collect();
    let whole = Tar::new().file("package/a.js", "a").file("package/b.js", &noise).tgz();
    let tree = unpack(&whole[..whole.len() / 2]);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert_eq!(installed(&tree, "a.js"), b"a");
    let part = tree.files().iter().find(|file| file.path == "b.js").unwrap();
    assert_eq!(part.reading, 1);
    assert!(noise.as_bytes().starts_with(&part.bytes));
}

#[test]
fn a_truncated_tar_archive_is_a_gap() {
    let whole = Tar::new().file("package/a.js", "a").file("package/b.js", &"b".repeat(2000)).tar();
    let tree = unpack(&whole[..2000]);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert_eq!(installed(&tree, "a.js"), b"a");
}

#[test]
fn corrupt_gzip_is_a_gap() {
    let mut bytes = honest();
    let end = bytes.len() - 8;
    bytes[end] ^= 0xff;
    let tree = unpack(&bytes);
    assert_eq!(gaps(&tree), [GapKind::Unpack]);
    assert_eq!(installed(&tree, "lib/index.js"), b"module.exports = 1;\n");
}

#[test]
fn all_gzip_members_are_read() {
    let tar = Tar::new().file("package/a", "a").file("package/b", "b").tar();
    let bytes = [gzip(&tar[..1000]), gzip(&tar[1000..])].concat();
    let tree = unpack(&bytes);
    assert_eq!(kinds(&tree), [AnomalyKind::ExtraGzipMember]);
    assert_eq!(files(&tree), [("a", 0, "a".into()), ("b", 0, "b".into())]);
}

#[test]
fn a_second_archive_in_a_second_member_is_another_reading() {
    let bytes = [Tar::new().file("package/a", "a").tgz(), Tar::new().file("package/a", "b").tgz()].concat();
    let tree = unpack(&bytes);
    let expected = [AnomalyKind::DuplicateEntry, AnomalyKind::ExtraGzipMember, AnomalyKind::TrailingBytes];
    assert_eq!(kinds(&tree), expected);
    assert_eq!(files(&tree), [("a", 0, "a".into()), ("a", 1, "b".into())]);
}

#[test]
fn bytes_after_gzip_are_trailing() {
    let zeros = [honest(), vec![0; 100]].concat();
    assert_honest(&unpack(&zeros));
    let tree = unpack(&[honest(), b"garbage".to_vec()].concat());
    assert_eq!(kinds(&tree), [AnomalyKind::TrailingBytes]);
    assert!(tree.gaps.is_empty());
}

#[test]
fn a_tar_archive_after_gzip_is_another_reading() {
    let hidden = Tar::new().file("package/hidden.js", "x").tar();
    for padding in [0, 7] {
        let tree = unpack(&[honest(), vec![0; padding], hidden.clone()].concat());
        assert_eq!(kinds(&tree), [AnomalyKind::TrailingBytes]);
        assert!(files(&tree).contains(&("hidden.js", 1, "x".into())));
    }
}
