//! Expansions in strings: `<!(command)` and its kin.

/// An expansion that does more than insert a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// When gyp expands it.
    pub phase: ExpansionPhase,
    /// What it does.
    pub kind: ExpansionKind,
    /// The text in its brackets: a shell command, a module with arguments, or a file with its lines.
    pub command: String,
    /// The bytes of the file: of the expansion itself, or of the string it stands in when that has escapes.
    pub span: (usize, usize),
}

/// When an expansion happens. A search for the early form alone is evaded by one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExpansionPhase {
    /// `<`
    Early,
    /// `>`
    Late,
    /// `^`
    Latest,
}

/// What an expansion does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExpansionKind {
    /// `!(…)` and `!@(…)`: runs a command of the shell.
    Command,
    /// `!pymod_do_main(…)`: imports a Python module beside the file and calls it.
    PythonModule,
    /// `|(…)`: writes a file.
    FileList,
}

/// The expansions of `text`, those inside others included. `place` turns an offset of the text into one of the
/// file.
pub(super) fn find(text: &str, place: impl Fn(usize) -> usize) -> Vec<Expansion> {
    let mut found = Vec::new();
    for (at, mark) in text.bytes().enumerate() {
        let phase = match mark {
            b'<' => ExpansionPhase::Early,
            b'>' => ExpansionPhase::Late,
            b'^' => ExpansionPhase::Latest,
            _ => continue,
        };
        let rest = text.get(at + 1..).unwrap_or_default();
        let Some((kind, skipped)) = kind(rest) else { continue };
        let body = rest.get(skipped..).unwrap_or_default();
        let length = bracket(body);
        let command = body.get(..length).unwrap_or_default().to_owned();
        let end = at + 1 + skipped + length;
        let end = end + usize::from(text.as_bytes().get(end) == Some(&b')'));
        found.push(Expansion { phase, kind, command, span: (place(at), place(end)) });
        if found.len() >= EXPANSIONS {
            break;
        }
    }
    found
}

/// Most expansions kept of one text; the rest of such a text adds nothing.
const EXPANSIONS: usize = 1_000;

/// Longest command searched for its closing bracket, in bytes.
const COMMAND_BYTES: usize = 64 << 10;

fn kind(rest: &str) -> Option<(ExpansionKind, usize)> {
    let rest_command = rest.strip_prefix('!').or_else(|| rest.strip_prefix('|'))?;
    let inner = rest_command.strip_prefix('@').unwrap_or(rest_command);
    let is_list = rest.starts_with('|');
    let skipped = rest.len() - inner.len();
    let (name, _) = inner.split_once('(')?;
    match name {
        "" if is_list => Some((ExpansionKind::FileList, skipped + 1)),
        "" => Some((ExpansionKind::Command, skipped + 1)),
        name if name.len() < 64
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) =>
        {
            Some((ExpansionKind::PythonModule, skipped + name.len() + 1))
        }
        _ => None,
    }
}

/// How many bytes come before the bracket that closes.
fn bracket(body: &str) -> usize {
    let mut depth = 1usize;
    for (at, byte) in body.bytes().enumerate().take(COMMAND_BYTES) {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    body.floor_char_boundary(body.len().min(COMMAND_BYTES))
}
