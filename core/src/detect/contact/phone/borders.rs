//! What stands before and after a number, and whether a telephone number can begin and end there.

use super::extension;
use super::sides::{self, Side};
use crate::detect::Window;
use crate::detect::window::is_word;
use crate::placeholder::OPAQUE;
use crate::shape::is_signed;

/// How much a number must prove to begin or end at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Border {
    /// It may stand here.
    Free,
    /// Ids and paths look like this: only a number that nothing else is written like.
    Narrow,
    /// It is a part of something else: a price, a longer number, a word.
    Closed,
}

impl Border {
    /// What stands before a number by the last two bytes of it, where they say it and make no word with it.
    #[inline]
    pub(crate) fn behind([second, byte]: [u8; 2], has_plus: bool) -> Option<Self> {
        // What a placeholder stands for may have ended in a digit (I4).
        let after_digit = || second.is_ascii_digit() || second == OPAQUE;
        match (sides::before(byte), byte) {
            (Side::Free, _) => Some(Self::Free),
            (Side::Narrow, _) => Some(Self::Narrow),
            (Side::Closed, _) => Some(Self::Closed),
            (Side::Open, b' ') => Some(if after_digit() { Self::Narrow } else { Self::Free }),
            (Side::Open, b'-' | b'.' | b':') if after_digit() => {
                Some(if has_plus { Self::Narrow } else { Self::Closed })
            }
            (Side::Open, b'-' | b'.') if second.is_ascii_alphabetic() => Some(Self::Narrow),
            (Side::Open, b',') if after_digit() => None,
            (Side::Open, b'$' | 0x80..) => None,
            (Side::Open, _) => Some(Self::Free),
        }
    }
}

/// The beginning of a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    /// Where it starts, `+` and `(` included.
    pub start: usize,
    /// Whether what follows starts with a country code.
    pub has_plus: bool,
    pub has_parenthesis: bool,
    pub border: Border,
}

/// Plus signs: ASCII, full width.
const PLUS: [&[u8]; 2] = [b"+", "\u{FF0B}".as_bytes()];
/// Head of a link to a telephone number: the digits behind it start with a country code.
const LINK: &[u8] = b"wa.me/";
/// Numbers in pairs have so many of them.
const PAIRS: usize = 5;
/// Signs of money.
const MONEY: [&[u8]; 8] = [
    b"$",
    "\u{A3}".as_bytes(),
    "\u{A5}".as_bytes(),
    "\u{20AC}".as_bytes(),
    "\u{20B9}".as_bytes(),
    "\u{20A9}".as_bytes(),
    "\u{FFE5}".as_bytes(),
    "\u{FFE1}".as_bytes(),
];

impl Head {
    /// Reads what stands before the first digit of a group that ends at `end`.
    #[inline]
    pub(crate) fn read(window: &Window<'_>, end: usize) -> Self {
        let start = window.at();
        if window.before(start).is_some_and(is_signed) {
            return Self::signed(window, end);
        }
        Self { start, has_plus: false, has_parenthesis: false, border: before(window, start, false) }
    }

    fn signed(window: &Window<'_>, end: usize) -> Self {
        let mut start = window.at();
        // Of a pair of parentheses around the first group; `(212-555-0123)` leaves both outside.
        let closes = window.get(end) == Some(b')');
        let has_parenthesis = closes && window.before(start) == Some(b'(');
        if has_parenthesis {
            start -= 1;
        }
        let mut has_plus = false;
        // The last bytes of plus signs: nothing else is read where none of them stands.
        let signs = if matches!(window.before(start), Some(b'+' | 0x8B)) { 2 } else { 0 };
        for _ in 0..signs {
            if let Some(sign) = PLUS.iter().find(|sign| ends_with(window, start, sign)) {
                start -= sign.len();
                has_plus = true;
            }
        }
        if has_plus && closes && window.before(start) == Some(b'(') {
            start -= 1;
        }
        if window.before(start) == Some(b'/') && ends_with(window, start, LINK) {
            return Self { start, has_plus: true, has_parenthesis, border: Border::Free };
        }
        Self { start, has_plus, has_parenthesis, border: before(window, start, has_plus) }
    }
}

#[inline]
fn before(window: &Window<'_>, start: usize, has_plus: bool) -> Border {
    match window.before(start).map(sides::before) {
        None | Some(Side::Free) => Border::Free,
        _ => before_more(window, start, has_plus),
    }
}

fn before_more(window: &Window<'_>, start: usize, has_plus: bool) -> Border {
    let Some(byte) = window.before(start) else { return Border::Free };
    if stands_behind_blank(window, start) {
        return Border::Free;
    }
    if is_word(byte) && window.is_glued_before(start) {
        let is_letter = !byte.is_ascii_digit() && byte != b'_' && byte != OPAQUE;
        return if is_letter && window.get(start) == Some(b'(') { Border::Narrow } else { Border::Closed };
    }
    let second = window.before(start - 1).unwrap_or(b'\n');
    Border::behind([second, byte], has_plus).unwrap_or_else(|| match byte {
        // The next field of a line with commas; after fewer digits it is a list or thousands.
        b',' if ends_long_number(window, start - 1) => Border::Free,
        b',' => Border::Narrow,
        _ if MONEY.iter().any(|sign| ends_with(window, start, sign)) => Border::Closed,
        _ => Border::Free,
    })
}

/// Whether a number of seven digits or more ends at `end`.
fn ends_long_number(window: &Window<'_>, end: usize) -> bool {
    let start = window.run_back(end, |b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'.' | b'(' | b')'));
    window.slice(start, end).iter().filter(|b| b.is_ascii_digit()).count() >= 7
}

/// Where the extension ends of a number that ends at `end`, and what stands behind it. `None`: no number ends here.
/// `is_cut`: more groups follow.
#[inline]
pub(crate) fn behind(window: &Window<'_>, end: usize, is_cut: bool) -> Option<(Option<usize>, Border)> {
    match window.get(end) {
        None => Some((None, Border::Free)),
        // A placeholder behind a blank may stand for the groups that followed (I4).
        Some(b' ') => match window.get(end + 1) {
            Some(OPAQUE) => Some((None, Border::Narrow)),
            Some(b'0'..=b'9') if is_cut => Some((None, Border::Narrow)),
            Some(b) if extension::may_begin(b) => Some((extension::end(window, end), Border::Free)),
            _ => Some((None, Border::Free)),
        },
        Some(byte) => match sides::behind(byte) {
            Side::Free => Some((None, Border::Free)),
            Side::Narrow => Some((None, Border::Narrow)),
            Side::Closed => None,
            Side::Open => behind_more(window, end),
        },
    }
}

fn behind_more(window: &Window<'_>, end: usize) -> Option<(Option<usize>, Border)> {
    if stands_before_blank(window, end) {
        return Some((None, Border::Free));
    }
    match extension::end(window, end) {
        Some(extended) => Some((Some(extended), Border::Free)),
        None => Some((None, after(window, end))).filter(|(_, border)| *border != Border::Closed),
    }
}

/// What stands after a number that ends at `end`.
pub(crate) fn after(window: &Window<'_>, end: usize) -> Border {
    let Some(byte) = window.get(end) else { return Border::Free };
    if is_word(byte) && window.is_glued_after(end) {
        return Border::Closed;
    }
    match byte {
        b'%' | b'@' => Border::Closed,
        b'-' | b'.' | b':' | b',' | b'/' => match window.get(end + 1) {
            // What a placeholder stands for may have begun with a digit (I4).
            Some(b) if b.is_ascii_digit() || b == OPAQUE => match byte {
                b'/' | b',' | b':' => Border::Narrow,
                _ => Border::Closed,
            },
            // `-Office` follows a number, `-A` belongs to it.
            Some(b) if byte == b'-' && (b.is_ascii_alphabetic() || b == b'_') => {
                if window.get(end + 2).is_some_and(|b| b.is_ascii_alphabetic()) {
                    Border::Narrow
                } else {
                    Border::Closed
                }
            }
            _ => Border::Free,
        },
        b'$' | 0xC2 | 0xE2 | 0xEF if MONEY.iter().any(|sign| starts_with(window, end, sign)) => Border::Closed,
        _ => Border::Free,
    }
}

/// Whether a blank or dash beyond ASCII stands before a number: U+00A0, U+2000 to U+203F. Neither word nor money is among
/// them, so nothing else has to be asked.
fn stands_behind_blank(window: &Window<'_>, start: usize) -> bool {
    let byte = |back: usize| start.checked_sub(back).and_then(|at| window.before(at));
    match byte(0) {
        Some(0xA0) if byte(1) == Some(0xC2) => true,
        Some(0x80..=0xBF) => byte(1) == Some(0x80) && byte(2) == Some(0xE2),
        _ => false,
    }
}

/// The same behind a number.
fn stands_before_blank(window: &Window<'_>, end: usize) -> bool {
    match window.get(end) {
        Some(0xC2) => window.get(end + 1) == Some(0xA0),
        Some(0xE2) => window.get(end + 1) == Some(0x80),
        _ => false,
    }
}

/// Whether pairs of hexadecimal digits stand beside, so that `count` pairs of digits are a dump of bytes. A placeholder
/// behind fewer pairs than the numbers that are written so have may have begun with another pair (I4).
pub(crate) fn is_among_pairs(window: &Window<'_>, start: usize, end: usize, count: usize) -> bool {
    let goes_on = window.get(end) == Some(b' ') && count < PAIRS && window.get(end + 1) == Some(OPAQUE);
    goes_on || has_pair_before(window, start, true) || has_pair_after(window, end, true)
}

/// Whether `5b ` stands before: two hexadecimal digits that are no word. `de` and `be` are words, unless another pair
/// stands beyond.
fn has_pair_before(window: &Window<'_>, start: usize, may_be_word: bool) -> bool {
    if start < 3 || window.before(start) != Some(b' ') {
        return false;
    }
    let pair = window.slice(start - 3, start - 1);
    let is_whole = !window.before(start - 3).is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80);
    let has_digit = pair.iter().any(u8::is_ascii_digit);
    pair.iter().all(u8::is_ascii_hexdigit)
        && is_whole
        && (has_digit || (may_be_word && has_pair_before(window, start - 3, false)))
}

/// The same behind: ` 9f`.
fn has_pair_after(window: &Window<'_>, end: usize, may_be_word: bool) -> bool {
    let (Some(b' '), Some(a), Some(b)) = (window.get(end), window.get(end + 1), window.get(end + 2)) else {
        return false;
    };
    let is_whole = !window.get(end + 3).is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80);
    let has_digit = a.is_ascii_digit() || b.is_ascii_digit();
    a.is_ascii_hexdigit()
        && b.is_ascii_hexdigit()
        && is_whole
        && (has_digit || (may_be_word && has_pair_after(window, end + 3, false)))
}

fn ends_with(window: &Window<'_>, end: usize, what: &[u8]) -> bool {
    what.iter().rev().enumerate().all(|(i, b)| end.checked_sub(i).and_then(|at| window.before(at)) == Some(*b))
}

fn starts_with(window: &Window<'_>, start: usize, what: &[u8]) -> bool {
    what.iter().enumerate().all(|(i, b)| window.get(start + i) == Some(*b))
}
