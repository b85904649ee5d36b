//! The language's and the browser's globals. Sources: ECMA-262 and the WHATWG standards.

use super::{Api, Effect, Outcome};

const fn api(path: &'static str, effect: Effect, outcome: Outcome) -> Api {
    Api { path, effect, outcome }
}

/// One line for each function.
pub(super) const TABLE: &[Api] = &[
    api("require", Effect::Load(0), Outcome::Open),
    api("eval", Effect::Evaluate(0), Outcome::Open),
    api("Function", Effect::EvaluateLast, Outcome::Open),
    api("AsyncFunction", Effect::EvaluateLast, Outcome::Open),
    api("execScript", Effect::Evaluate(0), Outcome::Open),
    api("importScripts", Effect::Load(0), Outcome::Nothing),
    api("WebAssembly.compile", Effect::None, Outcome::Open),
    api("WebAssembly.instantiate", Effect::None, Outcome::Open),
    api("fetch", Effect::Send(0), Outcome::Open),
    api("navigator.sendBeacon", Effect::Send(0), Outcome::Nothing),
    api("XMLHttpRequest", Effect::None, Outcome::Instance("XMLHttpRequest")),
    api("XMLHttpRequest.open", Effect::Send(1), Outcome::Nothing),
    api("XMLHttpRequest.send", Effect::SendOn, Outcome::Open),
    api("WebSocket", Effect::Send(0), Outcome::Instance("WebSocket")),
    api("WebSocket.send", Effect::SendOn, Outcome::Nothing),
    api("EventSource", Effect::Send(0), Outcome::Instance("WebSocket")),
    api("Worker", Effect::RunScript(0), Outcome::Instance("worker_threads.Worker")),
    api("SharedWorker", Effect::RunScript(0), Outcome::Open),
    api("Request", Effect::None, Outcome::Argument(0)),
    api("URL", Effect::None, Outcome::Argument(0)),
    api("Headers", Effect::None, Outcome::Argument(0)),
    api("navigator.clipboard.readText", Effect::Clipboard, Outcome::Open),
    api("navigator.clipboard.read", Effect::Clipboard, Outcome::Open),
    api("atob", Effect::Decode, Outcome::Open),
    api("unescape", Effect::None, Outcome::Open),
    api("setTimeout", Effect::Wait(1), Outcome::Open),
    api("setInterval", Effect::Wait(1), Outcome::Open),
    api("setImmediate", Effect::None, Outcome::Open),
    api("queueMicrotask", Effect::None, Outcome::Open),
];
