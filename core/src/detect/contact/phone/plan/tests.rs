//! Fast = slow: every plan against libphonenumber's own check, number by number.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberType, get_national_significant_number_owned};

use super::*;

/// Numbers a region in each test.
const NUMBERS: usize = 400;
const TYPES: [PhoneNumberType; 10] = [
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::TollFree,
    PhoneNumberType::PremiumRate,
    PhoneNumberType::SharedCost,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::VoIP,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
];

/// Plans in which the trunk prefix can be read in two ways, as part of a carrier code or of the number: libphonenumber
/// takes one of them.
const AMBIGUOUS: [&str; 3] = ["BY", "CO", "IL"];

/// Pseudo-random numbers, the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn digits(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| b'0' + self.below(10) as u8).collect()
    }

    /// An example of the region with some digits changed, added or taken away; or any digits.
    fn number(&mut self, examples: &[Vec<u8>]) -> Vec<u8> {
        if examples.is_empty() || self.below(4) == 0 {
            let len = 3 + self.below(13);
            return self.digits(len);
        }
        let mut number = examples[self.below(examples.len())].clone();
        for _ in 0..self.below(5) {
            let place = self.below(number.len());
            number[place] = b'0' + self.below(10) as u8;
        }
        match self.below(12) {
            0 => number.push(b'5'),
            1 => number.truncate(number.len() - 1),
            _ => {}
        }
        number
    }
}

fn oracle_region(region: RegionId) -> Option<rlibphonenumber::Region> {
    (region.iso() != "001").then(|| region.iso().parse().expect("libphonenumber knows the region"))
}

fn examples(region: rlibphonenumber::Region) -> Vec<Vec<u8>> {
    let example = |kind| PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind).ok();
    TYPES.into_iter().filter_map(example).map(|n| get_national_significant_number_owned(&n).into_bytes()).collect()
}

fn oracle_number(country_code: u16, digits: &[u8]) -> PhoneNumber {
    let zeros = digits.iter().take_while(|&&b| b == b'0').count();
    PhoneNumber {
        country_code: country_code.into(),
        national_number: std::str::from_utf8(digits).unwrap().parse().unwrap(),
        italian_leading_zero: (zeros > 0).then_some(true),
        number_of_leading_zeros: (zeros > 0).then_some(zeros.min(digits.len() - 1) as i32),
        ..PhoneNumber::default()
    }
}

fn is_assigned(kinds: Option<Kinds>) -> bool {
    kinds.is_some_and(Kinds::is_assigned)
}

#[test]
fn plans_agree_with_libphonenumber() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut valid = 0;
    for region in RegionId::all() {
        let plan = region.plan();
        let oracle = oracle_region(region);
        let examples = oracle.map(examples).unwrap_or_default();
        for _ in 0..NUMBERS {
            let digits = dice.number(&examples);
            let shown = String::from_utf8_lossy(&digits);
            let number = oracle_number(plan.country_code, &digits);
            let with_code = [plan.country_code.to_string().as_bytes(), &digits].concat();
            let ours = international(&with_code).is_some_and(|n| n.trunk_len == 0 && is_assigned(n.kinds));
            assert_eq!(ours, PHONE_NUMBER_UTIL.is_valid_number(&number), "+{} {shown}", plan.country_code);
            valid += usize::from(ours);
            if let Some(oracle) = oracle {
                let ours = is_assigned(walk(plan.numbers, &digits));
                assert_eq!(
                    ours,
                    PHONE_NUMBER_UTIL.is_valid_number_for_region(&number, oracle),
                    "{} {shown}",
                    region.iso()
                );
            }
        }
    }
    assert!(valid > NUMBERS * 50, "too few valid numbers to mean anything: {valid}");
}

/// What is dialled at home, as libphonenumber parses it: it reads a country code without `+`, an international prefix and
/// local numbers too, which are not compared.
#[test]
fn numbers_behind_a_trunk_prefix_agree_with_libphonenumber() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut both = 0;
    for region in RegionId::all() {
        let plan = region.plan();
        let Some(oracle) = oracle_region(region).filter(|_| !plan.trunk.is_empty()) else { continue };
        let examples = examples(oracle);
        for _ in 0..NUMBERS {
            let number = dice.number(&examples);
            let digits = [plan.trunk, &number].concat();
            let shown = String::from_utf8_lossy(&digits).into_owned();
            let Ok(parsed) = PHONE_NUMBER_UTIL.parse(&shown, Some(oracle)) else { continue };
            let theirs = PHONE_NUMBER_UTIL.is_valid_number_for_region(&parsed, oracle);
            let ours = region.national(&digits).is_some_and(|n| n.kinds.is_assigned());
            let is_plain = get_national_significant_number_owned(&parsed).as_bytes() == number;
            assert!(ours || !(theirs && is_plain), "{} {shown}", region.iso());
            both += usize::from(ours && theirs);
            assert!(!ours || theirs || AMBIGUOUS.contains(&region.iso()), "{} {shown}", region.iso());
        }
    }
    assert!(both > NUMBERS * 20, "too few valid numbers to mean anything: {both}");
}

#[test]
fn numbers_for_films_are_numbers() {
    for (iso, number) in [("GB", "07700900123"), ("GB", "01632960123"), ("FR", "0639981234")] {
        let region = RegionId::all().find(|r| r.iso() == iso).unwrap();
        assert!(region.national(number.as_bytes()).is_some_and(|n| !n.kinds.is_assigned()), "{iso} {number}");
    }
}
