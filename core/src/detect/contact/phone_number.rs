//! PHONE_NUMBER: telephone numbers, with country code everywhere, as they are written at home in the policy's regions.
//!
//! Sources: ITU-T E.164 (country codes, at most 15 digits), RFC 3966 (`tel:`, `;ext=`), the national plans as
//! libphonenumber publishes them (see `phone`).

mod phone;

use super::{Detector, Examples, Glance, Needs, Place, Reach, Sink, Trigger, Window};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::shape::Group;
use phone::bare::Bare;
use phone::borders::{Border, Head};
use phone::choice::Choice;
use phone::sides::{self, Side};
use phone::written::{MOST_GROUPS, Written};

pub(crate) use phone::Regions;

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "PHONE_NUMBER",
        label: "PHONE",
        country: None,
        families: &["contact"],
        default: DefaultState::On,
        source: "ITU-T E.164; RFC 3966; national plans by libphonenumber",
    },
    rule: "phone_number",
    triggers: &[Trigger::Number],
    reach: Reach { before: 48, after: 120 },
    needs: Needs {
        pair: |first, second| second > 0 || first > FEWEST_DIGITS,
        alone,
        digits: FEWEST_DIGITS,
        groups: 1,
        ..Needs::NOTHING
    },
    glance,
    find,
    context: phone::words::CONTEXT,
    precedence: 10,
    examples: Examples {
        hits: &[
            "call «+1 212-555-0123» now",
            "call «(212) 555-0123» now",
            "«+44 (0)20 7946 0958» or «020 7946 0958»",
            "«0044 20 7946 0958»",
            "mobil «+49 1512 3456789»",
            "«01512 3456789»",
            "«06 12 34 56 78»",
            "numéro de «06 12 34 56 78» before six",
            "Smith,«020 7946 0958»,10 Main St",
            "Smith,«06 12 34 56 78»,75001 Paris",
            "12345,«07700 900123»,Smith",
            "«212-555-0142»:4000",
            "\"phone\": \"«2125550123»\"",
            "tel:«+1-201-555-0123;ext=42»",
            "«(212) 555-0123 ext. 12»,",
            "手机号«13912345678»。",
            "Tel. «2245 6789» in Guatemala",
            "https://wa.me/«12125550123»",
            "seen as «07700900123» yesterday",
            "also «447700900123»",
            "in Jakarta «0812 7784 9984»",
        ],
        misses: &[
            "2014-04-12 04:04",                        // a date
            "on 03/27/2011",                           // a date
            "ts=1748503543012",                        // milliseconds
            "order 2125550123",                        // ten bare digits, nothing says phone
            "\"id\": 447700900123",                    // a key says what it is
            "read 13523333233 bytes",                  // a unit says what it is
            "SSN 078-05-1120",                         // a social security number's groups
            "Boston, MA 02110-1301",                   // a postal code
            "0-4194303 of 2013-2015",                  // ranges
            "5b 01 12 34 56 78 9f",                    // bytes
            "212-555-0123%",                           // a share
            "$212-555-0123",                           // money
            "id 550e8400-e29b-41d4-a716-446655440000", // UUID
            "root 565 2023-01-14 10:11 lib.rs",        // a size and a date
            "2fc28eba-0392-4771-8344-cb6d0e07fdc3",    // UUID with digits in its middle
            "80.585 [79.964, 81.191]",                 // decimals
            "version 0.12.345678901",                  // version
            "06)12)34)56)78",                          // a list
            "+0 212 555 0123",                         // no country code begins with 0
        ],
    },
};

/// Fewest and most digits, country code included; Germany has numbers longer than E.164 allows.
const FEWEST_DIGITS: usize = 6;
const MOST_DIGITS: usize = 17;
/// Most digits of a number in one piece without a sign that a country code follows.
const MOST_UNSIGNED: usize = 13;

fn find(place: &Place<'_>, sink: &mut Sink) {
    let (window, number) = (place.window, place.number);
    let groups = number.groups();
    if groups.is_empty() || (number.is_complete() && number.digits().len() < FEWEST_DIGITS) {
        return;
    }
    // Who wants reasons hears of it first; else it is asked of the few that were found to be a number.
    if sink.explains() && is_like_others(place) {
        let end = groups[groups.len() - 1].end();
        return sink.reject(window.at(), end, || "dates, ids and other numbers are written like this".to_owned());
    }
    // `85 200 76ms`: too few digits remain without the last group.
    let last = groups[groups.len() - 1];
    if !sink.explains()
        && number.is_complete()
        && number.digits().len() - last.len < FEWEST_DIGITS
        && window.get(last.end()).is_some_and(|byte| sides::behind(byte) == Side::Closed)
    {
        return;
    }
    // Six digits are a number only where single signs part them.
    if number.digits().len() == FEWEST_DIGITS
        && number.is_complete()
        && (groups.len() == 1 || groups.windows(2).any(|pair| pair[0].end() + 1 != pair[1].start))
    {
        return;
    }
    let head = Head::read(window, groups[0].end());
    if head.border == Border::Closed {
        return;
    }
    let knows_possible = place.settings.min_level <= Level::Possible || sink.explains();
    let mut choice = Choice::new(&place.settings.regions, knows_possible);
    let end = if let [alone] = groups {
        weigh_bare(window, head, number.digits(), false, &mut choice);
        alone.end()
    } else {
        let written = Written::read(window, head, number);
        if !head.has_plus && written.is_date() {
            return sink.reject(head.start, written.end(), || "a date".to_owned());
        }
        weigh(window, head, &written, &mut choice);
        written.end()
    };
    if choice.is_empty() {
        sink.reject(head.start, end, || match head.has_plus {
            true => "no plan has such a number behind `+`".to_owned(),
            false => "no telephone number is written like this".to_owned(),
        });
    } else if sink.explains() || !is_like_others(place) {
        choice.tell(head.start, sink);
    }
}

/// Whether a glance says no: not everybody has asked for one.
fn is_like_others(place: &Place<'_>) -> bool {
    let (window, number) = (place.window, place.number);
    let before = |back: usize| window.at().checked_sub(back - 1).and_then(|at| window.before(at)).unwrap_or(b'\n');
    !is_written_so(&Glance { number, before: [before(2), before(1)] })
}

/// Weighs all readings, the longest first.
#[inline]
fn weigh(window: &Window<'_>, head: Head, written: &Written<'_>, choice: &mut Choice<'_>) {
    let mut digits = written.digits;
    for count in (2..=written.groups.len()).rev() {
        if fits(digits)
            && let Some(candidate) = written.candidate(window, count, digits)
            && candidate.has_shape(head.border)
            && !choice.weigh(&candidate)
        {
            return;
        }
        digits = &digits[..digits.len() - written.groups[count - 1].len];
    }
    weigh_bare(window, head, digits, written.is_cut(1), choice);
}

/// Weighs a number in one piece, or the first group alone.
fn weigh_bare(window: &Window<'_>, head: Head, digits: &[u8], is_cut: bool, choice: &mut Choice<'_>) {
    if fits(digits)
        && let Some(bare) = Bare::read(window, head, digits, is_cut)
    {
        choice.weigh(&bare);
    }
}

fn fits(digits: &[u8]) -> bool {
    (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len())
}

/// Without a sign that a country code follows: `568994` and `1748503543012` are none.
fn alone(len: usize, first: u8) -> bool {
    match len {
        10 | 13 => first != b'1',
        7..=MOST_UNSIGNED => true,
        14..=MOST_DIGITS => first == b'0',
        _ => false,
    }
}

/// What needs no look around.
fn glance(glance: &Glance<'_>) -> bool {
    is_written_so(glance) && !is_hopeless(glance)
}

/// Whether nothing can come of it: no sign stands before it that a country code follows, and it is a date or a time, too
/// short or long, or at a place where ids and paths stand. `find` says the same, later.
#[inline]
fn is_hopeless(glance: &Glance<'_>) -> bool {
    let (number, before) = (glance.number, glance.before);
    let [second, byte] = before;
    let ends_plus = |byte: u8| matches!(byte, b'+' | 0x8B);
    let may_have_plus = ends_plus(byte) || (byte == b'(' && ends_plus(second)) || (byte, second) == (b'/', b'e');
    if may_have_plus || !number.is_complete() {
        return false;
    }
    let (groups, digits, signs) = (number.groups(), number.digits(), number.separators());
    let is_free = match Border::behind(before, false) {
        Some(Border::Closed) => return true,
        Some(Border::Narrow) => false,
        Some(Border::Free) | None => true,
    };
    match *groups {
        [_] if !is_free || phone::lookalike::is_time_stamp(digits) => true,
        [_] => !(alone(digits.len(), digits[0]) || digits.starts_with(b"00") || digits.starts_with(b"011")),
        [a, .., z] if !is_free && digits[0] != b'0' => {
            let is_single = || z.end() - a.start == digits.len() + signs.len();
            digits.len() < phone::FEWEST_IN_ROW || (is_single() && signs.iter().all(|sign| *sign == b' '))
        }
        [a, b, c, ..] => {
            let is_single = (b.start, c.start) == (a.end() + 1, b.end() + 1);
            let is_plain = matches!(signs[..2], [b' ' | b'-', b' ' | b'-'] | [b'.', b'.']);
            is_single && is_plain && phone::lookalike::is_date([a.len, b.len, c.len], digits)
        }
        _ => false,
    }
}

/// Whether groups are columns of a table, wherever a number behind another one and a blank would end: with blanks only,
/// and neither a sign of a country code nor eleven digits in three groups. `Candidate` says the same, later.
fn is_row(groups: &[Group], digits: &[u8], signs: &[u8]) -> bool {
    let first = groups.len().min(MOST_GROUPS);
    let is_plain = |i: usize| signs[i - 1] == b' ' && groups[i].start == groups[i - 1].end() + 1;
    groups.len() > 3
        && !phone::has_prefix(digits)
        && (1..first).all(is_plain)
        && (digits[0] != b'0' || groups[..3].iter().map(|group| group.len).sum::<usize>() != 11)
}

/// Whether telephone numbers are written like this, as far as that needs no look around. Without a sign before it that a
/// country code follows, dates, addresses of machines, parts of ids, and what has too few digits for its groups are none.
#[inline(always)]
fn is_written_so(glance: &Glance<'_>) -> bool {
    let (number, [second, before]) = (glance.number, glance.before);
    let (groups, signs) = (number.groups(), number.separators());
    let is_list = || matches!(*groups, [a, b, ..] if (a.len, b.len) == (1, 1) && signs[0] != b'.');
    let digits = number.digits();
    let is_behind_number = second.is_ascii_digit();
    if !number.is_complete() {
        // A list of single digits, however long; what is in its rest, as below.
        return glance.is_signed()
            || ((!is_list() || groups[1].start != groups[0].end() + 1)
                && !(before == b' ' && is_behind_number && is_row(groups, digits, signs)));
    }
    if before == b'/' && second != b'e' && (groups.len() == 1 || (is_behind_number && digits.len() < 10)) {
        return false;
    }
    if glance.is_signed() {
        return true;
    }
    if let [_] = groups {
        return alone(digits.len(), digits[0]) && !(matches!(before, b'-' | b'.') && second.is_ascii_alphabetic());
    }
    // Behind another number and a blank, numbers with blanks only are the rest of a row.
    if before == b' ' && is_behind_number && digits[0] != b'0' && signs.iter().all(|sign| *sign == b' ') {
        return false;
    }
    let is_single = |i: usize| groups[i + 1].start == groups[i].end() + 1;
    match *groups {
        _ if is_list() => false,
        [a, b] if digits.len() == FEWEST_DIGITS => a.len == b.len,
        [a, b, c] if digits.len() == FEWEST_DIGITS => a.len == b.len && b.len == c.len,
        [a, _, ..] if a.len == FEWEST_DIGITS && digits[0] != b'0' => false,
        [a, b, c, ..] if (a.len, b.len, c.len) == (4, 4, 4) && digits[0] != b'0' => false,
        [a, b, c, ..] if signs.starts_with(b"--") && is_single(0) && is_single(1) => {
            !phone::lookalike::is_date([a.len, b.len, c.len], digits)
        }
        [a, b, c, d, ..] if signs.starts_with(b"...") && signs.get(3) != Some(&b'.') => {
            digits.starts_with(b"011") || [a, b, c, d].iter().any(|group| group.len > 3)
        }
        _ => true,
    }
}
