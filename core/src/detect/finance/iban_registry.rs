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

/// What stands behind the check digits in a country (capitals); `None`: no IBAN begins so.
pub(super) fn structure(country: [u8; 2]) -> Option<&'static str> {
    [REGISTERED, UNREGISTERED].iter().find_map(|table| {
        let row = table.binary_search_by_key(&country, |(code, _)| **code).ok()?;
        Some(table[row].1)
    })
}

/// A bit for each second letter, by first letter, of the countries in both tables.
static COUNTRIES: [u32; 26] = {
    let mut bits = [0; 26];
    let tables = [REGISTERED, UNREGISTERED];
    let mut t = 0;
    while t < tables.len() {
        let mut i = 0;
        while i < tables[t].len() {
            let [first, second] = *tables[t][i].0;
            bits[(first - b'A') as usize] |= 1 << (second - b'A');
            i += 1;
        }
        t += 1;
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

/// The kinds of characters of a structure, one a character: `n`, `a` or `c`.
pub(super) fn kinds(structure: &'static str) -> impl Iterator<Item = u8> {
    structure.split_inclusive(|c: char| c.is_ascii_lowercase()).flat_map(|part| {
        let (count, kind) = part.split_at(part.len() - 1);
        std::iter::repeat_n(kind.as_bytes()[0], count.parse().unwrap_or(0))
    })
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
        for (code, structure) in REGISTERED.iter().chain(UNREGISTERED) {
            let kinds: Vec<u8> = kinds(structure).collect();
            assert!((11..=MOST_CHARACTERS - 4).contains(&kinds.len()), "{code:?}");
            assert!(kinds.iter().all(|k| b"nac".contains(k)), "{code:?}");
        }
        assert_eq!(kinds("4a14n").count(), 18);
    }
}
