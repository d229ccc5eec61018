//! What only looks like a value? Numbers that programs print, near misses, and things that shields must cover.

use crate::random::Random;
use crate::values::{CARDS, IBANS};

/// A random UUID, version 4.
pub fn uuid(random: &mut Random) -> String {
    let variant = random.pick(&["8", "9", "a", "b"]);
    format!("{}-{}-4{}-{variant}{}-{}", random.hex(8), random.hex(4), random.hex(3), random.hex(3), random.hex(12))
}

/// Milliseconds since 1970, in 2023 to 2026.
pub fn milliseconds(random: &mut Random) -> String {
    format!("{}", 1_690_000_000_000_u64 + random.below(100_000_000_000) as u64)
}

/// Seconds since 1970, in 2023 to 2026, with a fraction.
pub fn seconds(random: &mut Random) -> String {
    format!("{}.{}", 1_690_000_000_u64 + random.below(100_000_000) as u64, random.digits(3))
}

/// `2026-11-24T08:15:30.125Z`.
pub fn iso_time(random: &mut Random) -> String {
    format!("{}T{}.{}Z", iso_date(random), clock(random), random.digits(3))
}

/// `2026-11-24`.
pub fn iso_date(random: &mut Random) -> String {
    format!("20{:02}-{:02}-{:02}", random.between(20, 26), random.between(1, 12), random.between(1, 28))
}

/// `08:15:30`.
pub fn clock(random: &mut Random) -> String {
    format!("{:02}:{:02}:{:02}", random.between(0, 23), random.between(0, 59), random.between(0, 59))
}

/// A dotted version of three parts.
pub fn version(random: &mut Random) -> String {
    format!("{}.{}.{}", random.between(0, 19), random.between(0, 40), random.between(0, 120))
}

/// An order number: eight digits, or ten in the manner of large resource planners. Neither is a number that any of
/// the regions read by default could ring.
pub fn order(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("ORD-{}{}", random.between(1, 9), random.digits(7)),
        1 => format!("{}{}", random.between(1, 9), random.digits(7)),
        _ => format!("45000{}", random.digits(5)),
    }
}

/// Sixteen digits that no issuer has, or whose check digit is wrong: a random id that must never pass.
pub fn long_id(random: &mut Random) -> String {
    let body = format!("{}{}", random.between(1, 9), random.digits(14));
    let right = luhn_digit(&body);
    format!("{body}{}", (right + random.between(1, 9)) % 10)
}

/// A well-known test card with another last digit, in one of the ways people write cards.
pub fn failing_card(random: &mut Random) -> String {
    let card = random.pick(&CARDS);
    let (body, last) = card.split_at(card.len() - 1);
    let last: usize = last.parse().unwrap_or_default();
    let wrong = format!("{body}{}", (last + random.between(1, 9)) % 10);
    match random.below(3) {
        0 => wrong,
        1 => crate::values::grouped(&wrong, ' '),
        _ => crate::values::grouped(&wrong, '-'),
    }
}

/// A registry example with another last check digit.
pub fn failing_iban(random: &mut Random) -> String {
    let iban = random.pick(&IBANS);
    let right: usize = iban[3..4].parse().unwrap_or_default();
    format!("{}{}{}", &iban[..3], (right + random.between(1, 9)) % 10, &iban[4..])
}

/// The check digit behind the other digits of a card.
pub(crate) fn luhn_digit(body: &str) -> usize {
    let sum: usize = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = usize::from(digit - b'0');
            if at % 2 == 1 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_luhn_digit_of_a_known_card_is_its_last() {
        assert_eq!(luhn_digit("411111111111111"), 1);
        assert_eq!(luhn_digit("37828224631000"), 5);
    }

    #[test]
    fn a_failing_card_is_never_a_test_card() {
        let mut random = Random::new(3);
        for _ in 0..500 {
            let digits = failing_card(&mut random).replace([' ', '-'], "");
            assert!(!CARDS.contains(&digits.as_str()));
            assert_ne!(luhn_digit(&digits[..digits.len() - 1]).to_string(), digits[digits.len() - 1..]);
        }
    }
}
