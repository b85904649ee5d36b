//! One header block of a tar archive, as npm's reader takes it.
//!
//! Source: POSIX.1-2017, `pax`; node-tar's `header.ts` for what it does with malformed fields.

use tar::Header;

use crate::source::BLOCK;

/// What a header block describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    HardLink,
    SymbolicLink,
    Directory,
    /// A device node or pipe.
    Special,
    /// An extended header for the next member.
    Extended,
    /// An extended header for all members that follow.
    GlobalExtended,
    /// A long path for the next member.
    LongPath,
    /// A long link target for the next member.
    LongLink,
    /// A type that npm skips and other readers take for a file.
    Unknown,
}

impl Kind {
    pub(crate) fn is_link(self) -> bool {
        matches!(self, Self::HardLink | Self::SymbolicLink)
    }

    fn of(type_flag: u8) -> Self {
        match type_flag {
            b'0' | 0 | b'7' => Self::File,
            b'1' => Self::HardLink,
            b'2' => Self::SymbolicLink,
            b'5' | b'D' => Self::Directory,
            b'3' | b'4' | b'6' => Self::Special,
            b'x' | b'X' => Self::Extended,
            b'g' => Self::GlobalExtended,
            b'L' | b'N' => Self::LongPath,
            b'K' => Self::LongLink,
            _ => Self::Unknown,
        }
    }
}

/// The fields of a header whose checksum is right.
pub(crate) struct MemberHeader {
    pub(crate) kind: Kind,
    pub(crate) path: Vec<u8>,
    pub(crate) link: Vec<u8>,
    pub(crate) size: u64,
    /// Whether the size field is one that every reader takes for the same number.
    pub(crate) is_size_plain: bool,
    pub(crate) is_executable: bool,
}

impl MemberHeader {
    /// The header in `block`; none when its checksum is wrong.
    pub(crate) fn read(block: &[u8; BLOCK]) -> Option<Self> {
        if !has_valid_checksum(block) {
            return None;
        }
        let header = Header::from_byte_slice(block);
        let size_field = &header.as_old().size;
        Some(Self {
            kind: Kind::of(header.as_old().linkflag.first().copied().unwrap_or_default()),
            path: header.path_bytes().into_owned(),
            link: header.link_name_bytes().map(|link| link.into_owned()).unwrap_or_default(),
            size: number(size_field)?,
            is_size_plain: is_plain(size_field),
            is_executable: number(&header.as_old().mode).is_some_and(|mode| mode & 0o111 != 0),
        })
    }
}

/// Whether the block's stored checksum is the sum of its bytes, its own field read as spaces.
pub(crate) fn has_valid_checksum(block: &[u8; BLOCK]) -> bool {
    let header = Header::from_byte_slice(block);
    let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
    let field = &header.as_old().cksum;
    let field_sum: u64 = field.iter().map(|byte| u64::from(*byte)).sum();
    number(field) == Some(sum - field_sum + 8 * u64::from(b' '))
}

/// A numeric field: octal digits as `parseInt` takes them, or base 256. None for negative numbers and for
/// those over 64 bits.
fn number(field: &[u8]) -> Option<u64> {
    match field.split_first() {
        Some((0x80, rest)) => {
            rest.iter().try_fold(0_u64, |sum, byte| Some(sum.checked_mul(256)? + u64::from(*byte)))
        }
        Some((first, _)) if *first > 0x80 => None,
        _ => field
            .split(|byte| *byte == 0)
            .next()?
            .trim_ascii_start()
            .iter()
            .take_while(|byte| matches!(byte, b'0'..=b'7'))
            .try_fold(0_u64, |sum, byte| Some(sum.checked_mul(8)? + u64::from(*byte - b'0'))),
    }
}

fn is_plain(field: &[u8]) -> bool {
    field.first().is_some_and(|first| *first == 0x80)
        || field.iter().all(|byte| matches!(byte, b'0'..=b'7' | b' ' | 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_octal_or_base_256() {
        assert_eq!(number(b"0000644\0"), Some(0o644));
        assert_eq!(number(b"  17 \0\0\0"), Some(0o17));
        assert_eq!(number(&[0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1]), Some(513));
        assert_eq!(number(&[0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1]), None);
        assert_eq!(number(&[0xff; 12]), None);
        assert_eq!(number(b"777777777777777777777777"), None);
        assert_eq!(number(b"\0\0\0"), Some(0));
    }
}
