//! Which countries have IBANs, and how are they built?

/// What stands behind the check digits in each country: how many digits (`n`), capitals (`a`) and letters or digits
/// (`c`). In the order of the codes.
///
/// # Source
/// IBAN Registry of SWIFT (registration authority of ISO 13616), release 101 of 2026; Brazil's as valid from 2026-07.
#[rustfmt::skip]
const REGISTERED: &[(&[u8; 2], &str)] = &[
    (b"AD", "8n12c"), (b"AE", "19n"), (b"AL", "8n16c"), (b"AT", "16n"), (b"AZ", "4a20c"), (b"BA", "16n"),
    (b"BE", "12n"), (b"BG", "4a6n8c"), (b"BH", "4a14c"), (b"BI", "23n"), (b"BR", "8c15n2c"), (b"BY", "4c4n16c"),
    (b"CH", "5n12c"), (b"CR", "18n"), (b"CY", "8n16c"), (b"CZ", "20n"), (b"DE", "18n"), (b"DJ", "23n"),
    (b"DK", "14n"), (b"DO", "4c20n"), (b"EE", "16n"), (b"EG", "25n"), (b"ES", "20n"), (b"FI", "14n"),
    (b"FK", "2a12n"), (b"FO", "14n"), (b"FR", "10n11c2n"), (b"GB", "4a14n"), (b"GE", "2a16n"), (b"GI", "4a15c"),
    (b"GL", "14n"), (b"GR", "7n16c"), (b"GT", "24c"), (b"HN", "4a20n"), (b"HR", "17n"), (b"HU", "24n"),
    (b"IE", "4a14n"), (b"IL", "19n"), (b"IQ", "4a15n"), (b"IS", "22n"), (b"IT", "1a10n12c"), (b"JO", "4a4n18c"),
    (b"KW", "4a22c"), (b"KZ", "3n13c"), (b"LB", "4n20c"), (b"LC", "4a24c"), (b"LI", "5n12c"), (b"LT", "16n"),
    (b"LU", "3n13c"), (b"LV", "4a13c"), (b"LY", "21n"), (b"MC", "10n11c2n"), (b"MD", "20c"), (b"ME", "18n"),
    (b"MK", "3n10c2n"), (b"MN", "16n"), (b"MR", "23n"), (b"MT", "4a5n18c"), (b"MU", "4a19n3a"), (b"NI", "4a20n"),
    (b"NL", "4a10n"), (b"NO", "11n"), (b"OM", "3n16c"), (b"PK", "4a16c"), (b"PL", "24n"), (b"PS", "4a21c"),
    (b"PT", "21n"), (b"QA", "4a21c"), (b"RO", "4a16c"), (b"RS", "18n"), (b"RU", "14n15c"), (b"SA", "2n18c"),
    (b"SC", "4a20n3a"), (b"SD", "14n"), (b"SE", "20n"), (b"SI", "15n"), (b"SK", "20n"), (b"SM", "1a10n12c"),
    (b"SO", "19n"), (b"ST", "21n"), (b"SV", "4a20n"), (b"TL", "19n"), (b"TN", "20n"), (b"TR", "6n16c"),
    (b"UA", "6n19c"), (b"VA", "18n"), (b"VG", "4a16n"), (b"XK", "16n"), (b"YE", "4a4n18c"),
];

/// Countries whose banks print IBANs though the country is not registered: lengths as their central banks publish them.
#[rustfmt::skip]
const UNREGISTERED: &[(&[u8; 2], &str)] = &[
    (b"AO", "21n"), (b"BF", "2c22n"), (b"BJ", "2c22n"), (b"CF", "23n"), (b"CG", "23n"), (b"CI", "2a22n"),
    (b"CM", "23n"), (b"CV", "21n"), (b"DZ", "22n"), (b"GA", "23n"), (b"GQ", "23n"), (b"GW", "2c19n"), (b"IR", "22n"),
    (b"KM", "23n"), (b"MA", "24n"), (b"MG", "23n"), (b"ML", "2c22n"), (b"MZ", "21n"), (b"NE", "2a22n"),
    (b"SN", "2a22n"), (b"TD", "23n"), (b"TG", "2a22n"),
];

/// Longest IBAN by ISO 13616, in characters.
pub(super) const MOST_CHARACTERS: usize = 34;

/// What a country's codes consist of.
#[derive(Clone, Copy)]
pub(super) struct Structure {
    kinds: [Kind; MOST_CHARACTERS],
    len: usize,
}

/// What stands in one place of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Digit,
    Letter,
    Either,
}

impl Structure {
    const NONE: Self = Self { kinds: [Kind::Either; MOST_CHARACTERS], len: 0 };

    /// Two letters, two digits and what `4a14n` says.
    const fn of(text: &str) -> Self {
        let mut out = Self::NONE.and(2, b'a').and(2, b'n');
        let text = text.as_bytes();
        let (mut count, mut i) = (0, 0);
        while i < text.len() {
            if text[i].is_ascii_digit() {
                count = count * 10 + (text[i] - b'0') as usize;
            } else {
                out = out.and(count, text[i]);
                count = 0;
            }
            i += 1;
        }
        out
    }

    const fn and(mut self, count: usize, kind: u8) -> Self {
        let len = self.len + count;
        while self.len < len {
            self.kinds[self.len] = match kind {
                b'n' => Kind::Digit,
                b'a' => Kind::Letter,
                _ => Kind::Either,
            };
            self.len += 1;
        }
        self
    }

    pub(super) fn kinds(&self) -> &[Kind] {
        &self.kinds[..self.len]
    }
}

/// How the codes of a country are built (letters of either case); `None`: no IBAN begins so.
pub(super) fn structure(country: [u8; 2]) -> Option<&'static Structure> {
    let [first, second] = country.map(|b| usize::from(b.to_ascii_uppercase().wrapping_sub(b'A')));
    let row = BY_LETTERS.get(first)?.get(second)?;
    STRUCTURES.get(usize::from(*row).checked_sub(1)?)
}

/// The structures of both tables.
static STRUCTURES: [Structure; REGISTERED.len() + UNREGISTERED.len()] = {
    let mut out = [Structure::NONE; REGISTERED.len() + UNREGISTERED.len()];
    let mut i = 0;
    while i < out.len() {
        out[i] = Structure::of(row(i).1);
        i += 1;
    }
    out
};

/// By both letters, the place of the country in [`STRUCTURES`], plus one.
static BY_LETTERS: [[u8; 26]; 26] = {
    let mut out = [[0; 26]; 26];
    let mut i = 0;
    while i < STRUCTURES.len() {
        let [first, second] = *row(i).0;
        out[(first - b'A') as usize][(second - b'A') as usize] = i as u8 + 1;
        i += 1;
    }
    out
};

/// A row of both tables, one behind the other.
const fn row(i: usize) -> (&'static [u8; 2], &'static str) {
    if i < REGISTERED.len() { REGISTERED[i] } else { UNREGISTERED[i - REGISTERED.len()] }
}

/// A bit for each second letter, by first letter, of the countries in both tables.
static COUNTRIES: [u32; 26] = {
    let mut bits = [0; 26];
    let mut i = 0;
    while i < STRUCTURES.len() {
        let [first, second] = *row(i).0;
        bits[(first - b'A') as usize] |= 1 << (second - b'A');
        i += 1;
    }
    bits
};

/// Whether an IBAN can begin with two letters, both capitals or both small.
#[inline]
pub(in super::super) fn is_country(letters: [u8; 2]) -> bool {
    let [first, second] = letters.map(|b| b.to_ascii_uppercase().wrapping_sub(b'A'));
    (letters[0] ^ letters[1]) & 0x20 == 0
        && second < 26
        && COUNTRIES.get(usize::from(first)).is_some_and(|bits| bits >> second & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_order_and_share_no_country() {
        for table in [REGISTERED, UNREGISTERED] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        }
        assert!(UNREGISTERED.iter().all(|(code, _)| REGISTERED.binary_search_by_key(code, |r| r.0).is_err()));
        assert_eq!(REGISTERED.len(), 89);
    }

    #[test]
    fn structures_have_known_kinds_and_fit_in_an_iban() {
        for (code, text) in REGISTERED.iter().chain(UNREGISTERED) {
            let kinds = structure(**code).unwrap().kinds();
            assert!((15..=MOST_CHARACTERS).contains(&kinds.len()), "{code:?}");
            assert!(text.bytes().all(|b| b.is_ascii_digit() || b"nac".contains(&b)), "{code:?}");
        }
        let kinds = structure(*b"gb").unwrap().kinds();
        assert_eq!(kinds.iter().filter(|k| **k == Kind::Digit).count(), 16);
        assert_eq!(
            (&kinds[..3], kinds[4], kinds.len()),
            (&[Kind::Letter, Kind::Letter, Kind::Digit][..], Kind::Letter, 22)
        );
        assert!(structure(*b"XX").is_none() && structure(*b"1B").is_none());
    }
}
