//! Program files that are no JavaScript and that commands start.

use stockade_model::{Gap, GapKind, Trigger};
use stockade_parse::python;
use stockade_parse::shell::{self, BehaviourKind, Dialect, Run};

use super::Runner;
use crate::command;

/// What a program file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    /// Commands.
    Shell(Dialect),
    /// Python.
    Python,
    /// A language of which only the command lines are read that it starts.
    Other,
}

impl Language {
    /// By the interpreter that is told to run it, else by its name.
    pub(super) fn of(interpreter: &str, path: &str) -> Self {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match (interpreter, ending.as_str()) {
            (name, _) if name.starts_with("py") => Self::Python,
            ("perl" | "ruby" | "php" | "lua" | "osascript" | "cscript" | "wscript" | "mshta", _) => {
                Self::Other
            }
            (_, "py" | "pyw") => Self::Python,
            (_, "rb" | "pl" | "php" | "lua" | "applescript" | "scpt" | "vbs" | "vbe" | "wsf" | "hta") => {
                Self::Other
            }
            (_, "ps1" | "psm1") => Self::Shell(Dialect::PowerShell),
            (_, "bat" | "cmd") => Self::Shell(Dialect::Cmd),
            _ => Self::Shell(Dialect::Posix),
        }
    }

    /// Whether the name says that the file is a program, and in no language that Node runs.
    pub(super) fn is_named(path: &str) -> bool {
        let is_shell = [".sh", ".bash", ".zsh"].iter().any(|ending| path.ends_with(ending));
        is_shell || Self::of("", path) != Self::Shell(Dialect::Posix)
    }

    /// The language that the first line of a file without an ending names.
    pub(super) fn or_shebang(self, text: &str) -> Self {
        let line = text.lines().next().filter(|line| line.starts_with("#!")).unwrap_or_default();
        match self {
            Self::Shell(_) if line.contains("python") => Self::Python,
            Self::Shell(_) if ["perl", "ruby", "php"].iter().any(|name| line.contains(name)) => Self::Other,
            language => language,
        }
    }
}

impl Runner<'_, '_> {
    /// Files inside the package that, in a hook, stand before every other command of that name: in `node_modules/.bin`, or
    /// as a command of a package that it bundles.
    pub(super) fn bundled_commands(&self, name: &str, trigger: Trigger) -> Vec<String> {
        if trigger != Trigger::Install || name.contains(['/', '\\']) {
            return Vec::new();
        }
        let mut found = vec![format!("node_modules/.bin/{name}")];
        let manifests = self.tree.files().iter().filter_map(|file| {
            let folder =
                file.path.strip_suffix("/package.json").filter(|it| it.starts_with("node_modules/"))?;
            let manifest = stockade_parse::manifest::read(&file.bytes, self.limits).ok()?;
            Some((folder, manifest))
        });
        for (folder, manifest) in manifests {
            found.extend(
                manifest.bin.get(name).map(|path| format!("{folder}/{}", path.trim_start_matches("./"))),
            );
        }
        found
    }

    /// Reads a Python program and the modules beside it that it imports.
    pub(super) fn python_file(
        &mut self,
        path: &str,
        text: &str,
        trigger: Trigger,
    ) -> (Vec<BehaviourKind>, Vec<Run>) {
        let program = python::read(text, self.limits);
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for module in &program.imports {
            let module = module.replace('.', "/");
            for file in [format!("{folder}{module}.py"), format!("{folder}{module}/__init__.py")] {
                if self.tree.file(&file).is_some() {
                    self.shell_files.insert((trigger, file, Language::Python));
                }
            }
        }
        if program.makes_code || !program.is_complete {
            let reason = if program.is_complete {
                "this Python program makes code that cannot be known from its text; read it by hand"
            } else {
                "this Python program could not be read to its end; read it by hand"
            };
            self.program_gap(path, reason, trigger);
        }
        self.with_commands(program.behaviours, &program.commands)
    }

    /// Reads the command lines that a program in another language starts.
    pub(super) fn other_file(
        &mut self,
        path: &str,
        text: &str,
        trigger: Trigger,
    ) -> (Vec<BehaviourKind>, Vec<Run>) {
        let reason =
            "another interpreter's program is started, and its language is not examined; read it by hand";
        self.program_gap(path, reason, trigger);
        self.with_commands(Vec::new(), &shell::commands_of_program(text))
    }

    fn program_gap(&mut self, path: &str, reason: &str, trigger: Trigger) {
        let gap = Gap::new(GapKind::Unsupported, reason).in_file(path);
        self.gaps.push(if trigger.runs_unasked() { gap } else { gap.harmless() });
    }

    fn with_commands(
        &self,
        mut behaviours: Vec<BehaviourKind>,
        lines: &[String],
    ) -> (Vec<BehaviourKind>, Vec<Run>) {
        let mut runs = Vec::new();
        for line in lines {
            let (more, started) = command::read_call(line, self.limits);
            behaviours.extend(more);
            runs.extend(started);
        }
        behaviours.sort();
        behaviours.dedup();
        runs.sort();
        runs.dedup();
        (behaviours, runs)
    }
}
