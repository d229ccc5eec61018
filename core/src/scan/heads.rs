//! Where heads of secrets and escapes end, exactly: what the fingerprints of a block stand for.

use super::deal::deal;
use super::follows_escape;
use super::tables::Triples;
use crate::detect::Detector;
use crate::detect::class::{self, Classes};

/// Slots of the table of last bytes: a power of two, so many that most of them are empty.
const SLOTS: usize = 1 << 10;

/// The literals of a catalogue, found by their last bytes in a time that does not grow with their number.
pub(crate) struct Heads {
    /// For the scan of blocks.
    pub(super) triples: Triples,
    /// By their last three bytes; of two with the same ones, the longer first.
    all: Vec<Literal>,
    /// One more than the index of the first with the last bytes that belong here; 0: there is none.
    slots: Box<[u16; SLOTS]>,
}

struct Literal {
    bytes: &'static [u8],
    last: u32,
    /// Its last bytes, as many as fit, and which bits of those that end at a place they are compared with.
    tail: u64,
    mask: u64,
    /// A run begins with it.
    is_run: bool,
}

impl Heads {
    /// Literals of three bytes or more: those of secrets, and those with which runs begin.
    pub(crate) fn new(secrets: impl Iterator<Item = &'static [u8]>, runs: impl Iterator<Item = &'static [u8]>) -> Self {
        let literal = |bytes: &'static [u8], is_run| {
            let mut tail = [0; 8];
            let len = bytes.len().min(tail.len());
            tail[8 - len..].copy_from_slice(&bytes[bytes.len() - len..]);
            let mask = !0 << (64 - 8 * len);
            Literal { bytes, last: last_three(bytes, bytes.len() - 1), tail: u64::from_le_bytes(tail), mask, is_run }
        };
        let secrets = secrets.map(|bytes| literal(bytes, false));
        let mut all: Vec<Literal> = secrets.chain(runs.map(|bytes| literal(bytes, true))).collect();
        all.sort_by_key(|head| (head.last, usize::MAX - head.bytes.len(), head.bytes));
        all.dedup_by_key(|head| head.bytes);
        let mut slots = Box::new([0; SLOTS]);
        for (i, head) in all.iter().enumerate() {
            let mut slot = slot(head.last);
            while slots[slot] != 0 && all[usize::from(slots[slot] - 1)].last != head.last {
                slot = (slot + 1) % SLOTS;
            }
            if slots[slot] == 0 {
                slots[slot] = i as u16 + 1;
            }
        }
        let mut triples: Vec<[u8; 3]> = all.iter().filter_map(|head| head.bytes.last_chunk().copied()).collect();
        triples.dedup();
        let buckets = deal(&triples);
        let triples = Triples::new(triples.into_iter().zip(buckets), all.iter().map(|head| head.bytes));
        Self { triples, all, slots }
    }

    /// The index of the longest head that ends at a place: every other one that does is the end of it.
    #[inline]
    pub(super) fn at(&self, text: &[u8], place: usize) -> Option<usize> {
        let last = last_three(text, place);
        let mut slot = slot(last);
        loop {
            let first = usize::from(self.slots[slot].checked_sub(1)?);
            if self.all[first].last == last {
                let same = self.all[first..].iter().take_while(|head| head.last == last);
                return same.zip(first..).find(|(head, _)| head.ends_at(text, place)).map(|(_, at)| at);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Whether a run begins with this head.
    pub(super) fn is_run(&self, head: usize) -> bool {
        self.all[head].is_run
    }

    /// For each head, what a policy wants of it.
    pub(crate) fn wanted(&self, table: &[&Detector], rules: &[u16]) -> Vec<Wanted> {
        let has = |own: &[&str], head: &Literal| own.iter().any(|own| head.bytes.ends_with(own.as_bytes()));
        let wanted = |head: &Literal| {
            let needs = |rule: &u16| &table[usize::from(*rule)].needs;
            let rules: Vec<u16> = rules.iter().copied().filter(|rule| has(needs(rule).heads, head)).collect();
            let ends_with = |other: &Literal| other.bytes.len() < head.bytes.len() && head.bytes.ends_with(other.bytes);
            // What is said of a head says nothing of another that it ends with.
            let (never_behind, in_row) = match self.all.iter().any(ends_with) {
                true => (0, false),
                false => (
                    rules.iter().map(needs).fold(!0, |all, needs| all & needs.never_behind),
                    rules.iter().map(needs).all(|needs| has(needs.rows, head)),
                ),
            };
            Wanted { rules, bytes: head.bytes, never_behind, in_row }
        };
        self.all.iter().map(wanted).collect()
    }
}

impl Literal {
    /// Whether it ends at a place where its last three bytes do.
    #[inline]
    fn ends_at(&self, text: &[u8], place: usize) -> bool {
        if self.bytes.len() == 3 {
            return true;
        }
        match text[..=place].last_chunk() {
            Some(tail) if (u64::from_le_bytes(*tail) ^ self.tail) & self.mask != 0 => false,
            Some(_) if self.bytes.len() <= 8 => true,
            _ => text[..=place].ends_with(self.bytes),
        }
    }
}

/// What a policy wants of a head.
pub(crate) struct Wanted {
    /// The rules that want it, or one that it ends with.
    rules: Vec<u16>,
    bytes: &'static [u8],
    /// As in [`Needs`](crate::detect::Needs), where it holds for every one of the rules.
    never_behind: Classes,
    in_row: bool,
}

impl Wanted {
    /// The rules to ask about the head that ends at a place: none where they would find nothing, as far as that is told
    /// at once.
    #[inline]
    pub(crate) fn rules(&self, text: &[u8], place: usize) -> &[u16] {
        let (before, rest) = text.split_at(place + 1);
        let before = &before[..before.len() - self.bytes.len()];
        match before.last() {
            Some(byte) if class::is(*byte, self.never_behind) && !follows_escape(text, before.len()) => &[],
            _ if self.in_row && is_inside_row(before, self.bytes, rest) => &[],
            _ => &self.rules,
        }
    }
}

/// Whether a head stands right behind itself and before itself. It is short, so no call compares it.
#[inline]
fn is_inside_row(before: &[u8], head: &[u8], rest: &[u8]) -> bool {
    let Some(before) = before.len().checked_sub(head.len()).map(|from| &before[from..]) else { return false };
    let Some(rest) = rest.get(..head.len()) else { return false };
    head.iter().zip(before.iter().zip(rest)).all(|(byte, (before, after))| byte == before && byte == after)
}

/// The three bytes that end at a place, as a number; those before the text are 0.
#[inline]
fn last_three(text: &[u8], place: usize) -> u32 {
    if let Some(four) = text[..=place].last_chunk() {
        return u32::from_be_bytes(*four) & 0xFF_FFFF;
    }
    let byte = |back: usize| place.checked_sub(back).map_or(0, |at| u32::from(text[at]));
    byte(0) | byte(1) << 8 | byte(2) << 16
}

#[inline]
fn slot(last: u32) -> usize {
    (last.wrapping_mul(0x9E37_79B1) >> 22) as usize % SLOTS
}

/// Whether an escape could stand at a place: at `%` and `&`, at the `u` of `\u`, at the last byte of a full-width
/// character or one of no width.
#[inline]
pub(crate) fn is_escape_end(text: &[u8], place: usize) -> bool {
    match text[..=place] {
        [.., b'%' | b'&'] | [.., b'\\', b'u'] | [.., 0xC2, 0xAD] => true,
        [.., 0xEF, 0xBB..=0xBD, b] => b >= 0x80,
        [.., 0xE2, 0x80, 0x8B..=0x8D] | [.., 0xE2, 0x81, 0xA0] => true,
        _ => false,
    }
}
