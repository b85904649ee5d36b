//! How a call is spelled: whether the names it uses come out of a decoder.
//!
//! The values of a call tell what it does; its text tells whether a reader was meant to see that. `load(d(7))` and
//! `m[d("Zm9v")](…)`, where `d` gives a name for a number or a code, are how obfuscators write calls.

use std::borrow::Cow;

use stockade_parse::script::Lexical;

use crate::facts::Facts;
use crate::flow::Spot;

impl Facts<'_> {
    /// The text of an analysed stretch.
    #[must_use]
    pub fn spelled(&self, spot: Spot) -> Cow<'_, str> {
        let locus = self.locus(spot);
        match self.text(&locus.file) {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(locus.start..locus.end).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.get(locus.start..locus.end).unwrap_or_default().to_owned()),
        }
    }
}

/// Whether `text` uses `name` as code, as `x.name` or `x["name"]`; inside a longer string it is only quoted.
#[must_use]
pub fn uses_name(text: &str, name: &str) -> bool {
    text.contains(name) && Lexical::of(text).tokens.iter().any(|token| token.text == name)
}

/// Longest text that is looked through, in bytes: a call's own spelling is shorter.
const CALL_BYTES: usize = 2_000;

/// Whether `text` hands what a function gives for constants to a call, as `f(d(1, "x"))`.
#[must_use]
pub fn is_given_decoded(text: &str) -> bool {
    follows(text, b'(', b')')
}

/// Whether `text` reads a property whose name a function gives for constants, as `m[d(1)]`.
#[must_use]
pub fn reads_decoded(text: &str) -> bool {
    follows(text, b'[', b']')
}

fn follows(text: &str, open: u8, close: u8) -> bool {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..CALL_BYTES.min(bytes.len())).unwrap_or_default();
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == open).map(|(at, _)| at);
    starts.into_iter().any(|at| {
        let mut reader = Reader { bytes, at: at + 1 };
        reader.decoder_call() && reader.eats(close)
    })
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn eats(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// `name(constant, constant)`.
    fn decoder_call(&mut self) -> bool {
        if !self.peek().is_some_and(|byte| byte.is_ascii_alphabetic() || b"_$".contains(&byte)) {
            return false;
        }
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(byte))
        {
            self.at += 1;
        }
        if !self.eats(b'(') {
            return false;
        }
        loop {
            if !self.constant() {
                return false;
            }
            if !self.eats(b',') {
                return self.eats(b')');
            }
        }
    }

    fn constant(&mut self) -> bool {
        self.eats(b'-');
        match self.peek() {
            Some(quote @ (b'"' | b'\'' | b'`')) => {
                self.at += 1;
                while let Some(byte) = self.bytes.get(self.at).copied().filter(|byte| *byte != quote) {
                    self.at += if byte == b'\\' { 2 } else { 1 };
                }
                self.eats(quote)
            }
            Some(digit) if digit.is_ascii_digit() => {
                while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphanumeric) {
                    self.at += 1;
                }
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_quoted_code_is_not_used() {
        for text in ["x.charCodeAt(0)", "x['charCodeAt'](0)", "(0, x)[\"charCodeAt\"]"] {
            assert!(uses_name(text, "charCodeAt"), "{text}");
        }
        for text in ["eval('x.charCodeAt(0)')", "x.charCode(0)", "x.charCodeAtAll"] {
            assert!(!uses_name(text, "charCodeAt"), "{text}");
        }
    }

    #[test]
    fn names_out_of_decoders_are_seen() {
        assert!(is_given_decoded("require(_0xf0(0x5))"));
        assert!(is_given_decoded("q(u( \"Fw0=\", 3 ))"));
        assert!(reads_decoded("m[d(-1)](x)"));
    }

    #[test]
    fn other_computed_names_are_not() {
        assert!(!is_given_decoded("require(\"fs\")"));
        assert!(!is_given_decoded("require(resolve(name))"));
        assert!(!reads_decoded("m[names[1]](x)"));
        assert!(!reads_decoded("m[d(x)]"));
        assert!(!reads_decoded("m[d(\""));
    }
}
