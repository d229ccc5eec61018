//! What stands between two groups of digits.

/// The separators that telephone numbers are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    /// One blank of any width.
    Blank,
    /// `-` or another dash.
    Dash,
    Dot,
    Slash,
    /// `)` or `(`, with a blank or dash beside it or not.
    Parenthesis,
    /// A dash or slash with a blank on both sides.
    Spaced,
}

impl Separator {
    const COUNT: usize = 6;

    /// A byte alone; `None`: no telephone number is written with that.
    #[inline]
    pub(crate) fn of(byte: u8) -> Option<Self> {
        match byte {
            b' ' => Some(Self::Blank),
            b'-' => Some(Self::Dash),
            b'.' => Some(Self::Dot),
            b'/' => Some(Self::Slash),
            b'(' | b')' => Some(Self::Parenthesis),
            _ => None,
        }
    }

    /// Several bytes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (first, len) = part(bytes)?;
        let rest = &bytes[len..];
        if rest.is_empty() {
            return match first {
                Part::Blank => Some(Self::Blank),
                Part::Dash => Some(Self::Dash),
                Part::Parenthesis => Some(Self::Parenthesis),
                Part::Slash => Some(Self::Slash),
            };
        }
        Self::read_more(first, rest)
    }

    /// Several characters.
    fn read_more(first: Part, mut rest: &[u8]) -> Option<Self> {
        let (mut has_parenthesis, mut has_slash, mut count) = (first == Part::Parenthesis, first == Part::Slash, 1);
        let (mut second, mut last) = (first, first);
        while !rest.is_empty() {
            let (next, len) = part(rest)?;
            rest = &rest[len..];
            has_parenthesis |= next == Part::Parenthesis;
            has_slash |= next == Part::Slash;
            if count == 1 {
                second = next;
            }
            last = next;
            count += 1;
        }
        let is_spaced = count == 3 && (first, last) == (Part::Blank, Part::Blank) && second != Part::Blank;
        match (has_parenthesis, has_slash) {
            (true, false) => Some(Self::Parenthesis),
            (false, _) if is_spaced => Some(Self::Spaced),
            _ => None,
        }
    }
}

/// A character of a separator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Blank,
    Dash,
    Slash,
    Parenthesis,
}

/// The character that begins a separator of which the number's shape is made, and its length; `None`: a tab or a dot.
fn part(bytes: &[u8]) -> Option<(Part, usize)> {
    match *bytes {
        [b' ', ..] => Some((Part::Blank, 1)),
        [b'-', ..] => Some((Part::Dash, 1)),
        [b'/', ..] => Some((Part::Slash, 1)),
        [b'(' | b')', ..] => Some((Part::Parenthesis, 1)),
        [0xC2, 0xA0, ..] => Some((Part::Blank, 2)),
        [0xE2, 0x80, 0x87 | 0x89 | 0xAF, ..] => Some((Part::Blank, 3)),
        [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] => Some((Part::Dash, 3)),
        _ => None,
    }
}

/// The separators of a number, for each kind a bit for the groups that it stands before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs([u8; Separator::COUNT]);

impl Signs {
    /// What stands before the group at index `i`, which is not the first.
    pub(crate) fn set(&mut self, i: usize, sign: Separator) {
        self.0[sign as usize] |= 1 << i;
    }

    /// Whether it is this one.
    pub(crate) fn is(self, i: usize, sign: Separator) -> bool {
        self.0[sign as usize] >> i & 1 == 1
    }

    /// Whether one of those between the first `count` groups is this one.
    pub(crate) fn has(self, count: usize, sign: Separator) -> bool {
        self.0[sign as usize] & between(count) != 0
    }

    /// Whether all those between the first `count` groups are this one.
    pub(crate) fn are_all(self, count: usize, sign: Separator) -> bool {
        self.0[sign as usize] & between(count) == between(count)
    }
}

/// A bit for each of the first `count` groups but the first.
fn between(count: usize) -> u8 {
    (u8::MAX >> (8 - count)) & !1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_telephone_numbers_are_told_from_others() {
        let read = |text: &str| match *text.as_bytes() {
            [byte] => Separator::of(byte),
            ref bytes => Separator::read(bytes),
        };
        for text in [" ", "\u{A0}", "\u{2009}"] {
            assert_eq!(read(text), Some(Separator::Blank), "{text:?}");
        }
        for text in ["-", "\u{2013}", "\u{2011}"] {
            assert_eq!(read(text), Some(Separator::Dash), "{text:?}");
        }
        for text in [")", ") ", " (", ")-", ") - "] {
            assert_eq!(read(text), Some(Separator::Parenthesis), "{text:?}");
        }
        assert_eq!(
            (read("."), read("/"), read(" - ")),
            (Some(Separator::Dot), Some(Separator::Slash), Some(Separator::Spaced))
        );
        for text in ["  ", "\t", " -", "- ", "..", ". "] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
