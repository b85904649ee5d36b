//! What flows can start from and end in, and the classes of files and hosts they touch.

mod host;
mod path;

pub use host::{Host, HostClass};
pub use path::{FileClass, classify, is_unknown};

/// Stands for an unknown part inside a partly known text.
pub const HOLE: char = '\u{fffc}';

/// Where data comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The whole environment.
    Environment,
    /// One variable of it.
    Variable(String),
    /// A file outside the package that holds something worth stealing.
    SecretFile(FileClass),
    /// A file of the package itself.
    OwnFile(String),
    /// Any other file.
    File,
    /// What a host answered.
    Network(Option<Host>),
    /// A constant that had to be decoded to be read.
    Decoded,
    /// A fact of the host: user name, host name, addresses.
    HostFact,
    /// The clipboard.
    Clipboard,
    /// The output of a command.
    CommandOutput(String),
    /// An argument whose name says that it is a key, a seed or a password.
    SecretArgument(String),
    /// What a person typed or pressed.
    Keystrokes,
    /// What a person types into a page.
    PageInput,
    /// A picture of the screen.
    Screen,
    /// What a page stores: cookies, local storage.
    PageStore,
}

impl Source {
    /// The verb phrase of a story: `reads the npm token`.
    #[must_use]
    pub fn phrase(&self) -> String {
        match self {
            Self::Environment => "reads the whole environment".to_owned(),
            Self::Variable(name) => format!("reads the environment variable `{name}`"),
            Self::SecretFile(class) => format!("reads {}", class.phrase()),
            Self::OwnFile(path) => format!("reads its own file `{path}`"),
            Self::File => "reads a file".to_owned(),
            Self::Network(Some(host)) => format!("receives from `{host}`"),
            Self::Network(None) => "receives from a computed address".to_owned(),
            Self::Decoded => "decodes a hidden text".to_owned(),
            Self::HostFact => "reads facts of the machine".to_owned(),
            Self::Clipboard => "reads the clipboard".to_owned(),
            Self::CommandOutput(command) => format!("takes the output of `{command}`"),
            Self::SecretArgument(name) => format!("takes the argument `{name}`"),
            Self::Keystrokes => "listens to the keyboard".to_owned(),
            Self::PageInput => "listens to what is typed into the page".to_owned(),
            Self::Screen => "takes a picture of the screen".to_owned(),
            Self::PageStore => "reads what the page stores".to_owned(),
        }
    }

    /// Whether it is something that others would steal: secrets, not mere facts.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Environment
            | Self::Clipboard
            | Self::Keystrokes
            | Self::PageInput
            | Self::Screen
            | Self::PageStore
            | Self::SecretArgument(_) => true,
            Self::Variable(name) => is_secret_variable(name),
            Self::SecretFile(class) => class.is_secret(),
            Self::CommandOutput(command) => is_secret_command(command),
            _ => false,
        }
    }
}

/// Whether a variable of this name holds a credential that belongs to the machine's owner.
///
/// Names from the catalogue's collection techniques and the vendors' own documentation.
#[must_use]
pub fn is_secret_variable(name: &str) -> bool {
    const WORDS: [&str; 11] = [
        "TOKEN",
        "SECRET",
        "PASSWORD",
        "PASSWD",
        "PRIVATE_KEY",
        "API_KEY",
        "APIKEY",
        "ACCESS_KEY",
        "MNEMONIC",
        "SEED_PHRASE",
        "CREDENTIAL",
    ];
    let name = name.to_ascii_uppercase();
    name.ends_with("_AUTH") || WORDS.iter().any(|word| name.contains(word))
}

fn is_secret_command(command: &str) -> bool {
    const COMMANDS: [&str; 9] = [
        "gh auth token",
        "npm token",
        "security find",
        "secret-tool",
        "git credential",
        "npm config get //",
        "printenv",
        "cat ~/.",
        "gcloud auth print",
    ];
    command == "env" || COMMANDS.iter().any(|known| command.contains(known))
}

/// Whether the command line starts with a program that sends what it is given.
fn is_sending_command(command: &str) -> bool {
    const PROGRAMS: [&str; 16] = [
        "curl",
        "wget",
        "nc",
        "ncat",
        "netcat",
        "socat",
        "telnet",
        "scp",
        "sftp",
        "rsync",
        "nslookup",
        "dig",
        "invoke-webrequest",
        "invoke-restmethod",
        "iwr",
        "irm",
    ];
    let words =
        command.split(|character: char| character.is_whitespace() || "|;&('\"`/\\".contains(character));
    words.filter(|word| !word.is_empty()).any(|word| {
        let word = word.to_ascii_lowercase();
        PROGRAMS.contains(&word.strip_suffix(".exe").unwrap_or(&word))
    })
}

/// Where data ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sink {
    /// A request, message or connection to a host.
    Network(Option<Host>),
    /// A name look-up, whose labels can carry data.
    NameLookup,
    /// Text that becomes code.
    Code,
    /// A module whose name is computed.
    ModuleLoad,
    /// A command line.
    Command(String),
    /// Contents of a file.
    FileWrite(FileClass),
    /// The name of a deleted file.
    Deletion(FileClass),
    /// A request's address.
    Address,
}

impl Sink {
    /// The host, where a constant names it.
    #[must_use]
    pub fn host(&self) -> Option<&Host> {
        match self {
            Self::Network(host) => host.as_ref(),
            _ => None,
        }
    }

    /// Whether what ends here leaves the machine: a request to another, a look-up, a command that sends.
    #[must_use]
    pub fn leaves_machine(&self) -> bool {
        match self {
            Self::Network(Some(host)) => {
                !matches!(host.class(), HostClass::Local | HostClass::MetadataService)
            }
            Self::Network(None) | Self::NameLookup => true,
            Self::Command(command) => is_sending_command(command),
            _ => false,
        }
    }

    /// The verb phrase of a story: `sends it to `x.invalid``.
    #[must_use]
    pub fn phrase(&self) -> String {
        match self {
            Self::Network(Some(host)) => format!("sends it to `{host}`"),
            Self::Network(None) => "sends it to a computed address".to_owned(),
            Self::NameLookup => "sends it in a DNS query".to_owned(),
            Self::Code => "runs it as code".to_owned(),
            Self::ModuleLoad => "loads the module it names".to_owned(),
            Self::Command(command) if command.is_empty() => "runs it as a command".to_owned(),
            Self::Command(command) => format!("hands it to the command `{command}`"),
            Self::FileWrite(class) => format!("writes it to {}", class.phrase()),
            Self::Deletion(class) => format!("deletes {}", class.phrase()),
            Self::Address => "connects to the address it names".to_owned(),
        }
    }
}
