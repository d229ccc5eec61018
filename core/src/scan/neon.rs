//! The same classes with NEON, which every aarch64 processor has: four vectors of 16 bytes a block, each class set by
//! looking both halves of a byte up in a table of 16 (`tbl`).
//!
//! Two kinds of `unsafe`: calls of functions that need the NEON feature, made in a module that is compiled only where the
//! target has it, and loads from slices whose length was checked.

use std::arch::aarch64::{
    uint8x16_t, vandq_u8, vceqq_u8, vcleq_u8, vcltzq_s8, vdupq_n_u8, vgetq_lane_u64, vld1q_u8, vmaxvq_u8, vorrq_u8,
    vpaddq_u8, vqtbl1q_u8, vreinterpretq_s8_u8, vreinterpretq_u64_u8, vshrq_n_u8, vsubq_u8, vtstq_u8,
};

use super::Gate;
use super::block::{BEFORE, Block, Classify, Look};
use super::group::Group;
pub(super) use super::portable::{bracket, signs, word_starts};
use super::source::{Source, Window};
use super::tables::{AT, COLON, DIGIT, ESCAPE, ESCAPES, HEADS, Halves, SEPARATOR, SINGLE, Triples};

/// Vectors of 16 bytes.
pub(super) struct Quarters;

/// Bytes of a vector.
const VECTOR: usize = 16;

impl Classify for Quarters {
    type Before = ();

    fn before(_: [u8; BEFORE], _: &Triples) {}

    #[inline(always)]
    fn look(window: &Window, (): &mut (), triples: &Triples) -> Look {
        // SAFETY: this module is compiled only where the target has NEON.
        unsafe { look(window, triples) }
    }

    #[inline(always)]
    fn block(window: &Window, triples: &Triples) -> Block {
        // SAFETY: as above.
        unsafe { block(window, triples) }
    }
}

/// [`Group::list`].
pub(super) fn list(group: &mut Group, source: &Source<'_>, at: usize, triples: &Triples) {
    group.list::<Quarters>(source, at, triples);
}

/// [`Group::gather`].
pub(super) fn gather(group: &mut Group, source: &Source<'_>, triples: &Triples, gate: impl Gate) -> bool {
    group.gather::<Quarters>(source, triples, gate)
}

/// The classes of 16 bytes.
#[derive(Clone, Copy)]
struct Quarter {
    bytes: uint8x16_t,
    single: uint8x16_t,
    triple: uint8x16_t,
}

#[inline]
#[target_feature(enable = "neon")]
fn classes(window: &Window, triples: &Triples) -> [Quarter; 4] {
    [0, 1, 2, 3].map(|i| {
        let at = BEFORE + i * VECTOR;
        let bytes = load(window, at);
        let third = look_up(&triples.halves[0], load(window, at - 2));
        let second = look_up(&triples.halves[1], load(window, at - 1));
        let last = look_up(&triples.halves[2], bytes);
        Quarter { bytes, single: look_up(&SINGLE, bytes), triple: vandq_u8(vandq_u8(third, second), last) }
    })
}

#[inline]
#[target_feature(enable = "neon")]
fn look(window: &Window, triples: &Triples) -> Look {
    let classes = classes(window, triples);
    let wanted = vdupq_n_u8(AT | ESCAPE);
    let others = classes
        .iter()
        .fold(vdupq_n_u8(0), |any, quarter| vorrq_u8(any, vorrq_u8(vandq_u8(quarter.single, wanted), quarter.triple)));
    let digit = single(&classes, DIGIT);
    let is_ascii = vmaxvq_u8(classes.iter().fold(vdupq_n_u8(0), |any, quarter| vorrq_u8(any, quarter.bytes))) < 0x80;
    Look {
        others: u64::from(vmaxvq_u8(others)),
        wide: wide_escapes(window, is_ascii),
        colon: single(&classes, COLON),
        digit,
        run: digit | separators(&classes),
    }
}

#[inline]
#[target_feature(enable = "neon")]
fn block(window: &Window, triples: &Triples) -> Block {
    let classes = classes(window, triples);
    let high = mask(classes.map(|quarter| vcltzq_s8(vreinterpretq_s8_u8(quarter.bytes))));
    let block = Block::of(|class| single(&classes, class), |bytes| any(&classes, bytes), high);
    let escape = single(&classes, ESCAPE) | triple(&classes, ESCAPES);
    Block { at: single(&classes, AT), head: triple(&classes, HEADS), escape, ..block }
}

/// Last bytes of what could be an escape outside ASCII: as [`is_wide_escape`](super::block::is_wide_escape) says.
#[inline]
#[target_feature(enable = "neon")]
fn wide_escapes(window: &Window, is_ascii: bool) -> u64 {
    if is_ascii {
        return 0;
    }
    mask([0, 1, 2, 3].map(|i| {
        let at = BEFORE + i * VECTOR;
        let (third, second, last) = (load(window, at - 2), load(window, at - 1), load(window, at));
        let is = |bytes, byte| vceqq_u8(bytes, vdupq_n_u8(byte));
        let within =
            |bytes, first: u8, last: u8| vcleq_u8(vsubq_u8(bytes, vdupq_n_u8(first)), vdupq_n_u8(last - first));
        let no_width = vorrq_u8(within(last, 0x8B, 0x8D), is(last, 0xA0));
        let no_width = vandq_u8(vandq_u8(is(third, 0xE2), within(second, 0x80, 0x81)), no_width);
        let full_width = vandq_u8(is(third, 0xEF), within(second, 0xBB, 0xBD));
        vorrq_u8(vorrq_u8(no_width, full_width), vandq_u8(is(second, 0xC2), is(last, 0xAD)))
    }))
}

#[inline]
#[target_feature(enable = "neon")]
fn single(classes: &[Quarter; 4], wanted: u8) -> u64 {
    let wanted = vdupq_n_u8(wanted);
    mask(classes.map(|quarter| vtstq_u8(quarter.single, wanted)))
}

#[inline]
#[target_feature(enable = "neon")]
fn triple(classes: &[Quarter; 4], wanted: u8) -> u64 {
    let wanted = vdupq_n_u8(wanted);
    mask(classes.map(|quarter| vtstq_u8(quarter.triple, wanted)))
}

#[inline]
#[target_feature(enable = "neon")]
fn any(classes: &[Quarter; 4], bytes: &[u8]) -> u64 {
    let is_one = |quarter: uint8x16_t| {
        bytes.iter().fold(vdupq_n_u8(0), |any, byte| vorrq_u8(any, vceqq_u8(quarter, vdupq_n_u8(*byte))))
    };
    mask(classes.map(|quarter| is_one(quarter.bytes)))
}

/// Separators: outside ASCII, all bytes have the highest bit.
#[inline]
#[target_feature(enable = "neon")]
fn separators(classes: &[Quarter; 4]) -> u64 {
    let (wanted, high) = (vdupq_n_u8(SEPARATOR), vdupq_n_u8(0x80));
    mask(classes.map(|quarter| vorrq_u8(vtstq_u8(quarter.single, wanted), vtstq_u8(quarter.bytes, high))))
}

#[inline]
#[target_feature(enable = "neon")]
fn load(window: &Window, at: usize) -> uint8x16_t {
    let bytes: &[u8] = &window[at..at + VECTOR];
    // SAFETY: the slice has 16 bytes, and the load needs no alignment.
    unsafe { vld1q_u8(bytes.as_ptr()) }
}

#[inline]
#[target_feature(enable = "neon")]
fn table(bytes: &[u8; VECTOR]) -> uint8x16_t {
    // SAFETY: the array has 16 bytes, and the load needs no alignment.
    unsafe { vld1q_u8(bytes.as_ptr()) }
}

/// The classes that both halves of each byte have.
#[inline]
#[target_feature(enable = "neon")]
fn look_up(halves: &Halves, bytes: uint8x16_t) -> uint8x16_t {
    let low = vqtbl1q_u8(table(&halves.low), vandq_u8(bytes, vdupq_n_u8(15)));
    let high = vqtbl1q_u8(table(&halves.high), vshrq_n_u8::<4>(bytes));
    vandq_u8(low, high)
}

/// One bit a byte of four vectors whose bytes are all ones or all zeros: each keeps the bit of its place in eight, and
/// neighbours are added three times.
#[inline]
#[target_feature(enable = "neon")]
fn mask([a, b, c, d]: [uint8x16_t; 4]) -> u64 {
    const PLACES: [u8; VECTOR] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    let places = table(&PLACES);
    let (first, second) =
        (vpaddq_u8(vandq_u8(a, places), vandq_u8(b, places)), vpaddq_u8(vandq_u8(c, places), vandq_u8(d, places)));
    let sums = vpaddq_u8(first, second);
    vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)))
}
