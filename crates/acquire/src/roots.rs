//! The certificates that a registry's own is checked against.
//!
//! The machine's bundle comes first, for companies add their own authorities to it; Mozilla's list, which is
//! built in, serves machines where none is found.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

use crate::settings::{Authorities, NoteReason, SettingsNote};

/// Where Linux and BSD systems and macOS keep their bundle (the list of Go's `crypto/x509` and of
/// `openssl-probe`).
const BUNDLES: [&str; 8] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
    "/usr/local/etc/openssl/cert.pem",
];

/// Largest bundle read, in bytes; a system's has about 200 KB.
const BUNDLE_BYTES: u64 = 16 << 20;

/// The roots to trust, and notes on files that could not be read.
pub(crate) fn load(authorities: &Authorities) -> (RootCerts, Vec<SettingsNote>) {
    let mut notes = Vec::new();
    let mut certificates = chosen_bundle(&authorities.bundles, &mut notes)
        .or_else(|| BUNDLES.iter().find_map(|path| read(Path::new(path)).ok()))
        .unwrap_or_default();
    let has_machines_bundle = !certificates.is_empty();
    for path in &authorities.extra {
        match read(path) {
            Ok(extra) => certificates.extend(extra),
            Err(reason) => notes.push(note(path.display().to_string(), reason)),
        }
    }
    for text in &authorities.inline {
        match parsed(text.replace("\\n", "\n").as_bytes()) {
            Ok(inline) => certificates.extend(inline),
            Err(reason) => notes.push(note("ca".to_owned(), reason)),
        }
    }
    if has_machines_bundle {
        return (RootCerts::Specific(Arc::new(certificates)), notes);
    }
    if !certificates.is_empty() {
        notes.push(note(
            "certificates".to_owned(),
            "no bundle of the machine was found; only the certificates given are trusted".to_owned(),
        ));
        return (RootCerts::Specific(Arc::new(certificates)), notes);
    }
    (RootCerts::WebPki, notes)
}

fn chosen_bundle(paths: &[PathBuf], notes: &mut Vec<SettingsNote>) -> Option<Vec<Certificate<'static>>> {
    for path in paths {
        match read(path) {
            Ok(bundle) => return Some(bundle),
            Err(reason) => notes.push(note(path.display().to_string(), reason)),
        }
    }
    None
}

fn note(place: String, reason: String) -> SettingsNote {
    SettingsNote { place, key: String::new(), reason: NoteReason::Unreadable(reason) }
}

fn read(path: &Path) -> Result<Vec<Certificate<'static>>, String> {
    let metadata = std::fs::metadata(path).map_err(|error| error.kind().to_string())?;
    if !metadata.is_file() || metadata.len() > BUNDLE_BYTES {
        return Err("not a bundle of certificates".to_owned());
    }
    parsed(&std::fs::read(path).map_err(|error| error.kind().to_string())?)
}

fn parsed(pem: &[u8]) -> Result<Vec<Certificate<'static>>, String> {
    let certificates: Vec<_> = parse_pem(pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() { Err("no certificate in it".to_owned()) } else { Ok(certificates) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_that_cannot_be_read_is_noted() {
        let folder = tempfile::tempdir().unwrap();
        let garbage = folder.path().join("ca.pem");
        std::fs::write(&garbage, "garbage").unwrap();
        let authorities = Authorities {
            bundles: vec![garbage],
            extra: vec!["/nowhere.pem".into()],
            inline: vec!["x".into()],
        };
        assert_eq!(load(&authorities).1.len(), 3);
    }
}
