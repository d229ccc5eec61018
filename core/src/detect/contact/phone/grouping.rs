//! Would somebody in that region write the number with separators at these places?

use super::plan::{National, formats};

/// The sizes of the groups of a written number without its trunk prefix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    sizes: [u8; Self::MOST],
    count: usize,
}

impl Sizes {
    const MOST: usize = 12;

    /// Of groups as they are written; the first `skipped` digits are no part of the number. `None`: too many groups.
    pub(crate) fn new(groups: impl Iterator<Item = usize>, mut skipped: usize) -> Option<Self> {
        let mut all = Self::default();
        for mut size in groups {
            let cut = skipped.min(size);
            skipped -= cut;
            size -= cut;
            if size > 0 {
                *all.sizes.get_mut(all.count)? = u8::try_from(size).ok()?;
                all.count += 1;
            }
        }
        Some(all)
    }

    fn as_slice(&self) -> &[u8] {
        &self.sizes[..self.count]
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
pub(crate) fn grouping(number: &National, sizes: &Sizes) -> Grouping {
    let formats = formats(number.region);
    let sizes = sizes.as_slice();
    if formats.iter().any(|&f| is_exact(f, sizes)) {
        Grouping::Exact
    } else if sizes.len() < 2 || formats.iter().any(|&f| begins(f, sizes)) {
        Grouping::Begins
    } else {
        Grouping::Strange
    }
}

/// The groups of a format: fewest and most digits of each.
fn groups(format: u64) -> impl Iterator<Item = (u8, u8)> {
    format.to_le_bytes().into_iter().take_while(|&b| b != 0).map(|b| (b & 15, b >> 4))
}

fn is_exact(format: u64, sizes: &[u8]) -> bool {
    let mut rest = sizes.iter();
    groups(format).all(|(least, most)| rest.next().is_some_and(|s| (least..=most).contains(s))) && rest.next().is_none()
}

/// Whether a border of the format can stand where the first group ends, and the whole has one of its lengths.
fn begins(format: u64, sizes: &[u8]) -> bool {
    let (mut least, mut most, mut is_border) = (0, 0, false);
    for (fewest, many) in groups(format) {
        is_border |= least > 0 && (least..=most).contains(&sizes[0]);
        (least, most) = (least + fewest, most + many);
    }
    is_border && (least..=most).contains(&sizes.iter().sum())
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
        grouping(&number, &Sizes::new(groups, number.trunk_len).unwrap())
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
}
