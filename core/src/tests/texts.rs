//! Texts that try to break the machine, and ways to cut them.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use super::pieces::{ESCAPES, NEAR_MISSES, PLACEHOLDERS, RUNS, SCRIPTS, SEPARATORS, TOKENS, VALUES, WORDS};

/// The key of the sessions in these tests: texts hold tokens that are valid under it.
pub(super) const KEY: &[u8] = b"key of the tests";

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

/// Heads, bodies and ends behind each other, with nothing between them.
fn run() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(select(RUNS.as_slice()), 1..6).prop_map(|pieces| pieces.concat().into_bytes())
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
        3 => select(RUNS.as_slice()).prop_map(text),
        1 => run(),
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

/// How often a property is tried, with the same inputs each time: `PROPTEST_RNG_SEED` gives others, `PROPTEST_CASES` more.
/// Failures are not written beside the source: a minimal input becomes a test of its own.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    let given = ProptestConfig::default();
    let rng_seed = if given.rng_seed == RngSeed::Random { RngSeed::Fixed(4) } else { given.rng_seed };
    ProptestConfig {
        cases: wanted.unwrap_or(cases),
        max_global_rejects: u32::MAX,
        failure_persistence: None,
        rng_seed,
        ..given
    }
}

/// A few ways to cut a text, each at several places: thousandths of its length.
pub(super) fn many_cuts() -> impl Strategy<Value = Vec<Vec<usize>>> {
    proptest::collection::vec(proptest::collection::vec(0usize..=1000, 1..12), 4)
}

/// The offsets of such cuts.
pub(super) fn offsets(text: &[u8], many: &[Vec<usize>]) -> Vec<Vec<usize>> {
    many.iter().map(|cuts| cuts.iter().map(|c| c * text.len() / 1000).collect()).collect()
}
