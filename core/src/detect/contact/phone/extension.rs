//! The extension behind a number: `ext. 123`, `x123`, `;ext=123`, `#123`.

use super::borders::{self, Border};
use crate::detect::Window;

const MOST_DIGITS: usize = 8;
/// Blanks and commas between the number and the word.
const MOST_BLANKS: usize = 3;

/// The end of the extension of a number that ends at `end`; `None`: it has none.
pub(crate) fn end(window: &Window<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at - end < MOST_BLANKS && matches!(window.get(at), Some(b' ' | b',' | b';')) {
        at += 1;
    }
    let word = words(window.get(at)?).iter().find(|word| window.has(at, word))?;
    at += word.len();
    let digits = at + blanks(window, at);
    let stop = window.run(digits, |b| b.is_ascii_digit());
    let is_number = (1..=MOST_DIGITS).contains(&(stop - digits));
    (is_number && borders::after(window, stop) == Border::Free).then_some(stop)
}

/// The words that announce an extension and begin with this byte, longer before shorter.
const fn words(byte: u8) -> &'static [&'static [u8]] {
    match byte.to_ascii_lowercase() {
        b'e' => &[b"extension", b"extn", b"ext"],
        b'i' => &[b"int"],
        b'a' => &[b"anexo"],
        b'r' => &[b"ramal"],
        b'p' => &[b"poste"],
        b'd' => &[b"dw"],
        b'x' => &[b"x"],
        b'#' => &[b"#"],
        _ => &[],
    }
}

/// Whether an extension may begin with this byte: most of what stands behind a number begins none.
pub(crate) const fn may_begin(byte: u8) -> bool {
    !words(byte).is_empty() || matches!(byte, b' ' | b',' | b';')
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
