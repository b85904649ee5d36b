//! Constants that stand near a question: what the code may compare the answer with.

/// Lines before and behind a question that are looked at.
const LINES: (usize, usize) = (3, 8);
/// Bytes before and behind a question, where lines are long.
const BYTES: (usize, usize) = (300, 900);
/// Longest constant.
const LONGEST: usize = 60;

/// Part of a text around a line and column, both from 1.
pub(super) fn window(text: &str, line: u32, column: u32) -> &str {
    let line = (line as usize).saturating_sub(1);
    let start_of = |line: usize| {
        if line == 0 { Some(0) } else { text.match_indices('\n').nth(line - 1).map(|(at, _)| at + 1) }
    };
    let Some(start) = start_of(line) else { return "" };
    let at = start.saturating_add(column as usize).min(text.len());
    let from = start_of(line.saturating_sub(LINES.0)).unwrap_or(0).max(at.saturating_sub(BYTES.0));
    let to = start_of(line + LINES.1).unwrap_or(text.len()).min(at.saturating_add(BYTES.1));
    let (from, to) = (text.floor_char_boundary(from), text.ceil_char_boundary(to.max(from)));
    text.get(from..to).unwrap_or_default()
}

/// A quoted text or a regular expression, and what stands before and behind it.
pub(super) struct Constant<'a> {
    pub(super) text: &'a str,
    pub(super) is_pattern: bool,
    before: &'a str,
    after: &'a str,
}

impl Constant<'_> {
    /// Whether something is compared with it.
    pub(super) fn is_compared(&self) -> bool {
        let before = self.before.trim_end_matches(['[', ' ', '(', ',', '\n']);
        let calls = ["includes", "startsWith", "endsWith", "indexOf", "test", "match", "has", "equals"];
        before.ends_with("==")
            || before.ends_with("!=")
            || before.ends_with("case")
            || calls.iter().any(|call| before.ends_with(call))
            || self.after.trim_start().starts_with("==")
            || self.after.trim_start().starts_with("!=")
            || self.after.starts_with(".test(")
            || self.after.contains("].includes(")
    }
}

/// The constants of a text, in order: quoted ones without escapes, and regular expressions that are tested.
pub(super) fn constants(text: &str) -> Vec<Constant<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(['"', '\'', '`', '/'])) {
        let start = at + offset;
        let quote = text.get(start..=start).unwrap_or_default();
        let Some((end, next)) = end_of(text, start, quote) else {
            at = start + 1;
            continue;
        };
        let inside = text.get(start + 1..end).unwrap_or_default();
        let behind =
            text.get(end + 1..text.ceil_char_boundary((end + 60).min(text.len()))).unwrap_or_default();
        let is_pattern = quote == "/";
        let after = if is_pattern {
            behind.trim_start_matches(|flag: char| flag.is_ascii_lowercase())
        } else {
            behind
        };
        let is_used = !is_pattern
            || after.starts_with(".test(")
            || after.starts_with(".exec(")
            || after.starts_with(')');
        if !inside.is_empty() && inside.len() <= LONGEST && is_used {
            let before =
                text.get(text.floor_char_boundary(start.saturating_sub(40))..start).unwrap_or_default();
            found.push(Constant { text: inside, is_pattern, before, after });
        }
        at = next;
    }
    found
}

/// Where a quoted text that starts at `start` ends, and where to go on; nothing when it does not end in its line.
fn end_of(text: &str, start: usize, quote: &str) -> Option<(usize, usize)> {
    let rest = text.get(start + 1..)?;
    let mut is_escaped = false;
    for (offset, character) in rest.char_indices() {
        match character {
            '\n' => return None,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '/' if quote == "/" && offset == 0 => return None,
            _ if quote.starts_with(character) => {
                let end = start + 1 + offset;
                return Some((end, end + 1));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(text: &str) -> Vec<&str> {
        constants(text).into_iter().filter(Constant::is_compared).map(|constant| constant.text).collect()
    }

    #[test]
    fn constants_that_something_is_compared_with_are_found() {
        assert_eq!(compared("if (user === 'build') x('no')"), ["build"]);
        assert_eq!(compared("\"ci\" != name; case 'a': f(/^ru/i.test(lang))"), ["ci", "a", "^ru"]);
        assert_eq!(compared("['one', 'two'].includes(x)"), ["one", "two"]);
        assert_eq!(compared("a / b / c"), Vec::<&str>::new());
    }

    #[test]
    fn a_window_stays_in_the_text() {
        assert_eq!(window("one\ntwo\nthree", 2, 1), "one\ntwo\nthree");
        assert_eq!(window("one", 9, 9), "");
        assert_eq!(window("é".repeat(2_000).as_str(), 1, 1_000).chars().next(), Some('é'));
    }
}
