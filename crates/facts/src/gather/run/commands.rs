//! Command lines that start without any code: hooks, build files, settings, and the shell files they start.

use std::collections::BTreeSet;

use stockade_model::Trigger;
use stockade_parse::autorun::{AutoRunCommand, AutoRunEvent};
use stockade_parse::json;
use stockade_parse::manifest::{BuildFile, HookContext, Manifest};
use stockade_parse::shell::Run;

use super::super::script_text;
use super::programs::Language;
use super::{Inline, Runner};
use crate::autorun::AutoRunFact;
use crate::build_file::BuildFileFact;
use crate::command::{self, CommandFact, CommandOrigin};
use crate::context::Origin;
use crate::entries::is_script;
use crate::facts::Locus;
use crate::vocabulary::HOLE;

/// Most characters of a shell file that are kept as the text of its command.
const SHELL_FILE_CHARACTERS: usize = 400;

impl Runner<'_, '_> {
    /// Reads the hooks and other scripts of the manifest.
    pub(super) fn manifest_commands(&mut self, manifest: Option<&Manifest>) {
        let Some(manifest) = manifest else { return };
        let text = self.tree.file("package.json").map(|file| script_text(&file.bytes)).unwrap_or_default();
        let build_file =
            if self.tree.file("binding.gyp").is_some() { BuildFile::BindingGyp } else { BuildFile::Absent };
        let hook_context = match self.origin {
            Origin::Project => HookContext::Project,
            Origin::GitDependency => HookContext::GitDependency,
            _ => HookContext::RegistryDependency,
        };
        let hooks = manifest.install_hooks(hook_context, build_file);
        for hook in &hooks {
            self.hook(manifest, &hook.command, &script_locus(&text, hook.name), hook.name);
        }
        // A person starts these by name; a project's own are how it is run at all.
        let trigger = if self.origin == Origin::Project { Trigger::Bin } else { Trigger::Dormant };
        for (name, command) in &manifest.scripts {
            if !hooks.iter().any(|hook| hook.name == name) {
                let locus = script_locus(&text, name);
                self.manifest_script(command, locus, trigger, CommandOrigin::Script(name.clone()));
            }
        }
    }

    /// Reads a hook and the scripts of the manifest that it starts, each once.
    fn hook(&mut self, manifest: &Manifest, command: &str, locus: &Locus, name: &str) {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let mut pending = vec![command];
        while let Some(command) = pending.pop() {
            let origin = CommandOrigin::Hook(name.to_owned());
            let read = self.manifest_script(command, locus.clone(), Trigger::Install, origin);
            for run in &read.runs {
                if let Run::PackageScript { name } = run
                    && let Some((name, inner)) = manifest.scripts.get_key_value(name)
                    && known.insert(name)
                {
                    pending.push(inner);
                }
            }
        }
    }

    /// Reads a command line as a script of the manifest, and follows what it starts.
    fn manifest_script(
        &mut self,
        text: &str,
        locus: Locus,
        trigger: Trigger,
        origin: CommandOrigin,
    ) -> &CommandFact {
        let (behaviours, runs) = command::read_manifest_script(text, self.limits);
        self.add_command(CommandFact { text: text.to_owned(), locus, trigger, origin, behaviours, runs })
    }

    fn add_command(&mut self, command: CommandFact) -> &CommandFact {
        for run in &command.runs {
            self.follow(run, command.trigger);
        }
        self.commands.push_mut(command)
    }

    /// Follows what a command starts: a script becomes an entry, a program text waits to be run.
    pub(super) fn follow(&mut self, run: &Run, trigger: Trigger) {
        match run {
            Run::NodeFile { path, requires, .. } => {
                for path in requires.iter().chain([path]) {
                    self.entries.add(self.tree, path, trigger);
                }
            }
            Run::NodePreload { path } => self.entries.add(self.tree, path, trigger),
            Run::NodeCode { code, requires } => {
                for path in requires {
                    self.entries.add(self.tree, path, trigger);
                }
                if !code.contains(HOLE) {
                    self.inline.push(Inline { code: code.clone(), trigger });
                }
            }
            Run::InterpreterFile { interpreter, path } => {
                let language = Language::of(interpreter, path);
                self.shell_files.insert((trigger, path.clone(), language));
            }
            Run::Program { name, .. } => {
                for name in self.bundled_commands(name, trigger).into_iter().chain([name.clone()]) {
                    self.entries.add(self.tree, &name, trigger);
                    let language = Language::of("", &name);
                    self.shell_files.insert((trigger, name, language));
                }
            }
            _ => {}
        }
    }

    /// Reads the files of shell text that commands start, and those that these start.
    pub(super) fn read_shell_files(&mut self) {
        while let Some((trigger, path, language)) = self.shell_files.pop_first() {
            let path = path.trim_start_matches(crate::flow::PACKAGE).trim_start_matches('/');
            self.shell_file(path.trim_start_matches("./"), trigger, language);
        }
    }

    fn shell_file(&mut self, path: &str, trigger: Trigger, language: Language) {
        let Some(file) = self.tree.file(path).filter(|file| !is_script(&file.path)) else { return };
        let is_known = self
            .commands
            .iter()
            .any(|command| command.locus.file == path && command.origin == CommandOrigin::File);
        if is_known || file.bytes.contains(&0) {
            return;
        }
        let text = script_text(&file.bytes);
        if text.lines().next().is_some_and(|line| line.starts_with("#!") && line.contains("node")) {
            return;
        }
        let language = language.or_shebang(&text);
        let (behaviours, runs) = match language {
            Language::Shell(dialect) => command::read(&text, dialect, self.limits),
            Language::Python => self.python_file(path, &text, trigger),
            Language::Other => self.other_file(path, &text, trigger),
        };
        self.add_command(CommandFact {
            text: text.chars().take(SHELL_FILE_CHARACTERS).collect(),
            locus: Locus::whole(path),
            trigger,
            origin: CommandOrigin::File,
            behaviours,
            runs,
        });
    }

    /// Reads the commands of native build files: of all when the release is built at all.
    pub(super) fn build_commands(&mut self, files: &[BuildFileFact]) {
        let is_built = files.iter().any(|file| file.is_root);
        let trigger = if is_built { Trigger::Install } else { Trigger::Dormant };
        for file in files {
            let expansions =
                file.gyp.expansions.iter().map(|expansion| (expansion.command.clone(), expansion.span));
            let actions = file.gyp.actions.iter().map(|action| {
                let words: Vec<&str> =
                    action.arguments.iter().map(|argument| argument.text.as_str()).collect();
                (command::line(&words), action.span)
            });
            for (text, span) in expansions.chain(actions) {
                let locus = Locus { file: file.path.clone(), start: span.0, end: span.1 };
                self.manifest_script(&text, locus, trigger, CommandOrigin::BuildFile);
            }
        }
    }

    /// Reads what the settings of editors, agents, git and forges start.
    pub(super) fn auto_run_commands(&mut self, auto_runs: &[AutoRunFact]) {
        for fact in auto_runs {
            let is_workflow = matches!(fact.entry.event, AutoRunEvent::Workflow(_));
            let trigger = if is_workflow { Trigger::Build } else { Trigger::Install };
            match &fact.entry.command {
                AutoRunCommand::Shell(text) => {
                    self.manifest_script(text, fact.locus.clone(), trigger, CommandOrigin::AutoRun);
                }
                AutoRunCommand::File(path) => {
                    self.entries.add(self.tree, path, trigger);
                    self.shell_files.insert((trigger, path.clone(), Language::of("", path)));
                }
                AutoRunCommand::Unknown => {}
            }
        }
    }
}

/// Where a script of the manifest stands.
fn script_locus(text: &str, name: &str) -> Locus {
    let (start, end) = json::key_position(text, &["scripts", name]).unwrap_or_default();
    Locus { file: "package.json".to_owned(), start, end }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use stockade_model::{Limits, Tree, TreeFile, Trigger};

    use crate::{Context, gather};

    /// The texts of the commands that run when a release of these files is installed.
    fn commands_at_install(files: &[(&str, &str)]) -> Vec<String> {
        let file = |(path, text): &(&str, &str)| TreeFile {
            path: (*path).to_owned(),
            bytes: Arc::from(text.as_bytes()),
            is_executable: false,
            reading: 0,
        };
        let tree = Tree::new(files.iter().map(file).collect());
        let context = Context::default();
        let facts = gather(&tree, &context, &Limits::default());
        let commands = facts.commands().iter().filter(|command| command.trigger == Trigger::Install);
        commands.map(|command| command.text.clone()).collect()
    }

    #[test]
    fn shell_files_are_followed_into_each_other_and_into_code() {
        let commands = commands_at_install(&[
            ("package.json", r#"{"name":"x","version":"1.0.0","scripts":{"preinstall":"sh a.sh"}}"#),
            ("a.sh", "sh ./b.sh\n"),
            ("b.sh", "sh a.sh; node -e \"require('child_process').execSync('id')\"\n"),
        ]);
        assert!(commands.iter().any(|command| command == "id"), "{commands:?}");
    }

    #[test]
    fn scripts_that_start_one_another_are_read_once_for_a_hook() {
        let names: Vec<String> = (0..40).map(|number| format!("s{number}")).collect();
        let all: Vec<String> = names.iter().map(|name| format!("npm run {name}")).collect();
        let scripts: Vec<String> =
            names.iter().map(|name| format!(r#""{name}":"{}""#, all.join(" && "))).collect();
        let manifest = format!(
            r#"{{"name":"x","version":"1.0.0","scripts":{{"postinstall":"npm run s0",{}}}}}"#,
            scripts.join(",")
        );
        assert_eq!(commands_at_install(&[("package.json", &manifest)]).len(), 41);
    }
}
