//! I2: every byte that an accepted finding covers is replaced, once. I3: every other byte comes out as it went in.

use proptest::prelude::*;

use super::i1_cut_proof::{streamed, whole};
use super::policies::{Rules, any_policy, compiled};
use super::texts;
use crate::oracle;

proptest! {
    #![proptest_config(texts::cases(600))]

    #[test]
    fn i2_every_byte_of_every_accepted_finding_has_one_owner(policy in any_policy(), text in texts::text(12)) {
        let redactor = compiled(&policy);
        let findings = whole(&redactor, &text).findings;
        for pair in findings.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{pair:?} overlap");
        }
        let owned = |at: u64| findings.iter().any(|f| f.start <= at && at < f.end);
        for (start, end) in oracle::accepted(&redactor, &text) {
            prop_assert!((start..end).all(owned), "{start}..{end} is not covered by {findings:?}");
        }
    }

    #[test]
    fn i2_nothing_of_a_replaced_value_is_left(text in texts::text(12)) {
        let redactor = compiled(&Rules(crate::Policy::default()));
        let outcome = whole(&redactor, &text);
        for f in &outcome.findings {
            let placeholder = format!("[REDACTED_{}]", f.label());
            prop_assert_eq!(&outcome.output[f.span_out()], placeholder.as_bytes());
        }
    }

    #[test]
    fn i3_bytes_outside_findings_come_out_as_they_went_in(
        policy in any_policy(),
        text in texts::text(12),
        many in texts::many_cuts(),
    ) {
        let redactor = compiled(&policy);
        let mut outcomes = vec![whole(&redactor, &text)];
        outcomes.extend(texts::offsets(&text, &many).iter().map(|cuts| streamed(&redactor, &text, cuts)));
        for outcome in outcomes {
            let (mut read, mut written) = (0, 0);
            for f in &outcome.findings {
                prop_assert_eq!(&text[read..f.span().start], &outcome.output[written..f.span_out().start]);
                (read, written) = (f.span().end, f.span_out().end);
            }
            prop_assert_eq!(&text[read..], &outcome.output[written..]);
        }
    }

    #[test]
    fn i3_text_stays_text(policy in any_policy(), text in texts::utf8(12)) {
        let redactor = compiled(&policy);
        let bytes = redactor.redact_bytes(text.as_bytes()).expect("nothing blocks");
        let redacted = redactor.redact(&text).expect("nothing blocks");
        prop_assert_eq!(redacted.as_bytes(), &*bytes, "a character was cut");
    }
}
