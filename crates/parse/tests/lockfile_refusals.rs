//! Lockfiles that are refused, and entries that become gaps: each with its reason.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use stockade_model::{GapKind, Limits, ReleaseSource};
use stockade_parse::lockfile::{Lockfile, LockfileError, LockfileKind, read};

const NAMES: [&str; 7] = [
    "package-lock.json",
    "npm-shrinkwrap.json",
    "node_modules/.package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "bun.lockb",
];

fn read_text(path: &str, text: &str) -> Result<Lockfile, LockfileError> {
    read(path, text.as_bytes(), &Limits::default())
}

fn npm(packages: &str) -> Lockfile {
    read_text("package-lock.json", &format!("{{\"lockfileVersion\": 3, \"packages\": {{{packages}}}}}"))
        .unwrap()
}

fn reasons(lockfile: &Lockfile) -> Vec<&str> {
    lockfile.gaps.iter().map(|gap| gap.reason.as_str()).collect()
}

#[test]
fn the_name_of_the_file_says_which_format_it_is() {
    let kinds: Vec<_> = NAMES.iter().map(|name| LockfileKind::of(name).unwrap()).collect();
    use LockfileKind as Kind;
    let expected = [
        Kind::Npm,
        Kind::NpmShrinkwrap,
        Kind::NpmInstalled,
        Kind::YarnClassic,
        Kind::Pnpm,
        Kind::Bun,
        Kind::BunBinary,
    ];
    assert_eq!(kinds, expected);
    assert_eq!(read_text("Cargo.lock", ""), Err(LockfileError::UnknownKind("Cargo.lock".into())));
}

#[test]
fn the_binary_lockfile_of_bun_is_a_gap_that_says_how_to_convert_it() {
    let lockfile =
        read("bun.lockb", b"#!/usr/bin/env bun\nbun-lockfile-format-v0\n\0\xff", &Limits::default()).unwrap();
    assert_eq!(lockfile.releases, []);
    assert!(reasons(&lockfile)[0].contains("bun install --save-text-lockfile --lockfile-only"));
}

#[test]
fn an_empty_lockfile_is_an_error() {
    for name in NAMES.iter().filter(|name| **name != "bun.lockb") {
        assert_eq!(read_text(name, " \n"), Err(LockfileError::Empty), "{name}");
    }
}

#[test]
fn a_merge_conflict_is_an_error_with_its_line() {
    let text = "a@1:\n<<<<<<< HEAD\n  version \"1\"\n=======\n  version \"2\"\n>>>>>>> other\n";
    for name in NAMES.iter().filter(|name| **name != "bun.lockb") {
        let error = read_text(name, text).unwrap_err();
        assert_eq!(error, LockfileError::MergeConflict { line: 2 }, "{name}");
        assert!(error.next_step().contains("resolve the conflict"));
    }
}

#[test]
fn a_lockfile_over_the_limit_is_an_error() {
    let limits = Limits { document_bytes: 1, ..Limits::default() };
    assert_eq!(read("bun.lock", b"{}", &limits), Err(LockfileError::TooLarge { bytes: 2, limit: 1 }));
}

#[test]
fn bytes_that_are_no_text_are_an_error() {
    let error = read("yarn.lock", b"# \xff", &Limits::default());
    assert_eq!(error, Err(LockfileError::NotUtf8 { offset_bytes: 2 }));
}

#[test]
fn a_truncated_lockfile_is_an_error_with_its_place() {
    let cases = [
        ("package-lock.json", "{\n  \"packages\": {\n    \"node_mod", 3),
        ("bun.lock", "{\n  \"lockfileVersion\": 1,\n  \"packages\": [", 3),
        ("yarn.lock", "# yarn lockfile v1\n\na@^1:\n  version \"1.0", 4),
        ("yarn.lock", "# yarn lockfile v1\n\na@^1:\n", 3),
        (
            "pnpm-lock.yaml",
            "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha",
            4,
        ),
    ];
    for (name, text, expected) in cases {
        match read_text(name, text) {
            Err(LockfileError::Malformed { line, .. }) => {
                assert!(line.abs_diff(expected) <= 1, "{name}: {line}")
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn a_document_of_another_shape_is_an_error() {
    for (name, text) in [
        ("package-lock.json", "[]"),
        ("package-lock.json", "{\"name\": \"x\"}"),
        ("bun.lock", "{\"packages\": {}}"),
        ("pnpm-lock.yaml", "packages: {}"),
    ] {
        assert!(matches!(read_text(name, text), Err(LockfileError::Shape(_))), "{name} {text}");
    }
}

#[test]
fn comments_in_an_npm_lockfile_are_an_error() {
    let error = read_text("package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {},}");
    assert!(matches!(error, Err(LockfileError::Malformed { .. })));
}

#[test]
fn nesting_to_exhaust_the_reader_is_an_error() {
    let error = read_text("package-lock.json", &"[".repeat(100_000));
    assert!(matches!(error, Err(LockfileError::Exhausting(_))));
}

#[test]
fn a_name_no_registry_holds_is_a_gap() {
    let lockfile = npm(
        "\"node_modules/../../etc\": {\"version\": \"1.0.0\"}, \"node_modules/a\": {\"name\": \"\\u001b[1m\", \"version\": \"1.0.0\"}",
    );
    assert_eq!(lockfile.releases, []);
    assert_eq!(lockfile.gaps.len(), 2);
    assert!(reasons(&lockfile).iter().all(|reason| !reason.contains('\u{1b}')));
}

#[test]
fn an_entry_without_a_version_is_a_gap() {
    let lockfile = npm("\"node_modules/a\": {}");
    assert_eq!(reasons(&lockfile), ["line 1: `a` has no valid version (``)"]);
}

#[test]
fn an_entry_of_another_type_is_a_gap() {
    assert_eq!(reasons(&npm("\"node_modules/a\": 1")), ["line 1: `node_modules/a` is no entry"]);
}

#[test]
fn a_malformed_integrity_is_a_gap_and_the_release_is_kept() {
    let lockfile = npm("\"node_modules/a\": {\"version\": \"1.0.0\", \"integrity\": \"sha512-x\"}");
    assert_eq!(lockfile.releases.len(), 1);
    assert_eq!(reasons(&lockfile), ["line 1: `a` has a malformed integrity (`sha512-x`)"]);
}

#[test]
fn an_entry_listed_twice_is_a_gap() {
    let lockfile =
        npm("\"node_modules/a\": {\"version\": \"1.0.0\"}, \"node_modules/a\": {\"version\": \"2.0.0\"}");
    assert_eq!(reasons(&lockfile), ["`packages/node_modules/a` is listed twice; only the last is used"]);
}

#[test]
fn a_dependency_that_no_entry_answers_is_a_gap() {
    let root = "\"\": {\"dependencies\": {\"a\": \"1\"}, \"optionalDependencies\": {\"b\": \"1\"}}";
    let lockfile = npm(root);
    assert_eq!(lockfile.gaps[0].kind, GapKind::Unresolved);
    assert_eq!(lockfile.gaps.len(), 1, "an optional one may be absent");
}

#[test]
fn what_only_old_npm_would_install_is_listed_too() {
    let text = r#"{"lockfileVersion": 2,
        "packages": {"node_modules/a": {"version": "1.0.0"}},
        "dependencies": {"a": {"version": "2.0.0"}}}"#;
    let lockfile = read_text("package-lock.json", text).unwrap();
    let versions: Vec<String> = lockfile
        .releases
        .iter()
        .filter_map(|release| release.version.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(versions, ["1.0.0", "2.0.0"]);
    assert!(reasons(&lockfile)[0].starts_with("line 3: `node_modules/a` differs"));
}

#[test]
fn a_link_to_an_unlisted_folder_is_listed() {
    let lockfile = npm("\"node_modules/a\": {\"resolved\": \"../elsewhere\", \"link\": true}");
    assert_eq!(lockfile.releases[0].source, ReleaseSource::File { path: "../elsewhere".into() });
}

#[test]
fn an_endless_chain_is_shown_by_its_end() {
    let entry = |number: u32| {
        format!(
            "\"node_modules/a{number}\": {{\"version\": \"1.0.0\", \"dependencies\": {{\"a{}\": \"1\"}}}}",
            number + 1
        )
    };
    let entries: Vec<String> = (0..3_000).map(entry).collect();
    let root = "\"\": {\"dependencies\": {\"a0\": \"1\"}}";
    let lockfile = npm(&format!("{root}, {}", entries.join(",")));
    let longest = lockfile.releases.iter().map(|release| release.dependency_path.len()).max();
    assert_eq!(longest, Some(101));
    let path =
        &lockfile.releases.iter().find(|release| release.name.as_str() == "a2999").unwrap().dependency_path;
    assert_eq!((path[0].as_str(), path[100].as_str()), ("…", "a2999"));
}

#[test]
fn every_source_of_a_yarn_berry_lockfile_is_told_apart() {
    let entry = |descriptor: &str, resolution: &str| {
        format!("\"{descriptor}\":\n  version: 1.0.0\n  resolution: \"{resolution}\"\n\n")
    };
    let text = [
        "__metadata:\n  version: 8\n\n".to_owned(),
        entry("a@https://git.example/o/a.git", "a@https://git.example/o/a.git#commit=abc"),
        entry("b@link:./b::locator=x", "b@link:./b::locator=x"),
        entry("c@portal:../c::locator=x", "c@portal:../c::locator=x"),
        entry("d@npm:e@^1", "e@npm:1.0.0::__archiveUrl=https%3A%2F%2Fregistry.example%2Fe.tgz"),
    ];
    let lockfile = read_text("yarn.lock", &text.concat()).unwrap();
    assert_eq!(lockfile.kind, LockfileKind::YarnBerry);
    let sources: Vec<ReleaseSource> = lockfile.releases.into_iter().map(|release| release.source).collect();
    let expected = [
        ReleaseSource::Git { repository: "https://git.example/o/a.git".into(), commit: "abc".into() },
        ReleaseSource::File { path: "b".into() },
        ReleaseSource::File { path: "../c".into() },
        ReleaseSource::Registry { resolved: Some("https://registry.example/e.tgz".into()) },
    ];
    assert_eq!(sources, expected);
}

#[test]
fn a_host_s_archive_of_a_commit_is_a_repository() {
    let text = "a@o/a:\n  version \"1.0.0\"\n  resolved \"https://codeload.host.example/o/a/tar.gz/abc\"\n";
    let lockfile = read_text("yarn.lock", text).unwrap();
    let expected = ReleaseSource::Git { repository: "https://host.example/o/a".into(), commit: "abc".into() };
    assert_eq!(lockfile.releases[0].source, expected);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for name in NAMES {
            let _ = read(name, &bytes, &Limits::default());
        }
    }

    #[test]
    fn arbitrary_lines_never_panic(text in "([ ]{0,6}[\"'@a-c1:#?/{}\\[\\],&* ]{0,12}\n){0,12}") {
        for name in NAMES {
            let _ = read_text(name, &text);
        }
        let _ = read_text("yarn.lock", &format!("__metadata:\n  version: 8\n{text}"));
        let _ = read_text("pnpm-lock.yaml", &format!("lockfileVersion: '9.0'\npackages:\n{text}"));
    }

    #[test]
    fn arbitrary_entries_never_panic(
        key in "(node_modules/|@|a|/|\\.\\.|link:){0,6}",
        text in "(npm:|git\\+ssh://|file:|#|@|a|/|1\\.0\\.0|%3A|::|\\(){0,6}",
    ) {
        let _ = read_text("package-lock.json", &serde_json::json!({"lockfileVersion": 2,
            "packages": {"": {"dependencies": {key.clone(): text.clone()}}, key.clone(): {"version": text.clone(), "resolved": text.clone(), "dependencies": {"a": text.clone()}}},
            "dependencies": {key.clone(): {"version": text.clone(), "requires": {"a": "1"}}}}).to_string());
        let _ = read_text("bun.lock", &serde_json::json!({"lockfileVersion": 1,
            "packages": {key.clone(): [text.clone(), "", {"dependencies": {"a": "1"}}]}}).to_string());
        let _ = read_text("pnpm-lock.yaml", &serde_json::json!({"lockfileVersion": "9.0",
            "importers": {".": {"dependencies": {"a": {"specifier": "1", "version": text.clone()}}}},
            "packages": {text.clone(): {"resolution": {"tarball": key.clone()}}}}).to_string());
        let _ = read_text("yarn.lock", &format!("\"{key}@{text}\":\n  version \"{text}\"\n  resolved \"{text}\"\n"));
    }
}
