//! Would somebody in that region write the number with separators at these places?

use super::plan::{National, formats};

/// The sizes of groups, a byte each, the first one lowest: all are compared at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes(u64);

/// A byte for each group.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte, which no size has.
const HIGH: u64 = EACH << 7;

impl Sizes {
    /// Most groups.
    pub(crate) const MOST: usize = 8;

    pub(crate) const fn of<const N: usize>(sizes: [u8; N]) -> Self {
        let (mut all, mut i) = (0, 0);
        while i < N {
            all |= (sizes[i] as u64) << (8 * i);
            i += 1;
        }
        Self(all)
    }

    /// Adds the group at index `i`.
    pub(crate) fn set(&mut self, i: usize, size: usize) {
        self.0 |= (size as u64) << (8 * i);
    }

    /// The first so many of them.
    pub(crate) fn first(self, count: usize) -> Self {
        Self(self.0 & (u64::MAX >> (8 * (Self::MOST - count))))
    }

    pub(crate) fn at(self, i: usize) -> usize {
        usize::from(self.0.to_le_bytes()[i])
    }

    /// Whether the first `count`, which are all that there are, have this size.
    pub(crate) fn are_all(self, count: usize, size: u8) -> bool {
        self == Self(EACH * u64::from(size)).first(count)
    }

    /// One after the other.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.to_le_bytes().into_iter().take_while(|&size| size > 0).map(usize::from)
    }

    /// What remains without so many digits at the start.
    pub(crate) fn without(self, mut digits: usize) -> Self {
        let mut rest = self.0;
        while digits > 0 && rest > 0 {
            let cut = digits.min((rest & 0xFF) as usize);
            digits -= cut;
            rest -= cut as u64;
            if rest & 0xFF == 0 {
                rest >>= 8;
            }
        }
        Self(rest)
    }
}

/// How the groups agree with the formats of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grouping {
    /// No format has a border where the first group ends.
    Strange,
    /// A format has a border where the first group ends, or there is but one group.
    Begins,
    /// As a format has it.
    Exact,
}

/// Compares the groups of a number with the formats of its region.
pub(crate) fn grouping(number: &National, sizes: Sizes) -> Grouping {
    let mut begun = sizes.0 >> 8 == 0;
    for &format in formats(number.region) {
        if is_exact(format, sizes) {
            return Grouping::Exact;
        }
        begun = begun || begins(format, sizes);
    }
    if begun { Grouping::Begins } else { Grouping::Strange }
}

/// The fewest and the most digits of a format's groups.
fn bounds(format: u64) -> (u64, u64) {
    (format & (0x0F * EACH), format >> 4 & (0x0F * EACH))
}

/// The highest bit of each byte in which `a` is at least `b`.
fn reaches(a: u64, b: u64) -> u64 {
    ((a | HIGH) - b) & HIGH
}

fn is_exact(format: u64, Sizes(sizes): Sizes) -> bool {
    let (least, most) = bounds(format);
    reaches(sizes, least) & reaches(most, sizes) == HIGH
}

/// Whether a border of the format can stand where the first group ends, and the whole has one of its lengths.
fn begins(format: u64, Sizes(sizes): Sizes) -> bool {
    // Each byte of a product with `EACH` is the sum of those up to it.
    let (least, most) = bounds(format);
    let (least, most) = (least.wrapping_mul(EACH), most.wrapping_mul(EACH));
    let first = (sizes & 0xFF) * EACH;
    // The last group has no border behind it.
    let borders = HIGH >> 8 >> (format.leading_zeros() & !7);
    let whole = sizes.wrapping_mul(EACH);
    reaches(first, least) & reaches(most, first) & borders != 0 && (least >> 56..=most >> 56).contains(&(whole >> 56))
}

#[cfg(test)]
mod tests {
    use super::super::plan::RegionId;
    use super::*;

    fn judge(iso: &str, written: &str) -> Grouping {
        let region = RegionId::all().find(|r| r.iso() == iso).unwrap();
        let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
        let number = region.national(&digits).expect("valid");
        let groups = written.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|&l| l > 0);
        let mut sizes = Sizes::default();
        groups.enumerate().for_each(|(i, size)| sizes.set(i, size));
        grouping(&number, sizes.without(number.trunk_len))
    }

    #[test]
    fn formats_of_the_plan_are_exact() {
        for (iso, written) in [
            ("US", "212-555-0123"),
            ("US", "1 212 555 0123"),
            ("GB", "020 7946 0958"),
            ("GB", "07700 900123"),
            ("GB", "01632 960123"),
            ("FR", "06 12 34 56 78"),
            ("DE", "030 23125000"),
        ] {
            assert_eq!(judge(iso, written), Grouping::Exact, "{iso} {written}");
        }
    }

    #[test]
    fn a_plausible_area_code_begins_a_number() {
        assert_eq!(judge("US", "212-5550123"), Grouping::Begins);
        assert_eq!(judge("DE", "030 23125-0"), Grouping::Begins);
    }

    #[test]
    fn borders_that_no_format_has_are_strange() {
        assert_eq!(judge("US", "2014-04-1204"), Grouping::Strange);
        assert_eq!(judge("US", "21-2555-0123"), Grouping::Strange);
    }

    #[test]
    fn digits_are_taken_off_the_start() {
        let sizes = Sizes::of([1, 3, 3, 4]);
        assert_eq!(sizes.without(1), Sizes::of([3, 3, 4]));
        assert_eq!(sizes.without(2), Sizes::of([2, 3, 4]));
        assert_eq!(sizes.without(4), Sizes::of([3, 4]));
        assert_eq!(sizes.without(20), Sizes::default());
    }
}
