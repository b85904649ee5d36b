//! What a script starts: files, inline programs, packages and other programs.

use super::effective::{Effective, effective, program_name, skip_options};
use super::nested::{POSIX_SHELLS, constant_output};
use super::{Command, RedirectKind, Script, Word};

/// Something that a script starts, and the command that starts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// What is started.
    pub run: Run,
    /// The command: an index into [`Script::commands`].
    pub command: usize,
    /// The bytes of the input that name it: the code or path where there is one, else the command.
    pub span: (usize, usize),
}

/// What a command starts. Paths and codes are as written, with [`super::UNKNOWN`] for unknown parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Run {
    /// A JavaScript or TypeScript file run by node, bun, deno or a kin.
    NodeFile {
        /// The file, relative to the working folder.
        path: String,
        /// The arguments behind it.
        arguments: Vec<String>,
        /// The modules loaded before it: `--require`, `--import`, `--loader`, `NODE_OPTIONS`.
        requires: Vec<String>,
    },
    /// JavaScript text given to `node -e` and its kin, or piped into node.
    NodeCode {
        /// The program.
        code: String,
        /// The modules loaded before it.
        requires: Vec<String>,
    },
    /// A module loaded into whatever node process starts, by `NODE_OPTIONS`.
    NodePreload {
        /// The module.
        path: String,
    },
    /// A script of the manifest: `npm run x`, `yarn x`.
    PackageScript {
        /// The script's name.
        name: String,
    },
    /// A package fetched for its program: `npx x`.
    Package {
        /// The package as written, version included.
        name: String,
    },
    /// A file run by an interpreter other than node.
    InterpreterFile {
        /// The interpreter: `python3`, `sh`, `powershell`.
        interpreter: String,
        /// The file.
        path: String,
    },
    /// Program text given to an interpreter other than node. Shell text is read as commands instead.
    InterpreterCode {
        /// The interpreter.
        interpreter: String,
        /// The program.
        code: String,
    },
    /// Any other program.
    Program {
        /// Its name as written.
        name: String,
        /// Its arguments.
        arguments: Vec<String>,
    },
}

/// Programs that run a JavaScript file named as their first plain argument.
const NODE_LIKE: [&str; 12] = [
    "node",
    "nodejs",
    "bun",
    "deno",
    "tsx",
    "ts-node",
    "esno",
    "jiti",
    "nodemon",
    "electron",
    "iojs",
    "babel-node",
];

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

/// Interpreters with the option that takes program text.
const INTERPRETERS: [(&str, &str); 13] = [
    ("python", "-c"),
    ("python2", "-c"),
    ("python3", "-c"),
    ("py", "-c"),
    ("pythonw", "-c"),
    ("perl", "-e"),
    ("ruby", "-e"),
    ("php", "-r"),
    ("osascript", "-e"),
    ("lua", "-e"),
    ("cscript", ""),
    ("wscript", ""),
    ("mshta", ""),
];

/// Everything `script` starts, in the order of its commands.
#[must_use]
pub fn runs(script: &Script) -> Vec<Started> {
    let mut started = Vec::new();
    for (index, command) in script.commands.iter().enumerate() {
        let found = effective(command);
        let mut add = |run, span| started.push(Started { run, command: index, span });
        if let Some(package) = found.package {
            add(Run::Package { name: package.to_owned() }, command.span);
        }
        let preloads = environment_preloads(&found);
        let Some(program) = found.words.first() else { continue };
        let arguments = found.words.get(1..).unwrap_or_default();
        if NODE_LIKE.contains(&found.name.as_str()) {
            node(script, index, &found, preloads, &mut add);
            continue;
        }
        for path in preloads {
            add(Run::NodePreload { path }, command.span);
        }
        if let Some(scripts) = package_scripts(&found.name, arguments) {
            for name in scripts {
                add(Run::PackageScript { name }, command.span);
            }
        } else if let Some((run, span)) = interpreter(&found.name, program, arguments, command) {
            add(run, span);
        } else if found.package.is_none() && !is_shell_only(&found.name) {
            let arguments = arguments.iter().map(|word| word.text.clone()).collect();
            add(Run::Program { name: program.text.clone(), arguments }, command.span);
        }
    }
    started
}

/// Words that only steer the shell.
fn is_shell_only(name: &str) -> bool {
    const ONLY: [&str; 18] = [
        "for", "case", "select", "export", "set", "local", "readonly", "declare", "unset", "cd", "true",
        "false", ":", "exit", "return", "shift", "wait", "[[",
    ];
    ONLY.contains(&name) || name.is_empty()
}

fn environment_preloads(found: &Effective<'_>) -> Vec<String> {
    let options = found.assignments.iter().filter(|(name, _)| name == "NODE_OPTIONS");
    let mut loads = Vec::new();
    for (_, value) in options {
        let mut words = value.split_whitespace();
        while let Some(word) = words.next() {
            let (option, joined) =
                word.split_once('=').map_or((word, None), |(option, value)| (option, Some(value)));
            if NODE_PRELOADS.contains(&option) {
                loads.extend(joined.or_else(|| words.next()).map(str::to_owned));
            }
        }
    }
    loads
}

fn node(
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
    let is_path = |text: &str| text.contains(['/', '\\', '.']) || text.contains(super::UNKNOWN);
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

const BUN_COMMANDS: [&str; 15] = [
    "install", "i", "add", "remove", "update", "link", "unlink", "pm", "build", "init", "create", "upgrade",
    "test", "publish", "x",
];

/// The manifest scripts that a package manager is told to run.
fn package_scripts(name: &str, arguments: &[Word]) -> Option<Vec<String>> {
    let at =
        skip_options(arguments, &["--prefix", "-w", "--workspace", "-C", "--cwd", "--filter", "-F", "--dir"]);
    let texts: Vec<&str> = arguments.iter().skip(at).map(|word| word.text.as_str()).collect();
    let own = |name: &str| vec![name.to_owned()];
    let plain = |names: &[&str]| -> Vec<String> {
        names.iter().filter(|name| !name.starts_with('-')).map(|name| (*name).to_owned()).collect()
    };
    match (name, texts.as_slice()) {
        ("npm" | "pnpm" | "yarn", ["run" | "run-script" | "rum" | "urn", rest @ ..]) => {
            rest.iter().find(|word| !word.starts_with('-')).map(|name| own(name))
        }
        ("npm" | "pnpm" | "yarn", [script @ ("test" | "start" | "stop" | "restart"), ..]) => {
            Some(own(script))
        }
        ("npm", ["t" | "tst", ..]) => Some(own("test")),
        ("yarn" | "pnpm", [script, ..]) if !MANAGER_COMMANDS.contains(script) => Some(own(script)),
        ("npm-run-all" | "run-s" | "run-p" | "npm-run-all2", names) if !names.is_empty() => {
            Some(plain(names))
        }
        ("concurrently", names) => {
            let scripts = names.iter().filter_map(|name| name.strip_prefix("npm:"));
            let scripts: Vec<String> = scripts.map(str::to_owned).collect();
            (!scripts.is_empty()).then_some(scripts)
        }
        _ => None,
    }
}

const MANAGER_COMMANDS: [&str; 36] = [
    "install",
    "i",
    "add",
    "remove",
    "rm",
    "up",
    "update",
    "upgrade",
    "link",
    "unlink",
    "publish",
    "pack",
    "audit",
    "config",
    "cache",
    "init",
    "create",
    "info",
    "why",
    "list",
    "ls",
    "outdated",
    "login",
    "logout",
    "version",
    "workspace",
    "workspaces",
    "global",
    "set",
    "rebuild",
    "store",
    "exec",
    "dlx",
    "import",
    "ci",
    "node",
];

fn interpreter(
    name: &str,
    program: &Word,
    arguments: &[Word],
    command: &Command,
) -> Option<(Run, (usize, usize))> {
    let file = |interpreter: &str, word: &Word| {
        let run = Run::InterpreterFile { interpreter: interpreter.to_owned(), path: word.text.clone() };
        Some((run, word.span))
    };
    if let Some((_, flag)) =
        INTERPRETERS.iter().find(|(it, _)| *it == name || it.starts_with("python") && is_python(name))
    {
        if let Some(code) =
            arguments.iter().position(|word| word.text == *flag).and_then(|at| arguments.get(at + 1))
        {
            let run = Run::InterpreterCode { interpreter: name.to_owned(), code: code.text.clone() };
            return Some((run, code.span));
        }
        let here = command.redirects.iter().find(|redirect| redirect.kind == RedirectKind::Here);
        if let Some(here) = here {
            let run = Run::InterpreterCode { interpreter: name.to_owned(), code: here.target.text.clone() };
            return Some((run, here.target.span));
        }
        let is_module = arguments.iter().any(|word| word.text == "-m");
        let first = arguments.iter().find(|word| !word.text.starts_with('-') && !word.text.starts_with("//"));
        return first.filter(|_| !is_module).and_then(|word| file(name, word));
    }
    if POSIX_SHELLS.contains(&name) {
        let runs_text = arguments.iter().any(|word| word.text.starts_with('-') && word.text.ends_with('c'));
        let first = arguments.iter().find(|word| !word.text.starts_with('-'));
        return first.filter(|_| !runs_text).and_then(|word| file(name, word));
    }
    if matches!(name, "powershell" | "pwsh") {
        let is_file =
            |word: &Word| matches!(word.text.to_ascii_lowercase().as_str(), "-file" | "-f" | "/file");
        let at = arguments.iter().position(is_file)?;
        return arguments.get(at + 1).and_then(|word| file(name, word));
    }
    if matches!(name, "source" | ".") {
        return arguments.first().and_then(|word| file("sh", word));
    }
    let is_path = program.text.contains(['/', '\\']);
    let base = program_name(program);
    match base.rsplit_once('.').map(|(_, suffix)| suffix).filter(|_| is_path) {
        Some("js" | "mjs" | "cjs" | "ts") => {
            let arguments = arguments.iter().map(|word| word.text.clone()).collect();
            Some((
                Run::NodeFile { path: program.text.clone(), arguments, requires: Vec::new() },
                program.span,
            ))
        }
        Some("sh" | "bash") => file("sh", program),
        Some("py") => file("python", program),
        Some("ps1") => file("powershell", program),
        _ => None,
    }
}

fn is_python(name: &str) -> bool {
    name.strip_prefix("python")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}
