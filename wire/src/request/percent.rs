//! request/percent: what bytes does a percent-encoded text say?

use std::borrow::Cow;

/// How a blank is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blank {
    /// `+`, in forms.
    Plus,
    /// `%20`, in addresses.
    Escape,
}

/// The bytes; `None` if a percent sign begins no escape.
pub(crate) fn decode(text: &[u8], blank: Blank) -> Option<Cow<'_, [u8]>> {
    let is_plain = !text.iter().any(|&b| b == b'%' || (b == b'+' && blank == Blank::Plus));
    if is_plain {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        bytes.push(match first {
            b'+' if blank == Blank::Plus => b' ',
            b'%' => {
                let high = char::from(*rest.first()?).to_digit(16)?;
                let low = char::from(*rest.get(1)?).to_digit(16)?;
                rest = &rest[2..];
                (high * 16 + low) as u8
            }
            other => other,
        });
    }
    Some(Cow::Owned(bytes))
}

/// The bytes with everything escaped but letters, digits and `-._~`.
pub(crate) fn encode(bytes: &[u8], blank: Blank) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() + 16);
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(byte),
            b' ' if blank == Blank::Plus => text.push(b'+'),
            _ => text.extend(format!("%{byte:02X}").as_bytes()),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn broken_escapes_are_none() {
        for broken in ["%", "%4", "%zz", "a%+1"] {
            assert!(decode(broken.as_bytes(), Blank::Escape).is_none(), "{broken}");
        }
        assert_eq!(decode(b"a+b%40", Blank::Plus).as_deref(), Some(&b"a b@"[..]));
        assert_eq!(decode(b"a+b%40", Blank::Escape).as_deref(), Some(&b"a+b@"[..]));
    }

    proptest! {
        #[test]
        fn decodes_what_it_encodes(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            for blank in [Blank::Plus, Blank::Escape] {
                let text = encode(&bytes, blank);
                prop_assert_eq!(&decode(&text, blank).expect("valid")[..], &bytes[..]);
            }
        }
    }
}
