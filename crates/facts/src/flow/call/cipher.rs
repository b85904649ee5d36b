//! Functions that decipher texts.
//!
//! RC4 written out takes thousands of steps for a text, and obfuscators call it for a dozen texts in each turn of a
//! table that they rotate until a sum is right. A function that makes no choices and gave what the cipher gives, for
//! two different calls, is the cipher: what it gives for others is computed at once.

use std::rc::Rc;

use stockade_parse::script::ir::{Block, Expression, FunctionId, Script, Statement};

use super::super::engine::Engine;
use super::super::fold;
use super::super::label::Labels;
use super::super::value::Value;
use super::Arguments;

/// Longest text or key that is tried, in bytes.
const TEXT_BYTES: usize = 4_096;

/// How many calls must give what the cipher gives.
const SAMPLES: u8 = 2;

/// What is known of a function of two texts.
pub(in crate::flow) enum Cipher {
    /// It gave what the cipher gives so many times, for the texts at last.
    Likely(Encoding, u8, [Rc<str>; 2]),
    /// It is the cipher; these labels are on what it gives.
    Known(Encoding, Labels),
    /// It is something else.
    Other,
}

/// How a text stands for the bytes to decipher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::flow) enum Encoding {
    /// Each character is one.
    Plain,
    /// Base64 of UTF-8.
    Base64,
    /// The same, with small letters for capital ones.
    SwappedBase64,
}

impl Engine<'_> {
    /// What a function that is a cipher gives for known texts.
    pub(super) fn deciphered(&mut self, function: (u32, FunctionId), arguments: &Arguments) -> Option<Value> {
        let Cipher::Known(encoding, labels) = self.ciphers.get(&function)? else { return None };
        let (encoding, labels) = (*encoding, *labels);
        let [text, key] = texts(arguments)?;
        self.data_read += text.len() as u64;
        if !self.spend(1 + text.len() as u64 / 4) {
            return None;
        }
        decipher(&text, &key, encoding).map(|text| Value::text(text).with_labels(labels))
    }

    /// Compares what a function gave for known texts with what the cipher gives.
    pub(super) fn compare_with_cipher(
        &mut self,
        function: (u32, FunctionId),
        script: &Script,
        arguments: &Arguments,
        result: &Value,
    ) {
        let Some(given) = texts(arguments) else { return };
        let Some(result_text) = result.exact_text() else { return };
        let gives = |encoding: &Encoding| {
            decipher(&given[0], &given[1], *encoding).is_some_and(|text| *text == **result_text)
        };
        let next = match self.ciphers.get(&function) {
            Some(Cipher::Known(..) | Cipher::Other) => return,
            Some(Cipher::Likely(_, _, last)) if *last == given => return,
            Some(Cipher::Likely(encoding, count, _)) if gives(encoding) => match count + 1 {
                SAMPLES.. => Cipher::Known(*encoding, result.labels),
                count => Cipher::Likely(*encoding, count, given),
            },
            Some(Cipher::Likely(..)) => Cipher::Other,
            None => {
                let encodings = [Encoding::SwappedBase64, Encoding::Base64, Encoding::Plain];
                let found = encodings.iter().find(|encoding| gives(encoding));
                match found.filter(|_| !makes_choices(script, function.1)) {
                    Some(encoding) => Cipher::Likely(*encoding, 1, given),
                    None => Cipher::Other,
                }
            }
        };
        self.ciphers.insert(function, next);
    }
}

/// The text and the key of a call that has both.
fn texts(arguments: &Arguments) -> Option<[Rc<str>; 2]> {
    let [text, key] = arguments.values.as_slice() else { return None };
    let (text, key) = (text.exact_text()?, key.exact_text()?);
    let is_long = |text: &Rc<str>| (1..=TEXT_BYTES).contains(&text.len());
    (arguments.more.is_none() && is_long(text) && is_long(key)).then(|| [Rc::clone(text), Rc::clone(key)])
}

/// Whether what a function does may depend on what it is given, but for how often its loops turn: then what it gave
/// for some texts tells nothing of others.
fn makes_choices(script: &Script, function: FunctionId) -> bool {
    let Some(function) = script.function(function) else { return true };
    let is_inside = |span: stockade_parse::script::ir::Span| {
        function.span.start <= span.start && span.end <= function.span.end
    };
    let is_choice = |expression: &Expression| {
        matches!(
            expression,
            Expression::Conditional(..) | Expression::Logical(..) | Expression::AssignLogical(..)
        )
    };
    block_chooses(&function.body)
        || script.iter().any(|(id, expression)| is_choice(expression) && is_inside(script.span(id)))
}

fn block_chooses(block: &Block) -> bool {
    block.iter().any(|statement| match statement {
        Statement::If(..) | Statement::Switch(..) | Statement::Try(..) => true,
        Statement::Loop(inner) => block_chooses(&inner.before) || block_chooses(&inner.body),
        Statement::Block(inner) => block_chooses(inner),
        _ => false,
    })
}

/// What RC4 gives for a text and a key, characters as bytes.
pub(in crate::flow) fn decipher(text: &str, key: &str, encoding: Encoding) -> Option<String> {
    let plain = match encoding {
        Encoding::Plain => text.to_owned(),
        Encoding::Base64 => String::from_utf8_lossy(&fold::decode(text, "base64")?).into_owned(),
        Encoding::SwappedBase64 => {
            let swap = |letter: char| match letter {
                letter if letter.is_ascii_lowercase() => letter.to_ascii_uppercase(),
                letter => letter.to_ascii_lowercase(),
            };
            let swapped: String = text.chars().map(swap).collect();
            String::from_utf8_lossy(&fold::decode(&swapped, "base64")?).into_owned()
        }
    };
    let mut stream = Stream::new(&key.encode_utf16().collect::<Vec<u16>>())?;
    let units: Vec<u16> = plain.encode_utf16().map(|unit| unit ^ u16::from(stream.next_byte())).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The bytes that RC4 makes of a key.
struct Stream {
    table: [u8; 256],
    left: u8,
    right: u8,
}

impl Stream {
    fn new(key: &[u16]) -> Option<Self> {
        let mut table = [0_u8; 256];
        for (byte, number) in table.iter_mut().zip(0_u8..=255) {
            *byte = number;
        }
        let mut right = 0_u8;
        for (index, key) in (0_u8..=255).zip(key.iter().cycle()) {
            let byte = table[usize::from(index)];
            right = right.wrapping_add(byte).wrapping_add(key.to_le_bytes()[0]);
            table.swap(usize::from(index), usize::from(right));
        }
        (!key.is_empty()).then_some(Self { table, left: 0, right: 0 })
    }

    fn next_byte(&mut self) -> u8 {
        self.left = self.left.wrapping_add(1);
        let byte = self.table[usize::from(self.left)];
        self.right = self.right.wrapping_add(byte);
        let other = self.table[usize::from(self.right)];
        self.table.swap(usize::from(self.left), usize::from(self.right));
        self.table[usize::from(byte.wrapping_add(other))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_hold() {
        let hexadecimal =
            |text: &str| text.chars().map(|it| format!("{:02x}", u32::from(it))).collect::<String>();
        let deciphered = |text, key| hexadecimal(&decipher(text, key, Encoding::Plain).unwrap());
        assert_eq!(deciphered("Plaintext", "Key"), "bbf316e8d940af0ad3");
        assert_eq!(deciphered("pedia", "Wiki"), "1021bf0420");
    }

    #[test]
    fn encodings_are_read_first() {
        let bytes = decipher("Plaintext", "Key", Encoding::Plain).unwrap();
        let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, bytes);
        assert_eq!(decipher(&encoded, "Key", Encoding::Base64).as_deref(), Some("Plaintext"));
        assert_eq!(decipher("", "", Encoding::Plain), None);
    }
}
