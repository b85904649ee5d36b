//! Texts that a regular expression accepts: what a gate or a reader of replies looks for.

/// A text that `source` may accept, with the place of its first group; nothing where the pattern is beyond this
/// small reading. What comes out is a guess that a run will test.
pub(super) fn example(source: &str) -> Option<Example> {
    let mut reader =
        Reader { rest: source.chars().collect(), at: 0, text: String::new(), group: None, depth: 0 };
    reader.alternatives()?;
    (reader.at == reader.rest.len()).then_some(Example { text: reader.text, group: reader.group })
}

/// A text, and the bytes of it that the pattern's first group takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) group: Option<(usize, usize)>,
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    text: String,
    group: Option<(usize, usize)>,
    depth: u32,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek();
        self.at += 1;
        character
    }

    /// Takes the first alternative, and reads over the others.
    fn alternatives(&mut self) -> Option<()> {
        self.depth += 1;
        if self.depth > 16 {
            return None;
        }
        self.sequence()?;
        while self.peek() == Some('|') {
            self.next();
            let (kept, group) = (self.text.clone(), self.group);
            self.sequence()?;
            (self.text, self.group) = (kept, group);
        }
        self.depth -= 1;
        Some(())
    }

    fn sequence(&mut self) -> Option<()> {
        while let Some(character) = self.peek().filter(|character| !matches!(character, '|' | ')')) {
            let start = self.text.len();
            self.atom(character)?;
            self.quantifier(start)?;
        }
        Some(())
    }

    fn atom(&mut self, character: char) -> Option<()> {
        self.next();
        match character {
            '^' | '$' => {}
            '.' => self.text.push('a'),
            '(' => {
                let is_plain = if self.peek() == Some('?') {
                    self.next();
                    match self.next()? {
                        ':' => false,
                        // A name; what looks around is beyond this reading.
                        '<' if !matches!(self.peek()?, '=' | '!') => {
                            while self.next()? != '>' {}
                            true
                        }
                        _ => return None,
                    }
                } else {
                    true
                };
                let start = self.text.len();
                self.alternatives()?;
                if is_plain && self.group.is_none() {
                    self.group = Some((start, self.text.len()));
                }
                (self.next()? == ')').then_some(())?;
            }
            '[' => self.class()?,
            '\\' => {
                let escaped = self.next()?;
                let stands_for = match escaped {
                    'd' => "1",
                    'w' | 'S' | 'D' => "a",
                    's' => " ",
                    'W' => "-",
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    'b' | 'B' => "",
                    'x' | 'u' | 'p' | 'P' | 'c' | '0'..='9' => return None,
                    other => {
                        self.text.push(other);
                        return Some(());
                    }
                };
                self.text.push_str(stands_for);
            }
            other => self.text.push(other),
        }
        Some(())
    }

    /// A character of a class: its first, or a plain one that it does not exclude.
    fn class(&mut self) -> Option<()> {
        let is_negated = self.peek() == Some('^');
        if is_negated {
            self.next();
        }
        let mut members = String::new();
        loop {
            match self.next()? {
                ']' => break,
                '\\' => match self.next()? {
                    'd' => members.push('1'),
                    'w' | 'S' => members.push('a'),
                    's' => members.push(' '),
                    other => members.push(other),
                },
                other => members.push(other),
            }
        }
        let plain = "ab1 -".chars().find(|character| !members.contains(*character));
        self.text.push(if is_negated { plain? } else { members.chars().next()? });
        Some(())
    }

    /// Repeats what was written since `start` as often as is needed at least.
    fn quantifier(&mut self, start: usize) -> Option<()> {
        let written = self.text.get(start..)?.to_owned();
        match self.peek() {
            Some('*' | '+' | '?') => {
                self.next();
            }
            Some('{') => {
                let mut count = String::new();
                self.next();
                loop {
                    match self.next()? {
                        '}' => break,
                        other => count.push(other),
                    }
                }
                let least: usize = count.split(',').next()?.trim().parse().ok()?;
                for _ in 1..least.min(200) {
                    self.text.push_str(&written);
                }
            }
            _ => return Some(()),
        }
        if self.peek() == Some('?') {
            self.next();
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> Option<String> {
        example(source).map(|example| example.text)
    }

    #[test]
    fn an_example_is_what_the_pattern_says() {
        assert_eq!(text("^ru").as_deref(), Some("ru"));
        assert_eq!(text("Moscow|Minsk").as_deref(), Some("Moscow"));
        assert_eq!(text("^(be|ru)[-_]\\w+$").as_deref(), Some("be-a"));
        assert_eq!(text("a{3}b?").as_deref(), Some("aaab"));
        assert_eq!(text("(?=x)"), None);
        assert_eq!(text("((("), None);
    }

    #[test]
    fn a_group_is_where_the_payload_stands() {
        let example = example("<!--\\s*(.*?)\\s*-->").unwrap();
        let (start, end) = example.group.unwrap();
        assert_eq!((example.text.get(..start), example.text.get(end..)), (Some("<!-- "), Some(" -->")));
    }

    proptest::proptest! {
        #[test]
        fn no_pattern_makes_it_panic(source in ".{0,60}") {
            let _ = example(&source);
        }
    }
}
