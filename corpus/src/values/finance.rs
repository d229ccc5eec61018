//! Which cards, accounts and social security numbers belong to nobody?

use crate::random::Random;

/// Card numbers that payment services publish for tests, digits only.
pub const CARDS: [&str; 16] = [
    "4111111111111111",
    "4242424242424242",
    "4012888888881881",
    "4000056655665556",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "6011000990139424",
    "3056930009020004",
    "36227206271667",
    "3530111333300000",
    "3566002020360505",
];

/// The examples of the IBAN registry, without spaces.
pub const IBANS: [&str; 38] = [
    "AE070331234567890123456",
    "AT611904300234573201",
    "BE68539007547034",
    "BG80BNBG96611020345678",
    "BR1800360305000010009795493C1",
    "CH9300762011623852957",
    "CY17002001280000001200527600",
    "CZ6508000000192000145399",
    "DE89370400440532013000",
    "DK5000400440116243",
    "EE382200221020145685",
    "ES9121000418450200051332",
    "FI2112345600000785",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "GB82WEST12345698765432",
    "GE29NB0000000101904917",
    "GR1601101250000000012300695",
    "HR1210010051863000160",
    "HU42117730161111101800000000",
    "IE29AIBK93115212345678",
    "IL620108000000099999999",
    "IS140159260076545510730339",
    "IT60X0542811101000000123456",
    "KZ86125KZT5004100100",
    "LI21088100002324013AA",
    "LT121000011101001000",
    "LU280019400644750000",
    "LV80BANK0000435195001",
    "MT84MALT011000012345MTLCAST001S",
    "NL91ABNA0417164300",
    "NO9386011117947",
    "PL61109010140000071219812874",
    "PT50000201231234567890154",
    "RO49AAAA1B31007593840000",
    "SE4550000000058398257466",
    "SK3112000000198742637541",
    "TR330006100519786457841326",
];

/// A test card as people write it: plain, spaced or dashed.
pub fn card(random: &mut Random) -> String {
    let digits = random.pick(&CARDS);
    match random.below(3) {
        0 => digits.to_owned(),
        1 => grouped_card(digits, ' '),
        _ => grouped_card(digits, '-'),
    }
}

/// A test card, digits only.
pub fn card_plain(random: &mut Random) -> String {
    random.pick(&CARDS).to_owned()
}

/// Groups of four; of 4-6-5 or 4-6-4 where fifteen or fourteen digits are printed so.
pub(crate) fn grouped_card(digits: &str, separator: char) -> String {
    let ends: &[usize] = match digits.len() {
        14 | 15 => &[4, 10],
        _ => &[4, 8, 12],
    };
    let mut out = String::with_capacity(20);
    for (at, digit) in digits.chars().enumerate() {
        if ends.contains(&at) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// An example account as people write it: in groups of four, or plain.
pub fn iban(random: &mut Random) -> String {
    let plain = iban_plain(random);
    if random.is_in(1, 2) {
        return plain;
    }
    plain.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// An example account without spaces.
pub fn iban_plain(random: &mut Random) -> String {
    random.pick(&IBANS).to_owned()
}

/// A social security number of a valid structure, made up: no range is reserved for tests that is also valid.
pub fn ssn(random: &mut Random) -> String {
    format!("{:03}-{:02}-{:04}", random.between(1, 3), random.between(1, 99), random.between(1, 9999))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decoys::luhn_digit;

    fn mod_97(iban: &str) -> u32 {
        let turned = format!("{}{}", &iban[4..], &iban[..4]);
        turned
            .chars()
            .filter_map(|c| c.to_digit(36))
            .fold(0, |rest, n| if n < 10 { (rest * 10 + n) % 97 } else { (rest * 100 + n) % 97 })
    }

    #[test]
    fn every_planted_card_passes_luhn() {
        let passes = |card: &str| {
            let (body, digit) = card.split_at(card.len() - 1);
            luhn_digit(body).to_string() == digit
        };
        let wrong: Vec<_> = CARDS.iter().filter(|card| !passes(card)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn every_planted_iban_passes_mod_97() {
        let wrong: Vec<_> = IBANS.iter().filter(|iban| mod_97(iban) != 1).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn cards_are_grouped_as_printed() {
        assert_eq!(grouped_card("4111111111111111", ' '), "4111 1111 1111 1111");
        assert_eq!(grouped_card("378282246310005", '-'), "3782-822463-10005");
        assert_eq!(grouped_card("36227206271667", ' '), "3622 720627 1667");
    }
}
