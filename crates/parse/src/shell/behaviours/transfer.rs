//! Downloads, and what is run of them.

use super::super::effective::{effective, program_name};
use super::super::{Command, Dialect, RedirectKind, Script};
use super::execution::runs_download;
use super::sending::{dns, read_secrets, sent, sent_to_socket};
use super::{BehaviourKind, Step};

/// Programs that fetch what a URL names.
const DOWNLOADERS: [&str; 19] = [
    "curl",
    "wget",
    "wget2",
    "aria2c",
    "fetch",
    "http",
    "https",
    "xh",
    "lynx",
    "invoke-webrequest",
    "iwr",
    "invoke-restmethod",
    "irm",
    "start-bitstransfer",
    "bitsadmin",
    "certutil",
    "curlie",
    "lwp-download",
    "lwp-request",
];

pub(super) fn find(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    let downloads = is_download(step.command);
    if downloads {
        let sends = sent(step, kinds);
        let urls = urls_of(step.script, &step.script.below(step.index));
        if !sends && (!urls.is_empty() || step.command.words.iter().any(|word| !word.is_constant())) {
            runtime(&urls, kinds);
            kinds.push(BehaviourKind::Download { urls });
        }
    } else if is_network_pipe(step.name()) {
        sent(step, kinds);
    }
    sent_to_socket(step, kinds);
    if let Some(urls) = runs_download(step) {
        runtime(&urls, kinds);
        kinds.push(BehaviourKind::DownloadAndRun { urls });
    }
    read_secrets(step, kinds);
    dns(step, kinds);
    let installs_runtime = matches!(step.name(), "npm" | "yarn" | "pnpm")
        && step.has(&["bun", "deno"])
        && matches!(step.first(), "install" | "i" | "add" | "global");
    if installs_runtime {
        let runtime = if step.has(&["bun"]) { "bun" } else { "deno" };
        kinds.push(BehaviourKind::RunsRuntimeDownload { runtime });
    }
}

/// Whether the command fetches something.
pub(super) fn is_download(command: &Command) -> bool {
    let found = effective(command);
    if DOWNLOADERS.contains(&found.name.as_str()) {
        let is_https_word = matches!(found.name.as_str(), "http" | "https" | "fetch");
        return !is_https_word || found.words.len() > 1;
    }
    if found.name == "git" {
        return found.words.get(1).is_some_and(|word| word.text == "clone");
    }
    // `(New-Object Net.WebClient).DownloadString("…")` and the like.
    command.words.iter().any(|word| {
        let text = word.text.to_ascii_lowercase();
        text.contains(".downloadstring") || text.contains(".downloadfile") || text.contains(".downloaddata")
    })
}

pub(super) fn is_network_pipe(name: &str) -> bool {
    matches!(name, "nc" | "ncat" | "netcat" | "socat" | "telnet" | "scp" | "rsync" | "ftp" | "sftp")
}

/// The URLs in the words of `command` and in the scripts of its words.
fn urls(command: &Command) -> Vec<String> {
    let is_url = |text: &str| {
        let lower = text.to_ascii_lowercase();
        ["http://", "https://", "ftp://"].iter().any(|scheme| lower.starts_with(scheme))
    };
    let mut urls: Vec<String> = Vec::new();
    let is_list = command.dialect == Dialect::PowerShell;
    let parts = command.words.iter().flat_map(|word| word.text.split(move |next| is_list && next == ','));
    for text in parts.map(|text| text.trim_start_matches("--url=")) {
        if is_url(text) || is_bare_host(text) {
            urls.push(text.to_owned());
        }
    }
    urls.sort();
    urls.dedup();
    urls
}

/// `host.tld/path` without a scheme, which curl and wget accept; a path or a flag is none.
pub(super) fn is_bare_host(text: &str) -> bool {
    let (host, path) = text.split_once('/').map_or((text, None), |(host, path)| (host, Some(path)));
    let host = host.split(':').next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_address =
        host.split('.').count() == 4 && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_address
        || path.is_some() && !text.starts_with('-') && host.contains('.') && host.split('.').all(is_label)
}

pub(super) fn urls_of(script: &Script, indices: &[usize]) -> Vec<String> {
    let commands = indices.iter().filter_map(|index| script.commands.get(*index));
    let mut urls: Vec<String> = commands.flat_map(urls).collect();
    urls.sort();
    urls.dedup();
    urls
}

/// Where a download is saved.
pub(super) fn saved_as(command: &Command) -> Vec<String> {
    let mut saved = Vec::new();
    let mut words = command.words.iter().peekable();
    let name = command.words.first().map(program_name).unwrap_or_default();
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        let is_output = match name.as_str() {
            "wget" | "wget2" => matches!(text, "-O" | "--output-document"),
            _ => matches!(
                text.to_ascii_lowercase().as_str(),
                "-o" | "--output" | "-outfile" | "-destination" | "--create-dirs"
            ),
        } || text.starts_with('-')
            && !text.starts_with("--")
            && (text.ends_with('o') || text.ends_with('O'))
            && text.len() <= 8;
        if is_output && let Some(next) = words.peek() {
            saved.push(next.text.clone());
        }
        if let Some((_, value)) = text.split_once('=').filter(|(flag, _)| flag.starts_with("--output")) {
            saved.push(value.to_owned());
        }
    }
    let is_write = |kind| matches!(kind, RedirectKind::Write | RedirectKind::Append);
    saved.extend(command.redirects.iter().filter(|it| is_write(it.kind)).map(|it| it.target.text.clone()));
    let is_last_saved =
        matches!(name.as_str(), "certutil" | "bitsadmin" | "start-bitstransfer" | "lwp-download")
            || name == "git"
            || command.words.iter().any(|word| word.text.contains(".Download"));
    if is_last_saved && let Some(last) = command.words.last() {
        saved.push(last.text.trim_end_matches(".git").to_owned());
    }
    let keeps_name = name == "wget"
        || command.words.iter().any(|word| {
            word.text.starts_with('-') && !word.text.starts_with("--") && word.text.contains('O')
        });
    if keeps_name {
        saved.extend(urls(command));
    }
    saved.retain(|path| !matches!(path.as_str(), "/dev/null" | "nul" | "NUL" | "-" | "$null"));
    saved
}

fn runtime(urls: &[String], kinds: &mut Vec<BehaviourKind>) {
    let parts =
        [("bun.sh", "bun"), ("oven-sh/bun", "bun"), ("deno.land", "deno"), ("nodejs.org/dist", "node")];
    for (part, runtime) in parts {
        if urls.iter().any(|url| url.contains(part)) {
            kinds.push(BehaviourKind::RunsRuntimeDownload { runtime });
        }
    }
}
