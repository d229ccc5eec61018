//! The classes of the bytes of one block, as bit masks: bit `i` is byte `i` of the block.

use super::source::{Source, Window};
use super::tables::{COLON, LETTER, N, Triples};

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;
/// Bytes before a block that are read with it.
pub(super) const BEFORE: usize = 2;

/// What is asked of every block.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Where something that is neither number, colon nor escape outside ASCII could start.
    pub others: u64,
    /// Where an escape outside ASCII could end.
    pub wide: u64,
    pub colon: u64,
    pub digit: u64,
    /// Digits, and bytes that can stand between the groups of a number.
    pub run: u64,
}

impl Look {
    /// Whether anything could start in this block. `colon_before` has all bits where the block before has a colon, and none
    /// else; it becomes what is to be said of this one.
    #[inline(always)]
    pub(super) fn is_interesting(self, colon_before: &mut u64) -> bool {
        // One colon alone is none of an address.
        let colons = self.colon & (self.colon.wrapping_sub(1) | *colon_before);
        *colon_before = u64::from(self.colon != 0).wrapping_neg();
        self.others | self.wide | colons | (self.digit & long_runs([self.run, !0])) != 0
    }
}

/// What a block holds in which something could start; or what blocks side by side do, where `M` are their masks. `head` and
/// `escape` are fingerprints, wider than what they stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block<M = u64> {
    pub letter: M,
    /// `N` and `n`.
    pub n: M,
    /// `%` and `\`.
    pub escape_sign: M,
    /// What makes another number of the one behind it: `+`, `(`, `/`, and what is not ASCII.
    pub number_sign: M,
    pub dot: M,
    pub dash: M,
    /// The digits 0, 1 and 2.
    pub low_digits: [M; 3],
    pub at: M,
    pub colon: M,
    pub head: M,
    pub escape: M,
}

impl Block {
    /// By what says where bytes of some classes stand, and where one of a few bytes does; less what starts there.
    #[inline(always)]
    pub(super) fn of(class: impl Fn(u8) -> u64, any: impl Fn(&[u8]) -> u64, high: u64) -> Self {
        Self {
            letter: class(LETTER),
            n: class(N),
            escape_sign: any(b"%\\"),
            number_sign: any(b"+(/") | high,
            dot: any(b"."),
            dash: any(b"-"),
            low_digits: [any(b"0"), any(b"1"), any(b"2")],
            colon: class(COLON),
            ..Self::default()
        }
    }
}

/// Fewest bytes of a number, digits and what can stand between them, that any detector wants.
pub(crate) const SHORTEST_NUMBER: usize = 7;

/// Places from which on digits and what can stand between them (`run`) go on for that long, in the next block too.
#[inline(always)]
pub(super) fn long_runs([run, next]: [u64; 2]) -> u64 {
    const { assert!(SHORTEST_NUMBER == 1 + 1 + 2 + 3) };
    let (ends, then) = (!run, !next);
    let (ends, then) = (ends | (ends >> 1 | then << 63), then | then >> 1);
    let (ends, then) = (ends | (ends >> 2 | then << 62), then | then >> 2);
    !(ends | (ends >> 3 | then << 61))
}

/// Whether three bytes could end in an escape outside ASCII: a character of no width, or a full-width one. Wider than they are.
#[inline(always)]
pub(super) fn is_wide_escape([third, second, last]: [u8; 3]) -> bool {
    let no_width = (third == 0xE2) & (second & 0xFE == 0x80) & ((last.wrapping_sub(0x8B) < 3) | (last == 0xA0));
    let full_width = (third == 0xEF) & (second.wrapping_sub(0xBB) < 3);
    no_width | full_width | ((second == 0xC2) & (last == 0xAD))
}

/// A way of classifying the block that follows the first [`BEFORE`] bytes of a window. All ways give the same (I9).
pub(super) trait Classify {
    /// What a block says of the one behind it.
    type Before;

    /// What the bytes before a block say.
    fn before(bytes: [u8; BEFORE], triples: &Triples) -> Self::Before;

    /// What is asked of every block; `before` becomes what is to be said of this one.
    fn look(window: &Window, before: &mut Self::Before, triples: &Triples) -> Look;

    /// What the block holds, less the escapes outside ASCII.
    fn block(window: &Window, triples: &Triples) -> Block;

    /// [`Classify::look`] at a block that has no window in the text.
    #[inline(always)]
    fn look_at_edge(source: &Source<'_>, at: usize, before: &mut Self::Before, triples: &Triples) -> Look {
        Self::look(source.edge(at).window(), before, triples)
    }

    /// [`Classify::block`] of a block that has no window in the text.
    #[inline(always)]
    fn block_at_edge(source: &Source<'_>, at: usize, triples: &Triples) -> Block {
        Self::block(source.edge(at).window(), triples)
    }

    /// Brings what stands around an address nearer to the processor, where it can be asked to; it may be any address.
    fn fetch(_: *const u8) {}
}
