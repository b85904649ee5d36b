//! What makes a native file of a release run.

use stockade_model::Trigger;

use crate::facts::Facts;

/// Loaders of add-ons: they look for the compiled file themselves, so no text names it.
const LOADERS: &[&str] = &[
    "bindings",
    "node-gyp-build",
    "node-gyp-build-optional-packages",
    "@mapbox/node-pre-gyp",
    "node-pre-gyp",
];

impl Facts<'_> {
    /// What makes the native file at `path` run: the strongest trigger of the code and commands that name it, or
    /// that load whatever add-on there is. A package holds it to be used, so it is at least called.
    #[must_use]
    pub fn native_trigger(&self, path: &str) -> Trigger {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_module = name.ends_with(".node");
        let bare = name.strip_suffix(".node").unwrap_or(name);
        let calls = self.all_calls().iter().filter(|call| {
            call.arguments.iter().flat_map(|argument| &argument.texts).any(|text| text.contains(name))
        });
        let commands = self.commands().iter().filter(|command| command.text.contains(name));
        let loads = self.loads().iter().filter(|load| {
            let names = |specifier: &str| {
                let last = specifier.rsplit('/').next().unwrap_or(specifier);
                last == name || last == bare || is_module && LOADERS.contains(&specifier)
            };
            load.specifier.as_deref().is_some_and(names)
        });
        let is_entry = self.manifest().and_then(|manifest| manifest.entries.main.as_deref());
        let is_entry = is_entry.is_some_and(|main| main.trim_start_matches("./") == path);
        calls
            .map(|call| call.trigger)
            .chain(commands.map(|command| command.trigger))
            .chain(loads.map(|load| load.trigger))
            .chain(is_entry.then_some(Trigger::Import))
            .fold(Trigger::Call, Trigger::min)
    }
}
