//! Shells for others, hidden processes, agents without questions, miners, checks switched off.

use super::super::Word;
use super::super::nested::POSIX_SHELLS;
use super::{BehaviourKind, Step};

pub(super) fn find(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    if is_reverse_shell(step) {
        kinds.push(BehaviourKind::ReverseShell);
    }
    if is_hidden(step) {
        kinds.push(BehaviourKind::Hidden);
    }
    if is_miner(step) {
        kinds.push(BehaviourKind::Miner);
    }
    if disables_verification(step) {
        kinds.push(BehaviourKind::DisablesVerification);
    }
    if let Some(agent) = agent_bypass(step) {
        kinds.push(BehaviourKind::AgentBypass { agent });
    }
    let publishes = matches!(step.name(), "npm" | "pnpm" | "bun" | "lerna") && step.first() == "publish"
        || step.name() == "yarn"
            && (step.first() == "publish" || step.first() == "npm" && step.has(&["publish"]));
    if publishes && !step.has(&["--dry-run"]) {
        kinds.push(BehaviourKind::Publishes);
    }
    let name = step.command.words.first().map(|word| word.text.as_str()).unwrap_or_default();
    let own = |index: &usize| {
        let other = step.script.commands.get(*index).and_then(|command| command.words.first());
        other.is_some_and(|word| word.text == name && word.text == ":")
    };
    if step.command.pipes_from.iter().any(own) && step.command.background {
        kinds.push(BehaviourKind::ForkBomb);
    }
}

fn is_reverse_shell(step: &Step<'_>) -> bool {
    let name = step.name();
    let opens_socket = |word: &Word| word.text.starts_with("/dev/tcp/") || word.text.starts_with("/dev/udp/");
    if step.command.redirects.iter().any(|redirect| opens_socket(&redirect.target)) {
        return true;
    }
    let net = matches!(name, "nc" | "ncat" | "netcat" | "nc.traditional" | "busybox");
    let is_exec = |word: &Word| {
        let text = word.text.as_str();
        matches!(text, "--exec" | "--sh-exec")
            || text.starts_with('-')
                && !text.starts_with("--")
                && (text.ends_with('e') || text.ends_with('c'))
                && text.len() <= 6
    };
    if net && step.arguments().iter().any(is_exec) {
        return true;
    }
    let is_stream = name == "telnet" || name == "openssl" && step.first() == "s_client";
    if (net || is_stream) && reaches_shell(step) {
        return true;
    }
    if name == "socat" && step.arguments().iter().any(|word| word.text.to_ascii_lowercase().contains("exec:"))
    {
        return true;
    }
    let is_script =
        ["python", "perl", "ruby", "php", "powershell", "pwsh", "lua"].iter().any(|it| name.starts_with(it));
    let is_network_awk = |word: &Word| word.text.contains("/inet/tcp/") || word.text.contains("/inet/udp/");
    is_script && step.arguments().iter().any(|word| is_socket_program(&word.text))
        || name.ends_with("awk") && step.arguments().iter().any(is_network_awk)
}

/// Netcat between two shells: `mkfifo f; cat f | sh | nc host port > f`.
fn reaches_shell(step: &Step<'_>) -> bool {
    let is_shell = |index: &usize| {
        let command = step.script.commands.get(*index);
        command.is_some_and(|command| POSIX_SHELLS.contains(&super::effective(command).name.as_str()))
    };
    let fed_back = |index: usize| {
        let command = step.script.commands.get(index);
        command.is_some_and(|it| it.pipes_from.contains(&step.index)) && is_shell(&index)
    };
    step.script.upstream(step.index).iter().any(is_shell) || (0..step.script.commands.len()).any(fed_back)
}

/// A program text that joins a socket to a shell.
fn is_socket_program(code: &str) -> bool {
    let connects = ["socket", "TCPSocket", "fsockopen", "TCPClient"].iter().any(|word| code.contains(word));
    let starts = ["pty.spawn", "os.dup2", "subprocess", "/bin/sh", "/bin/bash", "exec", "iex"];
    connects && starts.iter().any(|word| code.contains(word))
}

fn is_hidden(step: &Step<'_>) -> bool {
    let detached = step.found.is_hidden && step.command.background;
    let starts = step.command.words.first().is_some_and(|word| word.text.eq_ignore_ascii_case("start"));
    let started = step.found.is_hidden && starts;
    let arguments = step.arguments();
    let is_hidden_window = arguments.iter().zip(arguments.iter().skip(1)).any(|(flag, value)| {
        let flag = flag.text.to_ascii_lowercase();
        let is_style =
            flag.len() > 1 && ("-windowstyle".starts_with(&flag) || "/windowstyle".starts_with(&flag));
        is_style && (value.text.eq_ignore_ascii_case("hidden") || value.text == "1")
    });
    let is_session = matches!(step.command.words.first(), Some(word) if word.text == "setsid");
    detached || started || is_session || is_hidden_window || matches!(step.name(), "disown")
}

fn is_miner(step: &Step<'_>) -> bool {
    const MINERS: [&str; 9] =
        ["xmrig", "minerd", "cpuminer", "ccminer", "t-rex", "ethminer", "nbminer", "xmr-stak", "minergate"];
    let is_pool = |word: &Word| word.text.starts_with("stratum+") || word.text.contains("--donate-level");
    MINERS.iter().any(|name| step.name().starts_with(name)) || step.arguments().iter().any(is_pool)
}

fn disables_verification(step: &Step<'_>) -> bool {
    let environment = step.found.assignments.iter().any(|(name, value)| is_unverified(name, value));
    let loose = step.command.assignments.iter().any(|(name, value)| is_unverified(name, &value.text));
    let sets =
        |word: &Word| word.text.split_once('=').is_some_and(|(name, value)| is_unverified(name, value));
    let exported = matches!(step.name(), "export" | "set" | "setx") && step.arguments().iter().any(sets);
    let tool = match step.name() {
        "curl" => step.arguments().iter().any(|word| {
            let is_short =
                word.text.starts_with('-') && !word.text.starts_with("--") && word.text.contains('k');
            word.text == "--insecure" || is_short && word.text.len() <= 8
        }),
        "wget" => step.has(&["--no-check-certificate"]),
        "iwr" | "irm" | "invoke-webrequest" | "invoke-restmethod" => step.has(&["-SkipCertificateCheck"]),
        "git" => {
            step.arguments().iter().any(|word| word.text.eq_ignore_ascii_case("http.sslVerify=false"))
                || step.has(&["http.sslVerify"]) && step.has(&["false"])
        }
        "npm" | "yarn" | "pnpm" => {
            step.has(&["strict-ssl"]) && step.has(&["false"])
                || step.has(&["--no-strict-ssl", "--strict-ssl=false", "strict-ssl=false"])
        }
        "set-mppreference" | "add-mppreference" => true,
        "setenforce" => step.first() == "0",
        "spctl" => step.has(&["--master-disable", "--global-disable"]),
        "csrutil" => step.first() == "disable",
        "xattr" => step.has(&["com.apple.quarantine"]),
        "netsh" => step.has(&["advfirewall"]) && step.has(&["off"]),
        "systemctl" | "service" => {
            step.has(&["stop", "disable"])
                && step.has(&["falcon-sensor", "auditd", "clamav-daemon", "firewalld", "ufw"])
        }
        _ => false,
    };
    environment || loose || exported || tool
}

fn is_unverified(name: &str, value: &str) -> bool {
    let value = value.trim();
    match name.trim().to_ascii_uppercase().as_str() {
        "NODE_TLS_REJECT_UNAUTHORIZED" | "PYTHONHTTPSVERIFY" => value == "0",
        "GIT_SSL_NO_VERIFY" => matches!(value, "1" | "true"),
        "NPM_CONFIG_STRICT_SSL" => matches!(value, "false" | "0"),
        _ => false,
    }
}

/// Agents on the command line with their questions switched off.
fn agent_bypass(step: &Step<'_>) -> Option<String> {
    const AGENTS: [&str; 10] =
        ["claude", "gemini", "codex", "q", "qchat", "copilot", "cursor-agent", "aider", "opencode", "qwen"];
    const FLAGS: [&str; 12] = [
        "--dangerously-skip-permissions",
        "--allow-dangerously-skip-permissions",
        "--yolo",
        "-y",
        "--trust-all-tools",
        "--no-interactive",
        "--dangerously-bypass-approvals-and-sandbox",
        "--full-auto",
        "--allow-all-tools",
        "--yes-always",
        "--force",
        "--approval-mode=yolo",
    ];
    let agent = AGENTS.iter().find(|agent| **agent == step.name())?;
    let accepts = step.has(&["bypassPermissions", "--permission-mode=bypassPermissions"])
        || step.has(&["--approval-mode"]) && step.has(&["yolo"])
        || step.has(&["--ask-for-approval"]) && step.has(&["never"]);
    (accepts || step.has(&FLAGS)).then(|| (*agent).to_owned())
}
