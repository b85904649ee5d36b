//! QuickJS-ng through rquickjs: a fresh runtime in a third of a millisecond, hard limits on heap and stack, and a
//! poll that counts work (STACK.md §2).

use std::rc::Rc;

use rquickjs::{CatchResultExt as _, Context, Ctx, Function, Runtime, Value};

use super::loader::{ModuleLoader, ModuleResolver};
use super::{Ended, Engine, Program};
use crate::machine::Shared;
use crate::machine::recorder::Happening;
use crate::natives;
use crate::prelude;
use stockade_model::{Operation, Trigger};

/// The engine of the real program.
pub(crate) struct QuickJs;

impl Engine for QuickJs {
    fn run(&self, machine: &Shared, program: &Program) -> Ended {
        let failed = |failure: String| Ended { code: 134, failure: Some(failure), ..Ended::default() };
        let Ok(runtime) = Runtime::new() else { return failed("the engine does not start".to_owned()) };
        runtime.set_memory_limit(machine.limits.heap_bytes);
        runtime.set_max_stack_size(machine.limits.stack_bytes);
        let ticking = Rc::clone(machine);
        runtime.set_interrupt_handler(Some(Box::new(move || !ticking.tick())));
        let loading = natives::Loading::default();
        let telling = loading.clone();
        runtime.set_host_promise_rejection_tracker(Some(Box::new(
            move |ctx, promise, reason, is_handled| {
                if let Ok(Some(rejected)) = telling.rejected(&ctx) {
                    // A tracker that fails has nobody to tell.
                    let _outcome: rquickjs::Result<()> = rejected.call((promise, reason, is_handled));
                }
            },
        )));
        runtime.set_loader(ModuleResolver(loading.clone()), ModuleLoader(loading.clone()));
        let Ok(context) = Context::full(&runtime) else {
            return failed("the engine has no memory".to_owned());
        };
        let ended = context.with(|ctx| {
            let outcome =
                start(&ctx, machine, program, &loading).catch(&ctx).map_err(|error| error.to_string());
            let ended = outcome.unwrap_or_else(|message| {
                let out_of = machine.spent.get();
                tell(machine, out_of.map_or(message.as_str(), |_| "out of budget"), &message);
                failed(message)
            });
            // What JavaScript still holds of ours must go before its runtime does.
            loading.clear();
            ended
        });
        drop(context);
        ended
    }
}

fn start<'js>(
    ctx: &Ctx<'js>,
    machine: &Shared,
    program: &Program,
    loading: &natives::Loading,
) -> rquickjs::Result<Ended> {
    let host = natives::host(ctx, machine, loading)?;
    let boot: Function<'js> = prelude::compile(ctx, "boot")?;
    let program_text = serde_json::to_string(program).unwrap_or_default();
    let answer: Value<'js> = boot.call((host, program_text))?;
    let text = answer.get::<Option<String>>()?.unwrap_or_default();
    if program.calls > 0 {
        drive(ctx, machine, loading);
    }
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// Calls the exports one by one, each within its own allowance: what one spends or breaks, the next one has not
/// to answer for.
fn drive(ctx: &Ctx<'_>, machine: &Shared, loading: &natives::Loading) {
    let Ok(Some(next)) = loading.driver(ctx) else { return };
    machine.trigger.set(Trigger::Call);
    let mut left = machine.limits.call_ticks;
    for _ in 0..=machine.limits.calls {
        let allowed = left.min(machine.limits.call_ticks / 8 + 1);
        machine.allowance.set(Some(allowed));
        let outcome: rquickjs::Result<bool> = next.call(());
        left -= allowed - machine.allowance.take().unwrap_or(0).min(allowed);
        match outcome {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => drop(ctx.catch()),
        }
        if left == 0 || machine.spent.get().is_some() {
            break;
        }
    }
    machine.recorder.borrow_mut().call = None;
}

/// An error that reached the very top: of the engine, or of our own world.
fn tell(machine: &Shared, subject: &str, detail: &str) {
    if let Ok(mut recorder) = machine.recorder.try_borrow_mut() {
        let happening = Happening {
            operation: Operation::Error,
            subject,
            detail,
            bytes: None,
            labels: Vec::new(),
            stack: detail,
        };
        recorder.record(happening, machine.trigger.get(), machine.clock_ms.get(), &machine.package_folder);
    }
}
