//! # The package runs code that it hides in a file of its own
//!
//! The contents of a file of the package that is no script, or that had to be decoded, reach `eval`,
//! `Function`, `vm` or a module's compiler.
//!
//! ## Why it matters
//!
//! A licence, an image or a table of data is not read as code by anyone. Loaders keep their second stage in
//! such a file, often enciphered, with the key beside it.
//!
//! ## Known benign uses
//!
//! Template engines compile their own templates, and test tools run their own scripts: files that are what
//! their names say, and that are not decoded.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == LICENSE
//! MIT License
//! 8d1f0a77c0ffee00112233445566778899aabbccddeeff00
//! == index.js
//! const { createDecipheriv } = require("crypto");
//! const { readFileSync } = require("fs");
//! const lines = readFileSync(require("path").join(__dirname, "LICENSE"), "utf8").trim().split("\n");
//! const cipher = createDecipheriv("aes-256-cbc", "0123456789abcdef0123456789abcdef", "abcdef9876543210");
//! const code = cipher.update(lines.at(-1), "hex", "utf8") + cipher.final("utf8");
//! new Function("require", code)(require); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node run.js"}}
//! == assets/logo.png
//! not a picture: console.log(1)
//! == run.js
//! const text = require("fs").readFileSync(__dirname + "/assets/logo.png", "utf8");
//! eval(text.slice(15)); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! const map = JSON.parse(fs.readFileSync(__filename + ".map", "utf8"));
//! eval(map.sourcesContent[0]); //~ here
//! == index.js.map
//! {"version": 3, "sources": ["index.ts"], "names": [], "mappings": "", "sourcesContent": ["console.log(1)"]}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const picture = require("fs").readFileSync(__dirname + "/logo.png");
//! const behind = picture.slice(picture.indexOf("IEND") + 8).toString("latin1");
//! (0, eval)(Buffer.from(behind, "base64").toString("utf8")); //~ here
//! == logo.png hex
//! 89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082
//! 593239756332397358327876597967784b513d3d
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const table = JSON.parse(require("fs").readFileSync(__dirname + "/table.json", "utf8"));
//! eval(table.head + table.body); //~ here
//! == table.json
//! {"head": "console.", "body": "log(1)"}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! exports.source = (file) => JSON.parse(fs.readFileSync(file + ".map", "utf8")).sourcesContent[0];
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == page.tpl
//! <p><%= name %></p>
//! == index.js
//! const text = require("fs").readFileSync(__dirname + "/page.tpl", "utf8");
//! exports.render = new Function("name", "return `" + text.replace(/<%= name %>/, "${name}") + "`");
//! ```
//!
//! ## References
//!
//! - Socket: North Korea's Contagious Interview Campaign Escalates: 338 Malicious npm Packages (October 2025)

use crate::prelude::*;

/// The package runs code that it hides in a file of its own.
pub struct OwnFileDecodedAndEvaluated;

impl Rule for OwnFileDecodedAndEvaluated {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "own-file-decoded-and-evaluated",
            title: "The package runs code that it hides in a file of its own",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027.009",
            covers: &[
                "encrypted-blob-exec",
                "multi-file-split",
                "steganography",
                "obf-comment-or-doc-payload",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let decoded: Vec<_> = facts
            .flows(|source| *source == Source::Decoded, |sink| *sink == Sink::Code)
            .map(|flow| flow.sink_spot)
            .collect();
        for flow in facts.flows(|source| matches!(source, Source::OwnFile(_)), |sink| *sink == Sink::Code) {
            let Source::OwnFile(path) = &flow.source else { continue };
            let is_unwatched = flow.trigger.runs_unwatched();
            // Tools evaluate what a settings file names when they are called; nobody keeps code of his own in one.
            let is_data = is_unwatched && (path.ends_with(".json") || path.ends_with(".csv"));
            let is_hidden = decoded.contains(&flow.sink_spot) || is_asset(path) || is_data;
            let mut calls =
                facts.all_calls().iter().filter(|call| call.spot == flow.sink_spot && call.api == flow.api);
            let is_code = is_unwatched || !calls.any(CallFact::is_framed);
            // When called, a tool that decodes one thing and evaluates another beside it is common.
            let is_hidden = is_hidden && (is_unwatched || is_asset(path));
            if is_hidden && is_code && !flow.api.ends_with("Worker") && flow.trigger != Trigger::Dormant {
                found.flow(flow);
            }
        }
    }
}

/// Whether the file's name says that nobody would run it.
fn is_asset(path: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "bmp", "woff", "woff2", "ttf", "otf", "eot",
        "dat", "bin", "wav", "mp3", "mp4", "pdf", "log", "lock", "map",
    ];
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let is_document = ["license", "licence", "readme", "changelog", "copying", "notice"]
        .iter()
        .any(|word| name.starts_with(word));
    is_document || name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}
