//! mod 97-10: do the two check digits of this code fit?

/// Larger numbers are divided before another character is added.
const MOST: u64 = u64::MAX / 1000;

/// Whether the code, its first four characters moved to the end, leaves 1 when it is divided by 97. Letters count as 10
/// to 35, whatever their case; any other byte makes it false.
///
/// # Source
/// ISO 7064, MOD 97-10, as ISO 13616-1 uses it for IBANs.
pub(crate) fn is_mod_97(code: &[u8]) -> bool {
    let (head, tail) = code.split_at(code.len().min(4));
    let mut rest: u64 = 0;
    for part in [tail, head] {
        for &b in part {
            rest = match b {
                b'0'..=b'9' => rest * 10 + u64::from(b - b'0'),
                b'A'..=b'Z' | b'a'..=b'z' => rest * 100 + u64::from(b.to_ascii_uppercase() - b'A') + 10,
                _ => return false,
            };
            if rest > MOST {
                rest %= 97;
            }
        }
    }
    rest % 97 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example_holds_and_a_changed_character_does_not() {
        assert!(is_mod_97(b"GB82WEST12345698765432"));
        assert!(is_mod_97(b"gb82west12345698765432"));
        assert!(!is_mod_97(b"GB82WEST12345698765433"));
        assert!(!is_mod_97(b"GB82WEST1234569876543-"));
        assert!(!is_mod_97(b""));
    }
}
