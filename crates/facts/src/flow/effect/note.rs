//! What calls and flows leave written down, and what is evaluated or started.

use std::rc::Rc;

use stockade_parse::script::ir::{Expression, ExpressionId, Script, UnaryOperator, Variable};

use super::super::call::Arguments;
use super::super::engine::Engine;
use super::super::label::Labels;
use super::super::record::{ArgumentFact, CallFact, FlowFact, GivenName, Spot};
use super::super::value::{ApiId, Item, Value};
use crate::api::Api;
use crate::vocabulary::{HOLE, Sink, Source};

/// Longest list of texts kept for one argument of a fact.
const FACT_TEXTS: usize = 8;

impl Engine<'_> {
    /// A command line is run; its output comes back.
    pub(super) fn run_command(
        &mut self,
        entry: &'static Api,
        command: &Value,
        list: Option<&Value>,
        spot: Spot,
    ) -> Labels {
        let mut labels = self.deep_labels(command);
        if let Some(list) = list.filter(|list| {
            list.objects()
                .next()
                .is_some_and(|id| self.object(id).is_some_and(|object| object.elements.is_some()))
                || list.objects().next().is_none()
        }) {
            labels = labels.with(self.deep_labels(list));
        }
        let shown =
            command.texts().next().map(|text| stockade_model::escape::excerpt(text, 60)).unwrap_or_default();
        self.flow_into(labels, &Sink::Command(shown.clone()), entry.path, spot);
        self.labels.label(Source::CommandOutput(shown), spot)
    }

    /// Writes down that each labelled source reaches `sink`.
    pub(in crate::flow) fn flow_into(&mut self, labels: Labels, sink: &Sink, api: &str, spot: Spot) {
        if labels.is_empty() {
            return;
        }
        let trigger = self.trigger;
        let flows: Vec<FlowFact> = self
            .labels
            .of(labels)
            .map(|label| FlowFact {
                source: label.source.clone(),
                sink: sink.clone(),
                source_spot: label.spot,
                sink_spot: spot,
                api: Rc::from(api),
                trigger,
            })
            .collect();
        self.effects.flows.extend(flows);
    }

    /// Writes down a call to what the table knows, once for each place.
    pub(super) fn note_call(&mut self, api: ApiId, arguments: &Arguments, spot: Spot) {
        let facts: Vec<ArgumentFact> =
            arguments.all().take(4).map(|value| self.argument_fact(value)).collect();
        let is_known = facts.iter().any(|fact| !fact.texts.is_empty());
        let is_dead = self.journal.is_some();
        if is_dead && !self.seen.contains(&(spot, api)) {
            self.seen_dead.insert((spot, api));
        } else if !is_dead && self.seen_dead.remove(&(spot, api)) {
            let path = self.api_path(api);
            let known = self.effects.calls.iter_mut().filter(|call| call.spot == spot && call.api == path);
            known.for_each(|call| call.is_dead = false);
        }
        if !self.seen.insert((spot, api)) && !is_known {
            return;
        }
        let fact = CallFact {
            api: self.api_path(api),
            arguments: facts,
            spot,
            trigger: self.trigger,
            is_certain: self.uncertain == 0,
            is_dead: self.seen_dead.contains(&(spot, api)),
        };
        if !self.effects.calls.iter().rev().take(32).any(|known| *known == fact) {
            self.effects.calls.push(fact);
        }
    }

    /// Whether a value may be a text that is not known, or of which parts are not. A name of the outside world that
    /// the table does not list may hold one.
    fn may_be_any_text(&self, value: &Value) -> bool {
        value.is_open
            || value.items.is_empty()
            || value.texts().any(|text| text.contains(HOLE))
            || value.apis().any(|api| self.api_entry(api).is_none())
    }

    /// Where a name is read that a function gives for constants: `d(7)` in `m[d(7)]`.
    pub(in crate::flow) fn given_name(&self, script: &Script, key: ExpressionId) -> Option<Spot> {
        let Expression::Call(callee, arguments) = script.expression(key) else { return None };
        let is_own = matches!(script.expression(*callee), Expression::Variable(Variable::Local(_)));
        let arguments = script.list(*arguments);
        let is_given = is_own && !arguments.is_empty() && arguments.iter().all(|id| is_constant(script, *id));
        is_given.then(|| self.spot(script, key))
    }

    /// Writes down whether such a name is known.
    pub(in crate::flow) fn note_name(&mut self, given: Option<Spot>, name: &Value) {
        let Some(spot) = given else { return };
        let is_read = name.exact_text().is_some() || name.exact_number().is_some();
        let trigger = self.trigger;
        let known = self.effects.given_names.entry(spot).or_insert(GivenName { is_read, trigger });
        *known = GivenName { is_read: known.is_read || is_read, trigger: known.trigger.min(trigger) };
    }

    pub(super) fn argument_fact(&mut self, value: &Value) -> ArgumentFact {
        let mut fact = ArgumentFact {
            texts: value.texts().take(FACT_TEXTS).cloned().collect(),
            is_function: value.functions().next().is_some(),
            is_open: self.may_be_any_text(value),
            ..ArgumentFact::default()
        };
        let labels = self.deep_labels(value);
        fact.sources = self.labels.of(labels).map(|label| label.source.clone()).collect();
        for id in value.objects().take(2) {
            if let Some(bytes) = self.bytes_of(id) {
                fact.texts.push(Rc::from(String::from_utf8_lossy(&bytes)));
                continue;
            }
            let Some(object) = self.object(id) else { continue };
            for element in object.elements.iter().flatten().take(32) {
                fact.texts
                    .push(element.texts().next().cloned().unwrap_or_else(|| Rc::from(HOLE.to_string())));
            }
            for (name, property) in super::super::expression::sorted(&object.properties).into_iter().take(32)
            {
                let text = match property.exact() {
                    Some(Item::Text(text)) => Rc::clone(text),
                    Some(Item::Boolean(value)) => Rc::from(value.to_string()),
                    Some(Item::Number(number)) => Rc::from(super::super::operator::number_text(*number)),
                    _ => Rc::from(HOLE.to_string()),
                };
                fact.options.push((self.names.shared(name), text));
            }
        }
        fact
    }
}

/// Whether an expression is a constant as it stands; obfuscators keep theirs in objects too: `d(k.a, k.b)`.
fn is_constant(script: &Script, id: ExpressionId) -> bool {
    match script.expression(id) {
        Expression::Number(_) | Expression::Text(_) => true,
        Expression::Unary(UnaryOperator::Minus, inner) => is_constant(script, *inner),
        Expression::Array(items) => script.list(*items).iter().all(|item| is_constant(script, *item)),
        _ => false,
    }
}
