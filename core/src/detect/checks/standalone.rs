//! Do these digits stand alone, or are they part of something longer: a word, a float, a dashed number, a phone number?
//!
//! A neighbour that is part of a placeholder counts as a digit everywhere, so that a number which was part of something
//! longer does not stand alone once its neighbour is redacted (I4).

use crate::detect::Window;
use crate::placeholder::OPAQUE;

/// What a dash beside the digits means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Borders {
    /// Only digits behind a dash make it part of something longer: the digits have no dashes of their own.
    Plain,
    /// Letters behind a dash do too: the digits are grouped by dashes themselves.
    Dashed,
}

/// Whether nothing before `start` makes the digits part of something longer.
pub(crate) fn stands_alone_before(window: &Window<'_>, start: usize, borders: Borders) -> bool {
    let Some(near) = window.before(start) else { return true };
    let far = start.checked_sub(1).and_then(|i| window.before(i));
    match near {
        // card_4111...: a name and a value; 4_111: one number
        b'_' => !far.is_some_and(is_digit),
        // a float, or a dotted number; a full stop after a word ends a sentence
        b'.' => far.is_some_and(|b| b.is_ascii_alphabetic() || (!b.is_ascii() && b != OPAQUE)),
        // a phone number; a plus after a word is a blank in URLs
        b'+' => far.is_some_and(|b| b.is_ascii_alphanumeric()),
        _ if is_dash_before(window, start) => {
            let far = window.before(start - dash_len(near));
            !far.is_some_and(|b| is_digit(b) || (borders == Borders::Dashed && b.is_ascii_alphabetic()))
        }
        _ => !window.is_glued_before(start),
    }
}

/// Whether nothing from `end` on makes the digits part of something longer.
pub(crate) fn stands_alone_after(window: &Window<'_>, end: usize, borders: Borders) -> bool {
    let Some(near) = window.get(end) else { return true };
    match near {
        b'_' | b'.' => !window.get(end + 1).is_some_and(is_digit),
        b'-' | 0xE2 if is_dash_at(window, end) => !window
            .get(end + dash_len(near))
            .is_some_and(|b| is_digit(b) || (borders == Borders::Dashed && b.is_ascii_alphabetic())),
        _ => !window.is_glued_after(end),
    }
}

fn is_digit(b: u8) -> bool {
    b.is_ascii_digit() || b == OPAQUE
}

/// `-`, or a hyphen of U+2010 or U+2011. (Longer dashes part words.)
fn is_dash_at(window: &Window<'_>, i: usize) -> bool {
    window.get(i) == Some(b'-') || matches!(window.char_at(i), Some('\u{2010}' | '\u{2011}'))
}

fn is_dash_before(window: &Window<'_>, i: usize) -> bool {
    window.before(i) == Some(b'-') || matches!(window.char_before(i), Some('\u{2010}' | '\u{2011}'))
}

/// Bytes of a dash, given its byte that is nearest to the digits.
fn dash_len(near: u8) -> usize {
    if near.is_ascii() { 1 } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the run of `7`s stands alone.
    fn alone(text: &[u8], borders: Borders) -> bool {
        let start = text.iter().position(|b| *b == b'7').unwrap();
        let end = text.iter().rposition(|b| *b == b'7').unwrap() + 1;
        let window = Window::new(text, start, false);
        stands_alone_before(&window, start, borders) && stands_alone_after(&window, end, borders)
    }

    #[test]
    fn words_floats_and_dashed_numbers_are_longer_things() {
        for text in [
            "a77",
            "77a",
            "0.77",
            " .77",
            "77.5",
            "1-77",
            "77-1",
            "+77",
            "(+77",
            "1_77",
            "77_1",
            "é77",
            "1\u{2011}77",
            "77\u{2010}1",
        ] {
            assert!(!alone(text.as_bytes(), Borders::Plain), "{text}");
        }
        for text in
            ["-77", "no.77", "77.", "77.x", "a-77", "77-a", "q=a+77", "card_77", "77_card", "号77号", "\\n77", "77–1"]
        {
            assert!(alone(text.as_bytes(), Borders::Plain), "{text}");
        }
        for text in ["a-77", "77-a"] {
            assert!(!alone(text.as_bytes(), Borders::Dashed), "{text}");
        }
    }

    #[test]
    fn a_placeholder_counts_as_a_digit() {
        for text in [&b"\xFF77"[..], b"77\xFF", b"\xFF.77", b"77.\xFF", b"\xFF-77", b"77-\xFF", b"77_\xFF", b"\xFF_77"]
        {
            assert!(!alone(text, Borders::Plain), "{text:?}");
        }
        for text in [&b"\xFF+77"[..], b"\xFF 77 \xFF", b"\xFF,77"] {
            assert_eq!(alone(text, Borders::Plain), !text.contains(&b'+'), "{text:?}");
        }
    }
}
