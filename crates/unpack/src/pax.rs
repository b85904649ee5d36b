//! What extended headers say of the member that follows.
//!
//! Source: POSIX.1-2017, `pax`, "pax Extended Header"; node-tar's reader, which is npm's.

/// What one extended header overrides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overrides {
    pub(crate) path: Option<Vec<u8>>,
    pub(crate) link: Option<Vec<u8>>,
    pub(crate) size: Option<u64>,
}

impl Overrides {
    /// The records as node-tar splits them: at line ends, lines of a wrong length ignored.
    pub(crate) fn by_lines(records: &[u8]) -> Self {
        let mut overrides = Self::default();
        for line in records.split(|byte| *byte == b'\n') {
            if let Some((length, record)) = split_length(line)
                && length == line.len() + 1
            {
                overrides.set(record);
            }
        }
        overrides
    }

    /// The records as POSIX splits them: at the length each one states, so that values may hold line ends.
    pub(crate) fn by_lengths(mut records: &[u8]) -> Self {
        let mut overrides = Self::default();
        while let Some((length, _)) = split_length(records)
            && let Some((record, rest)) = records.split_at_checked(length)
            && let Some((_, record)) = split_length(record)
        {
            overrides.set(record.strip_suffix(b"\n").unwrap_or(record));
            records = rest;
        }
        overrides
    }

    fn set(&mut self, record: &[u8]) {
        let Some(equals) = memchr::memchr(b'=', record) else { return };
        let (key, value) = (record.get(..equals), record.get(equals + 1..).unwrap_or_default());
        match key {
            Some(b"path") => self.path = Some(value.to_vec()),
            Some(b"linkpath") => self.link = Some(value.to_vec()),
            Some(b"size") => self.size = decimal(value),
            _ => {}
        }
    }
}

/// The length a record states, and what follows the space after it.
fn split_length(record: &[u8]) -> Option<(usize, &[u8])> {
    let space = memchr::memchr(b' ', record.get(..record.len().min(20))?)?;
    let length = usize::try_from(decimal(record.get(..space)?)?).ok().filter(|length| *length > space)?;
    Some((length, record.get(space + 1..)?))
}

fn decimal(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_readings_agree_on_honest_records() {
        let records = b"19 path=package/a.b\n11 size=12\n";
        let read = Overrides::by_lines(b"20 path=package/a.b\n11 size=12\n");
        assert_eq!(read.path.as_deref(), Some(&b"package/a.b"[..]));
        assert_eq!(read.size, Some(12));
        assert_eq!(Overrides::by_lengths(b"20 path=package/a.b\n11 size=12\n"), read);
        assert_eq!(Overrides::by_lines(records).path, None);
    }

    #[test]
    fn a_line_end_inside_a_value_is_read_both_ways() {
        let records = b"32 comment=x\n18 path=package/b\n\n";
        assert_eq!(Overrides::by_lines(records).path.as_deref(), Some(&b"package/b"[..]));
        assert_eq!(Overrides::by_lengths(records).path, None);
    }
}
