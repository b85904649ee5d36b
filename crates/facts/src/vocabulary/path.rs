//! Files as constants name them.

mod fragments;

use super::HOLE;
use fragments::FRAGMENTS;

/// What kind of file a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileClass {
    /// npm's settings with their tokens.
    NpmToken,
    /// SSH keys.
    SshKey,
    /// Credentials of a cloud or cluster.
    CloudCredential,
    /// git's stored credentials, or those of a forge's command.
    GitCredential,
    /// A browser's profile: cookies, passwords, history.
    BrowserProfile,
    /// A wallet's files or extension storage.
    Wallet,
    /// The system's key store.
    Keychain,
    /// A shell's history.
    ShellHistory,
    /// A project's `.env`.
    DotEnv,
    /// A messenger's or editor's session store.
    ApplicationSession,
    /// Settings and transcripts of an AI agent that hold keys.
    AgentSecret,
    /// Memory of another process.
    ProcessMemory,
    /// System files about users.
    SystemAccount,
    /// Something a login or boot starts.
    Autostart,
    /// A shell's start-up file.
    ShellProfile,
    /// A git hook or git's own settings.
    GitHook,
    /// A CI workflow.
    Workflow,
    /// What an editor runs by itself.
    EditorTask,
    /// What an AI agent runs or obeys by itself.
    AgentConfig,
    /// Files of another installed package, or of the package manager.
    OtherPackage,
    /// An installed desktop application's code.
    Application,
    /// A manifest.
    Manifest,
    /// The whole home folder, a drive or the root.
    WideFolder,
    /// The temporary folder.
    Temporary,
    /// A folder of the user's, without a class of its own.
    Home,
    /// Any other.
    Other,
}

impl FileClass {
    /// The noun phrase of a story.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::NpmToken => "the npm token",
            Self::SshKey => "SSH keys",
            Self::CloudCredential => "cloud credentials",
            Self::GitCredential => "git credentials",
            Self::BrowserProfile => "browser profiles",
            Self::Wallet => "wallet files",
            Self::Keychain => "the system's key store",
            Self::ShellHistory => "the shell's history",
            Self::DotEnv => "a `.env` file",
            Self::ApplicationSession => "an application's session",
            Self::AgentSecret => "an AI agent's keys or transcripts",
            Self::ProcessMemory => "another process's memory",
            Self::SystemAccount => "the system's account files",
            Self::Autostart => "a start-up entry",
            Self::ShellProfile => "a shell start-up file",
            Self::GitHook => "a git hook",
            Self::Workflow => "a CI workflow",
            Self::EditorTask => "an editor's tasks",
            Self::AgentConfig => "an AI agent's settings",
            Self::OtherPackage => "another package's files",
            Self::Application => "an installed application",
            Self::Manifest => "a manifest",
            Self::WideFolder => "the whole home folder or drive",
            Self::Temporary => "a temporary file",
            Self::Home => "the home folder",
            Self::Other => "a file",
        }
    }

    /// Whether its contents are worth stealing.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Self::NpmToken
                | Self::SshKey
                | Self::CloudCredential
                | Self::GitCredential
                | Self::BrowserProfile
                | Self::Wallet
                | Self::Keychain
                | Self::ShellHistory
                | Self::DotEnv
                | Self::ApplicationSession
                | Self::AgentSecret
                | Self::ProcessMemory
                | Self::SystemAccount
        )
    }

    /// Whether writing there makes code run later without being asked.
    #[must_use]
    pub fn persists(self) -> bool {
        matches!(
            self,
            Self::Autostart
                | Self::ShellProfile
                | Self::GitHook
                | Self::Workflow
                | Self::EditorTask
                | Self::AgentConfig
        )
    }
}

/// The class of the file that `path` names, as far as it is known; holes stand for unknown parts, `~` for the
/// home folder.
#[must_use]
pub fn classify(path: &str) -> FileClass {
    let path = path.replace('\\', "/").to_ascii_lowercase();
    let found =
        FRAGMENTS.iter().find(|(_, fragments)| fragments.iter().any(|fragment| contains(&path, fragment)));
    found.map_or_else(|| shape(&path), |(class, _)| *class)
}

fn contains(path: &str, fragment: &str) -> bool {
    match (fragment.strip_prefix('^'), fragment.strip_suffix('$')) {
        (Some(whole), Some(_)) => path == whole.trim_end_matches('$'),
        (Some(start), None) => path.starts_with(start),
        (None, Some(end)) => path.ends_with(end) || path.trim_end_matches('/').ends_with(end),
        (None, None) => path.contains(fragment),
    }
}

fn shape(path: &str) -> FileClass {
    let bare = path.trim_end_matches(['/', '*']);
    let is_drive = bare.len() == 2 && bare.ends_with(':');
    if bare == "~"
        || is_drive
        || (bare.is_empty() && path.starts_with('/'))
        || matches!(bare, "/home" | "/users" | "c:/users" | "/root")
    {
        return FileClass::WideFolder;
    }
    if path.starts_with("/tmp")
        || path.contains("/temp/")
        || path.starts_with("%temp%")
        || path.contains("appdata/local/temp")
    {
        return FileClass::Temporary;
    }
    if path.ends_with("package.json") {
        return FileClass::Manifest;
    }
    if path.contains("node_modules/") && !path.starts_with("node_modules/.cache") && !path.contains(".cache")
    {
        return FileClass::OtherPackage;
    }
    if path.starts_with("~/") {
        return FileClass::Home;
    }
    FileClass::Other
}

/// Whether nothing of the path but holes and separators is known.
#[must_use]
pub fn is_unknown(path: &str) -> bool {
    path.chars().all(|character| character == HOLE || character == '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_recognised_with_unknown_parts() {
        assert_eq!(classify("\u{fffc}/.npmrc"), FileClass::NpmToken);
        assert_eq!(
            classify("~\\AppData\\Local\\Google\\Chrome\\User Data\\Default\\Login Data"),
            FileClass::BrowserProfile
        );
        assert_eq!(classify("~/.config/solana/id.json"), FileClass::Wallet);
        assert_eq!(classify("~/.ssh/id_rsa"), FileClass::SshKey);
    }

    #[test]
    fn ordinary_files_have_no_class() {
        assert_eq!(classify("./lib/index.js"), FileClass::Other);
        assert_eq!(classify("dist/environment.js"), FileClass::Other);
        assert_eq!(classify(".environment"), FileClass::Other);
    }

    #[test]
    fn wide_folders_are_told_from_folders_in_them() {
        assert_eq!(classify("~/"), FileClass::WideFolder);
        assert_eq!(classify("/"), FileClass::WideFolder);
        assert_eq!(classify("~/project/dist"), FileClass::Home);
    }
}
