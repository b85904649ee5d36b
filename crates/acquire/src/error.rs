//! What can go wrong between us and a registry: what, whose fault, and whether trying again may help.

use std::fmt;
use std::time::Duration;

use stockade_model::{Gap, GapKind, Integrity};

/// A failed request.
#[derive(Debug, thiserror::Error)]
#[error("{kind}{}", at(.address))]
pub struct ClientError {
    /// What went wrong.
    pub kind: ClientErrorKind,
    /// The address asked, without its secrets; empty when none was asked.
    pub address: String,
    /// The cause beneath, if any.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What went wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientErrorKind {
    /// The network was needed and is not to be used.
    Offline,
    /// No registry is configured for the package.
    NoRegistry,
    /// 401: the registry does not know who we are.
    Unauthorized,
    /// 403: the registry refuses.
    Forbidden,
    /// 404 or 410: the registry has no such thing.
    NotFound,
    /// 429: too many requests, still after waiting.
    RateLimited,
    /// A 5xx status, still after waiting.
    ServerError(u16),
    /// Any other status that is no answer.
    UnexpectedStatus(u16),
    /// No answer, or not all of it, in time.
    Timeout,
    /// The server cannot be reached, or hung up.
    Connection,
    /// Its certificate is not trusted, or the encryption failed.
    Encryption,
    /// Too many redirects, or one that leads to no address or off the encrypted line.
    Redirect(String),
    /// The answer is larger than the limit, in bytes.
    TooLarge(u64),
    /// The answer is not what was asked for.
    Garbage(String),
    /// The bytes are not those promised.
    IntegrityMismatch {
        /// What was promised.
        expected: Integrity,
        /// What came, under the same algorithm.
        actual: Integrity,
    },
    /// The server failed too often in this run to be asked again.
    GivenUp,
    /// A setting of ours makes requests impossible.
    Settings(String),
}

/// Whose fault a failed request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The registry's, or the network's between us and it.
    Upstream,
    /// The user's: what was asked for, or as whom.
    Client,
    /// Ours.
    Internal,
}

impl ClientError {
    pub(crate) fn new(kind: ClientErrorKind, address: impl fmt::Display) -> Self {
        Self { kind, address: address.to_string(), source: None }
    }

    pub(crate) fn caused(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// A stable word for machine formats and searches.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            ClientErrorKind::Offline => "offline",
            ClientErrorKind::NoRegistry => "no-registry",
            ClientErrorKind::Unauthorized => "registry-unauthorized",
            ClientErrorKind::Forbidden => "registry-forbidden",
            ClientErrorKind::NotFound => "registry-not-found",
            ClientErrorKind::RateLimited => "registry-rate-limited",
            ClientErrorKind::ServerError(_) => "registry-server-error",
            ClientErrorKind::UnexpectedStatus(_) => "registry-unexpected-status",
            ClientErrorKind::Timeout => "registry-timeout",
            ClientErrorKind::Connection => "registry-unreachable",
            ClientErrorKind::Encryption => "registry-encryption",
            ClientErrorKind::Redirect(_) => "registry-redirect",
            ClientErrorKind::TooLarge(_) => "answer-too-large",
            ClientErrorKind::Garbage(_) => "registry-garbage",
            ClientErrorKind::IntegrityMismatch { .. } => "integrity-mismatch",
            ClientErrorKind::GivenUp => "registry-given-up",
            ClientErrorKind::Settings(_) => "client-settings",
        }
    }

    /// Whose fault it is.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self.kind {
            ClientErrorKind::Offline
            | ClientErrorKind::NoRegistry
            | ClientErrorKind::Unauthorized
            | ClientErrorKind::Forbidden
            | ClientErrorKind::NotFound
            | ClientErrorKind::Settings(_) => Fault::Client,
            ClientErrorKind::TooLarge(_) => Fault::Internal,
            _ => Fault::Upstream,
        }
    }

    /// Whether the same request may succeed later without anything being changed.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        matches!(
            self.kind,
            ClientErrorKind::RateLimited
                | ClientErrorKind::ServerError(_)
                | ClientErrorKind::Timeout
                | ClientErrorKind::Connection
                | ClientErrorKind::GivenUp
        )
    }

    /// What the user can do about it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self.kind {
            ClientErrorKind::Offline => "run again without --offline, or install the project first",
            ClientErrorKind::NoRegistry => {
                "name a registry with --registry or in .npmrc (`registry=https://…`)"
            }
            ClientErrorKind::Unauthorized => {
                "log in (`npm login`) or set a token for this registry in your own .npmrc"
            }
            ClientErrorKind::Forbidden => "check that your token may read this package",
            ClientErrorKind::NotFound => {
                "check the name and version, and that a scope's registry is set in .npmrc; a folder is named as ./folder"
            }
            ClientErrorKind::RateLimited => "wait a while and run again",
            ClientErrorKind::ServerError(_) | ClientErrorKind::UnexpectedStatus(_) => {
                "run again later, or ask whoever runs the registry"
            }
            ClientErrorKind::Timeout | ClientErrorKind::Connection | ClientErrorKind::GivenUp => {
                "check the network and the proxy settings, or use --offline"
            }
            ClientErrorKind::Encryption => {
                "if your network inspects traffic, give its certificate with NODE_EXTRA_CA_CERTS or `cafile`"
            }
            ClientErrorKind::Redirect(_) | ClientErrorKind::Garbage(_) => {
                "check that the address is a package registry's, and that no login page or proxy answers for it"
            }
            ClientErrorKind::TooLarge(_) => "look at the package by hand before you install it",
            ClientErrorKind::IntegrityMismatch { .. } => {
                "do not install it: find out who changed the lockfile or the artifact"
            }
            ClientErrorKind::Settings(_) => "correct the setting and run again",
        }
    }

    /// The gap that a release has when this kept its bytes away.
    #[must_use]
    pub fn to_gap(&self) -> Gap {
        let kind = match self.kind {
            ClientErrorKind::IntegrityMismatch { .. } => GapKind::IntegrityMismatch,
            ClientErrorKind::TooLarge(_) => GapKind::Limit,
            _ => GapKind::Unavailable,
        };
        Gap::new(kind, format!("{self}; {}", self.next_step()))
    }
}

fn at(address: &str) -> String {
    if address.is_empty() { String::new() } else { format!(" ({address})") }
}

impl fmt::Display for ClientErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline => formatter.write_str("not fetched, since the network is not to be used"),
            Self::NoRegistry => formatter.write_str("no registry is configured"),
            Self::Unauthorized => formatter.write_str("the registry wants to know who asks (401)"),
            Self::Forbidden => formatter.write_str("the registry refuses (403)"),
            Self::NotFound => formatter.write_str("the registry has no such release (404)"),
            Self::RateLimited => formatter.write_str("the registry says that we ask too often (429)"),
            Self::ServerError(status) => write!(formatter, "the registry failed ({status})"),
            Self::UnexpectedStatus(status) => write!(formatter, "the registry answered with status {status}"),
            Self::Timeout => formatter.write_str("the registry did not answer in time"),
            Self::Connection => formatter.write_str("the registry could not be reached, or hung up"),
            Self::Encryption => formatter.write_str("the encrypted connection to the registry failed"),
            Self::Redirect(why) => write!(formatter, "the registry's redirect was not followed: {why}"),
            Self::TooLarge(limit) => write!(formatter, "the answer is larger than {limit} bytes"),
            Self::Garbage(what) => write!(formatter, "the registry's answer makes no sense: {what}"),
            Self::IntegrityMismatch { expected, actual } => {
                write!(formatter, "the bytes are not those promised: {expected} was promised, {actual} came")
            }
            Self::GivenUp => formatter.write_str("not asked again, since the registry failed too often"),
            Self::Settings(what) => write!(formatter, "the client cannot be set up: {what}"),
        }
    }
}

/// How long to wait before trying again: what the server asks for, up to `cap`, else a pause that doubles with
/// each of the `tries` made so far.
pub(crate) fn pause_before(tries: u32, pause: Duration, asked: Option<Duration>, cap: Duration) -> Duration {
    asked.unwrap_or_else(|| pause.saturating_mul(1 << tries.min(10))).min(cap)
}
