//! Seeded randomness: the same seed gives the same world.

use sha2::{Digest as _, Sha256};

/// A stream of numbers from a seed (splitmix64, Steele and others 2014).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A stream that depends on the seed and on what it is for, so that one use never shifts another.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(purpose.as_bytes());
        let mut state = [0; 8];
        state.copy_from_slice(hash.finalize().get(..8).unwrap_or(&[0; 8]));
        Self(u64::from_le_bytes(state))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below 1, as `Math.random` gives.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count + 8);
        while bytes.len() < count {
            bytes.extend_from_slice(&self.next().to_le_bytes());
        }
        bytes.truncate(count);
        bytes
    }

    /// `count` characters of `alphabet`, which is ASCII.
    pub(crate) fn text(&mut self, alphabet: &str, count: usize) -> String {
        let letters = alphabet.as_bytes();
        let pick = |number: u64| letters.get((number % letters.len().max(1) as u64) as usize).copied();
        (0..count).filter_map(|_| pick(self.next())).map(char::from).collect()
    }
}

/// Letters and digits.
pub(crate) const ALPHANUMERIC: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_stream_for_each_purpose() {
        assert_eq!(Random::new(1, "a").next(), Random::new(1, "a").next());
        assert_ne!(Random::new(1, "a").next(), Random::new(1, "b").next());
    }
}
