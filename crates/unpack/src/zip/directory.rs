//! What a zip archive says of its members, at its end and before each of them.
//!
//! Source: PKWARE APPNOTE 6.3.10. Read here rather than by the zip crate, which keeps one of several members
//! of a name and cannot see members that the directory leaves out.

use std::ops::Range;

/// The first bytes of a member.
pub(super) const LOCAL_MAGIC: &[u8] = b"PK\x03\x04";
/// The first bytes of the record at the end.
pub(super) const END_MAGIC: &[u8] = b"PK\x05\x06";
const CENTRAL_MAGIC: &[u8] = b"PK\x01\x02";

const END_BYTES: usize = 22;
const CENTRAL_BYTES: usize = 46;
const LOCAL_BYTES: usize = 30;
/// The extra field that replaces a name: "Info-ZIP Unicode Path".
const UNICODE_PATH: u16 = 0x7075;
/// The bytes of that field before the name: a version and a checksum.
const UNICODE_PATH_HEADER_BYTES: usize = 5;
/// The Unix file type in the upper half of the external attributes that marks a symbolic link.
const LINK_TYPE: u32 = 0o120_000;
const TYPE_MASK: u32 = 0o170_000;

/// The record at the end of an archive.
pub(super) struct End {
    /// How many members the directory lists.
    pub(super) members: usize,
    /// Where the directory starts, in bytes of the archive.
    pub(super) directory: usize,
    /// How far all offsets are shifted by bytes before the archive.
    pub(super) shift: usize,
    /// Where the archive ends.
    pub(super) end: usize,
}

/// Why the end was not found.
pub(super) enum NoEnd {
    Missing,
    Zip64,
}

impl End {
    /// The last record whose comment reaches the end of `bytes`, else the last record.
    pub(super) fn find(bytes: &[u8]) -> Result<Self, NoEnd> {
        let found: Vec<usize> = memchr::memmem::find_iter(bytes, END_MAGIC).collect();
        let exact = found.iter().rev().find(|at| end_of_record(bytes, **at) == Some(bytes.len()));
        let at = *exact.or(found.last()).ok_or(NoEnd::Missing)?;
        Self::read(bytes, at).ok_or(NoEnd::Missing)?
    }

    fn read(bytes: &[u8], at: usize) -> Option<Result<Self, NoEnd>> {
        let (members, size, offset) =
            (u16_at(bytes, at + 10)?, u32_at(bytes, at + 12)?, u32_at(bytes, at + 16)?);
        if members == u16::MAX || size == u32::MAX || offset == u32::MAX {
            return Some(Err(NoEnd::Zip64));
        }
        let stated = usize::try_from(offset).ok()?;
        let before_record = at.checked_sub(usize::try_from(size).ok()?)?;
        let is_shifted = bytes.get(before_record..)?.starts_with(CENTRAL_MAGIC) && before_record >= stated;
        let directory = if is_shifted { before_record } else { stated };
        Some(Ok(Self {
            members: usize::from(members),
            directory,
            shift: directory - stated,
            end: end_of_record(bytes, at)?.min(bytes.len()),
        }))
    }
}

fn end_of_record(bytes: &[u8], at: usize) -> Option<usize> {
    Some(at + END_BYTES + usize::from(u16_at(bytes, at + 20)?))
}

/// One member as a header describes it.
pub(super) struct ZipMember<'a> {
    pub(super) name: &'a [u8],
    /// The other names the archive gives it.
    pub(super) other_names: Vec<&'a [u8]>,
    pub(super) is_encrypted: bool,
    /// 0 stored, 8 deflated.
    pub(super) method: u16,
    /// The unpacked size it states, where it does.
    pub(super) size: Option<u32>,
    /// Where its packed contents lie.
    pub(super) data: Range<usize>,
    pub(super) is_link: bool,
    pub(super) is_executable: bool,
}

impl<'a> ZipMember<'a> {
    /// The member listed at `at` of the directory, and where the next one is listed. The member is none
    /// where its contents lie outside the archive.
    pub(super) fn central(bytes: &'a [u8], at: usize, shift: usize) -> Option<(Option<Self>, usize)> {
        if !bytes.get(at..)?.starts_with(CENTRAL_MAGIC) {
            return None;
        }
        let name_end = at + CENTRAL_BYTES + usize::from(u16_at(bytes, at + 28)?);
        let extra_end = name_end + usize::from(u16_at(bytes, at + 30)?);
        let next = extra_end + usize::from(u16_at(bytes, at + 32)?);
        let name = bytes.get(at + CENTRAL_BYTES..name_end)?;
        let mode = u32_at(bytes, at + 38)? >> 16;
        let packed = usize::try_from(u32_at(bytes, at + 20)?).ok()?;
        let offset = usize::try_from(u32_at(bytes, at + 42)?).ok()?.checked_add(shift)?;
        let member = Self::local(bytes, offset).and_then(|local| {
            let end = local.data.start.checked_add(packed).filter(|end| *end <= bytes.len())?;
            let other_names =
                [Some(local.name), unicode_path(bytes.get(name_end..extra_end)?)].into_iter().flatten();
            Some(Self {
                name,
                other_names: other_names.filter(|other| *other != name).collect(),
                is_encrypted: u16_at(bytes, at + 8)? & 1 == 1,
                method: u16_at(bytes, at + 10)?,
                size: Some(u32_at(bytes, at + 24)?),
                data: local.data.start..end,
                is_link: mode & TYPE_MASK == LINK_TYPE,
                is_executable: mode & 0o111 != 0,
            })
        });
        Some((member, next))
    }

    /// The member whose own header is at `at`.
    pub(super) fn local(bytes: &'a [u8], at: usize) -> Option<Self> {
        if !bytes.get(at..)?.starts_with(LOCAL_MAGIC) {
            return None;
        }
        let flags = u16_at(bytes, at + 6)?;
        // Bit 3: sizes follow the contents, so only the packed stream itself says where it ends.
        let is_sized = flags & 0b1000 == 0;
        let packed = usize::try_from(u32_at(bytes, at + 18)?).ok()?;
        let name_end = at + LOCAL_BYTES + usize::from(u16_at(bytes, at + 26)?);
        let start = name_end + usize::from(u16_at(bytes, at + 28)?);
        let end = if is_sized { start.checked_add(packed)?.min(bytes.len()) } else { bytes.len() };
        Some(Self {
            name: bytes.get(at + LOCAL_BYTES..name_end)?,
            other_names: Vec::new(),
            is_encrypted: flags & 1 == 1,
            method: u16_at(bytes, at + 8)?,
            size: None,
            data: start.min(end)..end,
            is_link: false,
            is_executable: false,
        })
    }
}

fn unicode_path(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (id, length) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        let field = extra.get(4..4 + length)?;
        if id == UNICODE_PATH {
            return field.get(UNICODE_PATH_HEADER_BYTES..);
        }
        extra = extra.get(4 + length..)?;
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
