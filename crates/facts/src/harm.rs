//! What would hurt if it ran: the part of a story that a condition or a wait holds back.
//!
//! One list of it serves every rule that asks what stands before it.

use stockade_model::Trigger;

use crate::api::{self, Effect};
use crate::change::ChangeKind;
use crate::command::{CommandFact, CommandOrigin};
use crate::facts::Facts;
use crate::flow::{FlowFact, Spot};
use crate::read::shell::BehaviourKind;
use crate::vocabulary::{FileClass, Sink, Source};

/// One thing that would hurt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HarmFact {
    /// How sure it is that it hurts.
    pub weight: HarmWeight,
    /// Where it happens.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
    /// The verb phrase of a story.
    pub does: &'static str,
}

/// How sure it is that something hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HarmWeight {
    /// It is harm by itself: a secret that leaves, a stranger's text that runs.
    Sure,
    /// Honest code does it too, but not behind a date or a long wait: a program started, a file deleted.
    Possible,
}

impl Facts<'_> {
    /// Everything that would hurt in code that something reaches, sorted.
    #[must_use]
    pub fn harms(&self) -> Vec<HarmFact> {
        let mut harms: Vec<HarmFact> = self.flows(|_| true, |_| true).filter_map(of_flow).collect();
        harms.extend(self.commands().iter().filter_map(|command| self.of_command(command)));
        harms.extend(self.deletions());
        harms.extend(self.all_calls().iter().filter_map(|call| {
            let does = match api::find(&call.api)?.effect {
                Effect::Evaluate(_) | Effect::EvaluateLast => "makes text into code",
                Effect::Shell(_) | Effect::Program(..) => "starts a program",
                _ => return None,
            };
            let weight = HarmWeight::Possible;
            Some(HarmFact { weight, spot: call.spot, trigger: call.trigger, does })
        }));
        harms.retain(|harm| harm.trigger != Trigger::Dormant);
        harms.sort();
        harms.dedup_by_key(|harm| harm.spot);
        harms
    }

    fn of_command(&self, command: &CommandFact) -> Option<HarmFact> {
        let CommandOrigin::Call(api) = &command.origin else { return None };
        let does = command.behaviours.iter().find_map(phrase)?;
        let is_call = |spot: Spot| self.locus(spot) == command.locus;
        let call = self.all_calls().iter().find(|call| *call.api == **api && is_call(call.spot))?;
        Some(HarmFact { weight: HarmWeight::Sure, spot: call.spot, trigger: command.trigger, does })
    }

    /// Files deleted outside the package and the temporary folder.
    fn deletions(&self) -> impl Iterator<Item = HarmFact> {
        let deleted = self.file_changes().filter(|change| change.kind == ChangeKind::Deleted);
        let outside =
            deleted.filter(|change| change.own_path().is_none() && change.class() != FileClass::Temporary);
        outside.map(|change| HarmFact {
            weight: if change.class() == FileClass::WideFolder {
                HarmWeight::Sure
            } else {
                HarmWeight::Possible
            },
            spot: change.call.spot,
            trigger: change.call.trigger,
            does: "deletes files",
        })
    }
}

fn of_flow(flow: &FlowFact) -> Option<HarmFact> {
    let is_strange = matches!(flow.source, Source::Network(_) | Source::Decoded | Source::OwnFile(_));
    let does = match &flow.sink {
        Sink::Code if is_strange => "runs what it received or decoded",
        Sink::Command(_) if matches!(flow.source, Source::Network(_) | Source::Decoded) => {
            "runs what it received or decoded"
        }
        sink if flow.source.is_secret() && sink.leaves_machine() => "sends secrets away",
        _ => return None,
    };
    // A token of its own service is what a client sends.
    let is_token = matches!(flow.source, Source::Variable(_));
    let weight = if is_token { HarmWeight::Possible } else { HarmWeight::Sure };
    Some(HarmFact { weight, spot: flow.sink_spot, trigger: flow.trigger, does })
}

fn phrase(kind: &BehaviourKind) -> Option<&'static str> {
    Some(match kind {
        BehaviourKind::DownloadAndRun { .. } => "downloads and runs a program",
        BehaviourKind::ReverseShell => "gives a shell to another machine",
        BehaviourKind::SendsEnvironment { .. } | BehaviourKind::SendsFile { .. } => "sends secrets away",
        BehaviourKind::DeletesWide { .. } => "deletes the home folder, a drive or the root",
        BehaviourKind::Persists { .. } => "makes itself start again",
        BehaviourKind::Miner => "mines coins",
        BehaviourKind::ForkBomb => "exhausts the machine",
        _ => return None,
    })
}
