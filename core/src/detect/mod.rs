//! detect: what is it, and does the value hold?
//!
//! One entity type is one file with a [`Detector`]; one line in the table below makes it known everywhere: to the
//! dispatcher, `inkout entities`, error messages with the nearest name, the tests of all examples.

mod body;
mod catalogue;
mod checks;
pub(crate) mod class;
mod sink;
#[cfg(test)]
mod tests;
mod window;
mod words;

pub(crate) use body::{Body, Taken};
pub(crate) use catalogue::Catalogue;
#[cfg(any(test, feature = "stand-ins"))]
pub(crate) use checks::{Borders, stands_alone_after, stands_alone_before};
pub(crate) use phone_number::Regions;
pub(crate) use sink::{Begun, Candidate, Kind, Sink};
pub(crate) use window::Window;

use crate::entity::EntityType;
use crate::policy::Settings;
use crate::shape::{NumberRun, is_signed};

/// The table of entity types: one line a type. Its order is the last tie-break between findings.
macro_rules! table {
    ($($file:literal $module:ident),* $(,)?) => {
        $(#[path = $file] mod $module;)*
        /// Every detector, in table order.
        pub(crate) static TABLE: &[&Detector] = &[$(&$module::DETECTOR),*];
        #[cfg(test)]
        const FILES: &[&str] = &[$($file),*];
    };
}

table! {
    "contact/email_address.rs" email_address,
    "contact/phone_number.rs" phone_number,
    "finance/credit_card.rs" credit_card,
    "finance/iban_code.rs" iban_code,
    "network/ip_address.rs" ip_address,
    "secrets/api_key.rs" api_key,
    "secrets/jwt.rs" jwt,
    "secrets/private_key.rs" private_key,
    "united_states/us_ssn.rs" us_ssn,
}

/// What proposes and checks findings of one entity type.
pub(crate) struct Detector {
    /// The type itself.
    pub entity: EntityType,
    /// Name of the rule in findings: the file's name.
    pub rule: &'static str,
    /// The places it wants to see.
    pub triggers: &'static [Trigger],
    /// How far it may look from the trigger's place; the window is no longer than that.
    pub reach: Reach,
    /// The shapes of numbers that it looks at; others are not shown to it.
    pub needs: Needs,
    /// Whether a number deserves a look at what stands around it: a cheap test that most numbers fail. [`anything`] for
    /// those that look at no numbers.
    pub glance: fn(&Glance<'_>) -> bool,
    /// Looks at one place and tells the sink what it found there.
    pub find: fn(&Place<'_>, &mut Sink),
    /// Whole words (lower case) that speak for a finding.
    pub context: &'static [&'static str],
    /// Lower wins between findings of equal level, kind and length.
    pub precedence: u8,
    /// Marked texts: `hits` hold each value between « and », `misses` hold none and say why in a comment.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are data for the tests"))]
    pub examples: Examples,
}

/// Texts that show what a detector finds.
pub(crate) struct Examples {
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are data for the tests"))]
    pub hits: &'static [&'static str],
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are data for the tests"))]
    pub misses: &'static [&'static str],
}

/// How many bytes before and from the trigger's place a rule may look at.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    pub before: usize,
    pub after: usize,
}

/// Which shapes of numbers a detector looks at, and which literals.
#[derive(Clone, Copy)]
pub(crate) struct Needs {
    /// Whether a number could be one, by the digits of its first two groups.
    pub pair: fn(usize, usize) -> bool,
    /// Whether a number in one piece could be one, by its number of digits and the first of them.
    pub alone: fn(usize, u8) -> bool,
    /// Fewest digits in all.
    pub digits: usize,
    /// Fewest groups.
    pub groups: usize,
    /// The literals at whose end it is asked, whole; three bytes or more.
    pub heads: &'static [&'static str],
    /// The ASCII bytes right behind which a head begins nothing, as it is the end of a word; behind an escape it may.
    pub never_behind: class::Classes,
    /// Those of which, where many stand in a row, only the first and the last are asked about: the first sees the longest
    /// rest, and the last one what is beyond its reach.
    pub rows: &'static [&'static str],
}

impl Needs {
    /// For detectors that look at neither.
    pub(crate) const NOTHING: Self =
        Self { pair: |_, _| false, alone: |_, _| false, digits: 0, groups: 0, heads: &[], never_behind: 0, rows: &[] };

    /// Whether a number whose first group fits has enough.
    #[inline]
    pub(crate) fn are_met(self, number: &NumberRun) -> bool {
        !number.is_complete() || (number.digits().len() >= self.digits && number.groups().len() >= self.groups)
    }
}

/// What a detector sees of a number at first.
pub(crate) struct Glance<'a> {
    pub number: &'a NumberRun,
    /// The two bytes before it; line ends at the start of the text.
    pub before: [u8; 2],
}

impl Glance<'_> {
    /// Whether what stands before it could make it another number.
    #[inline]
    pub(crate) fn is_signed(&self) -> bool {
        is_signed(self.before[1])
    }
}

/// For detectors that tell nothing by a glance.
pub(crate) fn anything(_: &Glance<'_>) -> bool {
    true
}

/// Why the scan stage says that something could be here. Decided by the bytes up to and including the place alone, so
/// that a trigger is known as soon as its byte has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// First digit of a group of digits.
    Number,
    /// First of two digits that follow two ASCII letters at once with which an account number can begin.
    Glued,
    /// An `@`.
    At,
    /// A colon right behind another one, but no third; or one that has five others before it, with at most four
    /// hexadecimal digits between each two.
    Colon,
    /// The last byte of a literal head of a secret (`sk-`, `AKIA`, ...): see `scan::heads`.
    Head,
    /// The last byte of a literal with which a run begins (`eyJ`, `-----BEGIN`). Its detectors are asked by `run`.
    Run,
    /// Where an escape could stand. No detector's: the `escape` lane decodes around it and asks them all.
    Escape,
}

impl Trigger {
    /// Number of kinds.
    pub(crate) const COUNT: usize = 7;
}

/// One place that a detector is asked about.
pub(crate) struct Place<'a> {
    /// The text around it.
    pub window: &'a Window<'a>,
    /// What the number looks like, for `Trigger::Number` and `Trigger::Glued`.
    pub number: &'a NumberRun,
    /// Why it is asked.
    pub trigger: Trigger,
    /// What the policy says.
    pub settings: &'a Settings,
}

/// The name in the table (of a type, label or family) that is closest to a misspelt one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    let names =
        TABLE.iter().flat_map(|d| [d.entity.name, d.entity.label].into_iter().chain(d.entity.families.iter().copied()));
    let wanted = name.to_ascii_uppercase();
    names
        .map(|n| (edits(wanted.as_bytes(), n.to_ascii_uppercase().as_bytes()), n))
        .filter(|(distance, n)| *distance <= 1 + n.len() / 4)
        .min()
        .map(|(_, n)| n)
}

/// Levenshtein distance.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

/// The indices in [`TABLE`] of what a policy means by a name: an entity type, its label, or a family.
pub(crate) fn named(name: &str) -> Vec<usize> {
    let is = |d: &&Detector| {
        d.entity.name.eq_ignore_ascii_case(name)
            || d.entity.label.eq_ignore_ascii_case(name)
            || d.entity.families.iter().any(|f| f.eq_ignore_ascii_case(name))
    };
    TABLE.iter().enumerate().filter(|(_, d)| is(d)).map(|(i, _)| i).collect()
}

/// Whether two letters can begin an account number: the only ones behind which digits are a trigger.
#[inline]
pub(crate) fn begins_account(letters: [u8; 2]) -> bool {
    iban_code::is_country(letters)
}

/// The literal heads of secrets, whole.
#[cfg(test)]
pub(crate) fn heads() -> impl Iterator<Item = &'static [u8]> {
    heads_of(TABLE, Trigger::Head)
}

/// The literals with which runs begin; the same holds for them.
pub(crate) fn run_heads() -> impl Iterator<Item = &'static [u8]> {
    heads_of(TABLE, Trigger::Run)
}

/// The literals of the types in a table that want a trigger.
fn heads_of(table: &[&'static Detector], trigger: Trigger) -> impl Iterator<Item = &'static [u8]> {
    let wants = move |detector: &&&'static Detector| detector.triggers.contains(&trigger);
    table.iter().filter(wants).flat_map(|detector| detector.needs.heads).map(|head| head.as_bytes())
}
