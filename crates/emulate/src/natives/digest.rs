//! Hashes, keyed hashes and key derivation.

use hmac::{Hmac, Mac as _};
use md5::Md5;
use rquickjs::{Ctx, Function, Object, Result, TypedArray};
use sha1::Sha1;
use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512};

use super::bytes::of_text;

pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>) -> Result<()> {
    let bytes = |ctx: Ctx<'js>, bytes: Option<Vec<u8>>| {
        bytes.map(|bytes| TypedArray::<u8>::new(ctx, bytes)).transpose()
    };
    let hash = move |ctx: Ctx<'js>, name: String, data: String| bytes(ctx, hash(&name, &of_text(&data)));
    host.set("hash", Function::new(ctx.clone(), hash)?)?;
    let keyed = move |ctx: Ctx<'js>, name: String, key: String, data: String| {
        bytes(ctx, keyed(&name, &of_text(&key), &of_text(&data)))
    };
    host.set("hmac", Function::new(ctx.clone(), keyed)?)?;
    let derive =
        move |ctx: Ctx<'js>, name: String, password: String, salt: String, rounds: u32, size: usize| {
            bytes(ctx, derive(&name, &of_text(&password), &of_text(&salt), rounds, size))
        };
    host.set("pbkdf2", Function::new(ctx.clone(), derive)?)
}

fn hash(name: &str, data: &[u8]) -> Option<Vec<u8>> {
    Some(match name {
        "md5" => Md5::digest(data).to_vec(),
        "sha1" => Sha1::digest(data).to_vec(),
        "sha224" => Sha224::digest(data).to_vec(),
        "sha256" => Sha256::digest(data).to_vec(),
        "sha384" => Sha384::digest(data).to_vec(),
        "sha512" => Sha512::digest(data).to_vec(),
        _ => return None,
    })
}

macro_rules! hmac_of {
    ($hash:ty, $key:expr, $data:expr) => {{
        let mut mac = <Hmac<$hash>>::new_from_slice($key).ok()?;
        mac.update($data);
        mac.finalize().into_bytes().to_vec()
    }};
}

fn keyed(name: &str, key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    Some(match name {
        "md5" => hmac_of!(Md5, key, data),
        "sha1" => hmac_of!(Sha1, key, data),
        "sha224" => hmac_of!(Sha224, key, data),
        "sha256" => hmac_of!(Sha256, key, data),
        "sha384" => hmac_of!(Sha384, key, data),
        "sha512" => hmac_of!(Sha512, key, data),
        _ => return None,
    })
}

/// The most work that one derivation may ask for: rounds times blocks. Real programs stay under a million; what
/// is above would be a way around the tick budget.
const ROUNDS: u64 = 2_000_000;
const DERIVED_BYTES: usize = 1 << 20;

fn derive(name: &str, password: &[u8], salt: &[u8], rounds: u32, size: usize) -> Option<Vec<u8>> {
    if size > DERIVED_BYTES || u64::from(rounds) * (size as u64 / 20 + 1) > ROUNDS {
        return None;
    }
    let mut out = vec![0; size];
    match name {
        "sha1" => pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, rounds, &mut out),
        "sha256" => pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, &mut out),
        "sha384" => pbkdf2::pbkdf2_hmac::<Sha384>(password, salt, rounds, &mut out),
        "sha512" => pbkdf2::pbkdf2_hmac::<Sha512>(password, salt, rounds, &mut out),
        "md5" => pbkdf2::pbkdf2_hmac::<Md5>(password, salt, rounds, &mut out),
        _ => return None,
    }
    Some(out)
}
