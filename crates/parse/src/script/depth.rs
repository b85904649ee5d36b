//! How deep a text nests, judged from its bytes alone.
//!
//! The parser and every visitor of its tree recurse, and an overflowing stack cannot be caught. This pass
//! reads brackets and the chains that recurse without brackets. It does not know strings from code, so it may
//! refuse an odd string of brackets; it never lets real nesting through.

/// Whether `text` nests, or chains what recurses without brackets, deeper than `limit`.
pub(super) fn exceeds(text: &str, limit: usize) -> bool {
    // Each level and each link takes a byte at least.
    if text.len() <= limit {
        return false;
    }
    let mut depth = Depth::default();
    let mut last = Class::Blank;
    for (at, byte) in text.bytes().enumerate() {
        let class = class_of(byte);
        // Within words and blanks, which are most of any text, nothing changes.
        if class == Class::Mark {
            if depth.mark(byte) > limit {
                return true;
            }
        } else if class == Class::Word && last != Class::Word {
            depth.prefixes = 0;
            depth.last = 0;
            if starts_head(byte) && depth.read_word(text.as_bytes().get(at..).unwrap_or_default()) > limit {
                return true;
            }
        }
        last = class;
    }
    prefixes_exceed(text, limit)
}

/// What a byte is for the nesting of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Blank,
    Word,
    Mark,
}

const fn class_of(byte: u8) -> Class {
    const CLASSES: [Class; 256] = {
        let mut classes = [Class::Mark; 256];
        let mut byte = 0;
        while byte < 256 {
            #[expect(clippy::cast_possible_truncation, reason = "below 256")]
            let character = byte as u8;
            if is_word_byte(character) {
                classes[byte] = Class::Word;
            } else if matches!(character, b' ' | b'\t' | b'\n' | b'\r') {
                classes[byte] = Class::Blank;
            }
            byte += 1;
        }
        classes
    };
    CLASSES[byte as usize]
}

/// Whether one of the words that nest may begin with `byte`: `else`, `if`, `for`, `while`, `with`.
const fn starts_head(byte: u8) -> bool {
    matches!(byte, b'e' | b'i' | b'f' | b'w')
}

/// Chains are cheaper than brackets: 60 to 480 bytes of stack for each link against 1.6 KB (docs/src/limits.md).
const LINKS_FOR_A_BRACKET: usize = 2;

#[derive(Default)]
struct Depth {
    brackets: Vec<Statement>,
    /// The statement outside all brackets.
    outermost: Statement,
    /// Heads of statements that are open, in all brackets together.
    heads: usize,
    prefixes: usize,
    arrows: usize,
    questions: usize,
    last: u8,
}

/// The statement that is read between two brackets.
#[derive(Default)]
struct Statement {
    /// How many heads stand before it: `if (…) while (…)` has two.
    heads: usize,
    /// How many the statement before it had, which an `else` goes on with.
    ended: usize,
}

impl Depth {
    /// Reads a byte that is neither blank nor of a word and answers the depth reached.
    fn mark(&mut self, byte: u8) -> usize {
        match byte {
            b'(' | b'[' | b'{' => self.brackets.push(Statement::default()),
            b')' | b']' => self.close(),
            b'}' => {
                self.close();
                self.end_statement();
            }
            b'>' if self.last == b'=' => self.arrows += 1,
            b'?' => self.questions += 1,
            b';' => {
                (self.arrows, self.questions) = (0, 0);
                self.end_statement();
            }
            _ => {}
        }
        match byte {
            b'!' | b'~' | b'-' | b'+' => self.prefixes += 1,
            _ => self.prefixes = 0,
        }
        self.last = byte;
        self.reached()
    }

    fn reached(&self) -> usize {
        let chains = self.prefixes.max(self.arrows / 2).max(self.questions / 2);
        let links = self.heads / LINKS_FOR_A_BRACKET;
        (self.brackets.len() + links).max(chains / LINKS_FOR_A_BRACKET)
    }

    fn statement(&mut self) -> &mut Statement {
        self.brackets.last_mut().unwrap_or(&mut self.outermost)
    }

    fn close(&mut self) {
        if let Some(statement) = self.brackets.pop() {
            self.heads -= statement.heads;
        }
    }

    fn end_statement(&mut self) {
        let statement = self.statement();
        let heads = std::mem::take(&mut statement.heads);
        if heads > 0 {
            statement.ended = heads;
        }
        self.heads -= heads;
    }

    /// Reads the word that `rest` starts with and answers the depth reached.
    fn read_word(&mut self, rest: &[u8]) -> usize {
        let end = rest.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let statement = self.statement();
        let before = statement.heads;
        match word {
            b"else" => statement.heads = before.max(statement.ended),
            // A comment may stand between a head and its bracket.
            b"if" | b"for" | b"while" | b"with"
                if after.trim_ascii_start().starts_with(b"(")
                    || after.trim_ascii_start().starts_with(b"/") =>
            {
                statement.heads = before + 1;
            }
            _ => {}
        }
        let added = statement.heads - before;
        self.heads += added;
        self.reached()
    }
}

const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

/// Prefix operators and heads that are words, twice.
const PREFIX_CHAINS: &[&str] =
    &["typeof typeof", "void void", "new new", "await await", "delete delete", "yield yield", "do do"];

/// Whether prefix operators that are words repeat deeper than `limit`.
fn prefixes_exceed(text: &str, limit: usize) -> bool {
    let most = limit.saturating_mul(LINKS_FOR_A_BRACKET);
    if text.len() / 2 <= most {
        return false;
    }
    let too_many = |chain: &&str| memchr::memmem::find_iter(text.as_bytes(), *chain).nth(most).is_some();
    PREFIX_CHAINS.iter().any(too_many)
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
    fn an_else_between_does_not_end_a_chain() {
        let chain = "if(a)b;else ".repeat(9_000);
        for link in ["if(a)b;else for(;;)", "if(a){b}else/**/while(c)", "if (a) if (b) c; else "] {
            assert!(exceeds(&link.repeat(20_001), 5_000), "{link}");
        }
        assert!(!exceeds(&chain, 5_000));
        assert!(exceeds(&format!("{chain}{{{chain}{{"), 5_000));
        assert!(exceeds(&"if(a)b;else{".repeat(4_000), 5_000));
    }

    #[test]
    fn heads_without_else_nest() {
        for link in ["if(a)", "for (;;) ", "while/* */(a)", "do do "] {
            assert!(exceeds(&link.repeat(20_001), 5_000), "{link}");
        }
    }

    #[test]
    fn flat_code_is_shallow() {
        assert!(!exceeds(&"f(a,b)+[1,2];if(a){b()}else{c()}\n".repeat(20_000), 5_000));
        assert!(!exceeds(&"if(a)b;else if(c)d;else e;\nfor(;;)if(x)y;\n".repeat(20_000), 5_000));
        assert!(!exceeds(&"\"what if and what else, for ever and while it lasts\", ".repeat(20_000), 5_000));
    }
}
