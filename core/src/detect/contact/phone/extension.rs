//! The extension behind a number: `ext. 123`, `x123`, `;ext=123`, `#123`.

use super::borders::{self, Border};
use crate::detect::Window;

/// Words that announce an extension, longer before shorter, and whether they are clear enough to stand directly at the
/// number.
const WORDS: [&[u8]; 10] = [b"extension", b"extn", b"ext", b"int", b"anexo", b"ramal", b"poste", b"dw", b"x", b"#"];
const MOST_DIGITS: usize = 8;
/// Blanks and commas between the number and the word.
const MOST_BLANKS: usize = 3;

/// The end of the extension of a number that ends at `end`; `None`: it has none.
pub(crate) fn end(window: &Window<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at - end < MOST_BLANKS && matches!(window.get(at), Some(b' ' | b',' | b';')) {
        at += 1;
    }
    let word = WORDS.iter().find(|word| window.has(at, word))?;
    at += word.len();
    let digits = at + blanks(window, at);
    let stop = window.run(digits, |b| b.is_ascii_digit());
    let is_number = (1..=MOST_DIGITS).contains(&(stop - digits));
    (is_number && borders::after(window, stop) == Border::Free).then_some(stop)
}

/// At most three of `.`, `:`, `=` and blanks.
fn blanks(window: &Window<'_>, from: usize) -> usize {
    (0..3).take_while(|i| matches!(window.get(from + i), Some(b'.' | b':' | b'=' | b' '))).count()
}
