//! Finds canaries in bytes that leave: as they are, encoded, compressed, backwards, in pieces.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::Read as _;

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use stockade_model::{Encoding, Label, SecretClass};

use crate::decoy::Secret;

/// How often decoded bytes are decoded again.
const DEPTH: usize = 4;
/// The most bytes that a compressed body may grow to while it is searched.
const INFLATED_BYTES: u64 = 16 << 20;
/// How many bytes of a stream are kept for canaries in pieces.
const STREAM_BYTES: usize = 1 << 20;
/// The longest part of a canary that is looked for: its start tells it from all others.
const NEEDLE_BYTES: usize = 48;

/// All canaries of a world, ready to be searched for.
pub(crate) struct Canaries {
    secrets: Vec<(SecretClass, &'static str, String)>,
    needles: OnceCell<Option<Needles>>,
    streams: BTreeMap<String, Vec<u8>>,
}

struct Needles {
    automaton: AhoCorasick,
    owners: Vec<(usize, Encoding)>,
}

impl Canaries {
    pub(crate) fn new(secrets: &[Secret], host: &str, reply: &str) -> Self {
        let mut known: Vec<_> =
            secrets.iter().map(|secret| (secret.class, secret.name, secret.value.clone())).collect();
        known.push((SecretClass::HostFact, "hostname", host.to_owned()));
        known.push((SecretClass::Reply, "reply", reply.to_owned()));
        Self { secrets: known, needles: OnceCell::new(), streams: BTreeMap::new() }
    }

    /// Adds a label for each canary in `bytes`, decoded as often as can be.
    pub(crate) fn search(&self, bytes: &[u8], labels: &mut Vec<Label>) {
        let mut open = vec![(bytes.to_vec(), None)];
        for _ in 0..DEPTH {
            let mut next = Vec::new();
            for (bytes, wrapping) in open {
                self.search_plain(&bytes, wrapping, labels);
                next.extend(
                    decoded(&bytes).into_iter().map(|(encoding, bytes)| (bytes, wrapping.or(Some(encoding)))),
                );
            }
            open = next;
        }
    }

    fn search_plain(&self, bytes: &[u8], wrapping: Option<Encoding>, labels: &mut Vec<Label>) {
        let Some(needles) = self.needles.get_or_init(|| self.build()).as_ref() else { return };
        for found in needles.automaton.find_overlapping_iter(bytes) {
            let Some((secret, encoding)) = needles.owners.get(found.pattern().as_usize()).copied() else {
                continue;
            };
            self.add(secret, wrapping.unwrap_or(encoding), labels);
        }
    }

    fn add(&self, secret: usize, encoding: Encoding, labels: &mut Vec<Label>) {
        let Some((class, name, _)) = self.secrets.get(secret) else { return };
        if !labels.iter().any(|label| label.class == *class && label.name == *name) {
            labels.push(Label { class: *class, name: (*name).to_owned(), encoding });
        }
    }

    /// Finds canaries that only stand in the writes to `stream` together.
    pub(crate) fn search_split(&mut self, stream: &str, bytes: &[u8], labels: &mut Vec<Label>) {
        let kept = self.streams.entry(stream.to_owned()).or_default();
        let is_first = kept.is_empty();
        if kept.len() + bytes.len() <= STREAM_BYTES {
            kept.extend_from_slice(bytes);
        }
        if is_first {
            return;
        }
        let whole = kept.clone();
        let mut found = Vec::new();
        self.search(&whole, &mut found);
        let new = found.into_iter().filter(|label| !labels.iter().any(|known| known.name == label.name));
        let new: Vec<Label> = new.map(|label| Label { encoding: Encoding::Split, ..label }).collect();
        labels.extend(new);
    }

    /// Finds canaries in the labels of host names, over several look-ups.
    pub(crate) fn search_dns(&mut self, host: &str, labels: &mut Vec<Label>) {
        let labels_of_name: Vec<&str> = host.split('.').collect();
        let payload: String =
            labels_of_name.get(..labels_of_name.len().saturating_sub(2)).unwrap_or_default().concat();
        let domain =
            labels_of_name.get(labels_of_name.len().saturating_sub(2)..).unwrap_or_default().join(".");
        let mut found = Vec::new();
        self.search(payload.as_bytes(), &mut found);
        self.search_split(&format!("dns {domain}"), payload.as_bytes(), &mut found);
        labels.extend(found.into_iter().map(|label| Label { encoding: Encoding::Dns, ..label }));
    }

    /// Which canaries stand in `bytes` as they are.
    pub(crate) fn read_in(&self, bytes: &[u8]) -> Vec<Label> {
        let mut labels = Vec::new();
        self.search_plain(bytes, Some(Encoding::Read), &mut labels);
        labels.retain(|label| !matches!(label.class, SecretClass::HostFact | SecretClass::Reply));
        labels
    }

    fn build(&self) -> Option<Needles> {
        let (mut texts, mut owners) = (Vec::new(), Vec::new());
        for (number, (class, _, value)) in self.secrets.iter().enumerate() {
            for (encoding, text) in spellings(value) {
                // Short texts such as a host's name would be found by chance in their encoded forms.
                if text.len() >= 8 && (*class != SecretClass::Reply || encoding == Encoding::Raw) {
                    texts.push(text);
                    owners.push((number, encoding));
                }
            }
        }
        AhoCorasick::new(texts).ok().map(|automaton| Needles { automaton, owners })
    }
}

/// How `value` may be spelled.
fn spellings(value: &str) -> Vec<(Encoding, Vec<u8>)> {
    let start: Vec<u8> = value.bytes().take(NEEDLE_BYTES).collect();
    let mut spelled = vec![
        (Encoding::Raw, start.clone()),
        (Encoding::Hex, hex::encode(&start).into_bytes()),
        (Encoding::Hex, hex::encode_upper(&start).into_bytes()),
        (Encoding::Reversed, start.iter().rev().copied().collect()),
        (Encoding::Numbers, numbers(&start, ",")),
        (Encoding::Numbers, numbers(&start, ", ")),
        (Encoding::Numbers, numbers(&start, " ")),
    ];
    let percent: String = start
        .iter()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) {
                char::from(*byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    spelled.push((Encoding::Percent, percent.into_bytes()));
    for alphabet in [&alphabet::STANDARD, &alphabet::URL_SAFE] {
        spelled.extend((0..3).map(|offset| (Encoding::Base64, base64_inside(alphabet, &start, offset))));
    }
    spelled.dedup_by(|one, other| one.1 == other.1);
    spelled
}

fn numbers(bytes: &[u8], between: &str) -> Vec<u8> {
    bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(between).into_bytes()
}

/// The characters of base64 text that depend on `bytes` alone when `offset` other bytes stand before them.
fn base64_inside(alphabet: &alphabet::Alphabet, bytes: &[u8], offset: usize) -> Vec<u8> {
    let engine = GeneralPurpose::new(alphabet, GeneralPurposeConfig::new().with_encode_padding(false));
    let text = engine.encode([vec![0; offset], bytes.to_vec()].concat());
    let from = [0, 2, 3].get(offset).copied().unwrap_or(0);
    let whole = (bytes.len() + offset) / 3 * 4;
    text.as_bytes().get(from..whole.min(text.len())).unwrap_or_default().to_vec()
}

/// What `bytes` are when they are an encoded whole, or hold one long encoded word.
fn decoded(bytes: &[u8]) -> Vec<(Encoding, Vec<u8>)> {
    let mut found = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        found
            .extend(inflated(flate2::read::GzDecoder::new(bytes)).map(|bytes| (Encoding::Compressed, bytes)));
    } else if bytes.first().is_some_and(|byte| byte & 0x0f == 8) && bytes.len() > 8 {
        found.extend(
            inflated(flate2::read::ZlibDecoder::new(bytes)).map(|bytes| (Encoding::Compressed, bytes)),
        );
    }
    let engine = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte);
    for word in bytes.split(|byte| !is_word(byte)).filter(|word| word.len() >= 24).take(64) {
        if word.iter().all(u8::is_ascii_hexdigit) {
            found.extend(hex::decode(word).ok().map(|bytes| (Encoding::Hex, bytes)));
        }
        let plain: Vec<u8> = word
            .iter()
            .map(|byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                other => *other,
            })
            .collect();
        found.extend(engine.decode(plain).ok().map(|bytes| (Encoding::Base64, bytes)));
    }
    if bytes.contains(&b'%') {
        let plain = percent(bytes);
        found.extend((plain != bytes).then_some((Encoding::Percent, plain)));
    }
    let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
    if reversed.iter().all(is_word) && reversed.len() >= 24 {
        found.extend(engine.decode(&reversed).ok().map(|bytes| (Encoding::Reversed, bytes)));
    }
    found
}

fn percent(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = (*byte == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        match pair.and_then(|pair| hex::decode(pair).ok()) {
            Some(decoded) => {
                plain.extend(decoded);
                at += 3;
            }
            None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    plain
}

fn inflated(reader: impl std::io::Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let outcome = reader.take(INFLATED_BYTES).read_to_end(&mut bytes);
    (outcome.is_ok() || !bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
#[path = "canary/tests.rs"]
mod tests;
