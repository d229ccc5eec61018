//! request/base64: what bytes does a base64 text say?

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Whether the text is written in base64's letters (either alphabet), in lines or in one.
pub(crate) fn is_base64(text: &[u8]) -> bool {
    let end = text.iter().rposition(|&b| b != b'=').map_or(0, |last| last + 1);
    end > 0 && text.len() - end <= 2 && text[..end].iter().all(|&b| digit(b).is_some() || matches!(b, b'\r' | b'\n'))
}

/// The bytes; `None` if the text is no base64. Either alphabet, padded or not.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    if !is_base64(text) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut held) = (0_u32, 0);
    for value in text.iter().filter_map(|&b| digit(b)) {
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    // Six bits over are half a byte at best.
    (held != 6).then_some(bytes)
}

/// The first bytes of a base64 text, some three for four of its first `limit` letters.
pub(crate) fn decode_head(text: &[u8], limit: usize) -> Vec<u8> {
    let letters: Vec<u8> = text[..text.len().min(limit)].iter().copied().filter(|&b| digit(b).is_some()).collect();
    decode(&letters[..letters.len() / 4 * 4]).unwrap_or_default()
}

/// The bytes in base64, standard alphabet, padded.
pub(crate) fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for block in bytes.chunks(3) {
        let bits = block.iter().fold(0_u32, |bits, &b| bits << 8 | u32::from(b)) << (8 * (3 - block.len()));
        for i in 0..4 {
            text.push(if i <= block.len() { STANDARD[(bits >> (18 - 6 * i) & 63) as usize] } else { b'=' });
        }
    }
    text
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_answers() {
        // RFC 4648, section 10.
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(encode(bytes.as_bytes()), text.as_bytes());
        }
        assert_eq!(decode(b"Zm9v\r\nYmE"), Some(b"fooba".to_vec()));
        assert_eq!(decode(b"_-8="), Some(vec![0xff, 0xef]));
        for broken in ["", "Z", "Zm9v YmE", "=", "Zg===", "Zg=g", "a@example.com"] {
            assert_eq!(decode(broken.as_bytes()), None, "{broken:?}");
        }
    }

    proptest! {
        #[test]
        fn decodes_what_it_encodes(bytes in prop::collection::vec(any::<u8>(), 1..60)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
