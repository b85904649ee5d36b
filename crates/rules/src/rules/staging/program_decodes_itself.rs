//! # A started program decodes itself and runs
//!
//! A program in another language that runs by itself decodes a text and evaluates it.
//!
//! ## Why it matters
//!
//! Nobody hides an honest build step from its readers. A Python program that is one long encoded text is a payload
//! that hopes to meet a scanner for JavaScript only.
//!
//! ## Known benign uses
//!
//! None that starts at install. Some installers for Python itself carry an encoded archive.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "python3 setup.py"}}
//! == setup.py
//! import base64, zlib //~ here
//! exec(zlib.decompress(base64.b64decode("eJwLycxNBQAD9wGZ")))
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "python3 -c \"exec(__import__('codecs').decode('cevag(1)', 'rot13'))\" || python3 tool"}}
//! == tool
//! #!/usr/bin/env python3 //~ here
//! import codecs
//! exec(codecs.decode("cevag(1)", "rot13"))
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "python3 tools/generate.py && node-gyp rebuild"}}
//! == tools/generate.py
//! import base64, subprocess
//! data = base64.b64decode(open("table.b64").read())
//! open("table.bin", "wb").write(data)
//! subprocess.check_call(["make", "-C", "src"])
//! == binding.gyp
//! {"targets": [{"target_name": "x", "sources": ["x.cc"]}]}
//! == x.cc
//! int main() { return 0; }
//! ```
//!
//! ## References
//!
//! - Unit 42: Contagious Interview, InvisibleFerret

use crate::prelude::*;

/// A started program decodes itself and runs.
pub struct ProgramDecodesItself;

impl Rule for ProgramDecodesItself {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "program-decodes-itself",
            title: "A started program decodes itself and runs",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["python-download"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let unasked = facts.commands().iter().filter(|command| {
            command.trigger.runs_unasked() && !matches!(command.origin, CommandOrigin::Script(_))
        });
        for command in unasked {
            if command.behaviours.contains(&BehaviourKind::RunsDecoded) {
                found.at(command.trigger, &command.locus, "decodes a hidden program and runs it");
            }
        }
    }
}
