//! Turning text into code, and keeping a copy of each text.

use std::rc::Rc;

use rquickjs::context::EvalOptions;
use rquickjs::{Ctx, Exception, Function, Object, Result, Value};
use stockade_model::Limits;
use stockade_parse::script::runnable::{self, Goal, Hooks};

use crate::detonate::Layer;
use crate::machine::Shared;
use crate::prelude;

/// The names under which rewritten code reaches the world; see `world/code.js`.
const HOOKS: Hooks<'static> = Hooks { before: "$$a", inside: "$$o", around: "$$e" };

pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>, machine: &Shared) -> Result<()> {
    host.set(
        "builtin",
        Function::new(ctx.clone(), |ctx: Ctx<'js>, name: String| {
            prelude::compile::<Value<'js>>(&ctx, &name)
        })?,
    )?;
    host.set("hasBuiltin", Function::new(ctx.clone(), |name: String| prelude::source(&name).is_some())?)?;
    host.set("members", Function::new(ctx.clone(), |name: String| prelude::members(&name))?)?;
    // Text as a script of the world's global scope.
    let evaluate = |ctx: Ctx<'js>, text: String, file: String| -> Result<Value<'js>> {
        let mut options = EvalOptions::default();
        options.strict = false;
        options.filename = Some(file.replace('\0', ""));
        ctx.eval_with_options(text.replace('\0', "\\x00"), options)
    };
    host.set("evaluate", Function::new(ctx.clone(), evaluate)?)?;
    let prepare =
        |ctx: Ctx<'js>, text: String, path: String, goal: String, is_refused: bool| -> Result<String> {
            let goal = match goal.as_str() {
                "module" => Goal::Module,
                "script" => Goal::Script,
                _ => Goal::CommonJs,
            };
            let made = if is_refused { runnable::repaired } else { runnable::of };
            made(&text, &path, goal, HOOKS, &Limits::default())
                .map_err(|refusal| Exception::throw_syntax(&ctx, &refusal.to_string()))
        };
    host.set("prepare", Function::new(ctx.clone(), prepare)?)?;
    host.set(
        "isModule",
        Function::new(ctx.clone(), |text: String| runnable::is_module(&text, &Limits::default()))?,
    )?;
    let shared = Rc::clone(machine);
    let layer = move |via: String, text: String| {
        let mut recorder = shared.recorder.borrow_mut();
        let kept: usize = recorder.layers.iter().map(|layer| layer.text.len()).sum();
        if let Some(known) = recorder.layers.iter().find(|layer| layer.via == via && layer.text == text) {
            return known.number;
        }
        if recorder.layers.len() >= shared.limits.layers || kept + text.len() > shared.limits.layer_bytes {
            shared.spent.set(Some("room for layers"));
            return 0;
        }
        let number = u32::try_from(recorder.layers.len()).unwrap_or(0) + 1;
        recorder.layers.push(Layer { number, via, text });
        number
    };
    host.set("layer", Function::new(ctx.clone(), layer)?)
}
