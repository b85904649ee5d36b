//! What the code asked of its surroundings: each answer could have been another.

use std::collections::BTreeMap;

/// Questions that are kept of one detonation.
const QUESTIONS: usize = 256;
/// Places kept of one question: each may stand before other constants.
const PLACES: usize = 4;
/// Characters of a question's subject.
const SUBJECT_CHARACTERS: usize = 400;

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// An environment variable.
    Variable(String),
    /// Whether a path is there, and what it holds.
    File(String),
    /// What a command prints.
    Command(String),
    /// A fact of the host: `clock`, `chance`, `arch`, `os.hostname`.
    Host(String),
    /// A server's reply.
    Network,
    /// Whether a reply holds this text.
    ReplyText(String),
    /// Whether a reply is like this pattern.
    ReplyPattern(String),
    /// A property of a reply.
    ReplyField(String),
}

/// Where in the code something was asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// In a file of the package: its path, line and column.
    File(String, u32, u32),
    /// In a captured layer: its number, line and column.
    Layer(u32, u32, u32),
}

/// One question, with the places that asked it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What was asked.
    pub asked: Asked,
    /// Whether the answer was that there is nothing.
    pub is_absent: bool,
    /// Where, in the package's own code.
    pub places: Vec<Source>,
}

/// All questions of one detonation.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    next: u64,
    known: BTreeMap<Asked, Known>,
}

#[derive(Debug)]
struct Known {
    last: u64,
    is_absent: bool,
    places: Vec<Source>,
}

impl Questions {
    /// Notes a question; those beyond the limit are the first to be without an alternative.
    pub(crate) fn note(&mut self, asked: Asked, is_absent: bool, place: Option<Source>) {
        if self.known.len() >= QUESTIONS && !self.known.contains_key(&asked) {
            return;
        }
        self.next += 1;
        let last = self.next;
        let known = self.known.entry(asked).or_insert(Known { last, is_absent, places: Vec::new() });
        known.last = last;
        if let Some(place) = place.filter(|place| !known.places.contains(place)) {
            if known.places.len() >= PLACES {
                known.places.remove(0);
            }
            known.places.push(place);
        }
    }

    /// The questions, the latest first.
    pub(crate) fn take(&mut self) -> Vec<Question> {
        let mut all: Vec<(Asked, Known)> = std::mem::take(&mut self.known).into_iter().collect();
        all.sort_by_key(|(_, known)| std::cmp::Reverse(known.last));
        all.into_iter()
            .map(|(asked, known)| Question { asked, is_absent: known.is_absent, places: known.places })
            .collect()
    }
}

impl Asked {
    /// A text short enough to be asked again.
    pub(crate) fn fits(text: &str) -> bool {
        !text.is_empty() && text.len() <= SUBJECT_CHARACTERS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_question_comes_first() {
        let mut questions = Questions::default();
        for name in ["A", "B", "A"] {
            let place = Source::File("a.js".to_owned(), 1, 1);
            questions.note(Asked::Variable(name.to_owned()), true, Some(place));
        }
        let all = questions.take();
        assert_eq!(all.first().map(|one| &one.asked), Some(&Asked::Variable("A".to_owned())));
        assert_eq!(all.first().map(|one| one.places.len()), Some(1));
        assert_eq!(all.len(), 2);
    }
}
