//! CREDIT_CARD: numbers of payment cards (PAN).
//!
//! Sources: ISO/IEC 7812-1 (structure, check digit), ISO/IEC 7813 (tracks), the ranges that the schemes publish (see
//! `issuers`). Length, issuer, check digit and grouping must all hold: one random number of ten passes Luhn alone.

mod issuers;

use super::checks::{Borders, luhn_digit, stands_alone_after, stands_alone_before};
use super::{Detector, Examples, Place, Reach, Sink, Trigger, Window};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::shape::Group;
use issuers::Trust;

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "CREDIT_CARD",
        label: "CREDIT_CARD",
        country: None,
        families: &["finance"],
        default: DefaultState::On,
        source: "ISO/IEC 7812-1, Luhn; issuer ranges as published by the schemes",
    },
    rule: "credit_card",
    triggers: &[Trigger::Number],
    reach: Reach { before: 24, after: 72 },
    find,
    context: &[
        "card",
        "cards",
        "cardnumber",
        "cc",
        "ccnum",
        "credit",
        "debit",
        "pan",
        "payment",
        "visa",
        "mastercard",
        "amex",
        "maestro",
        "kreditkarte",
        "karte",
        "kartennummer",
        "carte",
        "carte bancaire",
        "tarjeta",
        "carta",
        "cartão",
        "cartao",
        "kaart",
        "karta",
        "kort",
        "карта",
        "карты",
        "карточка",
        "卡号",
        "信用卡",
        "银行卡",
        "カード",
        "카드",
    ],
    precedence: 8,
    examples: Examples {
        hits: &[
            "paid with «4111 1111 1111 1111» today",
            "amex «378282246310005»",
            "«5555-5555-5555-4444»,",
            "«4111 1111 1111 1111» 123", // the CVV is another value
            "card «5555 5555 5555 4444» «4111 1111 1111 1111»",
            "银行卡«4111111111111111»",
            "{\"card\":\"«3782-822463-10005»\"}",
            "unionpay «6212345678901234569»",
            "card «4222222222222», expires", // thirteen digits, and the word says so
            "card_«4111111111111111»",
            "%B«4111111111111111»^DOE/JANE^2512101",
            "card «4111.1111.1111.1111»",
        ],
        misses: &[
            "4111 1111 1111 1112",                  // check digit
            "ts=1748503543012",                     // milliseconds
            "4111 1111 1111",                       // too short
            "9111111111111111",                     // no issuer
            "4222222222222",                        // thirteen digits, nothing says card
            "0.4111111111111111",                   // float
            "4111111111111111.5",                   // float
            "a4111111111111111",                    // in a word
            "4111-1111-1111-1111-1111",             // a longer dashed number
            "00000000-4111-1111-1111-111111111111", // UUID
            "41111111111111110000000000",           // longer
            "541D 542D 5446 5443 5433 5448 5442",   // code points
        ],
    },
};

/// Fewest and most digits, and most groups, of a card number.
const FEWEST_DIGITS: usize = 12;
const MOST_DIGITS: usize = 19;
const MOST_GROUPS: usize = 6;
/// Groups on each side in which hexadecimal letters are looked for.
const HEX_GROUPS: usize = 4;

fn find(place: &Place<'_>, sink: &mut Sink) {
    let groups = place.number.groups();
    let mut len = 0;
    for count in 1..=groups.len().min(MOST_GROUPS) {
        len += groups[count - 1].len;
        if len > MOST_DIGITS {
            return;
        }
        if len >= FEWEST_DIGITS {
            judge(place.window, &groups[..count], groups.get(count), &place.number.digits()[..len], sink);
        }
    }
}

/// Decides about these groups; `next` is the group that follows them.
fn judge(window: &Window<'_>, groups: &[Group], next: Option<&Group>, digits: &[u8], sink: &mut Sink) {
    let (start, end) = (groups[0].start, groups[groups.len() - 1].end());
    let Some(trust) = issuers::trust(digits) else { return };
    let Some(written) = written(window, groups) else { return };
    if written == Written::Odd && trust == Trust::InContext {
        return;
    }
    let borders = if written == Written::Dashed { Borders::Dashed } else { Borders::Plain };
    let is_track = is_track(window, start, end);
    if !is_track && !stands_alone_before(window, start, borders) {
        return sink.reject(start, end, || "part of something longer: see what stands before it".to_owned());
    }
    if !is_track && !is_followed_by_cvv(window, groups, next) && !stands_alone_after(window, end, borders) {
        return sink.reject(start, end, || "part of something longer: see what stands after it".to_owned());
    }
    let (last, expected) = (digits[digits.len() - 1], luhn_digit(digits));
    if last != expected {
        return sink.reject(start, end, || {
            format!("Luhn check failed: last digit {}, expected {}", char::from(last), char::from(expected))
        });
    }
    if trust == Trust::Sure && written != Written::Odd && !(groups.len() > 1 && is_in_hex_table(window, start, end)) {
        sink.accept(start, end, Level::Verified, "issuer, length and Luhn check digit hold");
    } else {
        sink.accept_in_context(start, end, None, Level::Likely, "Luhn check digit holds, and the words say card");
    }
}

/// How the groups are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// In one piece, or grouped as printed on cards.
    Plain,
    /// The same with dashes.
    Dashed,
    /// In some other way that a person might use.
    Odd,
}

/// `None`: no card number is written so.
fn written(window: &Window<'_>, groups: &[Group]) -> Option<Written> {
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

/// Whether groups of four hexadecimal digits, letters among them, stand beside the number: code points, or a dump.
fn is_in_hex_table(window: &Window<'_>, start: usize, end: usize) -> bool {
    let blank = |b: Option<u8>| matches!(b, Some(b' ' | b'\t' | b'\n'));
    let is_code = |from: usize| {
        let group = window.slice(from, from + 4);
        group.iter().any(u8::is_ascii_digit) && group.iter().any(u8::is_ascii_alphabetic)
    };
    let (mut before, mut after) = (start, end);
    for _ in 0..HEX_GROUPS {
        let from = before.saturating_sub(5);
        if blank(window.before(before))
            && window.run_back(before - 1, |b| b.is_ascii_hexdigit()) == from
            && from + 5 == before
        {
            if is_code(from) {
                return true;
            }
            before = from;
        }
        if blank(window.get(after)) && window.run_to(after + 1, after + 6, |b| b.is_ascii_hexdigit()) == after + 5 {
            if is_code(after + 1) {
                return true;
            }
            after += 5;
        }
    }
    false
}

/// Track 1 of a magnetic stripe: `%B`, the number, `^`.
fn is_track(window: &Window<'_>, start: usize, end: usize) -> bool {
    start >= 2 && window.slice(start - 2, start) == b"%B" && window.get(end) == Some(b'^')
}

/// A number in one piece, a dash, and three or four digits that are all of the rest.
fn is_followed_by_cvv(window: &Window<'_>, groups: &[Group], next: Option<&Group>) -> bool {
    let end = groups[0].end();
    groups.len() == 1
        && window.get(end) == Some(b'-')
        && next.is_some_and(|n| {
            n.start == end + 1 && matches!(n.len, 3 | 4) && stands_alone_after(window, n.end(), Borders::Dashed)
        })
}
