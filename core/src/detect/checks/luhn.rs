//! Luhn: which last digit makes these digits valid?

/// The check digit (ASCII) that the Luhn formula asks for at the end of `digits` (ASCII, check digit included).
///
/// # Source
/// ISO/IEC 7812-1, annex B.
#[inline]
pub(crate) fn luhn_digit(digits: &[u8]) -> u8 {
    let payload = &digits[..digits.len().saturating_sub(1)];
    let value = |byte: u8| u32::from(byte - b'0');
    // The digits of twice a digit; nine too many from 5 on, which is one too few.
    let doubled = |byte: u8| value(byte) * 2 + (value(byte) + 3) / 8;
    let pairs = payload.rchunks_exact(2);
    let first = pairs.remainder().iter().map(|b| doubled(*b)).sum::<u32>();
    let sum = pairs.fold(first, |sum, pair| sum + value(pair[0]) + doubled(pair[1]));
    b'0' + ((10 - sum % 10) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_test_cards_end_in_their_check_digit() {
        for card in ["4111111111111111", "378282246310005", "5555555555554444", "79927398713", "0"] {
            assert_eq!(luhn_digit(card.as_bytes()), *card.as_bytes().last().unwrap(), "{card}");
        }
    }

    #[test]
    fn one_wrong_digit_changes_the_check_digit() {
        let card = b"4111111111111111";
        for i in 0..15 {
            for other in b'0'..=b'9' {
                let mut wrong = *card;
                wrong[i] = other;
                assert_eq!(luhn_digit(&wrong) == b'1', wrong == *card);
            }
        }
    }
}
