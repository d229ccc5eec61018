//! Texts and policies that try to break the machine: values, what looks like them, what stands between.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use crate::session::Spellings;
use crate::{Level, Operator, Pattern, Policy, Redactor};

/// The key of the sessions in these tests: texts hold tokens that are valid under it.
pub(super) const KEY: &[u8] = b"key of the tests";

/// Values of every type; secrets are put together from pieces, so that no secret scanner trips.
static VALUES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV0123456789";
    let mut values: Vec<String> = [
        "a@b.co",
        "bob@example.com",
        "bob.o'brien+tag@mail.example.co.uk",
        "j\u{FC}rgen@example.de",
        "\"odd one\"@example.com",
        "+1 212-555-0123",
        "(212) 555-0123",
        "212-555-0123",
        "2125550123",
        "+44 (0)20 7946 0958",
        "06 12 34 56 78",
        "+49 1512 3456789",
        "0044 20 7946 0958",
        "1-212-555-0123 ext. 42",
        "4111111111111111",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "GB82WEST12345698765432",
        "GB82 WEST 1234 5698 7654 32",
        "DE89 3704 0044 0532 0130 00",
        "123-45-6789",
        "536 22 1234",
        "536221234",
        "192.0.2.17",
        "192.0.2.17/24",
        "2001:db8::8a2e:370:7334",
        "::1",
        "fe80::1%eth0",
        "::ffff:192.0.2.128",
    ]
    .map(str::to_owned)
    .to_vec();
    values.extend([
        format!("{}{}", "AK", "IAIOSFODNN7EXAMPLE"),
        format!("{}{}", "gh", "p_") + &letters[..36],
        format!("{}{}", "s", "k-proj-") + &letters[..48],
        format!("{}{}", "s", "k-ant-api03-") + &letters[10..58] + &letters[..40],
        format!("{}{}", "AI", "za") + &letters[20..55],
        format!("{}{}", "xo", "xb-") + "123456789012-123456789012-" + &letters[..24],
        format!("{}{}", "sk_", "live_") + &letters[..24],
    ]);
    values
});

const NEAR_MISSES: &[&str] = &[
    "4111 1111 1111 1112",
    "GB82WEST12345698765433",
    "000-12-3456",
    "192.0.2.256",
    "1.2.3",
    "bob@example",
    "@example.com",
    "bob@",
    "2026-11-24T10:11:12Z",
    "550e8400-e29b-41d4-a716-446655440000",
    "1748503543012",
    "$1,234.56",
    "10:20:30",
    "a::b",
    "123 456 789",
    "12 34",
    "(212)",
    "+1",
    "+",
    "(",
    "0",
    "7",
    "20",
    "5550",
    "9876543",
];

const WORDS: &[&str] = &[
    "phone",
    "Tel.",
    "ssn",
    "social security",
    "card",
    "mobile:",
    "fax",
    "iban",
    "badge",
    "my number is",
    "id",
    "\"phone\": ",
    "电话",
    "手机号",
    "传真",
    "and",
    "x",
    "EMP",
    "version",
    "order",
    "ext",
    "Ext. 12",
];

const SEPARATORS: &[&str] = &[
    " ", " ", " ", ", ", "-", "-", ".", "/", ":", ": ", ";", "=", "\n", "\n\n", "\r\n", "\t", "_", "@", "+", "(", ")",
    " - ", "\"", "'", "<", ">", "[", "]", "\\", "%", "&", "|", "*", "**", "****", "#", "\u{A0}", "\u{2013}",
    "\u{200B}", "--", "  ", "   ",
];

const SCRIPTS: &[&str] = &[
    "\u{53F7}",
    "\u{8054}\u{7CFB}",
    "\u{E9}",
    "\u{416}",
    "\u{1F600}",
    "e\u{301}",
    "\u{FF11}",
    "\u{FF20}",
    "\u{3000}",
    "\u{AD}",
    "\u{0E40}",
    "\u{D0}",
    "\u{FEFF}",
];

const PLACEHOLDERS: &[&str] = &[
    "[REDACTED_EMAIL]",
    "[EMAIL_1KT]",
    "[REDACTED_X]",
    "[ABC]",
    "[EMAIL_1]",
    "[A",
    "[RED",
    "[",
    "]",
    "[x]",
    "<EMAIL_ADDRESS>",
    "<EMAIL",
    "<CREDIT_CARD>",
    "[CARD]",
    "[PHONE]",
    "****",
    "***************1111",
    "*****",
    "jo*****",
    "***",
    "••••",
    "\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}99",
];

const ESCAPES: &[&str] = &[
    "bob%40example.com",
    "bob\\u0040example.com",
    "bob&#64;example&#x2e;com",
    "%2B1 212-555-0123",
    "\\u002b1 212 555 0123",
    "4111\u{200B}1111 1111 1111",
    "\u{FF14}111111111111111",
    "%40",
    "%4",
    "\\u00",
    "\\n",
    "&#",
    "&commat;",
    "&amp;",
    "%20",
    "\\u003",
    "1\u{FF10}.0.0.1",
];

/// Tokens of the tests' session and everything that almost is one.
static TOKENS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spellings =
        Spellings::new(KEY, ["EMAIL", "CREDIT_CARD", "PHONE", "CARD", "IP", "TOKEN", "BADGE"].map(str::to_owned));
    let mut all = Vec::new();
    for (label, number) in
        [("EMAIL", 1), ("EMAIL", 2), ("CARD", 1), ("PHONE", 1), ("TOKEN", 1), ("TOKEN", 2), ("IP", 12)]
    {
        let mut token = Vec::new();
        spellings.write(spellings.label(label).expect("one of the labels"), number, &mut token);
        let token = String::from_utf8(token).expect("ASCII");
        let inner = token[1..token.len() - 1].to_owned();
        all.extend([
            token.clone(),
            token.clone(),
            inner.clone(),
            token.to_lowercase(),
            inner.to_lowercase(),
            token.replace('_', "\\_"),
            format!("\\[{inner}\\]"),
            format!("\\[{inner}]"),
            format!("[{inner}\\]"),
            format!("[ {inner} ]"),
            token.replace('_', " "),
            token.replace('_', "-"),
            format!("[{inner}"),
            format!("{inner}]"),
            token[..token.len() - 2].to_owned(),
            token[..4].to_owned(),
            token[3..].to_owned(),
            token.replace(&number.to_string(), "7"),
            format!("x{inner}"),
            format!("{inner}x"),
        ]);
    }
    all
});

/// Bytes that a failure shows readably.
#[derive(Clone)]
pub(super) struct Text(pub Vec<u8>);

impl std::ops::Deref for Text {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// A policy of which a failure shows what is not as in the default one.
#[derive(Clone)]
pub(super) struct Rules(pub Policy);

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Policy { min_level, entities, exclude, allow, operators, patterns, .. } = &self.0;
        write!(f, "{min_level} {entities:?} -{exclude:?} allow {allow:?} {operators:?} {patterns:?}")
    }
}

/// A value with some of its bytes written as escapes, or with something of no width between them.
fn disguised() -> impl Strategy<Value = Vec<u8>> {
    let places = proptest::collection::vec((any::<prop::sample::Index>(), 0u8..7), 1..4);
    (select(VALUES.as_slice()), places).prop_map(|(value, places)| {
        let mut pieces: Vec<String> = value.chars().map(String::from).collect();
        for (at, how) in places {
            let at = at.index(pieces.len());
            let Some(byte) = pieces[at].bytes().next().filter(|b| pieces[at].len() == 1 && b.is_ascii()) else {
                continue;
            };
            pieces[at] = match how {
                0 => format!("%{byte:02x}"),
                1 => format!("\\u{byte:04X}"),
                2 => format!("&#{byte};"),
                3 => format!("&#x{byte:x};"),
                4 => char::from_u32(0xFEE0 + u32::from(byte)).map_or_else(String::new, String::from),
                5 => format!("{}\u{200B}", char::from(byte)),
                _ => format!("\u{AD}{}", char::from(byte)),
            };
        }
        pieces.concat().into_bytes()
    })
}

/// A part of a text.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let text = |s: String| s.into_bytes();
    let of = |all: &'static [&'static str]| select(all).prop_map(|s: &str| s.as_bytes().to_vec());
    prop_oneof![
        6 => select(VALUES.as_slice()).prop_map(text),
        2 => of(NEAR_MISSES),
        2 => of(WORDS),
        8 => of(SEPARATORS),
        1 => of(SCRIPTS),
        2 => of(PLACEHOLDERS),
        2 => select(TOKENS.as_slice()).prop_map(text),
        1 => of(ESCAPES),
        2 => disguised(),
        1 => "[a-z]{1,6}".prop_map(text),
        1 => "[0-9]{1,5}".prop_map(text),
        1 => "[ -~]{1,4}".prop_map(text),
        1 => "EMP-?[0-9]{2,7}".prop_map(text),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ]
}

/// A text of up to `most` pieces, now and then with a byte too many or too few.
pub(super) fn text(most: usize) -> impl Strategy<Value = Text> {
    let pieces = proptest::collection::vec(piece(), 0..=most).prop_map(|pieces| pieces.concat());
    (pieces, any::<prop::sample::Index>(), 0u8..8, any::<u8>()).prop_map(|(mut text, at, what, byte)| {
        if !text.is_empty() {
            let at = at.index(text.len());
            match what {
                0 => drop(text.remove(at)),
                1 => text.insert(at, byte),
                _ => {}
            }
        }
        Text(text)
    })
}

/// The same as UTF-8.
pub(super) fn utf8(most: usize) -> impl Strategy<Value = String> {
    text(most).prop_map(|text| String::from_utf8_lossy(&text).into_owned())
}

/// Patterns that are hard to cut or to end.
pub(super) const PATTERNS: &[(&str, &str, usize)] = &[
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
];

fn pattern((entity, regex, max_length): (&str, &str, usize)) -> Pattern {
    Pattern::new(entity, regex).max_length(max_length)
}

/// Patterns of a policy: none, or a few of [`PATTERNS`], some with context or another level.
fn patterns(likelihood: f64) -> impl Strategy<Value = Vec<Pattern>> {
    let one = (select(PATTERNS), 0u8..6).prop_map(|(row, kind)| match kind {
        0 => pattern(row).level(Level::Possible).context(["badge", "phone"]),
        1 => pattern(row).context(["badge"]),
        2 => pattern(row).level(Level::Verified),
        _ => pattern(row),
    });
    prop::option::weighted(likelihood, proptest::collection::vec(one, 1..3)).prop_map(Option::unwrap_or_default)
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
    patterned: f64,
) -> impl Strategy<Value = Rules> {
    let types: Vec<String> = crate::entities().map(|e| e.name.to_owned()).collect();
    let entities = prop::option::weighted(0.2, proptest::sample::subsequence(types.clone(), 1..3));
    let targets = [types, vec!["DEFAULT".to_owned()]].concat();
    let operators = proptest::collection::btree_map(select(targets), operator, 0..3);
    let level = select(vec![Level::Possible, Level::Likely, Level::Likely, Level::Verified]);
    let allow = prop::option::weighted(0.2, select(VALUES.as_slice()));
    (entities, operators, level, allow, patterns(patterned)).prop_map(
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
        4 => policy(operator().boxed(), 0.5),
    ]
}

pub(super) fn compiled(rules: &Rules) -> Redactor {
    Redactor::builder().policy(rules.0.clone()).build().expect("the generator makes policies that compile")
}

/// How often a property is tried. `PROPTEST_CASES` raises it; failures are not written beside the source: a minimal
/// input becomes a test of its own.
pub(super) fn cases(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

/// A few ways to cut a text, each at several places: thousandths of its length.
pub(super) fn many_cuts() -> impl Strategy<Value = Vec<Vec<usize>>> {
    proptest::collection::vec(proptest::collection::vec(0usize..=1000, 1..12), 4)
}

/// The offsets of such cuts.
pub(super) fn offsets(text: &[u8], many: &[Vec<usize>]) -> Vec<Vec<usize>> {
    many.iter().map(|cuts| cuts.iter().map(|c| c * text.len() / 1000).collect()).collect()
}
