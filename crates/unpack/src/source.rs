//! Counted reading: no byte leaves a decoder unless the limits still allow it.

use std::io::{self, BufReader, Read};

use stockade_model::{Gap, GapKind, Limits};
use thiserror::Error;

/// The size of a tar block, in bytes (POSIX.1-2017, `pax`, "ustar Interchange Format").
pub(crate) const BLOCK: usize = 512;

/// The unpacked size below which the expansion ratio says nothing, in bytes: small archives of repeated text
/// compress far better than any honest large one.
const RATIO_FREE_BYTES: u64 = 10 << 20;

/// How much is reserved for a member before its bytes have been seen, in bytes.
const RESERVED_BYTES: u64 = 1 << 20;

/// Why reading ended before the archive did.
#[derive(Debug, Error)]
pub(crate) enum Refusal {
    #[error(
        "the compressed data is corrupt after {0} unpacked bytes; what precedes was examined: fetch the \
         artifact again"
    )]
    Corrupt(u64),
    #[error("the archive ends in the middle; what precedes was examined: fetch the artifact again")]
    Truncated,
    #[error(
        "the archive unpacks to more than {0} times its size, as decompression bombs do; do not unpack it \
         outside a sandbox"
    )]
    Expansion(u64),
    #[error("the archive unpacks to more than the limit of {0} bytes; raise the limit or examine it by hand")]
    Unpacked(u64),
    #[error("the archive has more than {0} members; raise the limit or examine it by hand")]
    Members(usize),
    #[error(
        "the members of the archive overlap, as in decompression bombs; do not unpack it outside a sandbox"
    )]
    Overlap,
}

impl Refusal {
    pub(crate) fn gap(&self) -> Gap {
        let kind = match self {
            Self::Corrupt(_) | Self::Truncated => GapKind::Unpack,
            Self::Expansion(_) | Self::Unpacked(_) | Self::Members(_) | Self::Overlap => GapKind::Limit,
        };
        Gap::new(kind, self.to_string())
    }
}

/// How much may be unpacked from an archive of `packed` bytes, and what to say beyond it.
#[derive(Clone, Copy)]
pub(crate) struct Allowance {
    bytes: u64,
    ratio: u64,
    is_ratio: bool,
}

impl Allowance {
    pub(crate) fn new(packed: usize, limits: &Limits) -> Self {
        let by_ratio = (packed as u64).saturating_mul(limits.expansion_ratio).max(RATIO_FREE_BYTES);
        let is_ratio = by_ratio < limits.unpacked_bytes;
        Self { bytes: by_ratio.min(limits.unpacked_bytes), ratio: limits.expansion_ratio, is_ratio }
    }

    /// Refuses a total of `unpacked` bytes that is more than allowed.
    pub(crate) fn check(&self, unpacked: u64) -> Result<(), Refusal> {
        if unpacked <= self.bytes {
            Ok(())
        } else if self.is_ratio {
            Err(Refusal::Expansion(self.ratio))
        } else {
            Err(Refusal::Unpacked(self.bytes))
        }
    }
}

/// A reader that counts what it hands out.
pub(crate) struct Source<R> {
    reader: BufReader<R>,
    allowance: Allowance,
    most_members: usize,
    read: u64,
}

impl<R: Read> Source<R> {
    /// Reads from `reader`, whose archive is `packed` bytes long.
    pub(crate) fn new(reader: R, packed: usize, limits: &Limits) -> Self {
        Self {
            reader: BufReader::with_capacity(64 << 10, reader),
            allowance: Allowance::new(packed, limits),
            most_members: limits.files,
            read: 0,
        }
    }

    pub(crate) fn into_inner(self) -> R {
        self.reader.into_inner()
    }

    /// The offset of the next byte in the unpacked stream.
    pub(crate) fn offset(&self) -> u64 {
        self.read
    }

    /// The next block; none at a clean end. A last block that is cut short is a refusal unless it is empty.
    pub(crate) fn block(&mut self) -> Result<Option<[u8; BLOCK]>, Refusal> {
        let mut block = [0; BLOCK];
        let mut filled = 0;
        while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.reader.read(rest) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.refusal(&error)),
            }
        }
        self.count(filled as u64)?;
        match filled {
            BLOCK => Ok(Some(block)),
            _ if block.iter().all(|byte| *byte == 0) => Ok(None),
            _ => Err(Refusal::Truncated),
        }
    }

    /// The `size` bytes of a member and the padding after them. The bytes that precede a refusal are in
    /// `body`.
    pub(crate) fn body(&mut self, size: u64, body: &mut Vec<u8>) -> Result<(), Refusal> {
        self.allow(size)?;
        body.reserve_exact(usize::try_from(size.min(RESERVED_BYTES)).unwrap_or_default());
        let outcome = self.reader.by_ref().take(size).read_to_end(body);
        self.count(body.len() as u64)?;
        if let Err(error) = outcome {
            return Err(self.refusal(&error));
        }
        if (body.len() as u64) < size {
            return Err(Refusal::Truncated);
        }
        self.skip(padding(size))
    }

    /// Reads past the `size` bytes of a member and the padding after them.
    pub(crate) fn skip_body(&mut self, size: u64) -> Result<(), Refusal> {
        self.skip(size)?;
        self.skip(padding(size))
    }

    /// What remains, at most `limit` bytes of it.
    pub(crate) fn rest(&mut self, limit: u64, rest: &mut Vec<u8>) -> Result<(), Refusal> {
        let start = rest.len();
        let outcome = self.reader.by_ref().take(limit).read_to_end(rest);
        self.count((rest.len() - start) as u64)?;
        outcome.map(drop).map_err(|error| self.refusal(&error))
    }

    fn skip(&mut self, size: u64) -> Result<(), Refusal> {
        self.allow(size)?;
        let outcome = io::copy(&mut self.reader.by_ref().take(size), &mut io::sink());
        match outcome {
            Ok(skipped) => {
                self.count(skipped)?;
                // Padding that is missing at the very end hides nothing.
                if skipped < size && size >= BLOCK as u64 { Err(Refusal::Truncated) } else { Ok(()) }
            }
            Err(error) => Err(self.refusal(&error)),
        }
    }

    fn allow(&self, size: u64) -> Result<(), Refusal> {
        self.allowance.check(self.read.saturating_add(size))
    }

    fn count(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.read = self.read.saturating_add(bytes);
        self.allowance.check(self.read)
    }

    fn refusal(&self, error: &io::Error) -> Refusal {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Refusal::Truncated,
            io::ErrorKind::FileTooLarge => Refusal::Members(self.most_members),
            _ => Refusal::Corrupt(self.read),
        }
    }
}

fn padding(size: u64) -> u64 {
    let block = BLOCK as u64;
    (block - size % block) % block
}
