//! US_SSN: social security numbers of the United States.
//!
//! Sources: 20 CFR 422.103 and SSA's randomization notice of 2011 (area not 000, 666 or 900 to 999, group not 00, serial
//! not 0000). There is no check digit, so the shape never says more than `likely`.

use super::checks::{Borders, stands_alone_after, stands_alone_before};
use super::{Detector, Examples, Glance, Needs, Place, Reach, Sink, Trigger, Window};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::placeholder::OPAQUE;
use crate::shape::Group;

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "US_SSN",
        label: "SSN",
        country: Some("US"),
        families: &["us", "national_id"],
        default: DefaultState::On,
        source: "20 CFR 422.103; SSA randomization of 2011",
    },
    rule: "us_ssn",
    triggers: &[Trigger::Number],
    reach: Reach { before: 8, after: 32 },
    needs: Needs {
        pair: |first, second| first == 9 || (first, second) == (3, 2),
        alone: |len, first| len == 9 && first != b'9',
        digits: 9,
        groups: 1,
        ..Needs::NOTHING
    },
    glance,
    find,
    context: &[
        "ssn",
        "ssns",
        "social security",
        "socialsecurity",
        "soc sec",
        "seguro social",
        "社会安全号",
        "社会保障号",
    ],
    precedence: 8,
    examples: Examples {
        hits: &[
            "SSN: «123-45-6789»",
            "his number is «536-22-1234».",
            "«536 22 1234» and so on",
            "{\"ssn\":\"«536221234»\"}",
            "social security number «536221234»",
            "社会安全号«536-22-1234»",
        ],
        misses: &[
            "000-12-3456",           // no such area
            "SSN 666-45-6789",       // no such area
            "900-45-6789",           // areas from 900 on belong to other numbers
            "536-00-1234",           // no such group
            "536-22-0000",           // no such serial
            "536-22.1234",           // two kinds of separators
            "536221234",             // nine bare digits, nothing says SSN
            "1-536-22-1234",         // a longer dashed number
            "100 20 1000 300 40 12", // a row of numbers
            "078-05-1120",           // printed in wallets in 1938
        ],
    },
};

/// Printed as samples, and void since: never anybody's number.
const SPECIMENS: [&[u8; 9]; 2] = [b"078051120", b"219099999"];

fn glance(glance: &Glance<'_>) -> bool {
    match glance.number.groups() {
        [first, ..] if first.len == 9 => true,
        [first, second, third, ..] => (first.len, second.len, third.len) == (3, 2, 4),
        _ => false,
    }
}

fn find(place: &Place<'_>, sink: &mut Sink) {
    let (window, groups) = (place.window, place.number.groups());
    let Some(first) = groups.first() else { return };
    let count = match (first.len, groups) {
        (9, _) => 1,
        (3, [_, second, third, ..]) if second.len == 2 && third.len == 4 => 3,
        _ => return,
    };
    let groups = &groups[..count];
    let (start, end) = (first.start, groups[count - 1].end());
    let Some(written) = written(window, groups) else { return };
    let borders = if matches!(written, Written::Dashed) { Borders::Dashed } else { Borders::Plain };
    if !stands_alone_before(window, start, borders) || !stands_alone_after(window, end, borders) {
        return sink.reject(start, end, || "part of something longer".to_owned());
    }
    let digits = &place.number.digits()[..9];
    if let Err(reason) = check(digits) {
        return sink.reject(start, end, || reason.to_owned());
    }
    if SPECIMENS.iter().any(|s| s.as_slice() == digits) || digits.iter().all(|d| *d == digits[0]) {
        let why = "a specimen: the shape holds, and nobody has this number";
        return sink.accept_in_context(start, end, Some(Level::Possible), Level::Likely, why);
    }
    match written {
        Written::Dashed => {
            sink.accept(start, end, Level::Likely, "the shape 3-2-4, and area, group and serial are issued")
        }
        Written::Spaced if !is_in_row(window, start, end) => {
            sink.accept(start, end, Level::Likely, "the shape 3 2 4, and area, group and serial are issued");
        }
        Written::Spaced => {
            sink.accept_in_context(start, end, Some(Level::Possible), Level::Likely, "in a row of numbers")
        }
        Written::Bare => sink.accept_in_context(start, end, None, Level::Likely, "nine digits, and the words say SSN"),
    }
}

enum Written {
    Bare,
    Spaced,
    Dashed,
}

/// `None`: no social security number is written so.
fn written(window: &Window<'_>, groups: &[Group]) -> Option<Written> {
    let [first, second, third] = groups else { return Some(Written::Bare) };
    let separator = window.slice(first.end(), second.start);
    if separator != window.slice(second.end(), third.start) {
        return None;
    }
    match separator {
        b" " | b"\xC2\xA0" => Some(Written::Spaced),
        b"-" | b"." | b" - " => Some(Written::Dashed),
        // hyphens and dashes of Unicode
        [0xE2, 0x80, 0x90..=0x95] => Some(Written::Dashed),
        _ => None,
    }
}

/// What the administration never issues.
fn check(digits: &[u8]) -> Result<(), &'static str> {
    match (&digits[..3], &digits[3..5], &digits[5..]) {
        (b"000" | b"666", ..) => Err("no number has this area"),
        (area, ..) if area[0] == b'9' => Err("areas from 900 on belong to other numbers"),
        (_, b"00", _) => Err("no number has the group 00"),
        (_, _, b"0000") => Err("no number has the serial 0000"),
        _ => Ok(()),
    }
}

/// Whether another number or a placeholder stands one blank before or after.
fn is_in_row(window: &Window<'_>, start: usize, end: usize) -> bool {
    let is_number = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit() || b == OPAQUE);
    let blank = |b: Option<u8>| matches!(b, Some(b' ' | b'\t'));
    (blank(window.get(end)) && is_number(window.get(end + 1)))
        || (blank(window.before(start)) && is_number(window.before(start - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_issued_says_why() {
        for (digits, reason) in [
            (b"000123456", "no number has this area"),
            (b"666123456", "no number has this area"),
            (b"900123456", "areas from 900 on belong to other numbers"),
            (b"123003456", "no number has the group 00"),
            (b"123450000", "no number has the serial 0000"),
        ] {
            assert_eq!(check(digits), Err(reason));
        }
        assert_eq!(check(b"899010001"), Ok(()));
    }
}
