//! The portable twin: classes by table, byte by byte, gathered in words of eight.

use super::block::{BEFORE, BLOCK, Block, Classify, List, Look, glued, second_colons, starts};
use super::cases::Cases;
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, GLUED, HEADS, LETTER, N, SEPARATOR, SINGLE, Triples, whole};
use super::{Gate, Numbers};

/// Words of eight bytes, for every processor.
pub(super) struct Words;

static CLASSES: [u8; 256] = {
    let mut out: [u8; 256] = whole(&SINGLE);
    let mut b = 128;
    while b < 256 {
        out[b] = SEPARATOR;
        b += 1;
    }
    out
};

impl Classify for Words {
    fn look(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> Look {
        let (single, triple) = classes(window, triples);
        let digit = gather(&single, DIGIT);
        Look {
            others: gather(&single, AT | ESCAPE) | gather(&triple, HEADS | GLUED | ESCAPES),
            colon: gather(&single, COLON),
            digit,
            run: gather(&single, DIGIT | SEPARATOR),
        }
    }

    fn block(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> Block {
        let (single, triple) = classes(window, triples);
        let (digit, separator) = (gather(&single, DIGIT), gather(&single, SEPARATOR));
        let is = |byte: u8| gather(&std::array::from_fn(|i| u8::from(window[BEFORE + i] == byte)), 1);
        Block {
            digit,
            separator,
            number: starts(digit, separator, is(b'.'), window[BEFORE - 1]),
            glued: glued(digit, gather(&single, LETTER), gather(&single, N), is(b'%') | is(b'\\')),
            at: gather(&single, AT),
            colon: second_colons(gather(&single, COLON)),
            head: gather(&triple, HEADS),
            escape: gather(&single, ESCAPE) | gather(&triple, ESCAPES),
        }
    }

    fn worthy<'l>(
        numbers: &mut Numbers<'_>,
        window: &[u8; BEFORE + BLOCK],
        gate: impl Gate,
        list: &'l mut [u8; BLOCK / 2],
    ) -> &'l [u8] {
        numbers.worthy(window, gate, list)
    }

    fn interesting<'l>(text: &[u8], from: usize, to: usize, triples: &Triples, list: &'l mut List) -> &'l [u32] {
        super::interesting::<Self>(text, from, to, triples, list)
    }

    fn numbers(window: &[u8; BEFORE + BLOCK]) -> (u64, u64) {
        let single: [u8; BLOCK] = std::array::from_fn(|i| CLASSES[usize::from(window[BEFORE + i])]);
        (gather(&single, DIGIT), gather(&single, SEPARATOR))
    }
}

/// The classes of each byte, and those of the three that end with it.
#[inline]
fn classes(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> ([u8; BLOCK], [u8; BLOCK]) {
    let (mut single, mut triple) = ([0; BLOCK], [0; BLOCK]);
    let [third_last, second_last, last] = &triples.bytes;
    for i in 0..BLOCK {
        let j = i + BEFORE;
        single[i] = CLASSES[usize::from(window[j])];
        triple[i] = third_last[usize::from(window[j - 2])]
            & second_last[usize::from(window[j - 1])]
            & last[usize::from(window[j])];
    }
    (single, triple)
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

/// Letters and digits.
pub(super) fn cases(bytes: &[u8; BLOCK]) -> Cases {
    let of = |is: fn(&u8) -> bool| gather(&std::array::from_fn(|i| u8::from(is(&bytes[i]))), 1);
    Cases {
        upper: of(u8::is_ascii_uppercase),
        lower: of(u8::is_ascii_lowercase),
        digit: of(u8::is_ascii_digit),
        lead: of(|b| *b >= 0xC0),
    }
}
