//! Turns what happened into observations, and sends each at once: a killed worker still tells what it saw.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::Sender;

use sha2::{Digest as _, Sha256};
use stockade_model::{Place, Trigger, escape};

use crate::canary::Canaries;
use crate::detonate::Layer;
use crate::natives::asking::CALLER_HOST;
use crate::question::Source;
use stockade_model::{Bytes, Label, Observation, Operation};

const EXCERPT_CHARACTERS: usize = 200;

/// What makes one happening the same as another: process, operation, subject, place, and the hash of what went
/// through.
type Sameness = (u32, Operation, String, Option<Place>, [u8; 32]);

/// Collects one detonation's observations.
pub(crate) struct Recorder {
    out: Sender<Observation>,
    world: String,
    canaries: Canaries,
    seen: BTreeSet<(u32, Operation, String, Option<Place>)>,
    repeats: BTreeMap<Sameness, u32>,
    next: u64,
    news: u32,
    limit: u32,
    pub(crate) dropped: u64,
    pub(crate) layers: Vec<Layer>,
    pub(crate) process: u32,
    /// The call that the world makes, until it is told, and the secrets that it hands over.
    pub(crate) call: Option<(String, String)>,
}

/// What is to be recorded.
pub(crate) struct Happening<'a> {
    pub(crate) operation: Operation,
    pub(crate) subject: &'a str,
    pub(crate) detail: &'a str,
    pub(crate) bytes: Option<&'a [u8]>,
    pub(crate) labels: Vec<Label>,
    pub(crate) stack: &'a str,
}

impl Recorder {
    pub(crate) fn new(out: Sender<Observation>, world: &str, canaries: Canaries, limit: u32) -> Self {
        Self {
            out,
            world: world.to_owned(),
            canaries,
            seen: BTreeSet::new(),
            repeats: BTreeMap::new(),
            next: 0,
            news: 0,
            limit,
            dropped: 0,
            layers: Vec::new(),
            process: 0,
            call: None,
        }
    }

    /// Records one happening; one that says nothing new at the same place is left out.
    pub(crate) fn record(
        &mut self,
        happening: Happening<'_>,
        trigger: Trigger,
        time_ms: f64,
        package_folder: &str,
    ) {
        if trigger == Trigger::Call && happening.operation.is_worth_a_call() {
            self.tell_call(time_ms, package_folder);
        }
        let (place, layer) = position(happening.stack, package_folder, &self.layers);
        let key = (self.process, happening.operation, happening.subject.to_owned(), place.clone());
        let is_repeated = !self.seen.insert(key);
        let repeats = if happening.operation.is_sink() { self.repeats_of(&happening, &place) } else { 0 };
        if is_repeated && (!happening.operation.is_sink() || repeats >= Observation::KEPT_REPEATS) {
            return;
        }
        self.news += u32::from(!is_repeated || repeats == 0);
        if self.next >= u64::from(self.limit) {
            self.dropped += 1;
            return;
        }
        let stream = stream_of(&happening);
        let mut labels = happening.labels;
        if happening.operation.is_sink() {
            self.canaries.search(happening.subject.as_bytes(), &mut labels);
            self.canaries.search(happening.detail.as_bytes(), &mut labels);
            if let Some(bytes) = happening.bytes {
                self.canaries.search(bytes, &mut labels);
                self.canaries.search_split(&stream, bytes, &mut labels);
            }
            if happening.operation == Operation::DnsLookup {
                self.canaries.search_dns(happening.subject, &mut labels);
            }
        }
        // What goes to the host that the caller named goes where the caller wants it.
        if happening.subject.contains(CALLER_HOST) {
            labels.retain(|label| !label.is_sent());
        }
        labels.sort();
        labels.dedup();
        let observation = Observation {
            sequence: self.next,
            world: self.world.clone(),
            trigger,
            process: self.process,
            operation: happening.operation,
            subject: happening.subject.chars().take(4_096).collect(),
            detail: happening.detail.chars().take(4_096).collect(),
            labels,
            bytes: happening.bytes.map(in_short),
            place,
            layer,
            time_ms: time_ms as u64,
            is_forced: false,
        };
        self.next += 1;
        // Nobody listening means that the caller has ended; so may the run.
        drop(self.out.send(observation));
    }

    /// How many happenings said something that none before them did.
    pub(crate) fn news(&self) -> u32 {
        self.news
    }

    /// How often the very same went through before: code that asks for a debugger in a loop would else use up the
    /// room for what it does next.
    fn repeats_of(&mut self, happening: &Happening<'_>, place: &Option<Place>) -> u32 {
        let mut hash = Sha256::new();
        hash.update(happening.detail);
        hash.update([0]);
        hash.update(happening.bytes.unwrap_or_default());
        let subject = happening.subject.to_owned();
        let same = (self.process, happening.operation, subject, place.clone(), hash.finalize().into());
        let count = self.repeats.entry(same).or_default();
        *count += 1;
        *count - 1
    }

    /// Tells which export is being called, once something comes of it.
    fn tell_call(&mut self, time_ms: f64, package_folder: &str) {
        let Some((call, given)) = self.call.take() else { return };
        let labels = self.labels_read(given.as_bytes());
        let happening = Happening {
            operation: Operation::ExportCall,
            subject: &call,
            detail: "",
            bytes: None,
            labels,
            stack: "",
        };
        self.record(happening, Trigger::Call, time_ms, package_folder);
    }

    /// Which secrets stand in `bytes`, as read.
    pub(crate) fn labels_read(&self, bytes: &[u8]) -> Vec<Label> {
        self.canaries.read_in(bytes)
    }
}

/// Writes to one host, file or process belong together.
fn stream_of(happening: &Happening<'_>) -> String {
    format!("{:?} {}", happening.operation, happening.subject)
}

fn in_short(bytes: &[u8]) -> Bytes {
    let start = bytes.get(..bytes.len().min(EXCERPT_CHARACTERS * 4)).unwrap_or_default();
    Bytes {
        sha256: hex::encode(Sha256::digest(bytes)),
        size_bytes: bytes.len() as u64,
        excerpt: escape::excerpt(&String::from_utf8_lossy(start), EXCERPT_CHARACTERS),
    }
}

/// Where the code of the release stands in a stack: the innermost frame in one of its files, and the layer of
/// the innermost frame of captured code above it.
fn position(stack: &str, package_folder: &str, layers: &[Layer]) -> (Option<Place>, Option<u32>) {
    let mut layer = None;
    for frame in stack.lines() {
        let Some((file, line, column)) = frame_of(frame) else { continue };
        if layer.is_none() {
            layer = layer_of(file, layers);
        }
        let file = file.strip_prefix("file://").unwrap_or(file);
        let Some(path) = file.strip_prefix(package_folder).and_then(|rest| rest.strip_prefix('/')) else {
            continue;
        };
        return (Some(Place { file: path.to_owned(), line, column, length: 1 }), layer);
    }
    (None, layer)
}

/// Where a question was asked: the innermost frame in the package's own code or in a captured layer.
pub(crate) fn source_of(stack: &str, package_folder: &str) -> Option<Source> {
    stack.lines().filter_map(frame_of).find_map(|(file, line, column)| {
        if let Some(number) = file.strip_prefix("evalmachine.<anonymous>#") {
            return number.parse().ok().map(|number| Source::Layer(number, line, column));
        }
        let path = file.strip_prefix("file://").unwrap_or(file);
        let own = path.strip_prefix(package_folder)?.strip_prefix('/')?;
        (!own.contains("node_modules/")).then(|| Source::File(own.to_owned(), line, column))
    })
}

/// The layer that a frame's file name stands for: `evalmachine.<anonymous>:N`, or text given to `eval` itself.
fn layer_of(file: &str, layers: &[Layer]) -> Option<u32> {
    if let Some(number) = file.strip_prefix("evalmachine.<anonymous>#") {
        return number.parse().ok();
    }
    (file == "<input>")
        .then(|| layers.iter().rev().find(|layer| layer.via == "eval").map(|layer| layer.number))
        .flatten()
}

/// The file, line and column of a line of a stack: `    at name (file:line:column)`.
fn frame_of(frame: &str) -> Option<(&str, u32, u32)> {
    let inside = match frame.rfind('(') {
        Some(open) => frame.get(open + 1..)?.trim_end().strip_suffix(')')?,
        None => frame.trim().strip_prefix("at ")?,
    };
    let mut parts = inside.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_frame_of_the_release_is_the_place() {
        let stack = "    at record (node:fs:1:2)\n    at steal (/p/node_modules/x/lib/a.js:7:13)\n    at b (/p/node_modules/x/b.js:1:1)";
        let (place, layer) = position(stack, "/p/node_modules/x", &[]);
        let place = place.unwrap();
        assert_eq!((place.file.as_str(), place.line, place.column, layer), ("lib/a.js", 7, 13, None));
    }

    #[test]
    fn code_made_at_run_time_is_placed_in_its_layer() {
        let stack = "    at f (evalmachine.<anonymous>#3:1:1)\n    at g (/p/a.js:2:2)";
        assert_eq!(position(stack, "/p", &[]).1, Some(3));
    }
}
