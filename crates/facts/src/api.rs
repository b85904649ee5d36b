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
use std::collections::HashMap;
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
}

impl Effect {
    /// The capability that a caller has.
    #[must_use]
    pub fn capability(self) -> Option<Capability> {
        Some(match self {
            Self::ReadFile(_) | Self::ListFolder(_) => Capability::FileRead,
            Self::WriteFile(..) | Self::CopyFile(..) | Self::Delete(_) | Self::MakeExecutable(_) => {
                Capability::FileWrite
            }
            Self::Send(_) | Self::SendOn | Self::Lookup(_) => Capability::Network,
            Self::Evaluate(_) | Self::EvaluateLast => Capability::DynamicCode,
            Self::Shell(_) | Self::Program(..) | Self::RunScript(_) => Capability::Process,
            Self::LoadNative(_) => Capability::NativeCode,
            Self::HostFact | Self::Clipboard | Self::Keystrokes => Capability::HostFacts,
            Self::None | Self::Load(_) | Self::Decode | Self::Decipher | Self::Wait(_) | Self::Exit => {
                return None;
            }
        })
    }
}

/// The entry of a canonical path.
#[must_use]
pub fn find(path: &str) -> Option<&'static Api> {
    static ENTRIES: LazyLock<HashMap<&str, &Api>> = LazyLock::new(|| {
        let tables = [library::TABLE, web::TABLE, node::TABLE];
        tables.into_iter().flatten().map(|api| (api.path, api)).collect()
    });
    ENTRIES.get(path).copied()
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
    library::TABLE.iter().any(|api| {
        api.path.strip_prefix(specifier).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
