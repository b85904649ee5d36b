//! Scripts inside commands, and commands whose output is known.

use super::builder::Placement;
use super::effective::{Effective, effective, skip_options};
use super::{Command, Dialect, Origin, RedirectKind, Word, program, value};
use base64::Engine as _;

/// A script that a command runs.
pub(super) struct Nested {
    pub text: String,
    pub dialect: Dialect,
    pub origin: Origin,
    pub placement: Placement,
}

impl Nested {
    fn like(&self) -> Self {
        Self { text: String::new(), dialect: self.dialect, origin: self.origin, placement: self.placement }
    }

    /// The text that an alias stands for.
    pub(super) fn of_alias(text: &str, command: &Command) -> Self {
        let placement = Placement::Within(command.span);
        Self { text: text.to_owned(), dialect: command.dialect, origin: Origin::Nested, placement }
    }
}

/// Shells that read `-c`.
pub(super) const POSIX_SHELLS: [&str; 9] =
    ["sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "mksh", "rbash"];

/// The scripts that the command at `index` runs.
pub(super) fn scripts(commands: &[Command], index: usize, found: &Effective<'_>) -> Vec<Nested> {
    let Some(command) = commands.get(index) else { return Vec::new() };
    let arguments = found.words.get(1..).unwrap_or_default();
    match found.name.as_str() {
        name if POSIX_SHELLS.contains(&name) => posix_shell(commands, index, arguments),
        "cmd" => after(arguments, |text| text.len() == 2 && matches!(text, "/c" | "/k" | "/C" | "/K" | "/r"))
            .map(|words| joined(words, Dialect::Cmd))
            .into_iter()
            .collect(),
        "powershell" | "pwsh" => powershell(commands, index, arguments),
        "iex" | "invoke-expression" => {
            let skipped = usize::from(arguments.first().is_some_and(|word| word.text.starts_with("-C")));
            let words = arguments.get(skipped..).unwrap_or_default();
            let mut nested: Vec<_> =
                words.first().map(|word| one(word, Dialect::PowerShell)).into_iter().collect();
            nested.extend(from_input(commands, index, Dialect::PowerShell));
            nested
        }
        "eval" => (!arguments.is_empty()).then(|| joined(arguments, command.dialect)).into_iter().collect(),
        "npx" | "npm" | "pnpm" => after(arguments, |text| matches!(text, "-c" | "--call" | "--shell-mode"))
            .and_then(|words| words.first().map(|word| one(word, command.dialect)))
            .into_iter()
            .collect(),
        "concurrently" => {
            let is_script = |word: &&Word| word.text.contains(' ');
            arguments.iter().filter(is_script).map(|word| one(word, command.dialect)).collect()
        }
        name if program::is_language(name) => programs(commands, index, name, arguments),
        "find" => after(arguments, |text| matches!(text, "-exec" | "-execdir" | "-ok"))
            .map(quoted)
            .into_iter()
            .collect(),
        "su" | "script" => after(arguments, |text| text == "-c" || text == "--command")
            .and_then(|words| words.first().map(|word| one(word, Dialect::Posix)))
            .into_iter()
            .collect(),
        "for" if command.dialect == Dialect::Cmd => cmd_loop(arguments),
        "wmic" => after(arguments, |text| text.eq_ignore_ascii_case("create"))
            .map(|words| joined(words, Dialect::Cmd))
            .into_iter()
            .collect(),
        "forfiles" => after(arguments, |text| text.eq_ignore_ascii_case("/c"))
            .and_then(|words| words.first().map(|word| one(word, Dialect::Cmd)))
            .into_iter()
            .collect(),
        "trap" | "watch" => arguments.first().map(|word| one(word, command.dialect)).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The commands that a program in another language starts: `os.system("…")`, `do shell script "…"`.
fn programs(commands: &[Command], index: usize, language: &str, arguments: &[Word]) -> Vec<Nested> {
    let mut nested: Vec<Nested> = Vec::new();
    let texts = arguments.iter().filter(|word| word.text.contains(['(', '"', '`']));
    for word in texts {
        nested.extend(program::commands(&word.text).into_iter().map(|text| Nested {
            text,
            dialect: Dialect::Posix,
            origin: Origin::Nested,
            placement: Placement::Within(word.span),
        }));
    }
    let reads_input = arguments.iter().all(|word| word.text.starts_with('-'));
    if nested.is_empty() && reads_input && language != "awk" {
        for input in from_input(commands, index, Dialect::Posix) {
            let texts = program::commands(&input.text).into_iter();
            nested.extend(texts.map(|text| Nested { text, placement: input.placement, ..input.like() }));
        }
    }
    nested
}

/// `for /f %i in ('command') do other`.
fn cmd_loop(arguments: &[Word]) -> Vec<Nested> {
    let is_do = |word: &Word| word.text.eq_ignore_ascii_case("do");
    let behind = arguments.iter().position(is_do);
    let (head, body) = arguments.split_at(behind.unwrap_or(arguments.len()));
    let start = head.iter().position(|word| word.text.starts_with("('"));
    let source = start.and_then(|start| head.get(start..)).map(|words| joined(words, Dialect::Cmd));
    let source = source.map(|nested| {
        let text = nested.text.trim_start_matches("('").trim_end_matches("')").to_owned();
        Nested { text, placement: Placement::Within(placement_span(arguments)), ..nested }
    });
    let body = body.get(1..).filter(|words| !words.is_empty()).map(|words| joined(words, Dialect::Cmd));
    source.into_iter().chain(body).collect()
}

fn placement_span(words: &[Word]) -> (usize, usize) {
    let start = words.first().map_or(0, |word| word.span.0);
    (start, words.last().map_or(start, |word| word.span.1))
}

fn posix_shell(commands: &[Command], index: usize, arguments: &[Word]) -> Vec<Nested> {
    let is_command = |text: &str| {
        text.strip_prefix('-').is_some_and(|flags| !flags.starts_with('-') && flags.ends_with('c'))
            || text == "-ic"
    };
    if let Some(words) = after(arguments, is_command) {
        return words.first().map(|word| one(word, Dialect::Posix)).into_iter().collect();
    }
    let reads_input =
        arguments.iter().all(|word| word.text.starts_with('-')) || arguments.iter().any(is_stdin);
    if reads_input { from_input(commands, index, Dialect::Posix) } else { Vec::new() }
}

fn is_stdin(word: &Word) -> bool {
    matches!(word.text.as_str(), "-" | "-s" | "/dev/stdin")
}

fn powershell(commands: &[Command], index: usize, arguments: &[Word]) -> Vec<Nested> {
    let mut at = 0;
    while let Some(word) = arguments.get(at) {
        let flag = word.text.to_ascii_lowercase().replace('/', "-");
        let flag = flag.strip_prefix('-').unwrap_or_default();
        let rest = arguments.get(at + 1..).unwrap_or_default();
        // PowerShell takes any unambiguous beginning of an option's name.
        if flag == "ec" || !flag.is_empty() && "encodedcommand".starts_with(flag) {
            return rest.first().and_then(encoded_command).into_iter().collect();
        }
        if !flag.is_empty() && "command".starts_with(flag) {
            return (!rest.is_empty()).then(|| joined(rest, Dialect::PowerShell)).into_iter().collect();
        }
        if flag == "file" || flag == "f" {
            return Vec::new();
        }
        if flag.is_empty() && word.text != "-" {
            return vec![joined(arguments.get(at..).unwrap_or_default(), Dialect::PowerShell)];
        }
        at += if ["ex", "w", "v", "o", "in", "config", "wo"].iter().any(|it| flag.starts_with(it)) {
            2
        } else {
            1
        };
    }
    from_input(commands, index, Dialect::PowerShell)
}

/// `-EncodedCommand`: base64 of UTF-16LE.
fn encoded_command(word: &Word) -> Option<Nested> {
    let bytes = decode_base64(&word.text)?;
    let (pairs, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let text = String::from_utf16_lossy(&units);
    let placement = Placement::Within(word.span);
    Some(Nested { text, dialect: Dialect::PowerShell, origin: Origin::Decoded, placement })
}

/// The words behind the first that `is_flag` takes.
fn after(words: &[Word], is_flag: impl Fn(&str) -> bool) -> Option<&[Word]> {
    let at = words.iter().position(|word| is_flag(&word.text))?;
    words.get(at + 1..).filter(|words| !words.is_empty())
}

fn one(word: &Word, dialect: Dialect) -> Nested {
    Nested { text: word.text.clone(), dialect, origin: Origin::Nested, placement: placement(word) }
}

/// Where a word's text stands: byte for byte when only a pair of quotes was taken off.
fn placement(word: &Word) -> Placement {
    let (start, end) = word.span;
    match end.saturating_sub(start).checked_sub(word.text.len()) {
        Some(0) => Placement::From(start),
        Some(2) if word.variables.is_empty() && word.substitutions.is_empty() => Placement::From(start + 1),
        _ => Placement::Within(word.span),
    }
}

fn joined(words: &[Word], dialect: Dialect) -> Nested {
    if let [word] = words {
        return one(word, dialect);
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let start = words.first().map_or(0, |word| word.span.0);
    let end = words.last().map_or(start, |word| word.span.1);
    Nested {
        text: texts.join(" "),
        dialect,
        origin: Origin::Nested,
        placement: Placement::Within((start, end)),
    }
}

/// Words that are passed on as they are, as a script that says so.
fn quoted(words: &[Word]) -> Nested {
    let quote = |word: &Word| format!("'{}'", word.text.replace('\'', "'\\''"));
    let text = words.iter().map(quote).collect::<Vec<_>>().join(" ");
    Nested { text, dialect: Dialect::Posix, ..joined(words, Dialect::Posix) }
}

/// The script that a shell reads from its input, when the input is known.
fn from_input(commands: &[Command], index: usize, dialect: Dialect) -> Vec<Nested> {
    let Some(command) = commands.get(index) else { return Vec::new() };
    let Some(text) = constant_input(commands, index, 0) else { return Vec::new() };
    let here = command.redirects.iter().find(|redirect| redirect.kind == RedirectKind::Here);
    if let Some(redirect) = here {
        return vec![one(&redirect.target, dialect)];
    }
    let source = command.pipes_from.last().and_then(|source| commands.get(*source));
    let is_plain = source.is_some_and(|source| matches!(effective(source).name.as_str(), "echo" | "printf"));
    let origin = if is_plain { Origin::Nested } else { Origin::Decoded };
    let spans =
        command.pipes_from.iter().filter_map(|source| commands.get(*source)).map(|source| source.span);
    let span = spans.reduce(|left, right| (left.0.min(right.0), left.1.max(right.1))).unwrap_or(command.span);
    vec![Nested { text, dialect, origin, placement: Placement::Within(span) }]
}

/// How many programs of a pipeline are computed.
const PIPELINE_DEPTH: usize = 12;

/// What the command at `index` prints, when that is constant text.
pub(super) fn constant_output(commands: &[Command], index: usize) -> Option<String> {
    output(commands, index, 0)
}

fn output(commands: &[Command], index: usize, depth: usize) -> Option<String> {
    if depth > PIPELINE_DEPTH {
        return None;
    }
    let command = commands.get(index)?;
    let found = effective(command);
    let arguments = found.words.get(1..).unwrap_or_default();
    let has = |flags: &[&str]| arguments.iter().any(|word| flags.contains(&word.text.as_str()));
    match found.name.as_str() {
        "echo" | "printf" | "write-output" => printed(&found.name, arguments),
        "cat" if arguments.is_empty() => constant_input(commands, index, depth),
        "tr" => value::tr(&constant_input(commands, index, depth)?, arguments),
        "sed" => value::sed(&constant_input(commands, index, depth)?, arguments),
        "rev" => constant_input(commands, index, depth).map(|text| text.trim_end().chars().rev().collect()),
        name if name.starts_with("python") && has(&["base64"]) && has(&["-d"]) => {
            let text = constant_input(commands, index, depth)?;
            String::from_utf8(decode_base64(&text)?).ok()
        }
        "base64" | "openssl" if has(&["-d", "-D", "--decode", "-di"]) => {
            let text = constant_input(commands, index, depth)?;
            String::from_utf8(decode_base64(&text)?).ok()
        }
        "xxd" if has(&["-r", "-rp", "-p", "-ps"]) => {
            let text = constant_input(commands, index, depth)?;
            String::from_utf8(decode_hex(&text)?).ok()
        }
        _ => None,
    }
}

fn constant_input(commands: &[Command], index: usize, depth: usize) -> Option<String> {
    let command = commands.get(index)?;
    if let Some(here) = command.redirects.iter().find(|redirect| redirect.kind == RedirectKind::Here) {
        return Some(here.target.text.clone());
    }
    match command.pipes_from.as_slice() {
        [source] => output(commands, *source, depth + 1),
        _ => None,
    }
}

fn printed(name: &str, arguments: &[Word]) -> Option<String> {
    let count = skip_options(arguments, &[]);
    let is_flag = |word: &Word| word.text.len() == 2 && "enE".contains(word.text.get(1..).unwrap_or("?"));
    let count = if arguments.iter().take(count).all(is_flag) { count } else { 0 };
    let interprets = name == "printf" || arguments.iter().take(count).any(|word| word.text == "-e");
    let words = arguments.get(count..).unwrap_or_default();
    if words.iter().any(|word| !word.is_constant()) {
        return None;
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let text = match (name, texts.as_slice()) {
        ("printf", ["%s" | "%b" | "%s\\n", rest @ ..]) => rest.concat(),
        ("printf", [only]) => (*only).to_owned(),
        _ => texts.join(" "),
    };
    Some(if interprets { super::lexer::ansi_c(&text) } else { text })
}

/// Base64 as `base64 -d` reads it: blanks ignored, padding optional.
pub(crate) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let clean: String = text.chars().filter(|next| !next.is_whitespace() && *next != '=').collect();
    let config = base64::engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    base64::engine::GeneralPurpose::new(&base64::alphabet::STANDARD, config).decode(clean).ok()
}

pub(crate) fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|next| !next.is_whitespace())
        .map(|next| next.to_digit(16))
        .collect::<Option<_>>()?;
    let (pairs, _) = digits.as_chunks::<2>();
    pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect()
}
