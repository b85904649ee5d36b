//! # Code looks for a build service before it acts
//!
//! Code that runs at install or import reads the variables of several build services, may leave, and otherwise calls
//! out or starts something.
//!
//! ## Why it matters
//!
//! Payloads stay quiet where analysts and build logs would see them, or choose what to steal.
//!
//! ## Known benign uses
//!
//! Progress bars, banners and usage statistics do the same. It says something only beside what else is found.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node post.js"}}
//! == post.js
//! const { CI, GITHUB_ACTIONS, JENKINS_URL } = process.env; //~ here
//! if (CI || GITHUB_ACTIONS || JENKINS_URL) process.exit(0);
//! fetch("https://matcher.invalid/n");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const isQuiet = process.env.CI || process.env.GITHUB_ACTIONS;
//! exports.tick = (done, all) => isQuiet || process.stdout.write(`\r${done}/${all}`);
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud 2.0 (November 2025)

use stockade_facts::api::{self, Effect};

use crate::prelude::*;

/// Code looks for a build service before it acts.
pub struct BuildServiceAvoided;

impl Rule for BuildServiceAvoided {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "build-service-avoided",
            title: "Code looks for a build service before it acts",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::Medium,
            technique: "T1480",
            covers: &["evade-ci-check"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let acts = |effect: Effect| {
            matches!(
                effect,
                Effect::Send(_)
                    | Effect::Shell(_)
                    | Effect::Program(..)
                    | Effect::Evaluate(_)
                    | Effect::EvaluateLast
            )
        };
        for (number, script) in
            (0_u32..).zip(facts.scripts()).filter(|(_, script)| script.trigger.runs_unasked())
        {
            let own = || {
                facts
                    .all_calls()
                    .iter()
                    .filter(|call| call.spot.script == number && call.trigger.runs_unasked())
            };
            let effects = || own().filter_map(|call| api::find(&call.api)).map(|api| api.effect);
            if !effects().any(|effect| effect == Effect::Exit) || !effects().any(acts) {
                continue;
            }
            let tokens = facts.tokens(&script.path);
            let mut named: Vec<_> =
                tokens.iter().filter(|token| SERVICES.contains(&token.text.as_str())).collect();
            let first = named.first().copied();
            named.sort_by(|left, right| left.text.cmp(&right.text));
            named.dedup_by(|left, right| left.text == right.text);
            if let (Some(first), true) = (first, named.len() >= 2) {
                let locus = Locus {
                    file: script.path.to_string(),
                    start: first.start,
                    end: first.start + first.text.len(),
                };
                found.at(script.trigger, &locus, "looks for build services and may leave");
            }
        }
    }
}

/// Variables by which build services are known. Source: their documentation.
const SERVICES: &[&str] = &[
    "CI",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "JENKINS_URL",
    "CIRCLECI",
    "TRAVIS",
    "BUILDKITE",
    "TEAMCITY_VERSION",
    "CODESPACES",
    "TF_BUILD",
    "BITBUCKET_BUILD_NUMBER",
    "CODEBUILD_BUILD_ID",
    "DRONE",
    "APPVEYOR",
    "VERCEL",
    "NETLIFY",
    "CONTINUOUS_INTEGRATION",
];
