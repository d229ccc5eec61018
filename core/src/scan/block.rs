//! The classes of the bytes of one block, as bit masks: bit `i` is byte `i` of the block.

use super::source::Window;
use super::tables::Triples;

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;
/// Bytes before a block that are read with it.
pub(super) const BEFORE: usize = 2;

/// What is asked of every block.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Where something that is neither number nor colon could start.
    pub others: u64,
    pub colon: u64,
    pub digit: u64,
    /// Digits, and bytes that can stand between the groups of a number.
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
        self.others | colons | (self.digit & long_runs([self.run, !0])) != 0
    }
}

/// What a block holds in which something could start. `head` and `escape` are fingerprints, wider than what they stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub dot: u64,
    pub letter: u64,
    /// `N` and `n`.
    pub n: u64,
    /// `%` and `\`.
    pub sign: u64,
    pub at: u64,
    pub colon: u64,
    pub head: u64,
    pub escape: u64,
}

/// The first digits of a block's numbers.
#[derive(Clone, Copy)]
pub(super) struct Starts {
    /// Those that could be one, whatever stands before.
    pub free: u64,
    /// Those behind a letter, which could be the end of an escape: they still have to be looked at.
    pub behind_letter: u64,
}

impl Block {
    /// First digits of groups from which on digits and what can stand between them go on for as long as the shortest number,
    /// with no decimal point before. `run` are the masks of this block and of the one behind.
    #[inline(always)]
    pub(super) fn numbers(&self, window: &Window, digit: u64, run: [u64; 2]) -> Starts {
        let [second, before] = *window.first_chunk().unwrap_or(&[0; BEFORE]);
        let bit = u64::from;
        let digit_before = digit << 1 | bit(before.is_ascii_digit());
        let second_digit = digit_before << 1 | bit(second.is_ascii_digit());
        let dot_before = self.dot << 1 | bit(before == b'.');
        let starts = digit & !digit_before & long_runs(run) & !(dot_before & second_digit);
        let behind_letter = starts & (self.letter << 1 | bit(before.is_ascii_alphabetic()));
        // `\n`, `%B`, `%2B`, `\u002B`.
        let sign = self.sign;
        let could_be_escape = sign << 2 | sign << 3 | sign << 6 | 0b11_1111;
        Starts { free: starts & !behind_letter, behind_letter: behind_letter & could_be_escape }
    }

    /// Where something that is no number could start.
    #[inline(always)]
    pub(super) fn others(&self, digit: u64) -> u64 {
        self.glued(digit) | self.at | self.second_colons() | self.head | self.escape
    }

    /// First of two digits behind two letters. The letters begin a word, or stand behind an `N` or what could be an escape
    /// (`%40`, `\n`, `\u0040`). What stands outside of the block could be anything.
    #[inline(always)]
    fn glued(&self, digit: u64) -> u64 {
        let Self { letter, n, sign, .. } = *self;
        let behind = ((letter << 1) | 1) & ((letter << 2) | 3);
        let before = (n << 3) | !((letter | digit) << 3) | (sign << 4) | (sign << 5) | (sign << 8) | 0xFF;
        digit & !(digit << 1) & behind & before & ((digit >> 1) | (1 << 63))
    }

    /// Colons that an address of version 6 could have as its second of two (`::`) or as its sixth: those right behind
    /// another, and those with four more before them, each at most five bytes behind the one before. What stands before
    /// the block could be anything.
    #[inline(always)]
    fn second_colons(&self) -> u64 {
        let colon = self.colon;
        let second = near(colon, colon);
        if second == 0 {
            return 0;
        }
        let doubled = colon & ((colon << 1) | 1);
        doubled | near(colon, near(colon, near(colon, second)))
    }
}

/// Fewest bytes of a number, digits and what can stand between them, that any detector wants.
pub(crate) const SHORTEST_NUMBER: usize = 7;

/// Places from which on digits and what can stand between them (`run`) go on for that long, in the next block too.
#[inline(always)]
fn long_runs([run, next]: [u64; 2]) -> u64 {
    const { assert!(SHORTEST_NUMBER == 1 + 1 + 2 + 3) };
    let (ends, then) = (!run, !next);
    let (ends, then) = (ends | (ends >> 1 | then << 63), then | then >> 1);
    let (ends, then) = (ends | (ends >> 2 | then << 62), then | then >> 2);
    !(ends | (ends >> 3 | then << 61))
}

/// Colons with one of others at most five bytes before them.
#[inline(always)]
fn near(colon: u64, others: u64) -> u64 {
    let one_or_two = (others << 1) | (others << 2);
    colon & (one_or_two | (one_or_two << 2) | (others << 5) | 0b11111)
}

/// A way of classifying the block that follows the first [`BEFORE`] bytes of a window. All ways give the same (I9).
pub(super) trait Classify {
    /// What is asked of every block.
    fn look(window: &Window, triples: &Triples) -> Look;

    /// What the block holds.
    fn block(window: &Window, triples: &Triples) -> Block;
}
