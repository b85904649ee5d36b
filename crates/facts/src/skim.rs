//! A cheap look at a script: what it loads, and whether it could act at all.
//!
//! Most files of honest packages compute and no more. Following their values would cost as much as parsing
//! them and find nothing, so only a script that names something of the outside world, or hides what it names,
//! is followed. The look must not be fooled by spelling: whatever is computed counts as acting.

use stockade_parse::script::ir::{Expression, ExpressionId, Script, Variable};
use stockade_parse::script::names::{Name, Names};

use crate::api;
use crate::vocabulary::is_secret_variable;

/// What a look at a script shows.
#[derive(Debug, Default)]
pub(crate) struct Skim {
    /// Constant names of the modules it loads.
    pub(crate) loads: Vec<Name>,
    /// Whether it could act: reads, sends, runs, or makes code.
    pub(crate) acts: bool,
}

/// Scripts up to this many expressions are followed whatever they show: they cost nothing, and decoders that
/// others use are this small.
const SMALL_SCRIPT: usize = 400;

const ACTING_GLOBALS: &[&str] = &[
    "eval",
    "Function",
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "importScripts",
    "WebAssembly",
    "Deno",
    "Bun",
    "execScript",
    "atob",
    "Worker",
    "SharedWorker",
];

const ACTING_MEMBERS: &[&str] = &[
    "eval",
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "sendBeacon",
    "mainModule",
    "binding",
    "_linkedBinding",
    "dlopen",
    "createRequire",
    "_load",
    "_compile",
    "runInThisContext",
    "runInNewContext",
    "createDecipheriv",
    "createDecipher",
    "child_process",
    "ethereum",
    "solana",
    "clipboard",
    "fromCharCode",
    "atob",
];

/// Properties of `process` that tell nothing and do nothing to others.
const QUIET_PROCESS: &[&str] = &[
    "nextTick",
    "platform",
    "arch",
    "argv",
    "exit",
    "exitCode",
    "stdout",
    "stderr",
    "stdin",
    "cwd",
    "version",
    "versions",
    "emitWarning",
    "hrtime",
    "on",
    "once",
    "off",
    "emit",
    "pid",
    "uptime",
    "memoryUsage",
    "browser",
    "title",
    "release",
    "features",
    "listenerCount",
    "removeListener",
    "listeners",
    "execArgv",
    "noDeprecation",
    "type",
    "umask",
    "getuid",
    "report",
    "config",
    "abort",
    "throwDeprecation",
    "domain",
    "send",
    "connected",
    "disconnect",
    "cpuUsage",
    "addListener",
    "prependListener",
    "removeAllListeners",
    "isTTY",
    "allowedNodeEnvironmentFlags",
    "constrainedMemory",
];

/// Looks at `script`.
pub(crate) fn look(script: &Script, names: &Names) -> Skim {
    let mut skim = Skim { loads: script.imports.iter().map(|import| import.source).collect(), acts: false };
    skim.acts = script.size() <= SMALL_SCRIPT
        || script.imports.iter().any(|import| acting_module(names.text(import.source)));
    let mut reader = Reader { script, names, skim: &mut skim };
    for (id, expression) in script.iter() {
        reader.read(id, expression);
    }
    skim
}

struct Reader<'s> {
    script: &'s Script,
    names: &'s Names,
    skim: &'s mut Skim,
}

impl Reader<'_> {
    fn read(&mut self, _id: ExpressionId, expression: &Expression) {
        match expression {
            Expression::Call(callee, arguments) => {
                let arguments = self.script.list(*arguments);
                self.call(*callee, arguments);
            }
            Expression::Import(source) => match self.script.expression(*source) {
                Expression::Text(name) => self.load(*name),
                _ => self.skim.acts = true,
            },
            _ if self.skim.acts => {}
            Expression::Variable(Variable::Global(name)) => {
                let name = self.names.text(*name);
                self.skim.acts |= ACTING_GLOBALS.contains(&name);
            }
            Expression::Member(object, name) => self.member(*object, *name),
            Expression::Index(object, key) => self.index(*object, *key),
            Expression::New(callee, _) => self.constructor_call(*callee),
            Expression::RegularExpression(pattern, _) => {
                self.skim.acts |= matches_address(self.names.text(*pattern))
            }
            _ => {}
        }
    }

    fn global(&self, id: ExpressionId) -> Option<&str> {
        match self.script.expression(id) {
            Expression::Variable(Variable::Global(name)) => Some(self.names.text(*name)),
            _ => None,
        }
    }

    fn load(&mut self, name: Name) {
        self.skim.loads.push(name);
        self.skim.acts |= acting_module(self.names.text(name));
    }

    fn call(&mut self, callee: ExpressionId, arguments: &[ExpressionId]) {
        let first = arguments.first().map(|id| self.script.expression(*id));
        match self.global(callee) {
            Some("require") => match first {
                Some(Expression::Text(name)) => self.load(*name),
                _ => self.skim.acts = true,
            },
            Some("setTimeout" | "setInterval") => {
                self.skim.acts |= matches!(first, Some(Expression::Text(_)))
            }
            _ => self.constructor_call(callee),
        }
    }

    /// `x.constructor(…)`: a way to make code without naming `Function`.
    fn constructor_call(&mut self, callee: ExpressionId) {
        if let Expression::Member(object, name) = self.script.expression(callee)
            && self.names.text(*name) == "constructor"
        {
            self.skim.acts |= !matches!(self.script.expression(*object), Expression::This);
        }
        if let Expression::Index(_, key) = self.script.expression(callee) {
            self.skim.acts |= self.is_made_of_symbols(*key);
        }
    }

    /// Whether a name is put together from letters of other texts: `(![]+[])[+[]]+…`.
    fn is_made_of_symbols(&self, key: ExpressionId) -> bool {
        let (mut at, mut is_sum) = (key, false);
        while let Expression::Binary(_, left, _) = self.script.expression(at) {
            (at, is_sum) = (*left, true);
        }
        let Expression::Index(object, _) = self.script.expression(at) else { return false };
        is_sum && matches!(self.script.expression(*object), Expression::Binary(..) | Expression::Array(_))
    }

    fn member(&mut self, object: ExpressionId, name: Name) {
        let name = self.names.text(name);
        self.skim.acts |= ACTING_MEMBERS.contains(&name);
        if name == "constructor"
            && let Expression::Member(_, inner) = self.script.expression(object)
        {
            self.skim.acts |= self.names.text(*inner) == "constructor";
        }
        match self.global(object) {
            Some("process") => self.skim.acts |= name != "env" && !QUIET_PROCESS.contains(&name),
            Some("module") => self.skim.acts |= matches!(name, "require" | "constructor" | "children"),
            _ => {}
        }
        if self.is_environment(object) {
            self.skim.acts |= is_secret_variable(name);
        }
    }

    fn is_environment(&self, id: ExpressionId) -> bool {
        match self.script.expression(id) {
            Expression::Member(object, name) => {
                self.names.text(*name) == "env" && self.global(*object) == Some("process")
            }
            _ => false,
        }
    }

    fn index(&mut self, object: ExpressionId, key: ExpressionId) {
        if matches!(self.script.expression(key), Expression::Number(_)) {
            return;
        }
        let is_world = matches!(
            self.global(object),
            Some(
                "globalThis"
                    | "global"
                    | "window"
                    | "self"
                    | "process"
                    | "require"
                    | "module"
                    | "top"
                    | "frames"
            )
        );
        self.skim.acts |= is_world || self.is_environment(object);
    }
}

/// Whether a module can act: a built-in that reaches out, or a library that the table of APIs lists.
fn acting_module(specifier: &str) -> bool {
    match api::builtin(specifier) {
        Some(module) => module != "crypto" && api::acts(&module),
        None => !specifier.starts_with('.') && api::lists_library(specifier),
    }
}

/// Whether a pattern looks for addresses of a block chain.
fn matches_address(pattern: &str) -> bool {
    ["0x[a-f", "0x[0-9", "bc1", "{40}", "{33}", "[13][a-km-z"]
        .iter()
        .filter(|part| pattern.to_ascii_lowercase().contains(*part))
        .count()
        >= 1
        && (pattern.contains("0x") || pattern.contains("bc1") || pattern.contains("[13]"))
}
