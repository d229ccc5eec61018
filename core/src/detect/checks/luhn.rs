//! Luhn: which last digit makes these digits valid?

/// The check digit (ASCII) that the Luhn formula asks for at the end of `digits` (ASCII, check digit included).
///
/// # Source
/// ISO/IEC 7812-1, annex B.
pub(crate) fn luhn_digit(digits: &[u8]) -> u8 {
    let payload = &digits[..digits.len().saturating_sub(1)];
    let sum: u32 = payload
        .iter()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            match i % 2 {
                0 => digit * 2 / 10 + digit * 2 % 10,
                _ => digit,
            }
        })
        .sum();
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
