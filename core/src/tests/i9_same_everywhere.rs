//! I9: every path that this machine has and the portable one redact alike, whole and in chunks; `scan/tests.rs` compares
//! what the paths see.

use inkout_corpus::{Family, SHAPES, adversarial, documents, generate};
use proptest::prelude::*;

use super::i1_cut_proof::{session_streamed, shown, streamed, whole};
use super::policies::{any_policy, compiled};
use super::texts::{self, KEY};
use crate::Redactor;
use crate::oracle::Outcome;
use crate::scan::tests::Path;

/// Bytes by which a text is shifted against the blocks of a pass: all of them, and one more.
const SHIFTS: usize = 65;

/// What `redact` makes of a text on every path.
fn compare(text: &[u8], redact: impl Fn() -> Outcome) -> Result<(), TestCaseError> {
    let wanted = Path::Portable.force(&redact);
    let chosen = redact();
    prop_assert_eq!(shown(&chosen), shown(&wanted), "{}", text.escape_ascii());
    for path in Path::others() {
        let got = path.force(&redact);
        prop_assert_eq!(shown(&got), shown(&wanted), "{:?}, {}", path, text.escape_ascii());
    }
    Ok(())
}

fn check(redactor: &Redactor, text: &[u8]) -> Result<(), TestCaseError> {
    compare(text, || whole(redactor, text))
}

/// The same in chunks of `step` bytes, whose ends are open, and in a session.
fn check_chunks(redactor: &Redactor, text: &[u8], step: usize) -> Result<(), TestCaseError> {
    let cuts: Vec<usize> = (0..text.len()).step_by(step).collect();
    compare(text, || streamed(redactor, text, &cuts))?;
    compare(text, || session_streamed(&redactor.session_with_key(KEY), text, &cuts))
}

#[test]
fn i9_labelled_documents_are_redacted_alike_at_every_alignment() {
    for document in documents() {
        for shift in 0..SHIFTS {
            let text = [vec![b'\n'; shift].as_slice(), &document.text].concat();
            check(&Redactor::default(), &text).expect("the same");
        }
        for step in [1, 63, 64, 65] {
            check_chunks(&Redactor::default(), &document.text, step).expect("the same");
        }
    }
}

#[test]
fn i9_the_corpus_is_redacted_alike() {
    for (seed, family) in (1..).zip(Family::ALL) {
        let text = generate(family, seed, 100_000).text;
        check(&Redactor::default(), &text).expect("the same");
        check_chunks(&Redactor::default(), &text, 4096).expect("the same");
    }
    for shape in &SHAPES {
        check(&Redactor::default(), &adversarial(shape, 2000).text).expect("the same");
    }
}

proptest! {
    #![proptest_config(texts::cases(400))]

    #[test]
    fn i9_any_text_is_redacted_alike(policy in any_policy(), text in texts::text(40), step in 1usize..200) {
        let redactor = compiled(&policy);
        check(&redactor, &text)?;
        check_chunks(&redactor, &text, step)?;
    }
}
