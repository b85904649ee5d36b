//! The lines of an `.npmrc`: npm's own dialect of ini.
//!
//! Source: the `ini` package and `@npmcli/config` (`env-replace.js`).

/// One `key = value` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The key, without the `[]` of arrays.
    pub(crate) key: String,
    /// The value; `true` for a key alone.
    pub(crate) value: String,
}

/// All lines that set something, in order. Comments and sections are passed over.
pub(crate) fn entries(text: &str) -> Vec<Entry> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().filter_map(entry).collect()
}

fn entry(line: &str) -> Option<Entry> {
    let line = line.trim();
    if line.is_empty() || line.starts_with([';', '#', '[']) {
        return None;
    }
    let (key, value) = line.split_once('=').unwrap_or((line, "true"));
    let key = unquoted(key.trim());
    let key = key.strip_suffix("[]").unwrap_or(&key).to_owned();
    Some(Entry { key, value: unquoted(value.trim()) })
}

/// A quoted value is read as JSON; a plain one ends at an unescaped `;` or `#`.
fn unquoted(text: &str) -> String {
    if text.starts_with('"')
        && let Ok(read) = serde_json::from_str(text)
    {
        return read;
    }
    if let Some(inner) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return inner.to_owned();
    }
    let mut value = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some(escaped @ ('\\' | ';' | '#')) => value.push(escaped),
                Some(other) => value.extend(['\\', other]),
                None => value.push('\\'),
            },
            ';' | '#' => break,
            other => value.push(other),
        }
    }
    value.trim().to_owned()
}

/// What became of the `${VAR}` parts of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expanded {
    /// The value, all parts filled in.
    Value(String),
    /// The first variable that is not set.
    Unset(String),
}

/// Whether `text` asks for an environment variable.
pub(crate) fn wants_variable(text: &str) -> bool {
    text.contains("${")
}

/// `text` with each `${VAR}` replaced by the variable; `${VAR?}` is empty, and `${VAR-word}` and
/// `${VAR:-word}` (yarn's) the word, when it is unset.
pub(crate) fn expand<'a>(text: &str, variable: impl Fn(&str) -> Option<&'a str>) -> Expanded {
    let mut value = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((inside, after)) = after.split_once('}') else { break };
        if let Some(escaped) = before.strip_suffix('\\') {
            value.push_str(escaped);
            value.push_str("${");
            value.push_str(inside);
            value.push('}');
            rest = after;
            continue;
        }
        value.push_str(before);
        let (name, fallback) = match inside.split_once('-') {
            Some((name, word)) => (name.trim_end_matches(':'), Some(word)),
            None => (inside.trim_end_matches('?'), inside.ends_with('?').then_some("")),
        };
        match variable(name).or(fallback) {
            Some(found) => value.push_str(found),
            None => return Expanded::Unset(name.to_owned()),
        }
        rest = after;
    }
    value.push_str(rest);
    Expanded::Value(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(line: &str) -> (String, String) {
        let entry = entries(line).remove(0);
        (entry.key, entry.value)
    }

    #[test]
    fn comments_sections_and_blank_lines_set_nothing() {
        assert_eq!(entries("; a\n# b\n\n[section]\n"), []);
    }

    #[test]
    fn quotes_arrays_and_trailing_comments_are_read() {
        assert_eq!(one("ca[] = \"a\\nb\""), ("ca".into(), "a\nb".into()));
        assert_eq!(one("registry = x ; why"), ("registry".into(), "x".into()));
        assert_eq!(one("a = 'b;c'"), ("a".into(), "b;c".into()));
        assert_eq!(one("strict-ssl"), ("strict-ssl".into(), "true".into()));
    }

    #[test]
    fn variables_are_filled_in_or_named() {
        let variable = |name: &str| (name == "A").then_some("1");
        assert_eq!(expand("x${A}y", variable), Expanded::Value("x1y".into()));
        assert_eq!(expand("${B?}z${C-d}${E:-f}", variable), Expanded::Value("zdf".into()));
        assert_eq!(expand("${B}", variable), Expanded::Unset("B".into()));
        assert_eq!(expand("\\${A}", variable), Expanded::Value("${A}".into()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(?s).*") {
            for entry in entries(&text) {
                let _ = expand(&entry.value, |_| None);
            }
        }
    }
}
