//! I5: in a session, `restore(redact(t))` is `t`, also where `t` holds tokens of the same session.

use proptest::prelude::*;
use proptest::sample::select;

use super::i1_cut_proof::{restore_streamed, session_streamed};
use super::pieces;
use super::policies::{self, compiled, policy};
use super::texts::{self, KEY};
use crate::{Operator, Policy, Redactor};

/// Policies of which a session gives everything back.
fn reversible() -> impl Strategy<Value = policies::Rules> {
    let operator = prop_oneof![Just(Operator::number()), Just(Operator::replace("<{label}>")), Just(Operator::keep())];
    prop_oneof![Just(policies::Rules(Policy::default())), policy(operator.boxed(), policies::PATTERNS.to_vec(), 0.6)]
}

/// Values that are one finding wherever they stand.
fn alone() -> Vec<String> {
    let redactor = Redactor::default();
    let is_one = |v: &String| redactor.scan(format!("a | {v} | b")).is_ok_and(|found| found.len() == 1);
    pieces::VALUES.iter().filter(|v| is_one(v)).cloned().collect()
}

fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

proptest! {
    #![proptest_config(texts::cases(1500))]

    #[test]
    fn i5_what_was_redacted_comes_back(rules in reversible(), texts in proptest::collection::vec(texts::text(6), 1..3)) {
        let session = compiled(&rules).session_with_key(KEY);
        for text in &texts {
            let out = session.redact_bytes(text).expect("nothing blocks");
            prop_assert_eq!(shown(&session.restore_bytes(&out)), shown(text), "by way of {}", shown(&out));
            // What the session wrote, sent again, is text like any other.
            let again = session.redact_bytes(&out).expect("nothing blocks");
            prop_assert_eq!(shown(&session.restore_bytes(&again)), shown(&out), "by way of {}", shown(&again));
        }
    }

    #[test]
    fn i5_streams_give_back_too(rules in reversible(), text in texts::text(12), many in texts::many_cuts()) {
        let session = compiled(&rules).session_with_key(KEY);
        for cuts in texts::offsets(&text, &many) {
            let out = session_streamed(&session, &text, &cuts).output;
            let back = restore_streamed(&session, &out, &cuts.iter().map(|c| *c.min(&out.len())).collect::<Vec<_>>());
            prop_assert_eq!(shown(&back), shown(&text), "by way of {}", shown(&out));
        }
    }

    #[test]
    fn i5_tolerant_spellings_come_back(
        values in proptest::collection::vec(select(alone()), 1..4),
        spellings in proptest::collection::vec((0usize..8, 0usize..5), 4),
    ) {
        let session = compiled(&policies::Rules(Policy::default())).session_with_key(KEY);
        let text = values.join(" | ");
        let out = session.redact(&text).expect("nothing blocks").into_owned();
        let is_token = |part: &str| part.starts_with('[') && part.ends_with(']') && !part[1..].contains('[');
        prop_assume!(out.split(" | ").count() == values.len() && out.split(" | ").all(is_token));
        let (mut spelled, mut wanted) = (String::new(), String::new());
        for (i, (token, value)) in out.split(" | ").zip(&values).enumerate() {
            let (how, between) = spellings[i];
            let between = if i == 0 { "" } else { [" | ", ", ", "\n", " **", ") ("][between] };
            spelled.extend([between, &spell(token, how)]);
            wanted.extend([between, value]);
        }
        prop_assert_eq!(session.restore(&spelled), wanted.clone(), "{}", spelled);
        for cut in 0..spelled.len() {
            let back = restore_streamed(&session, spelled.as_bytes(), &[cut]);
            prop_assert_eq!(String::from_utf8_lossy(&back), wanted.clone(), "{} cut at {}", spelled, cut);
        }
    }
}

/// A token as a model may write it.
fn spell(token: &str, how: usize) -> String {
    let inner = token.trim_matches(['[', ']']);
    match how {
        0 => token.to_owned(),
        1 => token.to_lowercase(),
        2 => inner.to_owned(),
        3 => inner.to_lowercase(),
        4 => token.replace('_', "\\_"),
        5 => format!("\\[{}\\]", inner.replace('_', "\\_")),
        6 => format!("[ {inner} ]"),
        _ => inner.replace('_', "\\_"),
    }
}
