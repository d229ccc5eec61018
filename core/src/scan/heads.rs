//! Where heads of secrets and escapes end, exactly: what the fingerprints of a block stand for.

use super::deal::deal;
use super::tables::Triples;
use crate::detect::Detector;

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
    /// A run begins with it.
    is_run: bool,
}

impl Heads {
    /// Literals of three bytes or more: those of secrets, and those with which runs begin.
    pub(crate) fn new(secrets: impl Iterator<Item = &'static [u8]>, runs: impl Iterator<Item = &'static [u8]>) -> Self {
        let literal =
            |bytes: &'static [u8], is_run| Literal { bytes, last: last_three(bytes, bytes.len() - 1), is_run };
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
        let four = place.checked_sub(3).and_then(|from| text.get(from..)?.first_chunk());
        if four.is_some_and(|four| self.triples.ends.has(*four) == 0) {
            return None;
        }
        let last = last_three(text, place);
        let mut slot = slot(last);
        loop {
            let first = usize::from(self.slots[slot].checked_sub(1)?);
            if self.all[first].last == last {
                let same = self.all[first..].iter().take_while(|head| head.last == last);
                let found =
                    same.zip(first..).find(|(head, _)| head.bytes.len() == 3 || text[..=place].ends_with(head.bytes));
                return found.map(|(_, at)| at);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Whether a run begins with this head.
    pub(super) fn is_run(&self, head: usize) -> bool {
        self.all[head].is_run
    }

    /// For each head, those of the rules that want it or one that it ends with.
    pub(crate) fn rules(&self, table: &[&Detector], rules: &[u16]) -> Vec<Vec<u16>> {
        let wants = |rule: &u16, head: &Literal| {
            table[usize::from(*rule)].needs.heads.iter().any(|own| head.bytes.ends_with(own.as_bytes()))
        };
        self.all.iter().map(|head| rules.iter().copied().filter(|rule| wants(rule, head)).collect()).collect()
    }
}

/// The three bytes that end at a place, as a number; those before the text are 0.
#[inline]
fn last_three(text: &[u8], place: usize) -> u32 {
    let byte = |back: usize| place.checked_sub(back).map_or(0, |at| u32::from(text[at]));
    byte(0) | byte(1) << 8 | byte(2) << 16
}

#[inline]
fn slot(last: u32) -> usize {
    (last.wrapping_mul(0x9E37_79B1) >> 22) as usize % SLOTS
}

/// Whether an escape could stand at a place: at `%` and `&`, at the `u` of `\u`, at the last byte of a full-width
/// character or one of no width.
pub(crate) fn is_escape_end(text: &[u8], place: usize) -> bool {
    let byte = |back: usize| place.checked_sub(back).map_or(0, |i| text[i]);
    match (byte(2), byte(1), byte(0)) {
        (_, _, b'%' | b'&') | (_, b'\\', b'u') | (_, 0xC2, 0xAD) => true,
        (0xEF, 0xBB..=0xBD, b) => b >= 0x80,
        (0xE2, 0x80, 0x8B..=0x8D) | (0xE2, 0x81, 0xA0) => true,
        _ => false,
    }
}
