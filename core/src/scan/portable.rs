//! The portable twin: classes by table, byte by byte, gathered in words of eight.

use super::block::{BEFORE, BLOCK, Block, Classify};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, Halves, LETTER, SEPARATOR, SINGLE, TRIPLES};

/// Words of eight bytes, for every processor.
pub(super) struct Words;

/// One table of 256 for the two of 16.
const fn whole(halves: &Halves) -> [u8; 256] {
    let mut out = [0; 256];
    let mut b = 0;
    while b < 256 {
        out[b] = halves.low[b & 15] & halves.high[b >> 4];
        b += 1;
    }
    out
}

const fn single() -> [u8; 256] {
    let mut out = whole(&SINGLE);
    let mut b = 128;
    while b < 256 {
        out[b] = SEPARATOR;
        b += 1;
    }
    out
}

static CLASSES: [u8; 256] = single();
static THIRD_LAST: [u8; 256] = whole(&TRIPLES.bytes[0]);
static SECOND_LAST: [u8; 256] = whole(&TRIPLES.bytes[1]);
static LAST: [u8; 256] = whole(&TRIPLES.bytes[2]);

impl Classify for Words {
    #[inline]
    fn classify(window: &[u8; BEFORE + BLOCK]) -> Block {
        let mut single = [0u8; BLOCK];
        let mut triple = [0u8; BLOCK];
        for i in 0..BLOCK {
            let j = i + BEFORE;
            single[i] = CLASSES[usize::from(window[j])];
            triple[i] = THIRD_LAST[usize::from(window[j - 2])]
                & SECOND_LAST[usize::from(window[j - 1])]
                & LAST[usize::from(window[j])];
        }
        let digit = gather(&single, DIGIT);
        let letter = gather(&single, LETTER);
        let before = window[BEFORE - 1];
        Block {
            digit,
            separator: gather(&single, SEPARATOR),
            number: digit & !((digit << 1) | u64::from(before.is_ascii_digit())),
            after_letter: (letter << 1) | u64::from(CLASSES[usize::from(before)] & LETTER != 0),
            at: gather(&single, AT),
            colon: gather(&single, COLON),
            head: gather(&triple, HEADS),
            escape: gather(&single, ESCAPE) | gather(&triple, ESCAPES),
        }
    }
}

/// Bit `i` of the result: whether byte `i` has any of the classes.
#[inline]
fn gather(bytes: &[u8; BLOCK], classes: u8) -> u64 {
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().enumerate().fold(0, |mask, (k, word)| {
        let word = u64::from_le_bytes(*word) & (u64::from(classes) * 0x0101_0101_0101_0101);
        // The high bit of each byte that is not zero, then the high bits moved together by one multiplication.
        let set = (((word & 0x7F7F_7F7F_7F7F_7F7F) + 0x7F7F_7F7F_7F7F_7F7F) | word) & 0x8080_8080_8080_8080;
        mask | ((set >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * k)
    })
}
