//! json/escape: what does an escape in a string stand for? For whoever reads a string whole, and byte by byte.

/// What stands for one character behind the backslash: all but `u`.
pub(crate) fn simple(byte: u8) -> Option<u8> {
    Some(match byte {
        b'"' | b'\\' | b'/' => byte,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

/// The UTF-16 unit of the four digits behind `\u`.
pub(crate) fn unit(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, &d| value * 16 + char::from(d).to_digit(16).unwrap_or(0))
}

/// Whether a low surrogate may follow.
pub(crate) fn is_high_surrogate(unit: u32) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

/// The code point of a high surrogate and the unit behind it, if that is a low one.
pub(crate) fn paired(high: u32, low: u32) -> Option<u32> {
    (0xdc00..0xe000).contains(&low).then(|| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
}

/// Appends a code point; a lone surrogate as its generalised three bytes.
pub(crate) fn push_code_point(code: u32, text: &mut Vec<u8>) {
    match char::from_u32(code) {
        Some(c) => text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => text.extend([0xe0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3f) as u8, 0x80 | (code & 0x3f) as u8]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_what_serde_json_reads() {
        for byte in (0..0x7f).filter(|&byte| byte != b'u') {
            let source = format!("\"\\{}\"", char::from(byte));
            let read = serde_json::from_str::<String>(&source).ok();
            assert_eq!(simple(byte).map(|plain| char::from(plain).to_string()), read, "{source}");
        }
        for source in ["0041", "20ac", "FFfd", "d83d\\ude00", "dbff\\udfff"] {
            let mut text = Vec::new();
            let high = unit(&source.as_bytes()[..4]);
            let code = source.as_bytes().get(6..).map_or(Some(high), |low| paired(high, unit(low)));
            push_code_point(code.expect("a pair"), &mut text);
            let read: String = serde_json::from_str(&format!("\"\\u{source}\"")).expect("valid");
            assert_eq!(text, read.as_bytes(), "{source}");
        }
        assert_eq!(paired(0xd83d, 0xd83d), None);
    }
}
