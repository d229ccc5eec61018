//! What a rule can see: a slice of the text, no longer than its reach.

use std::cell::Cell;

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
        let byte = self.bytes.get(i).copied();
        if byte.is_none() && self.open {
            self.hungry.set(true);
        }
        byte
    }

    /// The byte before an offset; `None` at the start of the text or of the reach.
    #[inline]
    pub(crate) fn before(&self, i: usize) -> Option<u8> {
        self.bytes.get(i.checked_sub(1)?).copied()
    }

    /// The bytes from `start` to `end`, offsets that were read before.
    #[inline]
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'t [u8] {
        &self.bytes[start..end]
    }

    /// The end of the longest run of bytes from `from` on for which `keep` holds.
    #[inline]
    pub(crate) fn run(&self, from: usize, keep: impl Fn(u8) -> bool) -> usize {
        let mut i = from;
        while self.get(i).is_some_and(&keep) {
            i += 1;
        }
        i
    }

    /// The start of the longest run of bytes that ends before `to` for which `keep` holds.
    #[inline]
    pub(crate) fn run_back(&self, to: usize, keep: impl Fn(u8) -> bool) -> usize {
        let mut i = to;
        while self.before(i).is_some_and(&keep) {
            i -= 1;
        }
        i
    }

    /// Whether `text` stands at offset `from` (ASCII case ignored).
    pub(crate) fn has(&self, from: usize, text: &[u8]) -> bool {
        text.iter().enumerate().all(|(i, b)| self.get(from + i).is_some_and(|c| c.eq_ignore_ascii_case(b)))
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
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
