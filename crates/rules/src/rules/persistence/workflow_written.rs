//! # A CI workflow is written unasked
//!
//! Code that runs at install or import writes a workflow of a forge.
//!
//! ## Why it matters
//!
//! The forge runs it on the next push, with the repository's secrets at hand. Shai-Hulud sent them away so.
//!
//! ## Known benign uses
//!
//! Generators write workflows when a person runs their command.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node ci.js"}}
//! == ci.js
//! const fs = require("fs");
//! const folder = `${process.env.INIT_CWD || process.cwd()}/.github/workflows`;
//! fs.mkdirSync(folder, { recursive: true });
//! fs.writeFileSync(folder + "/format.yml", "on: push\njobs: {}\n"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! require("fs").writeFileSync(".github/workflows/test.yml", "on: push\njobs: {}\n");
//! ```
//!
//! ## References
//!
//! - StepSecurity: Shai-Hulud (September 2025)

use crate::prelude::*;

/// A CI workflow is written unasked.
pub struct WorkflowWritten;

impl Rule for WorkflowWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "workflow-written",
            title: "A CI workflow is written unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546",
            covers: &["persist-gha-workflow"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            let is_own = change.own_path().is_some_and(|path| facts.tree().file(&path).is_some());
            if change.class() == FileClass::Workflow && !is_own {
                found.call(change.call, "writes what a forge runs by itself");
            }
        }
    }
}
