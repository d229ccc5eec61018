//! Mask: the same number of characters, all but a few replaced.

use crate::Error;
use crate::placeholder::{Mask, SHORTEST_MASK};

/// Most characters that a mask may keep on a side.
const MOST_KEPT: usize = 32;

/// A mask that can be told apart from a value.
///
/// # Errors
/// `Policy` where the character is a letter, digit or blank, or too much is kept.
pub(super) fn checked(char: char, keep_first: usize, keep_last: usize, entity: &str) -> Result<Mask, Error> {
    if char.is_alphanumeric() || char.is_whitespace() || char.is_control() {
        return Err(Error::policy(format!("operator of `{entity}`: a mask character is no letter, digit or blank")));
    }
    if keep_first > MOST_KEPT || keep_last > MOST_KEPT {
        return Err(Error::policy(format!(
            "operator of `{entity}`: a mask keeps at most {MOST_KEPT} characters a side"
        )));
    }
    let character = char.to_string().into_bytes();
    Ok(Mask { character, keep_first, keep_last })
}

/// Appends the masked value. A value that is too short for what the mask keeps is masked whole, so that a mask always
/// hides something, and at least [`SHORTEST_MASK`] mask characters are written, so that a mask is known again (I4).
pub(super) fn write(mask: &Mask, value: &[u8], out: &mut Vec<u8>) {
    let starts: Vec<usize> = (0..value.len()).filter(|&i| is_start(value[i])).chain([value.len()]).collect();
    let count = starts.len() - 1;
    let kept = mask.keep_first + mask.keep_last;
    let (first, last) = if count >= kept + SHORTEST_MASK { (mask.keep_first, mask.keep_last) } else { (0, 0) };
    out.extend_from_slice(&value[..starts[first]]);
    for _ in 0..(count - first - last).max(SHORTEST_MASK) {
        out.extend_from_slice(&mask.character);
    }
    out.extend_from_slice(&value[starts[count - last]..]);
}

/// A mask that is written while its value arrives, in parts.
#[derive(Debug, Default)]
pub(super) struct Long {
    /// What is not written yet: all of it while it may be too short to keep anything, then the characters at its end.
    held: Vec<u8>,
    /// Whether what the mask keeps at the start is written.
    is_begun: bool,
}

impl Long {
    /// Takes the next part.
    pub(super) fn take(&mut self, mask: &Mask, part: &[u8], out: &mut Vec<u8>) {
        self.held.extend_from_slice(part);
        let least = mask.keep_first + mask.keep_last + SHORTEST_MASK;
        let mut starts: Vec<usize> = (0..self.held.len()).filter(|&i| is_start(self.held[i])).collect();
        if !self.is_begun {
            if starts.len() < least {
                return;
            }
            self.is_begun = true;
            out.extend_from_slice(&self.held[..starts[mask.keep_first]]);
            starts.drain(..mask.keep_first);
        }
        // One at least: bytes of it may still come.
        let masked = starts.len().saturating_sub(mask.keep_last.max(1));
        for _ in 0..masked {
            out.extend_from_slice(&mask.character);
        }
        let rest = starts.get(masked).copied().unwrap_or(self.held.len());
        zeroize::Zeroize::zeroize(&mut self.held[..rest]);
        self.held.drain(..rest);
    }

    /// Takes the last part and writes the rest.
    pub(super) fn finish(mut self, mask: &Mask, rest: &[u8], out: &mut Vec<u8>) {
        self.take(mask, rest, out);
        if !self.is_begun {
            return write(mask, &self.held, out);
        }
        let starts: Vec<usize> = (0..self.held.len()).filter(|&i| is_start(self.held[i])).collect();
        let masked = starts.len() - mask.keep_last;
        for _ in 0..masked {
            out.extend_from_slice(&mask.character);
        }
        out.extend_from_slice(&self.held[starts.get(masked).copied().unwrap_or(self.held.len())..]);
    }
}

impl Drop for Long {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.held);
    }
}

/// Whether a byte begins a character.
fn is_start(byte: u8) -> bool {
    (byte & 0xC0) != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(value: &str, first: usize, last: usize) -> String {
        let mut out = Vec::new();
        write(&checked('*', first, last, "X").unwrap(), value.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(masked("4111 1111 1111 1111", 0, 4), "***************1111");
        assert_eq!(masked("jürgen@x.de", 2, 0), "jü*********");
    }

    #[test]
    fn parts_are_masked_like_the_whole() {
        for value in
            ["", "ab", "1234567", "12345678", "j\u{FC}rg\u{FC}n@ex\u{E4}mple.d\u{E9}\u{4E2D}\u{1F600}", "\u{E9}\u{E9}"]
        {
            for (first, last) in [(0, 0), (2, 0), (0, 2), (3, 3)] {
                for size in 1..=value.len().max(1) {
                    let mask = checked('*', first, last, "X").unwrap();
                    let (mut out, mut long) = (Vec::new(), Long::default());
                    value.as_bytes().chunks(size).for_each(|part| long.take(&mask, part, &mut out));
                    long.finish(&mask, b"", &mut out);
                    assert_eq!(String::from_utf8(out).unwrap(), masked(value, first, last), "{value} by {size}");
                }
            }
        }
    }

    #[test]
    fn a_short_value_is_masked_whole() {
        assert_eq!(masked("12345", 0, 4), "*****");
        assert_eq!(masked("12", 0, 0), "****");
    }

    #[test]
    fn letters_and_blanks_are_no_mask() {
        assert!(checked('x', 0, 0, "X").is_err());
        assert!(checked(' ', 0, 0, "X").is_err());
    }
}
