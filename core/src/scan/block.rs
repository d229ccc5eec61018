//! The classes of the bytes of one block, as bit masks: bit `i` is byte `i` of the block.

use super::tables::Triples;
use super::{Gate, Numbers};

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;
/// Bytes before a block that are read with it.
pub(super) const BEFORE: usize = 32;

/// What a block holds. `head` and `escape` are fingerprints, wider than what they stand for; `number` and `colon` still
/// have to be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Digits.
    pub digit: u64,
    /// Bytes that can stand between the groups of a number.
    pub separator: u64,
    /// First digits of a group that could be the first of a number: with a long run from them on, and no decimal point
    /// before.
    pub number: u64,
    /// First of two digits behind two letters that begin a word, or stand behind an `N`.
    pub glued: u64,
    pub at: u64,
    pub colon: u64,
    pub head: u64,
    pub escape: u64,
}

impl Block {
    /// Where something that is no number could start.
    #[inline(always)]
    pub(super) fn rest(&self) -> u64 {
        self.glued | self.at | self.colon | self.head | self.escape
    }
}

/// Places from which on digits and what can stand between them (`run`) go on for seven bytes, or up to the end of the
/// block: no detector wants a number with fewer digits, and four groups have seven bytes too.
#[inline(always)]
pub(super) fn long_runs(run: u64) -> u64 {
    let ends = !run;
    let ends = ends | (ends >> 1);
    let ends = ends | (ends >> 2);
    !(ends | (ends >> 3))
}

/// First digits of groups with a long run from them on, and no decimal point before. What stands behind the block could be
/// anything; `before` is the byte before it.
#[inline(always)]
pub(super) fn starts(digit: u64, separator: u64, dot: u64, before: u8) -> u64 {
    digit
        & !((digit << 1) | u64::from(before.is_ascii_digit()))
        & long_runs(digit | separator)
        & !((dot << 1) & (digit << 2))
}

/// Digits behind two letters, before another digit. The letters begin a word, or stand behind an `N` or what could be an
/// escape (`%40`, `\n`, `\u0040`). What stands outside of the block could be anything.
#[inline(always)]
pub(super) fn glued(digit: u64, letter: u64, n: u64, escape: u64) -> u64 {
    let behind = ((letter << 1) | 1) & ((letter << 2) | 3);
    let before = (n << 3) | !((letter | digit) << 3) | (escape << 4) | (escape << 5) | (escape << 8) | 0xFF;
    digit & !(digit << 1) & behind & before & ((digit >> 1) | (1 << 63))
}

/// Colons with one of others at most five bytes before them.
#[inline(always)]
fn near(colon: u64, others: u64) -> u64 {
    let one_or_two = (others << 1) | (others << 2);
    colon & (one_or_two | (one_or_two << 2) | (others << 5) | 0b11111)
}

/// Colons that an address of version 6 could have as its second of two (`::`) or as its sixth: those right behind
/// another, and those with four more before them, each at most five bytes behind the one before. What stands before the
/// block could be anything.
#[inline(always)]
pub(super) fn second_colons(colon: u64) -> u64 {
    let second = near(colon, colon);
    if second == 0 {
        return 0;
    }
    let doubled = colon & ((colon << 1) | 1);
    doubled | near(colon, near(colon, near(colon, second)))
}

/// What a path asks of most blocks, and no more.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Where something that is neither number nor colon could start.
    pub others: u64,
    pub colon: u64,
    pub digit: u64,
    /// Digits and separators.
    pub run: u64,
}

impl Look {
    /// Whether anything could start in this block. `colon_before` says whether the block before has a colon, and
    /// becomes what is to be said of this one.
    #[inline(always)]
    pub(super) fn is_interesting(self, colon_before: &mut bool) -> bool {
        let more_colons = self.colon & self.colon.wrapping_sub(1);
        let colons = if *colon_before { self.colon } else { more_colons };
        *colon_before = self.colon != 0;
        self.others | colons | (self.digit & long_runs(self.run)) != 0
    }
}

/// A way of classifying the block that follows the first [`BEFORE`] bytes of a window. All ways give the same (I9).
pub(super) trait Classify {
    /// What is asked of most blocks.
    fn look(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> Look;

    /// What the block holds.
    fn block(window: &[u8; BEFORE + BLOCK], triples: &Triples) -> Block;

    /// The digits and the separators of the block.
    fn numbers(window: &[u8; BEFORE + BLOCK]) -> (u64, u64);

    /// [`Numbers::worthy`], compiled for this way and apart from the pass, which has enough to keep in registers.
    fn worthy<'l>(
        numbers: &mut Numbers<'_>,
        window: &[u8; BEFORE + BLOCK],
        gate: impl Gate,
        list: &'l mut [u8; BLOCK / 2],
    ) -> &'l [u8];

    /// [`super::interesting`], compiled for this way.
    fn interesting<'l>(text: &[u8], from: usize, to: usize, triples: &Triples, list: &'l mut List) -> &'l [u32];
}

/// Blocks that are looked at together: they stay in the nearest cache.
pub(super) const GROUP: usize = 64;
/// Offsets of blocks from the first of a group.
pub(super) type List = [u32; GROUP];
