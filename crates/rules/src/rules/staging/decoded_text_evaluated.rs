//! # A decoded text runs as code
//!
//! A text that stands in the package encoded, enciphered or compressed is decoded and reaches `eval`,
//! `Function`, `vm` or a module's compiler, in code that runs by itself.
//!
//! ## Why it matters
//!
//! Nobody encodes code that others may read. Loaders do, so that neither a search nor a reviewer finds what
//! they run.
//!
//! ## Known benign uses
//!
//! WebAssembly modules and workers are decoded texts too, but are instantiated or started as workers, which
//! this rule leaves out. Products that protect their code with a licence.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.add = (a, b) => a + b;
//! const text = Buffer.from("Y29uc29sZS5sb2coJ2hlbGxvJyk=", "base64").toString();
//! eval(text); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const codes = [99, 111, 110, 115, 111, 108, 101, 46, 108, 111, 103, 40, 49, 41];
//! const text = codes.map((code) => String.fromCharCode(code)).join("");
//! new Function(text)(); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { createDecipheriv } = require("crypto");
//! const cipher = createDecipheriv("aes-256-cbc", "0123456789abcdef0123456789abcdef", "abcdef9876543210");
//! const text = cipher.update("8d1f0a77c0ffee00112233445566778899", "hex", "utf8") + cipher.final("utf8");
//! require("vm").runInThisContext(text); //~ here
//! ```
//!
//! Behind the end of a built file:
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "dist/grid.min.js"}
//! == src/grid.js
//! exports.cell = (row, column) => row * 12 + column;
//! == dist/grid.min.js
//! exports.cell=(r,c)=>12*r+c;
//! //# sourceMappingURL=grid.min.js.map
//! ;(function(t){let o="";for(const c of t)o+=String.fromCharCode(c.charCodeAt(0)^1);new Function(o)()})("bnorned/mnf)&ih&(") //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const bytes = Buffer.from("AGFzbQEAAAA=", "base64");
//! module.exports = WebAssembly.instantiate(bytes).then(({ instance }) => instance.exports);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.compile = (source) => new Function("data", "return `" + source.replace(/`/g, "\\`") + "`");
//! exports.root = new Function("return this")();
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const letter = (code) => String.fromCharCode(code + 97);
//! const reader = () => {
//!   let code = "(source, position) => {";
//!   for (let i = 0; i < 8; i++) code += `let ${letter(i)} = source[position++]; if (${letter(i)} > 4) return finish(${letter(i)}, source);`;
//!   return code + "}";
//! };
//! exports.read = eval(reader());
//! ```
//!
//! ## References
//!
//! - Socket: Another Wave: North Korean Contagious Interview Campaign Drops 35 New Malicious npm Packages (June 2025)

use crate::prelude::*;

/// A decoded text runs as code.
pub struct DecodedTextEvaluated;

impl Rule for DecodedTextEvaluated {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "decoded-text-evaluated",
            title: "A decoded text runs as code",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1140",
            covers: &[
                "decode-then-exec",
                "encrypted-blob-exec",
                "vm-execution",
                "obf-caesar-eval",
                "multi-file-split",
                "function-constructor",
                "import-time-payload",
                "dist-only-injection",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| *source == Source::Decoded, |sink| *sink == Sink::Code) {
            let is_unwatched = flow.trigger.runs_unwatched();
            // Hiding what only computes is strange where nobody watches an install, and nowhere else.
            let is_quiet = flow.trigger != Trigger::Install && facts.is_revealed_as_quiet(flow.sink_spot);
            if is_unwatched && !is_quiet && !starts_worker(&flow.api) && !is_plain(facts, flow) {
                found.flow(flow);
            }
        }
    }
}

/// Bundlers pack workers as encoded texts.
fn starts_worker(api: &str) -> bool {
    matches!(api, "Worker" | "SharedWorker" | "worker_threads.Worker" | "child_process.fork" | "cluster.fork")
}

/// Fewest words of a code that say whether it was hidden: a wrapper around hidden code has less.
const WORDS: usize = 20;

/// Most words looked at; code that was hidden shows it in its first line.
const MOST_WORDS: usize = 400;

/// Whether the code, as far as it is known, is made of words that stand in the file in plain text. Generators of
/// fast readers make names of character codes, and hide nothing.
fn is_plain(facts: &Facts<'_>, flow: &FlowFact) -> bool {
    let source = facts.text(&facts.locus(flow.sink_spot).file);
    let mut calls =
        facts.all_calls().iter().filter(|call| call.spot == flow.sink_spot && call.api == flow.api);
    calls.any(|call| {
        let texts =
            call.arguments.iter().next_back().map(|argument| argument.texts.as_slice()).unwrap_or_default();
        !texts.is_empty()
            && texts.iter().all(|text| {
                let words = || {
                    text.split(|next: char| !next.is_alphanumeric())
                        .filter(|word| word.len() >= 4)
                        .take(MOST_WORDS)
                };
                words().count() >= WORDS && words().all(|word| source.contains(word))
            })
    })
}
