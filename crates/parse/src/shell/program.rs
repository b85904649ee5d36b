//! Programs in other languages, as far as a shell's reader needs them: the command lines that they start.

/// Whether `name` is an interpreter whose programs may start commands.
pub(super) fn is_language(name: &str) -> bool {
    const NAMES: [&str; 10] =
        ["perl", "ruby", "php", "awk", "gawk", "mawk", "osascript", "lua", "mshta", "pythonw"];
    NAMES.contains(&name) || name.starts_with("python")
}

/// Calls whose first text is a command line.
const CALLS: [&str; 18] = [
    "system",
    "popen",
    "shell_exec",
    "passthru",
    "exec",
    "run",
    "call",
    "check_output",
    "check_call",
    "Popen",
    "getoutput",
    "getstatusoutput",
    "execute",
    "Run",
    "spawn",
    "do shell script",
    "proc_open",
    "startfile",
];

/// Most command lines taken from one program.
const LINES: usize = 64;

/// The constant command lines that a program in another language than a shell's starts, by the names of the calls
/// that start them.
#[must_use]
pub fn commands(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in code.match_indices(call).take(LINES) {
            let before = code.get(..at).and_then(|before| before.chars().next_back());
            if before.is_some_and(|next| next.is_alphanumeric() || next == '_') {
                continue;
            }
            let rest = code.get(at + call.len()..).unwrap_or_default().trim_start();
            let rest = if call.contains(' ') {
                Some(rest)
            } else {
                rest.strip_prefix(['(', ' ']).or_else(|| literal_start(rest))
            };
            if let Some(text) = rest.and_then(|rest| command(rest.trim_start())) {
                found.push(text);
            }
        }
    }
    // `` `command` `` of Perl, Ruby and PHP.
    let mut ticks = code.split('`').skip(1).step_by(2).map(str::to_owned);
    found.extend(ticks.by_ref().take(LINES).filter(|text| text.len() > 2));
    found.truncate(LINES);
    found
}

fn literal_start(rest: &str) -> Option<&str> {
    rest.starts_with(['"', '\'']).then_some(rest)
}

/// A text, or a list of texts as one line.
fn command(rest: &str) -> Option<String> {
    if let Some(list) = rest.strip_prefix(['[', '(']) {
        let mut words = Vec::new();
        let mut rest = list;
        while let Some((word, after)) = literal(rest.trim_start()) {
            words.push(format!("'{}'", word.replace('\'', "'\\''")));
            let Some(next) = after.trim_start().strip_prefix(',') else { break };
            rest = next;
        }
        return (!words.is_empty()).then(|| words.join(" "));
    }
    literal(rest).map(|(text, _)| text)
}

/// A quoted text at the start of `text`, with what follows it.
pub(crate) fn literal(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches(['r', 'b', 'f', 'u', '@']);
    let mark = text.chars().next().filter(|next| matches!(next, '"' | '\''))?;
    let triple: String = std::iter::repeat_n(mark, 3).collect();
    if let Some(rest) = text.strip_prefix(triple.as_str()) {
        let (body, after) = rest.split_once(triple.as_str())?;
        return Some((unescaped(body), after));
    }
    let mut is_escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        if is_escaped {
            is_escaped = false;
        } else if next == '\\' {
            is_escaped = true;
        } else if next == mark {
            return Some((unescaped(text.get(1..at)?), text.get(at + 1..)?));
        }
    }
    None
}

fn unescaped(body: &str) -> String {
    super::lexer::ansi_c(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_lines_of_other_languages_are_found() {
        for (code, line) in [
            ("import os; os.system('id -u')", "id -u"),
            ("subprocess.run([\"id\", '-u'], check=True)", "'id' '-u'"),
            ("exec(\"id -u\")", "id -u"),
            ("system 'id -u'", "id -u"),
            ("do shell script \"id -u\" with administrator privileges", "id -u"),
            ("x = `id -u`", "id -u"),
            ("BEGIN {system(\"id -u\")}", "id -u"),
            ("CreateObject(\"WScript.Shell\").Run(\"id -u\",0)", "id -u"),
        ] {
            assert_eq!(commands(code), [line], "{code}");
        }
        assert!(commands("print('system is up')").is_empty());
        assert!(commands("exec(code)").is_empty());
    }
}
