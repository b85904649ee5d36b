//! The import section of a WebAssembly module.

/// The modules and names that `bytes` imports, at most `limit`; `None` when they are no module that can be read
/// up to its imports.
pub(super) fn imports(bytes: &[u8], limit: usize) -> Option<Vec<(String, String)>> {
    let mut cursor = Cursor { bytes: bytes.get(8..)? };
    // Version 1 is the core format; the component format has another layout.
    if bytes.get(4..8) != Some(&[1, 0, 0, 0]) {
        return None;
    }
    while let Some(id) = cursor.byte() {
        let length = usize::try_from(cursor.number()?).ok()?;
        let section = cursor.take(length)?;
        if id == IMPORT_SECTION {
            return import_section(Cursor { bytes: section }, limit);
        }
        if id > IMPORT_SECTION {
            break;
        }
    }
    Some(Vec::new())
}

/// Sections come in the order of their numbers, custom ones (0) anywhere.
const IMPORT_SECTION: u8 = 2;

fn import_section(mut cursor: Cursor<'_>, limit: usize) -> Option<Vec<(String, String)>> {
    let count = usize::try_from(cursor.number()?).ok()?;
    if count > limit {
        return None;
    }
    let mut imports = Vec::new();
    for _ in 0..count {
        let module = cursor.name()?;
        let name = cursor.name()?;
        skip_description(&mut cursor)?;
        imports.push((module, name));
    }
    Some(imports)
}

fn skip_description(cursor: &mut Cursor<'_>) -> Option<()> {
    match cursor.byte()? {
        // A function: its type.
        0 => cursor.number().map(drop),
        // A table: its element type and size.
        1 => {
            cursor.byte()?;
            skip_limits(cursor)
        }
        // A memory: its size.
        2 => skip_limits(cursor),
        // A global: its type and whether it changes.
        3 => {
            cursor.byte()?;
            cursor.byte().map(drop)
        }
        // A tag: an attribute and a type.
        4 => {
            cursor.byte()?;
            cursor.number().map(drop)
        }
        _ => None,
    }
}

fn skip_limits(cursor: &mut Cursor<'_>) -> Option<()> {
    let flags = cursor.byte()?;
    cursor.number()?;
    if flags & 1 != 0 {
        cursor.number()?;
    }
    Some(())
}

struct Cursor<'bytes> {
    bytes: &'bytes [u8],
}

impl<'bytes> Cursor<'bytes> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<&'bytes [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// An unsigned number in LEB128, at most ten bytes long.
    fn number(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn name(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
    }
}
