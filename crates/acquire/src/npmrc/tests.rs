//! What a project may and may not say.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::settings::{CertificateCheck, Credential};

/// A machine with a home folder and a project, each with an `.npmrc`.
struct Machine {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Machine {
    fn new(user: &str, project: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("home", user), ("project", project)] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join(".npmrc"), text).unwrap();
        }
        Self { folder, variables: Vec::new() }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    fn read(&self) -> Settings {
        let home = Some(self.folder.path().join("home"));
        let project = self.folder.path().join("project");
        let environment = Environment::new(self.variables.clone(), home, project.clone());
        read(&environment, &project, None)
    }
}

fn default_host(settings: &Settings) -> &str {
    settings.default_registry.as_ref().unwrap().address.host()
}

fn reasons(settings: &Settings) -> Vec<&NoteReason> {
    settings.notes.iter().map(|note| &note.reason).collect()
}

fn sent_to(settings: &Settings, address: &str) -> Option<String> {
    match settings.credential_for(&address.parse().unwrap())? {
        Credential::Bearer(secret) => Some(format!("Bearer {}", secret.expose())),
        Credential::Basic(secret) => Some(format!("Basic {}", secret.expose())),
    }
}

#[test]
fn environment_beats_project_beats_user() {
    let machine = Machine::new("registry=https://user.example/", "registry=https://project.example/");
    assert_eq!(default_host(&machine.read()), "project.example");
    let machine = machine.with("NPM_CONFIG_REGISTRY", "https://env.example/");
    assert_eq!(default_host(&machine.read()), "env.example");
}

#[test]
fn an_argument_beats_everything() {
    let machine = Machine::new("", "").with("npm_config_registry", "https://env.example/");
    let home = Some(machine.folder.path().to_path_buf());
    let environment = Environment::new(machine.variables.clone(), home, "/".into());
    let chosen = "https://argument.example/".parse().unwrap();
    let settings = read(&environment, machine.folder.path(), Some(&chosen));
    assert_eq!(default_host(&settings), "argument.example");
}

#[test]
fn what_a_project_names_is_not_trusted() {
    let (users, projects) = ("registry=https://a.example/", "registry=https://b.example/");
    let machine = Machine::new(users, &format!("{projects}\n@acme:registry=https://c.example/"));
    let settings = machine.read();
    assert_eq!(default_host(&settings), "b.example");
    let trusted: Vec<_> = settings.trusted_registries.iter().map(Address::host).collect();
    assert_eq!(trusted, ["a.example"]);
}

#[test]
fn a_scope_has_its_own_registry() {
    let settings = Machine::new("registry=https://a.example/\n@x:registry=https://b.example/npm/", "").read();
    let host = |name: &str| settings.registry_for(&name.parse().unwrap()).unwrap().address.host().to_owned();
    assert_eq!(
        (host("@x/y"), host("@z/y"), host("y")),
        ("b.example".into(), "a.example".into(), "a.example".into())
    );
}

#[test]
fn no_registry_at_all_is_an_error_with_a_next_step() {
    let error = Machine::new("", "").read().registry_for(&"x".parse().unwrap()).unwrap_err();
    assert!(error.to_string().contains("--registry"));
}

#[test]
fn a_users_variable_becomes_a_token_for_its_host() {
    let settings =
        Machine::new("//registry.example/:_authToken=${NPM_TOKEN}", "").with("NPM_TOKEN", "s3cret").read();
    assert_eq!(sent_to(&settings, "https://registry.example/x").as_deref(), Some("Bearer s3cret"));
    assert_eq!(sent_to(&settings, "https://evil.invalid/x"), None);
}

#[test]
fn a_project_cannot_send_a_variable_to_its_host() {
    let hostile = "registry=https://evil.invalid/\n//evil.invalid/:_authToken=${NPM_TOKEN}";
    let settings = Machine::new("", hostile).with("NPM_TOKEN", "s3cret").read();
    assert_eq!(sent_to(&settings, "https://evil.invalid/x"), None);
    assert_eq!(reasons(&settings), [&NoteReason::VariableInProjectFile]);
    assert!(!format!("{settings:?}").contains("s3cret"));
}

#[test]
fn a_project_cannot_put_a_variable_into_an_address() {
    let hostile =
        "registry=https://evil.invalid/${NPM_TOKEN}/\n@x:registry=https://${NPM_TOKEN}.evil.invalid/";
    let settings = Machine::new("", hostile).with("NPM_TOKEN", "s3cret").read();
    assert!(settings.default_registry.is_none() && settings.scoped.is_empty());
    assert_eq!(settings.notes.len(), 2);
}

#[test]
fn a_project_cannot_choose_proxy_or_certificates() {
    let hostile = "proxy=http://evil.invalid\nhttps-proxy=http://evil.invalid\ncafile=./ca.pem\nca=x\nstrict-ssl=false\nnoproxy=a";
    let settings = Machine::new("", hostile).read();
    assert_eq!(settings.proxies, crate::settings::Proxies::default());
    assert_eq!(settings.authorities, crate::settings::Authorities::default());
    assert_eq!(settings.certificate_check, CertificateCheck::Unset);
    assert_eq!(settings.notes.len(), 6);
}

#[test]
fn a_projects_own_token_does_not_stand_in_for_the_users() {
    let settings =
        Machine::new("//registry.example/:_authToken=mine", "//registry.example/:_authToken=theirs").read();
    assert_eq!(sent_to(&settings, "https://registry.example/x").as_deref(), Some("Bearer mine"));
}

#[test]
fn a_name_and_password_become_basic() {
    let settings =
        Machine::new("//registry.example/:username=u\n//registry.example/:_password=cA==", "").read();
    assert_eq!(sent_to(&settings, "https://registry.example/x").as_deref(), Some("Basic dTpw"));
}

#[test]
fn an_unset_variable_is_named() {
    let settings = Machine::new("//registry.example/:_authToken=${NPM_TOKEN}", "").read();
    assert_eq!(reasons(&settings), [&NoteReason::UnsetVariable("NPM_TOKEN".into())]);
}

#[test]
fn proxies_of_the_user_beat_those_of_the_usual_variables() {
    let machine =
        Machine::new("https-proxy=http://a.example:1", "").with("HTTPS_PROXY", "http://b.example:1");
    assert_eq!(machine.read().proxies.https.unwrap().expose(), "http://a.example:1");
}

#[test]
fn the_stronger_layer_decides_whether_certificates_are_checked() {
    let machine = Machine::new("strict-ssl=false", "");
    assert_eq!(machine.read().certificate_check, CertificateCheck::Off);
    assert_eq!(machine.with("npm_config_strict_ssl", "true").read().certificate_check, CertificateCheck::On);
}

#[test]
fn a_malformed_registry_is_noted_without_its_secret() {
    let settings = Machine::new("registry=ftp://name:s3cret@x", "").read();
    assert!(settings.default_registry.is_none());
    assert!(!format!("{:?}", settings.notes).contains("s3cret"));
}

#[test]
fn an_unencrypted_registry_is_noted() {
    let settings = Machine::new("registry=http://registry.example/", "").read();
    assert_eq!(reasons(&settings), [&NoteReason::Unencrypted]);
}

#[test]
fn a_settings_file_that_cannot_be_read_is_noted() {
    let machine = Machine::new("", "");
    let file = machine.folder.path().join("project/.npmrc");
    fs::write(&file, [0xff, 0xfe]).unwrap();
    assert!(matches!(reasons(&machine.read())[..], [NoteReason::Unreadable(_)]));
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert!(matches!(reasons(&machine.read())[..], [NoteReason::Unreadable(_)]));
}

#[test]
fn the_home_folder_as_project_is_the_users_own() {
    let machine = Machine::new("//registry.example/:_authToken=${T}", "").with("T", "s3cret");
    let home = machine.folder.path().join("home");
    let environment = Environment::new(machine.variables.clone(), Some(home.clone()), home.clone());
    let settings = read(&environment, &home, None);
    assert!(sent_to(&settings, "https://registry.example/x").is_some());
}
