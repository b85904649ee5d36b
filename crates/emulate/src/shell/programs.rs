//! What the usual programs answer.

use super::{Left, Shell};
use crate::machine::base::value;
use crate::world::Platform;
use stockade_model::Operation;

impl Shell<'_> {
    /// Runs one program with its arguments.
    pub(super) fn program(&mut self, words: &[String], input: &[u8]) -> Left {
        let Some(first) = words.first() else { return Left::default() };
        let name =
            first.rsplit(['/', '\\']).next().unwrap_or(first).trim_end_matches(".exe").to_ascii_lowercase();
        let arguments = words.get(1..).unwrap_or_default();
        self.say(Operation::ProcessSpawn, &words.join(" "), "");
        let text = |text: &str| Left::text(format!("{text}\n"));
        let spec = &self.machine.spec;
        match name.as_str() {
            "sudo" | "env" | "nohup" | "time" | "exec" | "command" | "setsid" | "timeout" | "nice"
            | "xargs"
                if !arguments.is_empty() =>
            {
                let from = arguments.iter().position(|word| {
                    !word.starts_with('-') && !word.contains('=') && word.parse::<f64>().is_err()
                });
                let rest = from.and_then(|from| arguments.get(from..)).unwrap_or_default();
                match rest.first().map(String::as_str) {
                    Some(_) if arguments.first().is_some_and(|word| word == "-v") => {
                        text(&format!("/usr/bin/{}", rest.join("")))
                    }
                    _ => self.program(rest, input),
                }
            }
            "sh" | "bash" | "zsh" | "dash" | "ash" | "cmd" | "powershell" | "pwsh" | "python" | "python3"
            | "perl" | "ruby" | "node" | "nodejs" | "bun" | "deno" | "osascript" | "eval" | "source"
            | "." | "npm" | "npx" | "php" => self.interpreter(&name, arguments, input),
            "curl" | "wget" | "nc" | "ncat" | "ping" | "nslookup" | "dig" | "host" | "scp" | "rsync"
            | "ssh" => self.transfer(&name, arguments, input),
            "whoami" => text(&spec.user.clone()),
            "hostname" => text(&spec.host.clone()),
            "pwd" => text(&self.folder.clone()),
            "id" => text(&format!("uid=1001({0}) gid=127({0}) groups=127({0}),4(adm)", spec.user)),
            "uname" => {
                text(uname(spec.platform, arguments.first().map_or("", String::as_str), &spec.host).as_str())
            }
            "echo" => text(
                &arguments
                    .iter()
                    .filter(|word| !["-n", "-e"].contains(&word.as_str()))
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
            "printf" => Left::text(arguments.join(" ").replace("\\n", "\n").replace("%s", "")),
            "cat" | "type" | "less" | "more" | "head" | "tail" | "strings" | "grep" | "sort" | "tr"
            | "sed" | "awk" | "tee" | "base64" => self.filter(&name, arguments, input),
            "printenv" | "set" | "export" if arguments.is_empty() => self.print_environment(),
            "env" => self.print_environment(),
            "printenv" => text(
                &arguments.first().and_then(|name| self.environment.get(name)).cloned().unwrap_or_default(),
            ),
            "export" => {
                let pairs = arguments.iter().filter_map(|word| word.split_once('='));
                self.environment.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
                Left::default()
            }
            "which" | "where" => text(&format!("/usr/bin/{}", arguments.first().map_or("", String::as_str))),
            "cd" => {
                self.folder = self.path(arguments.first().map_or("", String::as_str));
                Left::default()
            }
            // What follows is looked at all the same: the condition before it may differ elsewhere.
            "exit" => {
                let code = arguments.first().and_then(|code| code.parse().ok()).unwrap_or(0);
                Left { code, ..Left::default() }
            }
            "ls" | "dir" => {
                let path = arguments.iter().find(|word| !word.starts_with('-')).cloned().unwrap_or_default();
                let path = self.path(&path);
                self.say(Operation::FsList, &path, "shell");
                Left::text(
                    self.machine
                        .files
                        .borrow()
                        .list(&path)
                        .map(|names| names.join("\n") + "\n")
                        .unwrap_or_default(),
                )
            }
            "rm" | "mv" | "cp" | "mkdir" | "touch" | "chmod" | "ln" | "rmdir" | "del" | "rd" => {
                self.change(&name, arguments)
            }
            "sleep" => {
                let seconds: f64 =
                    arguments.first().and_then(|word| word.trim_end_matches('s').parse().ok()).unwrap_or(1.0);
                self.machine.move_clock(self.machine.clock_ms.get() + seconds * 1_000.0);
                self.say(Operation::ClockSleep, &format!("{seconds} s"), "shell");
                Left::default()
            }
            "git" => self.git(arguments),
            "gh" if arguments.first().is_some_and(|word| word == "auth") => {
                self.secret(".config/gh/hosts.yml")
            }
            "security" | "secret-tool" | "pass" | "op" | "kwallet-query" => self.secret("keychain"),
            "pbpaste" | "xclip" | "xsel" | "wl-paste" => text("0x52908400098527886E0F7030069857D2E4169EE7"),
            "sw_vers" => text("ProductName:\t\tmacOS\nProductVersion:\t\t14.5\nBuildVersion:\t\t23F79"),
            "nproc" => text("4"),
            "date" => text("Tue Mar 10 10:00:01 UTC 2026"),
            "false" => Left { code: 1, ..Left::default() },
            "ps" | "tasklist" => text(
                "  PID TTY          TIME CMD\n    1 ?        00:00:03 systemd\n 1843 ?        00:00:12 Runner.Worker",
            ),
            "ifconfig" | "ip" | "ipconfig" => text("eth0: inet 10.1.0.14 netmask 255.255.240.0"),
            _ if first.contains(['/', '\\']) => self.own_file(words, input),
            _ => Left::default(),
        }
    }

    /// A file run by its path: a script with a first line, or a program of the machine's own.
    fn own_file(&mut self, words: &[String], input: &[u8]) -> Left {
        let Some(bytes) = words.first().and_then(|path| self.read(path)) else {
            return Left::failed(
                127,
                format!("sh: 1: {}: not found\n", words.first().map_or("", String::as_str)),
            );
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if text.contains(&self.machine.marker_word) {
            self.marker_ran("file", &text);
            return Left::default();
        }
        let interpreter =
            text.strip_prefix("#!").and_then(|rest| rest.lines().next()).unwrap_or("").to_owned();
        let mut line: Vec<String> = interpreter.split_whitespace().map(str::to_owned).collect();
        if line.is_empty() {
            return Left::default();
        }
        line.extend_from_slice(words);
        self.program(&line, input)
    }

    fn print_environment(&self) -> Left {
        self.say(Operation::EnvReadAll, "env", "shell");
        Left::text(
            self.environment.iter().map(|(name, value)| format!("{name}={value}\n")).collect::<String>(),
        )
    }

    fn secret(&self, name: &str) -> Left {
        let secret = value(&self.machine.secrets, name).to_owned();
        let labels = self.machine.recorder.borrow().labels_read(secret.as_bytes());
        self.tell(super::Happening {
            operation: Operation::FsRead,
            subject: name,
            detail: "answered by a program",
            bytes: Some(secret.as_bytes()),
            labels,
            stack: "",
        });
        Left::text(format!("{secret}\n"))
    }

    fn git(&self, arguments: &[String]) -> Left {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["config", .., "user.email"] => Left::text(format!("{}@shop.example\n", self.machine.spec.user)),
            ["config", .., "user.name"] => Left::text(format!("{}\n", self.machine.spec.user)),
            ["credential", ..] => self.secret(".git-credentials"),
            ["--version"] => Left::text("git version 2.49.0\n"),
            ["rev-parse", "HEAD"] => Left::text("6b1c2f8e0d4a5b9c7e3f1a2d4c6b8e0f1a3c5d7e\n"),
            ["rev-parse", ..] => Left::text(format!("{}\n", self.machine.spec.project)),
            ["branch", ..] => Left::text("main\n"),
            ["push" | "clone" | "fetch" | "ls-remote", ..] => {
                self.say(Operation::NetConnect, "git", &words.join(" "));
                Left::default()
            }
            _ => Left::default(),
        }
    }

    /// Programs that pass bytes on.
    fn filter(&mut self, name: &str, arguments: &[String], input: &[u8]) -> Left {
        let mut bytes = input.to_vec();
        let files: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
        if name == "tee" {
            files.iter().for_each(|path| self.write(path, input, false));
        } else {
            for path in files {
                bytes.extend(self.read(path).unwrap_or_default());
            }
        }
        if name == "base64" {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let is_decoding = arguments.iter().any(|word| ["-d", "-D", "--decode"].contains(&word.as_str()));
            bytes = if is_decoding {
                crate::natives::decode(&text, "base64")
            } else {
                crate::natives::encode(&bytes, "base64").into_bytes()
            };
        }
        Left { output: bytes, ..Left::default() }
    }

    fn change(&self, name: &str, arguments: &[String]) -> Left {
        let paths: Vec<String> = arguments
            .iter()
            .filter(|word| !word.starts_with(['-', '+']))
            .map(|word| self.path(word))
            .collect();
        let now = self.machine.clock_ms.get();
        let mut failure = None;
        for path in &paths {
            match name {
                "rm" | "rmdir" | "del" | "rd" => {
                    self.say(Operation::FsDelete, path, "shell");
                    failure = self.machine.files.borrow_mut().remove(path, true).err();
                }
                "mkdir" => failure = self.machine.files.borrow_mut().make_folder(path, true, now).err(),
                "touch" => self.write(path, b"", true),
                _ => {}
            }
        }
        if let ([from, to], "cp" | "mv") = (paths.as_slice(), name) {
            let copied = self.machine.files.borrow().read(from);
            if let Ok(bytes) = copied {
                self.write(to, &bytes, false);
            }
            if name == "mv" {
                failure = self.machine.files.borrow_mut().remove(from, true).err();
            }
        }
        if name == "chmod" {
            for path in paths.iter().skip(1) {
                self.say(Operation::FsChange, path, "chmod");
                failure = self.machine.files.borrow_mut().change_mode(path, 0o755).err();
            }
        }
        Left { code: i32::from(failure.is_some()), ..Left::default() }
    }

    /// The text of a program that is given on the command line or read from a file.
    pub(super) fn text_of(&self, path: &str) -> Option<String> {
        self.read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn uname(platform: Platform, option: &str, host: &str) -> String {
    let (name, release) = match platform {
        Platform::Darwin => ("Darwin", "23.5.0"),
        _ => ("Linux", "6.8.0-1021-azure"),
    };
    match option {
        "-a" => format!("{name} {host} {release} #25 SMP x86_64 GNU/{name}"),
        "-r" => release.to_owned(),
        "-m" | "-p" => "x86_64".to_owned(),
        "-n" => host.to_owned(),
        _ => name.to_owned(),
    }
}
