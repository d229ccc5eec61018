//! Do the words around a candidate speak for a rule? One rule at a time, word by word.

use crate::context::{fold_into, is_ideographic, left, right};

pub(super) fn speak_for(words: &[&str], seen: &[u8], start: usize, end: usize) -> bool {
    let sides = [Some(left(seen, start)), right(seen, end, false)];
    sides.into_iter().flatten().any(|side| {
        let side = folded(&String::from_utf8_lossy(side));
        let parts: Vec<&str> = side.split_ascii_whitespace().collect();
        words.iter().any(|word| {
            if is_ideographic(word) {
                return side.contains(word);
            }
            let wanted = folded(word);
            let wanted: Vec<&str> = wanted.split_ascii_whitespace().collect();
            parts.windows(wanted.len().max(1)).any(|window| window == wanted)
        })
    })
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out
}
