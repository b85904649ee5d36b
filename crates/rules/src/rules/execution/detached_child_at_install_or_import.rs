//! # A process that outlives its parent is started unasked
//!
//! Code that runs at install or import starts a child that is detached from it and says nothing.
//!
//! ## Why it matters
//!
//! The install ends and looks well; what it left behind goes on.
//!
//! ## Known benign uses
//!
//! Servers for development and checks for updates are detached too, by a command that a person runs.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node start.js"}}
//! == start.js
//! const { spawn } = require("child_process");
//! spawn("node", [__dirname + "/service.js"], { detached: true, stdio: "ignore", windowsHide: true }).unref(); //~ here
//! == service.js
//! setInterval(() => console.log("alive"), 60_000);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const cp = require("child_process");
//! const options = { detached: true, stdio: ["ignore", "ignore", "ignore"] };
//! cp.spawn(process.execPath, ["-e", "setTimeout(() => 1, 1e6)"], options).unref(); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "nohup node worker.js >/dev/null 2>&1 &"}}
//! == worker.js
//! setInterval(() => console.log("alive"), 60_000);
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "bin": {"dev-up": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! const { spawn } = require("child_process");
//! spawn(process.execPath, [require.resolve("./server.js")], { detached: true, stdio: "ignore" }).unref();
//! == server.js
//! require("http").createServer((request, response) => response.end("ok")).listen(8080);
//! == index.js
//! const { spawn } = require("child_process");
//! exports.open = (target) => spawn("xdg-open", [target], { detached: true, stdio: "ignore" }).unref();
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1564.003, Hidden Window

use crate::prelude::*;

/// A process that outlives its parent is started unasked.
pub struct DetachedChildAtInstallOrImport;

impl Rule for DetachedChildAtInstallOrImport {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "detached-child-at-install-or-import",
            title: "A process that outlives its parent is started unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1564.003",
            covers: &["detached-child"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in
            facts.all_calls().iter().filter(|call| call.trigger.runs_unasked() && starts_process(&call.api))
        {
            if is_detached(facts, call) {
                found.call(call, "starts a silent process that outlives this one");
            }
        }
        for command in facts.commands().iter().filter(|command| command.trigger == Trigger::Install) {
            let is_hook = matches!(command.origin, CommandOrigin::Hook(_) | CommandOrigin::BuildFile);
            if is_hook && command.behaviours.contains(&BehaviourKind::Hidden) {
                found.at(command.trigger, &command.locus, "starts a process that goes on unseen");
            }
        }
    }
}

fn starts_process(api: &str) -> bool {
    ["spawn", "fork", "exec", "execFile", "execa", "Worker"].iter().any(|name| api.ends_with(name))
}

/// Detached, and all its output thrown away. Streams in a list are known by the text of the call alone: a
/// server that writes a log names one `ignore`, for its input.
fn is_detached(facts: &Facts<'_>, call: &CallFact) -> bool {
    let options = || call.arguments.iter().flat_map(|argument| &argument.options);
    let option = |name: &str| options().find(|(known, _)| &**known == name).map(|(_, text)| &**text);
    let locus = facts.locus(call.spot);
    let text = facts.text(&locus.file);
    let text = text.get(locus.start..locus.end).unwrap_or_default();
    let is_silent = match option("stdio") {
        Some("ignore") => true,
        Some("inherit" | "pipe" | "overlapped") => false,
        Some(_) => text.matches("ignore").count() >= 2 || !text.contains("stdio"),
        None => option("windowsHide") == Some("true"),
    };
    option("detached") == Some("true") && is_silent
}
