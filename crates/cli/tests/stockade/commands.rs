//! Commands other than `scan`, and the program's manners.

use crate::machine::Machine;

#[test]
fn the_version_is_printed() {
    let ended = Machine::new().run(&["--version"]).with_status(0);
    assert_eq!(ended.stdout, format!("stockade {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_goes_to_standard_output_and_shows_examples() {
    for command in ["scan", "detonate", "explain", "rules", "schema", "selftest", "completion", "man"] {
        let ended = Machine::new().run(&[command, "--help"]).with_status(0);
        assert!(ended.stdout.contains("Examples:"), "{command}");
        assert_eq!(ended.stderr, "");
    }
}

#[test]
fn wrong_arguments_end_with_the_status_for_usage() {
    for arguments in
        [&["scan", "--nonsense"][..], &["nonsense"], &[], &["scan", "--jobs", "0"], &["scan", "-q", "-v"]]
    {
        let ended = Machine::new().run(arguments).with_status(64);
        assert_eq!(ended.stdout, "", "{arguments:?}");
        assert!(!ended.stderr.is_empty());
    }
}

#[test]
fn the_selftest_passes_and_says_how_workers_are_contained() {
    Machine::new().run(&["selftest"]).with_status(0).says("selftest passed").says("containment");
}

#[test]
fn rules_are_listed_and_each_has_a_page() {
    let machine = Machine::new();
    let ended = machine.run(&["rules", "--format", "json"]).with_status(0);
    let rules: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let ids: Vec<&str> = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert!(!ids.is_empty() && ids.is_sorted());
    let first = ids.first().unwrap();
    machine.run(&["explain", first]).with_status(0).says("Why it matters");
    machine.run(&["explain", first, "--format", "markdown"]).with_status(0).says("## Why it matters");
    machine.run(&["rules"]).with_status(0).says(first);
}

/// The id of some rule.
fn a_rule(machine: &Machine) -> String {
    let listed = machine.run(&["rules"]).with_status(0).stdout;
    listed.split_whitespace().next().expect("there is a rule").to_owned()
}

#[test]
fn an_unknown_rule_suggests_near_ones() {
    let machine = Machine::new();
    let id = a_rule(&machine);
    let misspelt = id.replacen('-', "_", 1) + "x";
    machine.run(&["explain", &misspelt]).with_status(64).with_error("S004").says(&id);
    machine.run(&["explain", "\u{1b}[2J"]).with_status(64).with_error("S004").says("\\u{1b}");
}

#[test]
fn schemas_are_listed_and_printed() {
    let machine = Machine::new();
    let names = machine.run(&["schema"]).with_status(0).stdout;
    assert!(names.lines().any(|name| name == "scan"));
    for name in names.lines() {
        let text = machine.run(&["schema", name]).with_status(0).stdout;
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{name}");
    }
    machine.run(&["schema", "nonsense"]).with_status(64).with_error("S003");
}

#[test]
fn completion_and_manual_are_generated() {
    let machine = Machine::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        machine.run(&["completion", shell]).with_status(0).says("stockade");
    }
    machine.run(&["man"]).with_status(0).says(".TH");
    machine.run(&["man", "scan"]).with_status(0).says("stockade\\-scan");
    machine.run(&["man", "nonsense"]).with_status(64).with_error("S002");
}

#[test]
fn colour_is_written_when_asked_for_and_never_into_a_pipe() {
    let machine = Machine::new();
    let id = &a_rule(&machine);
    assert!(machine.run(&["--color", "always", "explain", id]).stdout.contains('\u{1b}'));
    assert!(!machine.run(&["explain", id]).stdout.contains('\u{1b}'));
}

#[test]
fn a_list_on_standard_input_is_scanned() {
    use std::io::Write as _;

    let machine = Machine::with(&[("a/package.json", br#"{"name": "a", "version": "1.0.0"}"#)]);
    let mut command = machine.command();
    command.args(["scan", "--offline", "--format", "json", "-"]);
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"# packages\n./a\nb@1.0.0\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(result["coverage"]["resolved"], 2);
}

#[test]
fn an_empty_list_is_an_error() {
    let machine = Machine::new();
    let mut command = machine.command();
    command.args(["scan", "-"]).stdin(std::process::Stdio::null());
    crate::machine::ended(&mut command).with_status(64).with_error("S005");
}
