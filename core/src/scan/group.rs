//! The places of a group of blocks at which something could start, gathered in lists: what the processor would have to
//! guess block by block, how many there are and of what kind, is a loop over a list here.

use super::block::{BEFORE, BLOCK, Block, Classify, Look};
use super::ends::Ends;
use super::lanes::{Batch, LANES};
use super::source::Source;
use super::tables::Triples;
use super::{Gate, Spot, follows_escape};
use crate::detect::Trigger;

/// Blocks that are looked at together.
const GROUP: usize = 64;
/// Bytes of a group.
pub(super) const SPAN: usize = GROUP * BLOCK;
/// Places that a list holds: those that were gathered, and those that eight more blocks could bring.
const ROOM: usize = 2 * LANES * BLOCK;
/// Places that are written at once.
const AT_ONCE: usize = 4;

/// A group of blocks. It is kept from text to text: to clear it would cost more than a short text.
pub(crate) struct Group {
    /// Where it begins in the text.
    at: usize,
    /// Digits of each block and of the one behind, and digits or what can stand between groups of them.
    digit: [u64; GROUP + 1],
    run: [u64; GROUP + 1],
    /// Where heads and escapes could end: of blocks that were not gathered yet, only escapes outside ASCII.
    head: [u64; GROUP],
    escape: [u64; GROUP],
    /// The blocks in which something could start, and how many of them were gathered.
    blocks: [u8; GROUP],
    found: usize,
    gathered: usize,
    batch: Batch,
    /// First digits of numbers that are worth a visit.
    pub(super) numbers: Places,
    /// Where something else could start.
    pub(super) others: Places,
}

/// What the blocks looked at so far say of the next.
struct SoFar<C: Classify> {
    before: C::Before,
    /// As in [`Look::is_interesting`](super::block::Look::is_interesting).
    colon_before: u64,
    /// How many of them are listed.
    found: usize,
}

/// Offsets from the start of a group, in their order.
pub(super) struct Places {
    list: [u16; ROOM + AT_ONCE],
    len: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self { list: [0; ROOM + AT_ONCE], len: 0 }
    }
}

impl Places {
    pub(super) fn get(&self) -> &[u16] {
        &self.list[..self.len]
    }

    fn has_room(&self) -> bool {
        self.len <= ROOM - LANES * BLOCK
    }

    /// Appends the places of a mask's bits. Most masks have few, and how few can't be guessed: some are written in any case.
    #[inline(always)]
    fn push(&mut self, mut bits: u64, offset: usize) {
        let mut at = self.len;
        self.len += bits.count_ones() as usize;
        loop {
            let Some(room) = self.list.get_mut(at..).and_then(|rest| rest.first_chunk_mut::<AT_ONCE>()) else { return };
            for place in room {
                *place = offset as u16 + bits.trailing_zeros() as u16;
                bits &= bits.wrapping_sub(1);
            }
            if bits == 0 {
                return;
            }
            at += AT_ONCE;
        }
    }
}

impl Default for Group {
    fn default() -> Self {
        Self {
            at: 0,
            digit: [0; GROUP + 1],
            run: [0; GROUP + 1],
            head: [0; GROUP],
            escape: [0; GROUP],
            blocks: [0; GROUP],
            found: 0,
            gathered: 0,
            batch: Batch::default(),
            numbers: Places::default(),
            others: Places::default(),
        }
    }
}

impl Group {
    /// Lists the blocks from `at` on in which something could start: most are none, and are dismissed here without a jump
    /// that the processor has to guess.
    #[inline(always)]
    pub(super) fn list<C: Classify>(&mut self, source: &Source<'_>, at: usize, triples: &Triples) {
        let to = source.part.range.end.min(at + SPAN);
        let count = (to - at).div_ceil(BLOCK).min(GROUP);
        crate::work::count(count * BLOCK);
        let mut so_far = SoFar::<C> { before: C::before(source.before(at), triples), colon_before: !0, found: 0 };
        let (near, first) = (source.part.near, (at - source.part.range.start) / BLOCK);
        let mut next = 0;
        // Something is missing before the first block of a text.
        if at < BEFORE {
            let look = look_at::<C>(source, at, &mut so_far.before, triples);
            self.note(0, look, &mut so_far);
            next = 1;
        }
        let inside = source.inside(at + next * BLOCK).windows(BEFORE + BLOCK).step_by(BLOCK);
        for window in inside.take(count.saturating_sub(next)) {
            let Some(window) = window.first_chunk() else { break };
            near.fetch(first + next, C::fetch);
            let look = C::look(window, &mut so_far.before, triples);
            self.note(next, look, &mut so_far);
            next += 1;
        }
        for i in next..count {
            let look = look_at::<C>(source, at + i * BLOCK, &mut so_far.before, triples);
            self.note(i, look, &mut so_far);
        }
        (self.at, self.found, self.gathered) = (at, so_far.found, 0);
        // A number can go on behind the group.
        let goes_on = count > 0 && self.run[count - 1] >> 63 == 1;
        let next = goes_on.then(|| look_at::<C>(source, at + count * BLOCK, &mut so_far.before, triples));
        (self.digit[count], self.run[count]) = next.map_or((0, 0), |look| (look.digit, look.run));
    }

    /// Notes what a block holds, and lists it where anything could start in it.
    #[inline(always)]
    fn note<C: Classify>(&mut self, i: usize, look: Look, so_far: &mut SoFar<C>) {
        (self.digit[i], self.run[i], self.escape[i]) = (look.digit, look.run, look.wide);
        self.blocks[so_far.found & (GROUP - 1)] = i as u8;
        so_far.found += usize::from(look.is_interesting(&mut so_far.colon_before));
    }

    /// Gathers the places of the next blocks, and keeps those numbers that a gate lets through. `false`: there are no more.
    #[inline(always)]
    pub(super) fn gather<C: Classify>(&mut self, source: &Source<'_>, triples: &Triples, gate: impl Gate) -> bool {
        if self.gathered == self.found {
            return false;
        }
        (self.numbers.len, self.others.len) = (0, 0);
        let mut heads = 0;
        while self.gathered < self.found && self.numbers.has_room() && self.others.has_room() {
            let first = self.gathered;
            self.gathered = self.found.min(first + LANES);
            for lane in 0..self.gathered - first {
                let i = self.block(first + lane);
                let at = self.at + i * BLOCK;
                let block = match source.window(at) {
                    Some(window) => C::block(window, triples),
                    None => C::block_at_edge(source, at, triples),
                };
                let block = Block { escape: block.escape | self.escape[i], ..block };
                (self.head[i], self.escape[i]) = (block.head, block.escape);
                heads |= block.head;
                let (digit, run) = ([self.digit[i], self.digit[i + 1]], [self.run[i], self.run[i + 1]]);
                self.batch.take(lane, source.before(at), &block, digit, run);
            }
            self.batch.find(self.gathered - first, gate.wants_all());
            for lane in 0..self.gathered - first {
                let i = self.block(first + lane);
                let at = self.at + i * BLOCK;
                let left = source.part.range.end - at;
                let limit = if left >= BLOCK { !0 } else { (1 << left) - 1 };
                let found = &self.batch.places;
                let numbers = found.numbers[lane] | behind_escapes(source.part.text, at, found.behind_letter[lane]);
                self.numbers.push(numbers & limit, i * BLOCK);
                self.others.push(found.others[lane] & limit, i * BLOCK);
            }
        }
        if heads != 0 {
            self.keep_heads(source.part.text, &triples.ends);
        }
        let mut kept = 0;
        for i in 0..self.numbers.len.min(ROOM) {
            let place = self.numbers.list[i];
            self.numbers.list[kept & (ROOM - 1)] = place;
            let (digits, run) = self.masks(place);
            kept += usize::from(gate.is_worthy(source.part.text, self.place(place), digits, run));
        }
        self.numbers.len = kept;
        true
    }

    /// Drops those of the others that have the fingerprint of a head, end as none, and are nothing else: without a jump, for
    /// which of them do can't be guessed.
    #[inline(always)]
    fn keep_heads(&mut self, text: &[u8], ends: &Ends) {
        let mut kept = 0;
        for i in 0..self.others.len.min(ROOM) {
            let place = self.others.list[i];
            self.others.list[kept & (ROOM - 1)] = place;
            let (block, bit) = block_and_bit(place);
            let four = text.get(self.place(place).wrapping_sub(3)..).and_then(<[u8]>::first_chunk);
            let Some(&four) = four else {
                kept += 1;
                continue;
            };
            let is_more = u64::from(matches!(four[3], b'0'..=b':' | b'@')) | self.escape[block] >> bit;
            kept += ((is_more | !(self.head[block] >> bit) | ends.has(four)) & 1) as usize;
        }
        self.others.len = kept;
    }

    /// The index of a block that is listed.
    #[inline(always)]
    fn block(&self, listed: usize) -> usize {
        usize::from(self.blocks[listed % GROUP]) % GROUP
    }

    /// Which of the 64 bytes from a place on are digits, and which could belong to a number.
    #[inline(always)]
    fn masks(&self, place: u16) -> (u64, u64) {
        let (block, bit) = block_and_bit(place);
        let from = |masks: &[u64; GROUP + 1]| masks[block] >> bit | masks[block + 1] << 1 << (63 - bit);
        (from(&self.digit), from(&self.run))
    }

    /// The number at a place.
    #[inline(always)]
    pub(super) fn number(&self, text: &[u8], place: u16) -> Spot {
        let at = self.place(place);
        let byte = |back: usize| at.checked_sub(back).and_then(|at| text.get(at)).copied().unwrap_or(b'\n');
        let (digits, run) = self.masks(place);
        Spot { digits, run, before: [byte(2), byte(1)], ..Spot::new(at, Trigger::Number) }
    }

    /// What could start at a place that is no number's.
    #[inline(always)]
    pub(super) fn other(&self, place: u16) -> Other {
        let (block, bit) = block_and_bit(place);
        let has = |masks: &[u64; GROUP]| masks[block] >> bit & 1 != 0;
        Other { at: self.place(place), is_head: has(&self.head), is_escape: has(&self.escape) }
    }

    /// The place in the text.
    #[inline(always)]
    fn place(&self, offset: u16) -> usize {
        self.at + usize::from(offset)
    }
}

/// A place where something could start that is no number.
#[derive(Clone, Copy)]
pub(super) struct Other {
    pub at: usize,
    /// Whether the head of a secret, or an escape, could end there.
    pub is_head: bool,
    pub is_escape: bool,
}

/// What is asked of a block that may be at the edge of the text.
#[inline(always)]
fn look_at<C: Classify>(source: &Source<'_>, at: usize, before: &mut C::Before, triples: &Triples) -> Look {
    match source.window(at) {
        Some(window) => C::look(window, before, triples),
        None => C::look_at_edge(source, at, before, triples),
    }
}

/// The block of a place, and its bit in the masks.
#[inline(always)]
fn block_and_bit(place: u16) -> (usize, u32) {
    (usize::from(place) / BLOCK % GROUP, u32::from(place) % BLOCK as u32)
}

/// Those digits of a block that stand behind the end of an escape, or of the head of a card's track.
#[inline(always)]
fn behind_escapes(text: &[u8], at: usize, places: u64) -> u64 {
    #[cold]
    fn look(text: &[u8], at: usize, mut places: u64) -> u64 {
        let mut those = 0;
        while places != 0 {
            let bit = places & places.wrapping_neg();
            places ^= bit;
            those |= if follows_escape(text, at + bit.trailing_zeros() as usize) { bit } else { 0 };
        }
        those
    }
    if places == 0 { 0 } else { look(text, at, places) }
}
