//! The same classes with AVX2: two vectors of 32 bytes a block, each class set by looking both halves of a byte up in a
//! table of 16 (`vpshufb`).
//!
//! Only this module and its twins for other vectors have `unsafe` code. Two kinds of it: calls of functions that need the
//! AVX2 feature, made after [`is_there`] said that the processor has it, and loads from slices whose length was checked.

use std::arch::x86_64::{
    __m256i, _MM_HINT_T1, _mm_loadu_si128, _mm_prefetch, _mm256_and_si256, _mm256_broadcastsi128_si256,
    _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_slli_epi16, _mm256_srli_epi16, _mm256_sub_epi8,
    _mm256_testz_si256,
};
use std::sync::LazyLock;

use super::Gate;
use super::block::{BEFORE, BLOCK, Block, Classify, Look};
use super::cases::{Cases, Signs, first_bracket};
use super::group::Group;
use super::source::{Source, Window};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, Halves, SEPARATOR, SINGLE, Triples};

/// Whether the processor has what this module needs.
#[inline]
pub(super) fn is_there() -> bool {
    use std::arch::is_x86_feature_detected as has;
    static IS_THERE: LazyLock<bool> =
        LazyLock::new(|| has!("avx2") && has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt"));
    *IS_THERE
}

compiled! {
    "avx2,bmi1,bmi2,lzcnt,popcnt",
    /// [`Group::list`].
    fn list(group: &mut Group, source: &Source<'_>, at: usize, triples: &Triples) {
        group.list::<Vectors>(source, at, triples);
    }
}

compiled! {
    "avx2,bmi1,bmi2,lzcnt,popcnt",
    /// [`Group::gather`].
    fn gather(group: &mut Group, source: &Source<'_>, triples: &Triples, gate: impl Gate) -> bool {
        group.gather::<Vectors>(source, triples, gate)
    }
}

/// Vectors of 32 bytes.
pub(super) struct Vectors;

impl Classify for Vectors {
    #[inline(always)]
    fn look(window: &Window, triples: &Triples) -> Look {
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
    fn fetch(byte: &u8) {
        // SAFETY: it reads nothing.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(std::ptr::from_ref(byte).cast()) }
    }

    #[inline(always)]
    fn block(window: &Window, triples: &Triples) -> Block {
        // SAFETY: as above.
        unsafe {
            let (first, second) = (half(window, triples, BEFORE), half(window, triples, BEFORE + 32));
            let is = |byte| join(equal(&first, byte), equal(&second, byte));
            let high = join(high(first.bytes), high(second.bytes));
            let block = Block::of(|class| mask(first.single, second.single, class), is, high);
            let triple = |buckets| mask(first.triple, second.triple, buckets);
            Block { head: triple(HEADS), escape: block.escape | triple(ESCAPES), ..block }
        }
    }
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
fn half(window: &Window, triples: &Triples, at: usize) -> Half {
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
fn load(window: &Window, at: usize) -> __m256i {
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

compiled! {
    "avx2",
    /// Letters and digits.
    fn cases(bytes: &[u8; BLOCK]) -> Cases {
        // SAFETY: each half has 32 bytes, and the loads need no alignment.
        let halves = unsafe { [0, 32].map(|at| _mm256_loadu_si256(bytes[at..at + 32].as_ptr().cast())) };
        let within = |first, last| within(halves, first, last);
        Cases { upper: within(b'A', b'Z'), lower: within(b'a', b'z'), digit: within(b'0', b'9'), lead: within(0xC0, 0xFF) }
    }
}

compiled! {
    "avx2",
    /// What words are told by.
    fn signs(bytes: &[u8; BLOCK]) -> Signs {
        // SAFETY: each half has 32 bytes, and the loads need no alignment.
        let halves = unsafe { [0, 32].map(|at| _mm256_loadu_si256(bytes[at..at + 32].as_ptr().cast())) };
        Signs::of(|first, last| within(halves, first, last))
    }
}

compiled! {
    "avx2",
    /// Brackets before a capital.
    fn bracket(text: &[u8], from: usize) -> Option<usize> {
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
    // SAFETY: the array has 16 bytes, and the load needs no alignment.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(t.as_ptr().cast()) })
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
