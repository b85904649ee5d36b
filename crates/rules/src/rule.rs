//! What a rule is, and how it says what it found.

use stockade_facts::flow::{CallFact, FlowFact};
use stockade_facts::{Facts, Locus};
use stockade_model::escape::excerpt;
use stockade_model::{Evidence, Finding, Place, Proof, ProofBasis, RuleMeta, Trigger, Verdict};

/// A rule: constants, and a check that asks facts.
pub trait Rule: Sync {
    /// Its constants.
    fn meta(&self) -> &'static RuleMeta;

    /// Ids it had in earlier releases of Stockade, sorted. They keep working wherever a person writes an id.
    fn former_ids(&self) -> &'static [&'static str] {
        &[]
    }

    /// Gives `found` every place where the release shows the pattern. Infallible: what a rule cannot see, the
    /// facts report as a gap.
    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>);
}

/// Where a rule puts what it found.
pub struct Found<'f> {
    facts: &'f Facts<'f>,
    meta: &'static RuleMeta,
    findings: Vec<Finding>,
}

/// Most findings of one rule in one release: more say nothing new, and hostile input could make millions.
const FINDINGS: usize = 50;

impl<'f> Found<'f> {
    pub(crate) fn new(facts: &'f Facts<'f>, meta: &'static RuleMeta) -> Self {
        Self { facts, meta, findings: Vec::new() }
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// A flow: its evidence is its steps, its story the phrases of source and sink.
    pub fn flow(&mut self, flow: &FlowFact) {
        let evidence: Vec<Evidence> = self
            .facts
            .steps(flow)
            .into_iter()
            .map(|step| {
                let text = self.facts.text(&step.place.file);
                Evidence::in_text(step.place, step.note, &text)
            })
            .collect();
        let source = self.facts.locus(flow.source_spot);
        let sink = self.facts.locus(flow.sink_spot);
        let source_place = self.shown(&source);
        let clause = if flow.source_spot == flow.sink_spot {
            format!("{source_place} {} and {}", flow.source.phrase(), flow.sink.phrase())
        } else {
            format!(
                "{source_place} {} and {} {}",
                flow.source.phrase(),
                self.shown(&sink),
                flow.sink.phrase()
            )
        };
        self.push(flow.trigger, evidence, clause);
    }

    /// A call, with what it does as a verb phrase: `deletes the home folder`.
    pub fn call(&mut self, call: &CallFact, does: &str) {
        let locus = self.facts.locus(call.spot);
        self.at(call.trigger, &locus, does);
    }

    /// A stretch of a file, with what happens there as a verb phrase.
    pub fn at(&mut self, trigger: Trigger, locus: &Locus, does: &str) {
        let evidence = self.facts.evidence(locus, does);
        let clause = format!("{} {does}", self.shown(locus));
        self.push(trigger, vec![evidence], clause);
    }

    /// Several stretches in the order in which the code goes through them, each with its verb phrase; the last
    /// is what the finding is about.
    pub fn path(&mut self, trigger: Trigger, steps: &[(Locus, &str)]) {
        let evidence = steps.iter().map(|(locus, does)| self.facts.evidence(locus, *does)).collect();
        let clauses: Vec<String> =
            steps.iter().map(|(locus, does)| format!("{} {does}", self.shown(locus))).collect();
        self.push(trigger, evidence, clauses.join(" and "));
    }

    /// What the manifest says at the path of keys `path`, as a verb phrase, after the files that run by themselves:
    /// only there it matters what a release is called.
    pub fn in_manifest(&mut self, path: &[&str], does: &str) {
        let files = self.facts.unasked_files();
        let mut steps: Vec<(Locus, &str)> = files.into_iter().map(|file| (file, "runs by itself")).collect();
        steps.push((self.facts.in_manifest(path), does));
        self.path(Trigger::Install, &steps);
    }

    /// Something that the release was seen doing in a fake world. It proves harm where nobody asked for the code
    /// to run.
    pub fn seen(&mut self, proof: &Proof) {
        let shown = |file: &str| excerpt(file, 120);
        let (evidence, who) = match &proof.place {
            Some(place) => {
                let text = self.facts.text(&place.file);
                let who = format!("`{}:{}`", shown(&place.file), place.line);
                (Evidence::in_text(place.clone(), proof.does.clone(), &text), who)
            }
            None => {
                let evidence = self.facts.evidence(&Locus::whole("package.json"), proof.does.clone());
                (evidence, "what `package.json` starts".to_owned())
            }
        };
        let world = proof.worlds.first().map_or("", String::as_str);
        let clause = format!("{who} {} (seen in emulation, world “{}”)", proof.does, shown(world));
        let basis = (proof.verdict == Verdict::Malicious).then_some(ProofBasis::Observed);
        self.push_proven(proof.trigger, vec![evidence], clause, basis);
    }

    /// The release's bytes are known to be bad: the one finding that is proof by itself.
    pub fn known_bad_bytes(&mut self, file: &str, clause: String) {
        let evidence = self.facts.evidence(&Locus::whole(file), "is known to be malicious");
        self.push_proven(Trigger::Import, vec![evidence], clause, Some(ProofBasis::KnownBadBytes));
    }

    /// Something about the release as a whole, said by its manifest.
    pub fn release(&mut self, trigger: Trigger, clause: String) {
        let evidence = self.facts.evidence(&Locus::whole("package.json"), "");
        self.push(trigger, vec![evidence], clause);
    }

    /// `file:line` in code marks.
    fn shown(&self, locus: &Locus) -> String {
        let text = self.facts.text(&locus.file);
        let place = Place::in_text(locus.file.clone(), &text, locus.start, locus.end);
        let file = stockade_model::escape::excerpt(&place.file, 120);
        if locus.end == 0 { format!("`{file}`") } else { format!("`{file}:{}`", place.line) }
    }

    fn push(&mut self, trigger: Trigger, evidence: Vec<Evidence>, clause: String) {
        self.push_proven(trigger, evidence, clause, None);
    }

    fn push_proven(
        &mut self,
        trigger: Trigger,
        evidence: Vec<Evidence>,
        clause: String,
        proof: Option<ProofBasis>,
    ) {
        if self.findings.len() >= FINDINGS {
            return;
        }
        let finding = Finding {
            rule: self.meta.id.to_owned(),
            title: self.meta.title.to_owned(),
            role: self.meta.role,
            severity: self.meta.severity,
            specificity: self.meta.specificity,
            status: self.meta.status,
            trigger,
            technique: self.meta.technique.to_owned(),
            clause,
            evidence,
            proof,
        };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}
