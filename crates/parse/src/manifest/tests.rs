//! What the manifest reader takes, ignores and refuses.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn manifest(value: &Value) -> Manifest {
    read(value.to_string().as_bytes(), &Limits::default()).unwrap()
}

fn pairs(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_bin_that_is_a_string_is_named_after_the_package() {
    let read = manifest(&json!({"name": "@scope/tool", "bin": "./cli.js"}));
    assert_eq!(read.bin, pairs(&[("tool", "./cli.js")]));
}

#[test]
fn a_bin_of_several_commands_is_kept() {
    let read = manifest(&json!({"bin": {"a": "a.js", "b": 1, "c": "c"}}));
    assert_eq!(read.bin, pairs(&[("a", "a.js"), ("c", "c")]));
    assert_eq!(read.oddities, [Oddity::Ignored { field: "bin.b".into() }]);
}

#[test]
fn a_folder_of_commands_is_kept() {
    let read = manifest(&json!({"directories": {"bin": "./tools"}}));
    assert_eq!(read.bin_folder.as_deref(), Some("./tools"));
}

#[test]
fn scripts_that_are_no_text_are_ignored_and_noted() {
    let read = manifest(&json!({"scripts": {"install": ["x"], "test": "jest"}}));
    assert_eq!(read.scripts, pairs(&[("test", "jest")]));
    assert_eq!(read.oddities, [Oddity::Ignored { field: "scripts.install".into() }]);
}

#[test]
fn every_kind_of_dependency_is_read() {
    let read = manifest(&json!({
        "dependencies": {"a": "1"}, "devDependencies": {"b": "2"}, "optionalDependencies": {"c": "3"},
        "peerDependencies": {"d": "4", "e": "5"}, "peerDependenciesMeta": {"e": {"optional": true}},
        "bundleDependencies": ["a"]
    }));
    let expected = Dependencies {
        production: pairs(&[("a", "1")]),
        development: pairs(&[("b", "2")]),
        optional: pairs(&[("c", "3")]),
        peer: pairs(&[("d", "4"), ("e", "5")]),
        optional_peers: vec!["e".into()],
        bundled: vec!["a".into()],
    };
    assert_eq!(read.dependencies, expected);
}

#[test]
fn bundling_everything_names_every_dependency() {
    let read = manifest(&json!({
        "dependencies": {"a": "1", "b": "1"}, "optionalDependencies": {"c": "1"}, "bundledDependencies": true
    }));
    assert_eq!(read.dependencies.bundled, ["a", "b", "c"]);
}

#[test]
fn dependencies_as_a_list_count_as_any_version() {
    let read = manifest(&json!({"dependencies": ["a", "b@1"]}));
    assert_eq!(read.dependencies.production, pairs(&[("a", ""), ("b", "1")]));
}

#[test]
fn workspaces_come_as_a_list_or_an_object() {
    assert_eq!(manifest(&json!({"workspaces": ["a/*"]})).workspaces, ["a/*"]);
    assert_eq!(manifest(&json!({"workspaces": {"packages": ["b/*"]}})).workspaces, ["b/*"]);
}

#[test]
fn a_repository_comes_as_text_or_an_object() {
    assert_eq!(manifest(&json!({"repository": "o/r"})).repository.as_deref(), Some("o/r"));
    assert_eq!(
        manifest(&json!({"repository": {"url": "git+https://h.example/r"}})).repository.as_deref(),
        Some("git+https://h.example/r")
    );
}

#[test]
fn invalid_names_and_versions_are_kept_as_written() {
    let read = manifest(&json!({"name": "../x", "version": "one"}));
    assert_eq!((read.name.as_deref(), read.version.as_deref()), (Some("../x"), Some("one")));
}

#[test]
fn every_kind_of_override_is_kept() {
    let read = manifest(
        &json!({"overrides": {"a": {"b": "1"}}, "resolutions": {"c": "2"}, "pnpm": {"overrides": {"d": "3"}}}),
    );
    assert_eq!(
        read.overrides.keys().collect::<Vec<_>>(),
        ["overrides/a", "pnpm.overrides/d", "resolutions/c"]
    );
}

#[test]
fn what_is_no_object_is_an_error() {
    for (text, what) in [
        ("[]", "an array"),
        ("null", "null"),
        ("1", "a number"),
        ("\"x\"", "a string"),
        ("true", "a boolean"),
    ] {
        assert_eq!(read(text.as_bytes(), &Limits::default()), Err(ManifestError::NotAnObject(what)));
    }
}

#[test]
fn what_is_no_json_is_an_error() {
    assert_eq!(read(b"", &Limits::default()), Err(ManifestError::Json(JsonError::Empty)));
}

#[test]
fn a_second_scripts_key_is_noted() {
    let read = read(br#"{"scripts": {"a": "1"}, "scripts": {"install": "2"}}"#, &Limits::default()).unwrap();
    assert_eq!(read.scripts, pairs(&[("install", "2")]));
    let leniency = Leniency::DuplicateKey { key: "scripts".into() };
    assert_eq!(read.oddities, [Oddity::Text { leniency }]);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &Limits::default());
    }

    #[test]
    fn fields_of_any_type_never_panic(field in 0..24_usize, value in r#"(null|true|1|"x"|\[1,"a"\]|\{"a":\[\]\}|\{"a":"b"\})"#) {
        let fields = fields::FIELDS;
        let text = format!("{{\"{}\":{value}}}", fields[field % fields.len()]);
        prop_assert!(read(text.as_bytes(), &Limits::default()).is_ok());
    }
}
