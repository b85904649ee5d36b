//! What the outside world does with a value: the one table of sources and sinks.
//!
//! A line of a table names a function or property of Node, the web or a popular library, what it does, and
//! what it returns. What a table does not name passes its arguments' labels on to its result and calls the
//! functions it is given. Paths are canonical: `node:fs/promises` and `fs.promises` are `fs`, globals have no
//! `globalThis.` before them, `X.default` is `X`.

mod library;
mod node;
mod web;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use stockade_model::Capability;

/// What the outside world does when a name of it is called or, for a property, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    /// Its canonical path.
    pub path: &'static str,
    /// What it does.
    pub effect: Effect,
    /// What it returns.
    pub outcome: Outcome,
}

/// What a call does. Numbers are argument positions from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing to the outside.
    None,
    /// Returns the contents of the file.
    ReadFile(u8),
    /// Returns names of files.
    ListFolder(u8),
    /// Writes contents to a file.
    WriteFile(u8, u8),
    /// Copies, moves or links a file to another path.
    CopyFile(u8, u8),
    /// Deletes files.
    Delete(u8),
    /// Makes a file executable.
    MakeExecutable(u8),
    /// Sends everything it is given to the address in this argument, and returns the answer.
    Send(u8),
    /// Sends everything it is given to the address that its object was made with.
    SendOn,
    /// Connects to the address in this argument, which its object keeps, and sends nothing yet.
    Connect(u8),
    /// As `Connect`, to an address that the library knows: `{0}` stands for the text of the first argument.
    ConnectTo(&'static str),
    /// Sends the file of this argument, and everything it is given, to the address of its object.
    SendFile(u8),
    /// Sends everything it is given to this host, and returns the answer.
    SendTo(&'static str),
    /// Resolves a host name.
    Lookup(u8),
    /// Turns text into code.
    Evaluate(u8),
    /// As `Evaluate`, of its last argument: `Function`.
    EvaluateLast,
    /// Runs a command line.
    Shell(u8),
    /// Starts the program of the first with the arguments of the second.
    Program(u8, u8),
    /// Writes to the input of the program that its object was started with.
    Feed,
    /// Runs a script of the package.
    RunScript(u8),
    /// Loads a module.
    Load(u8),
    /// Loads native code.
    LoadNative(u8),
    /// Reads facts of the host.
    HostFact,
    /// Reads the clipboard.
    Clipboard,
    /// Listens to keys.
    Keystrokes,
    /// Listens to the event that this argument names.
    Listen(u8),
    /// Takes a picture of the screen.
    Screen,
    /// Holds or returns what a page stores: cookies, local storage. Reading the property is enough.
    PageStore,
    /// Returns what the system's key store holds.
    Keychain,
    /// Puts the file that this argument names into its object.
    TakeFile(u8),
    /// Puts everything it is given into its object, or into the object it makes.
    Absorb,
    /// Hands what its object holds to the functions it is given.
    Give,
    /// Calls the functions it is given with instances of this class, which come from where its object leads.
    Handle(&'static str),
    /// Decodes text.
    Decode,
    /// Deciphers bytes with a key.
    Decipher,
    /// Runs a function after a time in milliseconds.
    Wait(u8),
    /// Ends the process.
    Exit,
}

/// What a call returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something unknown, with the labels of what went in.
    Open,
    /// Nothing.
    Nothing,
    /// One of its arguments.
    Argument(u8),
    /// An instance whose methods the table names under this path.
    Instance(&'static str),
    /// An element of a page; the table names its properties under `Element.` and the tag, the first argument.
    Element,
}

impl Effect {
    /// Whether the call takes the contents of a file.
    #[must_use]
    pub fn reads_file(self) -> bool {
        matches!(self, Self::ReadFile(_) | Self::CopyFile(..))
    }

    /// The capability that a caller has.
    #[must_use]
    pub fn capability(self) -> Option<Capability> {
        Some(match self {
            Self::ReadFile(_) | Self::ListFolder(_) | Self::TakeFile(_) | Self::Keychain => {
                Capability::FileRead
            }
            Self::WriteFile(..) | Self::CopyFile(..) | Self::Delete(_) | Self::MakeExecutable(_) => {
                Capability::FileWrite
            }
            Self::Send(_)
            | Self::SendOn
            | Self::SendTo(_)
            | Self::SendFile(_)
            | Self::Connect(_)
            | Self::ConnectTo(_)
            | Self::Lookup(_) => Capability::Network,
            Self::Evaluate(_) | Self::EvaluateLast => Capability::DynamicCode,
            Self::Shell(_) | Self::Program(..) | Self::RunScript(_) | Self::Feed => Capability::Process,
            Self::LoadNative(_) => Capability::NativeCode,
            Self::HostFact | Self::Clipboard | Self::Keystrokes | Self::Screen => Capability::HostFacts,
            Self::None
            | Self::Load(_)
            | Self::Decode
            | Self::Decipher
            | Self::Wait(_)
            | Self::Exit
            | Self::Listen(_)
            | Self::PageStore
            | Self::Absorb
            | Self::Give
            | Self::Handle(_) => return None,
        })
    }
}

fn entries() -> impl Iterator<Item = &'static Api> {
    library::TABLES.into_iter().chain([web::TABLE, node::TABLE]).flatten()
}

/// The entry of a canonical path.
#[must_use]
pub fn find(path: &str) -> Option<&'static Api> {
    static ENTRIES: LazyLock<HashMap<&str, &Api>> =
        LazyLock::new(|| entries().map(|api| (api.path, api)).collect());
    ENTRIES.get(path).copied()
}

/// Whether the table has entries for parts of `path`: `octokit.rest` has, `octokit.rest.gists.create` has not.
#[must_use]
pub fn has_parts(path: &str) -> bool {
    static HOLDERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let holders =
            |path: &'static str| path.match_indices('.').filter_map(move |(dot, _)| path.get(..dot));
        entries().flat_map(|api| holders(api.path)).collect()
    });
    HOLDERS.contains(path)
}

/// Node's built-in modules, sub-paths excluded.
const BUILTINS: &[&str] = &[
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "sea",
    "sqlite",
    "stream",
    "string_decoder",
    "sys",
    "test",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
];

/// The canonical path of a built-in module, if `specifier` names one.
#[must_use]
pub fn builtin(specifier: &str) -> Option<Cow<'static, str>> {
    let name = specifier.strip_prefix("node:").unwrap_or(specifier);
    let (base, rest) = name.split_once('/').map_or((name, None), |(base, rest)| (base, Some(rest)));
    let base = BUILTINS.iter().find(|builtin| **builtin == base)?;
    Some(match rest {
        None | Some("promises" | "strict" | "posix" | "win32" | "web" | "consumers" | "sys") => {
            Cow::Borrowed(*base)
        }
        Some(rest) => Cow::Owned(format!("{base}.{rest}")),
    })
}

/// Whether a canonical path is that of a module whose members are known: a built-in one or a library's.
#[must_use]
pub fn is_module(path: &str) -> bool {
    const OBJECTS: [&str; 3] = ["process", "console", "module"];
    !OBJECTS.contains(&path) && (BUILTINS.contains(&path) || !path.contains('.') && lists_library(path))
}

/// Whether a built-in module can act on the machine or the network, or make code.
#[must_use]
pub fn acts(module: &str) -> bool {
    const PURE: &[&str] = &[
        "assert",
        "async_hooks",
        "console",
        "constants",
        "diagnostics_channel",
        "domain",
        "events",
        "path",
        "perf_hooks",
        "punycode",
        "querystring",
        "readline",
        "stream",
        "string_decoder",
        "sys",
        "test",
        "timers",
        "trace_events",
        "tty",
        "url",
        "util",
        "buffer",
        "zlib",
    ];
    !PURE.contains(&module.split('.').next().unwrap_or(module))
}

/// The canonical path of `name` read from the outside name `base`.
#[must_use]
pub fn member(base: &str, name: &str) -> String {
    match (base, name) {
        ("globalThis" | "global" | "window" | "self" | "frames" | "top" | "parent", _) => name.to_owned(),
        (_, "default" | "promises" | "posix" | "win32" | "strict") => base.to_owned(),
        ("process.mainModule" | "require.main" | "module" | "module.parent", "require") => {
            "require".to_owned()
        }
        ("module.constructor" | "module.Module", _) => format!("module.{name}"),
        ("module", "_load" | "prototype") | ("Reflect", _) | ("Object", _) => format!("{base}.{name}"),
        (_, "constructor") => constructor(base),
        _ => format!("{base}.{name}"),
    }
}

/// What `.constructor` leads to: every function's is `Function`, and so is that of every constructor.
fn constructor(base: &str) -> String {
    match base {
        "module" => "module.constructor".to_owned(),
        _ if base.ends_with(".prototype") => base.trim_end_matches(".prototype").to_owned(),
        _ => "Function".to_owned(),
    }
}

/// Whether the table of libraries has entries for the package `specifier`.
#[must_use]
pub fn lists_library(specifier: &str) -> bool {
    library::TABLES.into_iter().flatten().any(|api| {
        api.path.strip_prefix(specifier).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
