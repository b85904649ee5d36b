//! Deletion of more than a project's own files.

use super::super::effective::skip_options;
use super::super::{UNKNOWN, Word};
use super::{BehaviourKind, Step};

pub(super) fn find(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    let arguments = step.arguments();
    let has_short = |flag: char| {
        let is_short = |word: &Word| word.text.starts_with('-') && !word.text.starts_with("--");
        arguments.iter().any(|word| is_short(word) && word.text.to_ascii_lowercase().contains(flag))
    };
    let is_recursive = match step.name() {
        "rm" => has_short('r') || step.has(&["--recursive"]),
        "rimraf" | "del-cli" | "shred" | "srm" => true,
        "del" | "erase" | "rd" | "rmdir" | "deltree" => step.has(&["/s"]) || has_short('r'),
        "remove-item" | "ri" => arguments.iter().any(|word| word.text.to_ascii_lowercase().starts_with("-r")),
        "find" => step.has(&["-delete"]) || step.has(&["-exec"]) && step.has(&["rm", "shred"]),
        "cipher" => arguments.iter().any(|word| word.text.to_ascii_lowercase().starts_with("/w:")),
        "format" => arguments.iter().any(|word| word.text.len() == 2 && word.text.ends_with(':')),
        "mkfs" | "diskpart" | "wipefs" => true,
        "dd" => arguments
            .iter()
            .any(|word| word.text.starts_with("of=/dev/") && !word.text.starts_with("of=/dev/null")),
        name => name.starts_with("mkfs."),
    };
    if !is_recursive {
        return;
    }
    if matches!(step.name(), "mkfs" | "diskpart" | "wipefs" | "dd" | "format" | "cipher")
        || step.name().starts_with("mkfs.")
    {
        let target = arguments.last().map(|word| word.text.clone()).unwrap_or_default();
        kinds.push(BehaviourKind::DeletesWide { target });
        return;
    }
    let is_find = step.name() == "find";
    let count = if is_find { usize::from(!arguments.is_empty()) } else { arguments.len() };
    let first = if is_find { 0 } else { skip_options(arguments, &[]) };
    let targets = arguments.iter().take(count).skip(first.min(count));
    let wide = targets.filter(|word| !word.text.starts_with('-') && is_wide(word));
    kinds.extend(wide.map(|word| BehaviourKind::DeletesWide { target: shown(word) }));
}

/// The target with its variable's name back in place.
fn shown(word: &Word) -> String {
    match word.variables.first() {
        Some(name) => word.text.replacen(UNKNOWN, &format!("${name}"), 1),
        None => word.text.clone(),
    }
}

/// Whether a path is a home folder, a root, a drive, or all that is in one. What lies below a home folder
/// is ordinary deployment (technique catalogue, false-alarm lessons).
fn is_wide(word: &Word) -> bool {
    let text = word.text.replace('\\', "/");
    let text = text.trim_end_matches(['*', '.']);
    let trimmed = text.trim_end_matches('/');
    let unknown = UNKNOWN.to_string();
    let home = ["HOME", "USERPROFILE", "HOMEPATH", "HOMEDRIVE", "SystemRoot", "SYSTEMROOT", "SystemDrive"];
    let is_home_variable =
        trimmed == unknown && word.variables.iter().any(|name| home.contains(&name.as_str()));
    // `rm -rf $HOME/*` and `~/*`; a lone `*` is the working folder.
    let roots = [
        "~",
        "/home",
        "/root",
        "/Users",
        "/etc",
        "/usr",
        "/var",
        "/bin",
        "/boot",
        "/opt",
        "C:",
        "C:/Users",
        "C:/Windows",
    ];
    let is_root = (trimmed.is_empty() && text.starts_with('/'))
        || roots.iter().any(|root| root.eq_ignore_ascii_case(trimmed));
    let is_flag = text.len() == 2
        && text.starts_with('/')
        && text.chars().nth(1).is_some_and(|next| next.is_ascii_alphabetic());
    (is_home_variable || is_root) && !is_flag
}
