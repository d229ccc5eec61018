//! How far does the part after the `@` go, and is there such a place?

use super::suffix::{is_other_end, is_top_level};
use crate::detect::{Window, class};
use crate::placeholder::OPAQUE;

/// Longest domain and longest label, in bytes (RFC 1035, 2.3.4).
const LONGEST: usize = 253;
const LONGEST_LABEL: usize = 63;
/// Longest top-level domain that could be: longer ones are code.
const LONGEST_UNKNOWN: usize = 24;

/// What stands after an `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Domain {
    /// One past its last byte.
    pub end: usize,
    pub known: Known,
}

/// What speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Known {
    /// It ends in a top-level domain.
    TopLevel,
    /// It is an IP address, in brackets or bare.
    Address,
    /// It has several labels and could be a name in a private network.
    Private,
    /// It is one label.
    Host,
    /// No mail goes there; the reason says what it is instead.
    Not(&'static str),
}

/// A label: `start..end`, without hyphens at its end.
#[derive(Clone, Copy)]
struct Label {
    start: usize,
    end: usize,
    /// Where the text goes on, behind those hyphens.
    rest: usize,
}

impl Domain {
    /// Reads to the right from `from`. `None`: no domain begins there.
    pub(in super::super) fn read(window: &Window<'_>, from: usize) -> Option<Self> {
        if window.get(from) == Some(b'[') {
            return literal(window, from);
        }
        if let Some(plain) = plain(window, from) {
            return Some(plain);
        }
        let first = label(window, from)?;
        let (mut last, mut count) = (first, 1);
        // The end of the last label that is a top-level domain, and whether the domain has to end there.
        let (mut top_level, mut is_cut) = (None, false);
        let mut numbers = usize::from(is_number(window, first));
        let mut is_version = false;
        while window.get(last.end) == Some(b'.') && last.end - from < LONGEST {
            let Some(next) = label(window, last.end + 1) else {
                top_level =
                    too_long(window, last.end + 1).and_then(|label| glued_top_level(window, label)).or(top_level);
                is_cut = top_level.is_some_and(|end| end > last.end);
                break;
            };
            if count == 1 {
                is_version =
                    window.get(next.start).is_some_and(|b| b.is_ascii_digit()) && is_version_start(window, first);
            }
            (last, count) = (next, count + 1);
            numbers += usize::from(is_number(window, next));
            if is_top_level(window.slice(next.start, next.end)) {
                top_level = Some(next.end);
            } else if let Some(end) = glued_top_level(window, next) {
                (top_level, is_cut) = (Some(end), true);
                break;
            }
        }
        if window.get(last.end) == Some(OPAQUE) && !is_cut {
            return None;
        }
        if count == 4 && numbers == 4 {
            // An IPv4 address without brackets, which many take for a domain.
            let known = if is_quad(window.slice(from, last.end)) { Known::Address } else { Known::Not("a number") };
            return Some(Self { end: last.end, known });
        }
        if is_version {
            return Some(Self { end: last.end, known: Known::Not("a version") });
        }
        let cut = top_level.map(|end| Self { end, known: Known::TopLevel });
        if let Some(cut) = cut.filter(|cut| is_cut || cut.end == last.end || is_sentence(window, last)) {
            return Some(cut);
        }
        let whole = Self { end: last.end, known: private(window, first, last, count) };
        Some(cut.filter(|_| whole.known != Known::Private).unwrap_or(whole))
    }
}

/// A domain that is as plain as most: labels of ASCII letters and digits, the last of them a top-level domain, and
/// nothing behind it that asks for a closer look.
fn plain(window: &Window<'_>, from: usize) -> Option<Domain> {
    let is_alphanumeric = |b| class::is(b, class::ALPHANUMERIC);
    let goes_on = |b| class::is(b, class::ALPHANUMERIC | class::DASH | class::BEYOND);
    let most = from + LONGEST_LABEL;
    let (mut last, mut end) = (from, window.run_to(from, most, is_alphanumeric));
    // `v1` and `1` could begin a version.
    if end == from || matches!(window.get(from)?, b'v' | b'V' | b'0'..=b'9') {
        return None;
    }
    while end < most && window.get(end)? == b'.' {
        let next = window.run_to(end + 1, most, is_alphanumeric);
        if next == end + 1 && !goes_on(window.get(next)?) {
            // the full stop of a sentence
            break;
        }
        (last, end) = (end + 1, next);
    }
    let is_whole = last > from && !goes_on(window.get(end)?);
    (is_whole && is_top_level(window.slice(last, end))).then_some(Domain { end, known: Known::TopLevel })
}

/// The label at `start`: letters, digits and hyphens, no hyphen at either end.
#[inline]
fn label(window: &Window<'_>, start: usize) -> Option<Label> {
    let end = window.run_to(start, start + LONGEST_LABEL + 1, |b| class::is(b, class::ALPHANUMERIC));
    if end - start > LONGEST_LABEL {
        return None;
    }
    match window.get(end) {
        Some(b'-' | 0x80..) => unusual_label(window, start, end),
        _ => (end > start).then_some(Label { start, end, rest: end }),
    }
}

/// The same for one with hyphens or letters beyond ASCII, the first of them at `end`.
fn unusual_label(window: &Window<'_>, start: usize, mut end: usize) -> Option<Label> {
    let mut rest = end;
    while let Some(byte) = window.get(rest) {
        match byte {
            b'-' if rest > start => rest += 1,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                rest += 1;
                end = rest;
            }
            0x80.. => match window.char_at(rest) {
                Some(c) if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}') => {
                    rest += c.len_utf8();
                    end = rest;
                }
                _ => break,
            },
            _ => break,
        }
        if end - start > LONGEST_LABEL {
            return None;
        }
    }
    (end > start).then_some(Label { start, end, rest })
}

/// The beginning of what is longer than a label can be: something else is glued to it.
fn too_long(window: &Window<'_>, start: usize) -> Option<Label> {
    let end = start + LONGEST_LABEL;
    let begins = window.get(start).is_some_and(|b| b.is_ascii_alphabetic());
    (begins && window.get(end).is_some()).then_some(Label { start, end, rest: end })
}

/// The end of a top-level domain in ASCII to which other words are glued: by another script, or by a hyphen.
fn glued_top_level(window: &Window<'_>, label: Label) -> Option<usize> {
    let bytes = window.slice(label.start, label.end);
    let len = bytes.iter().position(|b| !class::is(*b, class::LETTER))?;
    (!bytes[len].is_ascii_digit() && is_top_level(&bytes[..len])).then_some(label.start + len)
}

/// What a domain is that does not end in a top-level domain.
fn private(window: &Window<'_>, first: Label, last: Label, count: usize) -> Known {
    let bytes = window.slice(last.start, last.end);
    let is_host = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let after = window.get(last.rest);
    let is_glued = matches!(after, Some(b'.' | b'-' | b'_')) || last.rest > last.end;
    if is_glued && (window.get(last.end + 1) == Some(OPAQUE) || window.get(last.rest) == Some(OPAQUE)) {
        return Known::Not("goes on in a placeholder");
    }
    if count == 1 {
        return if bytes.iter().any(is_host) { Known::Host } else { Known::Not("a number") };
    }
    if !(2..=LONGEST_UNKNOWN).contains(&bytes.len()) || !bytes.iter().all(is_host) {
        return Known::Not("its end is no top-level domain");
    }
    if is_other_end(bytes) || is_scale(window.slice(first.start, first.end)) {
        return Known::Not("the name of a file or a unit");
    }
    if after == Some(b'(') || is_camel_case(bytes) {
        return Known::Not("code");
    }
    Known::Private
}

/// `2x` of `logo@2x.png`.
fn is_scale(label: &[u8]) -> bool {
    matches!(label, [digits @ .., b'x' | b'X'] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
}

fn is_camel_case(label: &[u8]) -> bool {
    label.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

fn is_number(window: &Window<'_>, label: Label) -> bool {
    window.slice(label.start, label.end).iter().all(u8::is_ascii_digit)
}

/// `1` or `v1`, the begin of a version.
fn is_version_start(window: &Window<'_>, label: Label) -> bool {
    let bytes = window.slice(label.start, label.end);
    let digits = bytes.strip_prefix(b"v").or(bytes.strip_prefix(b"V")).unwrap_or(bytes);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// The first word of a sentence that follows a full stop without a blank.
fn is_sentence(window: &Window<'_>, label: Label) -> bool {
    let bytes = window.slice(label.start, label.end);
    bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_lowercase)
}

/// Four octets with dots between them.
fn is_quad(text: &[u8]) -> bool {
    let is_octet = |part: &[u8]| {
        (1..=3).contains(&part.len()) && part.iter().fold(0, |n, b| n * 10 + u32::from(b.wrapping_sub(b'0'))) <= 255
    };
    text.split(|b| *b == b'.').count() == 4 && text.split(|b| *b == b'.').all(is_octet)
}

/// An address literal: `[192.0.2.1]`, `[IPv6:2001:db8::1]` (RFC 5321, 4.1.3).
fn literal(window: &Window<'_>, from: usize) -> Option<Domain> {
    let is_v6 = window.has(from + 1, b"IPv6:");
    let start = from + if is_v6 { 6 } else { 1 };
    let is_inside = |b: u8| b == b'.' || b.is_ascii_digit() || (is_v6 && (b == b':' || b.is_ascii_hexdigit()));
    let end = window.run_to(start, start + 46, is_inside);
    let is_address = match is_v6 {
        true => window.slice(start, end).iter().filter(|b| **b == b':').count() >= 2,
        false => is_quad(window.slice(start, end)),
    };
    (window.get(end) == Some(b']') && is_address).then_some(Domain { end: end + 1, known: Known::Address })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Known)> {
        let window = Window::new(text.as_bytes(), 0, false);
        Domain::read(&window, 0).map(|d| (&text[..d.end], d.known))
    }

    #[test]
    fn domains_end_where_their_top_level_domain_ends() {
        for (text, domain) in [
            ("example.com", "example.com"),
            ("Example.CO.UK,", "Example.CO.UK"),
            ("example.com.", "example.com"),
            ("example.com.Then", "example.com"),
            ("example.com.1234", "example.com"),
            ("example.com.txt", "example.com"),
            ("example.com-old", "example.com"),
            ("example.com_old", "example.com"),
            ("example.com请查收", "example.com"),
            ("example.com请联系li.wang", "example.com"),
            ("example.comили", "example.com"),
            ("m端ller.com", "m端ller.com"),
            ("пример.рф", "пример.рф"),
            ("xn--d1acufc.xn--p1ai", "xn--d1acufc.xn--p1ai"),
            ("163.com", "163.com"),
        ] {
            assert_eq!(read(text), Some((domain, Known::TopLevel)), "{text}");
        }
    }

    #[test]
    fn other_names_are_told_apart() {
        for (text, domain, known) in [
            ("mail.internal", "mail.internal", Known::Private),
            ("example.com.corp", "example.com.corp", Known::Private),
            ("azienda.italia today", "azienda.italia", Known::Private),
            ("localhost", "localhost", Known::Host),
            ("10.0.0.1:22", "10.0.0.1", Known::Address),
            ("[192.0.2.1]", "[192.0.2.1]", Known::Address),
            ("[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]", Known::Address),
            ("4.17.21", "4.17.21", Known::Not("a version")),
            ("v1.2.3-beta.dev", "v1.2.3-beta.dev", Known::Not("a version")),
            ("1.2.3.400", "1.2.3.400", Known::Not("a number")),
            ("2x.png", "2x.png", Known::Not("the name of a file or a unit")),
            ("tty1.service", "tty1.service", Known::Not("the name of a file or a unit")),
            ("k.transpose(1)", "k.transpose", Known::Not("code")),
            ("b.T", "b.T", Known::Not("its end is no top-level domain")),
        ] {
            assert_eq!(read(text), Some((domain, known)), "{text}");
        }
        for text in ["", "-a.com", ".com", "_bar.com", "[x]", "[1.2.3.4", "[0123456789]"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_placeholder_glued_to_the_end_is_no_end() {
        let read = |text: &[u8]| Domain::read(&Window::new(text, 0, false), 0).map(|d| d.known);
        assert_eq!(read(b"example.com\xFF"), None);
        assert_eq!(read(b"example.corp.\xFF"), Some(Known::Not("goes on in a placeholder")));
        assert_eq!(read(b"example.corp-\xFF"), Some(Known::Not("goes on in a placeholder")));
        assert_eq!(read(b"example.com.\xFF"), Some(Known::TopLevel));
    }
}
