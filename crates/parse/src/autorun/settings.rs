//! Files of `key = value` lines: `.npmrc`, git's configuration, the TOML of small tools.

/// One line that sets something.
#[derive(Debug)]
pub(super) struct Setting {
    /// The section in front of it, in lower case: `filter "x"` becomes `filter.x`; empty at the top.
    pub section: String,
    /// The key as written.
    pub key: String,
    /// The value: blanks and one pair of quotes taken off.
    pub value: String,
    pub span: (usize, usize),
}

/// The settings of `text`, in its order. A value may go on over lines: behind a backslash, and inside brackets.
pub(super) fn read(text: &str) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::new();
    let mut section = String::new();
    let mut at = 0;
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        if goes_on && let Some(last) = settings.last_mut() {
            last.value.push(' ');
            last.value.push_str(trimmed.trim_end_matches('\\'));
            last.span.1 = start + line.trim_end().len();
            goes_on = is_open(trimmed, &last.value);
            continue;
        }
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) =
            trimmed.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name)
        {
            section = name.trim_matches(['[', ']']).replace(" \"", ".").replace('"', "").to_ascii_lowercase();
            // git accepts a setting behind the section on the same line.
            let rest = trimmed.split_once(']').map(|(_, rest)| rest.trim()).unwrap_or_default();
            if rest.contains('=') {
                settings.push(setting(rest, &section, (start, start + line.trim_end().len())));
            }
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let found = setting(trimmed, &section, (start + lead, start + line.trim_end().len()));
        goes_on = is_open(trimmed, &found.value);
        settings.push(found);
    }
    settings
}

fn setting(line: &str, section: &str, span: (usize, usize)) -> Setting {
    let (key, value) = line.split_once('=').unwrap_or((line, ""));
    let value = value.trim().trim_end_matches('\\').trim();
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.or_else(|| value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')));
    let key = key.trim().trim_matches('"').to_owned();
    Setting { section: section.to_owned(), key, value: inner.unwrap_or(value).to_owned(), span }
}

fn is_open(line: &str, value: &str) -> bool {
    line.ends_with('\\') || value.starts_with('[') && value.matches('[').count() > value.matches(']').count()
}

/// The quoted strings of a TOML value: one string, or a list of them.
pub(super) fn strings(value: &str) -> Vec<String> {
    if !value.starts_with('[') {
        return vec![value.to_owned()];
    }
    let mut strings = Vec::new();
    let mut rest = value;
    while let Some(at) = rest.find(['"', '\'']) {
        let quote = rest.get(at..=at).unwrap_or("\"");
        let inner = rest.get(at + 1..).unwrap_or_default();
        let Some((text, after)) = inner.split_once(quote) else { break };
        strings.push(text.to_owned());
        rest = after;
    }
    strings
}
