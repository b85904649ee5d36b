//! Plain tar archives, as strange as a specimen needs them: libraries refuse to write a path twice.

use anyhow::{Result, ensure};

/// The size of a header, and what contents are filled up to.
const BLOCK: usize = 512;

/// How long a header's field for the path is.
const PATH_BYTES: usize = 100;

/// An archive of `members`, paths with contents, in this order (POSIX.1-2001, ustar).
///
/// # Errors
/// When a path is too long.
pub(super) fn archive<'a>(members: impl Iterator<Item = (String, &'a [u8])>) -> Result<Vec<u8>> {
    let mut archive = Vec::new();
    for (path, contents) in members {
        ensure!(path.len() <= PATH_BYTES, "`{path}` has more than {PATH_BYTES} bytes");
        archive.extend(header(&path, contents.len()));
        archive.extend_from_slice(contents);
        archive.resize(archive.len().next_multiple_of(BLOCK), 0);
    }
    archive.resize(archive.len() + 2 * BLOCK, 0);
    Ok(archive)
}

/// Path, mode, owner, group, size, time, checksum, type, link, then the format's name; zeros elsewhere.
fn header(path: &str, size_bytes: usize) -> Vec<u8> {
    let head =
        format!("{path:\0<PATH_BYTES$}0000644\x000000000\x000000000\0{size_bytes:011o}\x0000000000000\0");
    let tail = format!("0{:\0<PATH_BYTES$}ustar\x0000", "");
    // The sum is taken with spaces in its own place.
    let sum: u32 = head.bytes().chain(tail.bytes()).map(u32::from).sum::<u32>() + 8 * u32::from(b' ');
    let mut header = format!("{head}{sum:06o}\0 {tail}").into_bytes();
    header.resize(BLOCK, 0);
    header
}
