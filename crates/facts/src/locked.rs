//! The releases of a project's lockfiles, with where they stand and which hosts are at home there.

use std::collections::BTreeMap;

use stockade_model::{LockedRelease, ReleaseSource};
use stockade_parse::autorun::AutoRunNote;
use stockade_parse::lockfile::Lockfile;

use crate::facts::{Facts, Locus};
use crate::lookalike;
use crate::vocabulary::{Host, HostClass};

/// One lockfile of a project that binds an install.
#[derive(Clone, Copy, Debug)]
pub struct ProjectLockfile<'f> {
    /// Its path.
    pub path: &'f str,
    /// What it lists.
    pub lockfile: &'f Lockfile,
}

/// Most entries of one document that rules tell one by one: finding the line of each costs a pass over it.
pub const TOLD: usize = 50;

/// Folders whose lockfiles are test data or samples that nobody installs from.
const SAMPLES: [&str; 11] = [
    "test",
    "tests",
    "__tests__",
    "fixture",
    "fixtures",
    "__fixtures__",
    "spec",
    "testdata",
    "mocks",
    "__mocks__",
    "node_modules",
];

/// Hosts of public registries and their mirrors, which hold the same releases and are often mixed in one lockfile;
/// each under any of [`PUBLIC_PREFIXES`].
const PUBLIC: [&str; 9] = [
    "npmjs.org",
    "yarnpkg.com",
    "npmmirror.com",
    "npm.taobao.org",
    "nlark.com",
    "cnpmjs.org",
    "huaweicloud.com",
    "cloud.tencent.com",
    "tencent.com",
];

/// The first parts of such hosts' names.
const PUBLIC_PREFIXES: [&str; 6] = ["registry.", "cdn.", "r.", "r2.", "repo.", "mirrors."];

/// A host is a second home rather than a stranger with this many entries, if they are also
/// [`SECOND_HOME_SHARE`] of all: companies move between mirrors, and leave both in their lockfiles.
const SECOND_HOME_ENTRIES: usize = 10;

/// One entry in four.
const SECOND_HOME_SHARE: usize = 4;

impl Facts<'_> {
    /// The lockfiles of the project, those of its test data left out.
    pub fn project_lockfiles(&self) -> impl Iterator<Item = ProjectLockfile<'_>> {
        let is_sample = |path: &str| path.split('/').any(|part| SAMPLES.contains(&part));
        let lockfiles = self.lockfiles().iter().filter(move |(path, _)| !is_sample(path));
        lockfiles.map(|(path, lockfile)| ProjectLockfile { path, lockfile })
    }

    /// The text of a file's line, from 1; the whole file for line 0.
    #[must_use]
    pub fn line(&self, file: &str, line: u32) -> Locus {
        let text = self.text(file);
        let mut start = 0;
        for (number, line_text) in (1_u32..).zip(text.split_inclusive('\n')) {
            if number == line {
                let blanks = line_text.len() - line_text.trim_start().len();
                let end = start + line_text.trim_end().len();
                return Locus { file: file.to_owned(), start: start + blanks, end: end.max(start + blanks) };
            }
            start += line_text.len();
        }
        Locus::whole(file)
    }

    /// Whether a host is a registry: one that the user named, or a public one. What a host is called proves
    /// nothing, nor do the scanned project's own settings.
    #[must_use]
    pub fn is_registry(&self, host: &Host) -> bool {
        let configured = self.context().configured_registries.iter();
        let mut configured = configured.filter_map(|address| Host::of(address, true));
        is_public(host) || configured.any(|named| named.name() == host.name())
    }

    /// Whether the project's own settings take packages from a host.
    #[must_use]
    pub fn is_named_by_project(&self, host: &Host) -> bool {
        self.auto_runs().iter().flat_map(|fact| &fact.entry.notes).any(|note| match note {
            AutoRunNote::Registry(address) => {
                Host::of(address, true).is_some_and(|named| named.name() == host.name())
            }
            _ => false,
        })
    }
}

impl<'f> ProjectLockfile<'f> {
    /// Releases that come from a registry at an address that the lockfile pins, with the address.
    pub fn addressed(&self) -> impl Iterator<Item = (&'f LockedRelease, &'f str)> + use<'f> {
        self.lockfile.releases.iter().filter_map(|release| match &release.source {
            ReleaseSource::Registry { resolved: Some(address) } if Host::of(address, false).is_some() => {
                Some((release, address.as_str()))
            }
            _ => None,
        })
    }

    /// Releases whose address is of a host that nothing explains: no registry that the user named, no public
    /// registry, not the home of a fair share of the other entries, nor of a private scope; and popular packages that come
    /// from an address which no manifest asks for.
    #[must_use]
    pub fn strangers(&self, facts: &Facts<'_>) -> Vec<(&'f LockedRelease, Host)> {
        let homes = Homes::of(self);
        let hosted =
            self.addressed().filter_map(|(release, address)| Some((release, Host::of(address, false)?)));
        let strange = hosted.filter(|(release, host)| {
            !homes.holds(host)
                && !facts.is_registry(host)
                && !homes.is_private(release, host)
                && host.class() != HostClass::Local
        });
        strange.chain(self.unasked_archives(facts)).collect()
    }

    /// Popular packages at an address that no manifest of the project names.
    fn unasked_archives(&self, facts: &Facts<'_>) -> Vec<(&'f LockedRelease, Host)> {
        let is_manifest =
            |path: &str| path.ends_with("package.json") || path.ends_with("pnpm-workspace.yaml");
        let files = facts.tree().files().iter().filter(|file| is_manifest(&file.path));
        let manifests: Vec<_> = files.map(|file| String::from_utf8_lossy(&file.bytes)).collect();
        let unasked = self.lockfile.releases.iter().filter_map(|release| {
            let ReleaseSource::Remote { address } = &release.source else { return None };
            let is_asked = manifests.iter().any(|manifest| manifest.contains(address.as_str()));
            let host = Host::of(address, false).filter(|host| host.class() != HostClass::Forge)?;
            (!is_asked && lookalike::is_popular(release.name.as_str())).then_some((release, host))
        });
        unasked.collect()
    }
}

/// Which hosts are at home in a lockfile.
struct Homes<'f> {
    /// Registry releases, with an address or without: some formats pin only unusual addresses.
    total: usize,
    entries: BTreeMap<String, usize>,
    scopes: BTreeMap<&'f str, Vec<String>>,
}

impl<'f> Homes<'f> {
    fn of(lockfile: &ProjectLockfile<'f>) -> Self {
        let is_registry = |release: &&LockedRelease| matches!(release.source, ReleaseSource::Registry { .. });
        let total = lockfile.lockfile.releases.iter().filter(is_registry).count();
        let mut homes = Self { total, entries: BTreeMap::new(), scopes: BTreeMap::new() };
        for (release, address) in lockfile.addressed() {
            let Some(host) = Host::of(address, false) else { continue };
            *homes.entries.entry(host.name().to_owned()).or_default() += 1;
            if let Some(scope) = release.name.scope() {
                homes.scopes.entry(scope).or_default().push(host.name().to_owned());
            }
        }
        homes
    }

    fn holds(&self, host: &Host) -> bool {
        let count = self.entries.get(host.name()).copied().unwrap_or_default();
        let is_majority = count * 2 > self.total;
        let is_second = count >= SECOND_HOME_ENTRIES && count * SECOND_HOME_SHARE >= self.total;
        is_majority || is_second
    }

    /// Whether all packages of the release's scope come from this host, and the scope is nobody's we know.
    fn is_private(&self, release: &LockedRelease, host: &Host) -> bool {
        release.name.scope().is_some_and(|scope| {
            let hosts = self.scopes.get(scope).map(Vec::as_slice).unwrap_or_default();
            hosts.iter().all(|other| other == host.name()) && !lookalike::is_popular_scope(scope)
        })
    }
}

/// Whether a host is one of the public registries.
fn is_public(host: &Host) -> bool {
    let domains = PUBLIC_PREFIXES.iter().filter_map(|prefix| host.name().strip_prefix(prefix));
    domains.into_iter().any(|domain| PUBLIC.contains(&domain))
}

/// The package and the version that a registry's address of an archive names: `/@scope/name/-/name-1.0.0.tgz`.
#[must_use]
pub fn named_by(address: &str) -> Option<(String, Option<String>)> {
    let path = address
        .split(['?', '#'])
        .next()
        .unwrap_or(address)
        .replace("%2f", "/")
        .replace("%2F", "/")
        .replace("%40", "@");
    let (before, file) = path.rsplit_once("/-/")?;
    let mut parts = before.rsplit('/');
    let base = parts.next()?;
    let scope = parts.next().filter(|scope| scope.starts_with('@'));
    let name = scope.map_or_else(|| base.to_owned(), |scope| format!("{scope}/{base}"));
    let file = file.rsplit('/').next().unwrap_or(file);
    let version = file.strip_suffix(".tgz").and_then(|stem| stem.strip_prefix(base)?.strip_prefix('-'));
    Some((name, version.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_packages() {
        let named = |address| named_by(address).map(|(name, version)| (name, version.unwrap_or_default()));
        let pair = |name: &str, version: &str| Some((name.to_owned(), version.to_owned()));
        assert_eq!(named("https://registry.example/ms/-/ms-2.1.3.tgz"), pair("ms", "2.1.3"));
        assert_eq!(
            named("https://h.example/api/npm/n/@a/b/-/b-1.0.0-rc.1.tgz#x"),
            pair("@a/b", "1.0.0-rc.1")
        );
        assert_eq!(named("https://h.example/@a%2fb/-/b-1.0.0.tgz"), pair("@a/b", "1.0.0"));
        assert_eq!(named("https://h.example/@a/b/-/@a/b-1.0.0.tgz"), pair("@a/b", "1.0.0"));
        assert_eq!(named("https://h.example/download/@a/b/1.0.0/0a"), None);
    }

    #[test]
    fn the_public_registries_are_known() {
        let host = |domain: &str| Host::of(&format!("https://registry.{domain}/x"), false).unwrap();
        assert!(is_public(&host("yarnpkg.com")));
        assert!(!is_public(&host("yarnpkg.invalid")));
    }
}
