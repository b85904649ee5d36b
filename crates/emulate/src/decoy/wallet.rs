//! Wallet keys that pass the checks of the programs that read them.

use sha2::{Digest as _, Sha256};

use crate::random::Random;

/// The first 32 words of the English BIP-39 list: enough to spell phrases whose checksum is right.
const WORDS: [&str; 32] = [
    "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd", "abuse",
    "access", "accident", "account", "accuse", "achieve", "acid", "acoustic", "acquire", "across", "act",
    "action", "actor", "actress", "actual", "adapt", "add", "addict", "address", "adjust", "admit", "adult",
    "advance",
];

/// Eleven words of random bits, and a twelfth of seven bits and the checksum (BIP-39).
///
/// The length in characters is kept at 80 by trying further words: twins must not differ in length.
pub(super) fn phrase(random: &mut Random) -> String {
    loop {
        let mut indices: Vec<u16> = (0..11).map(|_| (random.next() % 32) as u16).collect();
        let high = (random.next() % 2) as u16;
        let checksum = Sha256::digest(entropy(&indices, high)).first().map_or(0, |byte| u16::from(byte >> 4));
        indices.push(high << 4 | checksum);
        let words: Vec<&str> =
            indices.iter().filter_map(|index| WORDS.get(usize::from(*index)).copied()).collect();
        let phrase = words.join(" ");
        if phrase.len() == 80 {
            return phrase;
        }
    }
}

/// The 128 bits that eleven indices of 11 bits and seven further bits spell.
fn entropy(indices: &[u16], high: u16) -> [u8; 16] {
    let mut bits: u128 = 0;
    for index in indices {
        bits = bits << 11 | u128::from(*index);
    }
    (bits << 7 | u128::from(high)).to_be_bytes()
}

/// A key pair as the Solana tools store it: 64 numbers. Each has three digits, so that twins are equally long.
pub(super) fn solana(random: &mut Random) -> String {
    let numbers: Vec<String> = (0..64).map(|_| (100 + random.next() % 156).to_string()).collect();
    format!("[{}]", numbers.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_phrase_of_zeros_has_its_known_checksum() {
        let checksum = Sha256::digest(entropy(&[0; 11], 0))[0] >> 4;
        assert_eq!(WORDS[usize::from(checksum)], "about");
    }

    #[test]
    fn a_phrase_has_twelve_words() {
        assert_eq!(phrase(&mut Random::new(3, "x")).split(' ').count(), 12);
    }
}
