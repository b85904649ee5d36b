//! Each popular library, in each style that it is used in: a secret that goes out through it must be seen to
//! leave, and what it answers must be seen where it is run.

#![expect(clippy::panic, reason = "a test that fails says which line of its table did")]

mod browser;
mod chains;
mod collection;
mod messengers;
mod processes;
mod requests;
mod sockets;

use stockade_facts::vocabulary::{Sink, Source};
use stockade_facts::{Context, gather};
use stockade_model::{Limits, Tree, TreeFile};

/// What must be seen in a piece of code.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// A secret goes to the network; the host, where the code names it.
    Sent(&'static str),
    /// What the network answered is evaluated.
    Evaluated,
    /// What the network answered is run as a command.
    Commanded,
    /// Something taken from the machine goes to the network: the text of the source.
    Taken(fn(&Source) -> bool),
    /// A secret ends in a command line.
    Handed,
    /// No secret leaves, and nothing that was received runs.
    Nothing,
}

/// Checks every line of a table: the code and what must be seen in it.
#[track_caller]
fn check(table: &[(&str, Seen)]) {
    let failures: Vec<String> = table.iter().filter_map(|(code, seen)| failure(code, *seen)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn failure(code: &str, seen: Seen) -> Option<String> {
    let is_module = code.contains("import ") || code.contains("await ");
    let path = if is_module { "index.mjs" } else { "index.js" };
    let manifest = format!(r#"{{"name":"x","version":"1.0.0","main":"{path}"}}"#);
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let tree = Tree::new(vec![file("package.json", &manifest), file(path, code)]);
    let context = Context::default();
    let facts = gather(&tree, &context, &Limits::default());
    if let Some(gap) = facts.gaps().iter().find(|gap| gap.file.as_deref() == Some(path)) {
        panic!("{code}: {gap:?}");
    }
    let is_network = |sink: &Sink| matches!(sink, Sink::Network(_));
    let received = |source: &Source| matches!(source, Source::Network(_));
    let runs = |sink: &Sink| matches!(sink, Sink::Code | Sink::Command(_));
    let is_seen = match seen {
        Seen::Sent("") => facts.flows(Source::is_secret, is_network).next().is_some(),
        Seen::Sent(host) => facts
            .flows(Source::is_secret, is_network)
            .any(|flow| flow.sink.host().is_some_and(|found| found.name() == host)),
        Seen::Evaluated => facts.flows(received, |sink| *sink == Sink::Code).next().is_some(),
        Seen::Commanded => facts.flows(received, |sink| matches!(sink, Sink::Command(_))).next().is_some(),
        Seen::Taken(is_source) => facts.flows(is_source, is_network).next().is_some(),
        Seen::Handed => {
            facts.flows(Source::is_secret, |sink| matches!(sink, Sink::Command(_))).next().is_some()
        }
        Seen::Nothing => {
            facts.flows(Source::is_secret, is_network).next().is_none()
                && facts.flows(received, runs).next().is_none()
        }
    };
    let flows: Vec<String> = facts
        .flows(|_| true, |_| true)
        .map(|flow| format!("{} -> {} ({})", flow.source.phrase(), flow.sink.phrase(), flow.api))
        .collect();
    (!is_seen).then(|| format!("{seen:?}: {code}\n    seen: {}", flows.join("; ")))
}
