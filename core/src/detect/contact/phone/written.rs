//! The groups at a place, and the candidates that begin there.

use std::ops::RangeInclusive;

use super::borders::{self, Border, Head};
use super::neighbours::Name;
use super::separators::Separator;
use super::{extension, lookalike, neighbours};
use crate::detect::Window;
use crate::placeholder::OPAQUE;
use crate::shape::{Group, NumberRun};

/// Most groups that one number has.
const MOST_GROUPS: usize = 8;
/// Fewest digits of a number that commas may stand beside.
const FEWEST_IN_FIELD: usize = 9;

/// The groups from a place on, as far as a telephone number could reach.
pub(crate) struct Written<'n> {
    head: Head,
    groups: &'n [Group],
    digits: &'n [u8],
    /// What stands before each group but the first.
    separators: [Option<Separator>; MOST_GROUPS],
    /// Whether more groups follow behind a blank.
    goes_on: bool,
}

/// One way to read them: the first so many groups.
pub(crate) struct Candidate<'n> {
    pub head: Head,
    pub groups: &'n [Group],
    pub digits: &'n [u8],
    pub separators: &'n [Option<Separator>],
    /// Where it ends, extension included.
    pub end: usize,
    /// What stands behind it.
    pub after: Border,
    pub has_extension: bool,
    /// What a key or word beside it says; asked only without separators.
    pub name: Name,
    /// Whether it is one of several numbers with commas between them; asked only without separators.
    pub is_in_a_list: bool,
}

impl<'n> Written<'n> {
    pub(crate) fn read(window: &Window<'_>, head: Head, number: &'n NumberRun) -> Self {
        let groups = number.groups();
        let mut separators = [None; MOST_GROUPS];
        let mut count = 1;
        while count < groups.len().min(MOST_GROUPS) {
            let separator = Separator::read(window, groups[count - 1].end(), groups[count].start);
            let is_fit = match separator {
                None => false,
                // Only an area code or country code is set apart so; elsewhere two numbers are.
                Some(Separator::Spaced) => count == 1,
                // Elsewhere it divides.
                Some(Separator::Slash) => count == 1 || head.has_plus,
                // Decimals are written with dots among other separators.
                Some(Separator::Dot) => {
                    head.has_plus
                        || head.has_parenthesis
                        || separators[1..count].iter().all(|s| *s == Some(Separator::Dot))
                }
                Some(_) => head.has_plus || separators[1] != Some(Separator::Dot),
            };
            if !is_fit {
                break;
            }
            separators[count] = separator;
            count += 1;
        }
        let goes_on = groups.len() > count;
        let digits = &number.digits()[..groups[..count].iter().map(|g| g.len).sum()];
        Self { head, groups: &groups[..count], digits, separators, goes_on }
    }

    /// The number of groups.
    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    /// Where the last group ends.
    pub(crate) fn end(&self) -> usize {
        self.groups[self.groups.len() - 1].end()
    }

    /// Whether a date stands in the groups: at their start, or behind a size or a count (`565 2023-01-14`).
    pub(crate) fn is_date(&self) -> bool {
        let mut sizes = [0; MOST_GROUPS];
        sizes.iter_mut().zip(self.groups).for_each(|(s, g)| *s = g.len);
        let sizes = &sizes[..self.groups.len()];
        let is_date_at = |i: usize| lookalike::is_date(&sizes[i..], &self.digits[sizes[..i].iter().sum()..]);
        is_date_at(0)
            || (sizes.len() == 4
                && self.separators[1] == Some(Separator::Blank)
                && self.separators[2] == Some(Separator::Dash)
                && is_date_at(1))
    }

    /// The candidate of the first `count` groups, where a number can end behind them.
    pub(crate) fn candidate(
        &self,
        window: &Window<'_>,
        count: usize,
        lengths: RangeInclusive<usize>,
    ) -> Option<Candidate<'_>> {
        let groups = &self.groups[..count];
        let digits = &self.digits[..groups.iter().map(|g| g.len).sum()];
        if !lengths.contains(&digits.len()) {
            return None;
        }
        let mut candidate = Candidate {
            head: self.head,
            groups,
            digits,
            separators: &self.separators[1..count],
            end: groups[count - 1].end(),
            after: Border::Free,
            has_extension: false,
            is_in_a_list: false,
            name: Name::Nothing,
        };
        if !candidate.has_shape() {
            return None;
        }
        let end = candidate.end;
        let extended = extension::end(window, end);
        let mut after = if extended.is_some() { Border::Free } else { borders::after(window, end) };
        // A placeholder behind a blank may stand for the groups that followed (I4).
        let is_cut = count < self.groups.len() || self.goes_on;
        let is_next = |b: u8| (is_cut && b.is_ascii_digit()) || b == OPAQUE;
        if window.get(end) == Some(b' ') && window.get(end + 1).is_some_and(is_next) {
            after = after.max(Border::Narrow);
        }
        // Fields of a line with commas: a trunk prefix and groups are neither thousands nor a list.
        let head = &mut candidate.head;
        if count > 1 && digits.len() >= FEWEST_IN_FIELD && digits[0] == b'0' {
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
        let in_pairs = count > 2 && groups.iter().all(|g| g.len == 2);
        if after == Border::Closed || (in_pairs && borders::is_among_pairs(window, self.head.start, end, count)) {
            return None;
        }
        if count == 1 {
            candidate.is_in_a_list = neighbours::is_in_a_list(window, self.head.start, end);
            candidate.name = neighbours::name(window, self.head.start, end);
        }
        (candidate.end, candidate.after, candidate.has_extension) =
            (extended.unwrap_or(end), after, extended.is_some());
        Some(candidate)
    }
}
