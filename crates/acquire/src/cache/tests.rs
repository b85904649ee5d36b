//! Each cache's layout, as the package managers of the versions named wrote it (npm 11, pnpm 8 and 10,
//! yarn 1.22 and 4, bun 1.4), made by hand and small.

use std::fs;

use stockade_model::{DependencyKind, ReleaseSource};

use super::*;

fn release() -> LockedRelease {
    LockedRelease {
        name: "@a/b".parse().unwrap(),
        version: Some("1.0.0".parse().unwrap()),
        source: ReleaseSource::Registry { resolved: None },
        integrity: None,
        install_path: String::new(),
        kind: DependencyKind::Production,
        is_bundled: false,
        dependency_path: vec!["@a/b".into()],
        line: 0,
    }
}

/// A machine whose caches all lie in one folder.
struct Machine(tempfile::TempDir);

impl Machine {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn caches(&self) -> Caches {
        let folder = |name: &str| self.0.path().join(name).to_str().unwrap().to_owned();
        let variables = [
            ("npm_config_cache", "npm"),
            ("npm_config_store_dir", "pnpm"),
            ("YARN_CACHE_FOLDER", "yarn1"),
            ("YARN_GLOBAL_FOLDER", "yarn4"),
            ("BUN_INSTALL_CACHE_DIR", "bun"),
        ];
        let variables = variables.map(|(name, path)| (name.to_owned(), folder(path)));
        Caches::of(&Environment::new(variables, None, "/".into()), Path::new("/nowhere"))
    }

    fn by_integrity(&self, integrity: &Integrity) -> Option<Artifact> {
        self.caches().by_integrity(&release(), integrity, &Limits::default())
    }

    fn by_name(&self) -> Option<Artifact> {
        self.caches().by_name(&release(), &Limits::default())
    }
}

fn sha512(bytes: &[u8]) -> Integrity {
    Integrity::of(Algorithm::Sha512, bytes)
}

fn archive_bytes(artifact: Option<Artifact>) -> Option<Vec<u8>> {
    match artifact? {
        Artifact::Archive { bytes, .. } => Some(bytes),
        other => panic!("{other:?}"),
    }
}

fn npm_path(integrity: &Integrity) -> String {
    let hex = integrity.hex();
    format!("npm/_cacache/content-v2/sha512/{}/{}/{}", &hex[..2], &hex[2..4], &hex[4..])
}

#[test]
fn an_archive_is_found_in_npms_cache() {
    let (machine, integrity) = (Machine::new(), sha512(b"tgz"));
    assert!(machine.by_integrity(&integrity).is_none());
    machine.write(&npm_path(&integrity), b"tgz");
    assert_eq!(archive_bytes(machine.by_integrity(&integrity)).unwrap(), b"tgz");
}

#[test]
fn damaged_content_in_npms_cache_is_not_given_out() {
    let (machine, integrity) = (Machine::new(), sha512(b"tgz"));
    machine.write(&npm_path(&integrity), b"damaged");
    assert!(machine.by_integrity(&integrity).is_none());
}

#[test]
fn an_archive_is_found_in_yarn_classics_cache() {
    let machine = Machine::new();
    let folder = "yarn1/v6/npm-@a-b-1.0.0-0123456789-integrity/node_modules/@a/b";
    machine.write(&format!("{folder}/.yarn-tarball.tgz"), b"tgz");
    assert_eq!(archive_bytes(machine.by_integrity(&sha512(b"tgz"))).unwrap(), b"tgz");
    assert!(machine.by_integrity(&sha512(b"other")).is_none());
}

#[test]
fn an_archive_is_found_in_yarn_berrys_cache_under_the_right_version() {
    let machine = Machine::new();
    machine.write("yarn4/cache/@a-b-npm-1.0.0-rc.1-0123456789-10c0.zip", b"wrong");
    assert!(machine.by_name().is_none());
    machine.write("yarn4/cache/@a-b-npm-1.0.0-0123456789-10c0.zip", b"zip");
    assert_eq!(archive_bytes(machine.by_name()).unwrap(), b"zip");
}

#[test]
fn a_folder_is_found_in_buns_cache() {
    let machine = Machine::new();
    machine.write("bun/@a/b@1.0.0@@@1/package.json", br#"{"name":"@a/b","version":"1.0.0"}"#);
    machine.write("bun/@a/b/1.0.0@@@1", b"in place of the link");
    let Some(Artifact::Folder { path, .. }) = machine.by_name() else { panic!() };
    assert!(path.ends_with("@a/b@1.0.0@@@1"));
}

#[test]
fn a_folder_of_another_package_in_buns_cache_is_not_given_out() {
    let machine = Machine::new();
    machine.write("bun/@a/b@1.0.0@@@1/package.json", br#"{"name":"c","version":"1.0.0"}"#);
    machine.write("bun/@a/b/1.0.0@@@1", b"");
    assert!(machine.by_name().is_none());
}

/// Writes a pnpm store with one file, its index at `index`, and its content damaged or not.
fn pnpm_store(machine: &Machine, index: &str, path: &str, content: &[u8]) {
    let file = sha512(b"code");
    let hex = file.hex();
    let text = format!(
        r#"{{"name":"@a/b","version":"1.0.0","files":{{"{path}":{{"integrity":"{file}","mode":493}}}}}}"#
    );
    machine.write(index, text.as_bytes());
    let version = index.split('/').nth(1).unwrap();
    machine.write(&format!("pnpm/{version}/files/{}/{}-exec", &hex[..2], &hex[2..]), content);
}

fn pnpm_indexes(integrity: &Integrity) -> [String; 2] {
    let hex = integrity.hex();
    [
        format!("pnpm/v3/files/{}/{}-index.json", &hex[..2], &hex[2..]),
        format!("pnpm/v10/index/{}/{}-@a+b@1.0.0.json", &hex[..2], &hex[2..64]),
    ]
}

#[test]
fn files_are_found_in_pnpms_stores() {
    let integrity = sha512(b"tgz");
    for index in pnpm_indexes(&integrity) {
        let machine = Machine::new();
        pnpm_store(&machine, &index, "lib/a.js", b"code");
        let Some(Artifact::Files { tree, .. }) = machine.by_integrity(&integrity) else { panic!("{index}") };
        let file = tree.file("lib/a.js").unwrap();
        assert_eq!((&*file.bytes, file.is_executable), (&b"code"[..], true));
    }
}

#[test]
fn a_damaged_file_in_pnpms_store_makes_the_release_not_found() {
    let integrity = sha512(b"tgz");
    let machine = Machine::new();
    pnpm_store(&machine, &pnpm_indexes(&integrity)[1], "a.js", b"damaged");
    assert!(machine.by_integrity(&integrity).is_none());
}

#[test]
fn an_index_that_climbs_is_not_used() {
    let integrity = sha512(b"tgz");
    let machine = Machine::new();
    pnpm_store(&machine, &pnpm_indexes(&integrity)[1], "../a.js", b"code");
    assert!(machine.by_integrity(&integrity).is_none());
}

#[test]
fn a_machine_without_caches_has_nothing() {
    let caches = Caches::of(&Environment::default(), Path::new("/nowhere"));
    assert!(caches.by_name(&release(), &Limits::default()).is_none());
    assert!(caches.by_integrity(&release(), &sha512(b""), &Limits::default()).is_none());
}

proptest::proptest! {
    #[test]
    fn any_index_is_read_without_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let integrity = sha512(b"tgz");
        let machine = Machine::new();
        machine.write(&pnpm_indexes(&integrity)[0], &bytes);
        let _ = machine.by_integrity(&integrity);
    }
}
