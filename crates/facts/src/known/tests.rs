use std::sync::Arc;

use super::*;

/// Two campaigns, one source; the tests fill in the hashes.
const SYNTHETIC: &str = r#"{
"schema": "stockade.known/1",
"sources": ["A vendor's report"],
"campaigns": [["first-2026", "The first"], ["second-2026", "The second"]],
"releases": [["left-padder", ["1.0.1"], [0, [0], ["MAL-2026-1"]]], ["left-padder", ["1.0.1", "1.0.2"], [1, [0], []]],
  ["all-bad", ["*"], [0, [0], []]], ["named-only", [], [0, [0], []]]],
"hashes": [["sha256", "SHA256", [0, [0], []]], ["sha1", "SHA1", [1, [0], []]]],
"indicators": []
}"#;

fn synthetic() -> Intelligence {
    let text = SYNTHETIC.replace("SHA256", &Integrity::of(Algorithm::Sha256, b"bad bytes").hex());
    Intelligence::from_json(&text.replace("SHA1", &Integrity::of(Algorithm::Sha1, b"old bytes").hex()))
        .unwrap()
}

fn release(name: &str, version: Option<&str>) -> ReleaseId {
    ReleaseId { name: name.parse().unwrap(), version: version.map(|version| version.parse().unwrap()) }
}

fn tree(files: &[(&str, &[u8])]) -> Tree {
    let file = |(path, bytes): &(&str, &[u8])| TreeFile {
        path: (*path).to_owned(),
        bytes: Arc::from(*bytes),
        is_executable: false,
        reading: 0,
    };
    Tree::new(files.iter().map(file).collect())
}

fn campaigns(found: &[KnownMatch]) -> Vec<&str> {
    found.iter().map(campaign).collect()
}

fn campaign(found: &KnownMatch) -> &str {
    match found {
        KnownMatch::ExactHash { record, .. } | KnownMatch::NameAndVersion { record } => &record.campaign,
    }
}

fn embedded_names(name: &str, version: &str) -> Vec<KnownMatch> {
    Intelligence::embedded().matches(Some(&release(name, Some(version))), &[], &Tree::default())
}

#[test]
fn the_built_in_records_are_well_formed() {
    let intelligence = Intelligence::from_json(SEED).unwrap();
    assert_eq!(intelligence.algorithms, [Algorithm::Sha256, Algorithm::Sha1]);
}

#[test]
fn a_file_with_a_known_hash_is_an_exact_match() {
    let found = synthetic().matches(None, &[], &tree(&[("lib/a.js", b"bad bytes"), ("b.js", b"honest")]));
    let [KnownMatch::ExactHash { record, file, hash }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((record.campaign_name.as_str(), file.as_deref()), ("The first", Some("lib/a.js")));
    assert_eq!(*hash, Integrity::of(Algorithm::Sha256, b"bad bytes").hex());
    assert_eq!(record.sources, ["A vendor's report"]);
}

#[test]
fn a_file_with_a_known_sha1_is_an_exact_match() {
    assert_eq!(
        campaigns(&synthetic().matches(None, &[], &tree(&[("binding.gyp", b"old bytes")]))),
        ["second-2026"]
    );
}

#[test]
fn an_artifact_with_a_known_hash_is_an_exact_match_of_the_whole() {
    let hashes =
        [Integrity::of(Algorithm::Sha512, b"bad bytes"), Integrity::of(Algorithm::Sha256, b"bad bytes")];
    let found = synthetic().matches(None, &hashes, &Tree::default());
    assert!(matches!(found.as_slice(), [KnownMatch::ExactHash { file: None, .. }]), "{found:?}");
}

#[test]
fn documents_and_empty_files_are_not_hashed() {
    let found =
        synthetic().matches(None, &[], &tree(&[("README.MD", b"bad bytes"), ("types.d.ts", b"bad bytes")]));
    assert!(found.is_empty());
    assert!(is_only_read_by_people(tree(&[("empty.js", b"")]).file("empty.js").unwrap()));
    assert!(!is_only_read_by_people(tree(&[("d.ts", b"x")]).file("d.ts").unwrap()));
    assert!(!is_only_read_by_people(tree(&[("é", b"x")]).file("é").unwrap()));
}

#[test]
fn a_listed_version_matches_each_campaign_that_lists_it() {
    let known = synthetic();
    assert_eq!(
        campaigns(&known.by_name(&release("left-padder", Some("1.0.1")))),
        ["first-2026", "second-2026"]
    );
    assert_eq!(campaigns(&known.by_name(&release("left-padder", Some("1.0.2+build.5")))), ["second-2026"]);
    assert!(known.by_name(&release("left-padder", Some("1.0.0"))).is_empty());
}

#[test]
fn a_release_without_a_version_matches_only_packages_that_are_bad_in_all() {
    let known = synthetic();
    assert!(known.by_name(&release("left-padder", None)).is_empty());
    assert_eq!(known.by_name(&release("all-bad", None)).len(), 1);
    assert_eq!(known.by_name(&release("all-bad", Some("9.9.9"))).len(), 1);
}

#[test]
fn a_name_without_bad_versions_accuses_nobody() {
    assert!(synthetic().by_name(&release("named-only", Some("1.0.0"))).is_empty());
    assert!(embedded_names("@7nohe/openapi-react-query-codegen", "3.0.2").is_empty());
}

#[test]
fn the_six_packages_of_march_2025_are_known_in_every_version() {
    for name in [
        "is-buffer-validator",
        "yoojae-validator",
        "event-handle-package",
        "array-empty-validator",
        "react-event-dependency",
        "auth-validator",
    ] {
        let found = embedded_names(name, "1.0.7");
        let [KnownMatch::NameAndVersion { record }] = found.as_slice() else { panic!("{name}: {found:?}") };
        assert_eq!(record.campaign, "lazarus-beavertail-2025-03");
        assert!(record.advisories.iter().any(|id| id.starts_with("MAL-2025-")));
        assert!(!record.sources.is_empty());
    }
}

#[test]
fn hijacked_packages_are_known_in_the_bad_versions_only() {
    for (name, bad, good) in [
        ("chalk", "5.6.1", "5.3.0"),
        ("debug", "4.4.2", "4.4.1"),
        ("axios", "1.14.1", "1.7.0"),
        ("axios", "0.30.4", "0.30.2"),
        ("ua-parser-js", "0.7.29", "0.7.28"),
        ("event-stream", "3.3.6", "3.3.4"),
        ("coa", "2.0.3", "2.0.2"),
        ("eslint-scope", "3.7.2", "3.7.1"),
        ("node-ipc", "9.2.2", "9.2.1"),
        ("@ctrl/tinycolor", "4.1.1", "4.1.0"),
    ] {
        assert!(!embedded_names(name, bad).is_empty(), "{name}@{bad}");
        assert!(embedded_names(name, good).is_empty(), "{name}@{good}");
    }
}

#[test]
fn popular_packages_are_not_accused() {
    for (name, version) in [
        ("express", "4.21.2"),
        ("lodash", "4.17.21"),
        ("react", "18.3.1"),
        ("react-dom", "18.3.1"),
        ("next", "14.2.5"),
        ("typescript", "5.5.4"),
        ("eslint", "9.9.0"),
        ("jest", "29.7.0"),
        ("webpack", "5.93.0"),
        ("tslib", "2.6.3"),
        ("commander", "12.1.0"),
        ("uuid", "10.0.0"),
        ("vue", "3.4.38"),
        ("vite", "5.4.2"),
        ("rxjs", "7.8.1"),
        ("zod", "3.23.8"),
        ("semver", "7.6.3"),
        ("tailwindcss-animate", "1.0.7"),
        ("keyv", "4.5.4"),
        ("nx", "19.6.0"),
        ("flat-cache", "4.0.1"),
    ] {
        assert!(embedded_names(name, version).is_empty(), "{name}@{version}");
    }
}

#[test]
fn malformed_documents_are_refused() {
    let row = |releases: &str, hashes: &str| {
        format!(
            r#"{{"schema":"stockade.known/1","sources":[],"campaigns":[["a","A"]],"releases":[{releases}],"hashes":[{hashes}],"indicators":[]}}"#
        )
    };
    assert!(Intelligence::from_json(&row("", "")).is_ok());
    let of = |text: &str| Intelligence::from_json(text).unwrap_err();
    assert!(matches!(of("{"), KnownError::Malformed(_)));
    assert!(matches!(of(&row("", "").replace("known/1", "known/2")), KnownError::Schema(_)));
    assert!(matches!(of(&row(r#"["x",["*"],[1,[],[]]]"#, "")), KnownError::Dangling(_)));
    assert!(matches!(of(&row(r#"["x",["*"],[0,[3],[]]]"#, "")), KnownError::Dangling(_)));
    assert!(matches!(of(&row("", r#"["sha256","00",[0,[],[]]]"#)), KnownError::Hash(_)));
    assert!(matches!(of(&row("", r#"["md5","00",[0,[],[]]]"#)), KnownError::Malformed(_)));
}
