//! I4: redacting the output again changes nothing, for every operator whose output is a placeholder.

use proptest::prelude::*;

use super::policies::{Rules, compiled, policy, stable_operator, stable_patterns};
use super::texts;
use crate::escape::{Disguise, disguise};
use crate::{Policy, Redactor};

/// Whether a pattern's match begins inside an escape (`&#x28;`), which then is one no longer: a limit.
fn cuts_an_escape(redactor: &Redactor, text: &[u8]) -> bool {
    let starts: Vec<usize> = redactor.scan(text).expect("no limit").iter().map(|f| f.span().start).collect();
    (0..text.len()).any(|at| match disguise(text, at) {
        Disguise::Is(len, Some(_)) => starts.iter().any(|s| (at + 1..at + len).contains(s)),
        _ => false,
    })
}

/// What an allow list lets stay is judged again beside placeholders, and may then be shorter: it is left out here.
fn unlisted(mut rules: Rules) -> Redactor {
    rules.0.allow.clear();
    compiled(&rules)
}

fn check(redactor: &Redactor, text: &[u8]) -> Result<(), TestCaseError> {
    let once = redactor.redact_bytes(text).expect("nothing blocks").into_owned();
    let twice = redactor.redact_bytes(&once).expect("nothing blocks").into_owned();
    let shown = |bytes: &[u8]| bytes.escape_ascii().to_string();
    prop_assert_eq!(shown(&twice), shown(&once), "{:?} then {:?}", redactor.scan(text), redactor.scan(&once));
    Ok(())
}

proptest! {
    #![proptest_config(texts::cases(3000))]

    #[test]
    fn i4_the_default_and_the_strict_policy_are_stable(text in texts::text(6), is_strict: bool) {
        let policy = Policy::preset(if is_strict { "strict" } else { "default" }).expect("a preset");
        check(&compiled(&Rules(policy)), &text)?;
    }

    #[test]
    fn i4_every_placeholder_operator_is_stable(rules in policy(stable_operator().boxed(), stable_patterns(), 0.0), text in texts::text(6)) {
        check(&unlisted(rules), &text)?;
    }

    #[test]
    fn i4_patterns_are_stable(rules in policy(stable_operator().boxed(), stable_patterns(), 1.0), text in texts::text(6)) {
        let redactor = unlisted(rules);
        prop_assume!(!cuts_an_escape(&redactor, &text));
        check(&redactor, &text)?;
    }
}
