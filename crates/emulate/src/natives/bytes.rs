//! Encodings of text and bytes, and compression.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::Compression;
use rquickjs::{Ctx, Function, Object, Result, TypedArray};

/// The most bytes that one inflation may give.
const INFLATED_BYTES: u64 = 64 << 20;

/// The bytes of a text with a character for each byte.
pub(crate) fn of_text(text: &str) -> Vec<u8> {
    text.chars().map(|character| (u32::from(character) & 0xff) as u8).collect()
}

/// A text with a character for each byte.
pub(crate) fn to_text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>) -> Result<()> {
    host.set(
        "encode",
        Function::new(ctx.clone(), |bytes: String, encoding: String| encode(&of_text(&bytes), &encoding))?,
    )?;
    let decode =
        |ctx: Ctx<'js>, text: String, encoding: String| TypedArray::<u8>::new(ctx, decode(&text, &encoding));
    host.set("decode", Function::new(ctx.clone(), decode)?)?;
    let zlib = |ctx: Ctx<'js>, operation: String, bytes: String, level: i32| match zlib(
        &operation,
        &of_text(&bytes),
        level,
    ) {
        Some(bytes) => TypedArray::<u8>::new(ctx, bytes).map(Some),
        None => Ok(None),
    };
    host.set("zlib", Function::new(ctx.clone(), zlib)?)
}

pub(crate) fn encode(bytes: &[u8], encoding: &str) -> String {
    match encoding {
        "hex" => hex::encode(bytes),
        "base64" => STANDARD.encode(bytes),
        "base64url" => URL_SAFE_NO_PAD.encode(bytes),
        "ascii" => bytes.iter().map(|byte| char::from(byte & 0x7f)).collect(),
        "latin1" => to_text(bytes),
        "utf16le" => {
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|pair| {
                    u16::from(pair.first().copied().unwrap_or(0))
                        | u16::from(pair.get(1).copied().unwrap_or(0)) << 8
                })
                .collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The bytes that `text` spells, as leniently as Node reads it.
pub(crate) fn decode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "hex" => hex_prefix(text.as_bytes()),
        "base64" | "base64url" => base64_lenient(text),
        "latin1" | "ascii" => of_text(text),
        "utf16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

/// The bytes up to the first pair that is not hexadecimal.
fn hex_prefix(text: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs =
        text.chunks_exact(2).map_while(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?));
    pairs.map(|byte| (byte & 0xff) as u8).collect()
}

/// Both alphabets, anything else skipped, up to the padding: what Node's decoder does.
fn base64_lenient(text: &str) -> Vec<u8> {
    let standard = |byte: u8| match byte {
        b'-' => Some(b'+'),
        b'_' => Some(b'/'),
        b'+' | b'/' => Some(byte),
        byte if byte.is_ascii_alphanumeric() => Some(byte),
        _ => None,
    };
    let mut plain: Vec<u8> = text.bytes().take_while(|byte| *byte != b'=').filter_map(standard).collect();
    if plain.len() % 4 == 1 {
        plain.pop();
    }
    let configuration = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&alphabet::STANDARD, configuration).decode(plain).unwrap_or_default()
}

/// Compresses or inflates; nothing where the bytes are not of the format.
fn zlib(operation: &str, bytes: &[u8], level: i32) -> Option<Vec<u8>> {
    let level = u32::try_from(level).map_or(Compression::default(), Compression::new);
    let mut out = Vec::new();
    match operation {
        "gzip" => {
            let mut encoder = flate2::write::GzEncoder::new(&mut out, level);
            encoder.write_all(bytes).ok()?;
            encoder.finish().ok()?;
            // Node names the system in the header; the library says that it is unknown.
            if let Some(system) = out.get_mut(9) {
                *system = 3;
            }
        }
        "deflate" => {
            let mut encoder = flate2::write::ZlibEncoder::new(&mut out, level);
            encoder.write_all(bytes).ok()?;
            encoder.finish().ok()?;
        }
        "deflateRaw" => {
            let mut encoder = flate2::write::DeflateEncoder::new(&mut out, level);
            encoder.write_all(bytes).ok()?;
            encoder.finish().ok()?;
        }
        "gunzip" => read(flate2::read::MultiGzDecoder::new(bytes), &mut out)?,
        "inflate" => read(flate2::read::ZlibDecoder::new(bytes), &mut out)?,
        "inflateRaw" => read(flate2::read::DeflateDecoder::new(bytes), &mut out)?,
        "unzip" if bytes.starts_with(&[0x1f, 0x8b]) => {
            read(flate2::read::MultiGzDecoder::new(bytes), &mut out)?
        }
        "unzip" => read(flate2::read::ZlibDecoder::new(bytes), &mut out)?,
        _ => return None,
    }
    Some(out)
}

fn read(reader: impl std::io::Read, out: &mut Vec<u8>) -> Option<()> {
    reader.take(INFLATED_BYTES).read_to_end(out).ok().map(|_| ())
}
