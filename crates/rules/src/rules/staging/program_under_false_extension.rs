//! # A program bears the name of a picture, a font or a text
//!
//! A file that starts as a program of Windows, Linux or macOS ends in `.png`, `.woff`, `.txt` or the like.
//!
//! ## Why it matters
//!
//! The name is there to be passed over. The code that starts the file takes it for what it is.
//!
//! ## Known benign uses
//!
//! None known in published packages; tests of file type detectors hold such files and are not published.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { copyFileSync } = require("fs");
//! exports.font = (to) => copyFileSync(__dirname + "/font.woff2", to);
//! == font.woff2 elf //~ 1
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.icon = require("path").join(__dirname, "icon.png");
//! == icon.png hex
//! 89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1036.008, Masquerade File Type

use crate::prelude::*;

/// A program bears the name of a picture, a font or a text.
pub struct ProgramUnderFalseExtension;

impl Rule for ProgramUnderFalseExtension {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "program-under-false-extension",
            title: "A program bears the name of a picture, a font or a text",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1036.008",
            covers: &["fake-extension-write", "native-node-binary"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        use stockade_facts::read::native::Format;
        for native in facts.natives().iter().filter(|native| native.is_disguised) {
            if matches!(native.format, Format::Elf | Format::Pe | Format::MachO | Format::MachOFat) {
                found.at(
                    facts.native_trigger(&native.path),
                    &Locus::whole(native.path.as_str()),
                    "is a program under a false name",
                );
            }
        }
    }
}
