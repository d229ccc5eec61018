//! Which digits are a number, by the plan of a region or of the country code in front.

include!(concat!(env!("OUT_DIR"), "/phone_plans.rs"));

/// One region's plan.
pub(super) struct Region {
    /// ISO 3166, or `001` for country codes without a region.
    pub iso: &'static str,
    country_code: u16,
    /// Digits that are dialled before a national number.
    pub trunk: &'static [u8],
    /// Bits for the lengths that national numbers have.
    lengths: u32,
    /// Where national numbers start in the automaton.
    numbers: u16,
    /// Where numbers behind other prefixes (carrier codes) start.
    prefixed: u16,
    /// First and count in `FORMATS`.
    formats: (u16, u16),
}

/// A country code and the plans behind it.
struct CountryCode {
    code: u16,
    /// Index of its main region.
    main: u16,
    /// Where the numbers of all its regions start in the automaton.
    numbers: u16,
}

/// An index in the table of regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RegionId(pub(super) u16);

/// What a plan says a number is for; a number can be both fixed and mobile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// Whether libphonenumber counts it as valid; else it is one for films and examples.
    #[cfg(test)]
    pub(crate) fn is_assigned(self) -> bool {
        self.0 & 7 != 0
    }

    /// Whether it can be a subscriber's mobile number; those for films and examples stand for one.
    pub(crate) fn is_mobile(self) -> bool {
        self.0 & (2 | 8) != 0
    }
}

/// A number with its country code in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct International {
    /// The main region of the country code.
    pub region: RegionId,
    /// Digits of the country code.
    pub code_len: usize,
    /// Digits of a trunk prefix that was written although it is not dialled from abroad: `+44 (0)20`.
    pub trunk_len: usize,
    /// `None`: the plan has no such number.
    pub kinds: Option<Kinds>,
    /// Whether the plan has numbers of this length.
    pub is_possible: bool,
}

/// A number as it is dialled at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct National {
    pub region: RegionId,
    /// Digits of the trunk prefix.
    pub trunk_len: usize,
    pub kinds: Kinds,
}

impl RegionId {
    pub(super) fn plan(self) -> &'static Region {
        &REGIONS[self.0 as usize]
    }

    /// The region's ISO 3166 code.
    pub(crate) fn iso(self) -> &'static str {
        self.plan().iso
    }

    /// Whether people there dial and write national numbers without a trunk prefix, or (North America) may do so.
    pub(crate) fn is_dialled_without_trunk(self) -> bool {
        let plan = self.plan();
        plan.trunk.is_empty() || self.is_north_american()
    }

    /// How many digits the trunk prefix has that `digits` begin with; 0 where they don't.
    pub(crate) fn trunk_of(self, digits: &[u8]) -> usize {
        let trunk = self.plan().trunk;
        let begins = trunk.len() <= digits.len() && trunk.iter().zip(digits).all(|(a, b)| a == b);
        if begins { trunk.len() } else { 0 }
    }

    /// Whether it is a region of the North American plan.
    pub(crate) fn is_north_american(self) -> bool {
        self.plan().country_code == 1
    }

    /// Whether it is one of China's mobile numbers, written without country code.
    pub(crate) fn china_has_mobile(digits: &[u8]) -> bool {
        country_code(b"86").is_some_and(|c| walk(c.numbers, digits).is_some_and(Kinds::is_mobile))
    }

    /// The regions that may have `digits` as a number at home, a bit each: of all others, [`RegionId::national`] says no.
    pub(super) fn bits_of(digits: &[u8]) -> [u64; 4] {
        let (Some(by_length), &[first, second, ..]) = (BY_LENGTH.get(digits.len()), digits) else { return [0; 4] };
        let by_pair = &BY_PAIR[usize::from(first - b'0') * 10 + usize::from(second - b'0')];
        std::array::from_fn(|i| by_length[i] & by_pair[i])
    }

    /// All regions.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..REGIONS.len() as u16).map(Self)
    }

    /// The number, if `digits` are one at home in this region, with or without trunk prefix.
    pub(crate) fn national(self, digits: &[u8]) -> Option<National> {
        let plan = self.plan();
        let found = |trunk_len, kinds| Some(National { region: self, trunk_len, kinds });
        let by_length = BY_LENGTH.get(digits.len())?;
        if by_length[usize::from(self.0 / 64)] >> (self.0 % 64) & 1 == 0 {
            return None;
        }
        if let Some(kinds) = walk(plan.numbers, digits) {
            return found(0, kinds);
        }
        let trunk_len = self.trunk_of(digits);
        if trunk_len > 0
            && let Some(kinds) = walk(plan.numbers, &digits[trunk_len..])
        {
            return found(trunk_len, kinds);
        }
        walk(plan.prefixed, digits).and_then(|kinds| found(0, kinds))
    }
}

/// The main region of the country code that `digits` start with, and how many digits the code has.
pub(crate) fn begins_abroad(digits: &[u8]) -> Option<(RegionId, usize)> {
    country_code(digits).map(|code| (RegionId(code.main), decimal_len(code.code)))
}

/// What the plan of the country code says about `digits`, which start with it; `None`: there is no such country code.
pub(crate) fn international(digits: &[u8]) -> Option<International> {
    let code = country_code(digits)?;
    let code_len = decimal_len(code.code);
    let number = &digits[code_len..];
    let region = RegionId(code.main);
    let plan = region.plan();
    let (mut trunk_len, mut kinds) = (0, walk(code.numbers, number));
    let written = region.trunk_of(number);
    if kinds.is_none() && written > 0 {
        kinds = walk(code.numbers, &number[written..]);
        trunk_len = if kinds.is_some() { written } else { 0 };
    }
    let has_length = |len: usize| len < 32 && plan.lengths >> len & 1 == 1;
    let is_possible = has_length(number.len()) || (written > 0 && has_length(number.len() - written));
    Some(International { region, code_len, trunk_len, kinds, is_possible })
}

/// How numbers are written in a region: a byte for each group, its fewest digits in the low half, its most in the high one.
pub(super) fn formats(region: RegionId) -> &'static [u64] {
    let (first, count) = region.plan().formats;
    &FORMATS[usize::from(first)..usize::from(first + count)]
}

/// The country code that `digits` start with: no code is the beginning of another.
fn country_code(digits: &[u8]) -> Option<&'static CountryCode> {
    let digit = |i: usize| digits.get(i).map_or(0, |d| usize::from(d - b'0'));
    let place = BY_DIGITS[digit(0) * 100 + digit(1) * 10 + digit(2)];
    let code = &COUNTRY_CODES[usize::from(place).checked_sub(1)?];
    (decimal_len(code.code) <= digits.len()).then_some(code)
}

fn decimal_len(code: u16) -> usize {
    match code {
        0..10 => 1,
        10..100 => 2,
        _ => 3,
    }
}

/// Follows the digits (ASCII) from a state to the end.
#[inline]
fn walk(start: u16, digits: &[u8]) -> Option<Kinds> {
    let mut state = start;
    for &digit in digits {
        state = NEXT[state as usize][(digit - b'0') as usize];
        if state == 0 {
            return None;
        }
    }
    let label = LABELS[state as usize];
    (label != 0).then_some(Kinds(label))
}

#[cfg(test)]
mod tests;
