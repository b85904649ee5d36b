//! Which server a release's bytes are asked from.

use std::path::Path;

use stockade_acquire::{AcquireError, Acquirer, Artifact, Caches};
use stockade_model::{DependencyKind, Limits, LockedRelease, ReleaseSource};

use super::*;

fn release(integrity: Option<&Integrity>, resolved: Option<String>) -> LockedRelease {
    LockedRelease {
        name: name(),
        version: Some("1.0.0".parse().unwrap()),
        source: ReleaseSource::Registry { resolved },
        integrity: integrity.cloned(),
        install_path: String::new(),
        kind: DependencyKind::Production,
        is_bundled: false,
        dependency_path: vec!["x".into()],
        line: 0,
    }
}

fn sha512(bytes: &[u8]) -> Integrity {
    Integrity::of(Algorithm::Sha512, bytes)
}

fn fetch(registry: &Server, release: &LockedRelease) -> Result<Vec<u8>, AcquireError> {
    let store = Arc::new(Store::new(None));
    let client = Client::new(settings(registry), options(), Arc::clone(&store)).unwrap();
    let acquirer = Acquirer::new(client, store, Caches::default(), Limits::default());
    match acquirer.fetch(release, Path::new("/nowhere"))? {
        Artifact::Archive { bytes, .. } => Ok(bytes),
        other => panic!("{other:?}"),
    }
}

fn not_found() -> Reply {
    reply("404 Not Found", "", b"")
}

#[test]
fn promised_bytes_come_from_the_configured_registry_first() {
    let (registry, pinned) = (Server::start(vec![ok(b"bytes")]), Server::start(vec![]));
    let resolved = Some(format!("{}/x.tgz", pinned.address));
    assert_eq!(fetch(&registry, &release(Some(&sha512(b"bytes")), resolved)).unwrap(), b"bytes");
    assert!(registry.requests()[0].starts_with("get /x/-/x-1.0.0.tgz "));
    assert!(pinned.requests().is_empty());
}

#[test]
fn promised_bytes_that_only_the_pinned_address_has_are_found_there_without_our_token() {
    for first in [ok(b"other"), not_found()] {
        let (registry, pinned) = (Server::start(vec![first]), Server::start(vec![ok(b"bytes")]));
        let resolved = Some(format!("{}/x.tgz", pinned.address));
        assert_eq!(fetch(&registry, &release(Some(&sha512(b"bytes")), resolved)).unwrap(), b"bytes");
        assert!(!pinned.requests()[0].contains("authorization"));
    }
}

#[test]
fn a_registry_that_keeps_archives_elsewhere_is_asked_where() {
    let storage = Server::start(vec![ok(b"bytes")]);
    let document = format!(
        r#"{{"name":"x","versions":{{"1.0.0":{{"dist":{{"tarball":"{}/download/x"}}}}}}}}"#,
        storage.address
    );
    let registry = Server::start(vec![not_found(), ok(document.as_bytes())]);
    assert_eq!(fetch(&registry, &release(Some(&sha512(b"bytes")), None)).unwrap(), b"bytes");
    assert!(storage.requests()[0].starts_with("get /download/x "));
    assert!(!storage.requests()[0].contains("authorization"));
}

#[test]
fn the_documents_word_does_not_replace_the_lockfiles() {
    let other = sha512(b"other");
    let document = format!(r#"{{"name":"x","versions":{{"1.0.0":{{"dist":{{"integrity":"{other}"}}}}}}}}"#);
    let registry = Server::start(vec![not_found(), ok(document.as_bytes()), ok(b"other")]);
    let error = fetch(&registry, &release(Some(&sha512(b"bytes")), None)).unwrap_err();
    assert!(error.is_integrity_mismatch());
}

#[test]
fn wrong_bytes_everywhere_are_an_integrity_mismatch() {
    let (registry, pinned) = (Server::start(vec![ok(b"other")]), Server::start(vec![not_found()]));
    let resolved = Some(format!("{}/x.tgz", pinned.address));
    let error = fetch(&registry, &release(Some(&sha512(b"bytes")), resolved)).unwrap_err();
    assert!(error.is_integrity_mismatch());
    assert_eq!(error.to_gap().kind, GapKind::IntegrityMismatch);
}

#[test]
fn without_integrity_the_pinned_address_alone_is_asked() {
    let (registry, pinned) = (Server::start(vec![ok(b"honest")]), Server::start(vec![ok(b"pinned")]));
    let resolved = Some(format!("{}/x.tgz", pinned.address));
    assert_eq!(fetch(&registry, &release(None, resolved)).unwrap(), b"pinned");
    assert!(registry.requests().is_empty());
}

#[test]
fn without_integrity_or_address_the_packument_promises() {
    let document = |bytes: &[u8]| {
        let integrity = sha512(bytes);
        ok(format!(r#"{{"name":"x","versions":{{"1.0.0":{{"dist":{{"integrity":"{integrity}"}}}}}}}}"#)
            .as_bytes())
    };
    let registry = Server::start(vec![document(b"bytes"), ok(b"bytes")]);
    assert_eq!(fetch(&registry, &release(None, None)).unwrap(), b"bytes");
    let registry = Server::start(vec![document(b"bytes"), ok(b"other")]);
    assert!(fetch(&registry, &release(None, None)).unwrap_err().is_integrity_mismatch());
}

#[test]
fn a_version_the_registry_does_not_have_is_not_found() {
    let registry = Server::start(vec![ok(br#"{"name":"x","versions":{"2.0.0":{}}}"#)]);
    assert_eq!(fetch(&registry, &release(None, None)).unwrap_err().code(), "registry-not-found");
}
