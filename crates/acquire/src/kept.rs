//! Packuments that this machine keeps already: those that Stockade fetched before, and those in npm's cache.
//!
//! They are looked for by name alone and nothing is asked for, so that a project's scan can compare what is locked
//! with what the registry said when it was installed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use stockade_model::{Integrity, PackageName};

use crate::address::Address;
use crate::asked;
use crate::cache::Caches;
use crate::client::{self, PackumentForm};
use crate::environment::Environment;
use crate::settings::Settings;
use crate::store::{Store, read_up_to};

/// Largest bucket of npm's index that is read, in bytes: an entry has some hundred.
const BUCKET_BYTES: u64 = 1 << 20;

/// The packuments kept for the registries of one project.
#[derive(Debug)]
pub struct KeptPackuments {
    settings: Settings,
    /// The registry of the package manager, as it answered when it was last asked.
    answered: Option<Address>,
    store: Arc<Store>,
    /// npm's `_cacache`.
    npm: Option<PathBuf>,
    limit_bytes: u64,
}

/// One packument, found and not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPackument {
    identity: String,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Store(String),
    Npm(Integrity),
}

impl KeptPackument {
    /// A name of its bytes, for telling one state of it from another.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }
}

impl KeptPackuments {
    /// What is kept of the registries that `settings` name; of packuments over `limit_bytes` none is read.
    #[must_use]
    pub fn of(environment: &Environment, settings: Settings, store: Arc<Store>, limit_bytes: u64) -> Self {
        let answered = asked::answered_before(&store);
        let npm = Caches::npm_folder(environment);
        Self { settings, answered, store, npm, limit_bytes }
    }

    /// The packument of `name`, the full form before the abbreviated one, npm's before ours.
    #[must_use]
    pub fn find(&self, name: &PackageName) -> Option<KeptPackument> {
        let registry = self.settings.registry_for(name).ok().map(|registry| &registry.address);
        let address = client::packument_address(registry.or(self.answered.as_ref())?, name);
        if let Some(integrity) = self.npm.as_deref().and_then(|npm| in_npm(npm, &address)) {
            return Some(KeptPackument { identity: integrity.to_string(), place: Place::Npm(integrity) });
        }
        [PackumentForm::Full, PackumentForm::Abbreviated].into_iter().find_map(|form| {
            let key = client::packument_key(form, &address);
            let identity = hex::encode(self.store.document_hash(&key)?);
            Some(KeptPackument { identity, place: Place::Store(key) })
        })
    }

    /// The document's bytes; none where they are gone, damaged or too large.
    #[must_use]
    pub fn read(&self, kept: &KeptPackument) -> Option<Vec<u8>> {
        match &kept.place {
            Place::Store(key) => client::kept_body(self.store.document(key, self.limit_bytes)?),
            Place::Npm(integrity) => {
                let path = Caches::npm_content(self.npm.as_deref()?, integrity)?;
                read_up_to(&path, self.limit_bytes).ok().filter(|bytes| integrity.matches(bytes))
            }
        }
    }
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    integrity: Option<String>,
}

/// The newest entry under the address in npm's index: `index-v5/aa/bb/…`, lines of a hash and an object (npm's
/// `cacache` and `make-fetch-happen`). One without integrity says that it was removed.
fn in_npm(npm: &Path, address: &Address) -> Option<Integrity> {
    let key = format!("make-fetch-happen:request-cache:{}", address.on_the_wire());
    let hex = hex::encode(Sha256::digest(&key));
    let bucket = npm.join("index-v5").join(hex.get(..2)?).join(hex.get(2..4)?).join(hex.get(4..)?);
    let bytes = read_up_to(&bucket, BUCKET_BYTES).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let mut entries =
        text.lines().rev().filter_map(|line| serde_json::from_str::<Entry>(line.split_once('\t')?.1).ok());
    let newest = entries.find(|entry| entry.key == key)?;
    newest.integrity?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use stockade_model::Algorithm;

    use super::*;
    use crate::settings::{Origin, Registry};

    const DOCUMENT: &[u8] = br#"{"name":"@a/b","versions":{"1.0.0":{}}}"#;

    fn kept(folder: &Path) -> KeptPackuments {
        let cache = ("npm_config_cache".to_owned(), folder.to_str().unwrap().to_owned());
        let environment = Environment::new([cache], None, folder.into());
        let address = "https://registry.example/npm/".parse().unwrap();
        let default_registry = Some(Registry { address, origin: Origin::User });
        let settings = Settings { default_registry, ..Settings::default() };
        let store = Arc::new(Store::new(Some(folder.join("store"))));
        KeptPackuments::of(&environment, settings, store, 1 << 20)
    }

    fn cache(folder: &Path, lines: &[&str]) {
        let key = "make-fetch-happen:request-cache:https://registry.example/npm/@a%2fb";
        let hex = hex::encode(Sha256::digest(key));
        let bucket = folder.join("_cacache/index-v5").join(&hex[..2]).join(&hex[2..4]);
        fs::create_dir_all(&bucket).unwrap();
        let lines: Vec<String> =
            lines.iter().map(|line| format!("\nhash\t{}", line.replace("KEY", key))).collect();
        fs::write(bucket.join(&hex[4..]), lines.concat()).unwrap();
        let integrity = Integrity::of(Algorithm::Sha512, DOCUMENT);
        let content = Caches::npm_content(&folder.join("_cacache"), &integrity).unwrap();
        fs::create_dir_all(content.parent().unwrap()).unwrap();
        fs::write(content, DOCUMENT).unwrap();
    }

    fn entry() -> String {
        format!(r#"{{"key":"KEY","integrity":"{}"}}"#, Integrity::of(Algorithm::Sha512, DOCUMENT))
    }

    fn found(folder: &Path) -> Option<Vec<u8>> {
        let kept = kept(folder);
        kept.read(&kept.find(&"@a/b".parse().unwrap())?)
    }

    #[test]
    fn npms_newest_entry_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(found(folder.path()), None);
        cache(
            folder.path(),
            &[r#"{"key":"KEY","integrity":"sha1-AAAA"}"#, "garbage", r#"{"key":"other"}"#, &entry()],
        );
        assert_eq!(found(folder.path()).as_deref(), Some(DOCUMENT));
    }

    #[test]
    fn a_removed_entry_and_changed_bytes_are_none() {
        let folder = tempfile::tempdir().unwrap();
        cache(folder.path(), &[&entry(), r#"{"key":"KEY","integrity":null}"#]);
        assert_eq!(found(folder.path()), None);
        cache(folder.path(), &[&entry()]);
        let integrity = Integrity::of(Algorithm::Sha512, DOCUMENT);
        let content = Caches::npm_content(&folder.path().join("_cacache"), &integrity).unwrap();
        fs::write(content, b"{}").unwrap();
        assert_eq!(found(folder.path()), None);
    }

    #[test]
    fn what_was_fetched_before_is_found_in_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let kept = kept(folder.path());
        let address = "https://registry.example/npm/@a%2fb".parse().unwrap();
        let key = client::packument_key(PackumentForm::Abbreviated, &address);
        kept.store.keep_document(&key, &[b"etag\n", DOCUMENT].concat());
        let found = kept.find(&"@a/b".parse().unwrap()).unwrap();
        assert_eq!(kept.read(&found).as_deref(), Some(DOCUMENT));
    }
}
