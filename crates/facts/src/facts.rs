//! The facts of one release, as rules ask for them.

use std::borrow::Cow;
use std::rc::Rc;

use stockade_model::{Capabilities, Evidence, FlowStep, Gap, KnownMatch, Place, Proof, Tree, Trigger};
use stockade_parse::lockfile::Lockfile;
use stockade_parse::manifest::Manifest;
use stockade_parse::script::{Lexical, Token};

use crate::autorun::AutoRunFact;
use crate::build_file::BuildFileFact;
use crate::command::{CommandFact, CommandOrigin};
use crate::concealment::ConcealmentFact;
use crate::context::Context;
use crate::fetched::{self, FetchedFact};
use crate::flow::{AddressFact, CallFact, Effects, FlowFact, LoadFact, PatchFact, ReadFact, Spot};
use crate::guard::Guards;
use crate::known_value::KnownValueFact;
use crate::naming::NamingFact;
use crate::native::NativeFact;
use crate::vocabulary::{Sink, Source};

/// Everything that is known of a release.
pub struct Facts<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) context: &'t Context,
    pub(crate) manifest: Option<Manifest>,
    pub(crate) effects: Effects,
    pub(crate) scripts: Vec<ScriptFact>,
    pub(crate) commands: Vec<CommandFact>,
    pub(crate) build_files: Vec<BuildFileFact>,
    pub(crate) auto_runs: Vec<AutoRunFact>,
    pub(crate) concealments: Vec<ConcealmentFact>,
    pub(crate) guards: Vec<Guards>,
    pub(crate) namings: Vec<NamingFact>,
    pub(crate) natives: Vec<NativeFact>,
    pub(crate) lockfiles: Vec<(String, Lockfile)>,
    pub(crate) known: Vec<KnownMatch>,
    pub(crate) known_values: Vec<KnownValueFact>,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) capabilities: Capabilities,
}

/// One script of a release: a file, or decoded code.
#[derive(Clone, Debug)]
pub struct ScriptFact {
    /// Its path; `layer:N` for code that is no file.
    pub path: Rc<str>,
    /// What makes it run.
    pub trigger: Trigger,
    /// The text of a layer; a file's is in the tree.
    pub layer: Option<Rc<str>>,
    /// Where the text of a layer was made into code.
    pub made_at: Option<Spot>,
}

/// A stretch of a file, for evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locus {
    /// The file.
    pub file: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Locus {
    /// All of a file.
    #[must_use]
    pub fn whole(file: impl Into<String>) -> Self {
        Self { file: file.into(), start: 0, end: 0 }
    }
}

impl<'t> Facts<'t> {
    /// The release's files.
    #[must_use]
    pub fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// What the caller knows beside the bytes.
    #[must_use]
    pub fn context(&self) -> &'t Context {
        self.context
    }

    /// The manifest, where it could be read.
    #[must_use]
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Data that reached sinks, for which `source` and `sink` hold; sorted.
    pub fn flows<'a>(
        &'a self,
        source: impl Fn(&Source) -> bool + 'a,
        sink: impl Fn(&Sink) -> bool + 'a,
    ) -> impl Iterator<Item = &'a FlowFact> + 'a {
        self.effects.flows.iter().filter(move |flow| source(&flow.source) && sink(&flow.sink))
    }

    /// Calls of what the table knows under one of `paths`.
    pub fn calls<'a>(&'a self, paths: &'a [&'a str]) -> impl Iterator<Item = &'a CallFact> + 'a {
        self.effects.calls.iter().filter(move |call| paths.contains(&&*call.api))
    }

    /// All calls of what the table knows.
    #[must_use]
    pub fn all_calls(&self) -> &[CallFact] {
        &self.effects.calls
    }

    /// Modules loaded.
    #[must_use]
    pub fn loads(&self) -> &[LoadFact] {
        &self.effects.loads
    }

    /// Outside functions that were replaced.
    #[must_use]
    pub fn patches(&self) -> &[PatchFact] {
        &self.effects.patches
    }

    /// Wallet addresses in texts from elsewhere that are replaced by ones of the package.
    #[must_use]
    pub fn replaced_addresses(&self) -> &[AddressFact] {
        &self.effects.addresses
    }

    /// Secrets that were read, wherever they went.
    #[must_use]
    pub fn reads(&self) -> &[ReadFact] {
        &self.effects.reads
    }

    /// Command lines that the release runs: hooks, build files, settings, calls.
    #[must_use]
    pub fn commands(&self) -> &[CommandFact] {
        &self.commands
    }

    /// Those of them that the release itself starts without being asked; what settings of editors, agents and
    /// forges start is in [`Self::auto_runs`].
    pub fn unasked_commands(&self) -> impl Iterator<Item = &CommandFact> + Clone {
        let is_own = |command: &&CommandFact| {
            command.trigger.runs_unasked() && command.origin != CommandOrigin::AutoRun
        };
        self.commands.iter().filter(is_own)
    }

    /// What native build files run.
    #[must_use]
    pub fn build_files(&self) -> &[BuildFileFact] {
        &self.build_files
    }

    /// What editors, agents, git and forges run by themselves.
    #[must_use]
    pub fn auto_runs(&self) -> &[AutoRunFact] {
        &self.auto_runs
    }

    /// Ways in which code is kept from being read.
    #[must_use]
    pub fn concealments(&self) -> &[ConcealmentFact] {
        &self.concealments
    }

    /// Native programs and libraries.
    #[must_use]
    pub fn natives(&self) -> &[NativeFact] {
        &self.natives
    }

    /// The lockfiles of a project, with their paths.
    #[must_use]
    pub fn lockfiles(&self) -> &[(String, Lockfile)] {
        &self.lockfiles
    }

    /// How the release is known to be bad.
    #[must_use]
    pub fn known(&self) -> &[KnownMatch] {
        &self.known
    }

    /// Values of known campaigns in the manifest and the scripts.
    #[must_use]
    pub fn known_values(&self) -> &[KnownValueFact] {
        &self.known_values
    }

    /// Its scripts, decoded code included.
    #[must_use]
    pub fn scripts(&self) -> &[ScriptFact] {
        &self.scripts
    }

    /// What was not examined.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Files that the release fetches and then uses, sorted; worked out anew at each call.
    #[must_use]
    pub fn fetched(&self) -> Vec<FetchedFact> {
        fetched::find(self)
    }

    /// What the release can do, for each trigger.
    #[must_use]
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// The text of a file or layer; bytes that are not UTF-8 are shown as replacement characters.
    #[must_use]
    pub fn text(&self, file: &str) -> Cow<'_, str> {
        if let Some(layer) = self
            .scripts
            .iter()
            .find(|script| &*script.path == file)
            .and_then(|script| script.layer.as_deref())
        {
            return Cow::Borrowed(layer);
        }
        self.tree.file(file).map_or(Cow::Borrowed(""), |file| String::from_utf8_lossy(&file.bytes))
    }

    /// The words and constant texts of a file or layer, without comments.
    #[must_use]
    pub fn tokens(&self, file: &str) -> Vec<Token> {
        Lexical::of(&self.text(file)).tokens
    }

    /// Where a spot of the analysis lies.
    #[must_use]
    pub fn locus(&self, spot: Spot) -> Locus {
        let path =
            self.scripts.get(spot.script as usize).map_or_else(String::new, |script| script.path.to_string());
        Locus { file: path, start: spot.start as usize, end: spot.end as usize }
    }

    /// Evidence at a stretch of a file.
    #[must_use]
    pub fn evidence(&self, locus: &Locus, note: impl Into<String>) -> Evidence {
        let text = self.text(&locus.file);
        if locus.end == 0 && locus.start == 0 {
            return Evidence::in_text(Place::whole_file(locus.file.clone()), note, &text);
        }
        let place = Place::in_text(locus.file.clone(), &text, locus.start, locus.end);
        Evidence::in_text(place, note, &text)
    }

    /// The steps of a flow, from source to sink; decoded code is led back to where it was decoded.
    #[must_use]
    pub fn steps(&self, flow: &FlowFact) -> Vec<FlowStep> {
        let mut steps = Vec::new();
        let mut origin = self.scripts.get(flow.source_spot.script as usize).and_then(|script| script.made_at);
        while let Some(spot) = origin.filter(|_| steps.len() < 4) {
            steps.insert(0, self.step(spot, "makes text into code".to_owned()));
            origin = self.scripts.get(spot.script as usize).and_then(|script| script.made_at);
        }
        steps.push(self.step(flow.source_spot, flow.source.phrase()));
        if flow.sink_spot != flow.source_spot {
            steps.push(self.step(flow.sink_spot, flow.sink.phrase()));
        }
        steps
    }

    fn step(&self, spot: Spot, note: String) -> FlowStep {
        let locus = self.locus(spot);
        let text = self.text(&locus.file);
        FlowStep { place: Place::in_text(locus.file, &text, locus.start, locus.end), note }
    }
}
