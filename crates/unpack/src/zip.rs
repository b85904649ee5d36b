//! Zip archives, the form in which yarn keeps releases in its cache and in committed `.yarn/cache` folders.
//!
//! Zip readers disagree about almost everything: which of two directories counts, whether the directory or the
//! header before a member is right, whether members outside the directory exist. Every member that any of
//! them could see is read.

mod directory;

use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use flate2::bufread::DeflateDecoder;
use stockade_model::escape::excerpt;
use stockade_model::{AnomalyKind, Gap, GapKind};

use crate::collector::{Collector, Contents, Standing};
use crate::path;
use crate::source::{Allowance, Refusal};
use directory::{End, NoEnd, ZipMember};

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// How often each packed byte may be read on average. Members of honest archives do not share any.
const MOST_READS: usize = 2;
/// How much of a hostile name is quoted, in characters.
const QUOTED_CHARACTERS: usize = 120;

/// Whether `bytes` start like a zip archive, an empty one included.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(directory::LOCAL_MAGIC) || bytes.starts_with(directory::END_MAGIC)
}

/// Reads all members into `collector`, and returns what follows the end of the archive.
pub(crate) fn read<'a>(bytes: &'a [u8], standing: Standing, collector: &mut Collector<'_>) -> &'a [u8] {
    let allowance = Allowance::new(bytes.len(), collector.limits());
    let mut reader =
        Reader { bytes, standing, collector, allowance, unpacked: 0, taken: 0, covered: Vec::new() };
    let end = End::find(bytes);
    let outcome = reader.listed(end.as_ref()).and_then(|()| reader.unlisted());
    if let Err(refusal) = outcome {
        collector.gap(refusal.gap());
    }
    end.ok().and_then(|end| bytes.get(end.end..)).unwrap_or_default()
}

/// The contents of a member, and how many packed bytes they took.
struct Unpacked {
    bytes: Arc<[u8]>,
    packed_bytes: usize,
}

struct Reader<'a, 'c, 'l> {
    bytes: &'a [u8],
    standing: Standing,
    collector: &'c mut Collector<'l>,
    allowance: Allowance,
    unpacked: u64,
    /// How many packed bytes were read; more than there are where members overlap.
    taken: usize,
    /// Where the contents of members lie that were read.
    covered: Vec<Range<usize>>,
}

impl<'a> Reader<'a, '_, '_> {
    /// Reads the members that the directory lists.
    fn listed(&mut self, end: Result<&End, &NoEnd>) -> Result<(), Refusal> {
        let end = match end {
            Ok(end) => end,
            Err(NoEnd::Missing) => {
                self.collector
                    .refuse("the zip archive has no directory at its end; fetch the artifact again");
                return Ok(());
            }
            Err(NoEnd::Zip64) => {
                let reason = "the zip archive is of the 64-bit kind, which no package manager writes for \
                              packages; examine it by hand";
                self.collector.gap(Gap::new(GapKind::Unsupported, reason));
                return Ok(());
            }
        };
        let members = self.members(end)?;
        let has_prefix = members.iter().any(|member| member.name.starts_with(b"node_modules/"));
        for member in members {
            let is_outside = has_prefix && !member.name.starts_with(b"node_modules/");
            let standing = if is_outside { Standing::OtherReader } else { self.standing };
            self.covered.push(member.data.clone());
            self.member(&member, standing)?;
        }
        Ok(())
    }

    fn members(&mut self, end: &End) -> Result<Vec<ZipMember<'a>>, Refusal> {
        let mut members = Vec::new();
        let mut at = end.directory;
        for _ in 0..end.members {
            let Some((member, next)) = ZipMember::central(self.bytes, at, end.shift) else {
                self.collector
                    .refuse("the directory of the zip archive is malformed; fetch the artifact again");
                break;
            };
            self.collector.count_member()?;
            match member {
                Some(member) => members.push(member),
                None => self.collector.refuse(
                    "the zip archive lists a member that lies outside of it; fetch the artifact again",
                ),
            }
            at = next;
        }
        Ok(members)
    }

    /// Reads the members that have a header of their own and are in no directory.
    fn unlisted(&mut self) -> Result<(), Refusal> {
        self.covered.sort_by_key(|range| range.start);
        let listed = std::mem::take(&mut self.covered);
        let mut covered_to = 0;
        let mut ranges = listed.iter().peekable();
        for at in memchr::memmem::find_iter(self.bytes, directory::LOCAL_MAGIC) {
            while let Some(range) = ranges.next_if(|range| range.start <= at) {
                covered_to = covered_to.max(range.end);
            }
            let Some(member) = ZipMember::local(self.bytes, at).filter(|_| at >= covered_to) else {
                continue;
            };
            let starts_listed = listed.binary_search_by_key(&member.data.start, |range| range.start).is_ok();
            if starts_listed || !matches!(member.method, STORED | DEFLATED) || member.name.is_empty() {
                continue;
            }
            self.collector.count_member()?;
            self.collector.anomaly(AnomalyKind::TrailingBytes, &String::from_utf8_lossy(member.name));
            covered_to = self.member(&member, Standing::OtherReader)?.max(covered_to);
        }
        Ok(())
    }

    /// Reads one member, and returns where its packed contents end.
    fn member(&mut self, member: &ZipMember<'_>, standing: Standing) -> Result<usize, Refusal> {
        let name = String::from_utf8_lossy(member.name);
        if !member.other_names.is_empty() {
            self.collector.anomaly(AnomalyKind::HeaderMismatch, &name);
        }
        if member.name.ends_with(b"/") && member.data.is_empty() {
            for kind in path::in_zip(&name).oddities {
                self.collector.anomaly(kind, &name);
            }
            return Ok(member.data.end);
        }
        let Some(Unpacked { bytes, packed_bytes }) = self.contents(member, &name)? else {
            return Ok(member.data.end);
        };
        if member.is_link {
            self.note_link(&name, &bytes);
        } else {
            self.keep(&name, &bytes, member.is_executable, standing);
        }
        for other in &member.other_names {
            self.keep(&String::from_utf8_lossy(other), &bytes, member.is_executable, Standing::OtherReader);
        }
        Ok(member.data.start + packed_bytes)
    }

    /// The contents of a member. None where they were refused.
    fn contents(&mut self, member: &ZipMember<'_>, name: &str) -> Result<Option<Unpacked>, Refusal> {
        let packed = self.bytes.get(member.data.clone()).unwrap_or_default();
        let limit = self.collector.limits().file_bytes;
        let refused = match member.method {
            _ if member.is_encrypted => "is encrypted",
            STORED | DEFLATED => "",
            _ => "is packed in a way that no package manager writes",
        };
        if !refused.is_empty() {
            let shown = excerpt(name, QUOTED_CHARACTERS);
            self.collector.refuse(format!("the member {shown} {refused}; examine it by hand"));
            return Ok(None);
        }
        let (unpacked, taken, is_corrupt) = unpack(member.method, packed, limit);
        self.unpacked = self.unpacked.saturating_add(unpacked.len() as u64);
        self.allowance.check(self.unpacked)?;
        self.taken = self.taken.saturating_add(taken);
        if self.taken / MOST_READS > self.bytes.len() {
            return Err(Refusal::Overlap);
        }
        if unpacked.len() as u64 > limit {
            let stated = u64::from(member.size.unwrap_or_default()).max(unpacked.len() as u64);
            self.collector.too_large(&path::in_zip(name).path, stated);
            return Ok(None);
        }
        if is_corrupt {
            let shown = excerpt(name, QUOTED_CHARACTERS);
            self.collector.refuse(format!(
                "the contents of the member {shown} are corrupt; what precedes was examined: fetch the artifact \
                 again"
            ));
        } else if member.size.is_some_and(|size| size as usize != unpacked.len()) {
            self.collector.anomaly(AnomalyKind::HeaderMismatch, name);
        }
        Ok(Some(Unpacked { bytes: unpacked.into(), packed_bytes: taken }))
    }

    fn note_link(&mut self, name: &str, target: &[u8]) {
        let placed = path::in_zip(name);
        let escapes = path::link_escapes(&placed.path, &String::from_utf8_lossy(target));
        self.collector.anomaly(if escapes { AnomalyKind::EscapingLink } else { AnomalyKind::Link }, name);
    }

    fn keep(&mut self, name: &str, bytes: &Arc<[u8]>, is_executable: bool, standing: Standing) {
        let Some((path, placed)) = self.collector.place(name, path::in_zip(name)) else { return };
        let contents = Contents { bytes: Arc::clone(bytes), is_executable, standing: standing.max(placed) };
        self.collector.keep(path, contents);
    }
}

/// The unpacked bytes, at most one more than `limit`; how many packed bytes they took; whether they are
/// corrupt.
fn unpack(method: u16, packed: &[u8], limit: u64) -> (Vec<u8>, usize, bool) {
    let mut unpacked = Vec::new();
    if method == STORED {
        let outcome = packed.take(limit.saturating_add(1)).read_to_end(&mut unpacked);
        return (unpacked, packed.len(), outcome.is_err());
    }
    let mut decoder = DeflateDecoder::new(packed);
    let outcome = decoder.by_ref().take(limit.saturating_add(1)).read_to_end(&mut unpacked);
    let taken = packed.len() - decoder.get_ref().len();
    (unpacked, taken, outcome.is_err())
}
