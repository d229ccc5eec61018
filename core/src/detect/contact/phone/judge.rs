//! How sure is it that this is a telephone number, without asking the words around it?

use super::Regions;
use super::borders::{Border, Head};
use super::grouping::{Grouping, Sizes, grouping};
use super::lookalike;
use super::plan::{National, RegionId, international};
use crate::finding::Level;
use crate::shape::Group;

/// Fewest and most digits of a number that only context speaks for.
const CONTEXT_DIGITS: std::ops::RangeInclusive<usize> = 7..=13;
/// Digits of a number without separators that starts with a trunk prefix.
const BARE_DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

/// One way to read the groups at a place.
pub(crate) struct Written<'n> {
    pub head: Head,
    pub groups: &'n [Group],
    pub digits: &'n [u8],
    /// What stands behind the last group or the extension.
    pub after: Border,
    pub has_extension: bool,
}

impl Written<'_> {
    /// The level of what needs no context, and what speaks for it.
    pub(crate) fn judge(&self, regions: &Regions) -> Option<(Level, &'static str)> {
        if self.head.has_plus {
            return self.with_plus();
        }
        if let Some(verdict) = self.with_international_prefix() {
            return Some(verdict);
        }
        if self.groups.len() > 1 { self.separated(regions) } else { self.bare(regions) }
    }

    fn with_plus(&self) -> Option<(Level, &'static str)> {
        let number = international(self.digits)?;
        if number.kinds.is_some() {
            Some((Level::Verified, "`+`, a country code and a number of its plan"))
        } else if number.is_possible {
            Some((Level::Likely, "`+`, a country code and a number as long as those of its plan"))
        } else {
            None
        }
    }

    /// `00` or `011`, then the country code.
    fn with_international_prefix(&self) -> Option<(Level, &'static str)> {
        let is_bare = self.groups.len() == 1;
        let digits = match self.digits.strip_prefix(b"00") {
            Some(digits) => digits,
            None if is_bare || self.groups[0].len != 3 => return None,
            None => self.digits.strip_prefix(b"011")?,
        };
        let kinds = international(digits)?.kinds?;
        if !is_bare {
            Some((Level::Verified, "`00`, a country code and a number of its plan"))
        } else if self.is_free() && kinds.is_mobile() {
            Some((Level::Likely, "`00`, a country code and a mobile number of its plan"))
        } else {
            None
        }
    }

    fn separated(&self, regions: &Regions) -> Option<(Level, &'static str)> {
        let needed = if self.is_free() { Grouping::Begins } else { Grouping::Exact };
        let fits = |region: RegionId| {
            let number = region.national(self.digits)?;
            let is_clear = number.trunk_len > 0 || region.is_dialled_without_trunk();
            (is_clear && self.grouping(&number)? >= needed).then_some(())
        };
        if regions.iter().any(|r| fits(r).is_some()) {
            return Some((Level::Likely, "grouped as at home in a region of the policy"));
        }
        if self.is_north_american_sample() {
            return Some((Level::Likely, "grouped as in North America, with an area code for samples"));
        }
        if self.is_free() && self.has_trunk_zero() && self.digits.len() >= 9 && self.is_exact_somewhere() {
            return Some((Level::Likely, "a trunk prefix, and grouped as in a plan"));
        }
        None
    }

    fn bare(&self, regions: &Regions) -> Option<(Level, &'static str)> {
        if !self.is_free() || lookalike::is_sample(self.digits) || lookalike::is_time_stamp(self.digits) {
            return None;
        }
        if self.has_extension && self.possible(regions).is_some() {
            return Some((Level::Likely, "a number of a region of the policy, with an extension"));
        }
        if self.has_trunk_zero() {
            let is_national = BARE_DIGITS.contains(&self.digits.len())
                && regions.iter().any(|r| r.national(self.digits).is_some_and(|n| n.trunk_len > 0));
            return is_national.then_some((Level::Likely, "a trunk prefix and a number of a region of the policy"));
        }
        let number = international(self.digits)?;
        let is_mobile = number.kinds.is_some_and(|k| k.is_mobile()) && number.trunk_len == 0;
        (is_mobile && self.digits[0] != b'1' && self.digits.len() >= 10)
            .then_some((Level::Likely, "a country code and a mobile number of its plan"))
    }

    /// Whether context may make it a telephone number.
    pub(crate) fn could_be(&self) -> bool {
        let last = self.groups[self.groups.len() - 1].len;
        let is_bare = self.groups.len() == 1;
        CONTEXT_DIGITS.contains(&self.digits.len())
            && !lookalike::is_time_stamp(self.digits)
            && !lookalike::is_sample(self.digits)
            && (is_bare || last >= 2)
            && self.groups.iter().skip(1).all(|g| g.len > 1)
    }

    /// The level that `could_be` has without context.
    pub(crate) fn possible(&self, regions: &Regions) -> Option<Level> {
        let is_national =
            |r: RegionId| r.national(self.digits).is_some_and(|n| n.trunk_len > 0 || r.is_dialled_without_trunk());
        (regions.iter().any(is_national) || self.is_north_american_sample()).then_some(Level::Possible)
    }

    fn is_free(&self) -> bool {
        self.head.border == Border::Free && self.after == Border::Free
    }

    fn has_trunk_zero(&self) -> bool {
        self.digits[0] == b'0' && self.digits[1] != b'0'
    }

    fn grouping(&self, number: &National) -> Option<Grouping> {
        let sizes = Sizes::new(self.groups.iter().map(|g| g.len), number.trunk_len)?;
        Some(grouping(number, &sizes))
    }

    fn is_exact_somewhere(&self) -> bool {
        RegionId::all().any(|region| {
            let number = region.national(self.digits).filter(|n| n.trunk_len == 1);
            number.is_some_and(|n| self.grouping(&n) == Some(Grouping::Exact))
        })
    }

    /// `555-123-4567`: the area code of films and manuals, which no plan has.
    fn is_north_american_sample(&self) -> bool {
        let digits = self.digits.strip_prefix(b"1").unwrap_or(self.digits);
        digits.len() == 10 && digits.starts_with(b"555") && {
            let mut sizes = self.groups.iter().map(|g| g.len).rev();
            self.groups.len() == 1 || (sizes.next() == Some(4) && sizes.next() == Some(3))
        }
    }
}
