//! Which folders a project's `workspaces` patterns mean.

use serde_json::{Map, Value};

use super::origin;

/// The patterns of a manifest's or lockfile root's `workspaces`.
pub(super) fn workspace_patterns(root: &Map<String, Value>) -> Vec<String> {
    let workspaces = root.get("workspaces");
    let list = workspaces.and_then(|value| value.as_array().or_else(|| value.get("packages")?.as_array()));
    let patterns = list.into_iter().flatten().filter_map(Value::as_str);
    patterns.map(|pattern| origin::normalized(pattern.trim_start_matches('/'))).collect()
}

/// Whether a folder matches a pattern of literal parts, `*` inside a part, and `**`.
pub(super) fn matches_folder(pattern: &str, path: &str) -> bool {
    let path: Vec<&str> = path.split('/').collect();
    let mut ends = vec![false; path.len() + 1];
    if let Some(first) = ends.first_mut() {
        *first = true;
    }
    for part in pattern.split('/') {
        let mut next = vec![false; ends.len()];
        let mut is_open = false;
        for (at, is_end) in ends.iter().enumerate() {
            is_open |= *is_end;
            if part == "**" {
                next.iter_mut().skip(at).take(1).for_each(|slot| *slot = is_open);
            } else if *is_end && path.get(at).is_some_and(|folder| matches_part(part, folder)) {
                next.iter_mut().skip(at + 1).take(1).for_each(|slot| *slot = true);
            }
        }
        ends = next;
    }
    ends.last().copied().unwrap_or(false)
}

fn matches_part(pattern: &str, folder: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == folder,
        Some((before, after)) => {
            let rest = folder.strip_prefix(before);
            rest.is_some_and(|rest| rest.ends_with(after.trim_matches('*')))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workspace_patterns_match_as_npm_does() {
        for (pattern, path, expected) in [
            ("packages/*", "packages/tool", true),
            ("packages/*", "packages/a/b", false),
            ("packages/**", "packages/a/b", true),
            ("**/tool", "a/b/tool", true),
            ("**/tool", "tool", true),
            ("apps/web-*", "apps/web-shop", true),
            ("apps/web", "apps/web", true),
            ("apps/web", "apps", false),
        ] {
            assert_eq!(matches_folder(pattern, path), expected, "{pattern} {path}");
        }
    }
}
