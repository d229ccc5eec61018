//! How good is a detector? What it found of the planted values, what it missed, and what it made up.

use std::fmt;

use crate::document::{Document, Value};

/// Counts against the ground truth; `found + mistyped + missed` is the number of planted values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Values whose every byte lies in findings, at least one of them of the value's own type.
    pub found: usize,
    /// Values whose every byte lies in findings, all of other types: nothing leaks, but the name is wrong.
    pub mistyped: usize,
    /// Values of which at least one byte lies in no finding.
    pub missed: usize,
    /// Findings that touch no value, or that take more than two letters or digits too many.
    pub false_: usize,
}

impl Score {
    /// Whether everything was found under its own name and nothing was made up.
    pub fn is_perfect(&self) -> bool {
        self.mistyped == 0 && self.missed == 0 && self.false_ == 0
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.mistyped += other.mistyped;
        self.missed += other.missed;
        self.false_ += other.false_;
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, mistyped, missed, false_ } = self;
        write!(f, "{found} found, {mistyped} mistyped, {missed} missed, {false_} false")
    }
}

/// What a detector proposes.
///
/// # Units
/// Byte offsets, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'f> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Canonical name of its entity type.
    pub entity: &'f str,
}

/// Compares findings with the ground truth. They are given in the order of the text, none within another.
pub fn score<'f>(findings: impl IntoIterator<Item = Found<'f>>, document: &Document) -> Score {
    let (missed, false_, mut total) = judge(findings, document);
    total.missed = missed.len();
    total.false_ = false_.len();
    total
}

/// The values that were missed and the findings that were made up, by their place: for the one who has to mend it.
pub fn mistakes<'f>(
    findings: impl IntoIterator<Item = Found<'f>>,
    document: &Document,
) -> (Vec<Value>, Vec<Found<'f>>) {
    let (missed, false_, _) = judge(findings, document);
    (missed, false_)
}

fn judge<'f>(
    findings: impl IntoIterator<Item = Found<'f>>,
    document: &Document,
) -> (Vec<Value>, Vec<Found<'f>>, Score) {
    let mut findings: Vec<Found<'f>> = findings.into_iter().collect();
    findings.sort_by_key(|found| (found.start, found.end));
    let mut score = Score::default();
    let mut missed = Vec::new();
    let mut first = 0;
    for value in &document.values {
        while findings.get(first).is_some_and(|found| found.end <= value.start) {
            first += 1;
        }
        let over = || findings[first..].iter().take_while(|found| found.start < value.end);
        let uncovered = over().fold(value.start, |at, found| if found.start <= at { at.max(found.end) } else { at });
        if uncovered < value.end {
            missed.push(*value);
        } else if over().any(|found| found.entity == value.entity) {
            score.found += 1;
        } else {
            score.mistyped += 1;
        }
    }
    let mut first = 0;
    findings.retain(|found| {
        while document.values.get(first).is_some_and(|value| value.end <= found.start) {
            first += 1;
        }
        let within: Vec<_> = document.values[first..].iter().take_while(|value| value.start < found.end).collect();
        let outside = |at: &usize| !within.iter().any(|value| (value.start..value.end).contains(at));
        let is_word = |at: &usize| document.text.get(*at).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        within.is_empty() || (found.start..found.end).filter(outside).filter(is_word).count() > 2
    });
    (missed, findings, score)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let mut document = Document::default();
        document.push("mail ");
        document.push_value("EMAIL_ADDRESS", "bob@example.com");
        document.push(" call ");
        document.push_value("PHONE_NUMBER", "212-555-0142");
        document.push(" order 12345678");
        document
    }

    fn found(start: usize, end: usize, entity: &str) -> Found<'_> {
        Found { start, end, entity }
    }

    #[test]
    fn all_values_under_their_names_are_perfect() {
        let score = score([found(5, 20, "EMAIL_ADDRESS"), found(26, 38, "PHONE_NUMBER")], &document());
        assert_eq!(score, Score { found: 2, ..Score::default() });
        assert!(score.is_perfect());
    }

    #[test]
    fn one_byte_short_is_missed() {
        let score = score([found(5, 19, "EMAIL_ADDRESS")], &document());
        assert_eq!(score, Score { missed: 2, ..Score::default() });
    }

    #[test]
    fn a_gap_between_two_findings_is_missed() {
        let score = score([found(26, 30, "PHONE_NUMBER"), found(31, 38, "PHONE_NUMBER")], &document());
        assert_eq!(score.missed, 2);
    }

    #[test]
    fn another_name_is_mistyped() {
        let score = score([found(5, 20, "PHONE_NUMBER"), found(26, 38, "PHONE_NUMBER")], &document());
        assert_eq!(score, Score { found: 1, mistyped: 1, ..Score::default() });
    }

    #[test]
    fn a_look_alike_and_a_greedy_finding_are_false() {
        let score =
            score([found(0, 20, "EMAIL_ADDRESS"), found(26, 38, "PHONE_NUMBER"), found(45, 53, "X")], &document());
        assert_eq!(score, Score { found: 2, false_: 2, ..Score::default() });
    }
}
