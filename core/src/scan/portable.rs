//! The portable twin: classes by table, byte by byte, gathered in words of eight.

use super::block::{BEFORE, BLOCK, Block, Classify, second_colons, starts};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, Halves, LETTERLIKE, SEPARATOR, SINGLE, TRIPLES};

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

/// Bytes of single classes, and of the triples.
pub(super) struct Classes {
    single: [u8; BLOCK],
    triple: [u8; BLOCK],
}

impl Classify for Words {
    type Classes = Classes;

    #[inline]
    fn classes(window: &[u8; BEFORE + BLOCK]) -> Classes {
        let mut classes = Classes { single: [0; BLOCK], triple: [0; BLOCK] };
        for i in 0..BLOCK {
            let j = i + BEFORE;
            classes.single[i] = CLASSES[usize::from(window[j])];
            classes.triple[i] = THIRD_LAST[usize::from(window[j - 2])]
                & SECOND_LAST[usize::from(window[j - 1])]
                & LAST[usize::from(window[j])];
        }
        classes
    }

    #[inline]
    fn is_interesting(classes: &Classes) -> bool {
        let others = gather(&classes.single, AT | COLON | ESCAPE) | gather(&classes.triple, HEADS | ESCAPES);
        let gather = |classes_wanted| gather(&classes.single, classes_wanted);
        others != 0 || starts(gather(DIGIT), gather(SEPARATOR), gather(LETTERLIKE)) != 0
    }

    fn block(Classes { single, triple }: &Classes, before: u8) -> Block {
        let (digit, separator) = (gather(single, DIGIT), gather(single, SEPARATOR));
        Block {
            digit,
            separator,
            number: starts(digit, separator, gather(single, LETTERLIKE)),
            at: gather(single, AT),
            colon: second_colons(gather(single, COLON), before),
            head: gather(triple, HEADS),
            escape: gather(single, ESCAPE) | gather(triple, ESCAPES),
        }
    }

    fn numbers(window: &[u8; BEFORE + BLOCK]) -> (u64, u64) {
        let single: [u8; BLOCK] = std::array::from_fn(|i| CLASSES[usize::from(window[BEFORE + i])]);
        (gather(&single, DIGIT), gather(&single, SEPARATOR))
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
