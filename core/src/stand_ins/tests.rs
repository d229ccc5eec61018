//! Every stand-in is live, and a table with all of them is as exact as the real one.

use inkout_corpus::{Family, generate};
use proptest::prelude::*;

use super::*;
use crate::Level;
use crate::scan::tests::Path;
use crate::stand_ins::lists::HEADS;
use crate::tests::cases;

fn built() -> Redactor {
    redactor(Policy::default()).expect("it compiles")
}

#[test]
fn there_are_two_hundred_types_and_two_hundred_literals() {
    assert!(catalogue().table.len() - TABLE.len() >= 200);
    assert_eq!(HEADS.as_flattened().len(), 200);
}

#[test]
fn every_stand_in_finds_its_sample_and_the_real_table_does_not() {
    let redactor = built();
    for (name, text) in samples() {
        let findings = redactor.scan(&text).expect("it is short");
        assert!(findings.iter().any(|f| f.entity() == name && f.level() >= Level::Likely), "{name}: {text}");
        assert!(!Redactor::default().scan(&text).expect("it is short").iter().any(|f| f.entity() == name));
    }
}

#[test]
fn every_literal_of_a_stand_in_is_found() {
    let redactor = built();
    for head in HEADS.as_flattened() {
        let text = format!("x {head}a1B2c3D4e5F6g7H8i9J0k1L2");
        assert_eq!(redactor.redact(&text).expect("it is short").matches("[REDACTED_").count(), 1, "{head}");
    }
}

/// In context, `possible` without it: what the default policy asks of none of them, a strict one does.
#[test]
fn without_their_words_numbers_are_possible_at_most() {
    let strict = redactor(Policy::preset("strict").expect("it is a preset")).expect("it compiles");
    let is_number = |f: &crate::Finding| f.rule() == "stand_in_number";
    let mut possible = 0;
    for (_, text) in samples().into_iter().take(lists::WORDS.len()) {
        let number = text.rsplit(' ').next().unwrap();
        assert!(!built().scan(number).unwrap().iter().any(is_number), "{text}");
        possible += strict.scan(number).unwrap().iter().filter(|f| is_number(f)).count();
    }
    assert!(possible >= 40, "{possible}");
}

/// What a redactor makes of a text on the portable path, and on each other one that the machine has (I9).
fn same_on_every_path(redactor: &Redactor, text: &[u8]) {
    let redact = || redactor.redact_bytes(text).expect("it is short").into_owned();
    let wanted = Path::Portable.force(redact);
    assert!(redact() == wanted, "{}", text.escape_ascii());
    for path in Path::others() {
        assert!(path.force(redact) == wanted, "{path:?}: {}", text.escape_ascii());
    }
}

#[test]
fn i9_every_literal_is_the_same_across_every_border() {
    let redactor = built();
    for head in HEADS.as_flattened() {
        for place in 0..140 {
            same_on_every_path(&redactor, format!("{}{head}a1B2c3D4e5F6g7H8i9J0k1L2", " ".repeat(place)).as_bytes());
        }
    }
}

#[test]
fn i9_the_corpus_is_the_same_with_stand_ins() {
    let redactor = built();
    for (seed, family) in (1..).zip(Family::ALL) {
        same_on_every_path(&redactor, &generate(family, seed, 100_000).text);
    }
}

/// `explain` asks every rule; the sieve dismisses none that would have said something.
fn sieve_keeps_all(redactor: &Redactor, text: &str) -> Result<(), TestCaseError> {
    let findings = redactor.scan(text).expect("it is short");
    let found: Vec<_> = findings.iter().map(|f| (f.span().start as u64, f.span().end as u64, f.entity())).collect();
    let decisions = redactor.explain(text).expect("it is short");
    let mut accepted: Vec<_> =
        decisions.iter().filter(|d| d.accepted).map(|d| (d.start, d.end, d.entity.as_str())).collect();
    accepted.sort_unstable();
    prop_assert_eq!(found, accepted, "{}", text);
    Ok(())
}

fn piece() -> impl Strategy<Value = String> {
    let samples: Vec<String> = samples().into_iter().map(|(_, text)| text).collect();
    let words: Vec<String> = lists::WORDS.iter().map(|word| (*word).to_owned()).collect();
    prop_oneof![
        4 => proptest::sample::select(samples.clone()),
        3 => proptest::sample::select(words.clone()),
        2 => (proptest::sample::select(words), 0usize..4).prop_map(|(word, how)| match how {
            0 => word.to_uppercase(),
            1 => format!("my{}{}", word[..1].to_uppercase(), &word[1..]),
            2 => word.replace('k', "\u{212A}"),
            _ => format!("{word}é"),
        }),
        3 => proptest::sample::select(samples).prop_map(|text| text.rsplit(' ').next().unwrap_or_default().to_owned()),
        3 => "[a-z ]{0,40}",
        1 => "[ -~]{0,30}",
        1 => "[é，：中文 ]{0,12}",
    ]
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn the_sieve_dismisses_nothing(
        pieces in proptest::collection::vec((piece(), "[ :=,\"_\n，-]{0,2}"), 1..12),
        before in 60usize..100,
    ) {
        let text: String = pieces.into_iter().map(|(piece, sign)| piece + &sign).collect();
        sieve_keeps_all(&built(), &format!("{}{text}{}", " ".repeat(before), ".".repeat(130)))?;
    }
}

/// A sign of Kelvin is a `k` wherever it stands in a word.
#[test]
fn the_sieve_knows_a_sign_of_kelvin_inside_a_word() {
    let redactor = built();
    let (room, mut seen) = (". ".repeat(70), 0);
    for (_, text) in samples() {
        let folded = text.replace('k', "\u{212A}");
        seen += usize::from(folded != text);
        sieve_keeps_all(&redactor, &format!("{room}{folded}{room}")).expect("the same");
    }
    assert!(seen > 0);
}

/// The same at every distance on both sides of a number.
#[test]
fn the_sieve_sees_words_as_far_as_they_count() {
    let redactor = built();
    for (_, text) in samples().into_iter().take(lists::WORDS.len()).step_by(5) {
        let (word, number) = text.split_once(' ').expect("a word and a number");
        for gap in 1..90 {
            let (room, gap) = (". ".repeat(70), " ".repeat(gap));
            for text in [format!("{room}{word}{gap}{number}{room}"), format!("{room}{number}{gap}{word}{room}")] {
                sieve_keeps_all(&redactor, &text).expect("the same");
            }
        }
    }
}
