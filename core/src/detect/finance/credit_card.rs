//! CREDIT_CARD: numbers of payment cards (PAN).
//!
//! Sources: ISO/IEC 7812-1 (structure, check digit), ISO/IEC 7813 (tracks), the ranges that the schemes publish (see
//! `issuers`). Length, issuer, check digit and grouping must all hold: one random number of ten passes Luhn alone.

mod card_groups;
mod issuers;

use super::checks::{Borders, luhn_digit, stands_alone_after, stands_alone_before};
use super::{Detector, Examples, Glance, Needs, Place, Reach, Sink, Trigger, Window};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::shape::Group;
use card_groups::{MOST_GROUPS, Row, Written, is_followed_by_cvv, is_in_hex_table, is_track, row, written};
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
    reach: Reach { before: 96, after: 72 },
    needs: Needs {
        pair: |first, _| (4..=MOST_DIGITS).contains(&first),
        alone,
        digits: FEWEST_DIGITS,
        groups: 1,
        ..Needs::NOTHING
    },
    glance,
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

/// Fewest and most digits of a card number.
const FEWEST_DIGITS: usize = 12;
const MOST_DIGITS: usize = 19;

/// No issuer has a number that begins with 0 or 7, or a short one that begins with 1.
fn alone(len: usize, first: u8) -> bool {
    (FEWEST_DIGITS..=MOST_DIGITS).contains(&len) && !matches!(first, b'0' | b'7') && (first != b'1' || len >= 15)
}

/// Issuer and check digit of what could be the number: they cost less than a look at what stands around it.
fn glance(glance: &Glance<'_>) -> bool {
    let number = glance.number;
    !matches!(number.digits(), [b'0' | b'7', ..])
        && lengths(number.groups()).any(|(_, len)| {
            let digits = &number.digits()[..len];
            issuers::trust(digits).is_some() && luhn_digit(digits) == digits[len - 1]
        })
}

fn find(place: &Place<'_>, sink: &mut Sink) {
    let groups = place.number.groups();
    for (count, len) in lengths(groups) {
        judge(place.window, &groups[..count], groups.get(count), &place.number.digits()[..len], sink);
    }
}

/// The beginnings of a number that could be a card's: how many groups, and how many digits.
#[inline]
fn lengths(groups: &[Group]) -> impl Iterator<Item = (usize, usize)> {
    let mut len = 0;
    groups
        .iter()
        .take(MOST_GROUPS)
        .enumerate()
        .map_while(move |(i, group)| {
            len += group.len;
            (len <= MOST_DIGITS).then_some((i + 1, len))
        })
        .filter(|(_, len)| *len >= FEWEST_DIGITS)
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
    let is_grouped = groups.len() > 1;
    if trust == Trust::InContext || written == Written::Odd || (is_grouped && is_in_hex_table(window, start, end)) {
        return sink.accept_in_context(start, end, None, Level::Likely, "Luhn holds, and the words say card");
    }
    let row = if is_grouped { row(window, start, is_card) } else { Row::Begins };
    match row {
        Row::Begins => sink.accept(start, end, Level::Verified, "issuer, length and Luhn check digit hold"),
        Row::Inside => sink.accept(start, end, Level::Likely, "issuer, length and Luhn hold, but inside a row"),
        Row::InCard => sink.reject(start, end, || "begins inside another card number".to_owned()),
    }
}

/// Whether sixteen digits are a card number beyond doubt.
fn is_card(digits: &[u8; 16]) -> bool {
    issuers::trust(digits) == Some(Trust::Sure) && luhn_digit(digits) == digits[15]
}
