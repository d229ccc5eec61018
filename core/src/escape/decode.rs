//! A bounded stretch of text with its disguises taken off, and the way back to its bytes.
//!
//! Disguises: JSON and JavaScript `\u0040`, percent encoding `%40` (RFC 3986), HTML `&#64;`, `&#x40;` and a few names,
//! full-width characters (U+FF01 to U+FF5E), characters of no width between others.

use crate::detect::class;
use crate::placeholder::OPAQUE;

/// How escapes are read where they are ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of them are escapes.
    Whole,
    /// Percent signs before the code of a letter or digit are none: nobody has to encode those, and `%4111` may be a sign
    /// before a number.
    Signs,
}

/// A stretch, decoded. Only what stands for one ASCII character, or for nothing, is decoded: what else an escape can
/// stand for is in no built-in type.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub text: Vec<u8>,
    /// Where each byte of `text`, and its end, comes from.
    origins: Vec<Origin>,
    /// Whether another reading is another text.
    pub is_ambiguous: bool,
}

/// Where a byte of decoded text comes from.
#[derive(Clone, Copy, Debug, Default)]
struct Origin {
    /// Where it begins in the original: a stretch is short.
    at: u16,
    /// Its length there, without what has no width and follows it, which may not have arrived yet.
    len: u8,
    /// Whether it, or what stands between it and the one before, was disguised.
    was_disguised: bool,
}

impl Decoded {
    /// Most bytes of a stretch.
    pub(crate) const LONGEST: usize = u16::MAX as usize;

    /// Decodes at most [`Decoded::LONGEST`] bytes. With `open`, an escape that the end cuts is left out, and all that follows.
    pub(crate) fn read(&mut self, bytes: &[u8], open: bool, reading: Reading) {
        assert!(bytes.len() <= Self::LONGEST);
        crate::work::count(bytes.len());
        self.is_ambiguous = false;
        // Room for all of it: what is decoded is no longer.
        self.text.resize(bytes.len(), 0);
        self.origins.resize(bytes.len() + 1, Origin::default());
        let (text, origins) = (self.text.as_mut_slice(), self.origins.as_mut_slice());
        let (mut at, mut count) = (0, 0);
        let mut hidden_before = false;
        while at < bytes.len() {
            let (len, byte) = match disguise(bytes, at) {
                Disguise::None => (1, Some(bytes[at])),
                Disguise::Cut if open => break,
                Disguise::Cut => (1, Some(bytes[at])),
                Disguise::Is(len, byte) => {
                    let is_letter = bytes[at] == b'%' && byte.is_some_and(|b| b.is_ascii_alphanumeric());
                    self.is_ambiguous |= is_letter;
                    if is_letter && reading == Reading::Signs { (1, Some(b'%')) } else { (len, byte) }
                }
            };
            if let Some(byte) = byte {
                text[count] = byte;
                origins[count] = Origin { at: at as u16, len: len as u8, was_disguised: len > 1 || hidden_before };
                count += 1;
            }
            hidden_before = byte.is_none();
            at += len;
        }
        origins[count] = Origin { at: at as u16, len: 0, was_disguised: false };
        self.text.truncate(count);
        self.origins.truncate(count + 1);
    }

    /// Where a byte of `text`, or its end, comes from.
    pub(crate) fn from(&self, i: usize) -> usize {
        self.origins[i].at.into()
    }

    /// The first byte of `text`, or its end, that comes from `at` or behind it.
    pub(crate) fn first_from(&self, at: usize) -> usize {
        self.origins.partition_point(|origin| usize::from(origin.at) < at).min(self.text.len())
    }

    /// Whether a span has a disguised byte in it that ends behind `after` in the original (one that only hides between
    /// two bytes of the span counts).
    pub(crate) fn is_disguised(&self, start: usize, end: usize, after: usize) -> bool {
        let is_disguised =
            |(i, origin): (usize, &Origin)| origin.was_disguised && (i > 0 || origin.len > 1) && origin.until() > after;
        self.origins[start..end].iter().enumerate().any(is_disguised)
    }

    /// The original bytes of a span: what has no width belongs to it only between two of its bytes.
    pub(crate) fn original(&self, start: usize, end: usize) -> (usize, usize) {
        (self.from(start), self.origins[end - 1].until())
    }
}

impl Origin {
    /// Where it ends in the original.
    fn until(self) -> usize {
        usize::from(self.at) + usize::from(self.len)
    }
}

/// What stands at the start of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Disguise {
    None,
    /// So many bytes stand for this byte, or for nothing.
    Is(usize, Option<u8>),
    /// It could be one, but the bytes end.
    Cut,
}

/// The disguise at an offset of a text. What is common in texts without any is none: full-width punctuation, and what
/// has no width between letters of other scripts.
#[inline(always)]
pub(crate) fn disguise(text: &[u8], at: usize) -> Disguise {
    match text[at] {
        b'%' => hex::<2>(&text[at + 1..], 1),
        0xC2 | 0xE2 => match hidden(&text[at..]) {
            Disguise::Is(..) if !follows_ascii(text, at) => Disguise::None,
            other => other,
        },
        b'&' | b'\\' | 0xEF => possible(text, at),
        _ => Disguise::None,
    }
}

/// The same behind the first bytes of those that take longer to tell.
#[inline(never)]
fn possible(text: &[u8], at: usize) -> Disguise {
    match raw(&text[at..]) {
        Disguise::Is(_, None) if !follows_ascii(text, at) => Disguise::None,
        Disguise::Is(3, Some(byte)) if text[at] == 0xEF => match byte {
            b'(' => is_wide_digit(text, at + 3)
                .map_or(Disguise::Cut, |is| if is { raw(&text[at..]) } else { Disguise::None }),
            b')' if at >= 3 && is_wide_digit(text, at - 3) == Some(true) => raw(&text[at..]),
            b'@' | b'.' | b'+' | b'-' | b'_' => raw(&text[at..]),
            _ if byte.is_ascii_alphanumeric() => raw(&text[at..]),
            _ => Disguise::None,
        },
        other => other,
    }
}

/// Whether an ASCII character stands before an offset, with nothing but what has no width between them.
#[inline(always)]
fn follows_ascii(text: &[u8], at: usize) -> bool {
    text[..at].last().is_some_and(u8::is_ascii) || follows_hidden(text, at)
}

/// The same where no ASCII character stands right before it.
#[inline(never)]
fn follows_hidden(text: &[u8], at: usize) -> bool {
    let mut before = &text[..at];
    for _ in 0..MOST_HIDDEN {
        before = match before {
            [before @ .., 0xC2, 0xAD] => before,
            [before @ .., a, b, c] if is_hidden([*a, *b, *c]) => before,
            _ => break,
        };
    }
    // A placeholder too: what it stands for mostly was (I4).
    before.last().is_some_and(|b| b.is_ascii() || *b == OPAQUE)
}

/// Whether a full-width digit begins at an offset; `None` where the text ends before that is known.
fn is_wide_digit(text: &[u8], at: usize) -> Option<bool> {
    match text.get(at..at + 3) {
        Some(code) => Some(matches!(code, [0xEF, 0xBC, 0x90..=0x99])),
        None => (!b"\xEF\xBC".starts_with(&text[at.min(text.len())..])).then_some(false),
    }
}

/// What has no width, but for the soft hyphen: zero-width space, non-joiner, joiner, word joiner, byte order mark.
fn is_hidden(code: [u8; 3]) -> bool {
    matches!(code, [0xE2, 0x80, 0x8B..=0x8D] | [0xE2, 0x81, 0xA0] | [0xEF, 0xBB, 0xBF])
}

/// Most of them in a row that hide something.
const MOST_HIDDEN: usize = 8;

/// The escape at the start of `bytes`, wherever it stands.
fn raw(bytes: &[u8]) -> Disguise {
    match bytes.first() {
        Some(b'\\') => match bytes.get(1) {
            Some(b'u') => hex::<4>(&bytes[2..], 2),
            None => Disguise::Cut,
            _ => Disguise::None,
        },
        Some(b'&') => entity(bytes),
        Some(0xEF) => match hidden(bytes) {
            Disguise::Is(len, byte) => Disguise::Is(len, byte),
            _ => wide(bytes),
        },
        _ => Disguise::None,
    }
}

fn visible(code: u32) -> Option<u8> {
    u8::try_from(code).ok().filter(|b| (0x20..0x7F).contains(b))
}

/// So many hexadecimal digits, behind a sign of so many bytes.
#[inline]
fn hex<const DIGITS: usize>(bytes: &[u8], before: usize) -> Disguise {
    let digits = bytes.first_chunk::<DIGITS>();
    let is_hex = |b: &u8| class::is(*b, class::HEX);
    let Some(digits) = digits.filter(|digits| digits.iter().all(is_hex)) else {
        return if digits.is_none() && bytes.iter().all(is_hex) { Disguise::Cut } else { Disguise::None };
    };
    // The lower half of a letter is nine less than what it stands for.
    let code = digits.iter().fold(0, |code, b| code << 4 | u32::from((b & 15) + 9 * (b >> 6)));
    visible(code).map_or(Disguise::None, |b| Disguise::Is(before + DIGITS, Some(b)))
}

/// Names of characters that stand in addresses and numbers.
const NAMES: &[(&[u8], u8)] = &[
    (b"&commat;", b'@'),
    (b"&period;", b'.'),
    (b"&plus;", b'+'),
    (b"&lowbar;", b'_'),
    (b"&colon;", b':'),
    (b"&sol;", b'/'),
];

fn entity(bytes: &[u8]) -> Disguise {
    if bytes.get(1) != Some(&b'#') {
        let named = NAMES.iter().find(|(name, _)| bytes.starts_with(name));
        let cut = NAMES.iter().any(|(name, _)| name.starts_with(bytes));
        return match named {
            Some((name, byte)) => Disguise::Is(name.len(), Some(*byte)),
            None if cut => Disguise::Cut,
            None => Disguise::None,
        };
    }
    let (from, radix) = if matches!(bytes.get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let mut code = 0u32;
    for (i, &b) in bytes.iter().enumerate().skip(from).take(8) {
        match char::from(b).to_digit(radix) {
            Some(d) => code = code.saturating_mul(radix).saturating_add(d),
            None if b == b';' && i > from => {
                return visible(code).map_or(Disguise::None, |byte| Disguise::Is(i + 1, Some(byte)));
            }
            None => return Disguise::None,
        }
    }
    if bytes.len() < from + 8 { Disguise::Cut } else { Disguise::None }
}

#[inline(always)]
fn hidden(bytes: &[u8]) -> Disguise {
    match *bytes {
        [0xC2, 0xAD, ..] => Disguise::Is(2, None),
        [a, b, c, ..] if is_hidden([a, b, c]) => Disguise::Is(3, None),
        [0xC2] | [0xE2] | [0xE2, 0x80 | 0x81] | [0xEF] | [0xEF, 0xBB] => Disguise::Cut,
        _ => Disguise::None,
    }
}

/// Full-width ASCII (U+FF01 to U+FF5E).
fn wide(bytes: &[u8]) -> Disguise {
    let (Some(&b), Some(&c)) = (bytes.get(1), bytes.get(2)) else {
        let possible = bytes.get(1).is_none_or(|b| (0xBB..=0xBD).contains(b));
        return if possible { Disguise::Cut } else { Disguise::None };
    };
    match (b, c) {
        (0xBC, 0x81..=0xBF) => Disguise::Is(3, Some(c - 0x81 + 0x21)),
        (0xBD, 0x80..=0x9E) => Disguise::Is(3, Some(c - 0x80 + 0x60)),
        _ => Disguise::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let mut d = Decoded::default();
        d.read(text.as_bytes(), false, Reading::Whole);
        String::from_utf8(d.text).unwrap()
    }

    #[test]
    fn disguises_come_off() {
        let plain = "bob@example.com";
        for text in [
            "bob%40example.com",
            "bob\\u0040example.com",
            "bob&#64;example.com",
            "bob&#x40;example&period;com",
            "bob&commat;example.com",
            "bob\u{FF20}example\u{FF0E}com",
            "b\u{200B}ob@exam\u{AD}ple.com",
        ] {
            assert_eq!(decoded(text), plain, "{text}");
        }
    }

    #[test]
    fn what_stands_for_no_ascii_stays() {
        for text in ["50% of", "100%", "\\u4e2d", "\\n", "&amp;", "&#;", "%zz", "\u{3000}", "caf\u{E9}"] {
            assert_eq!(decoded(text), text);
        }
    }

    #[test]
    fn spans_map_back_to_whole_escapes() {
        let mut d = Decoded::default();
        d.read(b"x a%40b y", false, Reading::Whole);
        let start = d.text.iter().position(|&b| b == b'a').unwrap();
        assert_eq!(d.original(start, start + 3), (2, 7));
        assert!(d.is_disguised(start, start + 3, 0));
        assert!(!d.is_disguised(0, 3, 0));
    }
}
