use serde_json::{Value, json};
use stockade_model::{Limits, Tree, TreeFile};

use super::{RegistryDifference, RegistryEntry};
use crate::context::{Context, ProjectPatch};
use crate::gather;

fn context(shown: &Value) -> Context {
    let manifest = shown.as_object().unwrap().clone();
    let entry = RegistryEntry { manifest, is_full: true, ..RegistryEntry::default() };
    Context { registry_entry: Some(entry), ..Context::default() }
}

fn differences(own: &Value, context: &Context) -> Vec<RegistryDifference> {
    let file = |path: &str, text: String| TreeFile {
        path: path.to_owned(),
        bytes: text.into_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let tree = Tree::new(vec![file("package.json", own.to_string()), file("binding.gyp", "{}".to_owned())]);
    gather(&tree, context, &Limits::default()).registry_differences()
}

fn between(shown: &Value, own: &Value) -> Vec<RegistryDifference> {
    differences(own, &context(shown))
}

#[test]
fn what_publishing_clients_do_is_no_difference() {
    let pairs = [
        (json!({"scripts": {"install": "node-gyp rebuild"}, "gypfile": true}), json!({})),
        (json!({"scripts": {"start": "node server.js"}}), json!({"scripts": {"test": "mocha"}})),
        (
            json!({"scripts": {"postinstall": "tool  x"}}),
            json!({"scripts": {"postinstall": "./node_modules/.bin/tool x"}}),
        ),
        (json!({"name": "@a/x", "bin": {"x": "cli.js"}}), json!({"name": "@a/x", "bin": "./cli.js"})),
        (json!({"bin": {"a": "tools/a"}}), json!({"directories": {"bin": "tools"}})),
        (
            json!({"dependencies": {"fsevents": "2"}, "optionalDependencies": {"fsevents": "2"}}),
            json!({"optionalDependencies": {"fsevents": "2"}}),
        ),
        (json!({"dependencies": {"b": "1.0.0"}}), json!({"dependencies": {"b": "workspace:*"}})),
        (json!({}), json!({"dependencies": {"b": "workspace:*"}})),
        (json!({"version": "1.0.0"}), json!({"version": "v1.0.0+build.7"})),
        (json!({"main": "lib/index.js"}), json!({"main": "./lib/"})),
        (json!({"scripts": {"postinstall": "husky"}}), json!({"scripts": {"_postinstall": "husky"}})),
        (json!({"devDependencies": {"b": "1"}}), json!({})),
        (json!({"scripts": {"install": ["odd"]}}), json!({"scripts": {"install": ""}})),
    ];
    for (shown, own) in pairs {
        assert_eq!(between(&shown, &own), [], "{shown} {own}");
    }
}

#[test]
fn hooks_that_the_registry_does_not_show_are_differences() {
    let hidden = |hook: &str| vec![RegistryDifference::HookHidden { hook: hook.to_owned() }];
    let own = json!({"scripts": {"preinstall": "node a.js"}});
    assert_eq!(between(&json!({}), &own), hidden("preinstall"));
    assert_eq!(between(&json!({"scripts": {"preinstall": "node b.js"}}), &own), hidden("preinstall"));
}

#[test]
fn dependencies_are_compared_by_name_in_both_directions() {
    let found = between(&json!({"dependencies": {"a": "1"}}), &json!({"dependencies": {"b": "1"}}));
    let name = |name: &str| name.to_owned();
    assert_eq!(
        found,
        [
            RegistryDifference::DependencyHidden { name: name("b") },
            RegistryDifference::DependencyAdded { name: name("a") }
        ]
    );
}

#[test]
fn what_is_entered_and_who_it_is_are_compared() {
    let found = between(
        &json!({"name": "x", "main": "a.js", "bin": {"x": "a.js"}}),
        &json!({"name": "y", "main": "b.js", "bin": {"x": "b.js"}, "type": "module"}),
    );
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn an_abbreviated_document_says_nothing_of_hooks() {
    let mut context = context(&json!({}));
    context.registry_entry.as_mut().unwrap().is_full = false;
    assert_eq!(differences(&json!({"scripts": {"install": "node a.js"}, "main": "b.js"}), &context), []);
}

#[test]
fn a_patched_release_is_not_compared() {
    let mut context = context(&json!({}));
    context.patches = vec![ProjectPatch { path: "p".into(), text: String::new(), folder: String::new() }];
    assert_eq!(differences(&json!({"scripts": {"install": "node a.js"}}), &context), []);
}
