//! Which of 64 bytes are letters and digits? For words around a value.

use super::portable;
use crate::placeholder::OPAQUE;

/// Bytes that are looked at together.
pub(crate) const CASES: usize = 64;

/// One bit a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cases {
    pub upper: u64,
    pub lower: u64,
    pub digit: u64,
    /// The first byte of a character outside ASCII.
    pub lead: u64,
}

/// What these bytes are.
#[inline]
pub(crate) fn cases(bytes: &[u8; CASES]) -> Cases {
    #[cfg(target_arch = "x86_64")]
    if super::avx512::is_there() {
        return super::avx512::cases(bytes);
    } else if super::avx2::is_there() {
        return super::avx2::cases(bytes);
    }
    portable::cases(bytes)
}

/// One bit a byte: what there is to know about words and where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signs {
    pub upper: u64,
    pub lower: u64,
    /// Letters, digits, and all that is not ASCII.
    pub letter: u64,
    /// What is not ASCII.
    pub high: u64,
    /// The first byte of a character outside ASCII.
    pub lead: u64,
    /// A placeholder.
    pub opaque: u64,
    /// Line ends.
    pub line: u64,
    /// Blanks in a line, and carriage returns.
    pub blank: u64,
}

/// What these bytes are, and more of it.
#[inline]
pub(crate) fn signs(bytes: &[u8; CASES]) -> Signs {
    #[cfg(target_arch = "x86_64")]
    if super::avx512::is_there() {
        return super::avx512::signs(bytes);
    } else if super::avx2::is_there() {
        return super::avx2::signs(bytes);
    }
    portable::signs(bytes)
}

impl Signs {
    /// By what says where bytes of a range stand.
    #[inline(always)]
    pub(super) fn of(within: impl Fn(u8, u8) -> u64) -> Self {
        let (upper, lower) = (within(b'A', b'Z'), within(b'a', b'z'));
        let is = |byte: u8| within(byte, byte);
        let high = within(0x80, 0xFF);
        Self {
            upper,
            lower,
            letter: upper | lower | within(b'0', b'9') | high,
            high,
            lead: within(0xC0, 0xFF),
            opaque: is(OPAQUE),
            line: is(b'\n'),
            blank: is(b' ') | is(b'\t') | is(b'\r'),
        }
    }
}
