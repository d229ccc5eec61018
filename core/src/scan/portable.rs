//! The portable twin: classes by one table, byte by byte, gathered in words of eight where something could start.

use super::Gate;
use super::block::{BEFORE, BLOCK, Block, Classify, Look, is_wide_escape};
use super::cases::{Cases, Signs};
use super::group::Group;
use super::source::{Source, Window};
use super::tables::{AT, CLASSES, COLON, DIGIT, ESCAPE, ESCAPES, GLUED, HEADS, SEPARATOR, Triples};

/// Words of eight bytes, for every processor.
pub(super) struct Words;

impl Classify for Words {
    type Before = ();

    fn before(_: [u8; BEFORE], _: &Triples) {}

    fn look(window: &Window, (): &mut (), triples: &Triples) -> Look {
        const { assert!(HEADS | GLUED | ESCAPES == 0xFF) };
        let (mut any, mut any_triple) = (0, 0);
        each(window, triples, |_, byte, triple| {
            any |= byte;
            any_triple |= triple;
        });
        let has = |class: u8| any & u32::from(class) != 0;
        // Every byte outside ASCII is one of these.
        let wide = if has(SEPARATOR) { wide_escapes(window) } else { 0 };
        let others = (any & u32::from(AT | ESCAPE)) | (any_triple & 0xFF);
        let single = single(window);
        let mut look = Look { others: others.into(), wide, colon: 0, digit: 0, run: mask(&single, DIGIT | SEPARATOR) };
        // Most blocks have no digit, and many no colon.
        if has(DIGIT | COLON) {
            look.colon = mask(&single, COLON);
            look.digit = mask(&single, DIGIT);
        }
        look
    }

    fn block(window: &Window, triples: &Triples) -> Block {
        let single = single(window);
        let mut triple = [0; BLOCK];
        each(window, triples, |i, _, three| triple[i] = three as u8);
        let any = |bytes: &[u8]| mask(&std::array::from_fn(|i| u8::from(bytes.contains(&window[BEFORE + i]))), 1);
        let high = mask(&std::array::from_fn(|i| window[BEFORE + i] >> 7), 1);
        let escape = mask(&single, ESCAPE) | mask(&triple, ESCAPES);
        let block = Block::of(|class| mask(&single, class), any, high);
        Block { at: mask(&single, AT), head: mask(&triple, HEADS), escape, ..block }
    }
}

/// Hands on what each byte of the block says, and in the lowest byte the buckets that take the three that end with it.
#[inline(always)]
fn each(window: &Window, triples: &Triples, mut take: impl FnMut(usize, u32, u32)) {
    let of = |at: usize| triples.words[usize::from(window[at])];
    let (mut third, mut second) = (of(BEFORE - 2) >> 24, of(BEFORE - 1) >> 16);
    for i in 0..BLOCK {
        let byte = of(BEFORE + i);
        take(i, byte, third & second & (byte >> 8));
        (third, second) = (second >> 8, byte >> 16);
    }
}

/// Last bytes of what could be an escape outside ASCII.
fn wide_escapes(window: &Window) -> u64 {
    let is_wide = |i| is_wide_escape([window[i], window[i + 1], window[i + 2]]);
    if window.is_ascii() { 0 } else { mask(&std::array::from_fn(|i| u8::from(is_wide(i))), 1) }
}

/// The classes of each byte of the block.
#[inline(always)]
fn single(window: &Window) -> [u8; BLOCK] {
    std::array::from_fn(|i| CLASSES[usize::from(window[BEFORE + i])])
}

/// Bit `i` of the result: whether byte `i` has any of the classes.
#[inline]
fn mask(bytes: &[u8; BLOCK], classes: u8) -> u64 {
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().enumerate().fold(0, |mask, (k, word)| {
        let word = u64::from_le_bytes(*word) & (u64::from(classes) * 0x0101_0101_0101_0101);
        // The high bit of each byte that is not zero, then the high bits moved together by one multiplication.
        let set = (((word & 0x7F7F_7F7F_7F7F_7F7F) + 0x7F7F_7F7F_7F7F_7F7F) | word) & 0x8080_8080_8080_8080;
        mask | ((set >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * k)
    })
}

/// [`Group::list`].
pub(super) fn list(group: &mut Group, source: &Source<'_>, at: usize, triples: &Triples) {
    group.list::<Words>(source, at, triples);
}

/// [`Group::gather`].
pub(super) fn gather(group: &mut Group, source: &Source<'_>, triples: &Triples, gate: impl Gate) -> bool {
    group.gather::<Words>(source, triples, gate)
}

/// Where words start.
pub(super) fn word_starts(blocks: &[[u8; BLOCK]; 3], short: [u64; 2]) -> [u64; 3] {
    let cases = |bytes: &[u8; BLOCK]| {
        Cases::of(|first, last| mask(&bytes.map(|b| u8::from(b.wrapping_sub(first) <= last - first)), 1))
    };
    Cases::starts(blocks.each_ref().map(cases), short)
}

/// What words are told by.
pub(super) fn signs(bytes: &[u8; BLOCK]) -> Signs {
    Signs::of(|first, last| mask(&bytes.map(|b| u8::from((first..=last).contains(&b))), 1))
}

/// Brackets before a capital.
pub(super) fn bracket(text: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let could_begin = |at: &usize| rest.get(at + 1).is_none_or(u8::is_ascii_uppercase);
    memchr::memchr_iter(b'[', rest).find(could_begin).map(|at| from + at)
}
