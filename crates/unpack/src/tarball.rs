//! The members of a tar archive, as npm reads it and as others might.
//!
//! The walk follows node-tar, npm's reader, block by block: a malformed header costs one block, not the rest
//! of the archive. Headers are decoded by the tar crate; its iterator is not used, because it hides what
//! follows the end, reads extended headers of any size and stops at the first malformed header.

mod member;

use std::io::Read;

use stockade_model::{Gap, GapKind};

use crate::collector::{Collector, Standing};
use crate::header::{Kind, MemberHeader, has_valid_checksum};
use crate::pax::Overrides;
use crate::source::{BLOCK, Refusal, Source};
use member::Member;

/// The largest extended header read, in bytes: node-tar's `maxMetaEntrySize`.
const MAX_EXTENDED_BYTES: u64 = 1 << 20;

/// How much is read at once after the end of the archive, in bytes; a multiple of the block.
const TRAILING_CHUNK_BYTES: u64 = 64 << 10;

/// Which readers' idea of where members begin and end is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// npm's: extended sizes count, folders have no contents.
    Npm,
    /// That of readers that take plain headers at their word: extended sizes are ignored, folders may have
    /// contents, links have none.
    Other,
}

/// What a walk found beside the files.
#[derive(Default)]
pub(crate) struct Outcome {
    /// How many well-formed headers there were.
    pub(crate) headers: usize,
    /// Whether another layout may give other files.
    pub(crate) layouts_differ: bool,
    /// Whether the walk ended before the archive did.
    pub(crate) is_refused: bool,
    /// What follows the end marker, from a block boundary; empty where that is zeros only.
    pub(crate) trailing: Vec<u8>,
}

/// Whether `bytes` hold a tar header at any block.
pub(crate) fn is_tar(bytes: &[u8]) -> bool {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    blocks.iter().any(|block| block.iter().any(|byte| *byte != 0) && has_valid_checksum(block))
}

/// Reads all members of `source` into `collector`.
pub(crate) fn walk<R: Read>(
    source: &mut Source<R>,
    layout: Layout,
    standing: Standing,
    collector: &mut Collector<'_>,
) -> Outcome {
    let mut walk = Walk {
        source,
        collector,
        layout,
        standing,
        pending: Pending::default(),
        global_size: None,
        malformed: None,
        outcome: Outcome::default(),
    };
    if let Err(refusal) = walk.run() {
        walk.outcome.is_refused = true;
        walk.collector.gap(refusal.gap());
    }
    walk.note_malformed();
    walk.outcome
}

struct Walk<'a, 'l, R> {
    source: &'a mut Source<R>,
    collector: &'a mut Collector<'l>,
    layout: Layout,
    standing: Standing,
    pending: Pending,
    global_size: Option<u64>,
    /// The offset of the first malformed header, in bytes of the unpacked archive.
    malformed: Option<u64>,
    outcome: Outcome,
}

/// What extended headers said of the member to come.
#[derive(Default)]
struct Pending {
    overrides: Overrides,
    other_paths: Vec<Vec<u8>>,
    is_ambiguous: bool,
}

impl Pending {
    fn set_path(&mut self, path: Vec<u8>) {
        if let Some(earlier) = self.overrides.path.take()
            && earlier != path
        {
            self.other_paths.push(earlier);
            self.is_ambiguous = true;
        }
        self.overrides.path = Some(path);
    }
}

impl<R: Read> Walk<'_, '_, R> {
    fn run(&mut self) -> Result<(), Refusal> {
        let mut is_after_zeros = false;
        loop {
            let offset = self.source.offset();
            let Some(block) = self.source.block()? else { return Ok(()) };
            if block.iter().all(|byte| *byte == 0) {
                if is_after_zeros {
                    return self.read_trailing();
                }
                is_after_zeros = true;
                continue;
            }
            is_after_zeros = false;
            match MemberHeader::read(&block) {
                Some(header) => self.member(header)?,
                None => {
                    self.malformed.get_or_insert(offset);
                }
            }
        }
    }

    fn member(&mut self, header: MemberHeader) -> Result<(), Refusal> {
        self.outcome.headers += 1;
        match header.kind {
            Kind::Extended | Kind::GlobalExtended | Kind::LongPath | Kind::LongLink => {
                self.extension(&header)
            }
            _ => {
                self.collector.count_member()?;
                let pending = std::mem::take(&mut self.pending);
                Member::of(header, pending, self.global_size).read(self)
            }
        }
    }

    fn extension(&mut self, header: &MemberHeader) -> Result<(), Refusal> {
        if header.size > MAX_EXTENDED_BYTES {
            let reason = format!(
                "an extended header is {} bytes, over the limit of {MAX_EXTENDED_BYTES}, and was skipped as npm \
                 does; examine the archive by hand",
                header.size
            );
            self.collector.gap(Gap::new(GapKind::Limit, reason));
            return self.source.skip_body(header.size);
        }
        let mut body = Vec::new();
        self.source.body(header.size, &mut body)?;
        let before_nul = || body.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
        match header.kind {
            Kind::LongPath => self.pending.set_path(before_nul()),
            Kind::LongLink => self.pending.overrides.link = Some(before_nul()),
            kind => self.records(&body, kind == Kind::GlobalExtended),
        }
        Ok(())
    }

    fn records(&mut self, body: &[u8], is_global: bool) {
        let (said, other) = (Overrides::by_lines(body), Overrides::by_lengths(body));
        if is_global {
            self.global_size = said.size.or(other.size).or(self.global_size);
            return;
        }
        if said != other {
            self.pending.is_ambiguous = true;
            self.pending.other_paths.extend(other.path);
        }
        if let Some(path) = said.path {
            self.pending.set_path(path);
        }
        self.pending.overrides.link = said.link.or(self.pending.overrides.link.take());
        self.pending.overrides.size = said.size.or(self.pending.overrides.size);
    }

    fn read_trailing(&mut self) -> Result<(), Refusal> {
        loop {
            let mut chunk = Vec::new();
            let read = self.source.rest(TRAILING_CHUNK_BYTES, &mut chunk);
            if !self.outcome.trailing.is_empty() || chunk.iter().any(|byte| *byte != 0) {
                self.outcome.trailing.extend_from_slice(&chunk);
            }
            read?;
            if chunk.is_empty() {
                return Ok(());
            }
            if self.outcome.trailing.len() as u64 > self.collector.limits().file_bytes {
                let reason = "the bytes after the end of the archive are more than a file may have; examine \
                              them by hand";
                self.collector.gap(Gap::new(GapKind::Limit, reason));
                return Ok(());
            }
        }
    }

    fn note_malformed(&mut self) {
        if let Some(offset) = self.malformed
            && self.layout == Layout::Npm
            && self.standing == Standing::Installed
            && self.outcome.headers > 0
        {
            self.collector.refuse(format!(
                "the header at byte {offset} of the unpacked archive is malformed; what npm would still read was \
                 examined: examine the rest by hand"
            ));
        }
    }
}
