//! The one door to the process's surroundings: environment variables, home folder, working folder.
//!
//! Everything else takes an [`Environment`] as a value, so that a test describes its own machine and a
//! scan's outcome never depends on something nobody passed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a run may know of the machine it runs on.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    home: Option<PathBuf>,
    current_dir: PathBuf,
}

impl Environment {
    /// The surroundings of this process. Variables that are not UTF-8 are left out.
    #[must_use]
    pub fn current() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let current_dir = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Self { variables, home: std::env::home_dir().filter(|home| home.is_absolute()), current_dir }
    }

    /// Surroundings made of the given values.
    #[must_use]
    pub fn new(
        variables: impl IntoIterator<Item = (String, String)>,
        home: Option<PathBuf>,
        current_dir: PathBuf,
    ) -> Self {
        Self { variables: variables.into_iter().collect(), home, current_dir }
    }

    /// The variable `name`; none when unset or empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All variables, sorted by name.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The user's home folder.
    #[must_use]
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// The folder in which the program was started.
    #[must_use]
    pub fn current_dir(&self) -> &Path {
        &self.current_dir
    }

    /// `path`, seen from the working folder; a leading `~/` is the home folder.
    #[must_use]
    pub fn absolute(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.current_dir.join(path),
        }
    }

    /// Where Stockade keeps what can be fetched again: `STOCKADE_CACHE`, else `stockade` in the platform's
    /// cache folder. None when neither is known.
    #[must_use]
    pub fn cache_dir(&self) -> Option<PathBuf> {
        if let Some(chosen) = self.variable("STOCKADE_CACHE") {
            return Some(self.absolute(chosen));
        }
        self.platform_cache_dir().map(|cache| cache.join("stockade"))
    }

    /// The folder in which programs of this platform keep their caches: `XDG_CACHE_HOME` where set (as an
    /// absolute path, which its specification demands), else the platform's habit.
    #[must_use]
    pub fn platform_cache_dir(&self) -> Option<PathBuf> {
        if let Some(chosen) =
            self.variable("XDG_CACHE_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute())
        {
            return Some(chosen);
        }
        if cfg!(windows) {
            return self.variable("LOCALAPPDATA").map(PathBuf::from);
        }
        let habit = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        self.home.as_ref().map(|home| home.join(habit))
    }

    /// The first executable called `program` on `PATH`. Relative entries, and entries inside `untrusted`,
    /// are passed over: a scanned project must not choose what we run.
    #[must_use]
    pub fn program(&self, program: &str, untrusted: Option<&Path>) -> Option<PathBuf> {
        let names = if cfg!(windows) {
            vec![format!("{program}.exe"), format!("{program}.cmd")]
        } else {
            vec![program.to_owned()]
        };
        std::env::split_paths(self.variable("PATH")?)
            .filter(|folder| folder.is_absolute())
            .filter(|folder| untrusted.is_none_or(|untrusted| !folder.starts_with(untrusted)))
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
            .find(|candidate| candidate.is_file())
    }
}

impl std::fmt::Debug for Environment {
    // Values may be secrets: only the names are shown.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Environment")
            .field("variables", &self.variables.keys())
            .field("home", &self.home)
            .field("current_dir", &self.current_dir)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Environment {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Environment::new(variables, Some("/home/someone".into()), "/project".into())
    }

    #[test]
    fn the_chosen_cache_folder_wins_over_the_platforms() {
        assert_eq!(with(&[("STOCKADE_CACHE", "/c")]).cache_dir(), Some("/c".into()));
        assert_eq!(with(&[("XDG_CACHE_HOME", "/x")]).cache_dir(), Some("/x/stockade".into()));
    }

    #[test]
    fn a_relative_xdg_folder_is_not_used() {
        let cache = with(&[("XDG_CACHE_HOME", "x")]).cache_dir().unwrap();
        assert!(cache.starts_with("/home/someone"));
    }

    #[test]
    fn values_are_not_shown() {
        assert!(!format!("{:?}", with(&[("NPM_TOKEN", "s3cret")])).contains("s3cret"));
    }

    #[test]
    fn programs_inside_the_scanned_project_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("npm"), "").unwrap();
        let environment = with(&[("PATH", folder.path().to_str().unwrap())]);
        if !cfg!(windows) {
            assert!(environment.program("npm", None).is_some());
        }
        assert_eq!(environment.program("npm", Some(folder.path())), None);
    }
}
