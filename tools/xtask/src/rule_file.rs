//! A rule's file read as text: its page, its constants and its examples.
//!
//! As text, because the registry that these become must exist before the rules compile.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use stockade_unpack::Fence;

use crate::repository::Repository;

/// Where the rules are: a folder for each tactic, a file for each rule.
pub(crate) const FOLDER: &str = "crates/rules/src/rules";

/// A rule as its file tells it.
pub(crate) struct RuleFile {
    /// The file, from the repository's root.
    pub(crate) path: PathBuf,
    /// The folder's name.
    pub(crate) tactic: String,
    /// The file's name without its ending: the id in snake case.
    pub(crate) module: String,
    /// The rule's id, which is the file's name in kebab case.
    pub(crate) id: String,
    /// The rule's type, which is the id in camel case.
    pub(crate) type_name: String,
    /// The page: the file's head without its comment marks, ending in a line break.
    pub(crate) page: String,
    /// The constants of `RuleMeta` as text, without quotes and paths.
    pub(crate) constants: Constants,
    /// Ids it had before.
    pub(crate) former_ids: Vec<String>,
    /// The packages of the fences, in order.
    pub(crate) examples: Vec<Example>,
}

/// The constants a reader of the page wants to know.
pub(crate) struct Constants {
    pub(crate) title: String,
    pub(crate) tier: String,
    pub(crate) role: String,
    pub(crate) severity: String,
    pub(crate) specificity: String,
    pub(crate) technique: String,
    pub(crate) covers: Vec<String>,
    pub(crate) status: String,
    pub(crate) since: String,
}

/// One fence of a page.
pub(crate) struct Example {
    /// Whether it stands under *Bad* rather than *Good*.
    pub(crate) is_bad: bool,
    /// What follows the fence's marks: `package`, with words that say how to read it.
    pub(crate) info: String,
    /// The text inside the fence.
    pub(crate) text: String,
}

impl RuleFile {
    /// All rules, sorted by path.
    ///
    /// # Errors
    /// When a file does not have a rule's shape.
    pub(crate) fn all(repository: &Repository) -> Result<Vec<Self>> {
        let paths = repository.files(FOLDER, ".rs")?;
        let is_rule =
            |path: &PathBuf| path.components().count() == Path::new(FOLDER).components().count() + 2;
        paths.into_iter().filter(is_rule).map(|path| Self::read(repository, path)).collect()
    }

    fn read(repository: &Repository, path: PathBuf) -> Result<Self> {
        let text = repository.read(&path)?;
        Self::parse(path.clone(), &text).with_context(|| format!("{} is no rule", path.display()))
    }

    /// Reads the text of the rule's file `path`.
    ///
    /// # Errors
    /// When a constant is missing, or id, file name and type name disagree.
    pub(crate) fn parse(path: PathBuf, text: &str) -> Result<Self> {
        let name = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
        let module = name(path.file_stem()).context("the file has no name")?;
        let tactic = name(path.parent().and_then(Path::file_name)).context("the file has no folder")?;
        let id = quoted(text, "id")?;
        ensure!(id.replace('-', "_") == module, "its id `{id}` is not its file's name");
        let type_name = camel_case(&id);
        ensure!(text.contains(&format!("impl Rule for {type_name}")), "its type is not named `{type_name}`");
        let page = page(text);
        let examples = examples(&page);
        let former_ids = former_ids(text);
        let constants = Constants::parse(text)?;
        Ok(Self { tactic, module, id, type_name, page, examples, former_ids, constants, path })
    }
}

impl Constants {
    fn parse(text: &str) -> Result<Self> {
        Ok(Self {
            title: quoted(text, "title")?,
            tier: variant(text, "tier")?,
            role: variant(text, "role")?,
            severity: variant(text, "severity")?,
            specificity: variant(text, "specificity")?,
            technique: quoted(text, "technique")?,
            covers: list(text, "covers")?,
            status: variant(text, "status")?,
            since: quoted(text, "since")?,
        })
    }
}

/// The ids that the rule says it had before; none where it says nothing.
fn former_ids(text: &str) -> Vec<String> {
    let body = text.split_once("fn former_ids(").and_then(|(_, rest)| rest.split_once('{'));
    let inside = body.and_then(|(_, rest)| rest.split_once("&[")).and_then(|(_, rest)| rest.split_once(']'));
    items(inside.map_or("", |(inside, _)| inside))
}

/// The id in camel case: `env-sent-to-network` is `EnvSentToNetwork`.
pub(crate) fn camel_case(id: &str) -> String {
    let capitalise = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_ascii_uppercase() + rest
    };
    id.split('-').map(capitalise).collect()
}

/// What follows `field:` in `text`, without the white space before it.
fn value<'a>(text: &'a str, field: &str) -> Result<&'a str> {
    let mark = format!("{field}:");
    let code = text.lines().filter(|line| !line.starts_with("//"));
    let line = code.map(str::trim_start).find(|line| line.starts_with(&mark));
    let line = line.with_context(|| format!("it has no constant `{field}`"))?;
    let start = line.as_ptr().addr() - text.as_ptr().addr() + mark.len();
    Ok(text.get(start..).unwrap_or_default().trim_start())
}

fn quoted(text: &str, field: &str) -> Result<String> {
    let rest = value(text, field)?.strip_prefix('"');
    let end = rest.and_then(|rest| rest.split_once('"'));
    end.map(|(inside, _)| inside.to_owned()).with_context(|| format!("its `{field}` is no plain string"))
}

fn variant(text: &str, field: &str) -> Result<String> {
    let word = value(text, field)?.split([',', '\n']).next().unwrap_or_default();
    let (_, name) = word.rsplit_once("::").with_context(|| format!("its `{field}` is no variant"))?;
    Ok(name.trim().to_lowercase())
}

fn list(text: &str, field: &str) -> Result<Vec<String>> {
    let inside = value(text, field)?.strip_prefix("&[").and_then(|rest| rest.split_once(']'));
    let (inside, _) = inside.with_context(|| format!("its `{field}` is no list"))?;
    Ok(items(inside))
}

/// The quoted items between the brackets of a list.
fn items(inside: &str) -> Vec<String> {
    let items = inside.split(',').map(|item| item.trim().trim_matches('"').to_owned());
    items.filter(|item| !item.is_empty()).collect()
}

/// The `//!` lines at the top of `text`, without their marks.
fn page(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line).trim_end())).collect()
}

/// The fences of `page` that stand under *Bad* and *Good*, in order.
pub(crate) fn examples(page: &str) -> Vec<Example> {
    let example = |fence: Fence| {
        // Pages of specimens number theirs: `Bad 1`.
        let is_bad = match fence.heading.split(' ').next().unwrap_or_default() {
            "Bad" => true,
            "Good" => false,
            _ => return None,
        };
        Some(Example { is_bad, info: fence.info, text: fence.text })
    };
    stockade_unpack::fences(page).into_iter().filter_map(example).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A whole rule, as authors write them.
    pub(crate) const RULE: &str = r#"//! # A thing is done
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {}
//! ```
//!
//! ## Good
//!
//! ```package
//! == index.js
//! title: "x";
//! ```

use crate::prelude::*;

pub struct ThingDone;

impl Rule for ThingDone {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "thing-done",
            title: "A thing is done",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::High, // harm
            specificity: Level::Low,
            technique: "T1",
            covers: &[
                "one", "two",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }
}
"#;

    pub(crate) fn rule() -> RuleFile {
        RuleFile::parse("crates/rules/src/rules/execution/thing_done.rs".into(), RULE).unwrap()
    }

    #[test]
    fn a_rule_is_read() {
        let rule = rule();
        assert_eq!((rule.tactic.as_str(), rule.type_name.as_str()), ("execution", "ThingDone"));
        assert_eq!(rule.constants.covers, ["one", "two"]);
        assert_eq!(rule.constants.tier, "filelist");
        assert_eq!(rule.constants.severity, "high");
        assert!(rule.page.starts_with("# A thing is done\n\n## Bad\n"));
        let shapes: Vec<_> =
            rule.examples.iter().map(|example| (example.is_bad, example.text.lines().count())).collect();
        assert_eq!(shapes, [(true, 2), (false, 2)]);
    }

    #[test]
    fn former_ids_are_read() {
        assert!(rule().former_ids.is_empty());
        let renamed = "    fn former_ids(&self) -> &'static [&'static str] {\n        &[\"deed-done\", \"thing-made\"]\n    }\n";
        let text = RULE.replace("    fn meta", &format!("{renamed}\n    fn meta"));
        let rule = RuleFile::parse("rules/execution/thing_done.rs".into(), &text).unwrap();
        assert_eq!(rule.former_ids, ["deed-done", "thing-made"]);
    }

    #[test]
    fn an_id_that_is_not_the_file_name_is_refused() {
        assert!(RuleFile::parse("rules/execution/other_name.rs".into(), RULE).is_err());
    }

    #[test]
    fn a_missing_constant_is_named() {
        let text = RULE.replace("since:", "until:");
        let error = RuleFile::parse("rules/execution/thing_done.rs".into(), &text).err().unwrap();
        assert_eq!(error.to_string(), "it has no constant `since`");
    }
}
