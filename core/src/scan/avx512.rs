//! The same classes with AVX-512: one vector of 64 bytes a block, each class set by one look-up in a table of 128
//! (`vpermi2b`), each mask by one test.
//!
//! Unsafe as in `avx2`: functions that need the feature, called after [`is_there`] said that the processor has it, and
//! loads from slices whose length was checked.

use std::arch::x86_64::{
    __m512i, _MM_HINT_T1, _mm_prefetch, _mm512_and_si512, _mm512_cmpeq_epi8_mask, _mm512_cmple_epu8_mask,
    _mm512_loadu_si512, _mm512_mask_blend_epi8, _mm512_mask_loadu_epi8, _mm512_maskz_permutex2var_epi8,
    _mm512_movepi8_mask, _mm512_or_si512, _mm512_permutex2var_epi8, _mm512_set1_epi8, _mm512_sub_epi8,
    _mm512_test_epi8_mask,
};
use std::sync::LazyLock;

use super::Gate;
use super::block::{BEFORE, BLOCK, Block, Classify, Look};
use super::cases::{Cases, Signs, first_bracket};
use super::group::Group;
use super::source::{EDGE, Source, Window};
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

/// The bytes of a block, and those before each of them.
#[derive(Clone, Copy)]
struct Bytes {
    third: __m512i,
    second: __m512i,
    last: __m512i,
}

impl Classify for Wide {
    type Before = ();

    fn before(_: [u8; BEFORE], _: &Triples) {}

    #[inline(always)]
    fn look(window: &Window, (): &mut (), triples: &Triples) -> Look {
        // SAFETY: only functions that run where AVX-512 is name this type.
        unsafe { look(window_bytes(window), triples) }
    }

    #[inline(always)]
    fn block(window: &Window, triples: &Triples) -> Block {
        // SAFETY: as above.
        unsafe { block(window_bytes(window), triples) }
    }

    #[inline(always)]
    fn look_at_edge(source: &Source<'_>, at: usize, (): &mut (), triples: &Triples) -> Look {
        // SAFETY: as above.
        unsafe { look(edge_bytes(source, at), triples) }
    }

    #[inline(always)]
    fn block_at_edge(source: &Source<'_>, at: usize, triples: &Triples) -> Block {
        // SAFETY: as above.
        unsafe { block(edge_bytes(source, at), triples) }
    }

    #[inline(always)]
    fn fetch(at: *const u8) {
        // SAFETY: it reads nothing, and no address is wrong for it.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(at.cast()) }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn window_bytes(window: &Window) -> Bytes {
    Bytes { third: load(window, BEFORE - 2), second: load(window, BEFORE - 1), last: load(window, BEFORE) }
}

/// Of a block that is not in the text as a whole: what is of it is read where it stands, for what is copied first has to
/// be waited for.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn edge_bytes(source: &Source<'_>, at: usize) -> Bytes {
    let text = source.part.text;
    let first = |n: usize| if n >= BLOCK { !0 } else { (1 << n) - 1 };
    let behind = set(source.behind());
    let load = |back: usize| {
        let (missing, there) = (back.saturating_sub(at), (text.len() + back).saturating_sub(at));
        let (before, there) = (first(missing), first(there));
        let around = _mm512_mask_blend_epi8(before, behind, set(EDGE));
        // SAFETY: what the mask leaves out is not read; byte `i` of the rest is `text[at + i - back]`, with `at + i` from
        // `back` up to `text.len() + back`.
        unsafe {
            _mm512_mask_loadu_epi8(around, there & !before, text.as_ptr().wrapping_add(at).wrapping_sub(back).cast())
        }
    };
    Bytes { third: load(2), second: load(1), last: load(0) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn look(bytes: Bytes, triples: &Triples) -> Look {
    let classes = classes(bytes, triples);
    let others = _mm512_or_si512(_mm512_and_si512(classes.single, set(AT | ESCAPE)), classes.triple);
    Look {
        others: _mm512_test_epi8_mask(others, others),
        wide: if classes.high == 0 { 0 } else { wide_escapes(bytes) & classes.high },
        colon: test(classes.single, COLON),
        digit: test(classes.single, DIGIT),
        run: test(classes.single, DIGIT | SEPARATOR) | classes.high,
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn block(bytes: Bytes, triples: &Triples) -> Block {
    let classes = classes(bytes, triples);
    let is = |byte: &u8| _mm512_cmpeq_epi8_mask(bytes.last, set(*byte));
    let any = |bytes: &[u8]| bytes.iter().map(is).fold(0, |any, mask| any | mask);
    let block = Block::of(|class| test(classes.single, class), any, classes.high);
    let escape = test(classes.single, ESCAPE) | test(classes.triple, ESCAPES);
    Block { at: test(classes.single, AT), head: test(classes.triple, HEADS), escape, ..block }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn classes(Bytes { third, second, last }: Bytes, triples: &Triples) -> Classes {
    let high = _mm512_movepi8_mask(last);
    // What stands outside ASCII looks like something inside here: a fingerprint may.
    let [third_last, second_last, lasts] = triples.bytes.each_ref().map(ascii);
    let heads = _mm512_and_si512(look_up(third_last, third), look_up(second_last, second));
    let (low, up) = halves(&CLASSES);
    Classes {
        high,
        single: _mm512_maskz_permutex2var_epi8(!high, low, last, up),
        triple: _mm512_and_si512(heads, look_up(lasts, last)),
    }
}

/// Last bytes of what could be an escape outside ASCII: as [`is_wide_escape`](super::block::is_wide_escape) says.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn wide_escapes(Bytes { third, second, last }: Bytes) -> u64 {
    let is = |vector, byte: u8| _mm512_cmpeq_epi8_mask(vector, set(byte));
    let within =
        |vector, first: u8, last: u8| _mm512_cmple_epu8_mask(_mm512_sub_epi8(vector, set(first)), set(last - first));
    let no_width = is(third, 0xE2) & within(second, 0x80, 0x81) & (within(last, 0x8B, 0x8D) | is(last, 0xA0));
    let full_width = is(third, 0xEF) & within(second, 0xBB, 0xBD);
    no_width | full_width | (is(second, 0xC2) & is(last, 0xAD))
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
