//! Which of 64 bytes are letters and digits? For words around a number.

use super::portable;

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
