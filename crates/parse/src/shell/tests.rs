//! Tests of the reading, and of what is made of it.

use super::*;
use proptest::prelude::*;

mod bad;
mod disguised;
mod honest;
mod reading;

pub(super) fn posix(text: &str) -> Script {
    read(text, Dialect::Posix, &Limits::default())
}

pub(super) fn words(script: &Script) -> Vec<Vec<&str>> {
    let texts = |command: &Command| -> usize { command.words.len() };
    script
        .commands
        .iter()
        .filter(|command| texts(command) > 0)
        .map(|command| command.words.iter().map(|word| word.text.as_str()).collect())
        .collect()
}

pub(super) fn kinds(text: &str) -> Vec<BehaviourKind> {
    let mut kinds: Vec<_> = read_manifest_script(text, &Limits::default())
        .iter()
        .flat_map(behaviours)
        .map(|behaviour| behaviour.kind)
        .collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

pub(super) fn started(text: &str) -> Vec<Run> {
    runs(&posix(text)).into_iter().map(|started| started.run).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,200}") {
        for dialect in [Dialect::Posix, Dialect::Cmd, Dialect::PowerShell] {
            let script = read(&text, dialect, &Limits::default());
            let _ = (runs(&script), behaviours(&script));
        }
    }

    #[test]
    fn shell_like_text_never_panics(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "sh", "-c", " ", "'", "\"", "$(", ")", "`", "|", "&&", ";", "\n", "<<EOF", "EOF", "{", "}", "(", "curl",
                "base64 -d", "echo", "$A", "A=b", "case", "in", "esac", "if", "fi", "powershell", "-enc", "cmd", "/c",
                "eval", "%A%", "^", "\\", ">", "<(", "${", "$'", "é", "iex", "xargs", "npx", "node", "-e", "=", "rm -rf", "~",
            ]),
            0..60,
        )
    ) {
        let text = parts.concat();
        for dialect in [Dialect::Posix, Dialect::Cmd, Dialect::PowerShell] {
            let script = read(&text, dialect, &Limits::default());
            for command in &script.commands {
                prop_assert!(command.span.0 <= command.span.1 && command.span.1 <= text.len());
                for word in &command.words {
                    prop_assert!(word.span.0 <= word.span.1 && word.span.1 <= text.len());
                }
            }
            let _ = (runs(&script), behaviours(&script));
        }
    }
}
