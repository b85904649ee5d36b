//! What a shell makes of texts: parameters cut to size, and the filters that hide a command.

use super::Word;

/// The value of `${name…}` when the variable holds `text`.
pub(super) fn derived(text: Option<&str>, operation: &str) -> Option<String> {
    if let Some(rest) = operation.strip_prefix(":-").or_else(|| operation.strip_prefix('-')) {
        // A default stands for what is not set here; a path could stand for anything.
        let is_name = !rest.is_empty() && !rest.contains(['/', '~', '$', '`', ' ']);
        return text.map(str::to_owned).or_else(|| is_name.then(|| rest.to_owned()));
    }
    let text = text?;
    if matches!(operation, "[@]" | "[*]") {
        return Some(text.to_owned());
    }
    match operation {
        ",," | "," => return Some(text.to_lowercase()),
        "^^" | "^" => return Some(text.to_uppercase()),
        _ => {}
    }
    if let Some(rest) = operation.strip_prefix("//") {
        let (old, new) = rest.split_once('/').unwrap_or((rest, ""));
        return (!old.is_empty()).then(|| text.replace(old, new));
    }
    if let Some(rest) = operation.strip_prefix('/') {
        let (old, new) = rest.split_once('/').unwrap_or((rest, ""));
        return (!old.is_empty()).then(|| text.replacen(old, new, 1));
    }
    let start = operation.trim_start_matches(['#', '%']);
    let is_plain = !start.contains(['*', '?', '[']);
    match operation.chars().next()? {
        '#' if is_plain => Some(text.strip_prefix(start).unwrap_or(text).to_owned()),
        '%' if is_plain => Some(text.strip_suffix(start).unwrap_or(text).to_owned()),
        ':' => slice(text, operation.get(1..)?),
        _ => None,
    }
}

/// `${name:1:4}`.
fn slice(text: &str, range: &str) -> Option<String> {
    let (start, length) =
        range.split_once(':').map_or((range, None), |(start, length)| (start, Some(length)));
    let start: usize = start.trim().parse().ok()?;
    let length: usize = match length {
        Some(length) => length.trim().parse().ok()?,
        None => text.len(),
    };
    Some(text.chars().skip(start).take(length).collect())
}

/// What `tr` makes of `text`.
pub(super) fn tr(text: &str, arguments: &[Word]) -> Option<String> {
    let plain: Vec<&str> =
        arguments.iter().map(|word| word.text.as_str()).filter(|text| !is_flag(text)).collect();
    let has = |flag: char| arguments.iter().any(|word| is_flag(&word.text) && word.text.contains(flag));
    let from = set(plain.first()?);
    if has('d') {
        return Some(text.chars().filter(|next| !from.contains(next)).collect());
    }
    let to = set(plain.get(1)?);
    let last = to.last().copied()?;
    let change = |next: char| match from.iter().rposition(|known| *known == next) {
        Some(at) => to.get(at).copied().unwrap_or(last),
        None => next,
    };
    Some(text.chars().map(change).collect())
}

fn is_flag(text: &str) -> bool {
    text.len() > 1 && text.starts_with('-') && text.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic())
}

/// The characters of a set of `tr`: ranges and classes.
fn set(text: &str) -> Vec<char> {
    let text = super::lexer::ansi_c(text)
        .replace("[:lower:]", "a-z")
        .replace("[:upper:]", "A-Z")
        .replace("[:digit:]", "0-9")
        .replace("[:space:]", " \t\n\r");
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = characters.get(at).copied() {
        match (characters.get(at + 1), characters.get(at + 2)) {
            (Some('-'), Some(last)) if *last > first && u32::from(*last) - u32::from(first) < 256 => {
                found.extend(first..=*last);
                at += 3;
            }
            _ => {
                found.push(first);
                at += 1;
            }
        }
    }
    found
}

/// What `sed` makes of `text`, where it only replaces plain texts.
pub(super) fn sed(text: &str, arguments: &[Word]) -> Option<String> {
    let mut text = text.to_owned();
    let programs = arguments.iter().map(|word| word.text.as_str()).filter(|text| !is_flag(text));
    for command in programs.flat_map(|program| program.split(';')) {
        let mark = command.trim().strip_prefix('s')?.chars().next()?;
        let mut parts = command.trim().get(1 + mark.len_utf8()..)?.split(mark);
        let (old, new, flags) = (parts.next()?, parts.next()?, parts.next()?);
        if old.is_empty() || old.contains(['*', '[', '^', '$', '\\', '+', '(']) || new.contains(['&', '\\']) {
            return None;
        }
        text = if flags.contains('g') { text.replace(old, new) } else { text.replacen(old, new, 1) };
    }
    Some(text)
}

/// Whether `pattern` with `?`, `*` and `[…]` fits `name`.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().take(64).collect();
    let name: Vec<char> = name.chars().collect();
    fits_from(&pattern, &name, 64)
}

fn fits_from(pattern: &[char], name: &[char], depth: usize) -> bool {
    let Some((first, rest)) = pattern.split_first() else { return name.is_empty() };
    if depth == 0 {
        return false;
    }
    match first {
        '*' => (0..=name.len()).any(|at| fits_from(rest, name.get(at..).unwrap_or_default(), depth / 2)),
        '?' => name.split_first().is_some_and(|(_, name)| fits_from(rest, name, depth - 1)),
        '[' => {
            let Some(close) = rest.iter().position(|next| *next == ']') else { return false };
            let (inside, rest) = rest.split_at(close);
            let inside: Vec<char> = set(&inside.iter().collect::<String>());
            let rest = rest.get(1..).unwrap_or_default();
            name.split_first()
                .is_some_and(|(next, name)| inside.contains(next) && fits_from(rest, name, depth - 1))
        }
        plain => {
            name.split_first().is_some_and(|(next, name)| next == plain && fits_from(rest, name, depth - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[&str]) -> Vec<Word> {
        texts.iter().map(|text| Word { text: (*text).to_owned(), ..Word::default() }).collect()
    }

    #[test]
    fn parameters_are_cut_to_size() {
        for (operation, value) in [
            (":1:3", Some("bcd")),
            (":2", Some("cdef")),
            ("#ab", Some("cdef")),
            ("%ef", Some("abcd")),
            ("/cd/X", Some("abXef")),
            ("//b", Some("acdef")),
            ("^^", Some("ABCDEF")),
            (":-z", Some("abcdef")),
            (":?gone", None),
            ("#*c", None),
        ] {
            assert_eq!(derived(Some("abcdef"), operation).as_deref(), value, "{operation}");
        }
        assert_eq!(derived(None, ":-curl").as_deref(), Some("curl"));
        assert_eq!(derived(None, ":-/usr"), None);
    }

    #[test]
    fn filters_are_computed() {
        assert_eq!(tr("phey", &words(&["A-Za-z", "N-ZA-Mn-za-m"])).as_deref(), Some("curl"));
        assert_eq!(tr("cXuXrl", &words(&["-d", "X"])).as_deref(), Some("curl"));
        assert_eq!(tr("CURL", &words(&["[:upper:]", "[:lower:]"])).as_deref(), Some("curl"));
        assert_eq!(sed("cXuXrl", &words(&["s/X//g"])).as_deref(), Some("curl"));
        assert_eq!(sed("a", &words(&["s/./b/;s/[a]/c/"])), None);
    }

    #[test]
    fn patterns_fit_names() {
        for (pattern, is_fit) in
            [("c?rl", true), ("c*l", true), ("[a-c]url", true), ("c?l", false), ("*x", false)]
        {
            assert_eq!(fits(pattern, "curl"), is_fit, "{pattern}");
        }
    }
}
