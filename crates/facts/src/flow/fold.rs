//! Pure functions of the outside world, computed where their arguments are known.

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose};

use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::operator::{number, text_number, to_int32};
use super::record::Spot;
use super::value::{Item, Value};
use crate::vocabulary::{HOLE, Source};

/// Shortest text whose decoding is worth a label, in characters: shorter ones are keys and flags.
const DECODED_CHARACTERS: usize = 4;

/// Functions that read a buffer as the text it spells.
const READ_AS_TEXT: [&str; 8] =
    ["JSON.parse", "decodeURIComponent", "decodeURI", "unescape", "atob", "btoa", "String", "parseInt"];

impl Engine<'_> {
    /// What a pure function gives; nothing when `path` is none or its arguments are not known.
    pub(super) fn fold(
        &mut self,
        path: &str,
        this: &Value,
        arguments: &Arguments,
        spot: Spot,
    ) -> Option<Value> {
        let mut first = arguments.get(0);
        if READ_AS_TEXT.contains(&path) {
            first = self.spelled(&first);
        }
        let labels = arguments.all().fold(first.labels, |labels, value| labels.with(value.labels));
        let value = match path {
            "String.fromCharCode" | "String.fromCodePoint" => self.text_of_char_codes(arguments, spot)?,
            "String" | "String.raw" => self.join_texts(&[&first]),
            "Date" => {
                let time = number(&first).filter(|time| !time.is_nan())?;
                let class = Some(self.api("Date"));
                let address = Some(Box::new(Value::number(time)));
                Value::of(Item::Object(self.new_object(Object { class, address, ..Object::default() })))
            }
            "Boolean" => Value::boolean(first.truth()?),
            "Number" | "parseFloat" => Value::number(number(&first)?),
            "parseInt" | "Number.parseInt" => parse_int(&first, &arguments.get(1))?,
            "atob" => self.base64_decoded(first.exact_text()?, spot)?,
            "btoa" => Value::text(general_purpose::STANDARD.encode(latin1(first.exact_text()?)?)),
            "Buffer.from" | "buffer.Buffer.from" | "Buffer" => return self.buffer_from(arguments, spot),
            "Buffer.concat" => self.joined_bytes(&first).unwrap_or_else(|| self.any_item(&first)),
            "Buffer.alloc" | "Buffer.allocUnsafe" if arguments.values.len() == 1 => self.new_bytes(&first)?,
            "TextDecoder.decode" => self.text_decoded(this, &first, spot)?,
            "TextEncoder.encode" => self.buffer(first.exact_text()?.as_bytes()),
            "RegExp" => self.new_expression(arguments)?,
            "decodeURIComponent" | "decodeURI" => self.percent_decoded(first.exact_text()?, spot),
            "unescape" => self.unescaped(first.exact_text()?, spot),
            "escape" => {
                let text = self.join_texts(&[&first]);
                super::text::escaped(text.exact_text()?)
            }
            "encodeURIComponent" | "encodeURI" => first.clone(),
            "path.join" | "path.resolve" => self.path_join(arguments, path == "path.resolve"),
            "path.dirname" => folder_of(&first)?,
            "path.basename" => Value::text(first.exact_text()?.rsplit('/').next().unwrap_or_default()),
            "path.normalize" => first.clone(),
            "url.fileURLToPath" | "url.pathToFileURL" => without_file_scheme(&first),
            "require.resolve" if first.texts().any(|text| text.starts_with('.')) => first.clone(),
            "require.resolve" => Value::text(installed_path(first.texts().next()?)?),
            "os.homedir" => Value::text("~"),
            "os.tmpdir" => Value::text("/tmp"),
            "process.cwd" => Value::text("."),
            "JSON.stringify" => return Some(Value::labelled(labels.with(self.deep_labels(&first)))),
            "JSON.parse" => self.json(&first)?,
            "Math.floor" => Value::number(number(&first)?.floor()),
            "Math.ceil" => Value::number(number(&first)?.ceil()),
            "Math.round" => Value::number((number(&first)? + 0.5).floor()),
            "Math.trunc" => Value::number(number(&first)?.trunc()),
            "Math.abs" => Value::number(number(&first)?.abs()),
            "Math.min" | "Math.max" => extreme(path, arguments)?,
            "Math.pow" => Value::number(number(&first)?.powf(number(&arguments.get(1))?)),
            "Object.keys" | "Reflect.ownKeys" | "Object.getOwnPropertyNames" => self.keys(&first)?,
            "Object.values" | "Object.entries" => self.values(path, &first),
            "Object.assign" => self.assign_all(arguments),
            "Object.create" => self.created(arguments, spot),
            "Object.defineProperty" | "Reflect.defineProperty" => {
                return self.define_property(&first, &arguments.get(1), &arguments.get(2), spot);
            }
            "Object.defineProperties" => {
                return self.define_properties(&first, &arguments.get(1), spot);
            }
            "Object.getOwnPropertyDescriptor" | "Reflect.getOwnPropertyDescriptor" => {
                self.descriptor(&first, &arguments.get(1), spot)
            }
            "Object.prototype.toString" => Value::text(match this.exact()? {
                Item::Undefined => "[object Undefined]",
                Item::Null => "[object Null]",
                _ => return None,
            }),
            "Object" if matches!(first.exact(), Some(Item::Undefined | Item::Null)) => {
                Value::of(Item::Object(self.new_object(Object::default())))
            }
            "Object.freeze" | "Object.seal" | "Object" | "Object.fromEntries" => first.clone(),
            "Array.from" => return self.array_from(arguments),
            "Array.of" => self.array(arguments.values.clone()),
            "Array" => {
                self.array(if arguments.values.len() > 1 { arguments.values.clone() } else { Vec::new() })
            }
            "Array.isArray" => Value::open(),
            "Reflect.apply" => {
                let arguments = self.listed(&arguments.get(2));
                return Some(self.call_value(&first, &Value::undefined(), arguments, spot));
            }
            "Reflect.construct" => {
                let list = self.exact_items(&arguments.get(1)).unwrap_or_default();
                return Some(self.construct(&first, Arguments::of(list), spot));
            }
            "Reflect.get" => self.read_index(&first, &arguments.get(1), spot),
            "Object.getPrototypeOf" | "Reflect.getPrototypeOf" => self.prototype_value(&first),
            "Promise.resolve" | "Promise.all" | "Promise.allSettled" | "Promise.race" | "Promise.any"
            | "Symbol" => first.clone(),
            "Promise" => return Some(self.promise(&first)),
            "Uint8Array" => self.new_bytes(&first).unwrap_or(first),
            "Uint8Array.from" if arguments.values.len() > 1 => {
                let list = self.array_from(arguments)?;
                self.new_bytes(&list).unwrap_or(list)
            }
            "Uint8Array.from" | "Uint8Array.of" => {
                let list = if path.ends_with("of") { self.array(arguments.values.clone()) } else { first };
                self.new_bytes(&list).unwrap_or(list)
            }
            "Int8Array" | "Uint16Array" | "Uint32Array" | "Uint8ClampedArray" => first.clone(),
            "Math.random" => {
                self.chances += 1;
                return None;
            }
            "TextDecoder" | "TextEncoder" | "Date.now" | "console.log" => {
                return self.plain(path, &first);
            }
            _ => return None,
        };
        Some(value.with_labels(labels))
    }

    fn plain(&mut self, path: &str, encoding: &Value) -> Option<Value> {
        match path {
            "TextDecoder" | "TextEncoder" => {
                let class = Some(self.api(path));
                let address = encoding.exact_text().map(|_| Box::new(encoding.clone()));
                let object = Object { class, address, ..Object::default() };
                Some(Value::of(Item::Object(self.new_object(object))))
            }
            _ => None,
        }
    }

    /// The label of a hidden text that was decoded at `spot`.
    pub(super) fn decoded_label(&mut self, spot: Spot) -> Labels {
        self.labels.label(Source::Decoded, spot)
    }

    fn text_of_char_codes(&mut self, arguments: &Arguments, spot: Spot) -> Option<Value> {
        if arguments.more.is_some() {
            return None;
        }
        let units: Option<Vec<u16>> = arguments
            .values
            .iter()
            .map(|value| {
                number(value).map(|number| u16::try_from(to_int32(number) & 0xffff).unwrap_or_default())
            })
            .collect();
        let text = String::from_utf16_lossy(&units?);
        // A decoder gives letters too; a lone quote or line end is how it is best written.
        let is_piece = self.turns > 0 && text.chars().any(char::is_alphanumeric);
        let is_hidden = text.chars().count() >= DECODED_CHARACTERS || is_piece;
        let value = Value::text(text);
        Some(if is_hidden { value.with_labels(self.decoded_label(spot)) } else { value })
    }

    /// `atob(text)`.
    fn base64_decoded(&mut self, text: &str, spot: Spot) -> Option<Value> {
        if !self.spend(1 + text.len() as u64 / 16) {
            return None;
        }
        let value = Value::text(latin1_text(&decode(text, "base64")?));
        let is_hidden = text.len() >= DECODED_CHARACTERS;
        Some(if is_hidden { value.with_labels(self.decoded_label(spot)) } else { value })
    }

    /// `Buffer.from(text, encoding)`, or a list of bytes.
    fn buffer_from(&mut self, arguments: &Arguments, spot: Spot) -> Option<Value> {
        let first = arguments.get(0);
        let encoding = arguments.get(1);
        let encoding =
            encoding.exact_text().map_or_else(|| "utf8".to_owned(), |text| text.to_ascii_lowercase());
        let is_decoding = matches!(encoding.as_str(), "base64" | "base64url" | "hex");
        if let Some(text) = first.exact_text() {
            if !self.spend(1 + text.len() as u64 / 16) {
                return None;
            }
            let value = self.buffer(decode(text, &encoding)?).with_labels(first.labels);
            let is_hidden = is_decoding && text.len() >= DECODED_CHARACTERS;
            return Some(if is_hidden { value.with_labels(self.decoded_label(spot)) } else { value });
        }
        if let Some(bytes) = self.given_bytes(&first) {
            let is_hidden = bytes.len() >= DECODED_CHARACTERS;
            let value = self.buffer(bytes).with_labels(self.deep_labels(&first));
            return Some(if is_hidden { value.with_labels(self.decoded_label(spot)) } else { value });
        }
        let labels = self.deep_labels(&first);
        let is_decoding = is_decoding && !labels.is_empty();
        Some(Value::labelled(if is_decoding { labels.with(self.decoded_label(spot)) } else { labels }))
    }

    /// `new TextDecoder(encoding).decode(bytes)`.
    fn text_decoded(&mut self, this: &Value, bytes: &Value, spot: Spot) -> Option<Value> {
        let known = self.given_bytes(bytes)?;
        let encoding = self.address_of(this).and_then(|name| name.exact_text().cloned());
        let value = self.text_of_bytes(&known, encoding.as_deref().unwrap_or("utf8"), spot)?;
        let labels = self.deep_labels(bytes);
        let is_hidden = known.len() >= DECODED_CHARACTERS;
        Some(if is_hidden { value.with_labels(labels.with(self.decoded_label(spot))) } else { value })
    }

    fn percent_decoded(&mut self, text: &str, spot: Spot) -> Value {
        let decoded: String = percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let escapes = text.matches('%').count();
        let value = Value::text(decoded);
        if escapes * 3 > text.len() / 2 && escapes >= DECODED_CHARACTERS {
            value.with_labels(self.decoded_label(spot))
        } else {
            value
        }
    }

    /// `unescape(text)`: `%uXXXX` and `%XX` are UTF-16 units.
    fn unescaped(&mut self, text: &str, spot: Spot) -> Value {
        let mut units: Vec<u16> = Vec::with_capacity(text.len());
        let mut rest = text;
        let mut escapes = 0;
        while let Some(character) = rest.chars().next() {
            let code = [("%u", 6), ("%", 3)].into_iter().find_map(|(mark, length)| {
                let digits = rest.get(..length)?.strip_prefix(mark)?;
                Some((u16::from_str_radix(digits, 16).ok()?, length))
            });
            let (unit, length) = code.map_or((None, character.len_utf8()), |(unit, it)| (Some(unit), it));
            escapes += usize::from(unit.is_some());
            match unit {
                Some(unit) => units.push(unit),
                None => units.extend_from_slice(character.encode_utf16(&mut [0; 2])),
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        self.spend(1 + text.len() as u64 / 16);
        let value = Value::text(String::from_utf16_lossy(&units));
        let is_hidden = escapes >= DECODED_CHARACTERS && escapes * 3 > text.len() / 2;
        if is_hidden { value.with_labels(self.decoded_label(spot)) } else { value }
    }

    /// Paths joined as Node does, as far as they are known.
    fn path_join(&mut self, arguments: &Arguments, is_resolve: bool) -> Value {
        let slash = Value::text("/");
        let mut parts: Vec<&Value> = Vec::new();
        for (index, value) in arguments.all().enumerate() {
            let is_rooted = value.texts().any(|text| text.starts_with(['/', '~', super::module::PACKAGE]));
            if is_resolve && is_rooted {
                parts.clear();
            } else if index > 0 && !parts.is_empty() {
                parts.push(&slash);
            }
            parts.push(value);
        }
        let joined = self.join_texts(&parts);
        let mut result = Value { is_open: joined.is_open, labels: joined.labels, ..Value::default() };
        for text in joined.texts() {
            result.join(&Value::text(super::module::normalised(text)));
        }
        result
    }

    fn json(&mut self, value: &Value) -> Option<Value> {
        let text = value.exact_text()?;
        let document: serde_json::Value = serde_json::from_str(text).ok()?;
        self.spend(text.len() as u64 / 8);
        Some(self.json_value(&document))
    }

    /// A JSON document as a value.
    pub(super) fn json_value(&mut self, document: &serde_json::Value) -> Value {
        match document {
            serde_json::Value::Null => Value::of(Item::Null),
            serde_json::Value::Bool(value) => Value::boolean(*value),
            serde_json::Value::Number(number) => Value::number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(text) => Value::text(text.as_str()),
            serde_json::Value::Array(items) => {
                let items =
                    items.iter().take(super::assign::ELEMENTS).map(|item| self.json_value(item)).collect();
                self.array(items)
            }
            serde_json::Value::Object(entries) => {
                let mut object = Object::default();
                for (key, entry) in entries {
                    let name = self.names.intern(key);
                    let entry = self.json_value(entry);
                    object.properties.insert(name, entry);
                }
                Value::of(Item::Object(self.new_object(object)))
            }
        }
    }

    fn keys(&mut self, value: &Value) -> Option<Value> {
        if value.apis().next().is_some() {
            return Some(Value::labelled(value.labels));
        }
        let keys = self.exact_keys(value)?;
        Some(self.array(keys))
    }

    fn values(&mut self, path: &str, value: &Value) -> Value {
        let is_entries = path.ends_with("entries");
        if let Some(pairs) = self.exact_entries(value) {
            let items = pairs.into_iter().map(|(key, item)| match is_entries {
                true => self.array(vec![key, item]),
                false => item,
            });
            let items: Vec<Value> = items.collect();
            return self.array(items);
        }
        let any = self.any_item(value);
        let key = Value::labelled(value.labels);
        let rest = if is_entries { self.array(vec![key, any]) } else { any };
        let rest = Value { is_open: true, ..rest };
        Value::of(Item::Object(self.new_object(Object {
            elements: Some(Vec::new()),
            rest,
            ..Object::default()
        })))
        .with_labels(value.labels)
    }

    fn assign_all(&mut self, arguments: &Arguments) -> Value {
        let target = arguments.get(0);
        for source in arguments.values.iter().skip(1).chain(&arguments.more) {
            self.copy_properties(&target, source);
        }
        target
    }

    fn array_from(&mut self, arguments: &Arguments) -> Option<Value> {
        let source = arguments.get(0);
        let function = arguments.get(1);
        let base = match self.exact_items(&source) {
            Some(items) => self.array(items),
            None => Value::labelled(self.deep_labels(&source)),
        };
        if function.functions().next().is_none() {
            return Some(base);
        }
        let mapped = self.array_method(&base, "map", &Arguments::of(vec![function.clone()]), Spot::default());
        Some(mapped.unwrap_or_else(|| self.call_functions_in(&function, source.labels)))
    }

    fn prototype_value(&mut self, value: &Value) -> Value {
        match value.exact() {
            // Whatever function it is, async or generator, its prototype's constructor makes code.
            Some(Item::Function(_)) => self.api_value("Function.prototype"),
            _ => Value::open(),
        }
    }
}

/// The file that a package's name leads to, where dependencies are installed; unknown parts stay holes.
fn installed_path(specifier: &str) -> Option<String> {
    if specifier.starts_with(['.', '/', super::module::PACKAGE]) {
        return None;
    }
    let name_parts = if specifier.starts_with('@') { 2 } else { 1 };
    let has_path = specifier.split('/').count() > name_parts;
    Some(format!("node_modules/{specifier}{}", if has_path { "" } else { "/index.js" }))
}

fn folder_of(value: &Value) -> Option<Value> {
    let mut result = Value::default();
    for text in value.texts() {
        result.join(&Value::text(text.rsplit_once('/').map_or(".", |(folder, _)| folder)));
    }
    (!result.items.is_empty()).then_some(result)
}

fn without_file_scheme(value: &Value) -> Value {
    let mut result = Value { is_open: value.is_open, labels: value.labels, ..Value::default() };
    for text in value.texts() {
        result.join(&Value::text(text.strip_prefix("file://").unwrap_or(text)));
    }
    result
}

fn extreme(path: &str, arguments: &Arguments) -> Option<Value> {
    if arguments.more.is_some() {
        return None;
    }
    let numbers: Option<Vec<f64>> = arguments.values.iter().map(number).collect();
    let numbers = numbers?.into_iter();
    Some(Value::number(if path == "Math.min" {
        numbers.fold(f64::INFINITY, f64::min)
    } else {
        numbers.fold(f64::NEG_INFINITY, f64::max)
    }))
}

fn parse_int(value: &Value, radix: &Value) -> Option<Value> {
    let radix = number(radix).filter(|radix| (2.0..=36.0).contains(radix)).unwrap_or(10.0);
    let text = match value.exact()? {
        Item::Text(text) if !text.contains(HOLE) => text.trim().to_owned(),
        Item::Number(number) => return Some(Value::number(number.trunc())),
        _ => return None,
    };
    let (text, radix) = match text.strip_prefix("0x") {
        Some(digits) => (digits.to_owned(), 16.0),
        None => (text, radix),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 2 and 36")]
    let radix = radix as u32;
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text.as_str()), |digits| (-1.0, digits));
    let end = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
    let digits = digits.get(..end).unwrap_or_default();
    if digits.is_empty() {
        return Some(Value::number(f64::NAN));
    }
    let parsed = u64::from_str_radix(digits, radix).ok();
    #[expect(clippy::cast_precision_loss, reason = "as JavaScript's own numbers")]
    Some(Value::number(sign * parsed.map_or_else(|| text_number(digits), |number| number as f64)))
}

/// The text whose characters are the bytes.
pub(super) fn latin1_text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The text that bytes spell in UTF-16.
pub(super) fn utf16_text(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    String::from_utf16_lossy(&units)
}

fn latin1(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}

/// Lenient like Node: padding is optional, both alphabets are read.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes that `text` stands for.
pub(super) fn decode(text: &str, encoding: &str) -> Option<Vec<u8>> {
    match encoding {
        "base64" | "base64url" => {
            let cleaned: String = text
                .chars()
                .filter_map(|character| match character {
                    '-' => Some('+'),
                    '_' => Some('/'),
                    character
                        if character.is_ascii_alphanumeric() || character == '+' || character == '/' =>
                    {
                        Some(character)
                    }
                    _ => None,
                })
                .collect();
            BASE64.decode(cleaned).ok()
        }
        "hex" => {
            let even = text.get(..text.len() / 2 * 2)?;
            hex::decode(even).ok()
        }
        "latin1" | "binary" | "ascii" => {
            Some(text.encode_utf16().map(|unit| unit.to_le_bytes()[0]).collect())
        }
        "utf16le" | "ucs2" | "utf-16le" | "ucs-2" => {
            Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
        }
        _ => Some(text.as_bytes().to_vec()),
    }
}
