//! The same classes with AVX2: two vectors of 32 bytes a block, each class set by looking both halves of a byte up in a
//! table of 16 (`vpshufb`).
//!
//! Only this module and its twins for other vectors have `unsafe` code. Two kinds of it: calls of functions that need the
//! AVX2 feature, made after [`is_there`] said that the processor has it, and loads from slices whose length was checked.

use std::arch::x86_64::{
    __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_min_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set1_epi8, _mm256_setr_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_slli_epi16,
    _mm256_srli_epi16, _mm256_sub_epi8, _mm256_testz_si256,
};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use super::block::{BEFORE, BLOCK, Block, Classify, List, Look, glued, second_colons, starts};
use super::cases::{Cases, Signs, first_bracket};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, Halves, LETTER, N, SEPARATOR, SINGLE, Triples};
use super::{Gate, Heads, Numbers, Spot};

/// Whether the processor has what this module needs.
#[inline]
pub(super) fn is_there() -> bool {
    use std::arch::is_x86_feature_detected as has;
    static IS_THERE: LazyLock<bool> =
        LazyLock::new(|| has!("avx2") && has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt"));
    *IS_THERE
}

/// The pass over blocks, compiled for AVX2.
#[inline]
pub(super) fn scan(
    heads: &Heads,
    text: &[u8],
    from: usize,
    to: usize,
    open: bool,
    gate: impl Gate,
    visit: impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    debug_assert!(is_there());
    // SAFETY: the caller asked `is_there`.
    unsafe { pass(heads, text, from, to, open, gate, visit) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn pass(
    heads: &Heads,
    text: &[u8],
    from: usize,
    to: usize,
    open: bool,
    gate: impl Gate,
    visit: impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    super::blocks::<Vectors>(heads, text, from, to, open, gate, visit)
}

/// Vectors of 32 bytes.
pub(super) struct Vectors;

impl Classify for Vectors {
    #[inline(always)]
    fn look(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> Look {
        // SAFETY: only functions that run where AVX2 is name this type.
        unsafe {
            let (first, second) = (half(window, triples, BEFORE), half(window, triples, BEFORE + 32));
            let of = |half: &Half| _mm256_or_si256(_mm256_and_si256(half.single, set(AT | ESCAPE)), half.triple);
            let others = _mm256_or_si256(of(&first), of(&second));
            let digit = digits(&first, &second);
            Look {
                others: u64::from(_mm256_testz_si256(others, others) == 0),
                colon: colons(&first, &second),
                digit,
                run: digit | separators(&first, &second),
            }
        }
    }

    #[inline(always)]
    fn block(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> Block {
        // SAFETY: as above.
        unsafe {
            let (first, second) = (half(window, triples, BEFORE), half(window, triples, BEFORE + 32));
            let is = |byte| join(equal(&first, byte), equal(&second, byte));
            let (digit, separator) = (digits(&first, &second), separators(&first, &second));
            Block {
                digit,
                separator,
                number: starts(digit, separator, is(b'.'), window[BEFORE - 1]),
                glued: glued(
                    digit,
                    mask(first.single, second.single, LETTER),
                    mask(first.single, second.single, N),
                    is(b'%') | is(b'\\'),
                ),
                at: mask(first.single, second.single, AT),
                colon: second_colons(colons(&first, &second)),
                head: mask(first.triple, second.triple, HEADS),
                escape: mask(first.single, second.single, ESCAPE) | mask(first.triple, second.triple, ESCAPES),
            }
        }
    }

    #[inline(always)]
    fn numbers(window: &[u8; BEFORE + BLOCK]) -> (u64, u64) {
        // SAFETY: as above.
        unsafe { numbers(window) }
    }

    #[inline(always)]
    fn worthy<'l>(
        numbers: &mut Numbers<'_>,
        window: &[u8; BEFORE + BLOCK],
        gate: impl Gate,
        list: &'l mut [u8; BLOCK / 2],
    ) -> &'l [u8] {
        // SAFETY: as above.
        unsafe { worthy(numbers, window, gate, list) }
    }

    #[inline(always)]
    fn interesting<'l>(text: &[u8], from: usize, to: usize, triples: &Triples, list: &'l mut List) -> &'l [u32] {
        // SAFETY: as above.
        unsafe { interesting(text, from, to, triples, list) }
    }
}

#[inline(never)]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn worthy<'l>(
    numbers: &mut Numbers<'_>,
    window: &[u8; BEFORE + BLOCK],
    gate: impl Gate,
    list: &'l mut [u8; BLOCK / 2],
) -> &'l [u8] {
    numbers.worthy(window, gate, list)
}

#[inline(never)]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn interesting<'l>(text: &[u8], from: usize, to: usize, triples: &Triples, list: &'l mut List) -> &'l [u32] {
    super::interesting::<Vectors>(text, from, to, triples, list)
}

#[inline(never)]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn numbers(window: &[u8; BEFORE + BLOCK]) -> (u64, u64) {
    let (first, second) = (half(window, &Triples::NONE, BEFORE), half(window, &Triples::NONE, BEFORE + 32));
    (digits(&first, &second), separators(&first, &second))
}

// One bit a byte, by moving a class's bit to the highest place: fewer instructions than `mask`.

#[inline]
#[target_feature(enable = "avx2")]
fn digits(first: &Half, second: &Half) -> u64 {
    const { assert!(DIGIT << 7 == 1 << 7) };
    join(high(_mm256_slli_epi16::<7>(first.single)), high(_mm256_slli_epi16::<7>(second.single)))
}

/// Separators: outside ASCII, all bytes have the highest bit.
#[inline]
#[target_feature(enable = "avx2")]
fn separators(first: &Half, second: &Half) -> u64 {
    const { assert!(SEPARATOR << 3 == 1 << 7) };
    let of = |half: &Half| high(_mm256_or_si256(_mm256_slli_epi16::<3>(half.single), half.bytes));
    join(of(first), of(second))
}

#[inline]
#[target_feature(enable = "avx2")]
fn colons(first: &Half, second: &Half) -> u64 {
    const { assert!(COLON << 5 == 1 << 7) };
    join(high(_mm256_slli_epi16::<5>(first.single)), high(_mm256_slli_epi16::<5>(second.single)))
}

/// One bit a byte: whether it is this one.
#[inline]
#[target_feature(enable = "avx2")]
fn equal(half: &Half, byte: u8) -> u32 {
    high(_mm256_cmpeq_epi8(half.bytes, set(byte)))
}

#[inline(always)]
fn join(low: u32, high: u32) -> u64 {
    u64::from(low) | (u64::from(high) << 32)
}

/// The classes of 32 bytes.
struct Half {
    bytes: __m256i,
    single: __m256i,
    triple: __m256i,
}

/// Inlined whatever it costs: the tables stay in registers from block to block then.
#[inline(always)]
fn half(window: &[u8; BEFORE + BLOCK], triples: &Triples, at: usize) -> Half {
    // SAFETY: as in `look`, whose part this is.
    unsafe {
        let bytes = load(window, at);
        let third = look_up(&triples.halves[0], load(window, at - 2));
        let second = look_up(&triples.halves[1], load(window, at - 1));
        let last = look_up(&triples.halves[2], bytes);
        Half { bytes, single: look_up(&SINGLE, bytes), triple: _mm256_and_si256(_mm256_and_si256(third, second), last) }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(window: &[u8; BEFORE + BLOCK], at: usize) -> __m256i {
    let bytes: &[u8] = &window[at..at + 32];
    // SAFETY: the slice has 32 bytes, and the load needs no alignment.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

/// The classes that both halves of each byte have.
#[inline]
#[target_feature(enable = "avx2")]
fn look_up(halves: &Halves, bytes: __m256i) -> __m256i {
    let nibble = _mm256_set1_epi8(15);
    let low = _mm256_shuffle_epi8(table(&halves.low), _mm256_and_si256(bytes, nibble));
    let high = _mm256_shuffle_epi8(table(&halves.high), _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), nibble));
    _mm256_and_si256(low, high)
}

/// Letters and digits.
#[inline]
pub(super) fn cases(bytes: &[u8; BLOCK]) -> Cases {
    debug_assert!(is_there());
    // SAFETY: the caller asked `is_there`.
    unsafe { cases_of(bytes) }
}

#[target_feature(enable = "avx2")]
fn cases_of(bytes: &[u8; BLOCK]) -> Cases {
    // SAFETY: each half has 32 bytes, and the loads need no alignment.
    let halves = unsafe { [0, 32].map(|at| _mm256_loadu_si256(bytes[at..at + 32].as_ptr().cast())) };
    let within = |first, last| within(halves, first, last);
    Cases { upper: within(b'A', b'Z'), lower: within(b'a', b'z'), digit: within(b'0', b'9'), lead: within(0xC0, 0xFF) }
}

/// What words are told by.
#[inline]
pub(super) fn signs(bytes: &[u8; BLOCK]) -> Signs {
    debug_assert!(is_there());
    // SAFETY: the caller asked `is_there`.
    unsafe { signs_of(bytes) }
}

#[target_feature(enable = "avx2")]
fn signs_of(bytes: &[u8; BLOCK]) -> Signs {
    // SAFETY: each half has 32 bytes, and the loads need no alignment.
    let halves = unsafe { [0, 32].map(|at| _mm256_loadu_si256(bytes[at..at + 32].as_ptr().cast())) };
    Signs::of(|first, last| within(halves, first, last))
}

/// Brackets before a capital.
#[inline]
pub(super) fn bracket(text: &[u8], from: usize) -> Option<usize> {
    debug_assert!(is_there());
    // SAFETY: the caller asked `is_there`.
    unsafe { bracket_of(text, from) }
}

#[target_feature(enable = "avx2")]
fn bracket_of(text: &[u8], from: usize) -> Option<usize> {
    first_bracket(text, from, |bytes| {
        // SAFETY: each slice has 32 bytes, and the loads need no alignment.
        let load = |at: usize| unsafe { _mm256_loadu_si256(bytes[at..at + 32].as_ptr().cast()) };
        let [low, up] = [0, 32].map(|at| {
            // Capitals and some signs have these high bits.
            let is_high = _mm256_cmpeq_epi8(_mm256_and_si256(load(at + 1), set(0xE0)), set(0x40));
            _mm256_and_si256(_mm256_cmpeq_epi8(load(at), set(b'[')), is_high)
        });
        let both = _mm256_or_si256(low, up);
        if _mm256_testz_si256(both, both) == 1 { 0 } else { join(high(low), high(up)) }
    })
}

/// One bit a byte of both halves: whether it is in a range.
#[inline]
#[target_feature(enable = "avx2")]
fn within(halves: [__m256i; 2], first: u8, last: u8) -> u64 {
    let [low, up] = halves.map(|half| {
        let above = _mm256_sub_epi8(half, set(first));
        high(_mm256_cmpeq_epi8(_mm256_min_epu8(above, set(last - first)), above))
    });
    join(low, up)
}

/// A table of 16 in both lanes.
#[inline]
#[target_feature(enable = "avx2")]
fn table(t: &[u8; 16]) -> __m256i {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = t.map(u8::cast_signed);
    _mm256_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
}

#[inline]
#[target_feature(enable = "avx2")]
fn set(byte: u8) -> __m256i {
    _mm256_set1_epi8(byte.cast_signed())
}

/// One bit a byte: whether it is not zero.
#[inline]
#[target_feature(enable = "avx2")]
fn bits(v: __m256i) -> u32 {
    !_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_setzero_si256())).cast_unsigned()
}

/// One bit a byte: whether its highest bit is set.
#[inline]
#[target_feature(enable = "avx2")]
fn high(v: __m256i) -> u32 {
    _mm256_movemask_epi8(v).cast_unsigned()
}

/// One bit a byte of both halves: whether it has any of the classes.
#[inline]
#[target_feature(enable = "avx2")]
fn mask(first: __m256i, second: __m256i, classes: u8) -> u64 {
    let classes = set(classes);
    let (a, b) = (bits(_mm256_and_si256(first, classes)), bits(_mm256_and_si256(second, classes)));
    u64::from(a) | (u64::from(b) << 32)
}
