//! Every member of a gzip file, and what follows the last.
//!
//! Node reads all members, some readers only the first, and they differ about garbage after the end, so the
//! members are taken one by one instead of through a decoder that hides the seams.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

/// The first two bytes of a gzip member (RFC 1952, section 2.3.1).
pub(crate) const MAGIC: &[u8] = &[0x1f, 0x8b];

/// The decompressed contents of all members, one after the other.
pub(crate) struct Members<'a> {
    decoder: Option<GzDecoder<&'a [u8]>>,
    trailing: &'a [u8],
    count: usize,
    most: usize,
}

impl<'a> Members<'a> {
    /// The members of `bytes`; more than `most` are an error of the kind `FileTooLarge`.
    pub(crate) fn new(bytes: &'a [u8], most: usize) -> Self {
        Self { decoder: Some(GzDecoder::new(bytes)), trailing: &[], count: 1, most }
    }

    /// How many members have been started.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The bytes after the last member, once it has been read to its end.
    pub(crate) fn trailing(&self) -> &'a [u8] {
        self.trailing
    }
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(decoder) = self.decoder.as_mut() {
            let count = decoder.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            let rest: &[u8] = decoder.get_ref();
            if rest.starts_with(MAGIC) {
                if self.count >= self.most {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                self.count += 1;
                self.decoder = Some(GzDecoder::new(rest));
            } else {
                self.trailing = rest;
                self.decoder = None;
            }
        }
        Ok(0)
    }
}
