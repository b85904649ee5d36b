//! One layer of settings: each line weighed by who wrote it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Layer, hosts};
use crate::address::Address;
use crate::environment::Environment;
use crate::ini::{self, Entry, Expanded};
use crate::secret::Secret;
use crate::settings::{
    CertificateCheck, Credential, NoteReason, Origin, Registry, ScopedCredential, Settings, SettingsNote,
};

/// Puts the lines of `layer` into the settings, where no stronger layer has spoken.
pub(super) fn read(environment: &Environment, layer: &Layer, settings: &mut Settings) {
    LayerReader { environment, layer, settings, logins: Vec::new() }.read();
}

struct LayerReader<'a> {
    environment: &'a Environment,
    layer: &'a Layer,
    settings: &'a mut Settings,
    /// `username` and `_password` lines by place: they count only together.
    logins: Vec<Login>,
}

/// A user name and password of one place, gathered from two lines.
struct Login {
    place: String,
    name: Option<String>,
    password: Option<Secret>,
}

impl LayerReader<'_> {
    fn read(&mut self) {
        for entry in &self.layer.entries {
            if let Some((key, value)) = self.expanded(entry) {
                self.take(&key, &value);
            }
        }
        for login in std::mem::take(&mut self.logins) {
            if let (Some(name), Some(password)) = (&login.name, &login.password) {
                let basic = STANDARD.encode(format!("{name}:{}", password.expose()));
                self.credential(&login.place, Credential::Basic(Secret::new(basic)));
            }
        }
    }

    /// The line with its variables filled in; none, and a note, when it must not or cannot be. Lines about
    /// matters that do not concern us are passed over without a note.
    fn expanded(&mut self, entry: &Entry) -> Option<(String, String)> {
        let concerns_us = is_ours(&entry.key) || ini::wants_variable(&entry.key);
        if !concerns_us {
            return None;
        }
        let wants_variable = ini::wants_variable(&entry.key) || ini::wants_variable(&entry.value);
        if wants_variable && !self.layer.origin.is_trusted() {
            self.note(&entry.key, NoteReason::VariableInProjectFile);
            return None;
        }
        let expand = |text: &str| ini::expand(text, |name| self.environment.variable(name));
        match (expand(&entry.key), expand(&entry.value)) {
            (Expanded::Value(key), Expanded::Value(value)) => Some((key, value)),
            (Expanded::Unset(variable), _) | (_, Expanded::Unset(variable)) => {
                self.note(&entry.key, NoteReason::UnsetVariable(variable));
                None
            }
        }
    }

    fn take(&mut self, key: &str, value: &str) {
        if let Some((place, field)) = key.strip_prefix("//").and_then(|key| key.rsplit_once(':')) {
            return self.take_credential(place, field, value);
        }
        if let Some(scope) = key.strip_prefix('@').and_then(|key| key.strip_suffix(":registry")) {
            return self.take_registry(key, Some(scope), value);
        }
        match key {
            "registry" => self.take_registry(key, None, value),
            _ if !self.layer.origin.is_trusted() => self.note(key, NoteReason::NotForProjects),
            _ => self.take_connection(key, value),
        }
    }

    fn take_registry(&mut self, key: &str, scope: Option<&str>, value: &str) {
        let address: Address = match value.parse() {
            Ok(address) => address,
            Err(_) => {
                return self.note(key, NoteReason::Malformed("not an http or https address".to_owned()));
            }
        };
        self.settings.add_registry(scope, Registry { address, origin: self.layer.origin });
    }

    fn take_credential(&mut self, place: &str, field: &str, value: &str) {
        match field {
            "_authToken" => self.credential(place, Credential::Bearer(Secret::new(value))),
            "_auth" => self.credential(place, Credential::Basic(Secret::new(value))),
            "username" => self.login(place).name = Some(value.to_owned()),
            "_password" => {
                match STANDARD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
                    Some(password) => self.login(place).password = Some(Secret::new(password)),
                    None => self.note(field, NoteReason::Malformed("the password is not base64".to_owned())),
                }
            }
            _ => {}
        }
    }

    fn login(&mut self, place: &str) -> &mut Login {
        let index = match self.logins.iter().position(|login| login.place == place) {
            Some(index) => index,
            None => {
                self.logins.push(Login { place: place.to_owned(), name: None, password: None });
                self.logins.len() - 1
            }
        };
        #[expect(clippy::indexing_slicing, reason = "the index was found or made just above")]
        &mut self.logins[index]
    }

    fn credential(&mut self, place: &str, credential: Credential) {
        add_credential(self.settings, place, credential, self.layer.origin);
    }

    fn take_connection(&mut self, key: &str, value: &str) {
        let proxies = &mut self.settings.proxies;
        match key {
            "https-proxy" if is_set(value) => {
                proxies.https = proxies.https.take().or(Some(Secret::new(value)))
            }
            "proxy" | "http-proxy" if is_set(value) => {
                proxies.http = proxies.http.take().or(Some(Secret::new(value)));
            }
            "noproxy" if proxies.direct.is_empty() => proxies.direct = hosts(value),
            "cafile" if is_set(value) => {
                self.settings.authorities.bundles.push(self.environment.absolute(value));
            }
            "ca" if is_set(value) => self.settings.authorities.inline.push(value.to_owned()),
            "strict-ssl" if self.settings.certificate_check == CertificateCheck::Unset => {
                let is_off = value == "false";
                self.settings.certificate_check =
                    if is_off { CertificateCheck::Off } else { CertificateCheck::On };
            }
            _ => {}
        }
    }

    fn note(&mut self, key: &str, reason: NoteReason) {
        let note = SettingsNote { place: self.layer.place.clone(), key: key.to_owned(), reason };
        self.settings.notes.push(note);
    }
}

/// Adds a credential for `place` (`host[:port]/path/`), unless a stronger layer has one for it.
pub(crate) fn add_credential(settings: &mut Settings, place: &str, credential: Credential, origin: Origin) {
    let (authority, path) = place.split_once('/').unwrap_or((place, ""));
    let path = path.trim_matches('/');
    let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    let authority = authority.to_ascii_lowercase();
    let is_known = |known: &ScopedCredential| known.authority == authority && known.path == path;
    // A project's own literal token must not stand in for the user's at the same place.
    settings
        .credentials
        .retain(|known| !(is_known(known) && !known.origin.is_trusted() && origin.is_trusted()));
    if !settings.credentials.iter().any(is_known) {
        settings.credentials.push(ScopedCredential { authority, path, credential, origin });
    }
}

fn is_set(value: &str) -> bool {
    !matches!(value, "" | "null" | "false" | "undefined")
}

fn is_ours(key: &str) -> bool {
    key.starts_with("//")
        || (key.starts_with('@') && key.ends_with(":registry"))
        || matches!(
            key,
            "registry" | "https-proxy" | "proxy" | "http-proxy" | "noproxy" | "cafile" | "ca" | "strict-ssl"
        )
}
