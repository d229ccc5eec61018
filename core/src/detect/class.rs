//! What kind of byte is it? One look into a table answers for every kind, where comparisons take one each.

/// A set of classes.
pub(crate) type Classes = u16;

pub(crate) const DIGIT: Classes = 1;
pub(crate) const CAPITAL: Classes = 1 << 1;
pub(crate) const SMALL: Classes = 1 << 2;
/// `a` to `f`, in either case.
pub(crate) const HEX_LETTER: Classes = 1 << 3;
pub(crate) const UNDERSCORE: Classes = 1 << 4;
pub(crate) const DASH: Classes = 1 << 5;
pub(crate) const PLUS: Classes = 1 << 6;
pub(crate) const SLASH: Classes = 1 << 7;
pub(crate) const EQUALS: Classes = 1 << 8;
pub(crate) const STOP: Classes = 1 << 9;
pub(crate) const COLON: Classes = 1 << 10;
/// Every byte of a character outside ASCII, and the opaque byte that stands for a placeholder (0xFF).
pub(crate) const BEYOND: Classes = 1 << 11;

pub(crate) const LETTER: Classes = CAPITAL | SMALL;
pub(crate) const HEX: Classes = DIGIT | HEX_LETTER;
pub(crate) const ALPHANUMERIC: Classes = DIGIT | LETTER;
/// What belongs to a word.
pub(crate) const WORD: Classes = ALPHANUMERIC | UNDERSCORE | BEYOND;

static CLASSES: [Classes; 256] = {
    let mut classes = [0; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        classes[i] = match byte {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'F' => CAPITAL | HEX_LETTER,
            b'G'..=b'Z' => CAPITAL,
            b'a'..=b'f' => SMALL | HEX_LETTER,
            b'g'..=b'z' => SMALL,
            b'_' => UNDERSCORE,
            b'-' => DASH,
            b'+' => PLUS,
            b'/' => SLASH,
            b'=' => EQUALS,
            b'.' => STOP,
            b':' => COLON,
            0x80.. => BEYOND,
            _ => 0,
        };
        i += 1;
    }
    classes
};

/// The classes of a byte.
#[inline(always)]
pub(crate) fn of(byte: u8) -> Classes {
    CLASSES[usize::from(byte)]
}

/// Whether a byte is of one of these classes.
#[inline(always)]
pub(crate) fn is(byte: u8, classes: Classes) -> bool {
    of(byte) & classes != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_ascii() {
        for byte in 0..=u8::MAX {
            assert_eq!(is(byte, DIGIT), byte.is_ascii_digit());
            assert_eq!(is(byte, CAPITAL), byte.is_ascii_uppercase());
            assert_eq!(is(byte, SMALL), byte.is_ascii_lowercase());
            assert_eq!(is(byte, HEX), byte.is_ascii_hexdigit());
            assert_eq!(is(byte, ALPHANUMERIC), byte.is_ascii_alphanumeric());
            assert_eq!(is(byte, WORD), byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii());
            assert_eq!(is(byte, DASH | PLUS | SLASH | EQUALS | STOP | COLON), b"-+/=.:".contains(&byte));
        }
    }
}
