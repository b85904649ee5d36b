//! The keys of a pnpm lockfile, which name a release and its peers in a spelling of each version's own.

use super::origin;
use super::pnpm_document::Package;

/// A key's name, empty where it has none, and what stands behind it: a version, without peers, or an address.
pub(super) fn split_key<'a>(key: &'a str, package: &Package) -> (&'a str, &'a str) {
    let plain = without_peers(key);
    if let Some(rest) = plain.strip_prefix('/') {
        return split_release(rest);
    }
    if package.name.is_some() || plain.starts_with("file:") {
        return ("", plain);
    }
    if let Some(split) = origin::split_at_name(plain).filter(|(name, _)| is_name(name)) {
        return split;
    }
    // A 5.x key of another registry starts with its host.
    let (_, rest) = plain.split_once('/').unwrap_or(("", plain));
    split_release(rest)
}

/// Splits `name@1.0.0`, `name/1.0.0`, `name/1.0.0_peers` and `name/1.0.0/peer@2.0.0`.
fn split_release(rest: &str) -> (&str, &str) {
    if let Some(split) = origin::split_at_name(rest).filter(|(name, _)| is_name(name)) {
        return split;
    }
    let scope_end = if rest.starts_with('@') { rest.find('/').map_or(0, |at| at + 1) } else { 0 };
    let base = rest.get(scope_end..).unwrap_or_default();
    let Some(slash) = base.find('/') else { return (rest, "") };
    let name = rest.get(..scope_end + slash).unwrap_or_default();
    let version = base.get(slash + 1..).unwrap_or_default();
    (name, version.split(['_', '/']).next().unwrap_or(version))
}

/// Whether `text` is a name with at most the slash of its scope.
fn is_name(text: &str) -> bool {
    text.matches('/').count() == usize::from(text.starts_with('@'))
}

/// A key without the peers behind it: `a@1.0.0(b@2.0.0)`.
pub(super) fn without_peers(key: &str) -> &str {
    key.split('(').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_version_are_split() {
        let plain = Package::default();
        for (key, name, version) in [
            ("/a/1.0.0", "a", "1.0.0"),
            ("/@s/a/1.0.0", "@s/a", "1.0.0"),
            ("/a/1.0.0_b@2.0.0+c@3.0.0", "a", "1.0.0"),
            ("/@s/a/1.0.0_@t+b@2.0.0", "@s/a", "1.0.0"),
            ("/a/1.0.0_sz5tcnmdb2rwmhmjrq6tnfhxqu", "a", "1.0.0"),
            ("/a/1.0.0/b@2.0.0", "a", "1.0.0"),
            ("/@s/a@1.0.0(b@2.0.0)(@t/c@3.0.0)", "@s/a", "1.0.0"),
            ("@s/a@1.0.0-rc.1(b@2.0.0)", "@s/a", "1.0.0-rc.1"),
            ("a@https://h.example/a.tgz", "a", "https://h.example/a.tgz"),
            ("registry.example/a/1.0.0", "a", "1.0.0"),
            ("registry.example/@s/a/1.0.0", "@s/a", "1.0.0"),
        ] {
            assert_eq!(split_key(key, &plain), (name, version), "{key}");
        }
    }
}
