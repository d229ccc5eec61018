//! json/string: what does a string say, and which bytes say which part of it?
//!
//! Decoded text is UTF-8, except for an escaped lone surrogate, which keeps its generalised three bytes: no detector
//! takes them for text, and they are written back as the escape they were.

use std::borrow::Cow;
use std::ops::Range;

use super::Edit;
use super::escape::{self, push_code_point};

/// The text of a string, and the way back to the bytes that spell it.
pub(crate) struct Decoded<'t> {
    pub text: Cow<'t, [u8]>,
    /// Offset of the first byte behind the opening quote.
    start: usize,
    /// For each escape: its place in the text, in the source (from `start`), and both lengths. Empty: both are the same.
    escapes: Vec<Escape>,
}

struct Escape {
    text: Range<usize>,
    raw: Range<usize>,
}

/// Decodes the string between the quotes at `span.start` and `span.end - 1`; the lexer has found it valid.
pub(crate) fn decode(source: &[u8], span: Range<usize>, escaped: bool) -> Decoded<'_> {
    let start = span.start + 1;
    let raw = &source[start..span.end - 1];
    if !escaped {
        return Decoded { text: Cow::Borrowed(raw), start, escapes: Vec::new() };
    }
    let mut text = Vec::with_capacity(raw.len());
    let mut escapes = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\\', &raw[at..]) {
        text.extend_from_slice(&raw[at..at + next]);
        at += next;
        let before = text.len();
        let length = unescape(&raw[at..], &mut text);
        escapes.push(Escape { text: before..text.len(), raw: at..at + length });
        at += length;
    }
    text.extend_from_slice(&raw[at..]);
    Decoded { text: Cow::Owned(text), start, escapes }
}

impl Decoded<'_> {
    /// Turns edits of the text into edits of the source: the rest of the string keeps its spelling.
    pub(crate) fn edits(&self, edits: Vec<Edit>) -> impl Iterator<Item = Edit> {
        edits.into_iter().map(|edit| {
            let mut new = Vec::with_capacity(edit.new.len());
            encode_into(&edit.new, &mut new);
            // An edit that would cut an escape takes all of it.
            let start = self.source(edit.span.start, |escape| escape.raw.start);
            let end = self.source(edit.span.end, |escape| escape.raw.end).max(start);
            Edit { span: start..end, new }
        })
    }

    fn source(&self, offset: usize, inside: impl Fn(&Escape) -> usize) -> usize {
        let next = self.escapes.partition_point(|escape| escape.text.end <= offset);
        let shifted = match self.escapes.get(next) {
            Some(escape) if escape.text.start < offset => inside(escape),
            _ => match next.checked_sub(1).map(|i| &self.escapes[i]) {
                Some(last) => last.raw.end + (offset - last.text.end),
                None => offset,
            },
        };
        self.start + shifted
    }
}

/// Decodes the escape that `raw` starts with, a surrogate pair as one; gives its length.
fn unescape(raw: &[u8], text: &mut Vec<u8>) -> usize {
    if raw[1] != b'u' {
        text.push(escape::simple(raw[1]).unwrap_or(raw[1]));
        return 2;
    }
    let unit = escape::unit(&raw[2..6]);
    if escape::is_high_surrogate(unit)
        && raw.get(6..8) == Some(b"\\u")
        && let Some(code) = escape::paired(unit, escape::unit(&raw[8..12]))
    {
        push_code_point(code, text);
        return 12;
    }
    push_code_point(unit, text);
    6
}

/// Appends the text as it stands between the quotes of a JSON string: only what must be escaped is.
pub(crate) fn encode_into(text: &[u8], out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut at = 0;
    while at < text.len() {
        let byte = text[at];
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            0..=0x1f => out.extend([b'\\', b'u', b'0', b'0', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]),
            // A lone surrogate: in UTF-8 0xed is followed by less than 0xa0.
            0xed if text.get(at + 1).is_some_and(|&b| b >= 0xa0) && at + 2 < text.len() => {
                let low = u32::from(text[at + 1] & 0x3f) << 6 | u32::from(text[at + 2] & 0x3f);
                out.extend(format!("\\u{:04x}", 0xd000 | low).as_bytes());
                at += 2;
            }
            _ => out.push(byte),
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::apply;
    use super::*;
    use proptest::prelude::*;

    fn whole(source: &str) -> Decoded<'_> {
        decode(source.as_bytes(), 0..source.len(), source.contains('\\'))
    }

    #[test]
    fn escapes_are_decoded_and_mapped_back() {
        let source = r#""\u00fc \"bob\u0040x\" \ud83d\ude00\ud800!""#;
        let decoded = whole(source);
        assert_eq!(&decoded.text[..], b"\xc3\xbc \"bob@x\" \xf0\x9f\x98\x80\xed\xa0\x80!");
        let edits: Vec<Edit> = decoded.edits(vec![Edit { span: 4..9, new: b"[E\"]".to_vec() }]).collect();
        assert_eq!(apply(source.as_bytes(), &edits), r#""\u00fc \"[E\"]\" \ud83d\ude00\ud800!""#.as_bytes());
    }

    #[test]
    fn an_edit_inside_an_escape_takes_all_of_it() {
        let source = r#""a\u00fcb""#;
        let edits: Vec<Edit> = whole(source).edits(vec![Edit { span: 2..3, new: b"X".to_vec() }]).collect();
        assert_eq!(apply(source.as_bytes(), &edits), br#""aXb""#);
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_the_same(text in any::<String>(), lone in 0xd800_u32..0xe000) {
            let mut wanted = text.into_bytes();
            push_code_point(lone, &mut wanted);
            let mut source = b"\"".to_vec();
            encode_into(&wanted, &mut source);
            source.push(b'"');
            let decoded = decode(&source, 0..source.len(), true);
            prop_assert_eq!(&decoded.text[..], &wanted[..]);
        }

        #[test]
        fn decodes_as_serde_json_does(text in any::<String>()) {
            let source = serde_json::to_string(&text).expect("a string can be written");
            prop_assert_eq!(&whole(&source).text[..], text.as_bytes());
            let ascii: String = text.encode_utf16().map(|u| format!("\\u{u:04X}")).collect();
            let source = format!("\"{ascii}\"");
            prop_assert_eq!(&whole(&source).text[..], text.as_bytes());
        }
    }
}
