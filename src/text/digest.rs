//! Telling whether something still says the same.

use sha2::{Digest as _, Sha256};

/// Sixteen hex digits that are others when the bytes are: the first eight bytes of their SHA-256.
pub fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let first = hash.iter().take(8);
    first.fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The digest of words: spacing and case do not count, so that a text that was set otherwise
/// still says the same.
pub fn digest_of_words(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    digest(folded.to_lowercase().as_bytes())
}
