//! Hostile text in Markdown, as GitHub renders it.
//!
//! Source: the GitHub Flavored Markdown specification (§2.4 backslash escapes, §6.3 code spans, §4.5 fences,
//! §6.9 autolinks), and GitHub's own rendering of mentions and references, which an HTML comment interrupts.

use stockade_model::escape::Escaped;

/// `text` as a code span.
pub(super) fn code(text: &str) -> String {
    let text = Escaped(text).to_string();
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// `lines` of `file` as a fenced block that nothing in them can close.
pub(super) fn code_block(lines: &[&str], file: &str) -> String {
    let lines: Vec<String> = lines.iter().map(|line| Escaped(line).to_string()).collect();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("\n{fence}{}\n{}\n{fence}\n", language(file), lines.join("\n"))
}

/// A sentence whose `…` parts become code spans, and whose rest is shown as it is written.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let mut shown = String::new();
    for (index, part) in parts.iter().enumerate() {
        let is_quoted = index % 2 == 1;
        let is_closed = index + 1 < parts.len();
        match (is_quoted, is_closed) {
            (true, true) => shown += &code(part),
            (true, false) => shown += &format!("\\`{}", plain(part)),
            (false, _) => shown += &plain(part),
        }
    }
    shown
}

/// `text` without any markup.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in Escaped(text).to_string().chars() {
        match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$' | '!'
            | '+' => {
                shown.push('\\');
                shown.push(character);
            }
            '@' | '#' => {
                shown.push(character);
                shown.push_str("<!-- -->");
            }
            other => shown.push(other),
        }
    }
    shown.replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.").replace("WWW.", "WWW<!-- -->.")
}

/// The longest run of backticks in `text`.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

fn language(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, end)| end) {
        "js" | "cjs" | "mjs" | "jsx" => "js",
        "ts" | "cts" | "mts" | "tsx" => "ts",
        "json" => "json",
        "sh" => "sh",
        "yml" | "yaml" => "yaml",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_span_outlives_backticks() {
        assert_eq!(code("a`b``|c"), "```a`b``|c```");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn a_fence_is_longer_than_any_inside() {
        assert_eq!(code_block(&["x ```` y"], "a.js"), "\n`````js\nx ```` y\n`````\n");
    }

    #[test]
    fn nobody_is_mentioned_and_nothing_is_linked() {
        assert_eq!(
            prose("@team #1 [x](https://a.invalid) <b> www.a.invalid"),
            "@<!-- -->team #<!-- -->1 \\[x\\](https:<!-- -->//a.invalid) \\<b\\> www<!-- -->.a.invalid"
        );
    }

    #[test]
    fn quoted_parts_become_code() {
        assert_eq!(prose("`a.js:3` reads *all*"), "`a.js:3` reads \\*all\\*");
    }

    #[test]
    fn an_open_quote_is_shown_as_it_is() {
        assert_eq!(prose("a `b"), "a \\`b");
    }

    proptest! {
        #[test]
        fn a_code_span_is_closed_by_its_own_fence_alone(text in "[`a |\\\\<@]{1,30}") {
            let shown = code(&text);
            let fence = shown.chars().take_while(|one| *one == '`').count();
            let inner = shown.get(fence..shown.len() - fence).unwrap();
            prop_assert!(longest_run(inner) < fence);
            prop_assert!(!inner.starts_with('`') && !inner.ends_with('`'));
        }

        #[test]
        fn a_block_holds_its_line(text in "\\PC{0,60}") {
            let shown = code_block(&[&text], "a.js");
            let fence = shown.lines().nth(1).unwrap().trim_end_matches("js");
            prop_assert!(shown.lines().nth(2).is_none_or(|line| !line.contains(fence)));
        }

        #[test]
        fn prose_opens_no_tag_but_empty_comments(text in ".{0,60}") {
            let shown = prose(&text);
            let outside = shown.split('`').step_by(2).collect::<String>().replace("<!-- -->", "").replace("\\<", "");
            prop_assert!(shown.contains('`') || !outside.contains('<'));
        }
    }
}
