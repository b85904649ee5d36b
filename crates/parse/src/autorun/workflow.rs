//! Workflows of a forge.

use super::node::Node;
use super::{AutoRun, AutoRunCommand, AutoRunEvent, AutoRunNote, shell};

/// Events that run a repository's own workflow, secrets at hand, on a stranger's word.
const STRANGERS: [&str; 5] = ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion"];

/// Parts of the event that a stranger writes.
const STRANGERS_TEXT: [&str; 14] = [
    "github.event.issue.title",
    "github.event.issue.body",
    "github.event.pull_request.title",
    "github.event.pull_request.body",
    "github.event.pull_request.head.ref",
    "github.event.pull_request.head.label",
    "github.event.comment.body",
    "github.event.review.body",
    "github.event.discussion.title",
    "github.event.discussion.body",
    "github.event.head_commit.message",
    "github.event.head_commit.author",
    "github.event.commits",
    "github.head_ref",
];

/// The steps of a workflow that run text, and those that do something notable without.
pub(super) fn read(root: &Node) -> Vec<AutoRun> {
    let triggers = triggers(root);
    let mut runs = Vec::new();
    let Some(jobs) = root.get("jobs") else { return runs };
    let shared = root.get("env").is_some_and(hands_all_secrets);
    for (_, job) in jobs.entries() {
        let event = AutoRunEvent::Workflow(triggers.clone());
        let shared = shared || job.get("env").is_some_and(hands_all_secrets);
        let is_self_hosted =
            job.get("runs-on").is_some_and(|on| on.any_text(&mut |text| text == "self-hosted"));
        for step in job.get("steps").map(Node::items).unwrap_or_default() {
            if let Some(mut run) = self::step(step, &event, &triggers) {
                run.notes.extend(shared.then_some(AutoRunNote::AllSecrets));
                run.notes.extend(is_self_hosted.then_some(AutoRunNote::SelfHosted));
                runs.push(run);
            }
        }
        // A called workflow may be given everything.
        if let Some(node) = job.get("secrets").filter(|node| hands_all_secrets(node)) {
            runs.push(AutoRun::new(event, AutoRunCommand::Unknown, node.span).noted(AutoRunNote::AllSecrets));
        }
    }
    runs
}

fn triggers(root: &Node) -> Vec<String> {
    // YAML 1.1 reads the bare key `on` as true.
    let Some(on) = root.get("on").or_else(|| root.get("true")) else { return Vec::new() };
    let named = on.text().into_iter().chain(on.items().iter().filter_map(Node::text));
    let mut names: Vec<String> = named.map(str::to_owned).collect();
    names.extend(on.entries().iter().map(|(name, _)| name.clone()));
    names.sort();
    names.dedup();
    names
}

fn step(step: &Node, event: &AutoRunEvent, triggers: &[String]) -> Option<AutoRun> {
    let run = step.get("run");
    let script = step.at(&["with", "script"]);
    let text = run.or(script).and_then(Node::text);
    let mut notes = Vec::new();
    if hands_all_secrets(step) {
        notes.push(AutoRunNote::AllSecrets);
    }
    if let Some(text) = text {
        if expressions(text)
            .any(|expression| expression.contains("secrets.") && !expression.contains("GITHUB_TOKEN"))
        {
            notes.push(AutoRunNote::SecretInCommand);
        }
        let found = STRANGERS_TEXT
            .iter()
            .filter(|name| expressions(text).any(|expression| expression.contains(**name)));
        notes.extend(found.map(|name| AutoRunNote::StrangersText((*name).to_owned())));
    }
    if triggers.iter().any(|name| STRANGERS.contains(&name.as_str())) && checks_out_head(step, text) {
        notes.push(AutoRunNote::PullRequestHead);
    }
    let (command, span) = match (run, text) {
        (Some(node), Some(text)) => (shell(text), node.span),
        _ if notes.is_empty() => return None,
        _ => (AutoRunCommand::Unknown, step.span),
    };
    Some(AutoRun { event: event.clone(), command, notes, span })
}

/// The texts inside `${{ … }}`.
fn expressions(text: &str) -> impl Iterator<Item = &str> {
    text.split("${{").skip(1).map(|rest| rest.split("}}").next().unwrap_or_default())
}

fn hands_all_secrets(node: &Node) -> bool {
    node.any_text(&mut |text| {
        let squeezed: String = text.chars().filter(|next| !next.is_whitespace()).collect();
        squeezed.to_ascii_lowercase().contains("tojson(secrets)")
    })
}

/// Whether a step fetches the code of a pull request.
fn checks_out_head(step: &Node, text: Option<&str>) -> bool {
    let is_checkout = step.text_at(&["uses"]).is_some_and(|uses| uses.starts_with("actions/checkout"));
    let is_head = |text: &str| {
        ["github.event.pull_request.head", "github.head_ref", "refs/pull/", "workflow_run.head"]
            .iter()
            .any(|part| text.contains(part))
    };
    let fetches = text
        .is_some_and(|text| text.contains("gh pr checkout") || text.contains("git fetch") && is_head(text));
    let named = ["ref", "repository"].iter().filter_map(|key| step.text_at(&["with", key])).any(is_head);
    is_checkout && named || fetches
}
