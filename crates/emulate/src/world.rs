//! The machine that the code believes to run on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stockade_model::Tree;

use crate::answer::{Answer, Reply};

/// An operating system as Node names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// Linux.
    Linux,
    /// macOS.
    Darwin,
    /// Windows.
    Win32,
}

impl Platform {
    /// `process.platform`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Darwin => "darwin",
            Self::Win32 => "win32",
        }
    }
}

/// Everything in which one world differs from another.
#[derive(Clone, Debug)]
pub struct WorldSpec {
    /// The name that observations carry.
    pub name: String,
    /// Decides all that is random: canaries, `Math.random`, ports, process ids.
    pub seed: u64,
    /// The operating system.
    pub platform: Platform,
    /// The user's name.
    pub user: String,
    /// The machine's name.
    pub host: String,
    /// The home folder.
    pub home: String,
    /// The project whose `node_modules` holds the package.
    pub project: String,
    /// The clock at the start, in milliseconds since 1970.
    pub start_ms: u64,
    /// Variables added to the base environment; an empty value takes one away.
    pub environment: BTreeMap<String, String>,
    /// Files added to the base file system, or taken away where nothing.
    pub files: BTreeMap<String, Option<Vec<u8>>>,
    /// Other packages installed beside: name and files.
    pub dependencies: Vec<(String, Tree)>,
    /// The secrets that have their other value: what a twin world differs in.
    pub changed_secrets: Vec<String>,
    /// Whether the network's replies have their other value: the twin of what came from outside.
    pub is_reply_changed: bool,
    /// Whether the terminal echoes what is written as observations.
    pub is_console_kept: bool,
    /// `process.arch`, where it is not the platform's usual one.
    pub architecture: Option<String>,
    /// What `getTimezoneOffset` gives.
    pub zone_offset_minutes: i32,
    /// How many processors there are, where not as many as the platform usually has.
    pub processors: Option<u32>,
    /// How much memory there is, where not as much as the platform usually has.
    pub memory_bytes: Option<u64>,
    /// What stands behind the script in `process.argv`.
    pub arguments: Vec<String>,
    /// Whether the standard streams are a terminal, where it is not the usual.
    pub is_terminal: Option<bool>,
    /// What `Math.random` always gives.
    pub chance: Option<f64>,
    /// What commands print and how they end, by the line given.
    pub commands: BTreeMap<String, (String, i32)>,
    /// How servers reply.
    pub reply: Reply,
    /// How many hours later everything runs once more on the same machine.
    pub again_hours: Option<u32>,
    /// Whether this is a web page, with a wallet, instead of Node.
    pub is_browser: bool,
}

/// The start of every world: a Tuesday in March 2026, inside working hours.
const START_MS: u64 = 1_773_136_800_000;

impl WorldSpec {
    fn new(name: &str, platform: Platform, user: &str, host: &str, home: &str, project: &str) -> Self {
        Self {
            name: name.to_owned(),
            seed: 1,
            platform,
            user: user.to_owned(),
            host: host.to_owned(),
            home: home.to_owned(),
            project: project.to_owned(),
            start_ms: START_MS,
            environment: BTreeMap::new(),
            files: BTreeMap::new(),
            dependencies: Vec::new(),
            changed_secrets: Vec::new(),
            is_reply_changed: false,
            is_console_kept: true,
            architecture: None,
            zone_offset_minutes: 0,
            processors: None,
            memory_bytes: None,
            arguments: Vec::new(),
            is_terminal: None,
            chance: None,
            commands: BTreeMap::new(),
            reply: Reply::default(),
            again_hours: None,
            is_browser: false,
        }
    }

    /// A CI runner on Linux.
    #[must_use]
    pub fn linux_ci() -> Self {
        Self::new(
            "CI on Linux",
            Platform::Linux,
            "runner",
            "fv-az1432-877",
            "/home/runner",
            "/home/runner/work/shop/shop",
        )
    }

    /// A developer on macOS.
    #[must_use]
    pub fn mac_developer() -> Self {
        Self::new(
            "developer on macOS",
            Platform::Darwin,
            "dana",
            "danas-mbp.local",
            "/Users/dana",
            "/Users/dana/projects/shop",
        )
    }

    /// A developer on Windows.
    #[must_use]
    pub fn windows_developer() -> Self {
        Self::new(
            "developer on Windows",
            Platform::Win32,
            "dana",
            "DESKTOP-4K7Q2LM",
            "C:/Users/dana",
            "C:/Users/dana/projects/shop",
        )
    }

    /// A shop's web page, in a browser with wallets.
    #[must_use]
    pub fn web_page() -> Self {
        Self { name: "web page with a wallet".to_owned(), is_browser: true, ..Self::mac_developer() }
    }

    /// Whether this is a build machine.
    #[must_use]
    pub fn is_ci(&self) -> bool {
        self.home == "/home/runner"
    }

    /// This world with other `answers`, named after them.
    #[must_use]
    pub fn with(&self, answers: &[Answer]) -> Self {
        let mut world = self.clone();
        for answer in answers {
            answer.apply(&mut world);
        }
        let phrases: Vec<String> = answers.iter().map(Answer::phrase).collect();
        if !phrases.is_empty() {
            world.name = format!("{}, {}", self.name, phrases.join(" and "));
        }
        world
    }
}
