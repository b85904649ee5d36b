//! The world's JavaScript: Node's modules, each in a file, compiled when first asked for.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rquickjs::context::EvalOptions;
use rquickjs::{Ctx, FromJs};

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        const SOURCES: &[(&str, &str)] = &[$(($name, include_str!(concat!("world/", $name, ".js")))),*];
    };
}

sources!(
    "asking",
    "assert",
    "async_hooks",
    "boot",
    "browser",
    "browser_user",
    "buffer",
    "buffer_numbers",
    "child_process",
    "clone",
    "code",
    "console",
    "crypto",
    "crypto_cipher",
    "crypto_web",
    "dns",
    "drive",
    "drive_arguments",
    "errors",
    "event_loop",
    "events",
    "events_target",
    "fetch",
    "fetch_body",
    "fs",
    "fs_promises",
    "fs_stat",
    "fs_streams",
    "globals",
    "http",
    "http2",
    "http_message",
    "http_server",
    "inspect",
    "json_words",
    "members",
    "misc",
    "module",
    "module_esm",
    "module_resolve",
    "net",
    "network",
    "network_chain",
    "network_clients",
    "os",
    "path",
    "perf_hooks",
    "process",
    "querystring",
    "readline",
    "reply",
    "stack",
    "stack_frames",
    "stream",
    "stream_pipeline",
    "stream_writable",
    "string_decoder",
    "stub",
    "text",
    "timers",
    "url",
    "url_legacy",
    "util",
    "vm",
    "words",
    "worker_threads",
    "zlib",
);

/// What Node's own modules and globals hold, a line of JSON for each: written by `tests/members/record.cjs`.
const MEMBERS: &str = include_str!("world/members.jsonl");

/// The recorded members of Node's module or global `name`, as JSON.
pub(crate) fn members(name: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let name = |line: &'static str| line.strip_prefix("[\"")?.split('"').next();
        MEMBERS.lines().filter_map(|line| Some((name(line)?, line))).collect()
    });
    by_name.get(name).copied()
}

/// The text of the world's file `name`.
pub(crate) fn source(name: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What the world's files use of the language by name; `boot.js` keeps it.
const LANGUAGE: &str = "Object,Array,String,Number,Boolean,BigInt,Symbol,Math,JSON,Reflect,Promise,Map,Set,WeakMap,\
WeakSet,RegExp,Proxy,Error,TypeError,RangeError,SyntaxError,ReferenceError,URIError,ArrayBuffer,SharedArrayBuffer,\
DataView,Uint8Array,Int32Array,Atomics,parseInt,parseFloat,isNaN,isFinite,decodeURIComponent,encodeURIComponent";

/// The function that the world's file `name` is the body of.
///
/// # Errors
/// When there is no such file, or it does not compile.
pub(crate) fn compile<'js, V: FromJs<'js>>(ctx: &Ctx<'js>, name: &str) -> rquickjs::Result<V> {
    let text = source(name).ok_or_else(|| rquickjs::Error::new_loading(name))?;
    // The world's files see the language as it was before anyone could change it.
    let (parameters, own, end) = if name == "boot" {
        ("host, programText", String::new(), "")
    } else {
        ("require, module, exports, host, P, internal", format!("const {{{LANGUAGE}}}=P.language;{{"), "}")
    };
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(format!("node:internal/{name}"));
    ctx.eval_with_options(format!("(function ({parameters}) {{\"use strict\";{own}{text}\n{end}}})"), options)
}
