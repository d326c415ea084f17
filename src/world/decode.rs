//! Bytes of a file to text: marks of order, UTF-16, binary, wrong bytes, caps.

use crate::catalog::{Encoding, FileText, ReadError};
use crate::limits::SNIFF_BYTES;

/// One NUL in this many bytes is still text with a slip in it; more is a binary file.
const BYTES_A_NUL: usize = 32;

/// Decodes the bytes of a file. `size` is the size of the whole file: where it is more than what
/// was read, the text is marked as cut.
pub(super) fn decode(bytes: Vec<u8>, size: u64) -> Result<FileText, ReadError> {
    let cut = u64::try_from(bytes.len()).is_ok_and(|read| read < size);
    let truncated = cut.then_some(size);
    if let Some(text) = utf16(&bytes) {
        return Ok(FileText {
            invalid_at: text.find(char::REPLACEMENT_CHARACTER),
            text,
            truncated,
            encoding: Encoding::Utf16,
        });
    }
    let (bytes, encoding) = without_mark(bytes);
    if is_binary(&bytes) {
        return Err(ReadError::Binary);
    }
    let (text, invalid_at) = utf8(bytes, cut);
    Ok(FileText {
        text,
        truncated,
        invalid_at,
        encoding,
    })
}

/// The text of bytes that begin with a UTF-16 byte order mark.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_at_checked(2)?;
    let unit: fn([u8; 2]) -> u16 = match mark {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = rest.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    Some(String::from_utf16_lossy(&units))
}

fn without_mark(mut bytes: Vec<u8>) -> (Vec<u8>, Encoding) {
    if !bytes.starts_with(b"\xEF\xBB\xBF") {
        return (bytes, Encoding::Utf8);
    }
    bytes.drain(..3);
    (bytes, Encoding::MarkedUtf8)
}

/// A stray NUL is kept as text (and shown as a picture of it); many, or one among bytes that are
/// no UTF-8, mean that the file is no text at all.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let nuls = memchr::memchr_iter(0, head).count();
    if nuls == 0 {
        return false;
    }
    let wrong = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    wrong || nuls > head.len() / BYTES_A_NUL
}

/// The text, and where its first wrong byte stands. A character that the cap cut in two is left
/// out: it is not wrong.
fn utf8(mut bytes: Vec<u8>, cut: bool) -> (String, Option<usize>) {
    if cut && let Err(error) = std::str::from_utf8(&bytes) {
        let cut_in_two = error.error_len().is_none();
        if cut_in_two {
            bytes.truncate(error.valid_up_to());
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some(at),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_or_are_refused() {
        let cases: &[(&str, &[u8], Result<&str, ReadError>)] = &[
            ("plain", b"abc\n", Ok("abc\n")),
            ("empty", b"", Ok("")),
            ("utf-8 mark", b"\xEF\xBB\xBFabc", Ok("abc")),
            ("utf-16 little", b"\xFF\xFEa\0b\0", Ok("ab")),
            ("utf-16 big", b"\xFE\xFF\0a\0b", Ok("ab")),
            ("utf-16 cut in a unit", b"\xFF\xFEa\0b", Ok("a")),
            ("wrong byte", b"a\xFFb", Ok("a\u{FFFD}b")),
            (
                "one stray nul",
                b"a page of text, long enough to be taken for one \0",
                Ok("a page of text, long enough to be taken for one \0"),
            ),
            ("many nuls", b"\x7FELF\0\0\0\0\0\0", Err(ReadError::Binary)),
            (
                "nul among wrong bytes",
                b"\x89PNG is what it says here, in a long run of words \0",
                Err(ReadError::Binary),
            ),
        ];
        for (name, bytes, expected) in cases {
            let size = bytes.len() as u64;
            let text = decode(bytes.to_vec(), size).map(|text| text.text);
            assert_eq!(text.as_deref(), expected.as_deref(), "{name}");
        }
    }

    #[test]
    fn the_first_wrong_byte_is_located_and_a_cut_character_is_not_wrong() {
        let wrong = decode(b"\xEF\xBB\xBFab\xFF".to_vec(), 6).unwrap();
        assert_eq!(wrong.invalid_at, Some(2));
        assert_eq!(wrong.encoding, Encoding::MarkedUtf8);
        let wide = decode(b"\xFF\xFEa\0".to_vec(), 4).unwrap();
        assert_eq!(wide.encoding, Encoding::Utf16);
        let cut = decode("aé".as_bytes()[..2].to_vec(), 3).unwrap();
        assert_eq!((cut.text.as_str(), cut.invalid_at), ("a", None));
        assert_eq!(cut.truncated, Some(3));
    }
}
