//! Every stand-in is live, and a table with all of them is as exact as the real one.

use super::*;
use crate::Level;
use crate::stand_ins::lists::HEADS;

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
