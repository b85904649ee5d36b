//! What a release says of itself, and what its package manager's settings make of it.

use stockade_model::{Limits, Trigger};
use stockade_parse::autorun::{self, AutoRun, AutoRunCommand, AutoRunNote};
use stockade_parse::json;

use crate::context::Origin;
use crate::facts::{Facts, Locus};

/// A program that the package manager's settings in the tree name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedProgram {
    /// Where the setting stands.
    pub locus: Locus,
    /// Its key: `git`, `script-shell`.
    pub key: String,
    /// What is started.
    pub program: String,
}

/// A setting of a package manager that a published package brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtSetting {
    /// Where it stands.
    pub locus: Locus,
    /// What it does.
    pub note: AutoRunNote,
}

/// Files whose settings a package manager takes that is started in a package's folder.
const BROUGHT: [&str; 5] = [".npmrc", ".yarnrc", ".yarnrc.yml", "bunfig.toml", "pnpm-workspace.yaml"];

/// Settings files of package managers at the root of a tree.
const SETTINGS: [&str; 2] = [".npmrc", ".yarnrc"];

/// Programs that a setting may honestly name: shells, and the program itself.
const USUAL_PROGRAMS: [&str; 14] = [
    "bash",
    "sh",
    "zsh",
    "dash",
    "ash",
    "fish",
    "busybox",
    "pwsh",
    "powershell",
    "cmd",
    "git",
    "vi",
    "vim",
    "nano",
];

/// Keys whose program runs during an install.
const PROGRAM_KEYS: [&str; 3] = ["git", "script-shell", "shell"];

impl Facts<'_> {
    /// The name under which others get the release; none for a project itself.
    #[must_use]
    pub fn published_name(&self) -> Option<&str> {
        if self.context.origin == Origin::Project {
            return None;
        }
        let asked = self.context.release.as_ref().map(|release| release.name.as_str());
        asked.or_else(|| self.manifest.as_ref()?.name.as_deref())
    }

    /// Where the value at `path` stands in the manifest; the whole file where it is not there.
    #[must_use]
    pub fn in_manifest(&self, path: &[&str]) -> Locus {
        let text = self.text("package.json");
        match json::key_position(&text, path) {
            Some((start, end)) => Locus { file: "package.json".to_owned(), start, end },
            None => Locus::whole("package.json"),
        }
    }

    /// Files whose code runs without anyone asking for it, those that run at install first; at most three,
    /// which is what a story tells.
    #[must_use]
    pub fn unasked_files(&self) -> Vec<Locus> {
        let running = |trigger: Trigger| {
            self.scripts.iter().filter(move |script| script.trigger == trigger && script.layer.is_none())
        };
        let scripts = running(Trigger::Install).chain(running(Trigger::Import));
        scripts.take(3).map(|script| Locus::whole(&*script.path)).collect()
    }

    /// Settings of package managers that a package from a registry holds at its root and that decide what is fetched and
    /// run: registries and proxies, scripts switched on, checks switched off. None of a project's own or a git
    /// dependency's.
    #[must_use]
    pub fn brought_settings(&self) -> Vec<BroughtSetting> {
        if self.context.origin != Origin::RegistryDependency {
            return Vec::new();
        }
        let files = BROUGHT.iter().filter_map(|path| Some((*path, self.tree.file(path)?)));
        let mut brought = Vec::new();
        for (path, file) in files {
            // What cannot be read is no settings file to its program either.
            for entry in autorun::read(path, &file.bytes, &Limits::default()).unwrap_or_default() {
                let locus = Locus { file: path.to_owned(), start: entry.span.0, end: entry.span.1 };
                let is_meant = |note: &&AutoRunNote| {
                    matches!(
                        note,
                        AutoRunNote::Registry(_)
                            | AutoRunNote::EnablesScripts
                            | AutoRunNote::DisablesVerification
                    )
                };
                let notes = entry.notes.iter().filter(is_meant);
                brought.extend(notes.map(|note| BroughtSetting { locus: locus.clone(), note: note.clone() }));
            }
        }
        brought
    }

    /// Unusual programs that settings in the tree make the package manager start. In packages code that is
    /// loaded into every process counts too; a project's own is run as any other of its code.
    #[must_use]
    pub fn named_programs(&self) -> Vec<NamedProgram> {
        let mut named = Vec::new();
        if self.context.origin == Origin::Project {
            let entries = self.auto_runs.iter().filter(|fact| SETTINGS.contains(&fact.locus.file.as_str()));
            named.extend(entries.filter_map(|fact| named_program(&fact.locus.file, &fact.entry, false)));
            return named;
        }
        for path in SETTINGS {
            let Some(file) = self.tree.file(path) else { continue };
            // What cannot be read is no settings file to its program either.
            let entries = autorun::read(path, &file.bytes, &Limits::default()).unwrap_or_default();
            named.extend(entries.iter().filter_map(|entry| named_program(path, entry, true)));
        }
        named
    }
}

fn named_program(file: &str, entry: &AutoRun, counts_preloads: bool) -> Option<NamedProgram> {
    let program = match &entry.command {
        AutoRunCommand::Shell(text) | AutoRunCommand::File(text) => text,
        AutoRunCommand::Unknown => return None,
    };
    let key = entry.notes.iter().find_map(|note| match note {
        AutoRunNote::NamesProgram(key) if PROGRAM_KEYS.contains(&key.as_str()) && !is_usual(program) => {
            Some(key)
        }
        AutoRunNote::Preloads(key) if counts_preloads && program.contains("./") => Some(key),
        _ => None,
    })?;
    let locus = Locus { file: file.to_owned(), start: entry.span.0, end: entry.span.1 };
    Some(NamedProgram { locus, key: key.clone(), program: program.clone() })
}

/// Whether a program is a shell or git itself, found by its name or at an absolute path.
fn is_usual(program: &str) -> bool {
    let program = program.trim().trim_matches(['"', '\'']);
    let is_absolute =
        program.starts_with('/') || program.get(1..3).is_some_and(|drive| matches!(drive, ":\\" | ":/"));
    let last = program.rsplit(['/', '\\']).next().unwrap_or(program).to_ascii_lowercase();
    let name = last.strip_suffix(".exe").unwrap_or(&last);
    let is_bare = last.len() == program.len();
    program.is_empty() || ((is_bare || is_absolute) && USUAL_PROGRAMS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shells_are_usual_and_files_of_the_tree_are_not() {
        for usual in ["bash", "/bin/sh", "C:\\Program Files\\git\\bin\\bash.exe", "pwsh", "\"git\""] {
            assert!(is_usual(usual), "{usual}");
        }
        for unusual in ["./bash", "tools/git", "node ./x.js", "/tmp/x", "..\\git.exe"] {
            assert!(!is_usual(unusual), "{unusual}");
        }
    }
}
