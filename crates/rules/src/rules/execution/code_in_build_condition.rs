//! # A build file holds Python that is no build description
//!
//! A `binding.gyp` or `.gypi` contains names with double underscores, comprehensions or other parts of
//! programs where a build description has literals and comparisons.
//!
//! ## Why it matters
//!
//! gyp evaluates the file and its conditions as Python. A walk over class attributes escapes from that to any
//! command, and no search for command expansions finds it.
//!
//! ## Known benign uses
//!
//! None: no honest build file needs them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = 1;
//! == binding.gyp //~ 2
//! {'targets': [{'target_name': 'addon', 'type': 'none',
//!   'sources': [[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == 'x'][0]]}]}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = 1;
//! == binding.gyp //~ 2
//! {'targets': [{'target_name': 'addon', 'sources': ['a.c'],
//!   'conditions': [['"".__class__.__mro__[1].__subclasses__()', {'defines': ['A']}]]}]}
//! == a.c
//! int a;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./build/Release/plain.node");
//! == binding.gyp
//! # Built for all platforms.
//! {'targets': [{'target_name': 'plain', 'sources': ['plain.c'],
//!   'conditions': [['OS=="mac" and target_arch in "arm64 x64".split()', {'defines': ['A']}]]}]}
//! == plain.c
//! int a;
//! ```
//!
//! ## References
//!
//! - Trinitite (August 2026): class traversal in build files

use stockade_facts::read::gyp::ConditionOddity;

use crate::prelude::*;

/// A build file holds Python that is no build description.
pub struct CodeInBuildCondition;

impl Rule for CodeInBuildCondition {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "code-in-build-condition",
            title: "A build file holds Python that is no build description",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059.006",
            covers: &["gyp-python-eval"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_built = facts.build_files().iter().any(|file| file.is_root);
        let trigger = if is_built { Trigger::Install } else { Trigger::Dormant };
        for file in facts.build_files() {
            let conditions =
                file.gyp.conditions.iter().map(|condition| (condition.text.span, &condition.oddities));
            let code = file.gyp.code.iter().map(|code| (code.span, &code.oddities));
            for ((start, end), _) in conditions.chain(code).filter(|(_, oddities)| is_program(oddities)) {
                found.at(
                    trigger,
                    &Locus { file: file.path.clone(), start, end },
                    "makes gyp evaluate a program",
                );
            }
        }
    }
}

fn is_program(oddities: &[ConditionOddity]) -> bool {
    oddities.iter().any(|oddity| {
        matches!(oddity, ConditionOddity::DunderName | ConditionOddity::Keyword | ConditionOddity::Assignment)
    })
}
