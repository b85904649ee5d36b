//! Whether the links of the book and of the repository's own pages lead somewhere: a file that is there, a heading
//! that it has. Addresses outside are not asked.

use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

use crate::repository::Repository;

/// The book's pages.
const BOOK: &str = "docs/src";

/// Where other pages with links are.
const FOLDERS: [&str; 3] = ["eval", "intel", "examples"];

/// Prints each link that leads nowhere.
///
/// # Errors
/// When there is one, or a page cannot be read.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    let mut pages = repository.files(BOOK, ".md")?;
    for folder in FOLDERS {
        pages.extend(repository.files(folder, ".md")?);
    }
    let beside =
        std::fs::read_dir(repository.path(""))?.flatten().map(|entry| PathBuf::from(entry.file_name()));
    pages.extend(beside.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    let (mut faults, mut links) = (Vec::new(), 0);
    for page in &pages {
        for link in targets(&repository.read(page)?) {
            links += 1;
            if let Some(fault) = fault(repository, page, &link) {
                faults.push(format!("{}: {fault}", page.display()));
            }
        }
    }
    faults.sort();
    faults.iter().for_each(|fault| println!("{fault}"));
    if !faults.is_empty() {
        bail!("{} links lead nowhere", faults.len());
    }
    println!("links: {links} on {} pages, all lead somewhere", pages.len());
    Ok(())
}

/// What the links and includes of a page name, outside of code.
fn targets(page: &str) -> Vec<String> {
    let (mut found, mut is_code) = (Vec::new(), false);
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        // Every second part of a line that is cut at code marks is code.
        for text in line.split('`').step_by(2) {
            let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
            found.extend(links.map(|(target, _)| target.to_owned()));
            let includes = text.split("{{#include ").skip(1).filter_map(|rest| rest.split_once("}}"));
            found.extend(includes.map(|(target, _)| target.to_owned()));
        }
    }
    found
}

/// What is wrong with `link`, which stands on `page`.
fn fault(repository: &Repository, page: &Path, link: &str) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, heading) = link.split_once('#').unwrap_or((link, ""));
    let folder = page.parent().unwrap_or(Path::new(""));
    let target = if path.is_empty() { page.to_path_buf() } else { normal(&folder.join(path)) };
    if !repository.path(&target).exists() {
        return Some(format!("`{link}` names no file"));
    }
    if heading.is_empty() {
        return None;
    }
    let text = repository.read(&target).unwrap_or_default();
    let has = headings(&text).any(|known| known == heading);
    (!has).then(|| format!("`{link}` names no heading of {}", target.display()))
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

/// The headings of a page as links name them: lower case, words joined by hyphens, no other signs.
fn headings(page: &str) -> impl Iterator<Item = String> + '_ {
    let titles =
        page.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    titles.map(|title| {
        let kept = title.chars().filter(|one| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_'));
        kept.map(|one| if one == ' ' { '-' } else { one.to_ascii_lowercase() }).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_outside_of_code_are_read() {
        let page = "[a](one.md) and `[b](two.md)`\n```\n[c](three.md)\n```\n{{#include ../four.md}}\n[`d`](five.md#x)\n";
        assert_eq!(targets(page), ["one.md", "../four.md", "five.md#x"]);
    }

    #[test]
    fn headings_are_named_as_the_book_names_them() {
        let named: Vec<String> = headings("# What is run\n\n## A `--world`, or two\n").collect();
        assert_eq!(named, ["what-is-run", "a---world-or-two"]);
    }
}
