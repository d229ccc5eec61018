//! shape: what does the thing at this place look like?
//!
//! A number is read once, as groups of digits joined by short separators; every detector of numbers looks at the same
//! small value.

use crate::detect::Window;

/// Most groups that one number can have.
pub(crate) const MAX_GROUPS: usize = 12;
/// Most digits that one number can have.
pub(crate) const MAX_DIGITS: usize = 40;
/// Longest separator between two groups, in bytes: `) (`, or a space, a dash and a space.
const MAX_SEPARATOR: usize = 4;
/// Bytes that are copied at once.
const CHUNK: usize = 16;

/// A group of digits: its place in the window and its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub start: usize,
    pub len: usize,
}

impl Group {
    /// One past its last digit.
    pub(crate) fn end(self) -> usize {
        self.start + self.len
    }
}

/// Groups of digits from the trigger's place on, joined by short separators: blanks (space, tab, no-break spaces),
/// dashes (`-`, en dash, ...), `.`, `/`, `(` and `)`. What reads it takes the first so many groups.
#[derive(Clone, Debug)]
pub(crate) struct NumberRun {
    groups: [Group; MAX_GROUPS],
    count: usize,
    /// With room for a copy that is longer than what it brings.
    digits: [u8; MAX_DIGITS + CHUNK],
    digit_count: usize,
    /// The first byte of what stands behind each group but the last.
    separators: [u8; MAX_GROUPS],
    complete: bool,
    /// Where the first group stands in the window that the offsets are for.
    origin: usize,
}

impl Default for NumberRun {
    fn default() -> Self {
        Self {
            groups: [Group::default(); MAX_GROUPS],
            count: 0,
            digits: [0; MAX_DIGITS + CHUNK],
            digit_count: 0,
            separators: [0; MAX_GROUPS],
            complete: false,
            origin: 0,
        }
    }
}

impl NumberRun {
    /// Reads the groups that begin at the window's place.
    pub(crate) fn read(&mut self, window: &Window<'_>) {
        self.count = 0;
        self.digit_count = 0;
        self.complete = false;
        self.origin = window.at();
        let mut at = self.origin;
        loop {
            let end = window.run(at, |b| b.is_ascii_digit());
            let len = end - at;
            if self.count == MAX_GROUPS || self.digit_count + len > MAX_DIGITS {
                return;
            }
            self.groups[self.count] = Group { start: at, len };
            self.count += 1;
            for (digit, byte) in self.digits[self.digit_count..].iter_mut().zip(window.slice(at, end)) {
                *digit = *byte;
            }
            self.digit_count += len;
            match next_group(window, end) {
                Some(next) => {
                    self.separators[self.count - 1] = window.slice(end, next)[0];
                    at = next;
                }
                None => break,
            }
        }
        self.complete = true;
    }

    /// Reads the groups that begin at `text[at]`, where a place's masks show the whole number: see [`Spot`]. `false`: they
    /// don't, and nothing was read.
    #[inline]
    pub(crate) fn read_masks(&mut self, text: &[u8], at: usize, digits: u64, run: u64) -> bool {
        let len = (!run).trailing_zeros() as usize;
        let Some(number) = text.get(at..at + len) else { return false };
        // Of what goes on behind the masks, as many groups as a number has are enough.
        let is_whole = len < u64::BITS as usize;
        let mut rest = if is_whole { digits & !(!0 << len) } else { digits };
        let (mut from, mut count, mut digit_count) = (0, 0, 0);
        self.complete = loop {
            let len = (!rest).trailing_zeros() as usize;
            if !is_whole && from + len >= u64::BITS as usize {
                return false;
            }
            if count == MAX_GROUPS || digit_count + len > MAX_DIGITS {
                break false;
            }
            self.groups[count] = Group { start: from, len };
            let into = &mut self.digits[digit_count..];
            match (into.first_chunk_mut(), text[at + from..].first_chunk::<CHUNK>()) {
                (Some(into), Some(chunk)) if len <= CHUNK => *into = *chunk,
                _ => into[..len].copy_from_slice(&number[from..from + len]),
            }
            count += 1;
            digit_count += len;
            rest >>= len;
            if rest == 0 {
                if !is_whole {
                    return false;
                }
                break true;
            }
            let (end, gap) = (from + len, rest.trailing_zeros() as usize);
            let sign = number[end];
            let is_sign = gap == 1 && matches!(sign, b' ' | b'-' | b'.' | b'/' | b'(' | b')' | b'\t');
            if !is_sign && !is_separator(&number[end..end + gap]) {
                break true;
            }
            self.separators[count - 1] = sign;
            rest >>= gap;
            from = end + gap;
        };
        (self.count, self.digit_count, self.origin) = (count, digit_count, 0);
        true
    }

    /// Makes the offsets those of a window in which the place is at `origin`.
    #[inline]
    pub(crate) fn rebase(&mut self, origin: usize) {
        if origin == self.origin {
            return;
        }
        for group in &mut self.groups[..self.count] {
            group.start = group.start + origin - self.origin;
        }
        self.origin = origin;
    }

    /// The groups, in the order of the text. Empty where the first group alone has more than [`MAX_DIGITS`] digits.
    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups[..self.count]
    }

    /// All digits (ASCII), without separators.
    pub(crate) fn digits(&self) -> &[u8] {
        &self.digits[..self.digit_count]
    }

    /// The first byte of what stands behind each group but the last.
    pub(crate) fn separators(&self) -> &[u8] {
        &self.separators[..self.count.saturating_sub(1)]
    }

    /// Forgets the digits.
    pub(crate) fn wipe(&mut self) {
        // Plain stores are enough: what stays alive is not left out.
        self.digits.fill(0);
        (self.count, self.digit_count) = (0, 0);
    }

    /// Whether the run ended within the limits, so that `groups` is all of it.
    pub(crate) fn is_complete(&self) -> bool {
        self.complete
    }
}

/// Whether a sign stands before a number that a country code, a path or a letter outside ASCII ends in: what is known of
/// numbers in general is not known of it.
#[inline]
pub(crate) fn is_signed(before: u8) -> bool {
    (before == b'+') | (before == b'(') | (before == b'/') | (before >= 0x80)
}

/// Those between groups, the last of which was this byte: a pair stands around an area code or a trunk prefix, another one
/// right behind it, and what has more of them is a list.
#[derive(Default)]
pub(crate) struct Parentheses(Option<u8>);

impl Parentheses {
    /// Takes those of the next separator; `false`: they don't close what was opened.
    #[inline]
    pub(crate) fn take(&mut self, separator: &[u8]) -> bool {
        let mut may_open = self.0.is_none();
        for &byte in separator.iter().filter(|byte| matches!(byte, b'(' | b')')) {
            let is_open = self.0 == Some(b'(');
            if (byte == b'(' && !may_open) || (byte == b')' && !is_open && self.0.is_some()) {
                return false;
            }
            self.0 = Some(byte);
            may_open = byte == b')';
        }
        true
    }
}

/// Whether `text[at..]` begins with a date: `2024-12-31`.
#[inline(always)]
pub(crate) fn is_iso_date(text: &[u8], at: usize) -> bool {
    let Some(&[c, d, _, _, one, m, n, two, e, f]) = text.get(at..).and_then(<[u8]>::first_chunk) else { return false };
    let value = |tens: u8, ones: u8| tens.wrapping_sub(b'0').wrapping_mul(10).wrapping_add(ones.wrapping_sub(b'0'));
    let within = |value: u8, most: u8| value.wrapping_sub(1) < most;
    let century = u16::from_le_bytes([c, d]);
    let is_year = (century == u16::from_le_bytes(*b"19")) | (century == u16::from_le_bytes(*b"20"));
    (one == b'-')
        & (two == b'-')
        & is_year
        & e.is_ascii_digit()
        & f.is_ascii_digit()
        & within(value(m, n), 12)
        & within(value(e, f), 31)
        & !text.get(at + 10).is_some_and(u8::is_ascii_digit)
}

/// Whether these bytes can part two groups.
pub(crate) fn is_separator(mut bytes: &[u8]) -> bool {
    let is_short = bytes.len() <= MAX_SEPARATOR;
    while let Some((&byte, _)) = bytes.split_first() {
        let Some(len) = char_len(byte, || bytes.get(1).copied(), || bytes.get(2).copied()) else { return false };
        bytes = &bytes[len..];
    }
    is_short
}

/// The start of the digit group after the separator at `end`, if there is one.
fn next_group(window: &Window<'_>, end: usize) -> Option<usize> {
    let mut i = end;
    loop {
        let byte = window.get(i)?;
        if byte.is_ascii_digit() {
            return (i > end).then_some(i);
        }
        let len = separator_len(window, i, byte)?;
        i += len;
        if i - end > MAX_SEPARATOR {
            return None;
        }
    }
}

/// The length in bytes of the separator character at `i`; `None` where it is none.
fn separator_len(window: &Window<'_>, i: usize, byte: u8) -> Option<usize> {
    char_len(byte, || window.get(i + 1), || window.get(i + 2))
}

/// The same, by its first byte and the two behind it.
#[inline]
fn char_len(byte: u8, second: impl FnOnce() -> Option<u8>, third: impl FnOnce() -> Option<u8>) -> Option<usize> {
    match byte {
        b' ' | b'\t' | b'-' | b'.' | b'/' | b'(' | b')' => Some(1),
        // U+00A0 no-break space
        0xC2 => (second()? == 0xA0).then_some(2),
        // U+2009 thin space, U+2010 to U+2015 dashes, U+202F narrow no-break space; U+2212 minus
        0xE2 => match (second()?, third()?) {
            (0x80, 0x87 | 0x89 | 0x90..=0x95 | 0xAF) | (0x88, 0x92) => Some(3),
            _ => None,
        },
        _ => None,
    }
}
