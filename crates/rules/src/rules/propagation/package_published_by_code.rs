//! # The package publishes a package, unasked
//!
//! Code that runs at install or import runs `npm publish` or one of its kin, or puts a package to a registry itself.
//!
//! ## Why it matters
//!
//! This is how a worm spreads: each machine that installs one package poisons all packages that its owner may
//! publish.
//!
//! ## Known benign uses
//!
//! Release tools publish when a person or a pipeline runs their command. An install hook has nothing to publish.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node w.js"}}
//! == w.js
//! const { execSync } = require("child_process"), fs = require("fs"), os = require("os"), path = require("path");
//! for (const name of JSON.parse(execSync("npm search --json maintainer:me").toString())) {
//!   const work = fs.mkdtempSync(path.join(os.tmpdir(), "w-"));
//!   execSync("npm publish --access public", { cwd: work }); //~ here
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "main": "index.mjs"}
//! == index.mjs
//! const body = JSON.stringify({ name: "y", _attachments: {} });
//! await fetch("https://registry.example/y", { method: "PUT", body }); //~ here
//! export const x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}, "scripts": {"release": "npm publish"}}
//! == cli.js
//! #!/usr/bin/env node
//! require("child_process").execFileSync("npm", ["publish", "--provenance"], { stdio: "inherit" });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.publish = (registry, name, body) => fetch(`${registry}/${name}`, { method: "PUT", body });
//! ```
//!
//! ## References
//!
//! - CISA: widespread supply chain compromise impacting the npm ecosystem (September 2025)

use crate::prelude::*;

/// The package publishes a package, unasked.
pub struct PackagePublishedByCode;

impl Rule for PackagePublishedByCode {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "package-published-by-code",
            title: "The package publishes a package, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.002",
            covers: &["worm-npm-publish", "worm-cross-ecosystem"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.behaviours.contains(&BehaviourKind::Publishes)
                || command.runs.iter().any(publishes_elsewhere)
            {
                found.at(command.trigger, &command.locus, "publishes a package");
            }
        }
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            if is_put_to_registry(facts, call) {
                found.call(call, "puts a package to a registry");
            }
        }
    }
}

/// The same in other ecosystems.
fn publishes_elsewhere(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let verb = arguments.iter().find(|argument| !argument.starts_with('-')).map(String::as_str);
    matches!(
        (name.as_str(), verb),
        ("twine", Some("upload"))
            | ("gem", Some("push"))
            | ("cargo", Some("publish"))
            | ("poetry" | "uv" | "vsce" | "ovsx", Some("publish"))
    )
}

fn is_put_to_registry(facts: &Facts<'_>, call: &CallFact) -> bool {
    let is_put = call
        .arguments
        .iter()
        .flat_map(|argument| &argument.options)
        .any(|(name, value)| &**name == "method" && value.eq_ignore_ascii_case("put"));
    let hosts = call.arguments.iter().flat_map(|argument| {
        let named =
            argument.options.iter().filter(|(name, _)| matches!(&**name, "hostname" | "host" | "url"));
        argument.texts.iter().chain(named.map(|(_, value)| value))
    });
    let mut hosts = hosts.filter_map(|text| Host::of(text, !text.contains("://")));
    is_put && hosts.any(|host| facts.is_registry(&host))
}
