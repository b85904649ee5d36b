//! Wallet addresses that a script looks for and holds.
//!
//! What replaces addresses has both in its text: patterns that find an address anywhere, and addresses of its
//! own. Honest code tests whether a whole text is an address, with a pattern bound to both ends.

use crate::facts::{Facts, Locus};

/// What a script's text shows of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// Patterns that find an address inside a longer text.
    pub patterns: Vec<Locus>,
    /// Constant addresses.
    pub constants: Vec<Locus>,
}

/// Parts of patterns for addresses: Ethereum's, Bitcoin's, Tron's, Solana's and their kin.
const PATTERNS: &[&str] = &[
    "0x[a-fA-F0-9]{40}",
    "0x[A-Fa-f0-9]{40}",
    "0x[0-9a-fA-F]{40}",
    "0x[a-f0-9]{40}",
    "0x[0-9a-f]{40}",
    "[13][a-km-zA-HJ-NP-Z1-9]{",
    "[13][1-9A-HJ-NP-Za-km-z]{",
    "bc1[a-z0-9]{",
    "bc1[a-zA-HJ-NP-Z0-9]{",
    "(bc1|[13])",
    "[1-9A-HJ-NP-Za-km-z]{32,44}",
    "T[1-9A-HJ-NP-Za-km-z]{33}",
    "T[A-Za-z1-9]{33}",
    "[LM][a-km-zA-HJ-NP-Z1-9]{",
    "ltc1[a-z",
];

/// Shortest constant that is an address of any chain but Ethereum's, in characters.
const BASE58_ADDRESS: std::ops::RangeInclusive<usize> = 33..=44;

impl Facts<'_> {
    /// The addresses in the text of a script or layer.
    #[must_use]
    pub fn addresses(&self, file: &str) -> Addresses {
        let text = self.text(file);
        let mut addresses = Addresses::default();
        for pattern in PATTERNS {
            for (start, _) in text.match_indices(pattern) {
                let before = text.get(..start).unwrap_or_default().trim_end_matches(['(', '?', ':']);
                if !before.ends_with('^') {
                    addresses.patterns.push(Locus {
                        file: file.to_owned(),
                        start,
                        end: start + pattern.len(),
                    });
                }
            }
        }
        addresses.patterns.sort();
        for token in self.tokens(file).into_iter().filter(|token| token.is_string && is_address(&token.text))
        {
            let end = token.start + token.text.len();
            addresses.constants.push(Locus { file: file.to_owned(), start: token.start, end });
        }
        addresses
    }
}

/// Whether a pattern finds an address inside a longer text.
pub(crate) fn finds_address(pattern: &str) -> bool {
    PATTERNS.iter().any(|known| {
        pattern.match_indices(known).any(|(start, _)| {
            let before = pattern.get(..start).unwrap_or_default().trim_end_matches(['(', '?', ':']);
            !before.ends_with('^')
        })
    })
}

/// Whether a constant is an address.
pub(crate) fn is_address(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0x") {
        return digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let is_segwit = (text.starts_with("bc1") || text.starts_with("ltc1")) && (40..=64).contains(&text.len());
    let is_base58 = text.bytes().all(|byte| byte.is_ascii_alphanumeric() && !b"0OIl".contains(&byte));
    let is_mixed =
        text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_mixed = is_mixed && text.bytes().any(|byte| byte.is_ascii_lowercase());
    is_segwit || (is_base58 && is_mixed && BASE58_ADDRESS.contains(&text.len()))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_told_from_other_constants() {
        assert!(is_address("0x000000000000000000000000000000000000dEaD"));
        assert!(is_address("1BitcoinEaterAddressDontSendf59kuE"));
        assert!(!is_address("deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"));
        assert!(!is_address("0x1234"));
    }
}
