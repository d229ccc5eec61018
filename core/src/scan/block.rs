//! The classes of the bytes of one block, as bit masks.

use std::ops::ControlFlow;

use crate::detect::Trigger;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64;
/// Bytes before a block that are read with it.
pub(crate) const BEFORE: usize = 8;

const DIGIT: u8 = 1;
const AT: u8 = 2;
const COLON: u8 = 4;
const HEAD: u8 = 8;
const ESCAPE: u8 = 16;

/// One bit a byte and class: bit `i` is byte `i` of the block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Masks {
    number: u64,
    at: u64,
    colon: u64,
    head: u64,
    escape: u64,
}

impl Masks {
    /// The masks of the block that follows the first [`BEFORE`] bytes of `window`.
    #[inline]
    pub(crate) fn of(window: &[u8; BEFORE + BLOCK]) -> Self {
        let mut class = [0u8; BLOCK];
        // Straight-line comparisons over fixed arrays: the compiler turns them into vector instructions.
        for i in 0..BLOCK {
            let (p2, p1, b) = (window[i + BEFORE - 2], window[i + BEFORE - 1], window[i + BEFORE]);
            let digit = u8::from(b.wrapping_sub(b'0') < 10);
            let at = u8::from(b == b'@') << 1;
            let colon = u8::from(b == b':') << 2;
            class[i] = digit | at | colon | (head(p2, p1, b) << 3) | (escape(p2, p1, b) << 4);
        }
        let mut words = [0u64; BLOCK / 8];
        for (word, bytes) in words.iter_mut().zip(class.chunks_exact(8)) {
            *word =
                u64::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]]);
        }
        if words.iter().fold(0, |a, b| a | b) == 0 {
            return Self::default();
        }
        let digits = gather(&words, DIGIT);
        let colons = gather(&words, COLON);
        let digit_before = u64::from(window[BEFORE - 1].is_ascii_digit());
        // Bits of the five bytes before the block, the last one highest.
        let colons_before = (0..5).fold(0u64, |m, k| m | u64::from(window[BEFORE - 1 - k] == b':') << (63 - k));
        let near = (1..=5).fold(0, |m, k| m | (colons << k) | (colons_before >> (64 - k)));
        Self {
            number: digits & !((digits << 1) | digit_before),
            at: gather(&words, AT),
            colon: colons & near,
            head: gather(&words, HEAD),
            escape: gather(&words, ESCAPE),
        }
    }

    /// Whether anything could start in this block.
    #[inline]
    pub(crate) fn any(&self) -> bool {
        self.number | self.at | self.colon | self.head | self.escape != 0
    }

    /// Calls `visit` with offset and trigger, in the order of the text.
    #[inline]
    pub(crate) fn visit(&self, mut visit: impl FnMut(usize, Trigger) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut rest = self.number | self.at | self.colon | self.head | self.escape;
        while rest != 0 {
            let bit = rest & rest.wrapping_neg();
            let i = rest.trailing_zeros() as usize;
            if self.number & bit != 0 {
                visit(i, Trigger::Number)?;
            }
            if self.at & bit != 0 {
                visit(i, Trigger::At)?;
            }
            if self.colon & bit != 0 {
                visit(i, Trigger::Colon)?;
            }
            if self.head & bit != 0 {
                visit(i, Trigger::Head)?;
            }
            if self.escape & bit != 0 {
                visit(i, Trigger::Escape)?;
            }
            rest ^= bit;
        }
        ControlFlow::Continue(())
    }
}

/// 1 where the last three bytes are those of a literal head of a secret. A fingerprint on the rare bytes at the end of
/// each head; the detector reads the rest.
#[inline(always)]
fn head(p2: u8, p1: u8, b: u8) -> u8 {
    let dash = u8::from(b == b'-')
        & (u8::from(p1 == b'k') | u8::from(p2 == b'x') | (u8::from(p1 == b'p') & u8::from(p2 == b'p')));
    let underscore = u8::from(b == b'_')
        & (u8::from(p2 == b'h')
            | (u8::from(p1 == b't') & (u8::from(p2 == b'a') | u8::from(p2 == b's')))
            | (u8::from(p1 == b'e') & u8::from(p2 == b'v'))
            | (u8::from(p1 == b'd') & u8::from(p2 == b'o'))
            | (u8::from(p1 == b'c') & u8::from(p2 == b'e')));
    let capital = u8::from(b == b'A')
        & ((u8::from(p1 == b'I') & (u8::from(p2 == b'K') | u8::from(p2 == b'S') | u8::from(p2 == b'B')))
            | (u8::from(p1 == b'C') & u8::from(p2 == b'C')));
    let google = u8::from(b == b'a') & u8::from(p1 == b'z') & u8::from(p2 == b'I');
    let hook = u8::from(b == b'/') & u8::from(p1 == b's') & (u8::from(p2 == b'e') | u8::from(p2 == b'w'));
    dash | underscore | capital | google | hook
}

/// 1 where an escape could stand: at `%` and `&`, at the `u` of `\u`, at the last byte of a full-width character or one
/// of no width.
#[inline(always)]
fn escape(p2: u8, p1: u8, b: u8) -> u8 {
    let ascii = u8::from(b == b'%') | u8::from(b == b'&') | (u8::from(b == b'u') & u8::from(p1 == b'\\'));
    let wide = u8::from(p2 == 0xEF)
        & (u8::from(p1 == 0xBC) | u8::from(p1 == 0xBD) | u8::from(p1 == 0xBB))
        & u8::from(b >= 0x80);
    let no_width = u8::from(p2 == 0xE2)
        & ((u8::from(p1 == 0x80) & u8::from(b.wrapping_sub(0x8B) < 3)) | (u8::from(p1 == 0x81) & u8::from(b == 0xA0)));
    let soft_hyphen = u8::from(p1 == 0xC2) & u8::from(b == 0xAD);
    ascii | wide | no_width | soft_hyphen
}

/// Bit `i` of the result: whether byte `i` of the words has the class.
#[inline]
fn gather(words: &[u64; BLOCK / 8], class: u8) -> u64 {
    let shift = class.trailing_zeros();
    words.iter().enumerate().fold(0, |mask, (k, word)| {
        // The low bits of eight bytes, moved together by one multiplication.
        let bits = (word >> shift) & 0x0101_0101_0101_0101;
        mask | (bits.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * k)
    })
}

/// Whether a head or an escape ends at a byte, for the twin in the tests.
#[cfg(test)]
pub(super) fn ends(before: &[u8], b: u8) -> (bool, bool) {
    let p1 = before.last().copied().unwrap_or(0);
    let p2 = if before.len() >= 2 { before[before.len() - 2] } else { 0 };
    (head(p2, p1, b) != 0, escape(p2, p1, b) != 0)
}
