//! scan: where could something start?
//!
//! One pass over blocks of 64 bytes. A block in which nothing can start costs one classification and one test. Every
//! trigger is decided by bytes up to and including its own place, so it is known as soon as its byte has arrived.

mod block;

use std::ops::ControlFlow;

use crate::detect::Trigger;
use block::{BEFORE, BLOCK, Masks};

/// Bytes before a place that can decide whether it is a trigger.
pub(crate) const LOOK_BACK: usize = BEFORE;

/// Calls `visit` for every trigger in `text[from..to]`, in the order of the text, until it breaks. Bytes before `from`
/// are read as context of the first block. A place can carry several triggers.
pub(crate) fn scan(
    text: &[u8],
    from: usize,
    to: usize,
    mut visit: impl FnMut(usize, Trigger) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut at = from;
    while at < to {
        let masks = if at >= BEFORE && at + BLOCK <= to {
            match text[at - BEFORE..at + BLOCK].first_chunk() {
                Some(window) => Masks::of(window),
                None => Masks::default(),
            }
        } else {
            Masks::of(&edge(text, at, to))
        };
        if masks.any() {
            masks.visit(|i, trigger| {
                let place = at + i;
                if trigger == Trigger::Number && follows_two_letters(text, place) {
                    visit(place, Trigger::Glued)?;
                }
                visit(place, trigger)
            })?;
        }
        at += BLOCK;
    }
    ControlFlow::Continue(())
}

/// A block at the edge of the text, padded with zeros, which are no trigger and part of none.
fn edge(text: &[u8], at: usize, to: usize) -> [u8; BEFORE + BLOCK] {
    let mut window = [0; BEFORE + BLOCK];
    let (start, end) = (at.saturating_sub(BEFORE), (at + BLOCK).min(to));
    let offset = BEFORE - (at - start);
    window[offset..offset + (end - start)].copy_from_slice(&text[start..end]);
    window
}

fn follows_two_letters(text: &[u8], place: usize) -> bool {
    place >= 2 && text[place - 1].is_ascii_alphabetic() && text[place - 2].is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, byte by byte.
    fn naive(text: &[u8]) -> Vec<(usize, Trigger)> {
        let mut out = Vec::new();
        for (i, &b) in text.iter().enumerate() {
            let before = &text[..i];
            if b.is_ascii_digit() && !before.last().is_some_and(u8::is_ascii_digit) {
                if follows_two_letters(text, i) {
                    out.push((i, Trigger::Glued));
                }
                out.push((i, Trigger::Number));
            }
            if b == b'@' {
                out.push((i, Trigger::At));
            }
            if b == b':' && before.iter().rev().take(5).any(|&c| c == b':') {
                out.push((i, Trigger::Colon));
            }
            let (head, escape) = block::ends(before, b);
            if head {
                out.push((i, Trigger::Head));
            }
            if escape {
                out.push((i, Trigger::Escape));
            }
        }
        out
    }

    fn collect(text: &[u8], from: usize) -> Vec<(usize, Trigger)> {
        let mut out = Vec::new();
        let _ = scan(text, from, text.len(), |at, t| {
            out.push((at, t));
            ControlFlow::Continue(())
        });
        out
    }

    proptest::proptest! {
        #[test]
        fn blocks_and_bytes_give_the_same_triggers(text in "[ -~]{0,300}|[0-9:@a-f]{0,300}|[skAIghp_vte:1-]{0,200}|[%&u\\\\\u{FF11}\u{200B}\u{AD}x]{0,80}", from in 0usize..300) {
            let text = text.as_bytes();
            proptest::prop_assert_eq!(collect(text, 0), naive(text));
            let from = from.min(text.len());
            let later: Vec<_> = naive(text).into_iter().filter(|(at, _)| *at >= from).collect();
            proptest::prop_assert_eq!(collect(text, from), later);
        }
    }

    #[test]
    fn every_head_of_a_secret_is_a_trigger_at_its_last_byte() {
        for head in crate::detect::heads() {
            let text = [b" ".as_slice(), head].concat();
            let last = text.len() - 1;
            assert!(collect(&text, 0).contains(&(last, Trigger::Head)), "{}", String::from_utf8_lossy(head));
        }
    }
}
