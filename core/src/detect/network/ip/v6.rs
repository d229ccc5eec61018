//! Where are the groups of an IPv6 address, and is it one?

use std::ops::Range;

use crate::detect::window::is_word;
use crate::detect::{Window, class};
use crate::placeholder::OPAQUE;

/// Groups of an address without `::`.
const GROUPS: usize = 8;
/// The colon by which an address without `::` is known; it has one or two more.
const SIXTH: usize = 6;
/// Longest zone, in bytes: names of interfaces have at most fifteen.
const LONGEST_ZONE: usize = 15;

/// What stands at a colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Groups {
    /// An address: where it stands, zone included.
    Address(Range<usize>),
    /// The same, but short and wordy, as code is too: `ab::1`.
    Doubtful(Range<usize>),
    Not(Range<usize>, &'static str),
    /// Nothing that comes close, or another colon of the token decides.
    None,
}

/// Reads the address that `colon` decides: where `::` stands, its second one, else the sixth, whichever comes first.
pub(in super::super) fn read(window: &Window<'_>, colon: usize) -> Groups {
    if colon >= 2 && window.slice(colon - 2, colon) == b"::" {
        return Groups::None;
    }
    if stands_behind_two(window, colon) {
        return Groups::None;
    }
    let Some(start) = token_start(window, colon) else { return Groups::None };
    let before = window.slice(start, colon);
    let colons = before.iter().filter(|b| **b == b':').count();
    let is_first = colons < SIXTH && !before.windows(2).any(|pair| pair == b"::");
    if !is_first || (colons + 1 < SIXTH && !before.ends_with(b":")) {
        return Groups::None;
    }
    let mut reader = Reader {
        window,
        start,
        at: start,
        groups: 0,
        gap: None,
        wordy: 0,
        is_plain: true,
        is_pairs: true,
        quad: false,
    };
    if let Err(reason) = reader.groups() {
        return if reader.groups >= 2 { Groups::Not(start..reader.at, reason) } else { Groups::None };
    }
    reader.judge()
}

/// Whether `::` stands before `colon` twice, with no more than digits and colons between: it is not the first one then,
/// even if a key ends in the other.
fn stands_behind_two(window: &Window<'_>, colon: usize) -> bool {
    let (mut pairs, mut follows_colon) = (0, false);
    let before = window.slice(0, colon).iter().rev();
    for byte in before.take_while(|byte| class::is(**byte, class::HEX | class::COLON)) {
        let is_colon = *byte == b':';
        pairs += u8::from(is_colon && follows_colon);
        if pairs == 2 {
            return true;
        }
        follows_colon = is_colon && !follows_colon;
    }
    false
}

/// The start of the run of hexadecimal digits and colons around `colon`, less a key with its own colon (`addr:fe80::1`).
/// `None`: it is part of a word.
fn token_start(window: &Window<'_>, colon: usize) -> Option<usize> {
    let start = window.run_back(colon, |b| class::is(b, class::HEX | class::COLON));
    match window.before(start) {
        Some(b'.') if window.before(start - 1).is_some_and(is_word) => None,
        _ if !window.is_glued_before(start) => Some(start),
        _ => {
            let key_end = start + window.slice(start, colon).iter().position(|b| *b == b':')?;
            // code: `std::vector`
            if key_end + 1 == colon {
                return None;
            }
            let key_start = window.run_back(key_end, |b| is_word(b) || b == b'-');
            let key = window.slice(key_start, key_end);
            let name = key.strip_suffix(b"6").unwrap_or(key);
            name.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-')).then_some(key_end + 1)
        }
    }
}

struct Reader<'w> {
    window: &'w Window<'w>,
    start: usize,
    at: usize,
    /// Groups read; an embedded IPv4 address counts as two.
    groups: usize,
    /// Groups before `::`.
    gap: Option<usize>,
    /// Groups of letters only.
    wordy: usize,
    /// Whether all groups are of decimal digits.
    is_plain: bool,
    /// Whether all groups have two digits.
    is_pairs: bool,
    /// Whether it ends in an IPv4 address.
    quad: bool,
}

impl Reader<'_> {
    fn groups(&mut self) -> Result<(), &'static str> {
        if self.window.has(self.at, b"::") {
            self.gap = Some(0);
            self.at += 2;
        }
        loop {
            let end = self.window.run(self.at, |b| class::is(b, class::HEX));
            let len = end - self.at;
            if len == 0 {
                break;
            }
            if self.window.get(end) == Some(b'.') && self.quad(end)? {
                return self.check();
            }
            if len > 4 {
                return Err("a group of more than four digits");
            }
            let group = self.window.slice(self.at, end);
            let classes = group.iter().fold(0, |all, b| all | class::of(*b));
            self.wordy += usize::from(classes & class::DIGIT == 0);
            self.is_plain &= classes & class::LETTER == 0;
            self.is_pairs &= len == 2;
            self.groups += 1;
            self.at = end;
            if self.groups > GROUPS {
                return Err("more than eight groups");
            }
            if self.window.get(end) != Some(b':') {
                break;
            }
            match self.window.get(end + 1) {
                Some(b':') if self.gap.is_some() => return Err("more than one ::"),
                Some(b':') => {
                    self.gap = Some(self.groups);
                    self.at = end + 2;
                }
                Some(b) if b.is_ascii_hexdigit() => self.at = end + 1,
                // a colon of the sentence, or something else that goes on
                Some(b) if is_word(b) => return Err("goes on"),
                _ => break,
            }
        }
        self.check()
    }

    /// Reads an embedded IPv4 address at `self.at`; `end` is the end of its first number. `false`: the dot is no part of
    /// one (a full stop, a port after a dot).
    fn quad(&mut self, end: usize) -> Result<bool, &'static str> {
        let is_octet = |digits: &[u8]| {
            let value = digits.iter().take(4).fold(0, |n, b| n * 10 + u32::from(b.wrapping_sub(b'0')));
            digits.len() <= 3 && value <= 255 && (digits.len() == 1 || digits[0] != b'0')
        };
        let (mut count, mut start, mut end) = (1, self.at, end);
        let mut is_quad = is_octet(self.window.slice(start, end));
        while self.window.get(end) == Some(b'.') && count <= 4 {
            match self.window.get(end + 1) {
                Some(b) if b.is_ascii_digit() => start = end + 1,
                Some(OPAQUE) => return Err("goes on in a placeholder"),
                _ => break,
            }
            end = self.window.run(start, |b| b.is_ascii_digit());
            is_quad &= is_octet(self.window.slice(start, end));
            count += 1;
        }
        match count {
            1 | 2 => return Ok(false),
            4 if is_quad => {}
            _ => return Err("no IPv4 address at its end"),
        }
        self.at = end;
        self.groups += 2;
        (self.quad, self.is_plain, self.is_pairs) = (true, false, false);
        Ok(true)
    }

    fn check(&self) -> Result<(), &'static str> {
        match self.gap {
            None if self.groups != GROUPS => Err("not eight groups"),
            Some(_) if self.groups >= GROUPS => Err("eight groups and ::"),
            _ if self.window.is_glued_after(self.at) => Err("part of a word"),
            _ if self.window.get(self.at) == Some(b':')
                && self.window.get(self.at + 1).is_some_and(|b| is_word(b) || b == b':') =>
            {
                Err("goes on")
            }
            _ => Ok(()),
        }
    }

    /// Decides about groups that are well formed.
    fn judge(&self) -> Groups {
        let span = self.start..self.at;
        if self.groups == 0 {
            return Groups::Not(span, "the unspecified address says nothing");
        }
        if self.gap.is_none() && self.is_pairs {
            return Groups::Not(span, "eight pairs: an EUI-64 or a fingerprint");
        }
        if self.is_plain && self.groups <= 2 && self.is_slice() {
            return Groups::Not(span, "a slice with a step");
        }
        let Some(end) = self.zone() else { return Groups::Not(span, "a zone longer than names of interfaces") };
        let is_wordy = self.wordy > 0 && self.groups <= 2 && !self.quad && !self.is_allocated();
        if is_wordy { Groups::Doubtful(self.start..end) } else { Groups::Address(self.start..end) }
    }

    /// `a[1::2]`, `x[:, ::2]`: the brackets of a subscript.
    fn is_slice(&self) -> bool {
        let opens = self.window.before(self.start) == Some(b'[');
        let subscript = |b: u8| is_word(b) || matches!(b, b')' | b']' | b'"' | b'\'');
        let is_subscript = opens && self.start > 1 && self.window.before(self.start - 1).is_some_and(subscript);
        is_subscript || (!opens && self.window.get(self.at) == Some(b']'))
    }

    /// Whether the first group is one of those that are in use: 2000::/3, fc00::/7, fe80::/10, ff00::/8.
    fn is_allocated(&self) -> bool {
        let first = self.window.slice(self.start, (self.start + 4).min(self.at));
        let is_hex = first.len() == 4 && first.iter().all(u8::is_ascii_hexdigit);
        is_hex
            && first.iter().any(u8::is_ascii_digit)
            && match (first[0].to_ascii_lowercase(), first[1].to_ascii_lowercase()) {
                (b'2' | b'3', _) | (b'f', b'c' | b'd' | b'f') => true,
                (b'f', b'e') => matches!(first[2].to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b'),
                _ => false,
            }
    }

    /// The end of a zone (RFC 4007, 11) behind the address, or of the address itself; `None`: longer than any.
    fn zone(&self) -> Option<usize> {
        if self.window.get(self.at) != Some(b'%') {
            return Some(self.at);
        }
        let is_zone = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | OPAQUE);
        let rest = self.window.run_to(self.at + 1, self.at + 64, is_zone);
        let zone = self.window.slice(self.at + 1, rest);
        let end = zone.iter().rposition(|b| is_word(*b)).map_or(self.at, |i| self.at + 2 + i);
        (zone.len() <= LONGEST_ZONE && !zone.contains(&OPAQUE)).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each colon of a text leads to.
    fn found(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for (colon, _) in text.match_indices(':') {
            match read(&Window::new(text.as_bytes(), colon, false), colon) {
                Groups::Address(span) => out.push(text[span].to_owned()),
                Groups::Doubtful(span) => out.push(format!("?{}", &text[span])),
                Groups::Not(..) | Groups::None => {}
            }
        }
        out
    }

    #[test]
    fn every_form_of_the_standard_is_read() {
        for text in [
            "2001:db8:85a3:0:0:8a2e:370:7334",
            "2001:DB8::8A2E:370:7334",
            "::1",
            "1::",
            "1::8",
            "1:2:3:4:5:6:7::",
            "1::3:4:5:6:7:8",
            "::ffff:192.0.2.1",
            "64:ff9b::192.0.2.33",
            "0:0:0:0:0:ffff:127.0.0.1",
            "fe80::1%eth0",
            "fe80::a",
            "ff02::fb",
        ] {
            assert_eq!(found(text), [text], "{text}");
        }
    }

    #[test]
    fn neighbours_are_no_part_of_it() {
        for (text, wanted) in [
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("from 2001:db8::1: refused", "2001:db8::1"),
            ("IPv6:2001:db8::1.", "2001:db8::1"),
            ("addr:fe80::1%pvc1.3.", "fe80::1%pvc1.3"),
            ("src=::1", "::1"),
            ("地址::1是", "::1"),
            ("fe80::1.546 > x", "fe80::1"),
            ("2001:db8::/32", "2001:db8::"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
    }

    #[test]
    fn code_times_and_hardware_addresses_are_none() {
        for text in [
            "std::cout",
            "MyClass::toString",
            "a::before",
            "::banana",
            "banana::",
            "::1banana",
            "fe80::1text",
            "12:34:56",
            "aa:bb:cc:dd:ee:ff",
            "00:11:22:33:44:55:66:77",
            "1:2:3:4:5:6:7",
            "1:1:1:1:1:1:1:1:1",
            "2001::25de::cade",
            "12345:db8::1",
            ":1:1:1::2",
            "::ffff:256.0.0.1",
            "::",
            "x[::2]",
            "x[1::2]",
            "x[:, ::2]",
            "1dc:df8::%KTatXocjaFVioS0RTNQl4mA",
            "::1::",
            "2001:db8:0:1:1:1:1::1",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert_eq!(found("f64::add"), ["?f64::add"]);
    }
}
