//! The classes of the bytes of one block, as bit masks: bit `i` is byte `i` of the block.

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
    /// First digits of a group that could be the first of a number: see [`starts`].
    pub number: u64,
    pub at: u64,
    pub colon: u64,
    pub head: u64,
    pub escape: u64,
}

impl Block {
    /// Where something that is no number could start.
    #[inline(always)]
    pub(super) fn rest(&self) -> u64 {
        self.at | self.colon | self.head | self.escape
    }
}

/// Places from which on digits and what can stand between them (`run`) go on for six bytes, or up to the end of the
/// block: no detector wants a number with fewer digits, and four groups have seven bytes.
#[inline(always)]
pub(super) fn long_runs(run: u64) -> u64 {
    let ends = !run;
    let ends = ends | (ends >> 1);
    let ends = ends | (ends >> 2);
    !(ends | (ends >> 2))
}

/// First digits of groups that could begin a number: those with a long run from them on, and those behind two letters
/// (or what the tables take for some) with another digit behind them, as in an account number. What stands before the
/// block or behind it could be anything.
#[inline(always)]
pub(super) fn starts(digit: u64, separator: u64, letter: u64) -> u64 {
    let first = digit & !(digit << 1);
    let glued = ((letter << 1) | 1) & ((letter << 2) | 3) & ((digit >> 1) | (1 << 63));
    first & (long_runs(digit | separator) | glued)
}

/// Colons that an address of version 6 could have as its first colon of two (`::`) or as its sixth: those right behind
/// another, and those with four more before them, each at most five bytes behind the one before, as far as the block
/// shows. `before` is the byte before the block.
#[inline(always)]
pub(super) fn second_colons(colon: u64, before: u8) -> u64 {
    let doubled = colon & ((colon << 1) | u64::from(before == b':'));
    // What stands in the last block is not known: it counts as colons.
    let near = |colons: u64| {
        let one_or_two = (colons << 1) | (colons << 2);
        colon & (one_or_two | (one_or_two << 2) | (colons << 5) | 0b11111)
    };
    doubled | near(near(near(near(colon))))
}

/// A way of classifying the block that follows the first [`BEFORE`] bytes of a window. All ways give the same (I9).
pub(super) trait Classify {
    /// The classes of each byte.
    type Classes;

    fn classes(window: &[u8; BEFORE + BLOCK]) -> Self::Classes;

    /// Whether anything could start here: all that most blocks are asked.
    fn is_interesting(classes: &Self::Classes) -> bool;

    /// What the block holds; `before` is the byte before it.
    fn block(classes: &Self::Classes, before: u8) -> Block;

    /// The digits and the separators of the block.
    fn numbers(window: &[u8; BEFORE + BLOCK]) -> (u64, u64);
}
