//! The text that stands around a place of a native file.

/// The printable ASCII text around the byte `at`, at most `reach` characters to each side, and where it starts.
/// With `is_wide`, characters are the two-byte ones of Windows.
///
/// Compilers of some languages put all texts of a program in one block without ends, so the text may be longer than
/// what the program means by it.
#[must_use]
pub fn text_around(bytes: &[u8], at: usize, is_wide: bool, reach: usize) -> (usize, String) {
    let width = if is_wide { 2 } else { 1 };
    let character = |at: usize| -> Option<char> {
        let byte = *bytes.get(at)?;
        let is_whole = !is_wide || bytes.get(at + 1) == Some(&0);
        (is_whole && (byte == b'\t' || (b' '..=b'~').contains(&byte))).then(|| char::from(byte))
    };
    let mut start = at;
    while let Some(before) = start.checked_sub(width)
        && (at - before) / width <= reach
        && character(before).is_some()
    {
        start = before;
    }
    let ahead = (0..=reach).map_while(|step| character(at + step * width));
    let behind = (start..at).step_by(width).filter_map(character);
    (start, behind.chain(ahead).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::text_around;

    #[test]
    fn a_text_ends_where_it_cannot_be_printed() {
        assert_eq!(text_around(b"\0\x01curl -s x\0y", 4, false, 80), (2, "curl -s x".to_owned()));
        assert_eq!(text_around(b"a\0b\0c\0\x07\0", 2, true, 80), (0, "abc".to_owned()));
    }

    #[test]
    fn a_text_reaches_no_further_than_it_is_asked_for() {
        assert_eq!(text_around(b"abcdefgh", 4, false, 2), (2, "cdefg".to_owned()));
    }

    proptest! {
        #[test]
        fn never_panics_on_arbitrary_bytes(
            bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0usize..220, is_wide: bool,
        ) {
            let (start, text) = text_around(&bytes, at, is_wide, 30);
            prop_assert!(start <= at && text.len() <= 62);
        }
    }
}
