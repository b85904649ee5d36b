//! npm's chain of settings: environment, project, user, machine.
//!
//! The project's files are hostile until shown otherwise: a repository sent to a job applicant may name any
//! registry it likes, but it must not draw the user's tokens or variables to it, nor choose the proxy or the
//! certificates under which other things are fetched. Such lines are not obeyed and become a
//! [`SettingsNote`].
//!
//! Source: npm's `config` and `npmrc` documentation and `@npmcli/config`.

use std::path::{Path, PathBuf};

use crate::address::Address;
use crate::environment::Environment;
use crate::ini::{self, Entry};
use crate::secret::Secret;
use crate::settings::{NoteReason, Origin, Registry, Settings, SettingsNote};

mod layer;

pub(crate) use layer::add_credential;

/// Largest settings file read, in bytes. Real ones are under a kilobyte; certificates in them take a few.
const FILE_BYTES: u64 = 1 << 20;

/// One file, or the environment: its lines and who wrote them.
struct Layer {
    origin: Origin,
    place: String,
    entries: Vec<Entry>,
}

#[cfg(test)]
mod tests;

/// Reads the settings that hold for `project`. `registry` is the one given as an argument, which wins.
///
/// What is malformed, unreadable or not the project's to say is left out and noted, never an error.
#[must_use]
pub fn read(environment: &Environment, project: &Path, registry: Option<&Address>) -> Settings {
    let mut settings = Settings::default();
    if let Some(address) = registry {
        settings.add_registry(None, Registry { address: address.clone(), origin: Origin::Argument });
    }
    for layer in layers(environment, project, &mut settings.notes) {
        layer::read(environment, &layer, &mut settings);
    }
    crate::yarnrc::read(environment, project, &mut settings);
    read_variables(environment, &mut settings);
    for registry in settings.default_registry.iter().chain(settings.scoped.values()) {
        if !registry.address.is_encrypted() && !registry.address.is_loopback() {
            settings.notes.push(SettingsNote {
                place: registry.address.to_string(),
                key: "registry".to_owned(),
                reason: NoteReason::Unencrypted,
            });
        }
    }
    settings
}

/// The layers, strongest first.
fn layers(environment: &Environment, project: &Path, notes: &mut Vec<SettingsNote>) -> Vec<Layer> {
    let mut layers = vec![environment_layer(environment)];
    let user = environment
        .npm_setting("userconfig")
        .map(|path| environment.absolute(path))
        .or_else(|| environment.home().map(|home| home.join(".npmrc")));
    let project_file = project.join(".npmrc");
    if user.as_ref().is_none_or(|user| !is_same_file(user, &project_file)) {
        layers.extend(file_layer(&project_file, Origin::Project, notes));
    }
    if let Some(user) = user {
        layers.extend(file_layer(&user, Origin::User, notes));
    }
    if let Some(global) = global_file(environment, project) {
        layers.extend(file_layer(&global, Origin::Global, notes));
    }
    layers
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    left == right
        || matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}

/// The machine's file: `etc/npmrc` under the prefix, which is the parent of node's folder.
fn global_file(environment: &Environment, project: &Path) -> Option<PathBuf> {
    if let Some(path) = environment.npm_setting("globalconfig") {
        return Some(environment.absolute(path));
    }
    if let Some(prefix) = environment.npm_setting("prefix").or_else(|| environment.variable("PREFIX")) {
        return Some(environment.absolute(prefix).join("etc/npmrc"));
    }
    let node = environment.program("node", Some(project))?.canonicalize().ok()?;
    Some(node.parent()?.parent()?.join("etc/npmrc"))
}

fn environment_layer(environment: &Environment) -> Layer {
    let entries = environment
        .variables()
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(name, value)| {
            let prefix = name.get(..11)?;
            let key = name.get(11..)?;
            let is_setting = prefix.eq_ignore_ascii_case("npm_config_") && !key.is_empty();
            is_setting.then(|| Entry { key: setting_key(key), value: value.to_owned() })
        })
        .collect();
    Layer { origin: Origin::Environment, place: "environment".to_owned(), entries }
}

/// `npm_config_` keys are lower-cased, `_` after the first character is `-`, except in `//host/` keys.
fn setting_key(key: &str) -> String {
    if key.starts_with("//") {
        return key.to_owned();
    }
    let mut characters = key.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    let rest = characters.map(|other| if other == '_' { '-' } else { other.to_ascii_lowercase() });
    first.into_iter().chain(rest).collect()
}

impl Environment {
    /// npm's setting `key` as the environment gives it, in any letter case.
    fn npm_setting(&self, key: &str) -> Option<&str> {
        let wanted = format!("npm_config_{key}");
        let (_, value) = self.variables().find(|(name, _)| name.eq_ignore_ascii_case(&wanted))?;
        Some(value).filter(|value| !value.is_empty())
    }
}

fn file_layer(path: &Path, origin: Origin, notes: &mut Vec<SettingsNote>) -> Option<Layer> {
    let place = path.display().to_string();
    match read_text(path) {
        Ok(text) => Some(Layer { origin, place, entries: ini::entries(&text?) }),
        Err(reason) => {
            notes.push(SettingsNote { place, key: String::new(), reason: NoteReason::Unreadable(reason) });
            None
        }
    }
}

/// The text of a settings file; none when there is no such file.
pub(crate) fn read_text(path: &Path) -> Result<Option<String>, String> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.kind().to_string()),
    };
    if !metadata.is_file() {
        return Err("not a file".to_owned());
    }
    if metadata.len() > FILE_BYTES {
        return Err(format!("larger than {FILE_BYTES} bytes"));
    }
    let bytes = std::fs::read(path).map_err(|error| error.kind().to_string())?;
    String::from_utf8(bytes).map(Some).map_err(|_| "not UTF-8".to_owned())
}

/// Proxies and certificates of the usual variables, where npm's own settings say nothing.
fn read_variables(environment: &Environment, settings: &mut Settings) {
    let either =
        |upper: &str, lower: &str| environment.variable(upper).or_else(|| environment.variable(lower));
    let https = either("HTTPS_PROXY", "https_proxy").or_else(|| either("ALL_PROXY", "all_proxy"));
    let http = either("HTTP_PROXY", "http_proxy").or_else(|| either("ALL_PROXY", "all_proxy"));
    let proxies = &mut settings.proxies;
    // npm's `proxy` also serves https addresses when `https-proxy` is not set (`@npmcli/agent`).
    proxies.https = proxies.https.take().or_else(|| https.map(Secret::new)).or_else(|| proxies.http.clone());
    proxies.http = proxies.http.take().or_else(|| http.map(Secret::new));
    if proxies.direct.is_empty() {
        proxies.direct = hosts(either("NO_PROXY", "no_proxy").unwrap_or_default());
    }
    let file = |name: &str| environment.variable(name).map(|path| environment.absolute(path));
    settings.authorities.bundles.extend(file("SSL_CERT_FILE"));
    settings.authorities.extra.extend(file("NODE_EXTRA_CA_CERTS"));
}

fn hosts(list: &str) -> Vec<String> {
    list.split([',', ' ']).filter(|host| !host.is_empty()).map(str::to_owned).collect()
}
