//! request/number: which digits does a JSON number say?

/// Digits beyond this are no number that anyone writes; it is shown as it stands.
const MOST_DIGITS: usize = 40;

/// The number as people write it, if it is whole and spelled otherwise: `4.111e3` and `4111.0` are `4111`.
///
/// A table with gaps turns whole numbers into floats (`4111111111111111.0`), and the card in one is still a card.
pub(crate) fn plain_digits(number: &[u8]) -> Option<Vec<u8>> {
    let (sign, rest) = match number.strip_prefix(b"-") {
        Some(rest) => (&number[..1], rest),
        None => (&number[..0], number),
    };
    let e = rest.iter().position(|b| matches!(b, b'e' | b'E'));
    let (mantissa, exponent) = match e {
        Some(e) => (&rest[..e], std::str::from_utf8(&rest[e + 1..]).ok()?.parse::<i64>().ok()?),
        None => (rest, 0),
    };
    let dot = mantissa.iter().position(|&b| b == b'.');
    if dot.is_none() && e.is_none() {
        return None;
    }
    let mut digits: Vec<u8> = mantissa.iter().copied().filter(u8::is_ascii_digit).collect();
    let whole = i64::try_from(dot.unwrap_or(mantissa.len())).ok()?.checked_add(exponent)?;
    let whole = usize::try_from(whole).ok().filter(|&w| (1..=MOST_DIGITS).contains(&w))?;
    if digits.len() > whole && digits[whole..].iter().any(|&b| b != b'0') {
        return None;
    }
    digits.resize(whole, b'0');
    let zeros = digits.iter().take_while(|&&b| b == b'0').count().min(digits.len() - 1);
    Some([sign, &digits[zeros..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_whatever_their_spelling() {
        for (number, wanted) in [
            ("4111111111111111.0", Some("4111111111111111")),
            ("4.111111111111111e15", Some("4111111111111111")),
            ("41111111111111110e-1", Some("4111111111111111")),
            ("-12.50E1", Some("-125")),
            ("0.0", Some("0")),
            ("0.00012e6", Some("120")),
            ("4111111111111111", None),
            ("0.5", None),
            ("1e400", None),
            ("1e-99999999999999999999", None),
            ("1e9223372036854775807", None),
        ] {
            assert_eq!(plain_digits(number.as_bytes()).as_deref(), wanted.map(str::as_bytes), "{number}");
        }
    }
}
