//! Which files hold secrets.

/// The kind of secret a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretClass {
    /// Private keys and configuration of ssh.
    Ssh,
    /// A package registry's token: `.npmrc`, `.yarnrc.yml`.
    NpmToken,
    /// Cloud credentials: AWS, Google, Azure, Kubernetes, Docker.
    Cloud,
    /// Git credentials and forge sessions.
    Git,
    /// A browser's profile: passwords, cookies.
    Browser,
    /// A cryptocurrency wallet.
    Wallet,
    /// The operating system's keychain.
    Keychain,
    /// What was typed into shells.
    ShellHistory,
    /// `.env` files.
    Dotenv,
    /// Accounts of the machine: `/etc/passwd`, `/etc/shadow`.
    Accounts,
    /// Another process's memory or environment: `/proc/…/environ`, `/proc/…/mem`.
    Process,
}

/// Fragments of lower-case paths with the class they stand for. From the collection part of the technique
/// catalogue.
const FRAGMENTS: [(&str, SecretClass); 44] = [
    ("/.ssh", SecretClass::Ssh),
    ("id_rsa", SecretClass::Ssh),
    ("id_ed25519", SecretClass::Ssh),
    ("id_ecdsa", SecretClass::Ssh),
    ("/.npmrc", SecretClass::NpmToken),
    ("/.yarnrc", SecretClass::NpmToken),
    ("/.pypirc", SecretClass::NpmToken),
    ("/.aws", SecretClass::Cloud),
    ("/.azure", SecretClass::Cloud),
    ("/.kube", SecretClass::Cloud),
    ("/.config/gcloud", SecretClass::Cloud),
    ("application_default_credentials", SecretClass::Cloud),
    ("/.docker/config.json", SecretClass::Cloud),
    ("/.terraform.d", SecretClass::Cloud),
    ("/.vault-token", SecretClass::Cloud),
    ("/var/run/secrets", SecretClass::Cloud),
    ("/.git-credentials", SecretClass::Git),
    ("/.config/gh/", SecretClass::Git),
    ("/.netrc", SecretClass::Git),
    ("/.gitconfig", SecretClass::Git),
    ("/google/chrome", SecretClass::Browser),
    ("google-chrome", SecretClass::Browser),
    ("bravesoftware", SecretClass::Browser),
    ("/.mozilla/firefox", SecretClass::Browser),
    ("login data", SecretClass::Browser),
    ("/microsoft/edge", SecretClass::Browser),
    ("exodus", SecretClass::Wallet),
    ("/.electrum", SecretClass::Wallet),
    ("wallet.dat", SecretClass::Wallet),
    ("metamask", SecretClass::Wallet),
    ("nkbihfbeogaeaoehlefnkodbefgpgknn", SecretClass::Wallet),
    ("/.config/solana", SecretClass::Wallet),
    ("/keystore", SecretClass::Wallet),
    ("keychains", SecretClass::Keychain),
    ("login.keychain", SecretClass::Keychain),
    ("/.local/share/keyrings", SecretClass::Keychain),
    ("kwallet", SecretClass::Keychain),
    ("_history", SecretClass::ShellHistory),
    ("consolehost_history", SecretClass::ShellHistory),
    ("/etc/passwd", SecretClass::Accounts),
    ("/etc/shadow", SecretClass::Accounts),
    ("/environ", SecretClass::Process),
    ("/proc/self", SecretClass::Process),
    ("/maps", SecretClass::Process),
];

/// The class of secret that `path` names, if it names one. Backslashes count as slashes.
#[must_use]
pub fn secret_class(path: &str) -> Option<SecretClass> {
    let path = format!("/{}", path.to_ascii_lowercase().replace('\\', "/"));
    let base = path.rsplit('/').next().unwrap_or_default();
    if base.ends_with(".pub") {
        return None;
    }
    let is_template = ["example", "sample", "template"].iter().any(|word| base.ends_with(word));
    if (base == ".env" || base.starts_with(".env.")) && !is_template {
        return Some(SecretClass::Dotenv);
    }
    let is_proc = path.starts_with("/proc/") || path.starts_with("//proc/");
    let found = FRAGMENTS
        .iter()
        .find(|(fragment, class)| path.contains(fragment) && (*class != SecretClass::Process || is_proc));
    found.map(|(_, class)| *class)
}
