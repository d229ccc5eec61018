//! scan: where could something start?
//!
//! One pass over blocks of 64 bytes. A block in which nothing can start costs one classification and one test. What a
//! trigger is depends on the bytes up to and including its own place, so it is known as soon as its byte has arrived;
//! only the test that a number is long enough looks ahead, and it keeps a number that the end of the text cuts.

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "vector instructions, chosen at run time: only these modules may")]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "as above")]
mod avx512;
mod block;
mod cases;
mod deal;
mod heads;
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
#[allow(unsafe_code, reason = "vector instructions, chosen at compile time: only these modules may")]
mod neon;
mod portable;
mod tables;

use std::ops::ControlFlow;

use crate::detect::{Trigger, begins_account};
use block::{BEFORE, BLOCK, Block, Classify, GROUP, List};
pub(crate) use cases::{CASES, Signs, bracket, cases};
pub(crate) use heads::{Heads, is_escape_end};
use tables::Triples;

/// The path of every processor of this kind.
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
use neon::Quarters as Common;
#[cfg(not(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little")))]
use portable::Words as Common;

/// Bytes before a place that can decide whether it is a trigger.
pub(crate) const LOOK_BACK: usize = 32;

/// Fewest bytes of a number, digits and what can stand between them, that any detector wants.
pub(crate) const SHORTEST_NUMBER: usize = 7;
/// The same as a mask of a run.
const SHORTEST: u64 = (1 << SHORTEST_NUMBER) - 1;

/// A place where something could start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub at: usize,
    pub trigger: Trigger,
    /// Which of the 64 bytes from the place on are digits, and which are digits or could stand between groups of them.
    /// Set for numbers only.
    pub digits: u64,
    pub run: u64,
    /// The byte before; a line end at the start of the text. Set for numbers only.
    pub before: u8,
    /// Whether the number goes on behind a dash here.
    pub is_joined: bool,
}

impl Spot {
    fn new(at: usize, trigger: Trigger) -> Self {
        Self { at, trigger, digits: 0, run: 0, before: 0, is_joined: false }
    }
}

/// Says whether a number is worth a visit. Most are not, so it should not branch.
pub(crate) trait Gate: Copy {
    fn is_worthy(self, number: Spot) -> bool;
}

/// Calls `visit` for every trigger in `text[from..to]`, in the order of the text, until it breaks. Bytes around are
/// read as neighbours; `open` says that more text may follow. A place can carry several triggers. Numbers pass a
/// gate first.
#[inline]
pub(crate) fn scan(
    heads: &Heads,
    text: &[u8],
    from: usize,
    to: usize,
    open: bool,
    gate: impl Gate,
    visit: impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    #[cfg(test)]
    if let Some(path) = tests::forced() {
        return path.scan(heads, text, from, to, open, gate, visit);
    }
    #[cfg(target_arch = "x86_64")]
    if avx512::is_there() {
        return avx512::scan(heads, text, from, to, open, gate, visit);
    } else if avx2::is_there() {
        return avx2::scan(heads, text, from, to, open, gate, visit);
    }
    blocks::<Common>(heads, text, from, to, open, gate, visit)
}

/// The pass itself, for one way of classifying a block.
#[inline(always)]
fn blocks<C: Classify>(
    heads: &Heads,
    text: &[u8],
    from: usize,
    to: usize,
    open: bool,
    gate: impl Gate,
    mut visit: impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut list = [0; GROUP];
    let mut at = from;
    while at < to {
        let end = to.min(at + GROUP * BLOCK);
        for &place in C::interesting(text, at, end, &heads.triples, &mut list) {
            visit_block::<C>(heads, text, place as usize + at, to, open, gate, &mut visit)?;
        }
        at = end;
    }
    ControlFlow::Continue(())
}

/// The blocks of `text[from..to]` in which something could start: most are none, and are dismissed here without a jump
/// that the processor has to guess.
#[inline(always)]
fn interesting<'l, C: Classify>(
    text: &[u8],
    from: usize,
    to: usize,
    triples: &Triples,
    list: &'l mut List,
) -> &'l [u32] {
    let mut colon_before = true;
    let mut found = 0;
    let mut at = from;
    while at < to {
        crate::work::count(BLOCK);
        list[found & (GROUP - 1)] = (at - from) as u32;
        found += match window(text, at) {
            Some(window) => usize::from(C::look(window, triples).is_interesting(&mut colon_before)),
            None => {
                colon_before = true;
                1
            }
        };
        at += BLOCK;
    }
    &list[..found]
}

#[inline(always)]
fn visit_block<C: Classify>(
    heads: &Heads,
    text: &[u8],
    at: usize,
    to: usize,
    open: bool,
    gate: impl Gate,
    visit: &mut impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let padded;
    let window = match window(text, at) {
        Some(window) => window,
        None => {
            padded = edge(text, at, open);
            &padded
        }
    };
    let block = C::block(window, &heads.triples);
    let limit = if to - at >= BLOCK { !0 } else { (1 << (to - at)) - 1 };
    let mut others = block.rest() & limit;
    let mut numbers = Numbers::new::<C>(text, at, open, &block, limit);
    let mut worthy = [0; BLOCK / 2];
    let worthy = if numbers.starts == 0 { &[] } else { C::worthy(&mut numbers, window, gate, &mut worthy) };
    for &i in worthy {
        let before = others & (!0 >> (63 - i));
        visit_others(heads, text, at, before, &block, visit)?;
        others &= !before;
        visit(numbers.spot(u32::from(i), window))?;
    }
    visit_others(heads, text, at, others, &block, visit)
}

/// The bytes of the block from `at` on and those before it; `None` at the edge of the text.
#[inline(always)]
fn window(text: &[u8], at: usize) -> Option<&[u8; BEFORE + BLOCK]> {
    text.get(at.checked_sub(BEFORE)?..)?.first_chunk()
}

/// The same at the edge of the text, padded with line ends, which are no trigger and part of none; or, where more may
/// come, with digits, for a number could go on.
#[cold]
fn edge(text: &[u8], at: usize, open: bool) -> [u8; BEFORE + BLOCK] {
    let mut window = [b'\n'; BEFORE + BLOCK];
    let (start, end) = (at.saturating_sub(BEFORE).min(text.len()), (at + BLOCK).min(text.len()));
    let offset = BEFORE - at.saturating_sub(start).min(BEFORE);
    if start < end {
        window[offset..offset + (end - start)].copy_from_slice(&text[start..end]);
    }
    if open {
        window[BEFORE + text.len().saturating_sub(at).min(BLOCK)..].fill(b'0');
    }
    window
}

/// The numbers of a block.
struct Numbers<'t> {
    text: &'t [u8],
    at: usize,
    starts: u64,
    digit: u64,
    run: u64,
    /// Of the next block, where a number goes on in it.
    next_digit: u64,
    next_run: u64,
}

impl<'t> Numbers<'t> {
    #[inline(always)]
    fn new<C: Classify>(text: &'t [u8], at: usize, open: bool, block: &Block, limit: u64) -> Self {
        let (starts, digit, run) = (block.number & limit, block.digit, block.digit | block.separator);
        let mut this = Self { text, at, starts, digit, run, next_digit: 0, next_run: 0 };
        if run >> 63 == 1 && starts >> (64 - run.leading_ones()).min(63) != 0 {
            let (digit, separator) = match window(text, at + BLOCK) {
                Some(window) => C::numbers(window),
                None => C::numbers(&edge(text, at + BLOCK, open)),
            };
            (this.next_digit, this.next_run) = (digit, digit | separator);
        }
        this
    }

    /// The number at a place of the block.
    #[inline(always)]
    fn spot(&self, i: u32, window: &[u8; BEFORE + BLOCK]) -> Spot {
        Spot {
            at: self.at + i as usize,
            trigger: Trigger::Number,
            // The 64 bytes from here on.
            digits: (self.digit >> i) | (self.next_digit << 1 << (63 - i)),
            run: (self.run >> i) | (self.next_run << 1 << (63 - i)),
            before: window[BEFORE + i as usize - 1],
            is_joined: (window[BEFORE + i as usize - 1] == b'-') & window[BEFORE + i as usize - 2].is_ascii_digit(),
        }
    }

    /// The places of those that are worth a visit, told without a jump that the processor has to guess.
    #[inline(always)]
    fn worthy<'l>(
        &mut self,
        window: &[u8; BEFORE + BLOCK],
        gate: impl Gate,
        list: &'l mut [u8; BLOCK / 2],
    ) -> &'l [u8] {
        let mut found = 0;
        while self.starts != 0 {
            let i = self.starts.trailing_zeros();
            self.starts &= self.starts - 1;
            let spot = self.spot(i, window);
            let (second, before) = (window[BEFORE + i as usize - 2], spot.before);
            // What the block's masks did not know.
            let goes_on = before.is_ascii_digit() | ((before == b'.') & second.is_ascii_digit());
            let is_long = spot.run & SHORTEST == SHORTEST;
            let is_first = !before.is_ascii_alphabetic() || follows_escape(self.text, spot.at);
            list[found & (BLOCK / 2 - 1)] = i as u8;
            found += usize::from(!goes_on & is_long & is_first & gate.is_worthy(spot));
        }
        &list[..found]
    }
}

/// Visits triggers that are no numbers.
#[inline(always)]
fn visit_others(
    heads: &Heads,
    text: &[u8],
    at: usize,
    mut rest: u64,
    block: &Block,
    visit: &mut impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    while rest != 0 {
        let i = rest.trailing_zeros();
        rest &= rest - 1;
        other(heads, text, at + i as usize, 1 << i, block, visit)?;
    }
    ControlFlow::Continue(())
}

#[inline(always)]
fn other(
    heads: &Heads,
    text: &[u8],
    place: usize,
    bit: u64,
    block: &Block,
    visit: &mut impl FnMut(Spot) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if block.glued & bit != 0 && starts_glued(text, place) {
        visit(Spot::new(place, Trigger::Glued))?;
    }
    if block.at & bit != 0 {
        visit(Spot::new(place, Trigger::At))?;
    }
    if block.colon & bit != 0 && is_colon_of_address(text, place) {
        visit(Spot::new(place, Trigger::Colon))?;
    }
    if block.head & bit != 0
        && let Some(is_run) = heads.kind_at(text, place)
    {
        visit(Spot::new(place, if is_run { Trigger::Run } else { Trigger::Head }))?;
    }
    if block.escape & bit != 0 && is_escape_end(text, place) {
        visit(Spot::new(place, Trigger::Escape))?;
    }
    ControlFlow::Continue(())
}

/// Whether a colon stands right behind another (`::`) that is not itself behind one, or has five others before it with
/// at most four hexadecimal digits between each two.
#[inline]
fn is_colon_of_address(text: &[u8], place: usize) -> bool {
    let byte = |at: usize| text.get(at).copied();
    if place >= 1 && text[place - 1] == b':' {
        return place < 2 || text[place - 2] != b':';
    }
    let mut at = place;
    for _ in 0..5 {
        let digits = (1..=4).take_while(|n| at.checked_sub(*n).and_then(byte).is_some_and(|b| b.is_ascii_hexdigit()));
        let Some(colon) = at.checked_sub(1 + digits.count()).filter(|c| text[*c] == b':') else { return false };
        at = colon;
    }
    true
}

/// Whether the letter before a place could be the end of an escape (`\n`, `%2B`, `\u002B`) or of a card's track (`%B`).
fn follows_escape(text: &[u8], place: usize) -> bool {
    let is = |back: usize, byte: u8| place.checked_sub(back).is_some_and(|at| text[at] == byte);
    is(2, b'\\') || is(2, b'%') || is(3, b'%') || (is(6, b'\\') && is(5, b'u'))
}

/// Whether the digit at a place follows two letters that begin an account number (IBAN), and another digit it. The letters
/// begin a word, or stand behind an `N` (`IBAN`) or an escape (`%40`, `\n`, `\u0040`).
fn starts_glued(text: &[u8], place: usize) -> bool {
    let byte = |back: usize| place.checked_sub(back).map(|at| text[at]);
    let is_free = match byte(3) {
        Some(b'N' | b'n') => true,
        Some(b) if b.is_ascii_alphanumeric() => {
            byte(4) == Some(b'\\') || byte(5) == Some(b'%') || (byte(8) == Some(b'\\') && byte(7) == Some(b'u'))
        }
        _ => true,
    };
    place >= 2
        && begins_account([text[place - 2], text[place - 1]])
        && text[place].is_ascii_digit()
        && text.get(place + 1).is_none_or(u8::is_ascii_digit)
        && is_free
}

#[cfg(test)]
pub(crate) mod tests;
