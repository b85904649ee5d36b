//! Files that a release fetches and then starts, loads or makes executable, whichever way it does either.
//!
//! The two halves are often far apart: one call writes what a host answered, another starts the path. They are
//! brought together here by the path, so that each rule need not.

use stockade_model::Trigger;
use stockade_parse::shell::{BehaviourKind, Run};

use crate::api::{self, Effect};
use crate::command::{CommandFact, CommandOrigin};
use crate::facts::{Facts, Locus};
use crate::flow::CallFact;
use crate::vocabulary::{FileClass, HOLE, Host, Source, classify, is_unknown};

/// A fetched file and its use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FetchedFact {
    /// Its path, unknown parts as holes; [`FetchedFact::is_own`] tells paths inside the package.
    pub path: String,
    /// What kind of place it lies in.
    pub class: FileClass,
    /// Where it comes from, if that is known.
    pub host: Option<Host>,
    /// Where it is fetched or written.
    pub fetched: Locus,
    /// Where it is used.
    pub used: Locus,
    /// How it is used.
    pub usage: FetchedUse,
    /// What makes the use run.
    pub trigger: Trigger,
}

/// What is done with a fetched file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FetchedUse {
    /// It is started as a program.
    Started,
    /// This interpreter is started with it.
    Interpreted(String),
    /// It is loaded as a module or run as a worker.
    Loaded,
    /// It is made executable.
    MadeExecutable,
}

/// Stands for the package's root folder at the start of a path of the analysis.
const PACKAGE: char = '\u{fdd0}';

/// Most writes and most uses that are brought together.
const PAIRS: usize = 200;

impl FetchedFact {
    /// Whether the file lies in the package's own folder.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.path.starts_with(PACKAGE) || !self.path.starts_with(['/', '~', '%', HOLE])
    }

    /// Whether its name starts with a dot, as nobody names a program of their own.
    #[must_use]
    pub fn is_dotted(&self) -> bool {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or_default();
        name.starts_with('.') && name.len() > 1
    }

    /// Whether its name is that of a script.
    #[must_use]
    pub fn is_script(&self) -> bool {
        is_script(&self.path)
    }
}

fn is_script(path: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["js", "mjs", "cjs", "ts", "py", "pyw", "sh", "ps1", "bat", "cmd", "vbs", "pl", "rb", "hta"];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

struct Write {
    path: String,
    class: FileClass,
    host: Option<Host>,
    locus: Locus,
}

/// The use of a path.
pub(crate) struct Usage {
    pub(crate) path: String,
    pub(crate) usage: FetchedUse,
    pub(crate) locus: Locus,
    pub(crate) trigger: Trigger,
}

/// Every fetched file that is used, sorted.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<FetchedFact> {
    let writes = writes(facts);
    if writes.is_empty() {
        return Vec::new();
    }
    let usages = usages(facts);
    let mut found = Vec::new();
    for write in &writes {
        let is_partial = write.path.contains(HOLE);
        for usage in usages.iter().filter(|usage| usage.path == write.path) {
            if is_partial && usage.locus.file != write.locus.file {
                continue;
            }
            found.push(FetchedFact {
                path: write.path.clone(),
                class: write.class,
                host: write.host.clone(),
                fetched: write.locus.clone(),
                used: usage.locus.clone(),
                usage: usage.usage.clone(),
                trigger: usage.trigger,
            });
        }
    }
    computed_loads(facts, &writes, &mut found);
    found.sort();
    found.dedup();
    found
}

fn writes(facts: &Facts<'_>) -> Vec<Write> {
    let mut writes = Vec::new();
    for call in facts.all_calls() {
        let Some(Effect::WriteFile(path, content)) = api::find(&call.api).map(|entry| entry.effect) else {
            continue;
        };
        let sources = call
            .arguments
            .get(usize::from(content))
            .map(|argument| argument.sources.as_slice())
            .unwrap_or_default();
        let from_network = sources.iter().find_map(|source| match source {
            Source::Network(host) => Some(host.clone()),
            _ => None,
        });
        let is_stream = call.arguments.len() <= usize::from(content) && &*call.api == "fs.createWriteStream";
        let host = match from_network {
            Some(host) => host,
            None if is_stream && receives(facts, call) => receiving_host(facts, call),
            None => continue,
        };
        let locus = facts.locus(call.spot);
        let Some(place) = call.arguments.get(usize::from(path)) else { continue };
        let in_user_folder = place.sources.iter().any(is_user_folder);
        for path in place.texts.iter().filter_map(|path| clean(path)) {
            let class = if in_user_folder { FileClass::Temporary } else { classify(&path) };
            writes.push(Write { path, class, host: host.clone(), locus: locus.clone() });
        }
    }
    for command in facts.commands().iter().filter(|command| downloads(command)) {
        let host = urls(command).find_map(|url| Host::of(url, true));
        let words = command.text.split(|next: char| next.is_whitespace() || matches!(next, '"' | '\'' | '='));
        let paths = words.filter(|word| !word.contains("://") && word.len() > 2 && !word.starts_with('-'));
        for path in paths.filter_map(clean) {
            let class = classify(&path);
            writes.push(Write { path, class, host: host.clone(), locus: command.locus.clone() });
        }
    }
    writes.truncate(PAIRS);
    writes
}

/// Variables that name the temporary folder or one of the user's.
fn is_user_folder(source: &Source) -> bool {
    const NAMES: [&str; 8] =
        ["TEMP", "TMP", "TMPDIR", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "HOME", "ProgramData"];
    matches!(source, Source::Variable(name) if NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)))
}

/// Whether the script of `call` asks any host for anything.
fn receives(facts: &Facts<'_>, call: &CallFact) -> bool {
    sends(facts, call).next().is_some()
}

fn sends<'f>(facts: &'f Facts<'_>, call: &'f CallFact) -> impl Iterator<Item = &'f CallFact> {
    let is_send =
        |other: &&CallFact| matches!(api::find(&other.api).map(|entry| entry.effect), Some(Effect::Send(_)));
    facts.all_calls().iter().filter(move |other| other.spot.script == call.spot.script).filter(is_send)
}

fn receiving_host(facts: &Facts<'_>, call: &CallFact) -> Option<Host> {
    sends(facts, call).find_map(|send| {
        send.arguments.iter().flat_map(|argument| &argument.texts).find_map(|text| Host::of(text, false))
    })
}

fn urls(command: &CommandFact) -> impl Iterator<Item = &String> {
    command.behaviours.iter().flat_map(|kind| match kind {
        BehaviourKind::Download { urls } => urls.as_slice(),
        _ => &[],
    })
}

fn downloads(command: &CommandFact) -> bool {
    command.behaviours.iter().any(|kind| matches!(kind, BehaviourKind::Download { .. }))
}

/// Every path that is started, loaded or made executable.
pub(crate) fn usages(facts: &Facts<'_>) -> Vec<Usage> {
    let mut usages = Vec::new();
    for command in facts
        .commands()
        .iter()
        .filter(|command| !downloads(command) && !matches!(command.origin, CommandOrigin::Script(_)))
    {
        let usage =
            |path, usage| Usage { path, usage, locus: command.locus.clone(), trigger: command.trigger };
        // A path of Windows is no word of `sh`; the line that is nothing else is one all the same.
        let whole = clean(&command.text).filter(|text| !text.contains(char::is_whitespace));
        usages.extend(whole.map(|path| usage(path, FetchedUse::Started)));
        for run in &command.runs {
            let (path, used) = match run {
                Run::NodeFile { path, .. } => (path, FetchedUse::Interpreted("node".to_owned())),
                Run::InterpreterFile { interpreter, path } => {
                    (path, FetchedUse::Interpreted(interpreter.clone()))
                }
                Run::Program { name, arguments } if name == "chmod" => match arguments.last() {
                    Some(path) => (path, FetchedUse::MadeExecutable),
                    None => continue,
                },
                Run::Program { name, .. } => (name, FetchedUse::Started),
                _ => continue,
            };
            let Some(path) = clean(path) else { continue };
            usages.push(usage(path, used));
        }
    }
    for call in facts.all_calls() {
        let usage = match api::find(&call.api).map(|entry| entry.effect) {
            Some(Effect::MakeExecutable(_)) => FetchedUse::MadeExecutable,
            Some(Effect::RunScript(_) | Effect::LoadNative(_)) => FetchedUse::Loaded,
            // Options may keep the command line from being read; the program itself is known all the same.
            Some(Effect::Program(..)) => FetchedUse::Started,
            _ => continue,
        };
        let texts = call.arguments.first().into_iter().flat_map(|argument| &argument.texts);
        for path in texts.filter_map(|text| clean(text)) {
            let locus = facts.locus(call.spot);
            usages.push(Usage { path, usage: usage.clone(), locus, trigger: call.trigger });
        }
    }
    for load in facts.loads() {
        let locus = facts.locus(load.spot);
        let specifier = load.specifier.as_deref().map(|specifier| from_root(specifier, &locus.file));
        if let Some(path) = specifier.as_deref().and_then(clean) {
            usages.push(Usage {
                path,
                usage: FetchedUse::Loaded,
                locus: facts.locus(load.spot),
                trigger: load.trigger,
            });
        }
    }
    usages.truncate(PAIRS * 10);
    usages
}

/// A module of computed name that is loaded behind the writing of a script whose name is computed too.
fn computed_loads(facts: &Facts<'_>, writes: &[Write], found: &mut Vec<FetchedFact>) {
    for write in writes.iter().filter(|write| write.path.contains(HOLE) && is_script(&write.path)) {
        for load in facts.loads().iter().filter(|load| load.specifier.is_none()) {
            let used = facts.locus(load.spot);
            if used.file == write.locus.file && used.start > write.locus.end {
                found.push(FetchedFact {
                    path: write.path.clone(),
                    class: write.class,
                    host: write.host.clone(),
                    fetched: write.locus.clone(),
                    used,
                    usage: FetchedUse::Loaded,
                    trigger: load.trigger,
                });
            }
        }
    }
}

/// A specifier that is relative to the script `file`, as a path from the package's root.
fn from_root(specifier: &str, file: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    match specifier.strip_prefix("./") {
        Some(rest) if folder.is_empty() => format!("{PACKAGE}/{rest}"),
        Some(rest) => format!("{PACKAGE}/{folder}/{rest}"),
        None => specifier.to_owned(),
    }
}

/// A path as both halves write it; none where too little of it is known to compare.
pub(crate) fn clean(path: &str) -> Option<String> {
    let path = path.trim_matches(['"', '\'', '&', '(', ')', ';', ',']).replace('\\', "/");
    let path = path.trim_start_matches("./").to_owned();
    let is_comparable = path.len() > 1 && !is_unknown(&path) && path != "-" && path != "/dev/null";
    is_comparable.then_some(path)
}

#[cfg(test)]
mod tests;
