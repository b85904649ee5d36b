//! Whatever the bytes, a tree.

use proptest::prelude::*;

use super::build::{Tar, gzip, honest};
use super::*;
use crate::text;

/// Small limits, so that a lucky bomb costs little.
fn limits() -> Limits {
    Limits { unpacked_bytes: 4 << 20, file_bytes: 1 << 20, files: 100, ..Limits::default() }
}

fn assert_sound(tree: &Tree) {
    for file in tree.files() {
        assert!(!file.path.is_empty() && !file.path.starts_with('/') && !file.path.contains(['\\', '\0']));
        assert!(file.path.split('/').all(|component| !matches!(component, "" | "." | "..")), "{}", file.path);
    }
    assert!(!tree.files().is_empty() || !tree.gaps.is_empty() || !tree.anomalies.is_empty());
    assert!(tree.gaps.iter().all(|gap| !gap.reason.is_empty()));
}

fn mutated(mut bytes: Vec<u8>, edits: &[(prop::sample::Index, u8)], cut: prop::sample::Index) -> Vec<u8> {
    for (index, value) in edits {
        let at = index.index(bytes.len());
        bytes[at] = *value;
    }
    bytes.truncate(bytes.len() - cut.index(bytes.len()) / 8);
    bytes
}

fn zip_archive() -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["node_modules/a/package.json", "node_modules/a/index.js", "node_modules/a/lib/"] {
        let options = ::zip::write::SimpleFileOptions::default();
        writer.start_file(name, options.compression_method(::zip::CompressionMethod::Deflated)).unwrap();
        writer.write_all(b"{\"name\": \"a\", \"a\": \"aaaaaaaaaaaaaaaaaaa\"}").unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar_archive() -> Vec<u8> {
    Tar::new()
        .pax(b'g', &[("comment", "x")])
        .pax(b'x', &[("path", "package/a/very/long/path.js"), ("size", "3")])
        .file("package/a/very/long/path.js", "abc")
        .link(b'2', "package/l", "a")
        .file("package/b.js", "b")
        .tar()
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        assert_sound(&archive(&bytes, &limits()));
        assert_sound(&archive(&gzip(&bytes), &limits()));
        assert_sound(&archive(&[b"PK\x03\x04".as_slice(), &bytes].concat(), &limits()));
    }

    #[test]
    fn a_mutated_archive_never_panics(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
    ) {
        assert_sound(&archive(&mutated(honest(), &edits, cut), &limits()));
        assert_sound(&archive(&mutated(zip_archive(), &edits, cut), &limits()));
        let tar = mutated(tar_archive(), &edits, cut);
        assert_sound(&archive(&tar, &limits()));
        assert_sound(&archive(&gzip(&tar), &limits()));
    }

    #[test]
    fn any_member_name_stays_inside(name in "[ -~é\\\\./]{1,99}") {
        prop_assume!(name.len() <= 99);
        assert_sound(&unpack(&Tar::new().file(&name, "x").file("package/a", "a").tgz()));
    }

    #[test]
    fn arbitrary_text_never_panics(fence in "(== [a-z/. ]{0,9}(base64|hex)?\n|.{0,20}\n){0,9}") {
        let _ = text(&fence);
        let _ = crate::marks(&fence);
    }
}
