//! Where detectors are asked, byte by byte.

use crate::detect::{Trigger, heads, run_heads};

pub(super) fn all(seen: &[u8]) -> Vec<(usize, Trigger)> {
    let mut found = Vec::new();
    for (at, &byte) in seen.iter().enumerate() {
        let before = &seen[..at];
        if byte.is_ascii_digit() && !before.last().is_some_and(u8::is_ascii_digit) {
            if at >= 2 && before[at - 2..].iter().all(u8::is_ascii_alphabetic) {
                found.push((at, Trigger::Glued));
            }
            found.push((at, Trigger::Number));
        }
        if byte == b'@' {
            found.push((at, Trigger::At));
        }
        if byte == b':' && before.contains(&b':') {
            found.push((at, Trigger::Colon));
        }
        if heads().any(|head| seen[..=at].ends_with(head)) {
            found.push((at, Trigger::Head));
        }
        if run_heads().any(|head| seen[..=at].ends_with(head)) {
            found.push((at, Trigger::Run));
        }
    }
    found
}
