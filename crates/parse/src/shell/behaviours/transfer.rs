//! Downloads and uploads.

use super::super::effective::{effective, program_name};
use super::super::nested::POSIX_SHELLS;
use super::super::{Command, RedirectKind, Script, UNKNOWN, Word, secret_class};
use super::{BehaviourKind, Step};

/// Programs that fetch what a URL names.
const DOWNLOADERS: [&str; 17] = [
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
];

/// Interpreters that run what they read.
const INTERPRETERS: [&str; 17] = [
    "node",
    "nodejs",
    "bun",
    "deno",
    "python",
    "python2",
    "python3",
    "perl",
    "ruby",
    "php",
    "powershell",
    "pwsh",
    "iex",
    "invoke-expression",
    "osascript",
    "source",
    "eval",
];

/// Variables whose value is worth stealing, as parts of lower-case names.
const SECRET_NAMES: [&str; 9] =
    ["token", "secret", "password", "passwd", "api_key", "apikey", "access_key", "private_key", "credential"];

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
    // `(New-Object Net.WebClient).DownloadString("…")` and the like.
    command.words.iter().any(|word| {
        let text = word.text.to_ascii_lowercase();
        text.contains(".downloadstring") || text.contains(".downloadfile") || text.contains(".downloaddata")
    })
}

fn is_network_pipe(name: &str) -> bool {
    matches!(name, "nc" | "ncat" | "netcat" | "socat" | "telnet" | "scp" | "rsync" | "ftp" | "sftp")
}

/// The URLs in the words of `command` and in the scripts of its words.
fn urls(command: &Command) -> Vec<String> {
    let is_url = |text: &str| {
        let lower = text.to_ascii_lowercase();
        ["http://", "https://", "ftp://"].iter().any(|scheme| lower.starts_with(scheme))
    };
    let mut urls: Vec<String> = Vec::new();
    for word in &command.words {
        let text = word.text.trim_start_matches("--url=");
        if is_url(text) {
            urls.push(text.to_owned());
        } else if is_bare_host(text) {
            urls.push(text.to_owned());
        }
    }
    urls.sort();
    urls.dedup();
    urls
}

/// `host.tld/path` without a scheme, which curl and wget accept; a path or a flag is none.
fn is_bare_host(text: &str) -> bool {
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

fn urls_of(script: &Script, indices: &[usize]) -> Vec<String> {
    let commands = indices.iter().filter_map(|index| script.commands.get(*index));
    let mut urls: Vec<String> = commands.flat_map(urls).collect();
    urls.sort();
    urls.dedup();
    urls
}

/// The URLs of a download that this command runs, if it runs one.
fn runs_download(step: &Step<'_>) -> Option<Vec<String>> {
    let name = step.name();
    let is_shell = POSIX_SHELLS.contains(&name);
    let is_interpreter = is_shell || INTERPRETERS.contains(&name) || matches!(name, "cmd" | "." | "sudo");
    let fetches = |index: &usize| step.script.commands.get(*index).is_some_and(is_download);
    if is_interpreter {
        let upstream: Vec<usize> =
            step.script.upstream(step.index).into_iter().flat_map(|index| step.script.below(index)).collect();
        let inside = executed_substitutions(step);
        // `iex(New-Object Net.WebClient).DownloadString(…)` is one command that does both.
        let itself = matches!(name, "iex" | "invoke-expression").then_some(step.index);
        let sources: Vec<usize> = upstream.into_iter().chain(inside).chain(itself).filter(fetches).collect();
        if !sources.is_empty() {
            let below: Vec<usize> = sources.into_iter().flat_map(|index| step.script.below(index)).collect();
            return Some(urls_of(step.script, &below));
        }
    }
    started_file(step)
}

/// The commands whose output this one runs as code: `sh -c "$(…)"`, `bash <(…)`, `iex (…)`.
fn executed_substitutions(step: &Step<'_>) -> Vec<usize> {
    let words = step.command.words.iter().flat_map(|word| word.substitutions.iter());
    let redirects = step
        .command
        .redirects
        .iter()
        .filter(|redirect| matches!(redirect.kind, RedirectKind::Read | RedirectKind::Here));
    let redirects = redirects.flat_map(|redirect| redirect.target.substitutions.iter());
    words.chain(redirects).flat_map(|index| step.script.below(*index)).collect()
}

/// A file that an earlier command downloaded and this one starts or makes executable.
fn started_file(step: &Step<'_>) -> Option<Vec<String>> {
    let arguments = step.arguments();
    let starts: Vec<&str> = match step.name() {
        "chmod"
            if arguments
                .first()
                .is_some_and(|mode| mode.text.contains('x') || mode.text.starts_with('7')) =>
        {
            arguments.iter().skip(1).map(|word| word.text.as_str()).collect()
        }
        "start" | "start-process" | "saps" | "open" | "rundll32" | "regsvr32" | "mshta" | "cscript"
        | "wscript" => arguments.iter().map(|word| word.text.as_str()).collect(),
        name if POSIX_SHELLS.contains(&name) || INTERPRETERS.contains(&name) || name == "." => {
            arguments.iter().map(|word| word.text.as_str()).collect()
        }
        _ => step.found.words.first().map(|word| word.text.as_str()).into_iter().collect(),
    };
    let starts: Vec<&str> = starts.into_iter().map(file_name).filter(|name| !name.is_empty()).collect();
    let before = step.script.commands.iter().take(step.index);
    let source = before.filter(|command| is_download(command)).find(|command| {
        let saved = saved_as(command);
        saved.iter().any(|saved| starts.contains(&file_name(saved)))
    })?;
    Some(urls(source))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches([',', ';'])
}

/// Where a download is saved.
fn saved_as(command: &Command) -> Vec<String> {
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
    let is_last_saved = matches!(name.as_str(), "certutil" | "bitsadmin")
        || command.words.iter().any(|word| word.text.contains(".Download"));
    if is_last_saved && let Some(last) = command.words.last() {
        saved.push(last.text.clone());
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

/// Notes what the command sends away; returns whether it sends anything.
fn sent(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) -> bool {
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
            stdin |= sent_value(flag, value, kinds);
            if let Some(holder) = holder {
                sent_parts(step, holder, kinds);
            }
        } else if is_secret_in_url(step, word) {
            sent_parts(step, word, kinds);
            sends = true;
        }
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
    let is_address = word.text.contains("://") || is_bare_host(&word.text) || word.text.contains('?');
    let has_facts = word.substitutions.iter().any(|index| {
        step.script
            .commands
            .get(*index)
            .is_some_and(|command| is_host_fact(&effective(command).name) || dumps_environment(command))
    });
    has_facts || is_address && word.variables.iter().any(|name| is_secret_name(name))
}

/// What a sending option's value names; returns whether that is the command's input.
fn sent_value(flag: &str, value: &str, kinds: &mut Vec<BehaviourKind>) -> bool {
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
    false
}

/// Variables and command outputs in a word that is sent.
fn sent_parts(step: &Step<'_>, word: &Word, kinds: &mut Vec<BehaviourKind>) {
    let names: Vec<String> = word.variables.iter().filter(|name| is_secret_name(name)).cloned().collect();
    if !names.is_empty() {
        kinds.push(BehaviourKind::SendsEnvironment { names });
    }
    if word
        .variables
        .iter()
        .any(|name| matches!(name.as_str(), "USER" | "HOSTNAME" | "USERNAME" | "COMPUTERNAME" | "LOGNAME"))
    {
        kinds.push(BehaviourKind::SendsHostFacts);
    }
    for index in word.substitutions.iter().flat_map(|index| step.script.below(*index)) {
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
    } else if matches!(
        found.name.as_str(),
        "cat" | "tar" | "zip" | "base64" | "gzip" | "xxd" | "type" | "get-content" | "head" | "tail"
    ) {
        let paths = found
            .words
            .iter()
            .skip(1)
            .filter(|word| !word.text.starts_with('-') && looks_like_path(&word.text));
        for word in paths {
            kinds.push(BehaviourKind::SendsFile { path: word.text.clone(), class: secret_class(&word.text) });
        }
    }
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

fn is_secret_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    SECRET_NAMES.iter().any(|part| lower.contains(part)) && !lower.starts_with("npm_config_")
}

/// Programs that print a file.
fn read_secrets(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
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
fn dns(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
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
