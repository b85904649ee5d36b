//! Which scripts a package manager runs by itself, and when: the hooks through which most malware starts.

use serde::Serialize;

use super::Manifest;

/// The command npm runs for a `binding.gyp` without being told to.
pub const IMPLICIT_BUILD: &str = "node-gyp rebuild";

/// A script that a package manager runs by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hook {
    /// Its name in `scripts`: `preinstall`.
    pub name: &'static str,
    /// The shell command.
    pub command: String,
    /// Whether no script says so: npm runs it because a `binding.gyp` is there.
    pub is_implicit: bool,
}

/// As what a package is installed, which decides its hooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookContext {
    /// A dependency from a registry or archive.
    RegistryDependency,
    /// A dependency from a git repository, which is prepared before it is packed.
    GitDependency,
    /// The project itself, in its own folder.
    Project,
}

/// Whether a `binding.gyp` lies at the root of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildFile {
    /// It does.
    BindingGyp,
    /// It does not.
    Absent,
}

const INSTALL: [&str; 3] = ["preinstall", "install", "postinstall"];
const PREPARE: [&str; 3] = ["preprepare", "prepare", "postprepare"];
const PREPUBLISH: &str = "prepublish";
const PACK: [&str; 2] = ["prepack", "postpack"];

impl Manifest {
    /// The scripts that run by themselves when this package is installed, in the order in which they run.
    ///
    /// Sources: npm's `scripts` page; `@npmcli/arborist` (`rebuild.js`) for the implicit build, which takes the
    /// place of `install` where neither `install` nor `preinstall` is given and `gypfile` is not `false`;
    /// `pacote` (`dir.js`, `git.js`) for git dependencies, which are installed with their own development
    /// dependencies, hooks included, then prepared, then packed.
    #[must_use]
    pub fn install_hooks(&self, context: HookContext, build_file: BuildFile) -> Vec<Hook> {
        let install = INSTALL.into_iter().filter_map(|name| self.hook(name)).collect::<Vec<_>>();
        let mut hooks = with_implicit(install, self.implicit_build(build_file));
        let extra: &[&[&'static str]] = match context {
            HookContext::RegistryDependency => &[],
            HookContext::GitDependency => &[&[PREPUBLISH], &PREPARE, &PACK],
            HookContext::Project => &[&[PREPUBLISH], &PREPARE],
        };
        hooks.extend(extra.iter().flat_map(|names| names.iter()).filter_map(|name| self.hook(name)));
        hooks
    }

    fn hook(&self, name: &'static str) -> Option<Hook> {
        let command = self.scripts.get(name).filter(|command| !command.is_empty())?;
        Some(Hook { name, command: command.clone(), is_implicit: false })
    }

    fn implicit_build(&self, build_file: BuildFile) -> Option<Hook> {
        let is_said = ["install", "preinstall"].into_iter().any(|name| self.hook(name).is_some());
        let is_built = build_file == BuildFile::BindingGyp && self.gypfile != Some(false) && !is_said;
        is_built.then(|| Hook { name: "install", command: IMPLICIT_BUILD.to_owned(), is_implicit: true })
    }
}

/// The implicit build stands where `install` would: before `postinstall`.
fn with_implicit(mut hooks: Vec<Hook>, build: Option<Hook>) -> Vec<Hook> {
    if let Some(build) = build {
        let at = hooks.iter().position(|hook| hook.name == "postinstall").unwrap_or(hooks.len());
        hooks.insert(at, build);
    }
    hooks
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn hooks(value: &Value, context: HookContext, build_file: BuildFile) -> Vec<(&'static str, String)> {
        let manifest = crate::manifest::from_object(value.as_object().unwrap());
        let hooks = manifest.install_hooks(context, build_file);
        hooks.into_iter().map(|hook| (hook.name, hook.command)).collect()
    }

    fn names(value: &Value, context: HookContext) -> Vec<&'static str> {
        hooks(value, context, BuildFile::Absent).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn hooks_come_in_the_order_in_which_they_run() {
        let manifest = json!({"scripts": {
            "postprepare": "f", "prepare": "e", "preprepare": "d", "postinstall": "c", "install": "b",
            "preinstall": "a", "prepublish": "p", "prepack": "g", "postpack": "h", "test": "t"
        }});
        let install = ["preinstall", "install", "postinstall"];
        assert_eq!(names(&manifest, HookContext::RegistryDependency), install);
        let project = ["prepublish", "preprepare", "prepare", "postprepare"];
        assert_eq!(names(&manifest, HookContext::Project), [&install[..], &project[..]].concat());
        let git = [&install[..], &project[..], &["prepack", "postpack"]].concat();
        assert_eq!(names(&manifest, HookContext::GitDependency), git);
    }

    #[test]
    fn a_binding_gyp_alone_is_built() {
        let built = hooks(
            &json!({"scripts": {"postinstall": "x"}}),
            HookContext::RegistryDependency,
            BuildFile::BindingGyp,
        );
        assert_eq!(built, [("install", IMPLICIT_BUILD.to_owned()), ("postinstall", "x".to_owned())]);
    }

    #[test]
    fn gypfile_false_or_a_script_of_its_own_keeps_npm_from_building() {
        for manifest in [
            json!({"gypfile": false}),
            json!({"scripts": {"install": "true"}}),
            json!({"scripts": {"preinstall": "true"}}),
        ] {
            let built = hooks(&manifest, HookContext::RegistryDependency, BuildFile::BindingGyp);
            assert!(built.iter().all(|(_, command)| command != IMPLICIT_BUILD), "{manifest}");
        }
    }

    #[test]
    fn an_empty_script_runs_nothing() {
        let manifest = json!({"scripts": {"install": ""}});
        assert!(names(&manifest, HookContext::RegistryDependency).is_empty());
    }
}
