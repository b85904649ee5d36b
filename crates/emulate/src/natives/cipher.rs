//! AES as Node's `createCipheriv` offers it.

use aes::{Aes128, Aes192, Aes256};
use aes_gcm::AesGcm;
use aes_gcm::aead::consts::{U12, U16};
use cbc::cipher::block_padding::{NoPadding, Pkcs7};
use cbc::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit};
use ctr::cipher::generic_array::GenericArray;
use rquickjs::{Ctx, Function, Object, Result, TypedArray};

use super::bytes::of_text;

pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>) -> Result<()> {
    let run = |ctx: Ctx<'js>,
               name: String,
               encrypts: bool,
               key: String,
               iv: String,
               data: String,
               further: String| {
        // `further` is the additional data for GCM, and `none` for CBC without padding.
        let job = Job {
            key: &of_text(&key),
            iv: &of_text(&iv),
            data: &of_text(&data),
            further: &of_text(&further),
            encrypts,
        };
        job.run(&name).map(|bytes| TypedArray::<u8>::new(ctx, bytes)).transpose()
    };
    host.set("cipher", Function::new(ctx.clone(), run)?)
}

struct Job<'a> {
    key: &'a [u8],
    iv: &'a [u8],
    data: &'a [u8],
    further: &'a [u8],
    encrypts: bool,
}

impl Job<'_> {
    /// The result; for GCM the tag stands behind it, and is checked when decrypting.
    fn run(&self, name: &str) -> Option<Vec<u8>> {
        match name {
            "aes-128-cbc" => self.chained::<Aes128>(),
            "aes-192-cbc" => self.chained::<Aes192>(),
            "aes-256-cbc" => self.chained::<Aes256>(),
            "aes-128-ctr" => self.counted::<ctr::Ctr128BE<Aes128>>(),
            "aes-192-ctr" => self.counted::<ctr::Ctr128BE<Aes192>>(),
            "aes-256-ctr" => self.counted::<ctr::Ctr128BE<Aes256>>(),
            "aes-128-gcm" if self.iv.len() == 16 => self.sealed::<AesGcm<Aes128, U16>>(),
            "aes-256-gcm" if self.iv.len() == 16 => self.sealed::<AesGcm<Aes256, U16>>(),
            "aes-128-gcm" => self.sealed::<AesGcm<Aes128, U12>>(),
            "aes-256-gcm" => self.sealed::<AesGcm<Aes256, U12>>(),
            _ => None,
        }
    }

    fn chained<C>(&self) -> Option<Vec<u8>>
    where
        C: cbc::cipher::BlockCipher
            + cbc::cipher::BlockEncryptMut
            + cbc::cipher::BlockDecryptMut
            + cbc::cipher::KeyInit,
    {
        let is_padded = self.further != b"none";
        if self.encrypts {
            let cipher = cbc::Encryptor::<C>::new_from_slices(self.key, self.iv).ok()?;
            if !is_padded && !self.data.len().is_multiple_of(16) {
                return None;
            }
            Some(if is_padded {
                cipher.encrypt_padded_vec_mut::<Pkcs7>(self.data)
            } else {
                cipher.encrypt_padded_vec_mut::<NoPadding>(self.data)
            })
        } else {
            let cipher = cbc::Decryptor::<C>::new_from_slices(self.key, self.iv).ok()?;
            if is_padded {
                cipher.decrypt_padded_vec_mut::<Pkcs7>(self.data).ok()
            } else {
                cipher.decrypt_padded_vec_mut::<NoPadding>(self.data).ok()
            }
        }
    }

    fn counted<C: KeyIvInit + ctr::cipher::StreamCipher>(&self) -> Option<Vec<u8>> {
        let mut data = self.data.to_vec();
        C::new_from_slices(self.key, self.iv).ok()?.apply_keystream(&mut data);
        Some(data)
    }

    fn sealed<C: aes_gcm::KeyInit + aes_gcm::aead::AeadInPlace>(&self) -> Option<Vec<u8>> {
        let cipher = C::new_from_slice(self.key).ok()?;
        let nonce = GenericArray::from_exact_iter(self.iv.iter().copied())?;
        let mut data = self.data.to_vec();
        if self.encrypts {
            cipher.encrypt_in_place(&nonce, self.further, &mut data).ok()?;
        } else {
            cipher.decrypt_in_place(&nonce, self.further, &mut data).ok()?;
        }
        Some(data)
    }
}
