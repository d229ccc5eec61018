//! Which detectors look at which numbers? Tables made from what each of them needs, and the gate that asks them.

use crate::detect::{Detector, Needs};
use crate::engine::{Desk, View, window};
use crate::entity::DefaultState;
use crate::finding::Level;
use crate::scan::{Gate, Spot};
use crate::shape::{Parentheses, is_iso_date, is_separator, is_signed};
use crate::sieve::{PREFIX, Sieve};

/// Bytes from a number's first digit on that its shape may read.
const SHAPE_REACH: usize = 96;
/// Fewest digits of a number, but for dotted quads; with so few, single signs part its groups.
const FEWEST: u32 = 6;
/// Groups of a dotted quad.
const QUAD: u32 = 4;
/// Most groups of a telephone number.
const MOST_GROUPS: u32 = 8;
/// Digits of a number that begins with a date and could be something else all the same.
const DATE_AND_MORE: u32 = 12;

/// Which detectors look at which numbers.
pub(crate) struct Numbers {
    /// Sets of detectors; the first one is empty.
    sets: Vec<Vec<u16>>,
    /// For each set, the index of the set of those that can be something without a word that speaks for them.
    free: Vec<u16>,
    /// The words of the others.
    sieve: Sieve,
    /// By the digits of a number in one piece, and the first of them.
    alone: Box<[[u16; 16]; LENGTHS]>,
    /// By the digits of the first group and of the second; those of a number in one piece with a sign before it stand where
    /// the second has none.
    pairs: Box<[[u16; LENGTHS]; LENGTHS]>,
    /// In which ways those are written, by the digits of their first two groups.
    ways: Box<[[Ways; LENGTHS]; LENGTHS]>,
}

/// Ways in which numbers could be something: a bit each.
#[derive(Clone, Copy, Default)]
struct Ways {
    any: u16,
    /// Even without a word that speaks for them.
    free: u16,
}

/// Ways in which a number can be written: in one piece, by its first digit; with a sign before it, however it goes on; in
/// groups without one, of which the first two have a point between them, or something else.
const SIGNED: u32 = 10;
const UNSIGNED: u32 = 11;
const DOTTED: u32 = 12;

/// More digits than any group has of which a place's masks show the end.
const LENGTHS: usize = 64;

impl Numbers {
    pub(crate) fn new(table: &[&Detector], rules: &[u16], min_level: Level) -> Self {
        // Without one they are `possible` at most.
        let wants_words = |rule: u16| {
            let row = table[usize::from(rule)];
            min_level > Level::Possible && row.entity.default == DefaultState::Context && row.reach.before <= PREFIX
        };
        let words = rules.iter().filter(|rule| wants_words(**rule)).flat_map(|rule| table[usize::from(*rule)].context);
        let mut this = Self {
            sets: vec![Vec::new()],
            free: Vec::new(),
            sieve: Sieve::new(words.copied()),
            alone: Box::new([[0; 16]; LENGTHS]),
            pairs: Box::new([[0; LENGTHS]; LENGTHS]),
            ways: Box::new([[Ways::default(); LENGTHS]; LENGTHS]),
        };
        let needs = |rule: u16| &table[usize::from(rule)].needs;
        for first in 1..LENGTHS {
            for digit in 0..10 {
                this.alone[first][digit] = this.set(rules, |rule| (needs(rule).alone)(first, b'0' + digit as u8));
            }
            let any = |needs: &Needs| (b'0'..=b'9').any(|digit| (needs.alone)(first, digit));
            this.pairs[first][0] = this.set(rules, |rule| {
                let needs = needs(rule);
                any(needs) || ((needs.pair)(first, 0) && needs.groups <= 1)
            });
            for second in 1..LENGTHS {
                this.pairs[first][second] = this.set(rules, |rule| (needs(rule).pair)(first, second));
            }
        }
        // Sets that are made here are looked at too.
        let mut set = 0;
        while set < this.sets.len() {
            let those = this.sets[set].clone();
            let free = this.set(&those, |rule| !wants_words(rule));
            this.free.push(free);
            set += 1;
        }
        for first in 1..LENGTHS {
            for second in 0..LENGTHS {
                let is_free = |set: u16| this.free[usize::from(set)] != 0;
                this.ways[first][second] =
                    Ways { any: this.ways(first, second, |set| set != 0), free: this.ways(first, second, is_free) };
            }
        }
        this
    }

    /// A bit for each way in which a number of these groups is in a set that counts.
    fn ways(&self, first: usize, second: usize, counts: impl Fn(u16) -> bool) -> u16 {
        let in_groups = counts(self.pairs[first][second]);
        // `1 2`, `1-2`: no number begins with two digits alone, but for dotted quads.
        let is_list = (first, second) == (1, 1);
        let digits = (0..10).filter(|digit| second == 0 && counts(self.alone[first][*digit as usize]));
        let others = [(SIGNED, in_groups), (UNSIGNED, in_groups && !is_list), (DOTTED, in_groups)];
        let others = others.into_iter().filter_map(|(way, is_one)| is_one.then_some(way));
        digits.chain(others).fold(0, |all, way| all | 1 << way)
    }

    /// The index of the set of those rules that fit.
    fn set(&mut self, rules: &[u16], fits: impl Fn(u16) -> bool) -> u16 {
        let those: Vec<u16> = rules.iter().copied().filter(|rule| fits(*rule)).collect();
        let index = self.sets.iter().position(|known| *known == those).unwrap_or_else(|| {
            self.sets.push(those);
            self.sets.len() - 1
        });
        index as u16
    }

    /// Whether a number could be something: in logs, most are in one piece and of no detector's length, decimals, dates, or
    /// short. What is told first is what most of them are; a text's lines are alike, so the jumps can be guessed.
    #[inline(always)]
    fn is_something(&self, text: &[u8], at: usize, digits: u64, run: u64) -> bool {
        let [second_before, before, digit, _] = around(text, at);
        let is_signed = is_signed(before);
        let first = (!digits).trailing_zeros();
        let len = (!run).trailing_zeros();
        if len >= u64::BITS {
            // Longer than the masks show; of a list, its beginning says enough, and of what nothing parts from what follows.
            return !is_apart(text, at, digits, first)
                && (digits & 0b1111 != 0b0101 || text.get(at + 1) == Some(&b'.') || is_signed)
                && !is_row(text, at, digits, [second_before, before]);
        }
        let is_joined = before == b'-' && second_before.is_ascii_digit();
        let digits = digits & !(!0 << len);
        let rest = digits >> first;
        if rest == 0 {
            // Behind a dash, only the end of a range of addresses begins.
            let ways = self.ways[first as usize % LENGTHS][0];
            return !is_joined
                && self.is_way(ways, if is_signed { SIGNED } else { u32::from(digit & 15) }, text, at, run);
        }
        let gap = rest.trailing_zeros();
        let second = (!(rest >> gap)).trailing_zeros();
        let sign = text[at + first as usize];
        let is_dotted = sign == b'.' && gap == 1;
        if !is_signed {
            let next = at + (first + 1 + second) as usize;
            // `011.49301234567` is dialled so.
            if is_dotted && text.get(next) != Some(&b'.') && (first != 3 || digit != b'0') {
                return false;
            }
            if sign == b'-' && first == 4 && is_iso_date(text, at) && digits.count_ones() < DATE_AND_MORE {
                return false;
            }
        }
        let groups = (digits & !(digits << 1)).count_ones();
        // With six digits, single signs part the groups.
        let is_short = 2 * digits.count_ones() + u32::from(gap == 1 && !is_dotted) <= 2 * FEWEST;
        if groups < QUAD && (is_joined || is_short) {
            return false;
        }
        let way = if is_signed { SIGNED } else { UNSIGNED + u32::from(is_dotted) };
        self.is_way(self.ways[first as usize % LENGTHS][second as usize % LENGTHS], way, text, at, run)
    }

    /// Whether a number that is written in a way is in a set, and a word speaks for it where none is without one.
    #[inline(always)]
    fn is_way(&self, ways: Ways, way: u32, text: &[u8], at: usize, run: u64) -> bool {
        ways.any >> way & 1 != 0
            && (ways.free >> way & 1 != 0 || self.sieve.lets_through(text, at, run.trailing_ones()))
    }

    /// Reads a number into the desk, and says which detectors want to see it; `None`: more text has to arrive first.
    pub(crate) fn read(&self, view: View<'_>, spot: &Spot, desk: &mut Desk) -> Option<&[u16]> {
        let &Spot { at, digits, run, .. } = spot;
        let is_signed = is_signed(spot.before[1]);
        if !desk.number.read_masks(view.bytes, at, digits, run) {
            let window = window(view, at, 0, SHAPE_REACH);
            desk.number.read(&window);
            if window.is_hungry() {
                return None;
            }
        }
        let length = |n: usize| n.min(LENGTHS - 1);
        let set = match *desk.number.groups() {
            [] => 0,
            [alone] if !is_signed && !desk.explains() => {
                self.alone[length(alone.len)][usize::from(desk.number.digits()[0] - b'0')]
            }
            [alone] => self.pairs[length(alone.len)][0],
            [first, second, ..] => self.pairs[length(first.len)][length(second.len)],
        };
        let free = self.free[usize::from(set)];
        let is_free = free != set && !desk.explains() && !self.sieve.lets_through(view.bytes, at, run.trailing_ones());
        Some(&self.sets[usize::from(if is_free { free } else { set })])
    }
}

/// Lets numbers pass that some detector may want to see.
#[derive(Clone, Copy)]
pub(crate) struct NumberGate<'e> {
    numbers: &'e Numbers,
    explains: bool,
}

impl<'e> NumberGate<'e> {
    pub(crate) fn new(numbers: &'e Numbers, explains: bool) -> Self {
        Self { numbers, explains }
    }
}

impl Gate for NumberGate<'_> {
    #[inline(always)]
    fn wants_all(self) -> bool {
        self.explains
    }

    #[inline(always)]
    fn is_worthy(self, text: &[u8], at: usize, digits: u64, run: u64) -> bool {
        self.explains | self.numbers.is_something(text, at, digits, run)
    }
}

/// Whether the first group of a number, of too few digits for any detector, stands before what parts no groups.
#[inline]
fn is_apart(text: &[u8], at: usize, digits: u64, first: u32) -> bool {
    let end = at + first as usize;
    let is_other = first <= FEWEST && text.get(end).is_some_and(|byte| !byte.is_ascii());
    let gap = (digits >> (first % u64::BITS)).trailing_zeros() as usize;
    is_other && text.get(end..end + gap).is_some_and(|between| !is_separator(between))
}

/// Whether a number that is longer than the masks show is one of a list or table, so that no detector takes any of it.
#[inline(never)]
fn is_row(text: &[u8], at: usize, digits: u64, before: [u8; 2]) -> bool {
    let ends_plus = |byte: u8| matches!(byte, b'+' | 0x8B);
    let first = digits.trailing_ones();
    let is_open =
        first <= 3 && !ends_plus(before[1]) && before[1] != b'/' && !(before[1] == b'(' && ends_plus(before[0]));
    is_open && ((first <= 2 && is_table(text, at, digits, before)) || is_list(text, at, digits))
}

/// Whether parentheses part what has too few digits.
fn is_list(text: &[u8], at: usize, digits: u64) -> bool {
    let (mut rest, mut from, mut count) = (digits, at, 0);
    let mut parentheses = Parentheses::default();
    loop {
        let len = rest.trailing_ones();
        count += len;
        rest = rest.checked_shr(len).unwrap_or(0);
        if count >= FEWEST || rest == 0 {
            return false;
        }
        let gap = rest.trailing_zeros();
        let end = from + len as usize;
        from = end + gap as usize;
        if !parentheses.take(&text[end..from]) {
            return true;
        }
        rest >>= gap;
    }
}

/// Whether all groups stand behind a number and one blank each.
fn is_table(text: &[u8], at: usize, digits: u64, before: [u8; 2]) -> bool {
    let Some(row) = text.get(at..).and_then(<[u8]>::first_chunk::<64>) else { return false };
    let is_behind_number = before[1] == b' ' && before[0].is_ascii_digit();
    let (gaps, starts) = (!digits, (digits & !(digits << 1)).count_ones());
    // Behind `00`, a country code follows; `06 1234 56789` stands in rows, too.
    let third = gaps & gaps.wrapping_sub(1);
    let in_three = (third & third.wrapping_sub(1)).trailing_zeros().saturating_sub(2);
    let is_plain = row[0] != b'0' || (row[1] != b'0' && row[1] != b' ' && in_three != 11);
    is_behind_number
        && is_plain
        && starts > MOST_GROUPS
        && gaps & gaps >> 1 == 0
        && row.iter().filter(|byte| **byte == b' ').count() == gaps.count_ones() as usize
}

/// The two bytes before a number's first digit, that digit, and the byte behind it; line ends outside of the text.
#[inline(always)]
fn around(text: &[u8], at: usize) -> [u8; 4] {
    #[cold]
    fn at_edge(text: &[u8], at: usize) -> [u8; 4] {
        let byte = |place: Option<usize>| place.and_then(|place| text.get(place)).copied().unwrap_or(b'\n');
        [byte(at.checked_sub(2)), byte(at.checked_sub(1)), byte(Some(at)), byte(Some(at + 1))]
    }
    let whole = text.get(at.wrapping_sub(2)..).and_then(<[u8]>::first_chunk);
    whole.copied().unwrap_or_else(|| at_edge(text, at))
}
