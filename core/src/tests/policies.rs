//! Policies that try to break the machine: any mix of types, levels, operators, lists and patterns.

use proptest::prelude::*;
use proptest::sample::select;

use super::pieces::VALUES;
use crate::{Level, Operator, Pattern, Policy, Redactor};

/// A policy of which a failure shows what is not as in the default one.
#[derive(Clone)]
pub(super) struct Rules(pub Policy);

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Policy { min_level, entities, exclude, allow, operators, patterns, .. } = &self.0;
        write!(f, "{min_level} {entities:?} -{exclude:?} allow {allow:?} {operators:?} {patterns:?}")
    }
}

/// A pattern: entity type, regular expression, `max_length`.
pub(super) type Row = (&'static str, &'static str, usize);

/// Patterns that are hard to cut or to end.
pub(super) const PATTERNS: &[Row] = &[
    ("BADGE", r"\bEMP-\d{6}\b", 1024),
    ("EDGE", r"\b\d{2,3}\b", 5),
    ("NOT_CAPITAL", r".*[^A-Z]|[A-Z]", 7),
    ("FIVE", r"(?s).{5,}", 9),
    ("SHORT_FIRST", r"a|ab|abc", 1024),
    ("STARS", r"x*", 3),
    ("LINE", r"(?m)^\w+$", 16),
    ("START", r"^[a-z]+|[0-9]+$", 8),
    ("LAZY", r"<.*?>", 12),
    ("WORD", r"\b\w{4}\b", 64),
    ("NOT_WORD", r"\B\p{L}+", 6),
    ("CASE", r"(?i)emp\W?[0-9]", 1024),
    ("WIDE", r"\p{Han}{2,}", 9),
    ("ASCII_EDGE", r"(?-u:\b)[a-z]{3}(?-u:\b)", 32),
    ("HALF", r"\b{start-half}[a-z]+\b{end-half}", 20),
    ("DIGITS", r"\d+", 4),
    ("low_code", r"\b[a-z]{3}[0-9]\b", 8),
];

fn pattern((entity, regex, max_length): Row) -> Pattern {
    Pattern::new(entity, regex).max_length(max_length)
}

/// Those of [`PATTERNS`] that are no words and don't look for the inside of one: what they match is not context to
/// others, and a placeholder, which is a word to its neighbours, makes no new match.
const STABLE: &[&str] = &["BADGE", "EDGE", "SHORT_FIRST", "STARS", "CASE", "DIGITS", "low_code"];

/// The patterns that keep I4.
pub(super) fn stable_patterns() -> Vec<Row> {
    PATTERNS.iter().copied().filter(|row| STABLE.contains(&row.0)).collect()
}

/// Patterns of a policy: none, or a few of `rows`, some with context or another level.
fn patterns(rows: Vec<Row>, likelihood: f64) -> impl Strategy<Value = Vec<Pattern>> {
    let one = (select(rows), 0u8..6).prop_map(|(row, kind)| match kind {
        0 => pattern(row).level(Level::Possible).context(["badge", "phone"]),
        1 => pattern(row).context(["badge"]),
        2 => pattern(row).level(Level::Verified),
        _ => pattern(row),
    });
    let some = proptest::collection::vec(one, 1..3);
    (some, 0.0..1.0).prop_map(move |(some, chance): (_, f64)| if chance < likelihood { some } else { Vec::new() })
}

/// Operators whose output is a placeholder.
pub(super) fn stable_operator() -> impl Strategy<Value = Operator> {
    prop_oneof![
        select(["[REDACTED_{label}]", "<{entity}>", "[{label}]", "(({label}))", "{{{{{label}}}}}"].as_slice())
            .prop_map(Operator::replace),
        Just(Operator::number()),
        (select(vec!['*', '\u{2022}', '#']), select(vec![0usize, 0, 2, 4]), select(vec![0usize, 0, 2, 4]))
            .prop_map(|(c, first, last)| Operator::mask().with_char(c).keep_first(first).keep_last(last)),
    ]
}

fn operator() -> impl Strategy<Value = Operator> {
    prop_oneof![8 => stable_operator(), 1 => Just(Operator::drop()), 1 => Just(Operator::keep())]
}

/// Policies: any mix of types, levels, operators, lists and patterns.
pub(super) fn policy(
    operator: impl Strategy<Value = Operator> + Clone,
    rows: Vec<Row>,
    patterned: f64,
) -> impl Strategy<Value = Rules> {
    let types: Vec<String> = crate::entities().map(|e| e.name.to_owned()).collect();
    let entities = prop::option::weighted(0.2, proptest::sample::subsequence(types.clone(), 1..3));
    let targets = [types, vec!["DEFAULT".to_owned()]].concat();
    let operators = proptest::collection::btree_map(select(targets), operator, 0..3);
    let level = select(vec![Level::Possible, Level::Likely, Level::Likely, Level::Verified]);
    let allow = prop::option::weighted(0.2, select(VALUES.as_slice()));
    (entities, operators, level, allow, patterns(rows, patterned)).prop_map(
        |(entities, operators, level, allow, patterns)| {
            let mut policy = Policy { entities, operators, patterns, ..Policy::default() };
            policy.min_level = level;
            policy.allow.extend(allow);
            Rules(policy)
        },
    )
}

/// Any accepted policy.
pub(super) fn any_policy() -> impl Strategy<Value = Rules> {
    prop_oneof![
        2 => Just(Rules(Policy::default())),
        1 => Just(Rules(Policy::preset("strict").expect("a preset"))),
        4 => policy(operator().boxed(), PATTERNS.to_vec(), 0.5),
    ]
}

pub(super) fn compiled(rules: &Rules) -> Redactor {
    Redactor::builder().policy(rules.0.clone()).build().expect("the generator makes policies that compile")
}
