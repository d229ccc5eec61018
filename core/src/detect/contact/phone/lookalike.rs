//! Numbers that look like telephone numbers and are dates, times or samples of digits.

use crate::shape::Group;

/// Whether the first three groups are a date with a year of four digits: `2014-04-12`, `03/27/2011`, `12.1.2011`.
#[inline]
pub(crate) fn is_date([a, b, c]: [usize; 3], digits: &[u8]) -> bool {
    (a == 4 || c == 4) && is_date_of([a, b, c], digits)
}

fn is_date_of([a, b, c]: [usize; 3], digits: &[u8]) -> bool {
    let value = |from: usize, len: usize| value(&digits[from..from + len]);
    match (a, b, c) {
        (4, 1..=2, 1..=2) => is_year(digits) && is_day_and_month(value(4, b), value(4 + b, c)),
        (1..=2, 1..=2, 4) => is_year(&digits[a + b..]) && is_day_and_month(value(0, a), value(a, b)),
        _ => false,
    }
}

/// Whether the digits alone are a time stamp: `20140412`, `201404120404`, `20140412040455`, or Unix seconds or
/// milliseconds of this half century.
pub(crate) fn is_time_stamp(digits: &[u8]) -> bool {
    match digits.len() {
        10 | 13 if digits[0] == b'1' => true,
        8 | 10 | 12 | 14 => {
            is_year(digits)
                && (1..=12).contains(&value(&digits[4..6]))
                && (1..=31).contains(&value(&digits[6..8]))
                && (digits.len() < 10 || value(&digits[8..10]) < 24)
                && (digits.len() < 12 || value(&digits[10..12]) < 60)
        }
        _ => false,
    }
}

/// Whether digits without separators, which are no time stamp, are more likely a size in bytes or a sample.
pub(crate) fn is_bare(digits: &[u8]) -> bool {
    is_size(digits) || is_sample(digits)
}

/// Whether the number fits in 32 bits.
pub(crate) fn has_32_bits(digits: &[u8]) -> bool {
    value(digits) <= u64::from(u32::MAX)
}

/// Whether the number is one of whole mebibytes.
fn is_size(digits: &[u8]) -> bool {
    digits[0] != b'0' && value(digits).is_multiple_of(1 << 20)
}

/// Whether the digits are those of an alphabet or a placeholder: `0123456789`, `9876543210`, one digit only.
fn is_sample(digits: &[u8]) -> bool {
    let steps = |step: u8| digits.windows(2).all(|w| (w[1] + 10 - w[0]) % 10 == step);
    steps(0) || (digits.len() >= 9 && (steps(1) || (steps(9) && digits[0] != b'0')))
}

/// Whether eight digits are two years, the earlier first.
pub(crate) fn are_years(digits: &[u8]) -> bool {
    let (first, second) = digits.split_at(digits.len() / 2);
    is_year(first) && is_year(second) && first <= second
}

/// Whether the groups count up: `01 02 03 04 05`.
pub(crate) fn counts(groups: &[Group], digits: &[u8]) -> bool {
    let mut rest = digits;
    let mut values = groups.iter().map(|group| {
        let (group, behind) = rest.split_at(group.len);
        rest = behind;
        value(group)
    });
    let mut last = values.next();
    groups.len() > 2
        && values.all(|value| {
            let is_next = last.is_some_and(|last| value == last + 1);
            last = Some(value);
            is_next
        })
}

fn value(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |n, d| n.wrapping_mul(10).wrapping_add(u64::from(d - b'0')))
}

/// Whether four digits are a year of these centuries.
fn is_year(digits: &[u8]) -> bool {
    digits.starts_with(b"19") || digits.starts_with(b"20")
}

fn is_day_and_month(a: u64, b: u64) -> bool {
    (1..=31).contains(&a) && (1..=31).contains(&b) && (a <= 12 || b <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_known_by_their_groups() {
        assert!(is_date([4, 2, 2], b"2014041204"));
        assert!(is_date([2, 2, 4], b"03272011"));
        assert!(is_date([1, 2, 4], b"1122011"));
        assert!(!is_date([4, 2, 2], b"2014131300"));
        assert!(!is_date([3, 3, 4], b"2125550123"));
    }

    #[test]
    fn time_stamps_are_known_by_their_digits() {
        for stamp in [&b"20140412"[..], b"201404120404", b"1748503543", b"1748503543012"] {
            assert!(is_time_stamp(stamp));
        }
        assert!(!is_time_stamp(b"2125550123"));
    }
}
