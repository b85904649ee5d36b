//! Uploads, and the secrets that are read for them.

use super::super::effective::{effective, program_name};
use super::super::{Command, Dialect, RedirectKind, UNKNOWN, Word, secret_class};
use super::transfer::{is_bare_host, is_network_pipe};
use super::{BehaviourKind, Step};

/// Options that send data, and whether their value is a form field (`name=@file`).
const SENDING: [&str; 17] = [
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--data-ascii",
    "--json",
    "-F",
    "--form",
    "-T",
    "--upload-file",
    "--post-data",
    "--post-file",
    "--body-data",
    "-body",
    "-infile",
    "--form-string",
];

/// Variables whose value is worth stealing, as parts of lower-case names.
const SECRET_NAMES: [&str; 9] =
    ["token", "secret", "password", "passwd", "api_key", "apikey", "access_key", "private_key", "credential"];

/// Notes what the command sends away; returns whether it sends anything.
pub(super) fn sent(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) -> bool {
    let mut sends = is_network_pipe(step.name());
    let mut stdin = is_network_pipe(step.name());
    let arguments = step.arguments();
    for (at, word) in arguments.iter().enumerate() {
        let (flag, joined) = match word.text.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag, Some(value)),
            _ => (word.text.as_str(), None),
        };
        let is_sending =
            SENDING.iter().any(|it| *it == flag || it.len() > 2 && it.eq_ignore_ascii_case(flag));
        if is_sending {
            let next = arguments.get(at + 1);
            let value = joined.or_else(|| next.map(|word| word.text.as_str())).unwrap_or_default();
            let holder = if joined.is_some() { Some(word) } else { next };
            sends = true;
            stdin |= sent_value(step, flag, value, kinds);
            if let Some(holder) = holder {
                sent_parts(step, holder, kinds);
            }
        } else if is_secret_in_url(step, word) {
            sent_parts(step, word, kinds);
            sends = true;
        }
    }
    if matches!(step.name(), "scp" | "rsync") && arguments.iter().any(|word| word.text.contains(':')) {
        for word in arguments.iter().filter(|word| !word.text.contains(':')) {
            if let Some(class) = secret_class(&word.text) {
                kinds.push(BehaviourKind::SendsFile { path: word.text.clone(), class: Some(class) });
            }
        }
    }
    if step.found.is_fed && !sends {
        let before = kinds.len();
        for index in step.script.upstream(step.index) {
            sent_output(step, index, kinds);
        }
        sends = kinds.len() > before;
    }
    if stdin {
        for redirect in step.command.redirects.iter().filter(|it| it.kind == RedirectKind::Read) {
            let path = redirect.target.text.clone();
            kinds.push(BehaviourKind::SendsFile { class: secret_class(&path), path });
        }
        for index in step.script.upstream(step.index) {
            sent_output(step, index, kinds);
        }
    }
    sends
}

/// A header, URL or other argument that carries data of the machine. A token in a header to download is
/// ordinary; in a URL or as a command's output it is not.
fn is_secret_in_url(step: &Step<'_>, word: &Word) -> bool {
    if is_network_pipe(step.name()) {
        return false;
    }
    let has_packed = word.substitutions.iter().flat_map(|index| step.script.feeding(*index)).any(|index| {
        step.script.upstream(index).into_iter().chain([index]).any(|index| {
            step.script
                .commands
                .get(index)
                .is_some_and(|command| dumps_environment(command) || reads_secret(command))
        })
    });
    let is_address = word.text.contains("://") || is_bare_host(&word.text) || word.text.contains('?');
    let has_facts = word.substitutions.iter().any(|index| {
        step.script
            .commands
            .get(*index)
            .is_some_and(|command| is_host_fact(&effective(command).name) || dumps_environment(command))
    });
    has_facts || has_packed || is_address && word.variables.iter().any(|name| is_secret_name(name))
}

/// What a sending option's value names; returns whether that is the command's input.
fn sent_value(step: &Step<'_>, flag: &str, value: &str, kinds: &mut Vec<BehaviourKind>) -> bool {
    let is_path =
        matches!(flag, "-T" | "--upload-file" | "--post-file") || flag.eq_ignore_ascii_case("-infile");
    let form = value.split_once("=@").or_else(|| value.split_once("=<")).map(|(_, path)| path);
    let path = if is_path { Some(value) } else { value.strip_prefix('@').or(form) };
    let Some(path) = path else { return false };
    let path = path.split(';').next().unwrap_or_default();
    if matches!(path, "-" | "." | "/dev/stdin") {
        return true;
    }
    kinds.push(BehaviourKind::SendsFile { path: path.to_owned(), class: secret_class(path) });
    sent_written(step, path, kinds);
    false
}

/// `env > /dev/tcp/host/port`.
pub(super) fn sent_to_socket(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    let is_socket = |text: &str| text.starts_with("/dev/tcp/") || text.starts_with("/dev/udp/");
    if step.command.redirects.iter().any(|it| it.kind != RedirectKind::Read && is_socket(&it.target.text)) {
        sent_output(step, step.index, kinds);
    }
}

/// What earlier commands wrote to the file at `path` is sent with it.
fn sent_written(step: &Step<'_>, path: &str, kinds: &mut Vec<BehaviourKind>) {
    if path.is_empty() || path.contains(UNKNOWN) {
        return;
    }
    for (index, command) in step.script.commands.iter().enumerate().take(step.index) {
        let is_write = |kind| matches!(kind, RedirectKind::Write | RedirectKind::Append);
        let is_redirected = command.redirects.iter().any(|it| is_write(it.kind) && it.target.text == path);
        let name = command.words.first().map(program_name).unwrap_or_default();
        let is_packed = matches!(name.as_str(), "tar" | "zip" | "tee" | "7z" | "cp" | "copy")
            && command.words.iter().skip(1).any(|word| word.text == path);
        if is_redirected || is_packed {
            sent_output(step, index, kinds);
            for source in step.script.upstream(index) {
                sent_output(step, source, kinds);
            }
        }
    }
}

/// Variables in a word that is sent.
fn sent_variables(word: &Word, kinds: &mut Vec<BehaviourKind>) {
    let names: Vec<String> = word.variables.iter().filter(|name| is_secret_name(name)).cloned().collect();
    if !names.is_empty() {
        kinds.push(BehaviourKind::SendsEnvironment { names });
    }
    let is_host_fact = |name: &String| {
        matches!(name.as_str(), "USER" | "HOSTNAME" | "USERNAME" | "COMPUTERNAME" | "LOGNAME")
    };
    if word.variables.iter().any(is_host_fact) {
        kinds.push(BehaviourKind::SendsHostFacts);
    }
}

/// Variables and command outputs in a word that is sent.
fn sent_parts(step: &Step<'_>, word: &Word, kinds: &mut Vec<BehaviourKind>) {
    sent_variables(word, kinds);
    for index in word.substitutions.iter().flat_map(|index| step.script.feeding(*index)) {
        for source in step.script.upstream(index) {
            sent_output(step, source, kinds);
        }
        sent_output(step, index, kinds);
    }
}

/// Notes what the output of `index` tells when it is sent.
fn sent_output(step: &Step<'_>, index: usize, kinds: &mut Vec<BehaviourKind>) {
    let Some(command) = step.script.commands.get(index) else { return };
    let found = effective(command);
    if dumps_environment(command) {
        kinds.push(BehaviourKind::SendsEnvironment { names: vec!["*".to_owned()] });
    } else if is_host_fact(&found.name) {
        kinds.push(BehaviourKind::SendsHostFacts);
    } else if matches!(found.name.as_str(), "echo" | "printf") {
        for word in found.words.iter().skip(1) {
            let names: Vec<String> =
                word.variables.iter().filter(|name| is_secret_name(name)).cloned().collect();
            if !names.is_empty() {
                kinds.push(BehaviourKind::SendsEnvironment { names });
            }
        }
    } else if let ([word], Dialect::PowerShell) = (command.words.as_slice(), command.dialect) {
        // A value of a table: `@{ token = $env:TOKEN }`.
        sent_variables(word, kinds);
    } else if matches!(
        found.name.as_str(),
        "cat"
            | "tar"
            | "zip"
            | "7z"
            | "cp"
            | "copy"
            | "base64"
            | "gzip"
            | "xxd"
            | "type"
            | "get-content"
            | "head"
            | "tail"
    ) {
        let paths = found
            .words
            .iter()
            .skip(1)
            .filter(|word| !word.text.starts_with('-') && looks_like_path(&word.text));
        for word in paths {
            let path = from_folder(step, index, &word.text);
            kinds.push(BehaviourKind::SendsFile { class: secret_class(&path), path });
        }
    }
}

/// A relative path behind the folder that an earlier `cd` went to.
fn from_folder(step: &Step<'_>, index: usize, path: &str) -> String {
    let before = step.script.commands.get(..index).unwrap_or_default();
    let folder = before.iter().rev().find_map(|command| match command.words.as_slice() {
        [name, folder] if name.text == "cd" => Some(folder.text.trim_end_matches('/')),
        _ => None,
    });
    match folder {
        Some(folder) if !path.starts_with(['/', '~']) => {
            let path = path.trim_start_matches("./");
            if path == "." { format!("{folder}/") } else { format!("{folder}/{path}") }
        }
        _ => path.to_owned(),
    }
}

/// Whether the command prints a file that holds a secret.
fn reads_secret(command: &Command) -> bool {
    let name = command.words.first().map(program_name).unwrap_or_default();
    matches!(name.as_str(), "cat" | "base64" | "type" | "get-content")
        && command.words.iter().skip(1).any(|word| secret_class(&word.text).is_some())
}

fn looks_like_path(text: &str) -> bool {
    text.contains(['/', '\\', '.', '~']) || text.contains(UNKNOWN)
}

/// `env`, `printenv`, `set`, `export -p` without a program behind them: prints every variable.
fn dumps_environment(command: &Command) -> bool {
    let name = command.words.first().map(program_name).unwrap_or_default();
    let plain = command.words.iter().skip(1).filter(|word| !word.text.starts_with('-')).count();
    match name.as_str() {
        "env" | "printenv" | "set" => plain == 0,
        "export" | "declare" => plain == 0 && command.words.len() <= 2,
        "gci" | "dir" | "ls" | "get-childitem" => {
            command.words.iter().any(|word| word.text.eq_ignore_ascii_case("env:"))
        }
        "node" | "nodejs" | "bun" => command
            .words
            .iter()
            .any(|word| word.text.contains("JSON.stringify(process.env)") || word.text == "process.env"),
        "cat" | "strings" => command
            .words
            .iter()
            .any(|word| word.text.starts_with("/proc/") && word.text.ends_with("/environ")),
        _ => false,
    }
}

fn is_host_fact(name: &str) -> bool {
    const FACTS: [&str; 18] = [
        "whoami",
        "hostname",
        "uname",
        "id",
        "ifconfig",
        "ipconfig",
        "ip",
        "systeminfo",
        "arp",
        "netstat",
        "ps",
        "tasklist",
        "last",
        "who",
        "sw_vers",
        "system_profiler",
        "pwd",
        "lsb_release",
    ];
    FACTS.contains(&name)
}

pub(crate) fn is_secret_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    SECRET_NAMES.iter().any(|part| lower.contains(part)) && !lower.starts_with("npm_config_")
}

/// Programs that print a file.
pub(super) fn read_secrets(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    const READERS: [&str; 17] = [
        "cat",
        "type",
        "head",
        "tail",
        "less",
        "more",
        "base64",
        "xxd",
        "strings",
        "tar",
        "zip",
        "cp",
        "scp",
        "copy",
        "get-content",
        "grep",
        "gc",
    ];
    let words = step.arguments().iter().filter(|_| READERS.contains(&step.name()));
    let inputs =
        step.command.redirects.iter().filter(|it| it.kind == RedirectKind::Read).map(|it| &it.target);
    for word in words.chain(inputs).filter(|word| !word.text.starts_with('-')) {
        let is_copied_template =
            matches!(step.name(), "cp" | "copy") && step.arguments().last() == Some(word);
        if let Some(class) = secret_class(&word.text).filter(|_| !is_copied_template) {
            kinds.push(BehaviourKind::ReadsSecret { path: word.text.clone(), class });
        }
    }
}

/// A looked-up name that is made from a command's output.
pub(super) fn dns(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    if !matches!(step.name(), "nslookup" | "dig" | "host" | "ping" | "drill" | "resolve-dnsname") {
        return;
    }
    let carries = |word: &Word| {
        word.text.contains('.')
            && (!word.substitutions.is_empty()
                || word.variables.iter().any(|name| is_secret_name(name) || name == "USER"))
    };
    if step.arguments().iter().any(carries) {
        kinds.push(BehaviourKind::SendsByDns);
    }
}
