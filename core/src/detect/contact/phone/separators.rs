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
    #[cold]
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut chars = text.chars();
        let (first, second, third, fourth) = (chars.next()?, chars.next(), chars.next(), chars.next());
        let is_blank = |c: char| c != '\t' && c.is_whitespace();
        match (first, second, third, fourth) {
            (c, None, ..) if is_blank(c) => Some(Self::Blank),
            (c, None, ..) if is_dash(c) => Some(Self::Dash),
            (a, Some(b), Some(c), None) if is_blank(a) && is_blank(c) && (is_dash(b) || b == '/') => Some(Self::Spaced),
            _ if text.contains(['(', ')'])
                && text.chars().all(|c| matches!(c, '(' | ')') || is_blank(c) || is_dash(c)) =>
            {
                Some(Self::Parenthesis)
            }
            _ => None,
        }
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

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
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
