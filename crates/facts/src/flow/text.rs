//! Methods of texts, computed where all they need is known.

use super::array::range;
use super::call::Arguments;
use super::engine::Engine;
use super::operator::number;
use super::value::{Item, Value};
use crate::vocabulary::HOLE;

/// Shorter texts are words and separators rather than data to decode, in bytes: the common obfuscators cut
/// what they encode into pieces of ten characters.
const DATA_BYTES: usize = 4;

impl Engine<'_> {
    /// A method of a text or number; nothing when the object is neither or the method is not theirs.
    pub(super) fn text_method(
        &mut self,
        object: &Value,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        let labels = arguments.all().fold(object.labels, |labels, value| labels.with(value.labels));
        if let Some(number) = object.exact_number() {
            return number_method(number, method, arguments).map(|value| value.with_labels(labels));
        }
        let texts: Vec<_> = object.texts().cloned().collect();
        if texts.is_empty() || texts.len() != object.items.len() || object.is_open {
            return None;
        }
        if method == "concat" && arguments.more.is_none() {
            // What is not known becomes a hole, as with `+`.
            let parts: Vec<&Value> = std::iter::once(object).chain(&arguments.values).collect();
            return Some(self.join_texts(&parts).with_labels(labels));
        }
        let mut result = Value::default();
        for text in texts {
            if !self.spend(1 + text.len() as u64 / 32) {
                return Some(Value::labelled(labels));
            }
            let value = match partial_method(&text, method) {
                Some(value) => value,
                None if text.contains(HOLE) => Value::open(),
                None => self.exact_method(&text, method, arguments)?,
            };
            result.join(&value);
        }
        Some(result.with_labels(labels))
    }

    /// A method of a text without unknown parts.
    fn exact_method(&mut self, text: &str, method: &str, arguments: &Arguments) -> Option<Value> {
        let first = arguments.get(0);
        if matches!(method, "charAt" | "at" | "charCodeAt" | "codePointAt" | "slice" | "substring" | "substr")
        {
            self.data_read += u64::from(text.len() >= DATA_BYTES);
        }
        Some(match method {
            "charAt" | "at" => {
                unit_at(text, &first).map_or_else(|| Value::text(""), |unit| Value::text(unit_text(unit)))
            }
            "codePointAt" => code_point_at(text, &first).map_or_else(Value::undefined, Value::number),
            "charCodeAt" => unit_at(text, &first)
                .map_or_else(|| Value::number(f64::NAN), |unit| Value::number(f64::from(unit))),
            "slice" => part(text, &first, &arguments.get(1))?,
            "substring" => substring(text, &first, &arguments.get(1))?,
            "substr" => substr(text, &first, &arguments.get(1))?,
            "split" => return self.split(text, &first, &arguments.get(1)),
            "repeat" => {
                let count = number(&first)?;
                #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52")]
                let length = text.len() as f64 * count;
                if !(0.0..super::operator::TEXT_BYTES as f64).contains(&length) {
                    return Some(Value::open());
                }
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
                Value::text(text.repeat(count as usize))
            }
            "replace" | "replaceAll" => self.replaced(text, method, arguments),
            "indexOf" | "lastIndexOf" => index_of(text, method, &first)?,
            "includes" => Value::boolean(text.contains(&**first.exact_text()?)),
            "startsWith" => Value::boolean(text.starts_with(&**first.exact_text()?)),
            "endsWith" => Value::boolean(text.ends_with(&**first.exact_text()?)),
            "padStart" | "padEnd" => padded(text, method, &first, &arguments.get(1))?,
            "match" | "matchAll" => self.matched(text, method, &first),
            "search" => self.searched(text, &first),
            "concat" => {
                let own = Value::text(text);
                let parts: Vec<&Value> = std::iter::once(&own).chain(&arguments.values).collect();
                self.join_texts(&parts)
            }
            "italics" | "bold" | "big" | "small" | "strike" | "sub" | "sup" | "fixed" | "blink"
            | "fontcolor" | "fontsize" | "link" | "anchor" => marked_up(text, method, &first)?,
            "localeCompare" | "normalize" => Value::open(),
            _ => return None,
        })
    }
}

/// Methods that are right for the known parts of a text even if others are unknown.
fn partial_method(text: &str, method: &str) -> Option<Value> {
    Some(match method {
        "toString" | "valueOf" | "String" => Value::text(text),
        "toLowerCase" | "toLocaleLowerCase" => Value::text(text.to_lowercase()),
        "toUpperCase" | "toLocaleUpperCase" => Value::text(text.to_uppercase()),
        "trim" => Value::text(text.trim()),
        "trimStart" | "trimLeft" => Value::text(text.trim_start()),
        "trimEnd" | "trimRight" => Value::text(text.trim_end()),
        _ => return None,
    })
}

fn number_method(number: f64, method: &str, arguments: &Arguments) -> Option<Value> {
    if !matches!(method, "toString") {
        return None;
    }
    match arguments.values.first() {
        None => Some(Value::text(super::operator::number_text(number))),
        Some(radix) => {
            let radix = super::operator::number(radix)?;
            if !(2.0..=36.0).contains(&radix) || number < 0.0 || number.fract() != 0.0 || number > 9.0e15 {
                return None;
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
            let (mut rest, radix) = (number as u64, radix as u64);
            let mut digits = Vec::new();
            loop {
                digits.push(char::from_digit(u32::try_from(rest % radix).ok()?, u32::try_from(radix).ok()?)?);
                rest /= radix;
                if rest == 0 {
                    break;
                }
            }
            Some(Value::text(digits.into_iter().rev().collect::<String>()))
        }
    }
}

pub(super) fn unit_at(text: &str, index: &Value) -> Option<u16> {
    let index = number(index).filter(|index| !index.is_nan()).unwrap_or(0.0);
    if !(0.0..4.0e9).contains(&index) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let index = index as usize;
    if text.is_ascii() {
        return text.as_bytes().get(index).map(|byte| u16::from(*byte));
    }
    text.encode_utf16().nth(index)
}

/// The methods that put a text into an element, which code made of symbols takes its letters from.
fn marked_up(text: &str, method: &str, given: &Value) -> Option<Value> {
    let (tag, attribute) = match method {
        "italics" => ("i", None),
        "bold" => ("b", None),
        "fixed" => ("tt", None),
        "fontcolor" => ("font", Some("color")),
        "fontsize" => ("font", Some("size")),
        "link" => ("a", Some("href")),
        "anchor" => ("a", Some("name")),
        other => (other, None),
    };
    let given = match given.exact()? {
        Item::Undefined => "undefined".to_owned(),
        Item::Text(given) if !given.contains(HOLE) => given.replace('"', "&quot;"),
        Item::Number(number) => super::operator::number_text(*number),
        _ if attribute.is_none() => String::new(),
        _ => return None,
    };
    let attribute = attribute.map(|name| format!(" {name}=\"{given}\"")).unwrap_or_default();
    Some(Value::text(format!("<{tag}{attribute}>{text}</{tag}>")))
}

/// `escape(text)`: what is no letter, digit or one of a few signs becomes a code.
pub(super) fn escaped(text: &str) -> Value {
    let mut result = String::with_capacity(text.len());
    for unit in text.encode_utf16() {
        match u8::try_from(unit).ok() {
            Some(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => {
                result.push(char::from(byte));
            }
            Some(byte) => result.push_str(&format!("%{byte:02X}")),
            None => result.push_str(&format!("%u{unit:04X}")),
        }
    }
    Value::text(result)
}

/// A time in milliseconds as JavaScript shows it where the clock is that of Greenwich.
pub(super) fn date(time: f64) -> Option<String> {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the check")]
    let seconds = (0.0..4.0e12).contains(&time).then_some((time / 1_000.0) as u64)?;
    let (mut days, clock) = (seconds / 86_400, seconds % 86_400);
    let weekday = DAYS.get(usize::try_from(days % 7).ok()?)?;
    let is_leap =
        |year: u64| (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while let Some(length) = lengths.get(month).filter(|length| days >= **length) {
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
    let (name, day) = (MONTHS.get(month)?, days + 1);
    Some(format!(
        "{weekday} {name} {day:02} {year} {hour:02}:{minute:02}:{second:02} GMT+0000 (Coordinated Universal Time)"
    ))
}

/// The code point that begins at a UTF-16 unit; the unit itself where it is the second of a pair.
fn code_point_at(text: &str, index: &Value) -> Option<f64> {
    let unit = unit_at(text, index)?;
    if !(0xd800..0xdc00).contains(&unit) {
        return Some(f64::from(unit));
    }
    let index = number(index).filter(|index| !index.is_nan()).unwrap_or(0.0);
    let next = unit_at(text, &Value::number(index + 1.0)).unwrap_or_default();
    let character = char::decode_utf16([unit, next]).next()?.ok()?;
    Some(f64::from(u32::from(character)))
}

fn unit_text(unit: u16) -> String {
    String::from_utf16_lossy(&[unit])
}

/// `slice(start, end)`.
fn part(text: &str, start: &Value, end: &Value) -> Option<Value> {
    if text.is_ascii() {
        let (start, end) = range(text.len(), start, end)?;
        return Some(Value::text(text.get(start..end).unwrap_or_default()));
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    let (start, end) = range(units.len(), start, end)?;
    Some(Value::text(String::from_utf16_lossy(units.get(start..end).unwrap_or_default())))
}

fn substring(text: &str, start: &Value, end: &Value) -> Option<Value> {
    let clamp = |value: &Value| match number(value) {
        Some(number) if number < 0.0 || number.is_nan() => Value::number(0.0),
        _ => value.clone(),
    };
    let (start, end) = if matches!(end.exact(), Some(Item::Undefined)) {
        (clamp(start), end.clone())
    } else {
        let (first, last) = (number(&clamp(start))?, number(&clamp(end))?);
        (Value::number(first.min(last)), Value::number(first.max(last)))
    };
    part(text, &start, &end)
}

fn substr(text: &str, start: &Value, length: &Value) -> Option<Value> {
    if matches!(length.exact(), Some(Item::Undefined)) {
        return part(text, start, length);
    }
    #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52")]
    let total = text.encode_utf16().count() as f64;
    let start = number(start)?;
    let start = if start < 0.0 { (total + start).max(0.0) } else { start };
    part(text, &Value::number(start), &Value::number(start + number(length)?))
}

fn index_of(text: &str, method: &str, wanted: &Value) -> Option<Value> {
    let wanted = wanted.exact_text()?;
    let found = if method == "indexOf" { text.find(&**wanted) } else { text.rfind(&**wanted) };
    #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52")]
    Some(Value::number(
        found.map_or(-1.0, |at| text.get(..at).unwrap_or_default().encode_utf16().count() as f64),
    ))
}

fn padded(text: &str, method: &str, length: &Value, fill: &Value) -> Option<Value> {
    let fill = match fill.exact() {
        Some(Item::Undefined) => " ".to_owned(),
        Some(Item::Text(fill)) if !fill.is_empty() && !fill.contains(HOLE) => fill.to_string(),
        _ => return None,
    };
    let wanted = number(length).filter(|length| (0.0..65_536.0).contains(length))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let missing = (wanted as usize).saturating_sub(text.chars().count());
    let padding: String = fill.chars().cycle().take(missing).collect();
    Some(Value::text(if method == "padStart" { padding + text } else { text.to_owned() + &padding }))
}
