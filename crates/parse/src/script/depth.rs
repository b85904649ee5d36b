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

/// Whether words that nest without brackets (`else if`, `typeof typeof`, `new new`, `await await`) or strings
/// added one to the next repeat deeper than `limit`.
fn words_exceed(text: &str, limit: usize) -> bool {
    let most = limit.saturating_mul(LINKS_FOR_A_BRACKET);
    let too_many = |needle: &str| memchr::memmem::find_iter(text.as_bytes(), needle).nth(most).is_some();
    if text.len() < most * 4 {
        return false;
    }
    chained(text, "else", &["if", "(", ")", "{", "}"], most)
        || ["typeof typeof", "void void", "new new", "await await", "delete delete", "yield yield"]
            .iter()
            .any(|chain| too_many(chain))
}

/// Whether `else if` repeats more than `most` times without another statement list between.
fn chained(text: &str, word: &str, _followers: &[&str], most: usize) -> bool {
    let mut count = 0_usize;
    let mut previous = 0_usize;
    for at in memchr::memmem::find_iter(text.as_bytes(), word) {
        let is_else_if = text.get(at + word.len()..).is_some_and(|rest| rest.trim_start().starts_with("if"));
        count = if is_else_if && at - previous < 4_096 { count + 1 } else { 0 };
        previous = at;
        if count > most {
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
