//! Node and its kin: which file or text they run, and what they load first.

use super::super::effective::{Effective, effective, skip_options};
use super::super::nested::constant_output;
use super::super::{Command, RedirectKind, Script, UNKNOWN, Word};
use super::Run;

/// Options of node and its kin that take the next word as value.
const NODE_VALUES: [&str; 14] = [
    "-r",
    "--require",
    "--import",
    "--loader",
    "--experimental-loader",
    "--preload",
    "-C",
    "--conditions",
    "--env-file",
    "--input-type",
    "--title",
    "--icu-data-dir",
    "--watch-path",
    "-P",
];

/// Options that load a module first.
const NODE_PRELOADS: [&str; 6] =
    ["-r", "--require", "--import", "--loader", "--experimental-loader", "--preload"];

const BUN_COMMANDS: [&str; 15] = [
    "install", "i", "add", "remove", "update", "link", "unlink", "pm", "build", "init", "create", "upgrade",
    "test", "publish", "x",
];

pub(super) fn environment_preloads(found: &Effective<'_>) -> Vec<String> {
    let options = found.assignments.iter().filter(|(name, _)| name == "NODE_OPTIONS");
    let mut loads = Vec::new();
    for (_, value) in options {
        loads.extend(option_preloads(value));
    }
    loads
}

/// The modules that a value of `NODE_OPTIONS` loads.
pub(super) fn option_preloads(value: &str) -> Vec<String> {
    let mut loads = Vec::new();
    let mut words = value.split_whitespace();
    while let Some(word) = words.next() {
        let (option, joined) =
            word.split_once('=').map_or((word, None), |(option, value)| (option, Some(value)));
        if NODE_PRELOADS.contains(&option) {
            loads.extend(joined.or_else(|| words.next()).map(str::to_owned));
        }
    }
    loads
}

pub(super) fn node(
    script: &Script,
    index: usize,
    found: &Effective<'_>,
    mut requires: Vec<String>,
    add: &mut impl FnMut(Run, (usize, usize)),
) {
    let Some(command) = script.commands.get(index) else { return };
    let arguments = found.words.get(1..).unwrap_or_default();
    let mut at = 0;
    if matches!(found.name.as_str(), "bun" | "deno") {
        match sub_command(&found.name, arguments) {
            SubCommand::File(skipped) => at = skipped,
            SubCommand::Code(word) => {
                add(Run::NodeCode { code: word.text.clone(), requires }, word.span);
                return;
            }
            SubCommand::Script(name) => {
                add(Run::PackageScript { name }, command.span);
                return;
            }
            SubCommand::Other => {
                let texts = arguments.iter().map(|word| word.text.clone()).collect();
                add(Run::Program { name: found.name.clone(), arguments: texts }, command.span);
                return;
            }
        }
    }
    while let Some(word) = arguments.get(at) {
        let (option, joined) = match word.text.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value)),
            _ => (word.text.as_str(), None),
        };
        let next = arguments.get(at + 1);
        if matches!(option, "-e" | "--eval" | "-p" | "--print" | "-pe" | "-ep") {
            let code = joined.map(str::to_owned).or_else(|| next.map(|word| word.text.clone()));
            let span = if joined.is_some() { word.span } else { next.unwrap_or(word).span };
            if let Some(code) = code {
                add(Run::NodeCode { code, requires }, span);
            }
            return;
        }
        if NODE_PRELOADS.contains(&option) {
            requires.extend(joined.map(str::to_owned).or_else(|| next.map(|word| word.text.clone())));
        }
        if option == "--" {
            at += 1;
            break;
        }
        if !option.starts_with('-') || option == "-" {
            break;
        }
        at += if joined.is_none() && NODE_VALUES.contains(&option) { 2 } else { 1 };
    }
    match arguments.get(at).filter(|word| word.text != "-") {
        Some(file) => {
            let arguments = arguments.iter().skip(at + 1).map(|word| word.text.clone()).collect();
            add(Run::NodeFile { path: file.text.clone(), arguments, requires }, file.span);
        }
        None => node_input(script, command, requires, add),
    }
}

/// Node without a file reads its program from its input.
fn node_input(
    script: &Script,
    command: &Command,
    requires: Vec<String>,
    add: &mut impl FnMut(Run, (usize, usize)),
) {
    for redirect in &command.redirects {
        let (text, span) = (redirect.target.text.clone(), redirect.target.span);
        match redirect.kind {
            RedirectKind::Here => return add(Run::NodeCode { code: text, requires }, span),
            RedirectKind::Read => {
                return add(Run::NodeFile { path: text, arguments: Vec::new(), requires }, span);
            }
            _ => {}
        }
    }
    let [source] = command.pipes_from.as_slice() else {
        if !requires.is_empty() {
            requires.into_iter().for_each(|path| add(Run::NodePreload { path }, command.span));
        }
        return;
    };
    if let Some(code) = constant_output(&script.commands, *source) {
        return add(Run::NodeCode { code, requires }, command.span);
    }
    let Some(before) = script.commands.get(*source) else { return };
    if let ("cat" | "type", Some(file)) = (effective(before).name.as_str(), before.words.last()) {
        add(Run::NodeFile { path: file.text.clone(), arguments: Vec::new(), requires }, file.span);
    }
}

enum SubCommand<'word> {
    /// A file follows after so many words.
    File(usize),
    Code(&'word Word),
    Script(String),
    Other,
}

fn sub_command<'word>(program: &str, arguments: &'word [Word]) -> SubCommand<'word> {
    let options = skip_options(arguments, &["--preload", "-r", "--cwd", "--config", "-c"]);
    let Some(first) = arguments.get(options) else { return SubCommand::File(0) };
    if arguments
        .iter()
        .take(options)
        .any(|word| matches!(word.text.as_str(), "-e" | "--eval" | "-p" | "--print"))
    {
        return SubCommand::File(0);
    }
    let rest = arguments.get(options + 1..).unwrap_or_default();
    let behind = rest.get(skip_options(rest, &[])..).unwrap_or_default();
    let is_path = |text: &str| text.contains(['/', '\\', '.']) || text.contains(UNKNOWN);
    match (program, first.text.as_str(), behind.first()) {
        ("bun", "run", Some(target)) if !is_path(&target.text) => SubCommand::Script(target.text.clone()),
        ("bun" | "deno", "run", _) => SubCommand::File(options + 1),
        ("deno", "eval", Some(code)) => SubCommand::Code(code),
        ("deno", "task", Some(target)) => SubCommand::Script(target.text.clone()),
        (_, text, _) if is_path(text) => SubCommand::File(0),
        ("bun", text, _) if !BUN_COMMANDS.contains(&text) => SubCommand::Script(text.to_owned()),
        _ => SubCommand::Other,
    }
}
