//! What a release brings that none before it had: what a stranger with somebody's package would bring.

use crate::command::CommandOrigin;
use crate::facts::Facts;

/// Fewer releases before say nothing of a package's habits.
const EARLIER: u32 = 3;

/// Something that no release before had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Novelty {
    /// An install hook, by name.
    Hook(String),
    /// A dependency that no file of the release names.
    UnnamedDependency(String),
    /// An account that published it, by name.
    Publisher(String),
}

impl Facts<'_> {
    /// What the release brings that none before it had, sorted; none where the registry's document is not at hand, or
    /// lists fewer than three releases before it.
    #[must_use]
    pub fn novelties(&self) -> Vec<Novelty> {
        let Some(entry) = self.registry_entry().filter(|entry| entry.history.earlier >= EARLIER) else {
            return Vec::new();
        };
        let hook = self.commands().iter().find_map(|command| match &command.origin {
            CommandOrigin::Hook(name) => Some(Novelty::Hook(name.clone())),
            _ => None,
        });
        let hook = hook.filter(|_| entry.history.earlier_with_hook == 0);
        let dependencies = self.new_unnamed_dependencies();
        let publisher = entry.publisher.clone().filter(|_| !entry.history.is_publisher_known);
        let mut found: Vec<Novelty> = hook.into_iter().collect();
        found.extend(dependencies.into_iter().map(|name| Novelty::UnnamedDependency(name.to_owned())));
        found.extend(publisher.map(Novelty::Publisher));
        found.sort();
        found
    }
}
