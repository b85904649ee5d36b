//! Which registries are asked, with which credentials, through which proxy: the settings after every file
//! and variable was read and weighed.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use stockade_model::PackageName;

use crate::address::Address;
use crate::secret::Secret;

/// What the registry client goes by.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The registry of packages whose scope has none of its own.
    pub default_registry: Option<Registry>,
    /// Registries by scope, without the `@`.
    pub scoped: BTreeMap<String, Registry>,
    /// Every registry that the user or the machine's owner named, also where the project names another for the
    /// same packages; each once, in the order in which they were read.
    pub trusted_registries: Vec<Address>,
    /// Who we are, by where it may be said; the longest matching path is used.
    pub credentials: Vec<ScopedCredential>,
    /// Proxies.
    pub proxies: Proxies,
    /// Certificates to trust beside the machine's own.
    pub authorities: Authorities,
    /// Whether certificates are checked (`strict-ssl`).
    pub certificate_check: CertificateCheck,
    /// What was read and not obeyed, in the order in which it was read.
    pub notes: Vec<SettingsNote>,
}

/// A registry, and who named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry {
    /// Its address.
    pub address: Address,
    /// Who named it.
    pub origin: Origin,
}

/// Who said something, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A command-line argument.
    Argument,
    /// An environment variable.
    Environment,
    /// A file of the scanned project, which may be hostile.
    Project,
    /// The user's own file.
    User,
    /// The machine's file.
    Global,
    /// The answer of the installed package manager.
    PackageManager,
}

impl Origin {
    /// Whether the user or the machine's owner said it, not the scanned project.
    #[must_use]
    pub fn is_trusted(self) -> bool {
        self != Self::Project
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Argument => "an argument",
            Self::Environment => "the environment",
            Self::Project => "the project",
            Self::User => "the user's settings",
            Self::Global => "the machine's settings",
            Self::PackageManager => "the package manager",
        })
    }
}

/// A credential and the only place it may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopedCredential {
    /// Host, with port where it is not the scheme's own.
    pub authority: String,
    /// Path prefix; starts and ends with `/`.
    pub path: String,
    /// What is sent.
    pub credential: Credential,
    /// Who configured it.
    pub origin: Origin,
}

/// How a request says who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// `Authorization: Bearer …`.
    Bearer(Secret),
    /// `Authorization: Basic …`; the secret is the base64 of `name:password`.
    Basic(Secret),
}

/// Proxies, from npm's settings and the usual variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For `https` addresses; may hold a user name and password.
    pub https: Option<Secret>,
    /// For `http` addresses.
    pub http: Option<Secret>,
    /// Hosts reached directly: a name covers its subdomains, `*` covers all.
    pub direct: Vec<String>,
}

impl Proxies {
    /// The proxy for `address`, if it goes through one.
    #[must_use]
    pub fn proxy_for(&self, address: &Address) -> Option<&Secret> {
        let proxy = if address.is_encrypted() { self.https.as_ref() } else { self.http.as_ref() }?;
        let host = address.host();
        let authority = address.authority();
        let is_direct = self.direct.iter().any(|direct| {
            let direct = direct.trim_start_matches("*.").trim_start_matches('.').to_ascii_lowercase();
            direct == "*"
                || host == direct
                || authority == direct
                || host.strip_suffix(&direct).is_some_and(|rest| !direct.is_empty() && rest.ends_with('.'))
        });
        (!is_direct).then_some(proxy)
    }
}

/// Certificate authorities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorities {
    /// Files that replace the machine's bundle (`SSL_CERT_FILE`, `cafile`); the first readable is used.
    pub bundles: Vec<PathBuf>,
    /// Files read in addition (`NODE_EXTRA_CA_CERTS`).
    pub extra: Vec<PathBuf>,
    /// Certificates in PEM, written in the settings themselves (`ca`).
    pub inline: Vec<String>,
}

/// Whether the certificates of servers are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CertificateCheck {
    /// Nobody said: they are.
    #[default]
    Unset,
    /// They are.
    On,
    /// The user turned it off with `strict-ssl=false`.
    Off,
}

/// Something that was read in the settings and not obeyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsNote {
    /// The file or variable.
    pub place: String,
    /// The key.
    pub key: String,
    /// Why it was not obeyed.
    pub reason: NoteReason,
}

/// Why a setting is not obeyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteReason {
    /// A project's file asks for an environment variable: its value would go to a place the project chose.
    VariableInProjectFile,
    /// A project's file sets what only the user may set: proxies, certificates, whether they are checked.
    NotForProjects,
    /// The variable named is not set.
    UnsetVariable(String),
    /// The value is malformed; the text says how, without the value.
    Malformed(String),
    /// The registry is not encrypted and not on this machine: its answers can be forged on the way.
    Unencrypted,
    /// The file could not be read.
    Unreadable(String),
}

impl fmt::Display for SettingsNote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = stockade_model::escape::Escaped(&self.place);
        let key = stockade_model::escape::Escaped(&self.key);
        match &self.reason {
            NoteReason::VariableInProjectFile => write!(
                formatter,
                "{place}: `{key}` wants an environment variable and was ignored, since a project must not \
                 choose where your variables go; set it in your own .npmrc if you trust it"
            ),
            NoteReason::NotForProjects => write!(
                formatter,
                "{place}: `{key}` was ignored, since a project must not choose proxies or certificates; set \
                 it in your own .npmrc if you need it"
            ),
            NoteReason::UnsetVariable(variable) => {
                let variable = stockade_model::escape::Escaped(variable);
                write!(formatter, "{place}: `{key}` was ignored: variable `{variable}` is not set")
            }
            NoteReason::Malformed(what) => write!(formatter, "{place}: `{key}` was ignored: {what}"),
            NoteReason::Unencrypted => {
                write!(
                    formatter,
                    "{place}: `{key}` names an unencrypted registry; its answers can be forged on the way"
                )
            }
            NoteReason::Unreadable(why) => write!(formatter, "{place} could not be read: {why}"),
        }
    }
}

/// No registry is configured for a package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no registry is configured; name one with --registry or in .npmrc (`registry=https://…`)")]
pub struct NoRegistry;

impl Settings {
    /// The registry that serves `name`: its scope's own, else the default.
    ///
    /// # Errors
    /// When neither is configured.
    pub fn registry_for(&self, name: &PackageName) -> Result<&Registry, NoRegistry> {
        let own = name.scope().and_then(|scope| self.scoped.get(scope));
        own.or(self.default_registry.as_ref()).ok_or(NoRegistry)
    }

    /// All registries configured, the default first, then by scope.
    pub fn registries(&self) -> impl Iterator<Item = &Registry> {
        self.default_registry.iter().chain(self.scoped.values())
    }

    /// Takes the registry of `scope`, or the default one, unless a stronger layer named one.
    pub(crate) fn add_registry(&mut self, scope: Option<&str>, registry: Registry) {
        if registry.origin.is_trusted() && !self.trusted_registries.contains(&registry.address) {
            self.trusted_registries.push(registry.address.clone());
        }
        match scope {
            Some(scope) => {
                self.scoped.entry(scope.to_owned()).or_insert(registry);
            }
            None => {
                self.default_registry.get_or_insert(registry);
            }
        }
    }

    /// The credential that may be sent to `address`: the one with the longest path that covers it. An
    /// unencrypted address gets one only on this machine, or when the user's own settings name an
    /// unencrypted registry there.
    #[must_use]
    pub fn credential_for(&self, address: &Address) -> Option<&Credential> {
        let is_safe = address.is_encrypted()
            || address.is_loopback()
            || self
                .registries()
                .any(|known| known.origin.is_trusted() && address.has_origin_of(&known.address));
        if !is_safe {
            return None;
        }
        let authority = address.authority();
        let folder = format!("{}/", address.path().trim_end_matches('/'));
        self.credentials
            .iter()
            .filter(|scoped| scoped.authority == authority && folder.starts_with(&scoped.path))
            .max_by_key(|scoped| (scoped.path.len(), std::cmp::Reverse(scoped.origin)))
            .map(|scoped| &scoped.credential)
    }
}

#[cfg(test)]
mod tests;
