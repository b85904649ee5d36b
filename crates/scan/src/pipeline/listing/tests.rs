use std::fs;

use stockade_model::Limits;

use super::*;

const LOCKFILE: &str = r#"{
  "name": "shop", "lockfileVersion": 3,
  "packages": {
    "": {"name": "shop", "dependencies": {"a": "1.0.0", "b": "2.0.0"}},
    "node_modules/a": {"version": "1.0.0", "resolved": "https://registry.example/a/-/a-1.0.0.tgz"},
    "node_modules/b": {"version": "2.0.0", "resolved": "https://registry.example/b/-/b-2.0.0.tgz"}
  }
}"#;

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn listed(folder: &tempfile::TempDir, judges_installed: bool) -> Listing {
    let mut listing = Listing::default();
    let project = Project::read(folder.path(), &Limits::default()).unwrap();
    listing.add_project(project, judges_installed, &Common::default());
    listing
}

fn places(listing: &Listing) -> Vec<(&str, &str)> {
    listing.candidates.iter().map(|candidate| (candidate.purl.as_str(), candidate.from.as_str())).collect()
}

#[test]
fn what_is_installed_is_judged_where_it_lies_and_the_rest_as_pinned() {
    let folder = project(&[
        ("package.json", r#"{"name": "shop"}"#),
        ("package-lock.json", LOCKFILE),
        ("node_modules/a/package.json", r#"{"name": "a", "version": "1.0.0"}"#),
    ]);
    let listing = listed(&folder, false);
    assert_eq!(
        places(&listing),
        [
            ("pkg:npm/shop", "."),
            ("pkg:npm/a@1.0.0", "node_modules/a"),
            ("pkg:npm/b@2.0.0", "https://registry.example/b/-/b-2.0.0.tgz"),
        ]
    );
    assert_eq!(listing.candidates[1].dependency_path, ["shop", "a"]);
    assert!(listing.gaps.is_empty());
}

#[cfg(unix)]
#[test]
fn a_lockfile_cannot_point_out_of_the_project() {
    let outside = project(&[("package.json", r#"{"name": "a", "version": "1.0.0"}"#)]);
    let folder = project(&[("package.json", "{}"), ("node_modules/x/package.json", "{}")]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("node_modules/a")).unwrap();
    let climbing = LOCKFILE.replace("node_modules/b", "node_modules/../../b");
    fs::write(folder.path().join("package-lock.json"), climbing).unwrap();
    let froms: Vec<_> =
        places(&listed(&folder, false)).into_iter().map(|(_, from)| from.to_owned()).collect();
    assert!(froms.iter().all(|from| from == "." || from.starts_with("https://")), "{froms:?}");
}

#[test]
fn a_folder_depended_on_by_path_is_a_release_of_its_own_and_a_workspace_is_not() {
    let lockfile = r#"{
      "name": "shop", "lockfileVersion": 3,
      "packages": {
        "": {"name": "shop", "workspaces": ["packages/*"], "dependencies": {"v": "file:vendor/v"}},
        "packages/w": {"name": "w", "version": "1.0.0"},
        "vendor/v": {"version": "1.0.0"},
        "node_modules/w": {"resolved": "packages/w", "link": true},
        "node_modules/v": {"resolved": "vendor/v", "link": true}
      }
    }"#;
    let folder = project(&[
        ("package.json", r#"{"name": "shop", "workspaces": ["packages/*"]}"#),
        ("package-lock.json", lockfile),
        ("vendor/v/package.json", r#"{"name": "v", "version": "1.0.0"}"#),
        ("packages/w/package.json", r#"{"name": "w", "version": "1.0.0"}"#),
    ]);
    let listing = listed(&folder, false);
    assert_eq!(places(&listing), [("pkg:npm/shop", "."), ("pkg:npm/v@1.0.0", "vendor/v")]);
}

#[test]
fn installed_mode_judges_what_lies_there_and_tells_the_differences() {
    let folder = project(&[
        ("package.json", r#"{"name": "shop"}"#),
        ("package-lock.json", LOCKFILE),
        ("node_modules/b/package.json", r#"{"name": "b", "version": "9.9.9"}"#),
        ("node_modules/c/package.json", r#"{"name": "c", "version": "1.0.0"}"#),
        ("node_modules/stray.js", ""),
    ]);
    let listing = listed(&folder, true);
    assert_eq!(
        places(&listing),
        [("pkg:npm/shop", "."), ("pkg:npm/b@9.9.9", "node_modules/b"), ("pkg:npm/c@1.0.0", "node_modules/c"),]
    );
    let reasons: Vec<&str> = listing.gaps.iter().map(|gap| gap.reason.as_str()).collect();
    for told in [
        "`b@9.9.9` is installed, where the lockfile lists `b@2.0.0`",
        "`c@1.0.0` is installed, which the lockfile does not list",
        "lists `a@1.0.0`, which is not installed",
        "belongs to no package",
    ] {
        assert!(reasons.iter().any(|reason| reason.contains(told)), "{told}: {reasons:?}");
    }
}

#[test]
fn a_part_with_its_own_lockfile_is_listed_under_its_folder() {
    let folder = project(&[
        ("api/package.json", r#"{"name": "api"}"#),
        ("api/package-lock.json", LOCKFILE),
        ("api/node_modules/a/package.json", r#"{"name": "a", "version": "1.0.0"}"#),
    ]);
    let listing = listed(&folder, false);
    assert!(places(&listing).contains(&("pkg:npm/a@1.0.0", "api/node_modules/a")), "{:?}", places(&listing));
}

#[test]
fn the_same_entry_in_two_lockfiles_is_one_candidate() {
    let folder = project(&[
        ("package.json", r#"{"name": "shop"}"#),
        ("package-lock.json", LOCKFILE),
        ("npm-shrinkwrap.json", LOCKFILE),
    ]);
    assert_eq!(places(&listed(&folder, false)).len(), 3);
}

#[test]
fn dependencies_without_lockfile_are_a_gap_unless_they_are_installed() {
    let manifest = r#"{"name": "shop", "dependencies": {"a": "1"}}"#;
    let bare = listed(&project(&[("package.json", manifest)]), false);
    assert_eq!(bare.gaps.first().and_then(|gap| gap.file.as_deref()), Some("package.json"));
    let installed = project(&[
        ("package.json", manifest),
        ("node_modules/a/package.json", r#"{"name": "a", "version": "1.0.0"}"#),
    ]);
    let listing = listed(&installed, false);
    assert!(listing.gaps.is_empty());
    assert_eq!(places(&listing).len(), 2);
}

#[test]
fn a_lockfile_that_cannot_be_read_is_a_gap_in_its_place() {
    let folder = project(&[("package.json", "{}"), ("api/yarn.lock", "\u{0}"), ("package-lock.json", "{")]);
    let listing = listed(&folder, false);
    let files: Vec<_> = listing.gaps.iter().filter_map(|gap| gap.file.as_deref()).collect();
    assert!(files.contains(&"package-lock.json"), "{:?}", listing.gaps);
}

#[test]
fn names_of_packed_archives_are_read() {
    let named = |name| packed_release(name).map(|release| release.to_string());
    assert_eq!(named("left-pad-1.3.0.tgz").as_deref(), Some("left-pad@1.3.0"));
    assert_eq!(named("a-2-1.0.0-rc.1.tar.gz").as_deref(), Some("a-2@1.0.0-rc.1"));
    assert_eq!(named("notes.tgz"), None);
}

const PATCH: &str = "--- a/index.js\n+++ b/index.js\n@@ -1 +1,2 @@\n 1;\n+2;\n";

fn patches(listing: &Listing) -> Vec<(&str, Vec<&str>)> {
    let paths = |candidate: &Candidate<Source>| candidate.context.patches.len();
    let patched = listing.candidates.iter().filter(|candidate| paths(candidate) > 0);
    patched
        .map(|candidate| {
            let paths = candidate.context.patches.iter().map(|patch| patch.path.as_str());
            (candidate.purl.as_str(), paths.collect())
        })
        .collect()
}

#[test]
fn a_patched_release_is_judged_with_its_patch_too() {
    let lockfile = "lockfileVersion: '9.0'\npatchedDependencies:\n  a@1.0.0:\n    hash: 0a\n    path: patches/a.patch\n  b:\n    hash: 0b\n    path: ../b.patch\n  c@1.0.0: {hash: 0c, path: patches/c.patch}\nimporters:\n  .:\n    dependencies:\n      a: {specifier: 1.0.0, version: 1.0.0}\n      b: {specifier: 1.0.0, version: 1.0.0}\npackages:\n  a@1.0.0: {resolution: {integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=}}\n  b@1.0.0: {resolution: {integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=}}\nsnapshots:\n  a@1.0.0: {}\n  b@1.0.0: {}\n";
    let folder = project(&[
        ("package.json", r#"{"name": "shop"}"#),
        ("pnpm-lock.yaml", lockfile),
        ("patches/a.patch", PATCH),
    ]);
    let listing = listed(&folder, false);
    assert_eq!(patches(&listing), [("pkg:npm/a@1.0.0", vec!["patches/a.patch"])]);
    assert_eq!(listing.candidates.len(), 4);
    let gaps: Vec<_> = listing.gaps.iter().map(|gap| (gap.reason.as_str(), gap.may_hide_threat)).collect();
    let expected = [
        ("`b` is patched, and the patch is not a file of the project; read it", true),
        ("it patches `c`, which is not installed", false),
    ];
    assert_eq!(gaps, expected);
}

#[test]
fn the_patches_of_patch_package_count_where_it_is_installed() {
    let files = |program: &str| {
        let lockfile = LOCKFILE.replace("node_modules/b\"", &format!("node_modules/{program}\""));
        project(&[
            ("package.json", r#"{"name": "shop"}"#),
            ("package-lock.json", &lockfile),
            ("patches/a+1.0.0.patch", &PATCH.replace("index.js", "node_modules/a/index.js")),
        ])
    };
    assert_eq!(
        patches(&listed(&files("patch-package"), false)),
        [("pkg:npm/a@1.0.0", vec!["patches/a+1.0.0.patch"])]
    );
    assert_eq!(patches(&listed(&files("b"), false)), []);
}
