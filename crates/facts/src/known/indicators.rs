//! Values that betray a campaign: hosts, addresses, wallets, contracts, texts, names of files.
//!
//! Only records of high or medium confidence are here. A value counts where it stands as a whole:
//! `evil.example` is not in `not-evil.example` nor in `evil.example.org`, but is in `api.evil.example`.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use stockade_model::{KnownBad, Tree};

use super::KnownError;
use super::document::Document;

/// What kind of value an indicator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorKind {
    /// A host name; its subdomains count.
    Domain,
    /// An IPv4 address.
    Ipv4,
    /// An IPv4 address with a port.
    Ipv4Port,
    /// An address of a document, without its scheme; longer paths count.
    Url,
    /// An account that receives money.
    Wallet,
    /// A contract on a chain.
    Contract,
    /// An account or transaction on a chain that tells where the next stage is.
    ChainPointer,
    /// A content id of IPFS.
    IpfsCid,
    /// A text of the malware itself: a key, a marker, a message.
    String,
    /// The end of a file's path.
    Filename,
}

/// How sure the sources are. There is no low: such records are no evidence alone and are not built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// One vendor, or a list restated by others.
    Medium,
    /// A primary source, or several vendors.
    High,
}

/// A value known to be used by a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What it is.
    pub kind: IndicatorKind,
    /// The value as it stands in code; not defanged.
    pub value: String,
    /// How sure the sources are.
    pub confidence: Confidence,
    /// The campaign and where the statement comes from.
    pub record: KnownBad,
}

/// Where a text holds an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorPlace<'a> {
    /// The first byte in the text.
    pub offset: usize,
    /// How many bytes.
    pub length: usize,
    /// What is there.
    pub indicator: &'a Indicator,
}

/// All indicators, ready to be looked for in one pass.
#[derive(Debug)]
pub struct Indicators {
    all: Vec<Indicator>,
    /// Positions in `all` of those looked for in texts, in the matcher's order.
    in_text: Vec<usize>,
    matcher: AhoCorasick,
    /// Positions in `all` of file names, by their last part.
    by_file_name: FxHashMap<String, Vec<usize>>,
}

/// The shortest text of high confidence that is looked for, in bytes: with shorter ones, encoded data matches
/// by chance (7 characters of base64 have 42 bits; a corpus of 300 MB then has 10⁻⁴ matches a value).
const SHORTEST_SURE_STRING_BYTES: usize = 7;

/// The shortest text of medium confidence that is looked for, in bytes. Below it the records are identifiers
/// such as `__ntRun` that honest code could choose too.
const SHORTEST_STRING_BYTES: usize = 9;

impl Indicators {
    pub(super) fn read(document: &Document) -> Result<Self, KnownError> {
        let mut all = Vec::with_capacity(document.indicators.len());
        for row in &document.indicators {
            let record = document.record(&row.statement);
            let record = record.ok_or_else(|| KnownError::Dangling(row.value.clone()))?;
            let value = refanged(row.kind, &row.value);
            all.push(Indicator { kind: row.kind, value, confidence: row.confidence, record });
        }
        let mut by_file_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut in_text = Vec::new();
        for (position, indicator) in all.iter().enumerate() {
            match indicator.kind {
                IndicatorKind::Filename => {
                    by_file_name.entry(last_part(&indicator.value).to_owned()).or_default().push(position);
                }
                IndicatorKind::String if !is_long_enough(indicator) => {}
                _ => in_text.push(position),
            }
        }
        let values =
            in_text.iter().filter_map(|position| all.get(*position)).map(|indicator| &indicator.value);
        // Twice as fast as the default automaton, for three milliseconds to build it.
        let matcher = AhoCorasick::builder()
            .kind(Some(aho_corasick::AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .build(values)?;
        Ok(Self { all, in_text, matcher, by_file_name })
    }

    /// Every indicator, in the order of the records.
    #[must_use]
    pub fn all(&self) -> &[Indicator] {
        &self.all
    }

    /// The first place of each indicator in `text`, sorted by offset, longest first. An indicator whose place
    /// lies inside that of a longer one is left out: the address says more than its host.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<IndicatorPlace<'_>> {
        let mut found: FxHashMap<usize, IndicatorPlace<'_>> = FxHashMap::default();
        for hit in self.matcher.find_overlapping_iter(text) {
            let position = self.in_text.get(hit.pattern().as_usize());
            let Some((position, indicator)) = position.and_then(|at| Some((*at, self.all.get(*at)?))) else {
                continue;
            };
            if !found.contains_key(&position) && stands_whole(indicator, text, hit.start(), hit.end()) {
                let (offset, length) = (hit.start(), hit.end() - hit.start());
                found.insert(position, IndicatorPlace { offset, length, indicator });
            }
        }
        let mut found: Vec<(usize, IndicatorPlace<'_>)> = found.into_iter().collect();
        found.sort_by_key(|(position, place)| (place.offset, std::cmp::Reverse(place.length), *position));
        outermost(found.into_iter().map(|(_, place)| place))
    }

    /// The files of `tree` that bear a name known from a campaign, with the indicator, sorted by path.
    #[must_use]
    pub fn named_files<'t>(&self, tree: &'t Tree) -> Vec<(&'t str, &Indicator)> {
        let mut found = Vec::new();
        for file in tree.files() {
            for position in self.by_file_name.get(last_part(&file.path)).into_iter().flatten() {
                let indicator = self.all.get(*position);
                found.extend(
                    indicator.filter(|it| ends_path(&file.path, &it.value)).map(|it| (&*file.path, it)),
                );
            }
        }
        found
    }
}

/// The places that lie inside no other; `places` are sorted by offset, longest first.
fn outermost<'a>(places: impl Iterator<Item = IndicatorPlace<'a>>) -> Vec<IndicatorPlace<'a>> {
    let mut kept: Vec<IndicatorPlace<'a>> = Vec::new();
    let mut furthest: Option<(usize, usize)> = None;
    for place in places {
        let end = place.offset + place.length;
        let is_inside = furthest
            .is_some_and(|(offset, furthest)| end <= furthest && (place.offset, end) != (offset, furthest));
        if !is_inside {
            furthest = furthest.filter(|(_, furthest)| *furthest >= end).or(Some((place.offset, end)));
            kept.push(place);
        }
    }
    kept
}

/// The value as code writes it. Addresses lose their scheme, which code often adds later.
fn refanged(kind: IndicatorKind, value: &str) -> String {
    match kind {
        IndicatorKind::Domain | IndicatorKind::Ipv4 | IndicatorKind::Ipv4Port => value.replace("[.]", "."),
        IndicatorKind::Url => {
            value.split_once("://").map_or(value, |(_, address)| address).replace("[.]", ".")
        }
        _ => value.to_owned(),
    }
}

fn is_long_enough(indicator: &Indicator) -> bool {
    let shortest = match indicator.confidence {
        Confidence::High => SHORTEST_SURE_STRING_BYTES,
        Confidence::Medium => SHORTEST_STRING_BYTES,
    };
    indicator.value.len() >= shortest
}

/// Whether the bytes `start..end` of `text`, equal to the indicator's value but for case, stand as a whole.
fn stands_whole(indicator: &Indicator, text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|index| bytes.get(index)).copied();
    let (after, second) = (bytes.get(end).copied(), bytes.get(end + 1).copied());
    let is_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_label = |byte: Option<u8>| is_word(byte) || byte == Some(b'-');
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let is_same_case = text.get(start..end) == Some(indicator.value.as_str());
    let starts_host = !is_label(before);
    let starts_word = !is_word(before);
    let ends_host = !is_label(after) && (after != Some(b'.') || !is_word(second));
    let ends_address = !is_word(after) && (after != Some(b'.') || !is_digit(second));
    match indicator.kind {
        IndicatorKind::Domain => starts_host && ends_host,
        IndicatorKind::Url => starts_host && (indicator.value.ends_with('/') || !is_label(after)),
        IndicatorKind::Ipv4 | IndicatorKind::Ipv4Port => starts_word && before != Some(b'.') && ends_address,
        IndicatorKind::Wallet
        | IndicatorKind::Contract
        | IndicatorKind::ChainPointer
        | IndicatorKind::IpfsCid => {
            starts_word && !is_word(after) && (is_same_case || indicator.value.starts_with("0x"))
        }
        IndicatorKind::String => {
            let first = indicator.value.bytes().next();
            let last = indicator.value.bytes().last();
            is_same_case && (!is_word(first) || starts_word) && (!is_word(last) || !is_word(after))
        }
        IndicatorKind::Filename => false,
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn ends_path(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|start| start.is_empty() || start.ends_with('/'))
}

#[cfg(test)]
mod tests;
