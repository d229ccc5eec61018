//! scan: where could something start?
//!
//! One pass over blocks of 64 bytes. A block in which nothing can start costs one classification and one test. What a
//! trigger is depends on the bytes up to and including its own place, so it is known as soon as its byte has arrived;
//! only the test that a number is long enough looks ahead, and it keeps a number that the end of the text cuts.

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "vector instructions, chosen at run time: the one module that may")]
mod avx2;
mod block;
mod heads;
mod portable;
mod tables;

use std::ops::ControlFlow;

use crate::detect::Trigger;
use block::{BEFORE, BLOCK, Block, Classify};
pub(crate) use heads::is_escape_end;

/// Bytes before a place that can decide whether it is a trigger.
pub(crate) const LOOK_BACK: usize = 32;

/// A number with fewer digits and fewer groups, as far as 64 bytes show, is none that any detector wants.
pub(crate) const FEWEST_DIGITS: u32 = 6;
pub(crate) const FEWEST_GROUPS: u32 = 4;

/// Calls `visit` for every trigger in `text[from..to]`, in the order of the text, until it breaks. Bytes around are
/// read as neighbours; `open` says that more text may follow. A place can carry several triggers.
#[inline]
pub(crate) fn scan(
    text: &[u8],
    from: usize,
    to: usize,
    open: bool,
    visit: impl FnMut(usize, Trigger) -> ControlFlow<()>,
) -> ControlFlow<()> {
    #[cfg(target_arch = "x86_64")]
    if avx2::is_there() {
        return avx2::scan(text, from, to, open, visit);
    }
    blocks::<portable::Words>(text, from, to, open, visit)
}

/// The pass itself, for one way of classifying a block.
#[inline(always)]
fn blocks<C: Classify>(
    text: &[u8],
    from: usize,
    to: usize,
    open: bool,
    mut visit: impl FnMut(usize, Trigger) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut at = from;
    let mut ahead: Option<Block> = None;
    while at < to {
        crate::work::count(BLOCK);
        let block = ahead.take().unwrap_or_else(|| classify::<C>(text, at, open));
        if block.is_interesting() {
            let limit = if to - at >= BLOCK { !0 } else { (1 << (to - at)) - 1 };
            if block.number & limit != 0 {
                let next = classify::<C>(text, at + BLOCK, open);
                numbers_and_others(text, at, &block, &next, limit, &mut visit)?;
                ahead = Some(next);
            } else {
                others(text, at, block.rest() & limit, &block, &mut visit)?;
            }
        }
        at += BLOCK;
    }
    ControlFlow::Continue(())
}

/// The classes of the 64 bytes from `at` on.
#[inline(always)]
fn classify<C: Classify>(text: &[u8], at: usize, open: bool) -> Block {
    match at.checked_sub(BEFORE).and_then(|start| text.get(start..)?.first_chunk()) {
        Some(window) => C::classify(window),
        None => edge::<C>(text, at, open),
    }
}

/// A block at the edge of the text, padded with line ends, which are no trigger and part of none. Where more may come,
/// what is missing could belong to a number: separators count even in a block without digits, which only the portable
/// way says.
#[cold]
fn edge<C: Classify>(text: &[u8], at: usize, open: bool) -> Block {
    let mut window = [b'\n'; BEFORE + BLOCK];
    let (start, end) = (at.saturating_sub(BEFORE).min(text.len()), (at + BLOCK).min(text.len()));
    let offset = BEFORE - at.saturating_sub(start).min(BEFORE);
    if start < end {
        window[offset..offset + (end - start)].copy_from_slice(&text[start..end]);
    }
    if !open {
        return C::classify(&window);
    }
    let mut block = portable::Words::classify(&window);
    let there = text.len().saturating_sub(at);
    block.separator |= if there >= BLOCK { 0 } else { !0 << there };
    block
}

/// Visits the triggers of a block in which a number starts.
#[inline(always)]
fn numbers_and_others(
    text: &[u8],
    at: usize,
    block: &Block,
    next: &Block,
    limit: u64,
    visit: &mut impl FnMut(usize, Trigger) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let run = block.digit | block.separator;
    let next_run = next.digit | next.separator;
    let mut rest = (block.number | block.rest()) & limit;
    while rest != 0 {
        let i = rest.trailing_zeros();
        let bit = 1u64 << i;
        rest &= rest - 1;
        let place = at + i as usize;
        if block.number & bit != 0 {
            let follows_letter = block.after_letter & bit != 0;
            if follows_letter && starts_glued(text, place) {
                visit(place, Trigger::Glued)?;
            }
            // The 64 bytes from here on, and how many of them belong to the number.
            let runs = (run >> i) | (next_run << 1 << (63 - i));
            let digits = (block.digit >> i) | (next.digit << 1 << (63 - i));
            let len = (!runs).trailing_zeros();
            let inside = if len < 64 { digits & ((1 << len) - 1) } else { digits };
            let is_short =
                inside.count_ones() < FEWEST_DIGITS && (inside & !(inside << 1)).count_ones() < FEWEST_GROUPS;
            if len < 64 && is_short {
                // The groups that follow in this number have even less after them.
                rest &= !(block.number & !block.rest() & (((1u64 << len) - 1) << i));
            } else if !follows_letter || follows_escape(text, place) {
                visit(place, Trigger::Number)?;
            }
        }
        if block.rest() & bit != 0 {
            other(text, place, bit, block, visit)?;
        }
    }
    ControlFlow::Continue(())
}

/// Visits triggers that are no numbers.
#[inline(always)]
fn others(
    text: &[u8],
    at: usize,
    mut rest: u64,
    block: &Block,
    visit: &mut impl FnMut(usize, Trigger) -> ControlFlow<()>,
) -> ControlFlow<()> {
    while rest != 0 {
        let i = rest.trailing_zeros();
        rest &= rest - 1;
        other(text, at + i as usize, 1 << i, block, visit)?;
    }
    ControlFlow::Continue(())
}

#[inline(always)]
fn other(
    text: &[u8],
    place: usize,
    bit: u64,
    block: &Block,
    visit: &mut impl FnMut(usize, Trigger) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if block.at & bit != 0 {
        visit(place, Trigger::At)?;
    }
    if block.colon & bit != 0 && follows_colon(text, place) {
        visit(place, Trigger::Colon)?;
    }
    if block.head & bit != 0 && heads::is_head_end(text, place) {
        visit(place, Trigger::Head)?;
    }
    if block.escape & bit != 0 && is_escape_end(text, place) {
        visit(place, Trigger::Escape)?;
    }
    ControlFlow::Continue(())
}

/// Whether another colon stands at most five bytes before a place.
fn follows_colon(text: &[u8], place: usize) -> bool {
    text[place.saturating_sub(5)..place].contains(&b':')
}

/// Whether the letter before a place could be the end of an escape (`\n`, `%2B`, `\u002B`) or of a card's track (`%B`).
fn follows_escape(text: &[u8], place: usize) -> bool {
    text[place.saturating_sub(6)..place.saturating_sub(1)].iter().any(|b| matches!(b, b'%' | b'\\'))
}

/// Whether the digit at a place follows two letters, and another digit it, as in an account number (IBAN).
fn starts_glued(text: &[u8], place: usize) -> bool {
    place >= 2
        && text[place - 1].is_ascii_alphabetic()
        && text[place - 2].is_ascii_alphabetic()
        && text.get(place + 1).is_none_or(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests;
