//! The same classes with AVX2: two vectors of 32 bytes a block, each class set by looking both halves of a byte up in a
//! table of 16 (`vpshufb`).
//!
//! Only this module and its twins for other vectors have `unsafe` code. Two kinds of it: calls of functions that need the
//! AVX2 feature, made after [`is_there`] said that the processor has it, and loads from slices whose length was checked.

use std::arch::x86_64::{
    __m256i, _MM_HINT_T1, _mm_loadu_si128, _mm_prefetch, _mm256_alignr_epi8, _mm256_and_si256,
    _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_min_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_permute2x128_si256, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8,
    _mm256_slli_epi16, _mm256_srli_epi16, _mm256_sub_epi8, _mm256_testz_si256,
};
use std::sync::LazyLock;

use super::Gate;
use super::block::{BEFORE, BLOCK, Block, Classify, Look};
use super::cases::{Cases, Signs, first_bracket};
use super::group::Group;
use super::source::{Source, Window};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, Halves, LETTER, N, SEPARATOR, SINGLE, Triples};

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
    type Before = Pairs;

    #[inline(always)]
    fn before(before: [u8; BEFORE], triples: &Triples) -> Pairs {
        let mut bytes = [0; BLOCK];
        bytes[BLOCK - BEFORE..].copy_from_slice(&before);
        // SAFETY: only functions that run where AVX2 is name this type; the half that is loaded has 32 bytes.
        unsafe {
            let nibbles = Nibbles::of(_mm256_loadu_si256(bytes[32..].as_ptr().cast()));
            Pairs { third: nibbles.look_up(&triples.halves[0]), second: nibbles.look_up(&triples.halves[1]) }
        }
    }

    #[inline(always)]
    fn look(window: &Window, before: &mut Pairs, triples: &Triples) -> Look {
        // SAFETY: as above.
        unsafe {
            let wide = wide_escapes(window);
            let first = half(load(window, BEFORE), before, triples);
            let second = half(load(window, BEFORE + 32), before, triples);
            let of = |half: &Half| _mm256_or_si256(_mm256_and_si256(half.single, set(AT | ESCAPE)), half.triple);
            let others = _mm256_or_si256(of(&first), of(&second));
            let digit = classes(&first, &second, DIGIT);
            Look {
                others: u64::from(_mm256_testz_si256(others, others) == 0),
                wide,
                colon: classes(&first, &second, COLON),
                digit,
                run: digit | separators(&first, &second),
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
            let (first, second) = (half_alone(window, BEFORE, triples), half_alone(window, BEFORE + 32, triples));
            let any = |bytes: &[u8]| join(any(&first, bytes), any(&second, bytes));
            let high = join(high(first.bytes), high(second.bytes));
            let class = |class| classes(&first, &second, class);
            let triple = |buckets| mask(first.triple, second.triple, buckets);
            let escape = class(ESCAPE) | triple(ESCAPES);
            Block { at: class(AT), head: triple(HEADS), escape, ..Block::of(class, any, high) }
        }
    }
}

/// Last bytes of what could be an escape outside ASCII, as [`is_wide_escape`](super::block::is_wide_escape) says, or behind
/// what stands outside of it. To be asked first: the compiler takes masks to pieces that it has to keep across a jump.
#[inline]
#[target_feature(enable = "avx2")]
fn wide_escapes(window: &Window) -> u64 {
    let all = _mm256_or_si256(_mm256_or_si256(load(window, BEFORE), load(window, BEFORE + 32)), load(window, 0));
    if high(all) == 0 {
        return 0;
    }
    let [low, up] = [BEFORE, BEFORE + 32].map(|at| {
        let (third, second, last) = (load(window, at - 2), load(window, at - 1), load(window, at));
        let is = |bytes, byte| _mm256_cmpeq_epi8(bytes, set(byte));
        let both = |a, b| _mm256_and_si256(a, b);
        let no_width = _mm256_or_si256(range(last, 0x8B, 0x8D), is(last, 0xA0));
        let no_width = both(both(is(third, 0xE2), range(second, 0x80, 0x81)), no_width);
        let full_width = both(is(third, 0xEF), range(second, 0xBB, 0xBD));
        let soft_hyphen = both(is(second, 0xC2), is(last, 0xAD));
        // In the bucket of escapes, it is one of those behind ASCII only.
        let unicode = both(is(second, b'\\'), is(last, b'u'));
        let either = |a, b| _mm256_or_si256(a, b);
        high(either(either(no_width, full_width), either(soft_hyphen, unicode)))
    });
    join(low, up)
}

/// One bit a byte: whether it has a class. The class's bit is moved to the highest place: fewer instructions than `mask`.
#[inline]
#[target_feature(enable = "avx2")]
fn classes(first: &Half, second: &Half, class: u8) -> u64 {
    const { assert!(DIGIT << 7 == AT << 6 && COLON << 5 == ESCAPE << 4 && DIGIT << 7 == COLON << 5) };
    const { assert!(N << 3 == DIGIT << 7 && LETTER == (1 << 5 | 1 << 6)) };
    let of = |Half { single, .. }: &Half| match class {
        DIGIT => high(_mm256_slli_epi16::<7>(*single)),
        AT => high(_mm256_slli_epi16::<6>(*single)),
        COLON => high(_mm256_slli_epi16::<5>(*single)),
        ESCAPE => high(_mm256_slli_epi16::<4>(*single)),
        N => high(_mm256_slli_epi16::<3>(*single)),
        LETTER => high(_mm256_or_si256(_mm256_slli_epi16::<2>(*single), _mm256_slli_epi16::<1>(*single))),
        _ => bits(_mm256_and_si256(*single, set(class))),
    };
    join(of(first), of(second))
}

/// Separators: outside ASCII, all bytes have the highest bit.
#[inline]
#[target_feature(enable = "avx2")]
fn separators(first: &Half, second: &Half) -> u64 {
    const { assert!(SEPARATOR == 1 << 7) };
    let of = |half: &Half| high(_mm256_or_si256(half.single, half.bytes));
    join(of(first), of(second))
}

/// One bit a byte: whether it is one of these.
#[inline]
#[target_feature(enable = "avx2")]
fn any(half: &Half, bytes: &[u8]) -> u32 {
    let is = |byte: &u8| _mm256_cmpeq_epi8(half.bytes, set(*byte));
    high(bytes.iter().map(is).fold(_mm256_setzero_si256(), |any, is| _mm256_or_si256(any, is)))
}

#[inline(always)]
fn join(low: u32, high: u32) -> u64 {
    u64::from(low) | (u64::from(high) << 32)
}

/// The buckets that take the bytes before as third last and as second last of three.
pub(super) struct Pairs {
    third: __m256i,
    second: __m256i,
}

/// The classes of 32 bytes.
struct Half {
    bytes: __m256i,
    single: __m256i,
    triple: __m256i,
}

/// Inlined whatever it costs: the tables stay in registers from block to block then.
#[inline(always)]
fn half(bytes: __m256i, before: &mut Pairs, triples: &Triples) -> Half {
    // SAFETY: as in `look`, whose part this is.
    unsafe {
        let nibbles = Nibbles::of(bytes);
        let [third, second, last] = triples.halves.each_ref().map(|halves| nibbles.look_up(halves));
        let two = _mm256_and_si256(behind::<14>(before.third, third), behind::<15>(before.second, second));
        *before = Pairs { third, second };
        Half { bytes, single: nibbles.look_up(&SINGLE), triple: _mm256_and_si256(two, last) }
    }
}

/// The same of one half alone: each byte is looked up three times.
#[inline(always)]
fn half_alone(window: &Window, at: usize, triples: &Triples) -> Half {
    // SAFETY: as above.
    unsafe {
        let bytes = load(window, at);
        let nibbles = Nibbles::of(bytes);
        let third = Nibbles::of(load(window, at - 2)).look_up(&triples.halves[0]);
        let second = Nibbles::of(load(window, at - 1)).look_up(&triples.halves[1]);
        let triple = _mm256_and_si256(_mm256_and_si256(third, second), nibbles.look_up(&triples.halves[2]));
        Half { bytes, single: nibbles.look_up(&SINGLE), triple }
    }
}

/// What two vectors hold some bytes before the second one: `FROM` is 16 less those.
#[inline]
#[target_feature(enable = "avx2")]
fn behind<const FROM: i32>(before: __m256i, vector: __m256i) -> __m256i {
    _mm256_alignr_epi8::<FROM>(vector, _mm256_permute2x128_si256::<0x21>(before, vector))
}

/// The halves of 32 bytes.
struct Nibbles {
    /// Not only the lower halves: a table is looked up by the lower half where a byte is ASCII, and has nothing else.
    low: __m256i,
    high: __m256i,
}

impl Nibbles {
    #[inline]
    #[target_feature(enable = "avx2")]
    fn of(bytes: __m256i) -> Self {
        Self { low: bytes, high: _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), set(15)) }
    }

    /// The classes that both halves of each byte have; none outside ASCII.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn look_up(&self, halves: &Halves) -> __m256i {
        let low = _mm256_shuffle_epi8(table(&halves.low), self.low);
        _mm256_and_si256(low, _mm256_shuffle_epi8(table(&halves.high), self.high))
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(window: &Window, at: usize) -> __m256i {
    let bytes: &[u8] = &window[at..at + 32];
    // SAFETY: the slice has 32 bytes, and the load needs no alignment.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

compiled! {
    "avx2,bmi1,bmi2,lzcnt,popcnt",
    /// Where words start.
    fn word_starts(blocks: &[[u8; BLOCK]; 3], short: [u64; 2]) -> [u64; 3] {
        let cases = |bytes: &[u8; BLOCK]| {
            // SAFETY: each half has 32 bytes, and the loads need no alignment.
            let halves = unsafe { [0, 32].map(|at| _mm256_loadu_si256(bytes[at..at + 32].as_ptr().cast())) };
            let highest = |halves: [__m256i; 2]| join(high(halves[0]), high(halves[1]));
            // What a shift brings from the byte below ends beneath the highest bit.
            let sixth = highest(halves.map(|half| _mm256_slli_epi16::<2>(half)));
            let letter = within(halves.map(|half| _mm256_or_si256(half, set(0x20))), b'a', b'z');
            let lead = highest(halves.map(|half| _mm256_and_si256(half, _mm256_slli_epi16::<1>(half))));
            let digit = within(halves, b'0', b'9');
            Cases { upper: letter & !sixth, lower: letter & sixth, digit, high: highest(halves), lead }
        };
        Cases::starts([cases(&blocks[0]), cases(&blocks[1]), cases(&blocks[2])], short)
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
    let [low, up] = halves.map(|half| high(range(half, first, last)));
    join(low, up)
}

/// All bits of the bytes that are in a range.
#[inline]
#[target_feature(enable = "avx2")]
fn range(bytes: __m256i, first: u8, last: u8) -> __m256i {
    let above = _mm256_sub_epi8(bytes, set(first));
    _mm256_cmpeq_epi8(_mm256_min_epu8(above, set(last - first)), above)
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
