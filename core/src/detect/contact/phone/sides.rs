//! What a byte beside a number says by itself: most say enough, and nothing else has to be read.

use super::extension;

/// What is known by one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// A number may stand here.
    Free,
    /// Ids and paths look like this.
    Narrow,
    /// No number stands here.
    Closed,
    /// More has to be read.
    Open,
}

/// By the byte before a number.
#[inline]
pub(crate) fn before(byte: u8) -> Side {
    BEFORE[usize::from(byte)]
}

/// By the byte behind a number and its extension, if it has one.
#[inline]
pub(crate) fn behind(byte: u8) -> Side {
    BEHIND[usize::from(byte)]
}

static BEFORE: [Side; 256] = {
    let mut all = [Side::Free; 256];
    let mut i = 0;
    while i < 256 {
        all[i] = match i as u8 {
            b'/' | b'@' | b'&' | b'%' | b'\\' | b'~' | b'^' | b'*' => Side::Narrow,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80.. => Side::Open,
            b'-' | b'.' | b':' | b',' | b' ' | b'$' => Side::Open,
            _ => Side::Free,
        };
        i += 1;
    }
    all
};

static BEHIND: [Side; 256] = {
    let mut all = [Side::Free; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        all[i] = match byte {
            _ if extension::may_begin(byte) => Side::Open,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0xFF | b'%' | b'@' => Side::Closed,
            0x80.. | b'-' | b'.' | b':' | b'/' | b'$' => Side::Open,
            _ => Side::Free,
        };
        i += 1;
    }
    all
};
