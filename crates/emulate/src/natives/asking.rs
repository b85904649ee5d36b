//! What the code asks of its surroundings, kept as questions; and the world's answers, where they are its own.

use std::rc::Rc;

use rquickjs::{Ctx, Function, Object, Result};
use stockade_model::Operation;

use crate::machine::Shared;
use crate::machine::recorder::source_of;
use crate::question::Asked;

/// What is constant of the answers, and the door for questions that are no observations.
pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>, machine: &Shared) -> Result<()> {
    let spec = &machine.spec;
    host.set("reply", machine.reply.as_str())?;
    host.set("replyStatus", spec.reply.status)?;
    host.set("replyFields", serde_json::to_string(&spec.reply.fields).unwrap_or_default())?;
    host.set("isOffline", spec.reply.is_offline)?;
    host.set("architecture", spec.architecture.as_deref())?;
    host.set("zoneOffset", spec.zone_offset_minutes)?;
    host.set("processors", spec.processors)?;
    #[expect(clippy::cast_precision_loss, reason = "sizes of memory are far below 2^53")]
    host.set("memory", spec.memory_bytes.map(|bytes| bytes as f64))?;
    host.set("arguments", spec.arguments.clone())?;
    host.set("isBrowser", spec.is_browser)?;
    host.set("callerHost", CALLER_HOST)?;
    let shared = Rc::clone(machine);
    let announce = move |call: String, given: String| {
        shared.recorder.borrow_mut().call = Some((call, given));
    };
    host.set("announce", Function::new(ctx.clone(), announce)?)?;
    let shared = Rc::clone(machine);
    let ask = move |kind: String, subject: String, stack: String| {
        if !Asked::fits(&subject) {
            return;
        }
        let asked = match kind.as_str() {
            "text" => Asked::ReplyText(subject),
            "pattern" => Asked::ReplyPattern(subject),
            "field" => Asked::ReplyField(subject),
            _ => Asked::Host(subject),
        };
        note(&shared, asked, false, &stack);
    };
    host.set("ask", Function::new(ctx.clone(), ask)?)
}

/// The host that stands in the addresses which the world gives to called exports: its caller's, so not the code's
/// own choice.
pub(crate) const CALLER_HOST: &str = "caller.example";

/// Keeps the question that an observation is, if it is one.
pub(super) fn observe(
    machine: &Shared,
    operation: Operation,
    subject: &str,
    detail: Option<&str>,
    stack: &str,
) {
    if !Asked::fits(subject) {
        return;
    }
    let subject = || subject.to_owned();
    let (asked, is_absent) = match operation {
        Operation::EnvRead => (Asked::Variable(subject()), detail == Some("unset")),
        Operation::FsAsk => (Asked::File(subject()), !matches!(detail, None | Some("yes" | "watch"))),
        Operation::FsRead if !subject().starts_with(&machine.package_folder) => {
            (Asked::File(subject()), false)
        }
        Operation::ProcessSpawn => (Asked::Command(subject()), false),
        Operation::HostAsk => (Asked::Host(subject()), false),
        Operation::NetSend | Operation::NetConnect | Operation::DnsLookup => (Asked::Network, false),
        Operation::NetReplyField => (Asked::ReplyField(subject()), false),
        _ => return,
    };
    note(machine, asked, is_absent, stack);
}

fn note(machine: &Shared, asked: Asked, is_absent: bool, stack: &str) {
    let place = source_of(stack, &machine.package_folder);
    // What another package asks is no question of this one; but a command may have been given by a shell.
    if place.is_some() || asked == Asked::Network {
        machine.questions.borrow_mut().note(asked, is_absent, place);
    }
}
