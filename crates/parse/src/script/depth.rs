//! How deep a text nests, judged from its bytes alone.
//!
//! The parser and every visitor of its tree recurse, and an overflowing stack cannot be caught. This pass
//! reads brackets and the chains that recurse without brackets. It does not know strings from code, so it may
//! refuse an odd string of brackets; it never lets real nesting through.

/// Whether `text` nests, or chains one prefix operator, deeper than `limit`.
pub(super) fn exceeds(text: &str, limit: usize) -> bool {
    let mut depth = Depth::default();
    text.bytes().any(|byte| depth.step(byte) > limit) || words_exceed(text, limit)
}

/// Chains are cheaper than brackets: 60 to 480 bytes of stack for each link against 1.6 KB (STACK.md §1).
const LINKS_FOR_A_BRACKET: usize = 2;

#[derive(Default)]
struct Depth {
    brackets: usize,
    prefixes: usize,
    arrows: usize,
    questions: usize,
    last: u8,
}

impl Depth {
    /// Reads one byte and answers the depth reached.
    fn step(&mut self, byte: u8) -> usize {
        match byte {
            b'(' | b'[' | b'{' => self.brackets += 1,
            b')' | b']' | b'}' => self.brackets = self.brackets.saturating_sub(1),
            b'>' if self.last == b'=' => self.arrows += 1,
            b'?' => self.questions += 1,
            b';' => (self.arrows, self.questions) = (0, 0),
            _ => {}
        }
        match byte {
            b'!' | b'~' | b'-' | b'+' => self.prefixes += 1,
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => self.prefixes = 0,
        }
        self.last = byte;
        let chains = self.prefixes.max(self.arrows / 2).max(self.questions / 2);
        self.brackets.max(chains / LINKS_FOR_A_BRACKET)
    }
}

/// Whether words that nest without brackets (`else if`, `typeof typeof`, `new new`, `await await`) repeat
/// deeper than `limit`.
fn words_exceed(text: &str, limit: usize) -> bool {
    let most = limit.saturating_mul(LINKS_FOR_A_BRACKET);
    let too_many = |chain: &&str| memchr::memmem::find_iter(text.as_bytes(), *chain).nth(most).is_some();
    else_if_exceeds(text, most) || PREFIX_CHAINS.iter().any(too_many)
}

/// Prefix operators that are words, twice.
const PREFIX_CHAINS: &[&str] =
    &["typeof typeof", "void void", "new new", "await await", "delete delete", "yield yield"];

/// Most bytes from one `else if` to the next of the same chain: a longer statement between them is rare, and
/// a chain that has one at every link is more source than is read as a tree.
const LINK_BYTES: usize = 4_096;

/// Whether a chain of `else if` has more than `most` links.
fn else_if_exceeds(text: &str, most: usize) -> bool {
    let mut links = 0_usize;
    let mut previous = 0_usize;
    for at in memchr::memmem::find_iter(text.as_bytes(), "else") {
        let is_link = text.get(at + "else".len()..).is_some_and(|rest| rest.trim_start().starts_with("if"));
        links = if is_link && at - previous < LINK_BYTES { links + 1 } else { 0 };
        previous = at;
        if links > most {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_prefixes_arrows_and_else_if_count() {
        for text in
            ["[".repeat(6_000), "~".repeat(20_001), "a=>".repeat(30_000), "if(a)b;else ".repeat(20_001)]
        {
            assert!(exceeds(&text, 5_000), "{}", text.get(..12).unwrap_or_default());
        }
    }

    #[test]
    fn flat_code_is_shallow() {
        assert!(!exceeds(&"f(a,b)+[1,2];if(a){b()}else{c()}\n".repeat(20_000), 5_000));
    }
}
