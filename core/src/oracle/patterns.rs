//! What a match of a user's pattern is, start by start.

use std::ops::Range;

use regex_automata::nfa::thompson::{
    self,
    pikevm::{Cache, PikeVM},
};
use regex_automata::{Anchored, Input};

use crate::Pattern;
use crate::placeholder::OPAQUE;

/// All matches: a match starts at the smallest place at or after the end of the previous one at which the pattern,
/// anchored there, has a non-empty match of at most `max_length` bytes that touches no placeholder.
pub(super) fn matches(pattern: &Pattern, seen: &[u8]) -> Vec<Range<usize>> {
    // Empty matches don't count, so it does not matter whether one would part a character.
    let config = thompson::Config::new().utf8(false);
    let machine = PikeVM::builder().thompson(config).build(&pattern.regex).expect("the policy was compiled");
    let mut cache = machine.create_cache();
    // To look-around, a placeholder is a word.
    let text: Vec<u8> = seen.iter().map(|&b| if b == OPAQUE { b'_' } else { b }).collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < seen.len() {
        let wall = seen[start..].iter().position(|&b| b == OPAQUE).map_or(seen.len(), |i| start + i);
        let limit = start + pattern.max_length;
        let mut end = anchored(&machine, &mut cache, &text, start..limit.min(wall)).unwrap_or(start);
        if end == limit {
            // It fills its length: it goes on byte by byte.
            while end < wall && anchored(&machine, &mut cache, &text, start..end + 1) == Some(end + 1) {
                end += 1;
            }
        }
        if end > start {
            found.push(start..end);
        }
        start = end.max(start + 1);
    }
    found
}

/// The end of the leftmost-first match at the start of the span.
fn anchored(machine: &PikeVM, cache: &mut Cache, text: &[u8], span: Range<usize>) -> Option<usize> {
    let input = Input::new(text).span(span).anchored(Anchored::Yes);
    machine.find(cache, input).map(|m| m.end())
}
