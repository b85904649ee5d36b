//! JSON that is safe to print.
//!
//! JSON itself escapes control characters below space only. Bidirectional overrides, invisible characters and
//! C1 codes are written as `\u` escapes too: the document says the same, and a terminal shows what it says.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use stockade_model::escape::is_deceptive;

/// Writes `value` with indentation and a line end.
pub(crate) fn write_pretty(value: &impl Serialize, mut out: &mut dyn Write) -> Result<(), serde_json::Error> {
    value.serialize(&mut Serializer::with_formatter(&mut out, Safe(PrettyFormatter::new())))?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// Writes `value` on one line, with a line end.
pub(crate) fn write_line(value: &impl Serialize, mut out: &mut dyn Write) -> Result<(), serde_json::Error> {
    value.serialize(&mut Serializer::with_formatter(&mut out, Safe(CompactFormatter)))?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// `value` as [`write_pretty`] writes it.
#[cfg(test)]
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    write_pretty(value, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A formatter that writes what another writes, with deceptive characters escaped.
struct Safe<F>(F);

/// Hands methods on to the inner formatter.
macro_rules! hand_on {
    ($($method:ident($($flag:ident)?);)*) => {
        $(fn $method<W: ?Sized + Write>(&mut self, writer: &mut W $(, $flag: bool)?) -> io::Result<()> {
            self.0.$method(writer $(, $flag)?)
        })*
    };
}

impl<F: Formatter> Formatter for Safe<F> {
    hand_on! {
        begin_array();
        end_array();
        begin_array_value(is_first);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(is_first);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain_from = 0;
        for (index, character) in fragment.char_indices().filter(|(_, character)| is_deceptive(*character)) {
            self.0.write_string_fragment(writer, fragment.get(plain_from..index).unwrap_or_default())?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain_from = index + character.len_utf8();
        }
        self.0.write_string_fragment(writer, fragment.get(plain_from..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceptive_characters_are_escaped_and_read_back() {
        let text = "a\u{202e}b\u{9b}c\u{e0041}d\u{7f}\u{1b}\n\"é";
        let mut out = Vec::new();
        write_line(&text, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, "\"a\\u202eb\\u009bc\\udb40\\udc41d\\u007f\\u001b\\n\\\"é\"\n");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
