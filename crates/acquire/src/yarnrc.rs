//! Registries named in the files of yarn, pnpm and bun, where npm's own chain names none.
//!
//! Only registries, and the user's own tokens for them, are read; proxies and certificates come from npm's
//! chain and the usual variables. A project's file is weighed as its `.npmrc` is.
//!
//! Source: yarn's `.yarnrc.yml` and `.yarnrc`, bun's `bunfig.toml` and pnpm's `pnpm-workspace.yaml`
//! documentation.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::environment::Environment;
use crate::ini::{self, Expanded};
use crate::npmrc::{add_credential, read_text};
use crate::secret::Secret;
use crate::settings::{Credential, NoteReason, Origin, Registry, Settings, SettingsNote};

/// Fills what npm's chain left open, from the environment, the project's files and the user's.
pub(crate) fn read(environment: &Environment, project: &Path, settings: &mut Settings) {
    for name in ["YARN_NPM_REGISTRY_SERVER", "YARN_REGISTRY", "BUN_CONFIG_REGISTRY", "pnpm_config_registry"] {
        if let Some(value) = environment.variable(name) {
            let mut file =
                File { environment, settings, place: name.to_owned(), origin: Origin::Environment };
            file.registry(None, value);
        }
    }
    read_folder(environment, project, Origin::Project, settings);
    if let Some(home) = environment.home().filter(|home| *home != project) {
        read_folder(environment, home, Origin::User, settings);
    }
}

fn read_folder(environment: &Environment, folder: &Path, origin: Origin, settings: &mut Settings) {
    type Reader = fn(&mut File<'_>, &str);
    let readers: [(&str, Reader); 4] = [
        (".yarnrc.yml", |file, text| file.read_yarn(text)),
        ("pnpm-workspace.yaml", |file, text| file.read_pnpm(text)),
        (".yarnrc", |file, text| file.read_yarn_classic(text)),
        ("bunfig.toml", |file, text| file.read_bun(text)),
    ];
    for (name, read) in readers {
        let path = folder.join(name);
        let mut file = File { environment, settings, place: path.display().to_string(), origin };
        match read_text(&path) {
            Ok(Some(text)) => read(&mut file, &text),
            Ok(None) => {}
            Err(reason) => file.note("", NoteReason::Unreadable(reason)),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct YarnFile {
    npm_registry_server: Option<String>,
    npm_auth_token: Option<String>,
    #[serde(default)]
    npm_scopes: BTreeMap<String, YarnScope>,
    #[serde(default)]
    npm_registries: BTreeMap<String, YarnScope>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct YarnScope {
    npm_registry_server: Option<String>,
    npm_auth_token: Option<String>,
}

#[derive(Deserialize)]
struct PnpmFile {
    #[serde(default)]
    registries: BTreeMap<String, String>,
}

/// One file being read.
struct File<'a> {
    environment: &'a Environment,
    settings: &'a mut Settings,
    place: String,
    origin: Origin,
}

impl File<'_> {
    fn read_yarn(&mut self, text: &str) {
        let file: YarnFile = match serde_saphyr::from_str(text) {
            Ok(file) => file,
            Err(_) => return self.note("", NoteReason::Malformed("not a settings file of yarn".to_owned())),
        };
        if let Some(server) = &file.npm_registry_server {
            self.registry(None, server);
            self.token(server, file.npm_auth_token.as_deref());
        }
        for (scope, own) in &file.npm_scopes {
            if let Some(server) = &own.npm_registry_server {
                self.registry(Some(scope), server);
                self.token(server, own.npm_auth_token.as_deref());
            }
        }
        for (server, own) in &file.npm_registries {
            self.token(server, own.npm_auth_token.as_deref());
        }
    }

    fn read_pnpm(&mut self, text: &str) {
        // A workspace file says much else; one that does not read is the lockfile reader's matter.
        let Ok(file) = serde_saphyr::from_str::<PnpmFile>(text) else { return };
        for (scope, server) in &file.registries {
            match scope.strip_prefix('@') {
                Some(scope) => self.registry(Some(scope), server),
                None if scope == "default" => self.registry(None, server),
                None => {}
            }
        }
    }

    fn read_yarn_classic(&mut self, text: &str) {
        for line in text.lines() {
            let Some((key, value)) = line.trim().split_once(' ') else { continue };
            let (key, value) = (key.trim_matches('"'), value.trim().trim_matches('"'));
            match key.strip_prefix('@').and_then(|key| key.strip_suffix(":registry")) {
                Some(scope) => self.registry(Some(scope), value),
                None if key == "registry" => self.registry(None, value),
                None => {}
            }
        }
    }

    /// Reads `registry = "…"` of `[install]` and `"@scope" = "…"` of `[install.scopes]`; the address is the
    /// first string of the line that is one, which also finds it in an inline table.
    fn read_bun(&mut self, text: &str) {
        let mut section = "";
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.split(']').next()) {
                section = name.trim();
                continue;
            }
            let Some((key, value)) = line.split_once('=') else { continue };
            let key = key.trim().trim_matches(['"', '\'']);
            let Some(address) = value.split(['"', '\'']).find(|part| part.contains("://")) else { continue };
            match section {
                "install" if key == "registry" => self.registry(None, address),
                "install.scopes" => self.registry(Some(key.trim_start_matches('@')), address),
                _ => {}
            }
        }
    }

    fn registry(&mut self, scope: Option<&str>, value: &str) {
        let key = scope.map_or_else(|| "registry".to_owned(), |scope| format!("@{scope}:registry"));
        let Some(value) = self.expanded(&key, value) else { return };
        let Ok(address) = value.parse() else {
            return self.note(&key, NoteReason::Malformed("not an http or https address".to_owned()));
        };
        self.settings.add_registry(scope, Registry { address, origin: self.origin });
    }

    fn token(&mut self, server: &str, token: Option<&str>) {
        let Some(token) = token.and_then(|token| self.expanded("npmAuthToken", token)) else { return };
        let Some(server) = self.expanded("npmRegistryServer", server) else { return };
        let place = server.split_once("//").map_or(server.as_str(), |(_, place)| place);
        add_credential(self.settings, place, Credential::Bearer(Secret::new(token)), self.origin);
    }

    fn expanded(&mut self, key: &str, value: &str) -> Option<String> {
        if ini::wants_variable(value) && !self.origin.is_trusted() {
            self.note(key, NoteReason::VariableInProjectFile);
            return None;
        }
        match ini::expand(value, |name| self.environment.variable(name)) {
            Expanded::Value(value) => Some(value),
            Expanded::Unset(variable) => {
                self.note(key, NoteReason::UnsetVariable(variable));
                None
            }
        }
    }

    fn note(&mut self, key: &str, reason: NoteReason) {
        self.settings.notes.push(SettingsNote { place: self.place.clone(), key: key.to_owned(), reason });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_project(name: &str, text: &str) -> Settings {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        let mut settings = Settings::default();
        let variables = [("T".to_owned(), "s3cret".to_owned())];
        read(&Environment::new(variables, None, "/".into()), folder.path(), &mut settings);
        settings
    }

    fn hosts(settings: &Settings) -> Vec<&str> {
        settings.registries().map(|registry| registry.address.host()).collect()
    }

    #[test]
    fn yarns_file_names_registries() {
        let text = "npmRegistryServer: \"https://a.example\"\nnpmScopes:\n  x:\n    npmRegistryServer: https://b.example\n";
        assert_eq!(hosts(&read_project(".yarnrc.yml", text)), ["a.example", "b.example"]);
    }

    #[test]
    fn yarns_project_file_cannot_send_a_variable() {
        let settings =
            read_project(".yarnrc.yml", "npmRegistryServer: https://evil.invalid\nnpmAuthToken: ${T}\n");
        assert!(settings.credentials.is_empty());
        assert_eq!(settings.notes.len(), 1);
    }

    #[test]
    fn classic_yarn_pnpm_and_bun_name_registries() {
        assert_eq!(hosts(&read_project(".yarnrc", "registry \"https://a.example\"\n")), ["a.example"]);
        let pnpm = "packages: ['a']\nregistries:\n  default: https://a.example\n  '@x': https://b.example\n";
        assert_eq!(hosts(&read_project("pnpm-workspace.yaml", pnpm)), ["a.example", "b.example"]);
        let bun = "[install]\nregistry = { url = \"https://a.example\" }\n[install.scopes]\n\"@x\" = \"https://b.example\"\n";
        assert_eq!(hosts(&read_project("bunfig.toml", bun)), ["a.example", "b.example"]);
    }

    #[test]
    fn a_malformed_file_is_noted() {
        assert_eq!(read_project(".yarnrc.yml", "npmRegistryServer: [1").notes.len(), 1);
    }
}
