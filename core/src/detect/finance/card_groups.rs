//! How are the groups of a card number written, and what stands beside them?

use crate::detect::Window;
use crate::detect::checks::{Borders, stands_alone_after, stands_alone_before};
use crate::placeholder::OPAQUE;
use crate::shape::Group;

/// Most groups of a card number.
pub(super) const MOST_GROUPS: usize = 6;
/// Groups before a number that are counted to see whether it begins inside a row of them.
const ROW_GROUPS: usize = 12;
/// Groups on each side in which hexadecimal letters are looked for.
const HEX_GROUPS: usize = 4;

/// How the groups are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// In one piece, or grouped as printed on cards.
    Plain,
    /// The same with dashes.
    Dashed,
    /// In some other way that a person might use.
    Odd,
}

/// `None`: no card number is written so.
pub(super) fn written(window: &Window<'_>, groups: &[Group]) -> Option<Written> {
    let mut separators = groups.windows(2).map(|pair| window.slice(pair[0].end(), pair[1].start));
    let Some(first) = separators.next() else { return Some(Written::Plain) };
    let mut sizes = [0; MOST_GROUPS];
    sizes.iter_mut().zip(groups).for_each(|(size, group)| *size = group.len);
    let is_printed = matches!(
        sizes[..groups.len()],
        [4, 4, 4, 4] | [4, 6, 5] | [4, 6, 4] | [4, 4, 4, 3] | [4, 4, 4, 4, 1..=3] | [4, 3, 3, 3] | [6, 13] | [6, 6, 6]
    );
    let is_even = separators.clone().all(|s| s == first);
    if first == b"." {
        return (is_even && sizes[..groups.len()] == [4, 4, 4, 4]).then_some(Written::Dashed);
    }
    let parts = |s: &[u8]| s.iter().any(|b| matches!(b, b'.' | b'/' | b'(' | b')'));
    if parts(first) || separators.any(parts) || groups.iter().any(|g| g.len < 2) && !is_printed {
        return None;
    }
    let is_double_blank = first.len() > 1 && first.iter().all(|b| matches!(b, b' ' | b'\t'));
    match (is_printed && is_even && !is_double_blank, first[0]) {
        (true, b' ' | b'\t' | 0xC2) => Some(Written::Plain),
        (true, _) => Some(Written::Dashed),
        (false, _) => (groups[0].len >= 4).then_some(Written::Odd),
    }
}

/// Where a number begins in a row of groups of four digits.
#[derive(Clone, Copy)]
pub(super) enum Row {
    /// With it, or behind whole numbers of four groups.
    Begins,
    /// Elsewhere; or behind a placeholder, which could have been anything.
    Inside,
    /// Inside a card number that begins before it: of two cards in a row, their middle is none.
    InCard,
}

/// `is_card` decides about sixteen digits.
pub(super) fn row(window: &Window<'_>, start: usize, is_card: impl Fn(&[u8; 16]) -> bool) -> Row {
    let (mut at, mut count) = (start, 0);
    while count < ROW_GROUPS && window.before(at) == Some(b' ') {
        if window.before(at - 1) == Some(OPAQUE) {
            return Row::Inside;
        }
        let from = at.saturating_sub(5);
        if window.run_back(at - 1, |b| b.is_ascii_digit()) != from || from + 5 != at {
            break;
        }
        (at, count) = (from, count + 1);
    }
    if count % 4 == 0 {
        return Row::Begins;
    }
    let first = start - 5 * (count % 4);
    // The other one must be found itself, or this one would appear when it is gone.
    let is_found = four_by_four(window, first).is_some_and(|digits| is_card(&digits))
        && stands_alone_before(window, first, Borders::Plain)
        && stands_alone_after(window, first + 19, Borders::Plain)
        && !is_in_hex_table(window, first, first + 19);
    if is_found { Row::InCard } else { Row::Inside }
}

/// The digits of four groups of four with a blank between them.
fn four_by_four(window: &Window<'_>, start: usize) -> Option<[u8; 16]> {
    let mut digits = [0; 16];
    for i in 0..19 {
        let byte = window.get(start + i)?;
        match i % 5 {
            4 if byte == b' ' => {}
            0..=3 if byte.is_ascii_digit() => digits[i - i / 5] = byte,
            _ => return None,
        }
    }
    Some(digits)
}

/// Whether groups of four hexadecimal digits stand around the number, two of them with letters: code points, or a dump.
/// (One alone could be the beginning of an IBAN.)
pub(super) fn is_in_hex_table(window: &Window<'_>, start: usize, end: usize) -> bool {
    let is_blank = |b: Option<u8>| matches!(b, None | Some(b' ' | b'\t' | b'\n'));
    let is_group = |from: usize| {
        window.run_to(from, from + 5, |b| b.is_ascii_hexdigit()) == from + 4 && is_blank(window.get(from + 4))
    };
    let is_code = |from: usize| {
        let group = window.slice(from, from + 4);
        group.iter().any(u8::is_ascii_digit) && group.iter().any(u8::is_ascii_alphabetic)
    };
    let mut codes = 0;
    let mut at = start;
    for _ in 0..HEX_GROUPS {
        let Some(from) = at.checked_sub(5).filter(|f| is_group(*f) && is_blank(window.before(*f))) else { break };
        codes += usize::from(is_code(from));
        at = from;
    }
    at = end;
    for _ in 0..HEX_GROUPS {
        if !is_blank(window.get(at)) || !is_group(at + 1) {
            break;
        }
        codes += usize::from(is_code(at + 1));
        at += 5;
    }
    codes >= 2
}

/// Track 1 of a magnetic stripe: `%B`, the number, `^`.
pub(super) fn is_track(window: &Window<'_>, start: usize, end: usize) -> bool {
    start >= 2 && window.slice(start - 2, start) == b"%B" && window.get(end) == Some(b'^')
}

/// A number in one piece, a dash, and three or four digits that are all of the rest.
pub(super) fn is_followed_by_cvv(window: &Window<'_>, groups: &[Group], next: Option<&Group>) -> bool {
    let end = groups[0].end();
    groups.len() == 1
        && window.get(end) == Some(b'-')
        && next.is_some_and(|n| {
            n.start == end + 1 && matches!(n.len, 3 | 4) && stands_alone_after(window, n.end(), Borders::Dashed)
        })
}
