//! Names that lean on another's: a popular name with a word beside it, a host that sounds like a vendor's.

use super::{LookAlike, index, is_popular, slipped};

/// A popular name with a word beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined {
    /// The popular name.
    pub target: &'static str,
    /// The word.
    pub word: String,
}

/// Words that say nothing of what a package does beyond the name they stand beside. From the names of the
/// combosquats in the catalogue's campaigns.
const WORDS: &[&str] = &[
    "addon",
    "api",
    "base",
    "cli",
    "client",
    "common",
    "config",
    "core",
    "debug",
    "dev",
    "extra",
    "extras",
    "fix",
    "format",
    "helper",
    "helpers",
    "icons",
    "installer",
    "js",
    "kit",
    "latest",
    "lib",
    "lite",
    "loader",
    "log",
    "logger",
    "manager",
    "module",
    "new",
    "next",
    "node",
    "official",
    "parser",
    "patch",
    "pkg",
    "plugin",
    "plugins",
    "plus",
    "pro",
    "sdk",
    "service",
    "setup",
    "shared",
    "support",
    "test",
    "theme",
    "themes",
    "tool",
    "tools",
    "ts",
    "types",
    "update",
    "updater",
    "util",
    "utils",
    "validator",
    "wrapper",
];

/// Shortest popular name that others lean on: shorter ones are words.
const SHORTEST_TARGET: usize = 4;

/// The popular name that `name`, which is not popular itself, puts a word beside. Of several the longest.
#[must_use]
pub fn combined(name: &str) -> Option<Combined> {
    let name = name.to_ascii_lowercase();
    if name.starts_with('@') || is_popular(&name) {
        return None;
    }
    let splits = name.match_indices('-').filter_map(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)));
    let leaning = splits.flat_map(|(before, after)| [(before, after), (after, before)]);
    let found = leaning.filter_map(|(base, word)| {
        let target = index().names.get(base).filter(|_| base.len() >= SHORTEST_TARGET)?;
        WORDS.contains(&word).then(|| Combined { target, word: word.to_owned() })
    });
    found.max_by_key(|combined| combined.target.len())
}

/// Vendors whose hosts malware imitates: the label before the ending, and the domains that are theirs. From the
/// hosts of the catalogue's campaigns, and the vendors' documentation.
const VENDORS: &[(&str, &[&str])] = &[
    ("github", &["com", "io", "dev", "blog", "community"]),
    ("githubusercontent", &["com"]),
    ("gitlab", &["com", "io", "net"]),
    ("npmjs", &["com", "org"]),
    ("nodejs", &["org", "dev"]),
    ("jsdelivr", &["net", "com"]),
    ("cloudflare", &["com", "net", "tv", "dev"]),
    ("googleapis", &["com", "cn"]),
    ("microsoft", &["com", "net"]),
    ("amazonaws", &["com", "cn", "eu"]),
    ("anthropic", &["com", "ai"]),
    ("openai", &["com", "org", "fund"]),
    ("vercel", &["com", "app", "dev", "sh"]),
    ("netlify", &["com", "app"]),
    ("stripe", &["com", "network", "dev"]),
    ("metamask", &["io"]),
    ("binance", &["com", "org", "us", "vision"]),
    ("coinbase", &["com"]),
    ("datadoghq", &["com", "eu"]),
    ("checkmarx", &["com", "net"]),
    ("aquasecurity", &["com", "io", "github"]),
    ("trendmicro", &["com"]),
    ("bitwarden", &["com", "eu", "net"]),
    ("opentelemetry", &["io"]),
    ("eslint", &["org"]),
    ("typescriptlang", &["org"]),
    ("webpack", &["js"]),
    ("telegram", &["org", "me"]),
    ("paypal", &["com"]),
];

/// The vendor's host that `host` is easily taken for: the vendor's label with another ending, with a word beside
/// it, or with a slip.
#[must_use]
pub fn host(host: &str) -> Option<String> {
    let mut labels = host.trim_end_matches('.').rsplit('.');
    let (ending, label) = (labels.next()?, labels.next()?);
    let owner = |label: &str| VENDORS.iter().find(|(vendor, _)| *vendor == label);
    let shown = |(vendor, endings): &(&str, &[&str])| {
        let ending = endings.first().copied().unwrap_or("com");
        format!("{vendor}.{ending}")
    };
    if let Some(vendor) = owner(label) {
        let is_own = vendor.1.contains(&ending) || ending.len() == 2;
        return (!is_own).then(|| shown(vendor));
    }
    if let Some(vendor) = label.split(['-', '_']).find_map(owner) {
        return Some(shown(vendor));
    }
    let find = |candidate: &str| owner(candidate).map(|(vendor, _)| *vendor);
    let LookAlike { target, .. } = slipped(label, find)?;
    owner(target).map(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_popular_names_are_seen_on_either_side() {
        let target = |name: &str| combined(name).map(|found| found.target);
        assert_eq!(target("express-helper"), Some("express"));
        assert_eq!(target("node-lodash"), Some("lodash"));
        assert_eq!(target("cross-env-validator"), Some("cross-env"));
    }

    #[test]
    fn popular_and_telling_names_lean_on_nothing() {
        for honest in
            ["express-session", "eslint-config-prettier", "@acme/express-utils", "oxlint", "lodash-es"]
        {
            assert_eq!(combined(honest), None, "{honest}");
        }
    }

    #[test]
    fn hosts_that_sound_like_a_vendors_are_seen() {
        for (imitation, vendor) in [
            ("api.githubb.invalid", "github.com"),
            ("registry.npnjs.invalid", "npmjs.com"),
            ("audit.checkmarx.zone", "checkmarx.com"),
            ("anthropic-telemetry.invalid", "anthropic.com"),
            ("scan.aquasecurtiy.invalid", "aquasecurity.com"),
        ] {
            assert_eq!(host(imitation).as_deref(), Some(vendor), "{imitation}");
        }
    }

    #[test]
    fn vendors_own_hosts_and_others_are_silent() {
        for honest in
            ["api.github.com", "acme.github.io", "amazonaws.com.cn", "gitea.example", "localhost", "x.de"]
        {
            assert_eq!(host(honest), None, "{honest}");
        }
    }
}
