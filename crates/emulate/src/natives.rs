//! What the world's JavaScript may ask of the machine: the only door between the two.
//!
//! Bytes come in as text with a character for each byte, and go out as typed arrays: the safe ways of the binding.
//! Failures that the code may see are answers (an error's code), not exceptions.

pub(crate) mod asking;
pub(crate) mod bytes;
mod cipher;
mod code;
mod digest;
mod files;
mod processes;

pub(crate) use bytes::{decode, encode, of_text, to_text};

use std::cell::RefCell;
use std::rc::Rc;

use rquickjs::function::Rest;
use rquickjs::{Ctx, Function, Object, Persistent, Result};

use crate::machine::Shared;
use crate::machine::recorder::Happening;
use stockade_model::Operation;

/// The world's functions that load ES modules, once it has given them.
#[derive(Clone, Default)]
pub(crate) struct Loading(Rc<RefCell<Vec<Persistent<Function<'static>>>>>);

impl Loading {
    fn at<'js>(&self, ctx: &Ctx<'js>, index: usize) -> Result<Option<Function<'js>>> {
        let kept = self.0.borrow().get(index).cloned();
        kept.map(|function| function.restore(ctx)).transpose()
    }

    pub(crate) fn resolve<'js>(&self, ctx: &Ctx<'js>) -> Result<Option<Function<'js>>> {
        self.at(ctx, 0)
    }

    pub(crate) fn load<'js>(&self, ctx: &Ctx<'js>) -> Result<Option<Function<'js>>> {
        self.at(ctx, 1)
    }

    pub(crate) fn fill<'js>(&self, ctx: &Ctx<'js>) -> Result<Option<Function<'js>>> {
        self.at(ctx, 2)
    }

    /// What calls the next export.
    pub(crate) fn driver<'js>(&self, ctx: &Ctx<'js>) -> Result<Option<Function<'js>>> {
        self.at(ctx, 4)
    }

    /// What is told of rejected promises.
    pub(crate) fn rejected<'js>(&self, ctx: &Ctx<'js>) -> Result<Option<Function<'js>>> {
        self.at(ctx, 3)
    }

    pub(crate) fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

/// The object through which the world's JavaScript reaches the machine.
pub(crate) fn host<'js>(ctx: &Ctx<'js>, machine: &Shared, loading: &Loading) -> Result<Object<'js>> {
    let host = Object::new(ctx.clone())?;
    describe(&host, machine)?;
    asking::add(ctx, &host, machine)?;
    bytes::add(ctx, &host)?;
    digest::add(ctx, &host)?;
    cipher::add(ctx, &host)?;
    files::add(ctx, &host, machine)?;
    code::add(ctx, &host, machine)?;
    processes::add(ctx, &host, machine)?;
    record(ctx, &host, machine)?;
    time(ctx, &host, machine)?;
    let kept = loading.clone();
    let keep = move |ctx: Ctx<'js>, functions: Rest<Function<'js>>| {
        let functions = functions.0.into_iter().map(|function| Persistent::save(&ctx, function));
        *kept.0.borrow_mut() = functions.collect();
    };
    let keep = Function::new(ctx.clone(), keep)?;
    let kept = loading.clone();
    let keep_driver = move |ctx: Ctx<'js>, function: Function<'js>| {
        let mut functions = kept.0.borrow_mut();
        functions.truncate(4);
        functions.push(Persistent::save(&ctx, function));
    };
    host.set("setDriver", Function::new(ctx.clone(), keep_driver)?)?;
    host.set("setModuleLoader", keep)?;
    Ok(host)
}

/// What is constant of the world.
fn describe(host: &Object<'_>, machine: &Shared) -> Result<()> {
    let spec = &machine.spec;
    host.set("platform", spec.platform.name())?;
    host.set("nodeVersion", crate::machine::base::node_version(spec.platform))?;
    host.set("user", spec.user.as_str())?;
    host.set("hostname", spec.host.as_str())?;
    host.set("home", spec.home.as_str())?;
    host.set("project", spec.project.as_str())?;
    host.set("isTerminal", spec.is_terminal.unwrap_or(!spec.is_ci()))?;
    host.set("isConsoleKept", spec.is_console_kept)?;
    host.set("startMs", spec.start_ms as f64)?;
    host.set("marker", machine.marker.as_str())?;
    host.set("markerWord", machine.marker_word.as_str())?;
    host.set("packageFolder", machine.package_folder.as_str())?;
    host.set("callbacks", machine.limits.callbacks)?;
    let secret = |name: &str| crate::machine::base::value(&machine.secrets, name).to_owned();
    host.set("metadataSecret", secret("metadata"))?;
    host.set("argumentKey", secret(crate::decoy::ARGUMENT_KEY))?;
    host.set("argumentPhrase", secret(crate::decoy::ARGUMENT_PHRASE))?;
    host.set("clipboard", "0x52908400098527886E0F7030069857D2E4169EE7")
}

fn record<'js>(ctx: &Ctx<'js>, host: &Object<'js>, machine: &Shared) -> Result<()> {
    let shared = Rc::clone(machine);
    let record = move |operation: String,
                       subject: String,
                       detail: Option<String>,
                       bytes: Option<String>,
                       stack: String| {
        let Some(operation) = Operation::from_name(&operation) else { return };
        asking::observe(&shared, operation, &subject, detail.as_deref(), &stack);
        let bytes = bytes.map(|text| bytes::of_text(&text));
        let labels = match operation {
            Operation::EnvRead | Operation::EnvReadAll => shared.secrets_in_environment(&subject, operation),
            Operation::FsRead | Operation::ExportCall => {
                shared.recorder.borrow().labels_read(bytes.as_deref().unwrap_or_default())
            }
            _ => Vec::new(),
        };
        let detail = detail.unwrap_or_default();
        let happening = Happening {
            operation,
            subject: &subject,
            detail: &detail,
            bytes: bytes.as_deref(),
            labels,
            stack: &stack,
        };
        let (trigger, now) = (shared.trigger.get(), shared.clock_ms.get());
        shared.recorder.borrow_mut().record(happening, trigger, now, &shared.package_folder);
    };
    host.set("record", Function::new(ctx.clone(), record)?)
}

fn time<'js>(ctx: &Ctx<'js>, host: &Object<'js>, machine: &Shared) -> Result<()> {
    let shared = Rc::clone(machine);
    host.set("look", Function::new(ctx.clone(), move || shared.look_at_clock())?)?;
    let shared = Rc::clone(machine);
    host.set("now", Function::new(ctx.clone(), move || shared.clock_ms.get())?)?;
    let shared = Rc::clone(machine);
    host.set("advance", Function::new(ctx.clone(), move |at_ms: f64| shared.move_clock(at_ms))?)?;
    let shared = Rc::clone(machine);
    host.set("isLate", Function::new(ctx.clone(), move || shared.is_late())?)?;
    let shared = Rc::clone(machine);
    let spend = move |part: u32| {
        // A call that the world makes by itself has a budget of its own.
        if shared.allowance.get().is_some() {
            return;
        }
        shared.spent.set(Some(if part == 0 { "callbacks" } else { "virtual time" }));
    };
    host.set("spend", Function::new(ctx.clone(), spend)?)?;
    let shared = Rc::clone(machine);
    host.set(
        "ticks",
        Function::new(ctx.clone(), move || u32::try_from(shared.ticks()).unwrap_or(u32::MAX))?,
    )?;
    let shared = Rc::clone(machine);
    host.set("news", Function::new(ctx.clone(), move || shared.news())?)?;
    let shared = Rc::clone(machine);
    let chance = move || shared.spec.chance.unwrap_or_else(|| shared.random.borrow_mut().fraction());
    host.set("random", Function::new(ctx.clone(), chance)?)?;
    // Promise callbacks run now, not when the outermost call returns.
    host.set(
        "runJobs",
        Function::new(ctx.clone(), |ctx: Ctx<'js>| {
            let mut has_run = false;
            while ctx.execute_pending_job() {
                has_run = true;
            }
            has_run
        })?,
    )
}
