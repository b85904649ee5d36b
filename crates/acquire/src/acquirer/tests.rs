//! What is taken first, and what is refused.

use std::fs;

use stockade_model::{Algorithm, DependencyKind, GapKind, Integrity};

use super::*;
use crate::client::ClientOptions;
use crate::environment::Environment;
use crate::settings::Settings;

fn release(source: ReleaseSource) -> LockedRelease {
    LockedRelease {
        name: "a".parse().unwrap(),
        version: Some("1.0.0".parse().unwrap()),
        source,
        integrity: None,
        install_path: "node_modules/a".into(),
        kind: DependencyKind::Production,
        is_bundled: false,
        dependency_path: vec!["a".into()],
        line: 1,
    }
}

fn registry() -> ReleaseSource {
    ReleaseSource::Registry { resolved: None }
}

/// An acquirer without network whose store and npm cache lie beside the project, in one folder.
struct Machine {
    folder: tempfile::TempDir,
    acquirer: Acquirer,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let npm = folder.path().join("npm").to_str().unwrap().to_owned();
        let environment = Environment::new([("npm_config_cache".to_owned(), npm)], None, "/".into());
        let store = Arc::new(Store::new(Some(folder.path().join("store"))));
        let options = ClientOptions { is_offline: true, ..ClientOptions::default() };
        let client = Client::new(Settings::default(), options, Arc::clone(&store)).unwrap();
        let project = folder.path().join("project");
        fs::create_dir(&project).unwrap();
        let caches = Caches::of(&environment, &project);
        Self { folder, acquirer: Acquirer::new(client, store, caches, Limits::default()) }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join("project").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn fetch(&self, release: &LockedRelease) -> Result<Artifact, AcquireError> {
        self.acquirer.fetch(release, &self.folder.path().join("project"))
    }
}

fn is_folder(artifact: &Artifact, end: &str) -> bool {
    matches!(artifact, Artifact::Folder { path, .. } if path.ends_with(end))
}

#[test]
fn what_is_installed_comes_first() {
    let machine = Machine::new();
    machine.write("node_modules/a/package.json", r#"{"name":"a","version":"1.0.0"}"#);
    assert!(is_folder(&machine.fetch(&release(registry())).unwrap(), "node_modules/a"));
}

#[test]
fn an_installed_folder_of_another_version_or_name_is_not_it() {
    for manifest in [r#"{"name":"a","version":"2.0.0"}"#, r#"{"name":"b","version":"1.0.0"}"#, "{"] {
        let machine = Machine::new();
        machine.write("node_modules/a/package.json", manifest);
        assert!(machine.fetch(&release(registry())).is_err(), "{manifest}");
    }
}

#[test]
fn without_an_install_path_the_installed_packages_are_searched() {
    let machine = Machine::new();
    machine
        .write("node_modules/.pnpm/a@1.0.0/node_modules/a/package.json", r#"{"name":"a","version":"1.0.0"}"#);
    let release = LockedRelease { install_path: String::new(), ..release(registry()) };
    assert!(is_folder(&machine.fetch(&release).unwrap(), "a@1.0.0/node_modules/a"));
}

#[test]
fn an_install_path_out_of_the_project_is_not_followed() {
    let machine = Machine::new();
    let outside = machine.folder.path().join("node_modules/a");
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("package.json"), r#"{"name":"a","version":"1.0.0"}"#).unwrap();
    let release = LockedRelease { install_path: "../node_modules/a".into(), ..release(registry()) };
    assert!(machine.fetch(&release).is_err());
}

#[test]
fn the_store_comes_before_the_network() {
    let machine = Machine::new();
    let integrity = Integrity::of(Algorithm::Sha512, b"tgz");
    machine.acquirer.store.keep_artifact(&integrity, b"tgz");
    let release = LockedRelease { integrity: Some(integrity), ..release(registry()) };
    assert!(matches!(machine.fetch(&release), Ok(Artifact::Archive { bytes, .. }) if bytes == b"tgz"));
}

#[test]
fn a_package_managers_cache_comes_before_the_network() {
    let machine = Machine::new();
    let integrity = Integrity::of(Algorithm::Sha512, b"tgz");
    let hex = integrity.hex();
    let path = format!("../npm/_cacache/content-v2/sha512/{}/{}/{}", &hex[..2], &hex[2..4], &hex[4..]);
    machine.write(&path, "tgz");
    let release = LockedRelease { integrity: Some(integrity), ..release(registry()) };
    assert!(machine.fetch(&release).unwrap().from().contains("npm's cache"));
}

#[test]
fn what_is_nowhere_is_a_gap_that_could_hide_a_threat() {
    let gap = Machine::new().fetch(&release(registry())).unwrap_err().to_gap();
    assert!(gap.kind == GapKind::Unavailable && gap.may_hide_threat);
}

#[test]
fn a_git_dependency_is_a_gap_that_shows_no_password() {
    let repository = "git+https://name:s3cret@git.example/x.git".to_owned();
    let error = Machine::new().fetch(&release(ReleaseSource::Git { repository, commit: String::new() }));
    let gap = error.unwrap_err().to_gap();
    assert_eq!(gap.kind, GapKind::Unsupported);
    assert!(gap.reason.contains("git.example") && !gap.reason.contains("s3cret"));
}

#[test]
fn an_unencrypted_remote_archive_without_integrity_is_refused() {
    let source = ReleaseSource::Remote { address: "http://x.invalid/a.tgz".into() };
    assert_eq!(Machine::new().fetch(&release(source)).unwrap_err().code(), "source-unsupported");
}

#[test]
fn a_file_in_the_project_is_read_and_checked() {
    let machine = Machine::new();
    machine.write("vendor/a.tgz", "tgz");
    let source = || ReleaseSource::File { path: "vendor/a.tgz".into() };
    assert!(
        matches!(machine.fetch(&release(source())), Ok(Artifact::Archive { bytes, .. }) if bytes == b"tgz")
    );
    let promised = Some(Integrity::of(Algorithm::Sha512, b"other"));
    let error = machine.fetch(&LockedRelease { integrity: promised, ..release(source()) }).unwrap_err();
    assert_eq!(error.to_gap().kind, GapKind::IntegrityMismatch);
}

#[test]
fn a_file_outside_the_project_is_not_read() {
    let machine = Machine::new();
    machine.write("../secret.tgz", "private");
    for path in
        ["../secret.tgz", "file:../secret.tgz", machine.folder.path().join("secret.tgz").to_str().unwrap()]
    {
        let error = machine.fetch(&release(ReleaseSource::File { path: path.into() })).unwrap_err();
        assert_eq!(error.code(), "outside-project", "{path}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let source = ReleaseSource::File { path: "gone.tgz".into() };
    assert_eq!(Machine::new().fetch(&release(source)).unwrap_err().code(), "file-unreadable");
}

#[test]
fn a_folder_in_the_project_is_a_folder() {
    let machine = Machine::new();
    machine.write("packages/w/package.json", "{}");
    let source = ReleaseSource::Workspace { path: "packages/w".into() };
    assert!(is_folder(&machine.fetch(&release(source)).unwrap(), "packages/w"));
}

#[test]
fn a_bundled_release_that_is_not_installed_is_left_to_its_parent() {
    let bundled = LockedRelease { is_bundled: true, ..release(registry()) };
    assert!(!Machine::new().fetch(&bundled).unwrap_err().to_gap().may_hide_threat);
}
