//! Archives that are broken, hostile, or hold something other than a package.

use crate::machine::{Ended, Machine, archive, gaps};

const MANIFEST: &[u8] = br#"{"name": "p", "version": "1.0.0"}"#;

fn scanned(bytes: &[u8]) -> (Ended, serde_json::Value) {
    Machine::with(&[("p-1.0.0.tgz", bytes)]).scan_json(&["p-1.0.0.tgz"])
}

#[test]
fn an_honest_archive_is_clean() {
    let (ended, result) = scanned(&archive(&[("package.json", MANIFEST), ("index.js", b"exports.a = 1;\n")]));
    ended.with_status(0);
    assert_eq!(result["coverage"]["examined"], 1);
    assert_eq!(result["releases"][0]["purl"], "pkg:npm/p@1.0.0");
    assert!(result["releases"][0]["integrity"].as_str().unwrap().starts_with("sha512-"));
    assert_eq!(result["containment"], if cfg!(target_os = "linux") { "full" } else { "partial" });
}

#[test]
fn a_corrupt_archive_is_unknown() {
    let mut bytes = archive(&[("package.json", MANIFEST), ("index.js", &[b'a'; 4_000])]);
    bytes.truncate(bytes.len() / 2);
    let (ended, result) = scanned(&bytes);
    ended.with_status(3);
    assert!(gaps(&result).iter().any(|gap| gap.starts_with("unpack: ")), "{result}");
}

#[test]
fn what_is_no_archive_is_unknown() {
    let (ended, result) = scanned(b"this is not an archive");
    ended.with_status(3);
    assert!(gaps(&result).iter().any(|gap| gap.starts_with("unpack: ")), "{result}");
}

#[test]
fn an_empty_archive_is_unknown() {
    let (ended, _) = scanned(b"");
    ended.with_status(3);
}

#[test]
fn a_bomb_is_refused() {
    let zeros = vec![0; 40 << 20];
    let (ended, result) = scanned(&archive(&[("package.json", MANIFEST), ("a.bin", &zeros)]));
    ended.with_status(3);
    assert!(gaps(&result).iter().any(|gap| gap.starts_with("limit: ")), "{result}");
}

#[test]
fn a_package_without_manifest_is_judged_without_panic() {
    let (ended, _) = scanned(&archive(&[("index.js", b"exports.a = 1;\n")]));
    assert!([0, 3].contains(&ended.status), "{ended:?}");
}

#[test]
fn a_manifest_that_is_no_object_is_judged_without_panic() {
    for manifest in [b"[]".as_slice(), b"null", b"\"x\"", b"17", b"", b"\xff"] {
        let (ended, result) =
            scanned(&archive(&[("package.json", manifest), ("index.js", b"exports.a = 1;\n")]));
        assert!([0, 1, 3].contains(&ended.status), "{ended:?}");
        assert_eq!(result["coverage"]["resolved"], 1);
    }
}
