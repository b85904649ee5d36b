//! # The package writes to repositories, unasked
//!
//! Code that runs at install or import pushes with git, or creates or changes files and branches through a forge's
//! interface.
//!
//! ## Why it matters
//!
//! Worms commit themselves into every repository and branch that a found token can write to.
//!
//! ## Known benign uses
//!
//! Release tools and bots push when they are run.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node push.js"}}
//! == push.js
//! const { execSync } = require("child_process");
//! execSync("git add -A && git commit -qm 'chore: update' && git push", { cwd: process.env.INIT_CWD }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "scripts": {"preinstall": "node sync.mjs"}}
//! == sync.mjs
//! import { Octokit } from "@octokit/core";
//! const client = new Octokit({ auth: process.env.GH_TOKEN });
//! const { data } = await client.request("GET /user/repos");
//! for (const { owner, name } of data) {
//!   await client.request("PUT /repos/{owner}/{repo}/contents/{path}", { owner: owner.login, repo: name, path: "a.js" }); //~ here
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! require("child_process").execFileSync("git", ["push", "origin", "HEAD"]);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { Octokit } = require("@octokit/rest");
//! exports.write = (auth, where) => new Octokit({ auth }).request("PUT /repos/{owner}/{repo}/contents/{path}", where);
//! ```
//!
//! ## References
//!
//! - Socket: ChainDrop in keyv (August 2026)

use crate::prelude::*;

/// The package writes to repositories, unasked.
pub struct CommitsPushedByCode;

impl Rule for CommitsPushedByCode {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "commits-pushed-by-code",
            title: "The package writes to repositories, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1080",
            covers: &["worm-repo-injection", "persist-gha-workflow"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.runs.iter().any(pushes) {
                found.at(command.trigger, &command.locus, "pushes commits");
            }
        }
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            if writes_through_forge(call) {
                found.call(call, "writes to repositories of a forge");
            }
        }
    }
}

fn pushes(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    match name.as_str() {
        "git" => has("push") && !has("--dry-run"),
        "gh" => has("repo") && (has("create") || has("edit")) || has("api") && has("PUT"),
        _ => false,
    }
}

/// `PUT /repos/…/contents/…` and its kin, as Octokit's routes or as an address with a method.
fn writes_through_forge(call: &CallFact) -> bool {
    if call.api.starts_with("octokit.")
        && [".createOrUpdateFileContents", ".git.createTree"].iter().any(|name| call.api.ends_with(name))
    {
        return true;
    }
    let texts = || call.arguments.iter().flat_map(|argument| argument.texts.iter());
    let methods = call.arguments.iter().flat_map(|argument| &argument.options);
    let is_change = |method: &str| matches!(method.to_ascii_uppercase().as_str(), "PUT" | "POST" | "PATCH");
    let has_method = methods.into_iter().any(|(name, value)| &**name == "method" && is_change(value));
    texts().any(|text| {
        let (method, route) = text.split_once(' ').unwrap_or(("", text));
        let is_write =
            ["/contents/", "/git/refs", "/git/trees", "/git/commits"].iter().any(|part| route.contains(part));
        let is_forge =
            is_change(method) && route.starts_with("/repos/") || has_method && route.contains("/repos/");
        is_forge && is_write
    })
}
