//! A number in one piece: only what nothing else is written like needs no context.

use super::borders::{self, Border, Head};
use super::choice::Reading;
use super::judge::{self, CONTEXT_DIGITS, Verdict};
use super::neighbours::{self, Name};
use super::plan::{RegionId, international};
use super::{Regions, lookalike};
use crate::detect::Window;
use crate::finding::Level;

/// Digits of a number that starts with a trunk prefix.
const NATIONAL_DIGITS: std::ops::RangeInclusive<usize> = 9..=12;
/// The same for a mobile number of a region that the policy does not name.
const MOBILE_DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

/// Digits without separators, or those of the first group.
pub(crate) struct Bare<'n> {
    window: &'n Window<'n>,
    head: Head,
    digits: &'n [u8],
    /// Where they end, without an extension.
    stop: usize,
    /// Where the extension ends.
    extended: Option<usize>,
    after: Border,
    /// What a key or word beside it says.
    name: Name,
    is_time_stamp: bool,
}

impl<'n> Bare<'n> {
    /// Reads what stands around these digits; `None`: they are no number, whatever words stand near. `is_cut`: more groups
    /// follow.
    pub(crate) fn read(window: &'n Window<'n>, head: Head, digits: &'n [u8], is_cut: bool) -> Option<Self> {
        let stop = window.at() + digits.len();
        let is_time_stamp = lookalike::is_time_stamp(digits);
        // Without a sign before it, only a number that stands free has anything to hope for.
        let has_shape = || {
            let has_length = CONTEXT_DIGITS.contains(&digits.len()) || judge::has_prefix(digits);
            head.border == Border::Free && has_length && !is_time_stamp
        };
        if !(head.has_plus || has_shape()) {
            return None;
        }
        let (extended, after) = borders::behind(window, stop, is_cut)?;
        let name = neighbours::name(window, head.start, stop);
        let is_possible = head.has_plus || name != Name::Other;
        is_possible.then_some(Self { window, head, digits, stop, extended, after, name, is_time_stamp })
    }

    /// `00`, then the country code.
    fn with_international_prefix(&self) -> Option<Verdict> {
        let number = international(self.digits.strip_prefix(b"00")?)?;
        let is_mobile = number.kinds.is_some_and(|kinds| kinds.is_mobile());
        is_mobile.then_some((Level::Likely, "`00`, a country code and a mobile number of its plan"))
    }

    fn national(&self, regions: &Regions) -> Option<Verdict> {
        let digits = self.digits;
        if self.extended.is_some() && self.possible(regions).is_some() {
            return Some((Level::Likely, "a number of a region of the policy, with an extension"));
        }
        if judge::has_trunk_zero(digits) {
            let behind_trunk = |r: RegionId| {
                let number = if r.trunk_of(digits) > 0 { r.national(digits) } else { None };
                number.filter(|n| n.trunk_len > 0)
            };
            let is_mobile = |r: RegionId| behind_trunk(r).is_some_and(|n| n.kinds.is_mobile());
            let is_national = |r: RegionId| match digits.len() {
                ..12 => behind_trunk(r).is_some(),
                _ => is_mobile(r),
            };
            let fits = (NATIONAL_DIGITS.contains(&digits.len()) && regions.with(digits).any(is_national))
                || (MOBILE_DIGITS.contains(&digits.len()) && Regions::of(digits).any(is_mobile));
            return fits.then_some((Level::Likely, "a trunk prefix and a number of a plan"));
        }
        // Without a trunk prefix: machines count in 32 bits and write lists.
        if lookalike::has_32_bits(digits) || neighbours::is_in_a_list(self.window, self.head.start, self.stop) {
            return None;
        }
        if judge::is_sample_area(digits) {
            return Some((Level::Likely, "ten digits with an area code for samples"));
        }
        let is_chinese = digits.len() == 11 && RegionId::china_has_mobile(digits);
        if is_chinese {
            return Some((Level::Likely, "as long as a Chinese mobile number, and one of the plan"));
        }
        let number = international(digits)?;
        let fits = number.kinds.is_some_and(|k| k.is_mobile()) && number.trunk_len == 0 && digits.len() >= 10;
        fits.then_some((Level::Likely, "a country code and a mobile number of its plan"))
    }
}

impl Reading for Bare<'_> {
    fn end(&self) -> usize {
        self.extended.unwrap_or(self.stop)
    }

    fn has_code(&self) -> bool {
        self.head.has_plus || judge::has_prefix(self.digits)
    }

    fn judge(&self, regions: &Regions) -> Option<Verdict> {
        if self.head.has_plus {
            return judge::with_plus(self.digits);
        }
        let is_free = self.head.border == Border::Free && self.after == Border::Free;
        if !is_free || self.name != Name::Nothing || lookalike::is_bare(self.digits) {
            return None;
        }
        self.with_international_prefix().or_else(|| self.national(regions))
    }

    fn could_be(&self) -> bool {
        CONTEXT_DIGITS.contains(&self.digits.len())
            && self.head.border == Border::Free
            && self.name != Name::Other
            && !self.is_time_stamp
    }

    fn possible(&self, regions: &Regions) -> Option<Level> {
        judge::possible(self.digits, true, regions)
    }
}
