//! The extension behind a number: `ext. 123`, `x123`, `;ext=123`, `#123`.

use super::borders::{self, Border};
use crate::detect::Window;

/// Words that announce an extension, longer before shorter.
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
    let first = window.get(at)?.to_ascii_lowercase();
    let word = WORDS.iter().find(|word| word[0] == first && window.has(at, word))?;
    at += word.len();
    let digits = at + blanks(window, at);
    let stop = window.run(digits, |b| b.is_ascii_digit());
    let is_number = (1..=MOST_DIGITS).contains(&(stop - digits));
    (is_number && borders::after(window, stop) == Border::Free).then_some(stop)
}

/// Whether an extension may begin with this byte: most of what stands behind a number begins none.
pub(crate) const fn may_begin(byte: u8) -> bool {
    let is_word = matches!(byte.to_ascii_lowercase(), b'e' | b'i' | b'a' | b'r' | b'p' | b'd' | b'x' | b'#');
    is_word || matches!(byte, b' ' | b',' | b';')
}

/// At most three of `.`, `:`, `=` and blanks.
fn blanks(window: &Window<'_>, from: usize) -> usize {
    (0..3).take_while(|i| matches!(window.get(from + i), Some(b'.' | b':' | b'=' | b' '))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_part_of_the_number() {
        for text in ["0 ext. 123", "0 ext 123", "0x123", "0 x 123", "0;ext=123", "0 , ext 123", "0 #123", "0 int.123"] {
            assert_eq!(end(&Window::new(text.as_bytes(), 0, false), 1), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn words_that_only_begin_like_one_are_not() {
        for text in ["0 external 123", "0 xylophone", "0 x", "0 ext. 123456789", "0 x12y", "0 next 12"] {
            assert_eq!(end(&Window::new(text.as_bytes(), 0, false), 1), None, "{text}");
        }
    }
}
