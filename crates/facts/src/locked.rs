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

    /// Hosts of the registries that the caller or the project's own settings name.
    fn named_registries(&self) -> Vec<String> {
        let in_settings =
            self.auto_runs().iter().flat_map(|fact| &fact.entry.notes).filter_map(|note| match note {
                AutoRunNote::Registry(address) => Some(address),
                _ => None,
            });
        let addresses = self.context().configured_registries.iter().chain(in_settings);
        addresses.filter_map(|address| Host::of(address, true)).map(|host| host.name().to_owned()).collect()
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

    /// Releases whose address is of a host that nothing explains: no registry in use, no public registry, not
    /// the home of a fair share of the other entries, nor of a private scope.
    #[must_use]
    pub fn strangers(&self, facts: &Facts<'_>) -> Vec<(&'f LockedRelease, Host)> {
        let mut entries: BTreeMap<String, usize> = BTreeMap::new();
        let mut scopes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut all = Vec::new();
        for (release, address) in self.addressed() {
            let Some(host) = Host::of(address, false) else { continue };
            *entries.entry(host.name().to_owned()).or_default() += 1;
            if let Some(scope) = release.name.scope() {
                scopes.entry(scope).or_default().push(host.name().to_owned());
            }
            all.push((release, host));
        }
        let total = all.len();
        let most = entries.values().copied().max().unwrap_or_default();
        let named = facts.named_registries();
        let is_home = |host: &Host| {
            let count = entries.get(host.name()).copied().unwrap_or_default();
            // Of hosts with equally many entries none is the majority; all are homes only if named.
            let is_majority = count == most && count * 2 > total;
            let is_second = count >= SECOND_HOME_ENTRIES && count * SECOND_HOME_SHARE >= total;
            is_majority || is_second || is_public(host) || named.iter().any(|name| name == host.name())
        };
        let is_private = |release: &LockedRelease, host: &Host| {
            release.name.scope().is_some_and(|scope| {
                let is_everywhere =
                    scopes.get(scope).is_some_and(|hosts| hosts.iter().all(|other| other == host.name()));
                is_everywhere && !lookalike::is_popular_scope(scope)
            })
        };
        all.retain(|(release, host)| {
            !is_home(host) && !is_private(release, host) && host.class() != HostClass::Local
        });
        all
    }
}

/// Whether a host is one of the public registries.
#[must_use]
pub fn is_public(host: &Host) -> bool {
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
