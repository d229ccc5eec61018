use std::ops::ControlFlow;

use proptest::prelude::*;

use super::block::{BEFORE, BLOCK, Classify};
use super::*;

/// Every number is worth a visit.
#[derive(Clone, Copy)]
pub(crate) struct All;

impl Gate for All {
    fn is_worthy(self, _: Spot) -> bool {
        true
    }
}

type Triggers = Vec<(usize, Trigger)>;

/// The definition, byte by byte.
fn naive(text: &[u8], open: bool) -> Triggers {
    let mut out = Vec::new();
    for (i, &b) in text.iter().enumerate() {
        let before = &text[..i];
        if b.is_ascii_digit() && !before.last().is_some_and(u8::is_ascii_digit) {
            let follows_letter = before.last().is_some_and(u8::is_ascii_alphabetic);
            if follows_letter && starts_glued(text, i) {
                out.push((i, Trigger::Glued));
            }
            if is_long(text, i, open) && (!follows_letter || follows_escape(text, i)) {
                out.push((i, Trigger::Number));
            }
        }
        if b == b'@' {
            out.push((i, Trigger::At));
        }
        if b == b':' && is_in_address(text, i) {
            out.push((i, Trigger::Colon));
        }
        if heads::is_head_end(text, i) {
            out.push((i, Trigger::Head));
        }
        if heads::is_run_head_end(text, i) {
            out.push((i, Trigger::Run));
        }
        if is_escape_end(text, i) {
            out.push((i, Trigger::Escape));
        }
    }
    out
}

/// Whether a number is long enough, digits and what can stand between them, or cut by an open end.
fn is_long(text: &[u8], place: usize, open: bool) -> bool {
    let is_inside = |b: &&u8| b.is_ascii_digit() || b" ()-./\t\x00\x08\x0D\x0E\x0F".contains(b) || **b >= 0x80;
    let (before, from) = text.split_at(place);
    let is_decimal = before.ends_with(b".") && before.iter().rev().nth(1).is_some_and(u8::is_ascii_digit);
    let run = from.iter().take_while(is_inside).count();
    !is_decimal && (run >= SHORTEST_NUMBER || (run == from.len() && open))
}

/// `::` without a third colon before, or the sixth or later colon with at most four hexadecimal digits between each two.
fn is_in_address(text: &[u8], place: usize) -> bool {
    let mut before = text[..place].rsplit(|&b| b == b':');
    let is_group = |group: &[u8]| (group.len() <= 4) && group.iter().all(u8::is_ascii_hexdigit);
    let colons = text[..place].iter().filter(|&&b| b == b':').count();
    if text[..place].ends_with(b":") {
        return !text[..place].ends_with(b"::");
    }
    colons >= 5 && before.by_ref().take(5).all(is_group)
}

fn collect<C: Classify>(text: &[u8], from: usize, to: usize, open: bool) -> Triggers {
    let mut out = Vec::new();
    let _ = blocks::<C>(text, from, to, open, All, |spot| {
        out.push((spot.at, spot.trigger));
        ControlFlow::Continue(())
    });
    out
}

fn texts() -> impl Strategy<Value = Vec<u8>> {
    let bytes = |s: &str| proptest::string::string_regex(s).unwrap().prop_map(String::into_bytes).boxed();
    prop_oneof![
        bytes("[ -~]{0,300}"),
        bytes("[0-9:@a-f]{0,300}"),
        bytes("[0-9 ./()a-]{0,300}"),
        bytes("[ -~]{55,63}[0-9][ -]{0,8}"),
        bytes("[skAIghp_vte:1-]{0,200}"),
        bytes("([eyJAGCIN-]|-----BEGIN){0,100}"),
        bytes("[%&u\\\\\u{FF11}\u{FF0C}\u{200B}\u{AD}x]{0,80}"),
        proptest::collection::vec(any::<u8>(), 0..300),
    ]
}

proptest! {
    #[test]
    fn blocks_and_bytes_give_the_same_triggers(text in texts(), from in 0usize..300, to in 0usize..300, open: bool) {
        prop_assert_eq!(collect::<portable::Words>(&text, 0, text.len(), open), naive(&text, open));
        let (from, to) = (from.min(text.len()), to.min(text.len()));
        let part: Triggers = naive(&text, open).into_iter().filter(|(at, _)| (from..to).contains(at)).collect();
        prop_assert_eq!(collect::<portable::Words>(&text, from, to, open), part);
    }

    /// The vector path against the portable one: the same classes where something could start, and the same triggers.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn i9_every_path_gives_the_same(text in texts(), from in 0usize..300, open: bool) {
        if avx2::is_there() {
            let from = from.min(text.len());
            let portable = collect::<portable::Words>(&text, from, text.len(), open);
            prop_assert_eq!(&collect::<avx2::Vectors>(&text, from, text.len(), open), &portable);
            if avx512::is_there() {
                prop_assert_eq!(&collect::<avx512::Wide>(&text, from, text.len(), open), &portable);
            }
            if let Some(window) = text.first_chunk::<{ BEFORE + BLOCK }>() {
                prop_assert_eq!(avx2::Vectors::block(window), portable::Words::block(window));
                prop_assert_eq!(avx2::Vectors::numbers(window), portable::Words::numbers(window));
            }
        }
    }
}

/// The scan asks for one only where the other is not.
#[test]
fn no_head_of_a_secret_ends_as_one_of_a_run() {
    for run in crate::detect::run_heads() {
        assert!(!crate::detect::heads().any(|head| head.ends_with(run) || run.ends_with(head)));
    }
}

#[test]
fn every_head_of_a_secret_is_a_trigger_at_its_last_byte() {
    let of_runs = crate::detect::run_heads().map(|head| (head, Trigger::Run));
    for (head, trigger) in crate::detect::heads().map(|head| (head, Trigger::Head)).chain(of_runs) {
        let text = [b" ".as_slice(), head].concat();
        let last = text.len() - 1;
        assert!(collect::<portable::Words>(&text, 0, text.len(), false).contains(&(last, trigger)), "{head:?}");
    }
}
