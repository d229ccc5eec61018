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
    /// First digits of a group.
    pub number: u64,
    /// Bytes right behind a letter.
    pub after_letter: u64,
    pub at: u64,
    pub colon: u64,
    pub head: u64,
    pub escape: u64,
}

impl Block {
    /// Whether anything could start here.
    #[inline(always)]
    pub(super) fn is_interesting(&self) -> bool {
        self.number | self.rest() != 0
    }

    /// Where something that is no number could start.
    #[inline(always)]
    pub(super) fn rest(&self) -> u64 {
        self.at | self.colon | self.head | self.escape
    }
}

/// A way of classifying the block that follows the first [`BEFORE`] bytes of a window. All ways give the same (I9).
pub(super) trait Classify {
    fn classify(window: &[u8; BEFORE + BLOCK]) -> Block;
}
