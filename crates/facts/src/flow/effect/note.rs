//! What calls and flows leave written down, and what is evaluated or started.

use std::rc::Rc;

use super::super::call::Arguments;
use super::super::engine::Engine;
use super::super::label::Labels;
use super::super::record::{ArgumentFact, CallFact, FlowFact, Spot};
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
        if !self.seen.insert((spot, api)) && !is_known {
            return;
        }
        let fact = CallFact {
            api: self.api_path(api),
            arguments: facts,
            spot,
            trigger: self.trigger,
            is_certain: self.uncertain == 0,
        };
        if !self.effects.calls.iter().rev().take(32).any(|known| *known == fact) {
            self.effects.calls.push(fact);
        }
    }

    pub(super) fn argument_fact(&mut self, value: &Value) -> ArgumentFact {
        let mut fact = ArgumentFact {
            texts: value.texts().take(FACT_TEXTS).cloned().collect(),
            is_function: value.functions().next().is_some(),
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
