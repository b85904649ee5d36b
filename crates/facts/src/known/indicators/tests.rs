use std::sync::Arc;

use proptest::prelude::*;
use stockade_model::TreeFile;

use super::*;
use crate::known::Intelligence;

const SYNTHETIC: &str = r#"{"schema":"stockade.known/1","sources":["s"],"campaigns":[["c","C"]],"releases":[],"hashes":[],
"indicators":[
["domain","evil[.]invalid","high",[0,[0],[]]],
["ipv4","192[.]0[.]2[.]10","high",[0,[0],[]]],
["ipv4-port","192[.]0[.]2[.]10:1224","medium",[0,[0],[]]],
["url","hxxps://evil[.]invalid/stage/two","high",[0,[0],[]]],
["url","hxxps://forge[.]invalid/actor/","high",[0,[0],[]]],
["wallet","TAbCdEfGhIjKlMnOpQrStUvWxYz1234567","high",[0,[0],[]]],
["contract","0xAbCdEf0000000000000000000000000000000001","high",[0,[0],[]]],
["string","OpenSesame_7","high",[0,[0],[]]],
["string","/*MARK01*/","high",[0,[0],[]]],
["string","ss_abc","medium",[0,[0],[]]],
["filename",".helper/setup.mjs","high",[0,[0],[]]]
]}"#;

fn found(text: &str) -> Vec<(usize, String)> {
    let known = Intelligence::from_json(SYNTHETIC).unwrap();
    known.indicators().find(text).iter().map(|place| (place.offset, place.indicator.value.clone())).collect()
}

fn holds(text: &str) -> bool {
    !found(text).is_empty()
}

#[test]
fn a_host_counts_with_its_subdomains_and_in_any_case() {
    assert_eq!(found("fetch('https://api.Evil.Invalid/x')"), [(19, "evil.invalid".to_owned())]);
    assert!(holds("evil.invalid"));
    assert!(holds("see evil.invalid."));
    assert!(holds("user@evil.invalid:80"));
}

#[test]
fn a_host_inside_a_longer_host_does_not_count() {
    for text in [
        "not-evil.invalid",
        "notevil.invalid",
        "evil.invalid.example.org",
        "evil.invalids",
        "evil.invalid-x.org",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn an_address_counts_only_with_its_own_digits() {
    assert_eq!(found("http://192.0.2.10/")[0].1, "192.0.2.10");
    for text in ["1192.0.2.10", "192.0.2.101", "192.0.2.10.5", "1.192.0.2.10", "v192.0.2.10"] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn an_address_with_its_port_covers_the_address() {
    assert_eq!(found("192.0.2.10:1224"), [(0, "192.0.2.10:1224".to_owned())]);
    assert_eq!(found("192.0.2.10:12245"), [(0, "192.0.2.10".to_owned())]);
}

#[test]
fn a_document_s_address_covers_its_host() {
    assert_eq!(found("https://evil.invalid/stage/two?x"), [(8, "evil.invalid/stage/two".to_owned())]);
    assert_eq!(found("https://evil.invalid/stage/twofold"), [(8, "evil.invalid".to_owned())]);
    assert_eq!(found("http://forge.invalid/actor/repository"), [(7, "forge.invalid/actor/".to_owned())]);
}

#[test]
fn a_wallet_keeps_its_case_but_hexadecimal_does_not() {
    assert!(holds("'TAbCdEfGhIjKlMnOpQrStUvWxYz1234567'"));
    assert!(!holds("tabcdefghijklmnopqrstuvwxyz1234567"));
    assert!(!holds("xTAbCdEfGhIjKlMnOpQrStUvWxYz1234567"));
    assert!(holds("0xabcdef0000000000000000000000000000000001"));
    assert!(!holds("0xabcdef00000000000000000000000000000000012"));
}

#[test]
fn a_text_counts_as_a_whole_word_in_its_case() {
    assert!(holds("k='OpenSesame_7'"));
    assert!(holds("OpenSesame_7-0"));
    assert!(!holds("opensesame_7") && !holds("OpenSesame_77") && !holds("anOpenSesame_7"));
    assert!(holds("a/*MARK01*/b"));
}

#[test]
fn a_short_text_of_medium_confidence_is_not_looked_for() {
    assert!(!holds("ss_abc"));
}

#[test]
fn each_indicator_is_given_once_however_often_it_stands_there() {
    assert_eq!(found(&"evil.invalid ".repeat(10_000)).len(), 1);
}

#[test]
fn a_file_is_known_by_the_end_of_its_path() {
    let file = |path: &str| TreeFile {
        path: path.into(),
        bytes: Arc::from(&b"x"[..]),
        is_executable: false,
        reading: 0,
    };
    let tree = Tree::new(
        [".helper/setup.mjs", "a/.helper/setup.mjs", "setup.mjs", "x.helper/setup.mjs"].map(file).into(),
    );
    let known = Intelligence::from_json(SYNTHETIC).unwrap();
    let paths: Vec<&str> = known.indicators().named_files(&tree).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, [".helper/setup.mjs", "a/.helper/setup.mjs"]);
}

#[test]
fn honest_files_bear_no_built_in_name() {
    let file = |path: &str| TreeFile {
        path: path.into(),
        bytes: Arc::from(&b"x"[..]),
        is_executable: false,
        reading: 0,
    };
    let paths = [
        "General_Category/Math_Symbol.js",
        "bundle.js",
        "setup.mjs",
        "index.js",
        ".github/workflows/test.yml",
    ];
    let tree = Tree::new(paths.map(file).into());
    assert_eq!(Intelligence::embedded().indicators().named_files(&tree), []);
}

#[test]
fn built_in_values_are_whole_and_of_use() {
    for indicator in Intelligence::embedded().indicators().all() {
        assert!(!indicator.value.contains("[.]") && !indicator.value.contains("hxxp"), "{indicator:?}");
        let is_host = matches!(indicator.kind, IndicatorKind::Domain);
        assert!(!is_host || indicator.value.contains('.'), "{indicator:?}");
        assert!(indicator.value.len() >= 4, "{indicator:?}");
    }
}

#[test]
fn each_built_in_value_is_found_in_code_that_holds_it() {
    let indicators = Intelligence::embedded().indicators();
    let in_text = indicators.in_text.iter().map(|position| &indicators.all[*position]);
    for indicator in in_text {
        let text = format!("const a = `{}`;", indicator.value);
        let found = indicators.find(&text);
        assert!(found.iter().any(|place| place.indicator.value == indicator.value), "{indicator:?}");
    }
}

#[test]
fn honest_texts_hold_no_built_in_value() {
    let indicators = Intelligence::embedded().indicators();
    for text in [
        "https://vercel.app/docs",
        "https://api.github.com/user",
        "my-app.vercel.app",
        "https://webhook.site/x",
        "api.mainnet-beta.solana.com",
        "https://bitbucket.org/atlassian/aui",
        "npm-cache",
        "Login Data",
        "https://solana.com",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0)",
    ] {
        assert_eq!(indicators.find(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_searched_without_panic_and_places_are_inside_it(text in "\\PC{0,40}(evil\\.invalid)?\\PC{0,40}") {
        let known = Intelligence::from_json(SYNTHETIC).unwrap();
        for place in known.indicators().find(&text) {
            prop_assert!(text.get(place.offset..place.offset + place.length).is_some());
        }
    }
}
