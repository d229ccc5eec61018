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
    let starts: Vec<usize> = (0..value.len()).filter(|&i| (value[i] & 0xC0) != 0x80).chain([value.len()]).collect();
    let count = starts.len() - 1;
    let kept = mask.keep_first + mask.keep_last;
    let (first, last) = if count >= kept + SHORTEST_MASK { (mask.keep_first, mask.keep_last) } else { (0, 0) };
    out.extend_from_slice(&value[..starts[first]]);
    for _ in 0..(count - first - last).max(SHORTEST_MASK) {
        out.extend_from_slice(&mask.character);
    }
    out.extend_from_slice(&value[starts[count - last]..]);
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
