//! What each operating system has outside of anybody's home.

use super::super::files::Files;
use crate::world::WorldSpec;

pub(super) fn linux(files: &mut Files, spec: &WorldSpec) {
    let mut put = |path: &str, text: String| files.furnish(path, text.into_bytes(), 0o644);
    put(
        "/etc/passwd",
        format!("root:x:0:0:root:/root:/bin/bash\n{0}:x:1001:127:,,,:{1}:/bin/bash\n", spec.user, spec.home),
    );
    put("/etc/hosts", format!("127.0.0.1\tlocalhost\n127.0.1.1\t{}\n", spec.host));
    put("/etc/hostname", format!("{}\n", spec.host));
    put("/etc/os-release", "PRETTY_NAME=\"Ubuntu 22.04.5 LTS\"\nNAME=\"Ubuntu\"\nVERSION_ID=\"22.04\"\nID=ubuntu\nID_LIKE=debian\n".to_owned());
    put("/etc/machine-id", "4d1f7a9ac22b4f21a2b35c2f1e0d7b61\n".to_owned());
    put("/etc/resolv.conf", "nameserver 127.0.0.53\nsearch shop.example\n".to_owned());
    put("/etc/shadow", "root:*:19000:0:99999:7:::\n".to_owned());
    put("/proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7763 64-Core Processor\n".to_owned());
    put("/proc/meminfo", "MemTotal:       16374584 kB\n".to_owned());
    put(
        "/proc/version",
        "Linux version 6.8.0-1021-azure (buildd@lcy02) (gcc 11.4.0) #25~22.04.1-Ubuntu SMP\n".to_owned(),
    );
    put("/proc/self/status", "Name:\tnode\nTracerPid:\t0\n".to_owned());
    put("/proc/self/cgroup", "0::/\n".to_owned());
    for path in [
        "/bin/sh",
        "/bin/bash",
        "/usr/bin/node",
        "/usr/local/bin/node",
        "/usr/local/bin/npm",
        "/usr/bin/git",
        "/usr/bin/curl",
        "/usr/bin/python3",
        "/usr/bin/env",
    ] {
        files.furnish(path, *b"\x7fELF\x02\x01\x01", 0o755);
    }
    for path in
        ["/tmp", "/var/tmp", "/root", "/opt", "/dev", "/var/log", "/etc/systemd/system", "/etc/cron.d"]
    {
        files.add_folder(path);
    }
    files.furnish("/dev/null", *b"", 0o666);
}

pub(super) fn darwin(files: &mut Files, home: &str) {
    files.furnish("/etc/passwd", *b"root:*:0:0:System Administrator:/var/root:/bin/sh\n", 0o644);
    files.furnish("/etc/hosts", *b"127.0.0.1\tlocalhost\n255.255.255.255\tbroadcasthost\n", 0o644);
    for path in [
        "/bin/sh",
        "/bin/zsh",
        "/bin/bash",
        "/usr/local/bin/node",
        "/opt/homebrew/bin/node",
        "/usr/bin/git",
        "/usr/bin/curl",
        "/usr/bin/python3",
        "/usr/bin/security",
        "/usr/bin/osascript",
    ] {
        files.furnish(path, *b"\xcf\xfa\xed\xfe", 0o755);
    }
    for path in [
        "/tmp",
        "/private/tmp",
        "/var/tmp",
        "/var/folders/3k/q1x7/T",
        "/Applications",
        "/Library/LaunchAgents",
        "/Library/LaunchDaemons",
    ] {
        files.add_folder(path);
    }
    files.add_folder(&format!("{home}/Library/LaunchAgents"));
    files.furnish("/dev/null", *b"", 0o666);
}

pub(super) fn windows(files: &mut Files) {
    for path in [
        "C:/Windows/System32/cmd.exe",
        "C:/Windows/System32/WindowsPowerShell/v1.0/powershell.exe",
        "C:/Windows/System32/curl.exe",
        "C:/Program Files/nodejs/node.exe",
        "C:/Program Files/Git/cmd/git.exe",
    ] {
        files.furnish(path, *b"MZ\x90\0", 0o755);
    }
    for path in [
        "C:/Windows/Temp",
        "C:/ProgramData",
        "C:/Users/Public",
        "C:/Users/dana/AppData/Local/Temp",
        "C:/Users/dana/AppData/Roaming/npm",
        "C:/Users/dana/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup",
    ] {
        files.add_folder(path);
    }
}
