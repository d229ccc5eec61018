//! The same classes with AVX-512: one vector of 64 bytes a block, each class set by one look-up in a table of 128
//! (`vpermi2b`), each mask by one test.
//!
//! Unsafe as in `avx2`: functions that need the feature, called after [`is_there`] said that the processor has it, and
//! loads from slices whose length was checked.

use std::arch::x86_64::{
    __m512i, _MM_HINT_T1, _mm_prefetch, _mm512_and_si512, _mm512_cmpeq_epi8_mask, _mm512_cmple_epu8_mask,
    _mm512_loadu_si512, _mm512_maskz_permutex2var_epi8, _mm512_movepi8_mask, _mm512_or_si512, _mm512_permutex2var_epi8,
    _mm512_set1_epi8, _mm512_sub_epi8, _mm512_test_epi8_mask,
};
use std::sync::LazyLock;

use super::Gate;
use super::block::{BEFORE, BLOCK, Block, Classify, Look};
use super::cases::{Cases, Signs, first_bracket};
use super::group::Group;
use super::source::{Source, Window};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, SEPARATOR, SINGLE, Triples, whole};

/// Whether the processor has what this module needs.
#[inline]
pub(super) fn is_there() -> bool {
    use std::arch::is_x86_feature_detected as has;
    static IS_THERE: LazyLock<bool> =
        LazyLock::new(|| has!("avx512f") && has!("avx512bw") && has!("avx512vbmi") && super::avx2::is_there());
    *IS_THERE
}

compiled! {
    "avx512f,avx512bw,avx512vbmi,avx2,bmi1,bmi2,lzcnt,popcnt",
    /// [`Group::list`].
    fn list(group: &mut Group, source: &Source<'_>, at: usize, triples: &Triples) {
        group.list::<Wide>(source, at, triples);
    }
}

compiled! {
    "avx512f,avx512bw,avx512vbmi,avx2,bmi1,bmi2,lzcnt,popcnt",
    /// [`Group::gather`].
    fn gather(group: &mut Group, source: &Source<'_>, triples: &Triples, gate: impl Gate) -> bool {
        group.gather::<Wide>(source, triples, gate)
    }
}

/// A vector of 64 bytes.
pub(super) struct Wide;

/// The classes of 64 bytes.
struct Classes {
    /// Bytes outside ASCII.
    high: u64,
    single: __m512i,
    triple: __m512i,
}

impl Classify for Wide {
    type Before = ();

    fn before(_: &Window, _: &Triples) {}

    #[inline(always)]
    fn look(window: &Window, (): &mut (), triples: &Triples) -> Look {
        // SAFETY: only functions that run where AVX-512 is name this type.
        unsafe {
            let classes = classes(window, triples);
            let others = _mm512_or_si512(_mm512_and_si512(classes.single, set(AT | ESCAPE)), classes.triple);
            Look {
                others: _mm512_test_epi8_mask(others, others),
                wide: if classes.high == 0 { 0 } else { wide_escapes(window) & classes.high },
                colon: test(classes.single, COLON),
                digit: test(classes.single, DIGIT),
                run: test(classes.single, DIGIT | SEPARATOR) | classes.high,
            }
        }
    }

    #[inline(always)]
    fn fetch(at: *const u8) {
        // SAFETY: it reads nothing, and no address is wrong for it.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(at.cast()) }
    }

    #[inline(always)]
    fn block(window: &Window, triples: &Triples) -> Block {
        // SAFETY: as above.
        unsafe {
            let classes = classes(window, triples);
            let is = |byte: &u8| _mm512_cmpeq_epi8_mask(load(window, BEFORE), set(*byte));
            let any = |bytes: &[u8]| bytes.iter().map(is).fold(0, |any, mask| any | mask);
            let block = Block::of(|class| test(classes.single, class), any, classes.high);
            let escape = test(classes.single, ESCAPE) | test(classes.triple, ESCAPES);
            Block { at: test(classes.single, AT), head: test(classes.triple, HEADS), escape, ..block }
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn classes(window: &Window, triples: &Triples) -> Classes {
    let bytes = load(window, BEFORE);
    let high = _mm512_movepi8_mask(bytes);
    // What stands outside ASCII looks like something inside here: a fingerprint may.
    let (third, second) = (load(window, BEFORE - 2), load(window, BEFORE - 1));
    let [third_last, second_last, last] = triples.bytes.each_ref().map(ascii);
    let heads = _mm512_and_si512(look_up(third_last, third), look_up(second_last, second));
    let (low, up) = halves(&CLASSES);
    Classes {
        high,
        single: _mm512_maskz_permutex2var_epi8(!high, low, bytes, up),
        triple: _mm512_and_si512(heads, look_up(last, bytes)),
    }
}

/// Last bytes of what could be an escape outside ASCII: as [`is_wide_escape`](super::block::is_wide_escape) says.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn wide_escapes(window: &Window) -> u64 {
    let (third, second, bytes) = (load(window, BEFORE - 2), load(window, BEFORE - 1), load(window, BEFORE));
    let is = |vector, byte: u8| _mm512_cmpeq_epi8_mask(vector, set(byte));
    let within =
        |vector, first: u8, last: u8| _mm512_cmple_epu8_mask(_mm512_sub_epi8(vector, set(first)), set(last - first));
    let no_width = is(third, 0xE2) & within(second, 0x80, 0x81) & (within(bytes, 0x8B, 0x8D) | is(bytes, 0xA0));
    let full_width = is(third, 0xEF) & within(second, 0xBB, 0xBD);
    no_width | full_width | (is(second, 0xC2) & is(bytes, 0xAD))
}

compiled! {
    "avx512f,avx512bw",
    /// Where words start.
    fn word_starts(blocks: &[[u8; BLOCK]; 3], short: [u64; 2]) -> [u64; 3] {
        let cases = |bytes: &[u8; BLOCK]| {
            // SAFETY: the array has 64 bytes, and the load needs no alignment.
            let vector = unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) };
            Cases::of(|first, last| _mm512_cmple_epu8_mask(_mm512_sub_epi8(vector, set(first)), set(last - first)))
        };
        Cases::starts([cases(&blocks[0]), cases(&blocks[1]), cases(&blocks[2])], short)
    }
}

compiled! {
    "avx512f,avx512bw",
    /// What words are told by.
    fn signs(bytes: &[u8; BLOCK]) -> Signs {
        // SAFETY: the array has 64 bytes, and the load needs no alignment.
        let vector = unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) };
        Signs::of(|first, last| _mm512_cmple_epu8_mask(_mm512_sub_epi8(vector, set(first)), set(last - first)))
    }
}

compiled! {
    "avx512f,avx512bw",
    /// Brackets before a capital.
    fn bracket(text: &[u8], from: usize) -> Option<usize> {
        first_bracket(text, from, |bytes| {
            // SAFETY: each slice has 64 bytes, and the loads need no alignment.
            let load = |at: usize| unsafe { _mm512_loadu_si512(bytes[at..at + BLOCK].as_ptr().cast()) };
            // Capitals and some signs have these high bits.
            let is_high = _mm512_cmpeq_epi8_mask(_mm512_and_si512(load(1), set(0xE0)), set(0x40));
            _mm512_cmpeq_epi8_mask(load(0), set(b'[')) & is_high
        })
    }
}

static CLASSES: [u8; 128] = whole(&SINGLE);

/// The part of a table that is for ASCII.
#[inline]
fn ascii(table: &[u8; 256]) -> &[u8; 128] {
    table.first_chunk().unwrap_or(&CLASSES)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load(window: &Window, at: usize) -> __m512i {
    let bytes: &[u8] = &window[at..at + 64];
    // SAFETY: the slice has 64 bytes, and the load needs no alignment.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

/// The two halves of a table.
#[inline]
#[target_feature(enable = "avx512f")]
fn halves(table: &[u8; 128]) -> (__m512i, __m512i) {
    let (low, up) = table.split_at(64);
    // SAFETY: each half has 64 bytes, and the load needs no alignment.
    unsafe { (_mm512_loadu_si512(low.as_ptr().cast()), _mm512_loadu_si512(up.as_ptr().cast())) }
}

/// What a table says of each byte, less its highest bit.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn look_up(table: &[u8; 128], bytes: __m512i) -> __m512i {
    let (low, up) = halves(table);
    _mm512_permutex2var_epi8(low, bytes, up)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn set(byte: u8) -> __m512i {
    _mm512_set1_epi8(byte.cast_signed())
}

/// One bit a byte: whether it has any of the classes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn test(v: __m512i, classes: u8) -> u64 {
    _mm512_test_epi8_mask(v, set(classes))
}
