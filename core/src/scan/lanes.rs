//! Masks of eight blocks side by side: what has to be known of each of them is worked out for all at once, for the
//! compiler makes vectors of loops without jumps.

use super::block::{Block, SHORTEST_NUMBER, long_runs};

/// Blocks side by side.
pub(super) const LANES: usize = 8;
type Lanes = [u64; LANES];
/// So few blocks are not worth vectors.
const FEW: usize = 2;

/// The masks of some blocks.
#[derive(Default)]
pub(super) struct Batch {
    digit: Lanes,
    run: Lanes,
    /// Of the block behind.
    next_digit: Lanes,
    next_run: Lanes,
    /// The two bytes before the block, and whether a colon is among the last five.
    before: [Lanes; 2],
    colon_before: Lanes,
    blocks: Block<Lanes>,
    pub places: Found,
}

/// What could start, by block.
#[derive(Default)]
pub(super) struct Found {
    /// First digits of numbers that could be one, whatever stands before.
    pub numbers: Lanes,
    /// Those behind a letter, which could be the end of an escape: they still have to be looked at.
    pub behind_letter: Lanes,
    /// What is no number.
    pub others: Lanes,
}

/// The masks of one block, and what its neighbours say.
struct Lane {
    digit: u64,
    run: u64,
    next_digit: u64,
    next_run: u64,
    before: [u64; 2],
    colon_before: u64,
    block: Block,
}

impl Batch {
    /// Takes a block, with the bytes before it, and the masks of digits and of what could belong to numbers in it and in the
    /// one behind.
    #[inline(always)]
    pub(super) fn take(&mut self, lane: usize, before: [u8; 8], block: &Block, digit: [u64; 2], run: [u64; 2]) {
        let lane = lane % LANES;
        [self.digit[lane], self.next_digit[lane]] = digit;
        [self.run[lane], self.next_run[lane]] = run;
        [self.before[0][lane], self.before[1][lane]] = [before[6], before[7]].map(u64::from);
        self.colon_before[lane] = u64::from(has_colon(before));
        self.blocks.put(lane, block);
    }

    /// Works out what could start in the first `count` blocks; of numbers, also those that are known to be nothing where `all`
    /// are wanted.
    #[inline(always)]
    pub(super) fn find(&mut self, count: usize, all: bool) {
        let wanted = if all { 0 } else { !0 };
        if count <= FEW {
            // Of so few, what is known to be nothing is told one by one.
            for k in 0..count {
                self.find_numbers(k, |_, _| 0);
                self.find_others(k, wanted);
            }
            return;
        }
        for k in 0..LANES {
            self.find_numbers(k, |lane, starts| lane.known(starts) & wanted);
        }
        for k in 0..LANES {
            self.find_others(k, wanted);
        }
    }

    #[inline(always)]
    fn find_numbers(&mut self, k: usize, known: impl Fn(&Lane, u64) -> u64) {
        let lane = self.lane(k);
        let (starts, behind_letter) = lane.starts();
        self.places.numbers[k] = starts & !behind_letter & !known(&lane, starts);
        self.places.behind_letter[k] = behind_letter & lane.could_be_escapes();
    }

    #[inline(always)]
    fn find_others(&mut self, k: usize, wanted: u64) {
        let lane = self.lane(k);
        let Block { at, head, escape, .. } = lane.block;
        // No domain is one character before another sign.
        let known = (at >> 1 | at >> 2) & wanted;
        self.places.others[k] = lane.glued() | lane.second_colons() | (at & !known) | head | escape;
    }

    #[inline(always)]
    fn lane(&self, k: usize) -> Lane {
        Lane {
            digit: self.digit[k],
            run: self.run[k],
            next_digit: self.next_digit[k],
            next_run: self.next_run[k],
            before: [self.before[0][k], self.before[1][k]],
            colon_before: self.colon_before[k],
            block: self.blocks.get(k),
        }
    }
}

impl Block<Lanes> {
    #[inline(always)]
    fn put(&mut self, lane: usize, block: &Block) {
        self.letter[lane] = block.letter;
        self.n[lane] = block.n;
        self.escape_sign[lane] = block.escape_sign;
        self.number_sign[lane] = block.number_sign;
        self.dot[lane] = block.dot;
        self.dash[lane] = block.dash;
        for (into, mask) in self.low_digits.iter_mut().zip(block.low_digits) {
            into[lane] = mask;
        }
        self.at[lane] = block.at;
        self.colon[lane] = block.colon;
        self.head[lane] = block.head;
        self.escape[lane] = block.escape;
    }

    #[inline(always)]
    fn get(&self, lane: usize) -> Block {
        Block {
            letter: self.letter[lane],
            n: self.n[lane],
            escape_sign: self.escape_sign[lane],
            number_sign: self.number_sign[lane],
            dot: self.dot[lane],
            dash: self.dash[lane],
            low_digits: self.low_digits.each_ref().map(|digits| digits[lane]),
            at: self.at[lane],
            colon: self.colon[lane],
            head: self.head[lane],
            escape: self.escape[lane],
        }
    }
}

impl Lane {
    /// First digits of groups from which on digits and what can stand between them go on for as long as the shortest number,
    /// with no decimal point before; and those of them that stand behind a letter.
    #[inline(always)]
    fn starts(&self) -> (u64, u64) {
        let Self { digit, run, next_run, before: [second, before], .. } = *self;
        let digit_before = digit << 1 | is_digit(before);
        let second_digit = digit_before << 1 | is_digit(second);
        let dot_before = self.block.dot << 1 | is(before, b'.');
        let starts = digit & !digit_before & long_runs([run, next_run]) & !(dot_before & second_digit);
        (starts, starts & (self.block.letter << 1 | is_letter(before)))
    }

    /// Places behind what could be an escape: `\n`, `%B`, `%2B`, `\u002B`. What stands outside of the block could be anything.
    #[inline(always)]
    fn could_be_escapes(&self) -> u64 {
        let sign = self.block.escape_sign;
        sign << 2 | sign << 3 | sign << 6 | 0b11_1111
    }

    /// Numbers that no detector wants, whatever stands around: most of those in logs.
    #[inline(always)]
    fn known(&self, starts: u64) -> u64 {
        let before = self.before[1];
        let sign = is(before, b'+') | is(before, b'(') | is(before, b'/') | within(before, 0x80, 0xFF);
        let plain = starts & !(self.block.number_sign << 1 | sign);
        starts & self.short() | plain & (self.decimals() | self.dates())
    }

    /// Digits of groups of six or fewer, behind which no other group follows.
    #[inline(always)]
    fn short(&self) -> u64 {
        let Self { digit, next_digit: next, .. } = *self;
        let behind = |n: u32| digit >> n | next << (64 - n);
        let ends = digit & !behind(1);
        let follows = behind(2) | behind(3) | behind(4) | behind(5);
        let mut alone = ends & !follows;
        for _ in 1..SHORT {
            alone |= digit & (alone >> 1);
        }
        alone
    }

    /// Digits of groups behind which a point and another group stand, and then no point: but for `011.49301234567`, which is
    /// dialled so.
    #[inline(always)]
    fn decimals(&self) -> u64 {
        let Self { digit, block: Block { dot, low_digits: [zero, ..], .. }, .. } = *self;
        let within = Groups::of(digit);
        // What the end of the block cuts could go on with a point.
        let before_dot = within.spread((dot >> 1) & digit | digit & (1 << 63));
        let point = dot & (digit << 1) & (digit >> 1) & !(before_dot >> 1);
        let dialled = zero & (digit >> 2) & (dot >> 3);
        within.spread((point >> 1) & digit) & !dialled
    }

    /// First digits of dates of this century, `2024-12-31`, behind which no number goes on.
    #[inline(always)]
    fn dates(&self) -> u64 {
        let Self { digit, run, block: Block { dash, low_digits: [zero, one, two], .. }, .. } = *self;
        let year = two & (zero >> 1) & (digit >> 2) & (digit >> 3);
        let month = (zero >> 5 & digit >> 6 & !(zero >> 6)) | (one >> 5 & (zero | one | two) >> 6);
        let day = digit >> 9 & ((zero >> 8 & !(zero >> 9)) | (one | two) >> 8);
        year & (dash >> 4) & month & (dash >> 7) & day & (!run >> 10)
    }

    /// First of two digits behind two letters. The letters begin a word, or stand behind an `N` or what could be an escape
    /// (`%40`, `\n`, `\u0040`). What stands before them outside of the block could be anything.
    #[inline(always)]
    fn glued(&self) -> u64 {
        let Self { digit, before: [second, first], block: Block { letter, n, escape_sign: sign, .. }, .. } = *self;
        let [second, first] = [is_letter(second), is_letter(first)];
        let behind = (letter << 1 | first) & (letter << 2 | first << 1 | second);
        let before = (n << 3) | !((letter | digit) << 3) | (sign << 4) | (sign << 5) | (sign << 8) | 0xFF;
        digit & !(digit << 1) & behind & before & ((digit >> 1) | (1 << 63))
    }

    /// Colons that an address of version 6 could have as its second of two (`::`) or as its sixth: those right behind
    /// another, and those with four more before them, each at most five bytes behind the one before. Before a colon so near
    /// the end of the block before, all could stand.
    #[inline(always)]
    fn second_colons(&self) -> u64 {
        let (colon, before) = (self.block.colon, self.colon_before);
        let doubled = colon & (colon << 1 | is(self.before[1], b':'));
        let edge = before.wrapping_neg() & 0b11111;
        let near = |others| near(colon, others, edge);
        doubled | near(near(near(near(colon))))
    }
}

/// Most digits of what is short: no detector wants so few in one piece.
const SHORT: usize = SHORTEST_NUMBER - 1;

/// Groups of digits.
struct Groups {
    /// Digits behind which another follows, behind which two follow, four, ...
    steps: [u64; 6],
}

impl Groups {
    #[inline(always)]
    fn of(digit: u64) -> Self {
        let mut steps = [digit; 6];
        for i in 1..steps.len() {
            steps[i] = steps[i - 1] & (steps[i - 1] >> (1 << (i - 1)));
        }
        Self { steps }
    }

    /// The digits of each group up to one that is marked.
    #[inline(always)]
    fn spread(&self, mut marked: u64) -> u64 {
        for (i, digits) in self.steps.iter().enumerate() {
            marked |= digits & (marked >> (1 << i));
        }
        marked
    }
}

/// Colons with one of others at most five bytes before them, or at the edge of the block.
#[inline(always)]
fn near(colon: u64, others: u64, edge: u64) -> u64 {
    let one_or_two = (others << 1) | (others << 2);
    colon & (one_or_two | (one_or_two << 2) | (others << 5) | edge)
}

/// One where a byte is this one.
#[inline(always)]
fn is(byte: u64, wanted: u8) -> u64 {
    u64::from(byte == u64::from(wanted))
}

/// One where a byte is one of these.
#[inline(always)]
fn within(byte: u64, first: u8, last: u8) -> u64 {
    u64::from(byte.wrapping_sub(u64::from(first)) <= u64::from(last - first))
}

#[inline(always)]
fn is_digit(byte: u64) -> u64 {
    within(byte, b'0', b'9')
}

#[inline(always)]
fn is_letter(byte: u64) -> u64 {
    within(byte | 0x20, b'a', b'z')
}

/// Whether a colon is among the last five bytes; says yes too often.
#[inline(always)]
fn has_colon(bytes: [u8; 8]) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let differs = u64::from_le_bytes(bytes) ^ u64::from_le_bytes([b':'; 8]);
    // The highest bit of a byte that does not differ, and maybe of those above it.
    (differs.wrapping_sub(ONES) & !differs & (ONES << 7)) >> 24 != 0
}
