//! The groups at a place, and the candidates that begin there.

use super::borders::{self, Border, Head};
use super::grouping::Sizes;
use super::lookalike;
use super::separators::{Separator, Signs};
use crate::detect::Window;
use crate::shape::{Group, NumberRun, Parentheses};

/// Most groups that one number has.
pub(crate) const MOST_GROUPS: usize = Sizes::MOST;
/// Most groups before a parenthesis: `44 (0)(20) 7946`.
const LAST_PARENTHESIS: usize = 3;
/// Fewest digits of a number that commas may stand beside.
const FEWEST_IN_FIELD: usize = 9;

/// The groups from a place on, as far as a telephone number could reach.
pub(crate) struct Written<'n> {
    head: Head,
    pub groups: &'n [Group],
    pub digits: &'n [u8],
    sizes: Sizes,
    signs: Signs,
    /// Whether more groups follow behind a blank.
    goes_on: bool,
}

/// One way to read them: the first so many groups, two or more.
pub(crate) struct Candidate<'n> {
    pub head: Head,
    pub groups: &'n [Group],
    pub digits: &'n [u8],
    pub sizes: Sizes,
    /// What stands between the groups, and behind them.
    pub signs: Signs,
    /// Where it ends, extension included.
    pub end: usize,
    /// What stands behind it.
    pub after: Border,
}

impl<'n> Written<'n> {
    #[inline]
    pub(crate) fn read(window: &Window<'_>, head: Head, number: &'n NumberRun) -> Self {
        let groups = number.groups();
        let (mut sizes, mut signs) = (Sizes::default(), Signs::default());
        let mut len = groups[0].len;
        sizes.set(0, len);
        let mut count = 1;
        let mut parentheses = Parentheses::default();
        while count < groups.len().min(MOST_GROUPS) {
            let (last, group) = (groups[count - 1].end(), groups[count]);
            let sign = match group.start - last {
                1 => Separator::of(number.separators()[count - 1]),
                _ => Separator::read(window.slice(last, group.start)),
            };
            let Some(sign) = sign else { break };
            let is_fit = match sign {
                // Only an area code or country code is set apart so; elsewhere two numbers are.
                Separator::Spaced => count == 1,
                // Elsewhere it divides.
                Separator::Slash => count == 1 || head.has_plus,
                // Decimals are written with dots among other separators.
                Separator::Dot => head.has_plus || head.has_parenthesis || signs.are_all(count, Separator::Dot),
                Separator::Parenthesis if !head.has_plus => {
                    let between = window.slice(last, group.start);
                    // `1 (22) (33)`: only a trunk prefix stands in parentheses before others.
                    let is_second = count > 1 && between.starts_with(b")") && between.ends_with(b"(");
                    parentheses.take(between)
                        && count <= LAST_PARENTHESIS
                        && !(is_second && groups[count - 1].len > 1)
                        && !signs.is(1, Separator::Dot)
                }
                _ => head.has_plus || !signs.is(1, Separator::Dot),
            };
            if !is_fit {
                break;
            }
            signs.set(count, sign);
            sizes.set(count, group.len);
            len += group.len;
            count += 1;
        }
        let goes_on = groups.len() > count;
        Self { head, groups: &groups[..count], digits: &number.digits()[..len], sizes, signs, goes_on }
    }

    /// Where the last group ends.
    pub(crate) fn end(&self) -> usize {
        self.groups[self.groups.len() - 1].end()
    }

    /// Whether a date stands in the groups: at their start, or behind a size or a count (`565 2023-01-14`).
    pub(crate) fn is_date(&self) -> bool {
        let size = |i: usize| self.sizes.at(i);
        (self.groups.len() > 2 && lookalike::is_date([size(0), size(1), size(2)], self.digits))
            || (self.groups.len() == 4
                && self.signs.is(1, Separator::Blank)
                && self.signs.is(2, Separator::Dash)
                && lookalike::is_date([size(1), size(2), size(3)], &self.digits[size(0)..]))
    }

    /// Whether more groups follow the first `count`.
    pub(crate) fn is_cut(&self, count: usize) -> bool {
        count < self.groups.len() || self.goes_on
    }

    /// The candidate of the first `count` groups, which have these digits, where a number can end behind them.
    #[inline(always)]
    pub(crate) fn candidate<'c>(
        &'c self,
        window: &'c Window<'_>,
        count: usize,
        digits: &'c [u8],
    ) -> Option<Candidate<'c>> {
        let groups = &self.groups[..count];
        let end = groups[count - 1].end();
        let (extended, mut after) = borders::behind(window, end, self.is_cut(count))?;
        // Fields of a line with commas: a trunk prefix and groups are neither thousands nor a list.
        let mut head = self.head;
        if digits.len() >= FEWEST_IN_FIELD && digits[0] == b'0' {
            if after == Border::Narrow && window.get(end) == Some(b',') {
                after = Border::Free;
            }
            if head.border == Border::Narrow && window.before(head.start) == Some(b',') {
                head.border = Border::Free;
            }
        }
        // `fc28eba-0392-4771-cb6d`: a part of an id, whatever its groups look like.
        let is_inside_id = !self.head.has_plus
            && self.head.border == Border::Narrow
            && after == Border::Narrow
            && window.before(self.head.start) == Some(b'-')
            && window.get(end) == Some(b'-');
        if is_inside_id {
            return None;
        }
        let sizes = self.sizes.first(count);
        let in_pairs = count > 2 && sizes.are_all(count, 2);
        if in_pairs && borders::is_among_pairs(window, self.head.start, end, count) {
            return None;
        }
        let end = extended.unwrap_or(end);
        Some(Candidate { head, groups, digits, sizes, signs: self.signs, end, after })
    }
}
