//! Lockfiles that the real package managers wrote for one project, read and compared.
//!
//! The project (`fixtures/lockfiles/project`) has a workspace member, an alias, a folder and an archive on
//! disk with a bundled package, a peer, an optional and development dependencies. A second one (`odd-*`) has
//! a repository, an archive at an address, an override and a patch. Only host names were changed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;
use stockade_model::{DependencyKind, Limits, LockedRelease, ReleaseSource};
use stockade_parse::lockfile::{Lockfile, ProjectManifest, read, read_in_project};
use stockade_parse::manifest;

const FILES: [&str; 13] = [
    "npm1/package-lock.json",
    "npm2/package-lock.json",
    "npm3/package-lock.json",
    "npm-installed/.package-lock.json",
    "yarn1/yarn.lock",
    "berry2/yarn.lock",
    "berry3/yarn.lock",
    "berry4/yarn.lock",
    "pnpm7/pnpm-lock.yaml",
    "pnpm8/pnpm-lock.yaml",
    "pnpm9/pnpm-lock.yaml",
    "pnpm10/pnpm-lock.yaml",
    "bun/bun.lock",
];

const ODD_FILES: [&str; 8] = [
    "odd-npm1/package-lock.json",
    "odd-npm3/package-lock.json",
    "odd-yarn1/yarn.lock",
    "odd-berry3/yarn.lock",
    "odd-berry4/yarn.lock",
    "odd-pnpm7/pnpm-lock.yaml",
    "odd-pnpm9/pnpm-lock.yaml",
    "odd-bun/bun.lock",
];

/// What every package manager resolved: name, version, source and the chain that brings it in.
const RELEASES: [(&str, &str, &str, &str); 17] = [
    ("@shop/tool", "1.1.0", "workspace packages/tool", "@shop/tool"),
    ("bundler", "1.0.0", "file bundler-1.0.0.tgz", "bundler"),
    ("debug", "4.3.4", "registry", "debug"),
    ("depd", "2.0.0", "registry", "local-lib > depd"),
    ("escape-html", "1.0.3", "registry", "@shop/tool > escape-html"),
    ("fsevents", "2.3.3", "registry", "fsevents"),
    ("is-number", "6.0.0", "registry", "is-odd > is-number"),
    ("is-odd", "3.0.1", "registry", "is-odd"),
    ("js-tokens", "4.0.0", "registry", "react > loose-envify > js-tokens"),
    ("local-lib", "0.1.0", "file local-lib", "local-lib"),
    ("loose-envify", "1.4.0", "registry", "react > loose-envify"),
    ("ms", "1.0.0", "registry", "bundler > ms"),
    ("ms", "2.0.0", "registry", "ms"),
    ("ms", "2.1.2", "registry", "debug > ms"),
    ("ms", "2.1.3", "registry", "@shop/tool > ms"),
    ("react", "18.2.0", "registry", "react"),
    ("use-sync-external-store", "1.2.0", "registry", "use-sync-external-store"),
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lockfiles")
}

fn bytes_of(file: &str) -> Vec<u8> {
    std::fs::read(fixtures().join(file)).unwrap()
}

fn lockfile(file: &str) -> Lockfile {
    let project = manifest::read(&bytes_of("project/package.json"), &Limits::default()).unwrap();
    let member = manifest::read(&bytes_of("project/packages/tool/package.json"), &Limits::default()).unwrap();
    let manifests = [
        ProjectManifest { folder: "", manifest: &project },
        ProjectManifest { folder: "packages/tool", manifest: &member },
    ];
    read_in_project(file, &bytes_of(file), &manifests, &Limits::default()).unwrap()
}

fn source_of(release: &LockedRelease) -> String {
    match &release.source {
        ReleaseSource::Registry { .. } => "registry".to_owned(),
        ReleaseSource::Git { repository, commit } => format!("git {repository} {commit}"),
        ReleaseSource::Remote { address } => format!("remote {address}"),
        ReleaseSource::File { path } => format!("file {path}"),
        ReleaseSource::Workspace { path } => format!("workspace {path}"),
    }
}

fn version_of(release: &LockedRelease) -> &str {
    release.version.as_ref().map_or("", |version| version.as_str())
}

/// The releases of the project, without what yarn Berry adds for a package with a `binding.gyp`.
fn own_releases(lockfile: &Lockfile) -> impl Iterator<Item = &LockedRelease> {
    let is_own = |release: &&LockedRelease| {
        let is_build_tool = release.dependency_path.get(1).is_some_and(|name| name == "node-gyp");
        !is_build_tool
    };
    lockfile.releases.iter().filter(is_own)
}

#[test]
fn every_format_lists_the_same_releases_with_the_same_chains() {
    for file in FILES {
        let lockfile = lockfile(file);
        let found: BTreeSet<(String, String, String, String)> = own_releases(&lockfile)
            .map(|release| {
                let name = release.name.to_string();
                let known = RELEASES.iter().find(|known| known.0 == name);
                // A folder or archive on disk has no version in some formats.
                let version = match version_of(release) {
                    "" => known.map_or("", |known| known.1),
                    version => version,
                };
                let path = release.dependency_path.join(" > ");
                // What was installed is listed without the project, so peers come through their dependants.
                let path = path.strip_prefix("use-sync-external-store > ").unwrap_or(&path).to_owned();
                (name, version.to_owned(), source_of(release), path)
            })
            .collect();
        let expected = RELEASES
            .iter()
            // pnpm does not list what comes inside an artifact; npm did not install what is for another system.
            .filter(|known| !(file.starts_with("pnpm") && known.0 == "ms" && known.1 == "1.0.0"))
            .filter(|known| !(file.starts_with("npm-installed") && known.0 == "fsevents"))
            .map(|known| (known.0.into(), known.1.into(), known.2.into(), known.3.into()))
            .collect();
        assert_eq!(found, expected, "{file}");
        assert_eq!(lockfile.gaps, [], "{file}");
    }
}

#[test]
fn every_format_tells_how_strongly_a_release_is_needed() {
    for file in FILES {
        let lockfile = lockfile(file);
        let kind = |name: &str| {
            lockfile.releases.iter().find(|known| known.name.as_str() == name).map(|known| known.kind)
        };
        assert_eq!(kind("debug"), Some(DependencyKind::Production), "{file}");
        assert_eq!(kind("is-number"), Some(DependencyKind::Development), "{file}");
        if !file.starts_with("npm-installed") {
            assert_eq!(kind("fsevents"), Some(DependencyKind::Optional), "{file}");
        }
    }
}

#[test]
fn every_release_is_placed_on_the_line_that_names_it() {
    for file in FILES.iter().chain(&ODD_FILES) {
        let text = String::from_utf8(bytes_of(file)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for release in read(file, text.as_bytes(), &Limits::default()).unwrap().releases {
            let line = lines[release.line as usize - 1];
            let folder = release.install_path.rsplit('/').next().unwrap_or_default();
            let is_named =
                line.contains(release.name.base()) || (!folder.is_empty() && line.contains(folder));
            assert!(is_named, "{file}: {} at line {}: {line}", release.name, release.line);
        }
    }
}

#[test]
fn every_registry_release_is_pinned_in_honest_lockfiles() {
    for file in FILES {
        let lockfile = lockfile(file);
        for (index, release) in lockfile.releases.iter().enumerate() {
            let is_registry = matches!(release.source, ReleaseSource::Registry { .. });
            if is_registry && !release.is_bundled {
                assert!(lockfile.pins_bytes(index), "{file}: {}", release.name);
            }
        }
    }
}

#[test]
fn a_bundled_release_is_marked() {
    for file in ["npm1/package-lock.json", "npm2/package-lock.json", "npm3/package-lock.json", "bun/bun.lock"]
    {
        let lockfile = lockfile(file);
        let bundled: Vec<String> = lockfile
            .releases
            .iter()
            .filter(|release| release.is_bundled)
            .map(|release| format!("{}@{} {}", release.name, version_of(release), release.install_path))
            .collect();
        assert_eq!(bundled, ["ms@1.0.0 node_modules/bundler/node_modules/ms"], "{file}");
    }
}

#[test]
fn repositories_addresses_overrides_and_patches_are_read() {
    for file in ODD_FILES {
        let lockfile = read(file, &bytes_of(file), &Limits::default()).unwrap();
        let releases: Vec<String> = lockfile
            .releases
            .iter()
            .map(|release| {
                let path = release.dependency_path.join(" > ");
                let (version, source) = (version_of(release), source_of(release));
                format!("{}@{version} {:?} [{path}] {source}", release.name, release.kind)
            })
            .collect();
        let name = file.split('/').next().unwrap();
        insta::assert_json_snapshot!(
            name,
            json!({"version": lockfile.format_version, "releases": releases, "gaps": lockfile.gaps, "patches": lockfile.patches})
        );
    }
}

#[test]
fn a_truncated_lockfile_never_panics() {
    for file in FILES.iter().chain(&ODD_FILES) {
        let bytes = bytes_of(file);
        for end in (0..bytes.len()).step_by(50) {
            let _ = read(file, &bytes[..end], &Limits::default());
        }
    }
}
