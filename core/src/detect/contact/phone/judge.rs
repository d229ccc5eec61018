//! How sure is it that this is a telephone number, without asking the words around it?

use super::Regions;
use super::borders::Border;
use super::choice::Reading;
use super::grouping::{Grouping, Sizes, grouping};
use super::lookalike;
use super::plan::{National, RegionId, begins_abroad, international};
use super::separators::Separator;
use super::written::Candidate;
use crate::finding::Level;

/// Fewest and most digits of a number that only context speaks for.
pub(crate) const CONTEXT_DIGITS: std::ops::RangeInclusive<usize> = 7..=13;
/// Fewest digits of a number that starts with a country code and has no sign of it.
const FEWEST_UNSIGNED: usize = 11;

/// Fewest digits of a number with separators, of a region that the policy does not name.
const FEWEST_ELSEWHERE: usize = 9;

/// Fewest digits of a number with separators at a place where ids stand.
pub(crate) const FEWEST_IN_ROW: usize = 10;
/// Most digits of a country code.
const LONGEST_CODE: usize = 3;
/// Most digits of the first of several groups, where only context speaks for a number.
const LONGEST_FIRST: usize = 5;

/// What was found, and what speaks for it.
pub(crate) type Verdict = (Level, &'static str);

/// Whether digits begin with what is dialled before a country code.
pub(crate) fn has_prefix(digits: &[u8]) -> bool {
    digits.starts_with(b"00") || digits.starts_with(b"011")
}

pub(crate) fn has_trunk_zero(digits: &[u8]) -> bool {
    digits[0] == b'0' && digits[1] != b'0'
}

/// `5551234567`: the area code of films and manuals, which no plan has.
pub(crate) fn is_sample_area(digits: &[u8]) -> bool {
    let digits = digits.strip_prefix(b"1").unwrap_or(digits);
    digits.len() == 10 && digits.starts_with(b"555")
}

/// What follows a `+`.
pub(crate) fn with_plus(digits: &[u8]) -> Option<Verdict> {
    let number = international(digits)?;
    if number.kinds.is_some() {
        Some((Level::Verified, "`+`, a country code and a number of its plan"))
    } else if number.is_possible {
        Some((Level::Likely, "`+`, a country code and a number as long as those of its plan"))
    } else {
        None
    }
}

/// The level that a number has without context, and without a look at its groups.
pub(crate) fn possible(digits: &[u8], is_sample_form: bool, regions: &Regions) -> Option<Level> {
    let is_national = |r: RegionId| r.national(digits).is_some_and(|n| n.trunk_len > 0 || r.is_dialled_without_trunk());
    (regions.with(digits).any(is_national) || (is_sample_form && is_sample_area(digits))).then_some(Level::Possible)
}

impl Reading for Candidate<'_> {
    fn end(&self) -> usize {
        self.end
    }

    fn has_code(&self) -> bool {
        self.head.has_plus || has_prefix(self.digits)
    }

    fn judge(&self, regions: &Regions) -> Option<Verdict> {
        if self.head.has_plus {
            with_plus(self.digits)
        } else {
            self.with_international_prefix().or_else(|| self.separated(regions))
        }
    }

    fn could_be(&self) -> bool {
        self.could_be_shaped(self.head.border)
    }

    fn possible(&self, regions: &Regions) -> Option<Level> {
        possible(self.digits, self.ends_three_three_four(), regions)
    }
}

impl Candidate<'_> {
    /// Whether its groups alone leave anything open, with this border before them.
    pub(crate) fn has_shape(&self, border: Border) -> bool {
        self.has_code() || !(self.is_another_form() || self.is_short()) || self.could_be_shaped(border)
    }

    /// `00` or `011`, then the country code.
    fn with_international_prefix(&self) -> Option<Verdict> {
        let digits = match self.digits.strip_prefix(b"00") {
            Some(_) if self.sizes.at(0) < 2 || self.is_dotted() => return None,
            Some(digits) => digits,
            None if self.sizes.at(0) != 3 => return None,
            None => self.digits.strip_prefix(b"011")?,
        };
        let number = international(digits)?;
        // The country code ends a group, or is glued to the prefix or to all the rest.
        let is_set_apart = self.sizes.at(0) == 2 || self.sizes.at(0) == 2 + number.code_len;
        match number.kinds {
            Some(_) if digits.len() >= FEWEST_ELSEWHERE => {
                Some((Level::Verified, "`00`, a country code and a number of its plan"))
            }
            None if number.is_possible && is_set_apart && self.is_free() && digits.len() >= FEWEST_UNSIGNED => {
                Some((Level::Likely, "`00`, a country code and a number as long as those of its plan"))
            }
            _ => None,
        }
    }

    fn separated(&self, regions: &Regions) -> Option<Verdict> {
        if self.is_another_form() || self.is_short() || self.is_in_a_row() {
            return None;
        }
        let verdict = self.grouped(regions)?;
        (!lookalike::counts(self.groups, self.digits)).then_some(verdict)
    }

    fn grouped(&self, regions: &Regions) -> Option<Verdict> {
        let needed = if self.is_dotted() || self.sizes.at(0) == 1 || !(self.is_free() || self.is_parted()) {
            Grouping::Exact
        } else {
            Grouping::Begins
        };
        let fits = |region: RegionId| {
            if !region.is_dialled_without_trunk() && region.trunk_of(self.digits) == 0 {
                return false;
            }
            let is_long = self.digits.len() >= 10 || !region.is_north_american();
            is_long
                && region.national(self.digits).is_some_and(|number| {
                    (number.trunk_len > 0 || region.is_dialled_without_trunk()) && self.grouping(&number, 0) >= needed
                })
        };
        if regions.with(self.digits).any(fits) {
            return Some((Level::Likely, "grouped as at home in a region of the policy"));
        }
        if self.is_north_american_form(regions) || (is_sample_area(self.digits) && self.ends_three_three_four()) {
            return Some((Level::Likely, "grouped as in North America"));
        }
        if !self.is_free() || self.is_dotted() || self.digits.len() < FEWEST_ELSEWHERE {
            return None;
        }
        if self.is_exact_somewhere() {
            return Some((Level::Likely, "a trunk prefix or area code, grouped as in a plan"));
        }
        self.is_unsigned_international().then_some((Level::Likely, "a country code, grouped as in its plan"))
    }

    fn could_be_shaped(&self, border: Border) -> bool {
        let is_decimal = self.is_dotted() && self.groups.len() == 2;
        CONTEXT_DIGITS.contains(&self.digits.len())
            && !is_decimal
            && self.sizes.at(0) <= LONGEST_FIRST
            && (!self.signs.is(1, Separator::Slash) || self.digits[0] == b'0')
            && border == Border::Free
            && (self.signs.is(1, Separator::Blank) || !self.is_another_form())
            && self.sizes.iter().skip(1).filter(|size| *size == 1).count() <= 1
    }

    fn is_free(&self) -> bool {
        self.head.border == Border::Free && self.after == Border::Free
    }

    /// Whether an area code stands in parentheses, which no id has.
    fn is_parted(&self) -> bool {
        self.head.has_parenthesis && self.signs.is(1, Separator::Parenthesis)
    }

    /// Decimals and versions are written so.
    fn is_dotted(&self) -> bool {
        self.signs.is(1, Separator::Dot)
    }

    /// Ranges and decimals, `0-4194303`, `1.25`, `16.954.231`, `2013-2015`; addresses of machines; in the United States postal codes,
    /// `02110-1301`, and social security numbers.
    fn is_another_form(&self) -> bool {
        let count = self.groups.len();
        let is_dashed = self.signs.are_all(count, Separator::Dash);
        match count {
            2 if self.sizes.at(0) == 1 => !self.signs.is(1, Separator::Parenthesis),
            2 if self.sizes == Sizes::of([4, 4]) => lookalike::are_years(self.digits),
            2 => is_dashed && self.sizes == Sizes::of([5, 4]),
            3 if is_dashed && self.sizes == Sizes::of([3, 2, 4]) => true,
            _ if !self.is_dotted() => false,
            4 if self.sizes.iter().all(|size| size <= 3) => true,
            _ => self.digits[0] != b'0' && self.sizes.without(self.sizes.at(0)).are_all(count - 1, 3),
        }
    }

    /// Too few digits for what stands between them: `0226 0304`, `016.934`, `0 282 282`.
    fn is_short(&self) -> bool {
        let is_first = |sign| self.signs.is(1, sign);
        let is_zero_alone = self.sizes.at(0) == 1 && self.digits[0] == b'0';
        if is_first(Separator::Dot) {
            self.digits.len() < 10 || self.groups.len() < 3 || is_zero_alone
        } else if is_first(Separator::Blank) {
            match is_zero_alone {
                true => self.digits.len() < 10 || self.sizes.at(1) < 3,
                false => self.digits.len() < 9 && self.groups.len() == 2,
            }
        } else {
            is_zero_alone && !is_first(Separator::Parenthesis)
        }
    }

    /// Too few digits for a place where ids stand, or groups with blanks in a row of more.
    fn is_in_a_row(&self) -> bool {
        // Eleven digits in three groups behind a trunk prefix, `020 7946 0958`, are no columns of a table.
        let is_marked = self.digits.len() == 11 && self.groups.len() == 3 && has_trunk_zero(self.digits);
        !self.is_free()
            && !is_marked
            && (self.digits.len() < FEWEST_IN_ROW || self.signs.are_all(self.groups.len(), Separator::Blank))
    }

    /// How the groups agree with the plan; the first `skipped` digits are no part of the number.
    fn grouping(&self, number: &National, skipped: usize) -> Grouping {
        grouping(number, self.sizes.without(number.trunk_len + skipped))
    }

    /// Whether some plan has it exactly like this, with a trunk prefix or an area code in parentheses.
    fn is_exact_somewhere(&self) -> bool {
        let is_marked = has_trunk_zero(self.digits) || self.is_parted();
        let is_exact = |region: RegionId| {
            let number = region.national(self.digits);
            number.is_some_and(|n| (n.trunk_len == 1 || self.is_parted()) && self.grouping(&n, 0) == Grouping::Exact)
        };
        is_marked
            && Regions::of(self.digits)
                .any(|region| (self.is_parted() || region.trunk_of(self.digits) == 1) && is_exact(region))
    }

    /// `372 512 34 567`: the first group is a country code, the others are grouped as in its plan.
    fn is_unsigned_international(&self) -> bool {
        if self.digits.len() < FEWEST_UNSIGNED || self.sizes.at(0) > LONGEST_CODE {
            return false;
        }
        let Some((region, code_len)) = begins_abroad(self.digits) else { return false };
        let rest = || region.national(&self.digits[code_len..]);
        self.sizes.at(0) == code_len
            && rest().is_some_and(|n| {
                self.grouping(&n, code_len) == Grouping::Exact || (n.kinds.is_mobile() && self.groups.len() > 2)
            })
    }

    /// `(298) 418-4789`, `298-418-4789`, `1 (298) 418-4789`: nothing else is written like this, so the plan, which
    /// does not have every area code yet, is not asked.
    fn is_north_american_form(&self, regions: &Regions) -> bool {
        let digits = self.digits.strip_prefix(b"1").unwrap_or(self.digits);
        !self.is_dotted()
            && (self.signs.has(self.groups.len(), Separator::Dash) || self.is_parted())
            && digits.len() == 10
            && digits[0] >= b'2'
            && self.ends_three_three_four()
            && regions.any(RegionId::is_north_american)
    }

    fn ends_three_three_four(&self) -> bool {
        matches!(*self.groups, [.., a, b] if (a.len, b.len) == (3, 4))
    }
}
