//! Where the registry's manifest and the archive's say different things.
//!
//! Publishing clients change a manifest before they send it, and some tools send one manifest and pack another. What
//! they do is taken for what it is (sources: `@npmcli/package-json`, `read-package-json`, `libnpmpublish`, pnpm's
//! `exportable-manifest`):
//!
//! - `install` becomes `node-gyp rebuild` where a `binding.gyp` lies at the root, `start` becomes `node server.js`;
//! - a `./node_modules/.bin/` before a script's command is dropped, and scripts that are no texts;
//! - `bin` as one path or a list, and `directories.bin`, become paths by name, without `./`;
//! - optional dependencies are listed among the others as well, or only there; bundled ones stay;
//! - `workspace:`, `catalog:`, `link:` and `file:` ranges are replaced in one of the two;
//! - scripts that no install runs are removed from what is packed.
//!
//! Only what an install acts on is compared. Names count, ranges do not: tools rewrite them.

use std::collections::{BTreeMap, BTreeSet};

use stockade_parse::manifest::{self, Dependencies, Manifest};

use super::RegistryEntry;
use crate::context::Origin;
use crate::facts::Facts;

/// One way in which the registry's manifest is not the archive's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegistryDifference {
    /// The archive has an install hook, or runs another command in it, which the registry does not show.
    HookHidden {
        /// Its name: `preinstall`.
        hook: String,
    },
    /// The archive needs a package that the registry does not list.
    DependencyHidden {
        /// Its name.
        name: String,
    },
    /// The registry lists a dependency, which installs follow, that the archive does not have.
    DependencyAdded {
        /// Its name.
        name: String,
    },
    /// Another file is entered than the registry shows.
    EntryDiffers {
        /// The field: `main`, `bin`, `type`.
        field: &'static str,
    },
    /// The registry's own entry bears another name or version.
    IdentityDiffers {
        /// What it calls itself.
        shown: String,
    },
}

/// Hooks that run in a release from a registry.
const HOOKS: [&str; 3] = ["preinstall", "install", "postinstall"];

impl Facts<'_> {
    /// What the registry's manifest says otherwise than the archive's, sorted; none where it is not at hand.
    #[must_use]
    pub fn registry_differences(&self) -> Vec<RegistryDifference> {
        let (Some(entry), Some(own)) = (self.registry_entry(), self.manifest()) else { return Vec::new() };
        if self.context().origin != Origin::RegistryDependency {
            return Vec::new();
        }
        let shown = manifest::from_object(&entry.manifest);
        let mut found = Vec::new();
        hooks(entry, &shown, own, &mut found);
        dependencies(&shown, own, &mut found);
        entered(entry, &shown, own, &mut found);
        identity(&shown, own, &mut found);
        found.sort();
        found
    }
}

fn hooks(entry: &RegistryEntry, shown: &Manifest, own: &Manifest, found: &mut Vec<RegistryDifference>) {
    if !entry.is_full {
        return;
    }
    for hook in HOOKS {
        let command = |manifest: &Manifest| {
            manifest.scripts.get(hook).map(|text| plain(text)).filter(|it| !it.is_empty())
        };
        if let Some(own) = command(own)
            && command(shown).as_ref() != Some(&own)
        {
            found.push(RegistryDifference::HookHidden { hook: hook.to_owned() });
        }
    }
}

/// A command without the folder that publishing clients drop, blanks as one.
fn plain(command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.strip_prefix("./").unwrap_or(&text);
    text.strip_prefix("node_modules/.bin/").unwrap_or(text).to_owned()
}

fn dependencies(shown: &Manifest, own: &Manifest, found: &mut Vec<RegistryDifference>) {
    let (shown_names, own_names) = (any_names(&shown.dependencies), any_names(&own.dependencies));
    let needed = |manifest: &Manifest| -> BTreeMap<String, String> {
        let needs = &manifest.dependencies;
        needs
            .production
            .iter()
            .chain(&needs.optional)
            .map(|(name, range)| (name.clone(), range.clone()))
            .collect()
    };
    for (name, _) in needed(own)
        .into_iter()
        .filter(|(name, range)| !shown_names.contains(name.as_str()) && !is_local(range))
    {
        found.push(RegistryDifference::DependencyHidden { name });
    }
    for (name, _) in needed(shown)
        .into_iter()
        .filter(|(name, range)| !own_names.contains(name.as_str()) && !is_local(range))
    {
        found.push(RegistryDifference::DependencyAdded { name });
    }
}

/// Names in whatever group; development ones are dropped by some publishers and count for nothing.
fn any_names(needs: &Dependencies) -> BTreeSet<&str> {
    let groups = [&needs.production, &needs.optional, &needs.peer];
    let bundled = needs.bundled.iter().map(String::as_str);
    groups.into_iter().flat_map(|group| group.keys().map(String::as_str)).chain(bundled).collect()
}

/// Whether a range names a place of the publisher's own.
fn is_local(range: &str) -> bool {
    ["workspace:", "catalog:", "link:", "file:", "portal:"].iter().any(|scheme| range.starts_with(scheme))
}

fn entered(entry: &RegistryEntry, shown: &Manifest, own: &Manifest, found: &mut Vec<RegistryDifference>) {
    let path = |path: &Option<String>| {
        let path = path.as_deref().unwrap_or("index.js").trim_start_matches("./");
        path.trim_end_matches('/').trim_end_matches(".js").trim_end_matches("/index").to_owned()
    };
    if entry.is_full && path(&shown.entries.main) != path(&own.entries.main) {
        found.push(RegistryDifference::EntryDiffers { field: "main" });
    }
    let is_module = |manifest: &Manifest| manifest.module_type.as_deref() == Some("module");
    if entry.is_full && is_module(shown) != is_module(own) {
        found.push(RegistryDifference::EntryDiffers { field: "type" });
    }
    let bin = |manifest: &Manifest| -> BTreeMap<String, String> {
        let commands = manifest.bin.iter();
        commands.map(|(name, path)| (name.clone(), path.trim_start_matches("./").to_owned())).collect()
    };
    // The folder's files are listed by the publishing client.
    if own.bin_folder.is_none() && bin(shown) != bin(own) {
        found.push(RegistryDifference::EntryDiffers { field: "bin" });
    }
}

fn identity(shown: &Manifest, own: &Manifest, found: &mut Vec<RegistryDifference>) {
    let version = |manifest: &Manifest| {
        let text = manifest.version.as_deref().unwrap_or_default().trim().trim_start_matches(['v', '=']);
        text.split('+').next().unwrap_or_default().to_owned()
    };
    let name = |manifest: &Manifest| manifest.name.as_deref().unwrap_or_default().to_ascii_lowercase();
    if (name(shown), version(shown)) != (name(own), version(own)) {
        let name = shown.name.as_deref().unwrap_or_default();
        let shown = format!("{name}@{}", shown.version.as_deref().unwrap_or_default());
        found.push(RegistryDifference::IdentityDiffers { shown });
    }
}
