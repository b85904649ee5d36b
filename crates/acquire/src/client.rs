//! The registry client.
//!
//! A registry is asked for two things: the document on a package, and an artifact. Answers are bounded in size
//! and time, checked before anyone sees them, and asked again where that may help.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use stockade_model::{Integrity, PackageName};

use crate::address::Address;
use crate::error::{ClientError, ClientErrorKind};
use crate::packument::Packument;
use crate::settings::{Registry, Settings, SettingsNote};
use crate::store::Store;

mod exchange;
mod transport;

use exchange::{Answer, Request};
use transport::Transport;

/// How the client asks.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Whether the network is to be left alone; then only what is kept in the store is found.
    pub is_offline: bool,
    /// How long finding and connecting to a server may take.
    pub connect_timeout: Duration,
    /// How long a server may take to begin its answer, and to send each next part of it.
    pub idle_timeout: Duration,
    /// How long a packument may take in all.
    pub packument_timeout: Duration,
    /// How long an artifact may take in all.
    pub tarball_timeout: Duration,
    /// How often a request is repeated after a failure that may pass.
    pub retries: u32,
    /// The pause before the first repetition; it doubles with each.
    pub retry_pause: Duration,
    /// The longest pause, also where a server asks for a longer one.
    pub longest_pause: Duration,
    /// After how many failed requests in a row a server is not asked again in this run.
    pub give_up_after: u32,
    /// Largest packument, in bytes. The largest known are near 100 MB in full form.
    pub packument_bytes: u64,
    /// Largest artifact, in bytes.
    pub tarball_bytes: u64,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            is_offline: false,
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(30),
            packument_timeout: Duration::from_secs(120),
            tarball_timeout: Duration::from_secs(300),
            retries: 2,
            retry_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            give_up_after: 3,
            packument_bytes: 128 << 20,
            tarball_bytes: 256 << 20,
        }
    }
}

/// Which form of a packument is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackumentForm {
    /// What an installation needs; without publish times.
    Abbreviated,
    /// Everything.
    Full,
}

impl PackumentForm {
    /// The `Accept` header, as npm sends it.
    fn accept(self) -> &'static str {
        match self {
            Self::Abbreviated => "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
            Self::Full => "application/json",
        }
    }
}

/// Who is asked for the default registry when no setting names one.
pub type Fallback = Box<dyn Fn() -> Option<Registry> + Send + Sync>;

/// Asks registries. Shared by threads; connections are kept and used again.
pub struct Client {
    settings: Settings,
    options: ClientOptions,
    store: Arc<Store>,
    transport: Transport,
    notes: Vec<SettingsNote>,
    /// Who is asked for the default registry when no setting names one, and the answer.
    fallback: Option<Fallback>,
    answer: OnceLock<Option<Registry>>,
    /// Failed requests in a row, by authority.
    failures: Mutex<BTreeMap<String, u32>>,
}

impl Client {
    /// A client for `settings` that keeps what it learns in `store`.
    ///
    /// # Errors
    /// When a proxy's address is malformed.
    pub fn new(settings: Settings, options: ClientOptions, store: Arc<Store>) -> Result<Self, ClientError> {
        let (transport, certificate_notes) = Transport::new(&settings, &options)?;
        let notes = settings.notes.iter().cloned().chain(certificate_notes).collect();
        let (fallback, answer, failures) = (None, OnceLock::new(), Mutex::new(BTreeMap::new()));
        Ok(Self { settings, options, store, transport, notes, fallback, answer, failures })
    }

    /// The same client, which asks `fallback` for a default registry when no setting names one; at most once,
    /// and only when one is needed, for asking a package manager takes half a second.
    #[must_use]
    pub fn with_fallback(mut self, fallback: Fallback) -> Self {
        self.fallback = Some(fallback);
        self
    }

    /// What the client goes by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How the client asks.
    #[must_use]
    pub fn options(&self) -> &ClientOptions {
        &self.options
    }

    /// What of the settings was not obeyed, certificates that could not be read included.
    #[must_use]
    pub fn notes(&self) -> &[SettingsNote] {
        &self.notes
    }

    /// The registry that serves `name`.
    ///
    /// # Errors
    /// When none is configured.
    pub fn registry_for(&self, name: &PackageName) -> Result<&Registry, ClientError> {
        if let Ok(registry) = self.settings.registry_for(name) {
            return Ok(registry);
        }
        let answer = self.answer.get_or_init(|| self.fallback.as_ref().and_then(|fallback| fallback()));
        answer.as_ref().ok_or_else(|| ClientError::new(ClientErrorKind::NoRegistry, name))
    }

    /// The registry's document on `name`. Offline, the one kept from last time.
    ///
    /// # Errors
    /// When no registry is configured, it does not answer, or its answer makes no sense.
    pub fn packument(&self, name: &PackageName, form: PackumentForm) -> Result<Packument, ClientError> {
        self.document(name, form).map(|(packument, _)| packument)
    }

    /// As [`Client::packument`], with the document's bytes.
    ///
    /// # Errors
    /// As [`Client::packument`].
    pub fn document(
        &self,
        name: &PackageName,
        form: PackumentForm,
    ) -> Result<(Packument, Vec<u8>), ClientError> {
        let address = packument_address(&self.registry_for(name)?.address, name);
        let key = packument_key(form, &address);
        let kept = self.store.document(&key, self.options.packument_bytes).and_then(Kept::parse);
        let garbage = |what| ClientError::new(ClientErrorKind::Garbage(what), &address);
        if self.options.is_offline {
            let kept = kept.ok_or_else(|| ClientError::new(ClientErrorKind::Offline, &address))?;
            let packument = Packument::parse(name, &kept.body).map_err(garbage)?;
            return Ok((packument, kept.body));
        }
        let request = Request {
            address: &address,
            accept: form.accept(),
            etag: kept.as_ref().map(|kept| kept.etag.as_str()),
            limit_bytes: self.options.packument_bytes,
            timeout: self.options.packument_timeout,
            is_artifact: false,
        };
        match (self.send(&request)?, kept) {
            (Answer::Unchanged, Some(kept)) => {
                let packument = Packument::parse(name, &kept.body).map_err(garbage)?;
                Ok((packument, kept.body))
            }
            (Answer::Unchanged, None) => Err(garbage("unchanged, though we hold nothing".to_owned())),
            (Answer::Fresh { body, etag }, _) => {
                let packument = Packument::parse(name, &body).map_err(garbage)?;
                // Without an ETag it is kept for offline use alone.
                let kept = Kept { etag: etag.unwrap_or_default(), body };
                self.store.keep_document(&key, &kept.text());
                Ok((packument, kept.body))
            }
        }
    }

    /// The bytes at `address`, checked against `expected` where something was promised.
    ///
    /// # Errors
    /// When they cannot be had, or are not those promised.
    pub fn tarball(&self, address: &Address, expected: Option<&Integrity>) -> Result<Vec<u8>, ClientError> {
        if self.options.is_offline {
            return Err(ClientError::new(ClientErrorKind::Offline, address));
        }
        let request = Request {
            address,
            accept: "application/octet-stream, */*",
            etag: None,
            limit_bytes: self.options.tarball_bytes,
            timeout: self.options.tarball_timeout,
            is_artifact: true,
        };
        let Answer::Fresh { body, .. } = self.send(&request)? else {
            return Err(ClientError::new(ClientErrorKind::UnexpectedStatus(304), address));
        };
        match expected {
            Some(expected) if !expected.matches(&body) => {
                let actual = Integrity::of(expected.algorithm(), &body);
                let kind = ClientErrorKind::IntegrityMismatch { expected: expected.clone(), actual };
                Err(ClientError::new(kind, address))
            }
            _ => Ok(body),
        }
    }
}

/// Where `registry` serves the packument of `name`.
pub(crate) fn packument_address(registry: &Address, name: &PackageName) -> Address {
    registry.below(&name.as_str().replace('/', "%2f"))
}

/// The store's key for a packument.
pub(crate) fn packument_key(form: PackumentForm, address: &Address) -> String {
    format!("packument {} {}", form.accept(), address.on_the_wire())
}

/// The packument in a document that the store keeps.
pub(crate) fn kept_body(document: Vec<u8>) -> Option<Vec<u8>> {
    Kept::parse(document).map(|kept| kept.body)
}

/// A packument as the store keeps it: the ETag on the first line, then the document.
struct Kept {
    etag: String,
    body: Vec<u8>,
}

impl Kept {
    fn parse(mut bytes: Vec<u8>) -> Option<Self> {
        let line_end = bytes.iter().position(|byte| *byte == b'\n')?;
        let body = bytes.split_off(line_end + 1);
        bytes.pop();
        Some(Self { etag: String::from_utf8(bytes).ok()?, body })
    }

    fn text(&self) -> Vec<u8> {
        let etag = self.etag.replace(['\n', '\r'], "");
        [etag.as_bytes(), b"\n", &self.body].concat()
    }
}
