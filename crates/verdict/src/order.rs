//! The one order of findings, whatever order the rules ran in.

use std::cmp::Ordering;

use stockade_model::Finding;

/// By place, then rule, then everything else, so that only identical findings compare equal.
pub(crate) fn findings(one: &Finding, other: &Finding) -> Ordering {
    (one.place().cmp(&other.place()))
        .then_with(|| one.rule.cmp(&other.rule))
        .then_with(|| one.trigger.cmp(&other.trigger))
        .then_with(|| one.evidence.cmp(&other.evidence))
        .then_with(|| one.clause.cmp(&other.clause))
        .then_with(|| one.title.cmp(&other.title))
        .then_with(|| one.role.cmp(&other.role))
        .then_with(|| one.severity.cmp(&other.severity))
        .then_with(|| one.specificity.cmp(&other.specificity))
        .then_with(|| one.status.cmp(&other.status))
        .then_with(|| one.technique.cmp(&other.technique))
        .then_with(|| one.proof.cmp(&other.proof))
}
