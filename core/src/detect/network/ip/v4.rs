//! Is this run of numbers an IPv4 address, and not a version or a section?

use crate::detect::window::is_word;
use crate::detect::words::Words;
use crate::detect::{Window, class};
use crate::placeholder::OPAQUE;
use crate::shape::{Group, NumberRun};

/// What a dotted quad is, by what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Quad {
    Address,
    /// Like a version: an address only where a network uses it or the words say so.
    Doubtful,
    Not(&'static str),
}

const ANNOUNCED: Quad = Quad::Not("a version, or a section: the word before it says so");

/// Words before a dotted quad that say what it is instead.
#[rustfmt::skip]
static OTHER: Words = Words::new(&[
    "appendix", "build", "chapter", "clause", "figure", "firmware", "item", "oid", "para", "paragraph", "release", "rev",
    "revision", "sec", "section", "spec", "specification", "standard", "step", "subclause", "table", "v", "ver", "vers",
    "version", "versions",
]);

/// A dotted quad: its place in the window, and what it says.
#[derive(Clone, Copy)]
pub(in super::super) struct Octets {
    pub start: usize,
    pub end: usize,
    values: [u32; 4],
}

/// The first four groups of a number as octets, with dots between them and without leading zeros.
pub(in super::super) fn octets(number: &NumberRun) -> Option<Octets> {
    let [first, second, third, fourth] = number.groups().first_chunk()?;
    let mut digits = number.digits();
    let mut values = [0; 4];
    for (value, group) in values.iter_mut().zip([first, second, third, fourth]) {
        let (octet, rest) = digits.split_at_checked(group.len)?;
        *value = match *octet {
            [a] => digit(a),
            [a @ b'1'..=b'9', b] => digit(a) * 10 + digit(b),
            [a @ b'1'..=b'2', b, c] => digit(a) * 100 + digit(b) * 10 + digit(c),
            _ => return None,
        };
        digits = rest;
    }
    let is_next = |one: &Group, two: &Group| two.start == one.end() + 1;
    let is_quad = values.iter().all(|value| *value <= 255)
        && number.separators().starts_with(b"...")
        && is_next(first, second)
        && is_next(second, third)
        && is_next(third, fourth);
    is_quad.then_some(Octets { start: first.start, end: fourth.end(), values })
}

fn digit(byte: u8) -> u32 {
    u32::from(byte - b'0')
}

fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |n, b| n * 10 + digit(*b))
}

/// Decides by the neighbours of a dotted quad.
pub(in super::super) fn judge(window: &Window<'_>, quad: &Octets) -> Quad {
    let Octets { start, end, values: octets } = *quad;
    let (before, after) = (window.before(start), window.get(end));
    // Behind and before any other sign, all depends on the word before it.
    let joins = class::WORD | class::DASH | class::STOP | class::SLASH;
    if !before.is_some_and(|b| class::is(b, joins)) && !after.is_some_and(|b| class::is(b, joins)) {
        return match () {
            () if is_announced(window, start) => ANNOUNCED,
            () if is_object_identifier(octets) => Quad::Doubtful,
            () => Quad::Address,
        };
    }
    if window.is_glued_before(start) && before != Some(b'_') || window.is_glued_after(end) && after != Some(b'_') {
        return Quad::Not("part of a word");
    }
    let far = start.checked_sub(1).and_then(|i| window.before(i));
    let is_number = |b: u8| b.is_ascii_digit() || b == OPAQUE;
    if before == Some(b'.') && far.is_some_and(is_word)
        || after == Some(b'.') && window.get(end + 1).is_some_and(is_number)
    {
        return Quad::Not("part of a longer dotted name");
    }
    if is_announced(window, start) {
        return ANNOUNCED;
    }
    if before == Some(b'/') && far.is_some_and(is_word) {
        // Chrome/120.0.0.0, but also localhost/127.0.0.1
        return match octets {
            [_, 0, 0, 0] => Quad::Not("the version of a product"),
            [0..=9, ..] => Quad::Doubtful,
            _ => Quad::Address,
        };
    }
    // Ranges are written with a dash (10.0.0.1-10.0.0.9, 10.0.0.1-9); other numbers behind one are none.
    let is_joined = |far: Option<u8>| far.is_some_and(is_number);
    if before == Some(b'-') && is_joined(far) && !ends_quad(window, start - 1)
        || after == Some(b'-') && is_joined(window.get(end + 1)) && !ends_range(window, end + 1)
    {
        return Quad::Not("part of a longer dashed number");
    }
    // foo-1.2.3.4.jar and 1.2.3.4-beta
    let is_letter = |b: u8| is_word(b) && !b.is_ascii_digit();
    let is_named = matches!(before, Some(b'-' | b'_')) && far.is_some_and(is_letter);
    let is_suffixed = matches!(after, Some(b'-' | b'_' | b'.')) && window.get(end + 1).is_some_and(is_letter);
    if (is_named || is_suffixed) && !is_internal(octets) || is_object_identifier(octets) {
        return Quad::Doubtful;
    }
    Quad::Address
}

/// Private, shared, loopback and link-local ranges (RFC 1918, 6598, 1122, 3927): no version looks like these.
fn is_internal(octets: [u32; 4]) -> bool {
    matches!(octets, [10 | 127, ..] | [192, 168, ..] | [169, 254, ..] | [172, 16..=31, ..] | [100, 64..=127, ..])
}

/// Arcs of X.500 that every certificate library lists: 2.5.4.3, 2.5.29.15 (ITU-T X.520, X.509).
fn is_object_identifier(octets: [u32; 4]) -> bool {
    matches!(octets, [2, 5, 1 | 4 | 6 | 8 | 13 | 17 | 18 | 20 | 21 | 23 | 29, _])
}

/// Whether a dotted quad ends at `end`.
fn ends_quad(window: &Window<'_>, end: usize) -> bool {
    let start = window.run_back(end, |b| b.is_ascii_digit() || b == b'.');
    window.slice(start, end).iter().filter(|b| **b == b'.').count() == 3
}

/// Whether the end of a range of addresses begins at `start`: a dotted quad, or the last octet alone.
fn ends_range(window: &Window<'_>, start: usize) -> bool {
    let end = window.run_to(start, start + 16, |b| b.is_ascii_digit() || b == b'.');
    let number = window.slice(start, end);
    let number = number.strip_suffix(b".").unwrap_or(number);
    let goes_on = window.get(end).is_some_and(|b| is_word(b) || b == b'-');
    match number.iter().filter(|b| **b == b'.').count() {
        0 => number.len() <= 3 && !number.is_empty() && !goes_on,
        dots => dots == 3,
    }
}

/// Whether a word like `version` stands before the quad, with nothing but signs between.
fn is_announced(window: &Window<'_>, start: usize) -> bool {
    let is_sign = |b: u8| matches!(b, b' ' | b'\t' | b':' | b'=' | b'"' | b'\'' | b'(' | b'>' | b'#' | b'`' | b'*');
    let end = window.run_back(start, is_sign);
    if start - end > 4 {
        return false;
    }
    if window.before(end) == Some(0xA7) && window.char_before(end) == Some('§') {
        return true;
    }
    let word_start = window.run_back(end, |b| class::is(b, class::LETTER | class::UNDERSCORE));
    let word = window.slice(word_start, end);
    if !says_other(word) {
        return false;
    }
    // Behind these signs the word could be the end of a value that is itself redacted: the verdict must not hang on it.
    !window.before(word_start).is_some_and(|b| matches!(b, b'.' | b'@' | b'-' | b'/' | b'+') || is_word(b))
}

/// Whether a word is one of [`OTHER`], or ends in `Version` or `_version`.
fn says_other(word: &[u8]) -> bool {
    let is_compound = || {
        word.ends_with(b"Version") || word.last_chunk::<8>().is_some_and(|end| end.eq_ignore_ascii_case(b"_version"))
    };
    OTHER.hold(word) || (matches!(word.last(), Some(b'n' | b'N')) && is_compound())
}

/// The end of a prefix length behind an address that ends at `end`; `end` itself where there is none.
pub(in super::super) fn prefix_end(window: &Window<'_>, end: usize, longest: u32) -> usize {
    if window.get(end) != Some(b'/') {
        return end;
    }
    let digits = window.run(end + 1, |b| b.is_ascii_digit());
    let is_length = (1..=3).contains(&(digits - end - 1)) && value(window.slice(end + 1, digits)) <= longest;
    let goes_on = window.is_glued_after(digits) || window.get(digits) == Some(b'/');
    let is_fraction = window.get(digits) == Some(b'.') && window.get(digits + 1).is_some_and(is_word);
    if is_length && !goes_on && !is_fraction { digits } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::NumberRun;

    fn quad(text: &str) -> Option<Quad> {
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap();
        let window = Window::new(text.as_bytes(), at, false);
        let mut run = NumberRun::default();
        run.read(&window);
        octets(&run).map(|quad| judge(&window, &quad))
    }

    #[test]
    fn octets_have_no_leading_zeros_and_end_at_255() {
        for text in ["256.0.0.1", "0.0.0.256", "200.0200.200.200", "1.02.3.4", "1.2.3", "1-2-3-4", "1..2.3.4"] {
            assert_eq!(quad(text), None, "{text}");
        }
        assert_eq!(quad("0.0.0.0"), Some(Quad::Address));
    }

    #[test]
    fn neighbours_tell_addresses_from_versions() {
        for text in [
            "192.0.2.1",
            "192.0.2.1:80",
            "192.0.2.1.",
            "(192.0.2.1)",
            "host/192.0.2.1",
            "//192.0.2.1/x",
            "192.0.2.1-192.0.2.9",
            "192.0.2.1-9.",
            "backup-10.0.0.1.tar",
            "ip_192.0.2.1_",
            "服务器192.0.2.1上",
            "conversion: 192.0.2.1",
        ] {
            let wanted = if text.contains("ip_") { Quad::Doubtful } else { Quad::Address };
            assert_eq!(quad(text), Some(wanted), "{text}");
        }
        for text in ["foo-1.2.3.4.jar", "1.2.3.4-beta", "app/1.2.3.4", "1.2.3.4.dev0", "2.5.29.15"] {
            assert_eq!(quad(text), Some(Quad::Doubtful), "{text}");
        }
        for text in [
            "v1.2.3.4",
            "1.2.3.4.5",
            "a.1.2.3.4",
            "Version 1.2.3.4",
            "\"version\": \"1.2.3.4\"",
            "<version>1.2.3.4<",
            "AssemblyVersion(\"1.2.3.4\")",
            "Chrome/120.0.0.0",
            "§ 1.2.3.4",
            "1.2.3.4x",
            "9.1.2.3-4-5",
            "1.2.3.4-5.6",
        ] {
            assert!(matches!(quad(text), Some(Quad::Not(_))), "{text}");
        }
    }

    #[test]
    fn prefix_lengths_belong_to_the_address() {
        for (text, end) in
            [("/24", 3), ("/33", 0), ("/9999", 0), ("/24.", 3), ("/24/x", 0), ("/x", 0), ("/24a", 0), ("/8.5", 0)]
        {
            assert_eq!(prefix_end(&Window::new(text.as_bytes(), 0, false), 0, 32), end, "{text}");
        }
    }
}
