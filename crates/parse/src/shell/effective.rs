//! The program a command really starts, behind `sudo`, `env`, `nohup`, `npx` and their kin.

use super::{Command, Dialect, Word};

/// What is left of a command when the programs that only start another are taken off.
#[derive(Debug, Default)]
pub(super) struct Effective<'command> {
    /// The words from the program on.
    pub words: &'command [Word],
    /// The program's name: no folder, no `.exe`, lower case. Empty when there is none or it is unknown.
    pub name: String,
    /// Environment given by `env`, `cross-env` and prefixes.
    pub assignments: Vec<(String, &'command str)>,
    /// The package that `npx` and its kin fetch to find the program.
    pub package: Option<&'command str>,
    /// Whether a wrapper keeps it running unseen (`nohup`, `setsid`, `start /b`).
    pub is_hidden: bool,
    /// Whether its words come from another command's output (`xargs`).
    pub is_fed: bool,
}

/// Programs that start the program named behind their options, and their options that take a value.
const WRAPPERS: [(&str, &[&str]); 23] = [
    ("sudo", &["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D"]),
    ("doas", &["-u", "-C"]),
    ("env", &["-u", "-C", "-S", "--unset", "--chdir"]),
    ("nohup", &[]),
    ("exec", &["-a"]),
    ("command", &[]),
    ("builtin", &[]),
    ("time", &["-o", "-f"]),
    ("timeout", &["-k", "-s", "--signal", "--kill-after"]),
    ("nice", &["-n"]),
    ("ionice", &["-c", "-n"]),
    ("setsid", &[]),
    ("stdbuf", &["-i", "-o", "-e"]),
    ("unbuffer", &[]),
    ("cross-env", &[]),
    ("cross-env-shell", &[]),
    ("dotenv", &["-e", "-f"]),
    ("xargs", &["-I", "-n", "-P", "-L", "-d", "-s", "-E", "-a"]),
    ("busybox", &[]),
    ("winpty", &[]),
    ("call", &[]),
    ("caffeinate", &[]),
    ("script", &[]),
];

/// How many wrappers are taken off one command.
const WRAPPER_DEPTH: usize = 12;

/// Takes the wrappers off `command`.
pub(super) fn effective(command: &Command) -> Effective<'_> {
    let assignments =
        command.assignments.iter().map(|(name, value)| (name.clone(), value.text.as_str())).collect();
    let mut found = Effective { words: &command.words, assignments, ..Effective::default() };
    if command.dialect == Dialect::Cmd {
        found.words = skip_cmd_condition(found.words);
    }
    for _ in 0..WRAPPER_DEPTH {
        let Some(first) = found.words.first() else { break };
        found.name = program_name(first);
        let Some(next) = unwrap(&mut found, command.dialect) else { break };
        found.words = next;
    }
    found.name = found.words.first().map(program_name).unwrap_or_default();
    found
}

fn unwrap<'command>(found: &mut Effective<'command>, dialect: Dialect) -> Option<&'command [Word]> {
    let rest = found.words.get(1..)?;
    let name = found.name.clone();
    if let Some(behind) = package_runner(&name, rest) {
        found.package = behind.first().map(|word| word.text.as_str());
        return Some(behind).filter(|behind| !behind.is_empty());
    }
    let is_windows = rest.first().is_some_and(|word| word.text.starts_with('/')) || dialect == Dialect::Cmd;
    if name == "start" && is_windows {
        found.is_hidden |= rest.iter().any(|word| word.text.eq_ignore_ascii_case("/b"));
        let count = rest.iter().take_while(|word| word.text.starts_with('/') || word.text.is_empty()).count();
        return rest.get(count..).filter(|rest| !rest.is_empty());
    }
    let (_, valued) = WRAPPERS.iter().find(|(wrapper, _)| *wrapper == name)?;
    if name == "script" {
        return None;
    }
    found.is_hidden |= matches!(name.as_str(), "nohup" | "setsid");
    found.is_fed |= name == "xargs";
    let mut at = skip_options(rest, valued);
    if name == "timeout" {
        at += 1;
    }
    while let Some((key, value)) = rest.get(at).and_then(|word| environment(&name, &word.text)) {
        found.assignments.push((key.to_owned(), value));
        at += 1;
    }
    at += usize::from(rest.get(at).is_some_and(|word| word.text == "--"));
    rest.get(at..).filter(|rest| !rest.is_empty())
}

fn environment<'text>(wrapper: &str, text: &'text str) -> Option<(&'text str, &'text str)> {
    let takes = matches!(wrapper, "env" | "cross-env" | "cross-env-shell" | "sudo" | "doas");
    let (name, value) = text.split_once('=').filter(|_| takes)?;
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then_some((name, value))
}

/// The words behind `npx`, `bunx`, `npm exec`, `yarn dlx` and their kin, from the package's name on.
fn package_runner<'command>(name: &str, rest: &'command [Word]) -> Option<&'command [Word]> {
    let first = rest.first().map(|word| word.text.as_str()).unwrap_or_default();
    let behind = match (name, first) {
        ("npx" | "bunx" | "pnpx", _) => rest,
        ("npm", "exec" | "x") | ("pnpm", "exec" | "dlx") | ("yarn", "dlx" | "exec") | ("bun", "x") => {
            rest.get(1..)?
        }
        _ => return None,
    };
    let calls = behind.iter().any(|word| matches!(word.text.as_str(), "-c" | "--call"));
    if calls {
        return None;
    }
    let at = skip_options(behind, &["-p", "--package", "--cache", "-w", "--workspace"]);
    behind.get(at..)
}

/// How many of `words` are options, with the values of `valued` ones.
pub(super) fn skip_options(words: &[Word], valued: &[&str]) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if word.text == "--" {
            return at + 1;
        }
        if !word.text.starts_with('-') || word.text == "-" {
            break;
        }
        at += if valued.contains(&word.text.as_str()) { 2 } else { 1 };
    }
    at.min(words.len())
}

/// `if [not] exist x`, `if defined x`, `if a==b` in front of a command of cmd.
fn skip_cmd_condition(words: &[Word]) -> &[Word] {
    let is =
        |index: usize, text: &str| words.get(index).is_some_and(|word| word.text.eq_ignore_ascii_case(text));
    if !is(0, "if") {
        return words;
    }
    let at = 1 + usize::from(is(1, "/i")) + usize::from(is(1, "not") || is(2, "not"));
    let at = if is(at, "exist") || is(at, "defined") || is(at, "errorlevel") { at + 2 } else { at + 1 };
    words.get(at..).unwrap_or_default()
}

/// The name of a program without its folder and Windows suffix, in lower case.
pub(super) fn program_name(word: &Word) -> String {
    let variable = word.variables.last().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    if !word.is_constant() && word.text.chars().count() == 1 {
        return match variable.as_str() {
            "npm_node_execpath" | "node" | "node_path" | "node_bin" => "node".to_owned(),
            "npm_execpath" => "npm".to_owned(),
            "comspec" => "cmd".to_owned(),
            "shell" => "sh".to_owned(),
            _ => String::new(),
        };
    }
    let text = word.text.trim_start_matches('@');
    let base = text.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let suffixes = [".exe", ".cmd", ".bat", ".com", ".ps1"];
    let is_path = text.contains(['/', '\\']);
    let suffixes = suffixes.iter().filter(|suffix| **suffix != ".ps1" || !is_path);
    let stripped = suffixes.filter_map(|suffix| base.strip_suffix(suffix)).next();
    let name = stripped.unwrap_or(&base);
    if name.contains(['?', '*']) || name.contains('[') && name.len() > 2 {
        // `/bin/c?rl`: the shell looks for what fits.
        const NAMES: [&str; 14] = [
            "curl", "wget", "bash", "sh", "zsh", "ncat", "nc", "python3", "python", "perl", "node", "base64",
            "env", "cat",
        ];
        if let Some(found) = NAMES.iter().find(|known| super::value::fits(name, known)) {
            return (*found).to_owned();
        }
    }
    // `iex(…)` and `(…).Content` in PowerShell: the name ends where the unknown part starts.
    name.split(super::UNKNOWN).next().unwrap_or_default().to_owned()
}
