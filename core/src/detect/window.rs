//! What a rule can see: a slice of the text, no longer than its reach.

use std::cell::Cell;

use super::class;
use crate::placeholder::OPAQUE;
use crate::work;

/// The text around a trigger's place, cut to the rule's reach. Reading past its end, where more text may still come,
/// marks the window as hungry: the engine then throws the verdict away and asks again when more has arrived. So a rule
/// is written as if the text were whole, and can't depend on where it was cut (I1).
pub(crate) struct Window<'t> {
    bytes: &'t [u8],
    at: usize,
    open: bool,
    hungry: Cell<bool>,
}

impl<'t> Window<'t> {
    /// `bytes[at]` is the trigger's place; `open` says that the slice ends because no more has arrived yet.
    pub(crate) fn new(bytes: &'t [u8], at: usize, open: bool) -> Self {
        Self { bytes, at, open, hungry: Cell::new(false) }
    }

    /// Offset of the trigger's place in the window.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The byte at an offset; `None` past the end of the text or of the reach.
    #[inline]
    pub(crate) fn get(&self, i: usize) -> Option<u8> {
        work::count(1);
        let byte = self.bytes.get(i).copied();
        if byte.is_none() && self.open {
            self.hungry.set(true);
        }
        byte
    }

    /// The byte before an offset; `None` at the start of the text or of the reach.
    #[inline]
    pub(crate) fn before(&self, i: usize) -> Option<u8> {
        work::count(1);
        self.bytes.get(i.checked_sub(1)?).copied()
    }

    /// The bytes from `start` to `end`, offsets that were read before.
    #[inline]
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'t [u8] {
        work::count(end - start);
        &self.bytes[start..end]
    }

    /// All bytes from `from` on, where no more can follow within the reach.
    #[inline]
    pub(crate) fn arrived(&self, from: usize) -> Option<&'t [u8]> {
        let bytes = self.bytes.get(from..).filter(|_| !self.open)?;
        work::count(bytes.len());
        Some(bytes)
    }

    /// The end of the longest run of bytes from `from` on for which `keep` holds.
    #[inline]
    pub(crate) fn run(&self, from: usize, keep: impl Fn(u8) -> bool) -> usize {
        let seen = self.bytes.get(from..).unwrap_or_default();
        let len = seen.iter().position(|b| !keep(*b)).unwrap_or(seen.len());
        work::count(len + 1);
        if len == seen.len() && self.open {
            self.hungry.set(true);
        }
        from + len
    }

    /// The same, but not beyond `to`.
    #[inline]
    pub(crate) fn run_to(&self, from: usize, to: usize, keep: impl Fn(u8) -> bool) -> usize {
        if from >= to {
            return to;
        }
        let seen = self.bytes.get(from..to.min(self.bytes.len())).unwrap_or_default();
        let len = seen.iter().position(|b| !keep(*b)).unwrap_or(seen.len());
        work::count(len + 1);
        if len == seen.len() && from + len < to && self.open {
            self.hungry.set(true);
        }
        from + len
    }

    /// The start of the longest run of bytes that ends before `to` for which `keep` holds.
    #[inline]
    pub(crate) fn run_back(&self, to: usize, keep: impl Fn(u8) -> bool) -> usize {
        let Some(seen) = self.bytes.get(..to) else { return to };
        let start = seen.iter().rposition(|b| !keep(*b)).map_or(0, |i| i + 1);
        work::count(to - start + 1);
        start
    }

    /// Whether `text` stands at offset `from` (ASCII case ignored).
    pub(crate) fn has(&self, from: usize, text: &[u8]) -> bool {
        text.iter().enumerate().all(|(i, b)| self.get(from + i).is_some_and(|c| c.eq_ignore_ascii_case(b)))
    }

    /// The character at an offset; `None` past the end, and where the bytes are no UTF-8.
    pub(crate) fn char_at(&self, i: usize) -> Option<char> {
        let first = self.get(i)?;
        let len = match first {
            0x00..=0x7F => return Some(char::from(first)),
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        self.get(i + len - 1)?;
        decoded(self.slice(i, i + len))
    }

    /// The character that ends before an offset; `None` at the start, and where the bytes are no UTF-8.
    pub(crate) fn char_before(&self, i: usize) -> Option<char> {
        let last = self.before(i)?;
        if last.is_ascii() {
            return Some(char::from(last));
        }
        let len = (2..=4).find(|&n| i >= n && self.bytes[i - n] >= 0xC0)?;
        decoded(self.slice(i - len, i))
    }

    /// Whether the character before an offset makes one word with what starts there: a letter, a digit, `_` or a
    /// placeholder. Letters of scripts without blanks between words don't, nor does the end of an escape.
    pub(crate) fn is_glued_before(&self, i: usize) -> bool {
        match self.before(i) {
            None => false,
            Some(OPAQUE) => true,
            Some(b) if b.is_ascii() => is_word(b) && self.escape_before(i).is_none(),
            Some(_) => self.char_before(i).is_some_and(is_glue),
        }
    }

    /// Whether the character at an offset makes one word with what ends there.
    pub(crate) fn is_glued_after(&self, i: usize) -> bool {
        match self.get(i) {
            None => false,
            Some(OPAQUE) => true,
            Some(b) if b.is_ascii() => is_word(b),
            Some(_) => self.char_at(i).is_some_and(is_glue),
        }
    }

    /// The start of the escape that ends before an offset: `\n`, `\r`, `\t` and `\u0020` of JSON and code, `%20` of
    /// URLs.
    pub(crate) fn escape_before(&self, i: usize) -> Option<usize> {
        let byte = |n: usize| i.checked_sub(n).map(|k| self.bytes[k]);
        let is_hex = |n: usize| byte(n).is_some_and(|b| b.is_ascii_hexdigit());
        if matches!(byte(1), Some(b'n' | b'r' | b't')) && byte(2) == Some(b'\\') {
            return Some(i - 2);
        }
        if is_hex(1) && is_hex(2) {
            if byte(3) == Some(b'%') {
                return Some(i - 3);
            }
            if is_hex(3) && is_hex(4) && byte(5) == Some(b'u') && byte(6) == Some(b'\\') {
                return Some(i - 6);
            }
        }
        None
    }

    /// Whether the last verdict touched the end of what has arrived.
    pub(crate) fn is_hungry(&self) -> bool {
        self.hungry.get()
    }
}

/// Whether a byte belongs to a word: letters, digits, `_`, every byte of a character outside ASCII, and the opaque byte
/// that stands for a placeholder (0xFF).
#[inline]
pub(crate) fn is_word(byte: u8) -> bool {
    class::is(byte, class::WORD)
}

/// The character outside ASCII that these bytes are.
fn decoded(bytes: &[u8]) -> Option<char> {
    let bits = |byte: u8| (byte & 0xC0 == 0x80).then_some(u32::from(byte & 0x3F));
    let code = match *bytes {
        [a @ 0xC0..=0xDF, b] => u32::from(a & 0x1F) << 6 | bits(b)?,
        [a @ 0xE0..=0xEF, b, c] => u32::from(a & 0x0F) << 12 | bits(b)? << 6 | bits(c)?,
        [a @ 0xF0..=0xF7, b, c, d] => u32::from(a & 0x07) << 18 | bits(b)? << 12 | bits(c)? << 6 | bits(d)?,
        _ => return None,
    };
    char::from_u32(code).filter(|c| c.len_utf8() == bytes.len())
}

/// Whether a character makes one word with a letter or digit beside it.
fn is_glue(c: char) -> bool {
    !is_unspaced(c) && !is_sign(c) && (c == '_' || c.is_alphanumeric())
}

/// Signs of scripts that are found at once, where the tables of Unicode take long: general and full-width punctuation.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// Whether a character is of a script that is written without blanks between words, or in which words are glued to the
/// numbers and names that they follow: Thai to Myanmar, Khmer, Hangul, kana, Han, Yi and their compatibility forms.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF | 0x2E80..=0xA4CF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFF66..=0xFFDC | 0x1_B000..=0x1_B16F | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &[u8]) -> Window<'_> {
        Window::new(text, 0, false)
    }

    #[test]
    fn letters_glue_and_scripts_without_blanks_do_not() {
        for (before, glued) in [
            ("a", true),
            ("7", true),
            ("_", true),
            ("é", true),
            ("ж", true),
            ("号", false),
            ("카", false),
            ("カ", false),
            ("：", false),
            ("\u{200B}", false),
            (" ", false),
            ("-", false),
            ("", false),
        ] {
            let text = format!("{before}1{before}");
            let w = window(text.as_bytes());
            assert_eq!(w.is_glued_before(before.len()), glued, "before: {before:?}");
            assert_eq!(w.is_glued_after(before.len() + 1), glued, "after: {before:?}");
        }
        assert!(window(b"\xFF1").is_glued_before(1));
        assert!(window(b"1\xFF").is_glued_after(1));
    }

    #[test]
    fn characters_are_decoded_as_in_the_standard_library() {
        for c in ('\u{80}'..=char::MAX).step_by(7) {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).as_bytes();
            assert_eq!(decoded(bytes), Some(c));
            assert_eq!(decoded(&bytes[1..]), None);
            assert!(!is_sign(c) || !c.is_alphanumeric(), "{c:?}");
        }
        // overlong, a surrogate, too large, a placeholder, no tail
        for bytes in [&b"\xC1\xBF"[..], b"\xE0\x9F\xBF", b"\xED\xA0\x80", b"\xF4\x90\x80\x80", b"\xFF\x80", b"\xC3("] {
            assert_eq!(decoded(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn the_end_of_an_escape_does_not_glue() {
        for text in ["\\n", "\\r", "\\t", "%3D", "\\u0020"] {
            assert_eq!(window(text.as_bytes()).escape_before(text.len()), Some(0), "{text}");
            assert!(!window(text.as_bytes()).is_glued_before(text.len()), "{text}");
        }
        for text in ["n", "an", "\\x", "3D", "u0020"] {
            assert_eq!(window(text.as_bytes()).escape_before(text.len()), None, "{text}");
        }
    }

    #[test]
    fn a_character_cut_by_the_end_asks_for_more() {
        let w = Window::new(&"号".as_bytes()[..2], 0, true);
        assert_eq!(w.char_at(0), None);
        assert!(w.is_hungry());
    }
}
