//! Small changes that make a refused text readable without changing what it does.

use super::{Complaint, Repair};

/// How the parser's messages on an assignment to something that cannot hold a value begin.
const ASSIGNMENT_COMPLAINTS: &[&str] = &[
    "Cannot assign to this expression",
    "Invalid left-hand side",
    "The left-hand side",
    "Invalid assignment",
];

/// `text` with what the parser complains about taken out, of the same length; nothing when it cannot be.
pub(super) fn apply(text: &str, complaint: &Complaint) -> Option<(String, Repair)> {
    let is_assignment = ASSIGNMENT_COMPLAINTS.iter().any(|start| complaint.message.starts_with(start));
    if is_assignment && let Some(text) = without_assignment(text, complaint.start, complaint.end) {
        return Some((text, Repair::Operators));
    }
    blank(text, complaint.start, complaint.end).map(|text| (text, Repair::Blanked))
}

/// Turns the assignment to the call at `start..end` into something that evaluates both sides: `f()=x` becomes
/// `f(),x`; `f()++` becomes `f()`; `for (f() of y)` becomes `for (f();y;)` as far as it can.
fn without_assignment(text: &str, start: usize, end: usize) -> Option<String> {
    let bytes = text.as_bytes();
    let mut changed = bytes.to_vec();
    let after = (end..bytes.len()).find(|index| !bytes.get(*index).is_some_and(u8::is_ascii_whitespace))?;
    let rest = bytes.get(after..)?;
    let operators: [&[u8]; 17] = [
        b">>>=", b"**=", b"<<=", b">>=", b"&&=", b"||=", b"??=", b"++", b"--", b"+=", b"-=", b"*=", b"/=",
        b"%=", b"&=", b"|=", b"^=",
    ];
    if let Some(operator) = operators.iter().find(|operator| rest.starts_with(operator)) {
        let is_update = [b"++".as_slice(), b"--"].contains(operator);
        fill(&mut changed, after, after + operator.len(), b' ')?;
        if !is_update {
            *changed.get_mut(after)? = b',';
        }
    } else if rest.starts_with(b"=") {
        *changed.get_mut(after)? = b',';
    } else if rest.starts_with(b"of") || rest.starts_with(b"in") {
        *changed.get_mut(after)? = b',';
        *changed.get_mut(after + 1)? = b' ';
        let close = closing_bracket(bytes, after)?;
        return for_without_iteration(changed, close);
    } else {
        let before =
            (0..start).rev().find(|index| !bytes.get(*index).is_some_and(u8::is_ascii_whitespace))?;
        let operator = bytes.get(before.checked_sub(1)?..=before)?;
        if ![b"++".as_slice(), b"--"].contains(&operator) {
            return None;
        }
        fill(&mut changed, before - 1, before + 1, b' ')?;
    }
    String::from_utf8(changed).ok()
}

/// The bracket that closes the group around `from`.
fn closing_bracket(bytes: &[u8], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' if depth == 0 => return Some(index),
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// `for (a, b)` lacks its semicolons: the word `for` becomes `if ` with spaces, which evaluates the same.
fn for_without_iteration(mut changed: Vec<u8>, close: usize) -> Option<String> {
    let mut depth = 0_usize;
    for index in (0..close).rev() {
        match changed.get(index)? {
            b')' | b']' | b'}' => depth += 1,
            b'(' if depth == 0 => {
                let head = changed.get(..index)?;
                let start =
                    head.len() - head.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
                let word = start.checked_sub(3)?;
                if changed.get(word..start)? != b"for" {
                    return None;
                }
                changed.get_mut(word..start)?.copy_from_slice(b"if ");
                return String::from_utf8(changed).ok();
            }
            b'(' | b'[' | b'{' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Blanks the complaint's text, or the character after it when it marks none; line ends stay.
fn blank(text: &str, start: usize, end: usize) -> Option<String> {
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end.max(start + 1).min(text.len()));
    if text.get(start..end)?.trim().is_empty() {
        return None;
    }
    let mut changed = text.as_bytes().to_vec();
    for byte in changed.get_mut(start..end)? {
        if !matches!(*byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    String::from_utf8(changed).ok()
}

fn fill(bytes: &mut [u8], start: usize, end: usize, with: u8) -> Option<()> {
    bytes.get_mut(start..end)?.fill(with);
    Some(())
}
