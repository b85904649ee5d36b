//! Where a member's name leads, kept inside the package whatever the name says.

use stockade_model::AnomalyKind;

/// A member's name, made safe.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Relative, `/`-separated, without `.` and `..`; empty where the name names nothing.
    pub(crate) path: String,
    /// What is odd about the name.
    pub(crate) oddities: Vec<AnomalyKind>,
    /// Whether npm would create a file under this path.
    pub(crate) is_installed: bool,
    /// Whether the name holds a NUL, at which C's readers end it.
    pub(crate) has_nul: bool,
}

/// The place of the tar member `name`: its first component dropped whatever it is called, as pacote does
/// (`strip: 1`).
pub(crate) fn in_tar(name: &str) -> Placed {
    let name = Name::of(name);
    let (stripped, has_folder) = match name.slashed.split_once('/') {
        Some((_, stripped)) => (stripped, true),
        None => (name.slashed.as_str(), false),
    };
    let resolved = Resolved::of(stripped);
    let climbs = resolved.climbs || Resolved::of(&name.slashed).climbs;
    let is_absolute = is_absolute(&name.slashed) || has_drive(stripped);
    let is_installed = has_folder && !resolved.has_parent && !name.has_nul;
    Placed {
        oddities: name.oddities(climbs, is_absolute),
        path: resolved.components.join("/"),
        is_installed,
        has_nul: name.has_nul,
    }
}

/// The place of the member `name` of yarn's cache archives: less `node_modules/<name>/`.
pub(crate) fn in_zip(name: &str) -> Placed {
    let name = Name::of(name);
    let resolved = Resolved::of(&name.slashed);
    let inside = match resolved.components.as_slice() {
        ["node_modules", scope, _, inside @ ..] if scope.starts_with('@') => inside,
        ["node_modules", _, inside @ ..] => inside,
        all => all,
    };
    let is_absolute = is_absolute(&name.slashed);
    Placed {
        path: inside.join("/"),
        is_installed: !resolved.has_parent && !is_absolute && !name.has_nul,
        oddities: name.oddities(resolved.climbs, is_absolute),
        has_nul: name.has_nul,
    }
}

/// Whether a symbolic link at `path` (inside the package) to `target` leads out of the package.
pub(crate) fn link_escapes(path: &str, target: &str) -> bool {
    let target = target.replace('\\', "/");
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    is_absolute(&target) || Resolved::of(&format!("{folder}/{target}")).climbs
}

/// Whether a hard link to `target` (a name of the archive) leads out of the archive.
pub(crate) fn hard_link_escapes(target: &str) -> bool {
    let placed = in_tar(target);
    placed.oddities.iter().any(|kind| *kind != AnomalyKind::BackslashPath)
}

struct Name {
    slashed: String,
    has_backslash: bool,
    has_nul: bool,
}

impl Name {
    fn of(name: &str) -> Self {
        let before_nul = name.split('\0').next().unwrap_or_default();
        Self {
            slashed: before_nul.replace('\\', "/"),
            has_backslash: before_nul.contains('\\'),
            has_nul: name.contains('\0'),
        }
    }

    fn oddities(&self, climbs: bool, is_absolute: bool) -> Vec<AnomalyKind> {
        [
            (climbs, AnomalyKind::PathTraversal),
            (is_absolute, AnomalyKind::AbsolutePath),
            (self.has_backslash, AnomalyKind::BackslashPath),
        ]
        .into_iter()
        .filter_map(|(is_so, kind)| is_so.then_some(kind))
        .collect()
    }
}

struct Resolved<'a> {
    components: Vec<&'a str>,
    climbs: bool,
    has_parent: bool,
}

impl<'a> Resolved<'a> {
    fn of(path: &'a str) -> Self {
        let mut resolved = Self { components: Vec::new(), climbs: false, has_parent: false };
        for component in path.split('/') {
            match component {
                "" | "." => {}
                ".." => {
                    resolved.has_parent = true;
                    resolved.climbs |= resolved.components.pop().is_none();
                }
                _ => resolved.components.push(component),
            }
        }
        resolved
    }
}

fn is_absolute(slashed: &str) -> bool {
    slashed.starts_with('/') || has_drive(slashed)
}

/// Whether a path starts with a Windows drive: `C:`.
fn has_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && characters.next() == Some(':')
        && matches!(characters.next(), None | Some('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(name: &str) -> (String, Vec<AnomalyKind>, bool) {
        let placed = in_tar(name);
        (placed.path, placed.oddities, placed.is_installed)
    }

    #[test]
    fn one_leading_component_is_dropped_whatever_its_name() {
        assert_eq!(placed("package/lib/a.js"), ("lib/a.js".into(), vec![], true));
        assert_eq!(placed("whatever/lib/a.js"), ("lib/a.js".into(), vec![], true));
        assert_eq!(placed("./package/a.js"), ("package/a.js".into(), vec![], true));
        assert_eq!(placed("package//lib/./a.js"), ("lib/a.js".into(), vec![], true));
    }

    #[test]
    fn a_name_without_a_folder_is_not_installed_by_npm() {
        assert_eq!(placed("a.js"), ("a.js".into(), vec![], false));
    }

    #[test]
    fn names_that_climb_out_stay_inside() {
        assert_eq!(placed("package/../../a.js"), ("a.js".into(), vec![AnomalyKind::PathTraversal], false));
        assert_eq!(placed("../a.js"), ("a.js".into(), vec![AnomalyKind::PathTraversal], true));
        assert_eq!(placed("package/lib/../a.js"), ("a.js".into(), vec![], false));
    }

    #[test]
    fn absolute_names_stay_inside() {
        assert_eq!(placed("/etc/passwd"), ("etc/passwd".into(), vec![AnomalyKind::AbsolutePath], true));
        let kinds = vec![AnomalyKind::AbsolutePath, AnomalyKind::BackslashPath];
        assert_eq!(placed("C:\\x\\a.js"), ("x/a.js".into(), kinds, true));
        assert_eq!(placed("package/C:/a.js"), ("C:/a.js".into(), vec![AnomalyKind::AbsolutePath], true));
    }

    #[test]
    fn yarn_prefixes_are_dropped() {
        assert_eq!(in_zip("node_modules/a/lib/b.js").path, "lib/b.js");
        assert_eq!(in_zip("node_modules/@s/a/lib/b.js").path, "lib/b.js");
        assert_eq!(in_zip("node_modules/a/node_modules/b/c.js").path, "node_modules/b/c.js");
        assert_eq!(in_zip("node_modules/a/").path, "");
        assert_eq!(in_zip("other/c.js").path, "other/c.js");
    }

    #[test]
    fn links_are_resolved_from_their_folder() {
        assert!(!link_escapes("lib/a.js", "../b.js"));
        assert!(link_escapes("lib/a.js", "../../b.js"));
        assert!(link_escapes("a.js", "/etc"));
        assert!(!hard_link_escapes("package/a.js"));
        assert!(hard_link_escapes("/etc/passwd"));
        assert!(hard_link_escapes("package/../../x"));
    }
}
