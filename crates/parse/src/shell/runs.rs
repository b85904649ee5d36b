//! What a script starts: files, inline programs, packages and other programs.

mod manager;
mod node;

use super::effective::{effective, program_name};
use super::nested::POSIX_SHELLS;
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
    let mut folder = String::new();
    for (index, command) in script.commands.iter().enumerate() {
        let found = effective(command);
        if found.name == "cd" {
            enter(&mut folder, found.words.get(1));
            continue;
        }
        let mut add = |run, span| started.push(Started { run: inside(&folder, run), command: index, span });
        if matches!(found.name.as_str(), "export" | "set" | "setx") {
            let texts: Vec<&str> = found.words.iter().skip(1).map(|word| word.text.as_str()).collect();
            for path in
                node::option_preloads(texts.join(" ").strip_prefix("NODE_OPTIONS=").unwrap_or_default())
            {
                add(Run::NodePreload { path }, command.span);
            }
        }
        if let Some(package) = found.package {
            add(Run::Package { name: package.to_owned() }, command.span);
        }
        let preloads = node::environment_preloads(&found);
        let Some(program) = found.words.first() else { continue };
        let arguments = found.words.get(1..).unwrap_or_default();
        if NODE_LIKE.contains(&found.name.as_str()) {
            node::node(script, index, &found, preloads, &mut add);
            continue;
        }
        for path in preloads {
            add(Run::NodePreload { path }, command.span);
        }
        if let Some(scripts) = manager::package_scripts(&found.name, arguments) {
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

/// Goes to another folder.
fn enter(folder: &mut String, target: Option<&Word>) {
    let Some(target) = target.filter(|target| target.is_constant()) else { return };
    match target.text.trim_end_matches('/') {
        path if path.starts_with(['/', '~', '-']) || path.contains(':') => folder.clear(),
        path if folder.is_empty() => path.clone_into(folder),
        path => *folder = format!("{folder}/{path}"),
    }
}

/// What is started in `folder`, from the folder where the script starts.
fn inside(folder: &str, mut run: Run) -> Run {
    let join = |path: &mut String| {
        if !folder.is_empty() && !path.starts_with(['/', '~']) {
            *path = format!("{folder}/{}", path.trim_start_matches("./"));
        }
    };
    match &mut run {
        Run::NodeFile { path, requires, .. } => {
            join(path);
            requires.iter_mut().filter(|path| path.starts_with('.')).for_each(join);
        }
        Run::InterpreterFile { path, .. } => join(path),
        Run::NodePreload { path } if path.starts_with('.') => join(path),
        _ => {}
    }
    run
}

/// Words that only steer the shell.
fn is_shell_only(name: &str) -> bool {
    const ONLY: [&str; 18] = [
        "for", "case", "select", "export", "set", "local", "readonly", "declare", "unset", "cd", "true",
        "false", ":", "exit", "return", "shift", "wait", "[[",
    ];
    ONLY.contains(&name) || name.is_empty()
}

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
