//! Parameters that hold a secret, told by what is done with them.
//!
//! Minifiers take the names of parameters, not those of what a library exports and of the functions it calls:
//! `createPrivateKey(t)` says what `t` is, and so does `exports.fromSecretKey = t => …`.

use rustc_hash::{FxHashMap, FxHashSet};
use stockade_parse::script::ir::{
    Expression, ExpressionId, FunctionId, List, Pattern, PatternId, Script, Variable,
};
use stockade_parse::script::names::{Name, Names};

use super::super::engine::Engine;
use super::super::value::Value;

/// Functions whose first argument is a secret, with what it is. Source: Node's `crypto`, and the libraries of
/// Solana, Ethereum, Bitcoin and the XRP Ledger that the catalogue's `collect-key-from-api` names.
const TAKERS: [(&str, &str); 17] = [
    ("createPrivateKey", "privateKey"),
    ("fromExtendedKey", "privateKey"),
    ("fromMnemonic", "mnemonic"),
    ("fromPhrase", "mnemonic"),
    ("fromPrivateKey", "privateKey"),
    ("fromSecret", "seed"),
    ("fromSecretKey", "secretKey"),
    ("fromSeed", "seed"),
    ("fromSeedPhrase", "mnemonic"),
    ("fromWIF", "privateKey"),
    ("importMnemonic", "mnemonic"),
    ("importPrivateKey", "privateKey"),
    ("mnemonicToSeed", "mnemonic"),
    ("mnemonicToSeedSync", "mnemonic"),
    ("privateKeyToAccount", "privateKey"),
    ("privateKeyToAddress", "privateKey"),
    ("Wallet", "privateKey"),
];

/// What is known of secrets that callers hand over.
#[derive(Default)]
pub(in crate::flow) struct Secrets {
    takers: FxHashMap<Name, &'static str>,
    /// Parameters that hold one, by script and variable.
    parameters: FxHashMap<(u32, u32), &'static str>,
    /// Functions with such a parameter that have not been called with one yet.
    pending: Vec<(u32, FunctionId)>,
    seen: FxHashSet<(u32, u32)>,
}

impl Secrets {
    /// Nothing known but the names of the functions.
    pub(in crate::flow) fn new(names: &mut Names) -> Self {
        let takers = TAKERS.iter().map(|(name, kind)| (names.intern(name), *kind)).collect();
        Self { takers, ..Self::default() }
    }
}

impl Engine<'_> {
    /// A function of this name is called: a variable that it is given first holds a secret.
    pub(in crate::flow) fn note_secret_use(&mut self, script: &Script, name: Name, arguments: List) {
        let Some(kind) = self.secrets.takers.get(&name).copied() else { return };
        let first = script.list(arguments).first().map(|first| script.expression(*first));
        if let Some(Expression::Variable(Variable::Local(symbol))) = first {
            self.note_secret(self.script(), symbol.0, kind);
        }
    }

    /// The same for `new library.Wallet(key)`.
    pub(in crate::flow) fn note_secret_construction(
        &mut self,
        script: &Script,
        callee: ExpressionId,
        arguments: List,
    ) {
        match script.expression(callee) {
            Expression::Member(_, name) => self.note_secret_use(script, *name, arguments),
            Expression::Variable(Variable::Global(name)) => self.note_secret_use(script, *name, arguments),
            _ => {}
        }
    }

    /// A function is given out under this name: its first parameter holds a secret.
    pub(in crate::flow) fn note_secret_taker(&mut self, name: Name, value: &Value) {
        let Some(kind) = self.secrets.takers.get(&name).copied() else { return };
        for id in value.functions().collect::<Vec<_>>() {
            let Some(closure) = self.closures.get(id.0 as usize) else { continue };
            let (number, function) = (closure.script, closure.function);
            let Some(state) = self.scripts.get(number as usize) else { continue };
            let parameters = state.script.function(function).map(|function| function.parameters.as_slice());
            let first = parameters.and_then(|parameters| parameters.first());
            if let Some(symbol) = first.and_then(|first| variable(&state.script, *first)) {
                self.note_secret(number, symbol, kind);
            }
        }
    }

    fn note_secret(&mut self, number: u32, symbol: u32, kind: &'static str) {
        let Some(state) = self.scripts.get(number as usize) else { return };
        let Some(owner) = state.owners.get(symbol as usize).copied() else { return };
        let function = state.script.function(owner);
        let is_parameter = function.is_some_and(|function| {
            function.parameters.iter().any(|pattern| variable(&state.script, *pattern) == Some(symbol))
        });
        if is_parameter && self.secrets.seen.insert((number, symbol)) {
            self.secrets.parameters.insert((number, symbol), kind);
            self.secrets.pending.push((number, owner));
        }
    }

    /// What the parameter holds, where that is a secret.
    pub(super) fn secret_parameter(
        &self,
        script: &Script,
        number: u32,
        pattern: PatternId,
    ) -> Option<&'static str> {
        let symbol = variable(script, pattern)?;
        self.secrets.parameters.get(&(number, symbol)).copied()
    }

    /// Functions that take a secret and have not been called with one.
    pub(in crate::flow) fn take_secret_takers(&mut self) -> Vec<(u32, FunctionId)> {
        std::mem::take(&mut self.secrets.pending)
    }
}

fn variable(script: &Script, pattern: PatternId) -> Option<u32> {
    match script.pattern(pattern)? {
        Pattern::Variable(Variable::Local(symbol)) => Some(symbol.0),
        Pattern::Default(inner, _) => variable(script, *inner),
        _ => None,
    }
}
