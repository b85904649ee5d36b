//! Programs that talk to the network.

use super::{Happening, Left, Shell};
use stockade_model::Operation;

/// Options of curl and wget that take a word.
const VALUED: &[&str] = &[
    "-o",
    "-O",
    "--output",
    "-H",
    "--header",
    "-d",
    "--data",
    "--data-binary",
    "--data-raw",
    "--data-urlencode",
    "-F",
    "--form",
    "-X",
    "--request",
    "-A",
    "--user-agent",
    "-u",
    "--user",
    "-T",
    "--upload-file",
    "--post-data",
    "--post-file",
    "-m",
    "--max-time",
    "--connect-timeout",
    "-b",
    "-e",
    "-x",
    "--proxy",
    "--retry",
];

impl Shell<'_> {
    pub(super) fn transfer(&mut self, name: &str, arguments: &[String], input: &[u8]) -> Left {
        match name {
            "curl" | "wget" => self.request(name, arguments, input),
            "ping" | "nslookup" | "dig" | "host" => {
                for host in
                    arguments.iter().filter(|word| word.contains('.') && !word.starts_with(['-', '+', '@']))
                {
                    self.say(Operation::DnsLookup, host, name);
                }
                Left::text("Address: 203.0.113.10\n")
            }
            _ => {
                let target = arguments
                    .iter()
                    .filter(|word| !word.starts_with('-'))
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(":");
                let mut bytes = input.to_vec();
                for path in arguments.iter().filter(|word| !word.starts_with('-') && name != "nc") {
                    bytes.extend(self.read(path).unwrap_or_default());
                }
                self.send(&target, name, &bytes);
                Left::text(format!("{}\n", self.machine.marker))
            }
        }
    }

    fn request(&mut self, name: &str, arguments: &[String], input: &[u8]) -> Left {
        let (mut address, mut file, mut method, mut body, mut head) =
            (String::new(), None, None, Vec::new(), String::new());
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            // Short options run together: `-sSLo file`, `-XPOST`.
            let is_cluster = word.starts_with('-') && !word.starts_with("--") && word.len() > 2;
            let cluster_end = word.get(word.len().saturating_sub(1)..).unwrap_or_default();
            let option = if is_cluster { format!("-{cluster_end}") } else { word.clone() };
            if name == "wget" && word.ends_with("O-") {
                file = Some("-".to_owned());
                continue;
            }
            if is_cluster && word.starts_with("-X") {
                method = word.get(2..).map(str::to_owned);
                continue;
            }
            if !VALUED.contains(&option.as_str()) || (name == "curl" && option == "-O") {
                if !word.starts_with('-') && address.is_empty() {
                    address.clone_from(word);
                } else if name == "curl" && option == "-O" {
                    file = Some(String::new());
                }
                continue;
            }
            let value = words.next().cloned().unwrap_or_default();
            match option.as_str() {
                "-o" | "-O" | "--output" => file = Some(value),
                "-X" | "--request" => method = Some(value),
                "-H" | "--header" | "-A" | "--user-agent" | "-u" | "--user" | "-b" => {
                    head.push_str(&format!("{value}\r\n"))
                }
                "-d" | "--data" | "--data-binary" | "--data-raw" | "--data-urlencode" | "-F" | "--form"
                | "--post-data" => {
                    body.extend(self.body_part(&value, input));
                }
                "-T" | "--upload-file" | "--post-file" => {
                    body.extend(self.read(&value).unwrap_or_else(|| input.to_vec()))
                }
                _ => {}
            }
        }
        let method = method.unwrap_or_else(|| if body.is_empty() { "GET" } else { "POST" }.to_owned());
        let bytes = [head.into_bytes(), b"\r\n".to_vec(), body].concat();
        self.send(&address, &method, &bytes);
        let reply = format!("{}\n", self.machine.marker);
        let last =
            address.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or("index.html").to_owned();
        let is_printed = file.as_deref() == Some("-") || (file.is_none() && name == "curl");
        if is_printed {
            return Left::text(reply);
        }
        let path = file.filter(|file| !file.is_empty()).unwrap_or(last);
        self.write(&path, reply.as_bytes(), false);
        Left::default()
    }

    /// The bytes of a `-d` or `-F` word: text, or a file behind `@`.
    fn body_part(&self, value: &str, input: &[u8]) -> Vec<u8> {
        match value.split_once('@') {
            Some((before, "-")) if before.is_empty() || before.ends_with('=') => input.to_vec(),
            Some((before, path)) if before.is_empty() || before.ends_with('=') => {
                self.read(path).unwrap_or_else(|| value.as_bytes().to_vec())
            }
            _ => value.as_bytes().to_vec(),
        }
    }

    fn send(&self, address: &str, method: &str, bytes: &[u8]) {
        let happening = Happening {
            operation: Operation::NetSend,
            subject: address,
            detail: method,
            bytes: Some(bytes),
            labels: Vec::new(),
            stack: "",
        };
        self.tell(happening);
    }
}
