//! What the masks of a block and the gate dismiss, no detector would take: neither with all levels wanted nor with all reasons.

use std::ops::ControlFlow;

use inkout_corpus::{Family, generate};
use proptest::prelude::*;

use super::texts;
use crate::detect::Trigger;
use crate::engine::{Desk, Engine, View};
use crate::scan::tests::All;
use crate::scan::{Gate, Group, Near, Part, Spot, scan};
use crate::{Policy, Redactor};

fn places(engine: &Engine, text: &[u8], gate: impl Gate) -> Vec<Spot> {
    let mut found = Vec::new();
    let _ = scan(
        &engine.catalogue.heads,
        Part { text, range: 0..text.len(), open: false, near: Near::default() },
        gate,
        &mut Group::default(),
        |spot| {
            found.extend(matches!(spot.trigger, Trigger::Number | Trigger::At).then_some(*spot));
            ControlFlow::Continue(())
        },
    );
    found
}

/// How many numbers and signs are dismissed, none of which is a value's.
fn check(engine: &Engine, text: &[u8]) -> usize {
    let visited = places(engine, text, engine.gate(&Desk::default()));
    let view = View { bytes: text, base: 0, open: false, near: Near::default() };
    let mut count = 0;
    for spot in places(engine, text, All).into_iter().filter(|spot| !visited.contains(spot)) {
        count += 1;
        let end = text.len().min(spot.at + 40);
        let from = spot.at.saturating_sub(10);
        engine.detect(view, &spot, &mut Desk::explaining(), |taken| {
            panic!(
                "{} from {} of {}",
                engine.target(taken.rule).1.name.as_str(),
                spot.at,
                text[from..end].escape_ascii()
            )
        });
    }
    count
}

fn strict() -> Redactor {
    let policy = Policy::preset("strict").expect("a preset");
    Redactor::builder().policy(policy).build().expect("it is valid")
}

#[test]
fn what_is_dismissed_in_the_corpus_is_nothing() {
    for redactor in [Redactor::default(), strict()] {
        for (seed, family) in (1..).zip(Family::ALL) {
            let dismissed = check(redactor.engine(), &generate(family, seed, 200_000).text);
            assert!(family != Family::Logs || dismissed > 1000, "{dismissed}");
        }
    }
}

proptest! {
    #![proptest_config(texts::cases(2000))]

    #[test]
    fn signs_that_are_dismissed_are_nothing(text in "([a@.]|@[a-z0-9é.]|bob@example\\.com){0,60}", shift in 0usize..70) {
        let text = [vec![b'x'; shift].as_slice(), b" ", text.as_bytes()].concat();
        for redactor in [Redactor::default(), strict()] {
            check(redactor.engine(), &text);
        }
    }

    #[test]
    fn what_is_dismissed_is_nothing(
        text in "(([012]{1,3}|[0-9]{1,8}|20[0-9]{2}-[01][0-9]-[0-3][0-9])([-. /()+:T=]|, |\u{A0}|\u{200B}|\u{2013}| - |[a-z])?){0,40}",
        shift in 0usize..70,
    ) {
        for redactor in [Redactor::default(), strict()] {
            check(redactor.engine(), &[vec![b'x'; shift].as_slice(), b" ", text.as_bytes()].concat());
        }
    }

    #[test]
    fn what_is_dismissed_of_a_row_is_nothing(
        before in "[+(a1 ]{0,3}",
        unit in "([0-9]{1,4}([-. /()]|  | \\)|\\) | \\(|\\) ?\\(| - |\u{A0}|\u{2013})){1,4}",
        odd in "[0-9]{0,5}[-. ()]?",
        at in 0usize..30,
    ) {
        let text = [before.as_str(), &unit.repeat(at), &odd, &unit.repeat(30)].concat();
        for redactor in [Redactor::default(), strict()] {
            check(redactor.engine(), text.as_bytes());
        }
    }
}
