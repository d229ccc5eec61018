//! I1: however the text is cut, output and findings are those of the whole, and those of the oracle.

use proptest::prelude::*;

use super::policies::{any_policy, compiled};
use super::texts::{self, KEY};
use crate::oracle::{self, Outcome};
use crate::{Finding, Redactor, Session};

/// The text as a stream that is cut at these offsets.
pub(super) fn streamed(redactor: &Redactor, text: &[u8], cuts: &[usize]) -> Outcome {
    let mut stream = redactor.stream();
    let (mut output, mut findings) = (Vec::new(), Vec::new());
    for chunk in chunks(text, cuts) {
        stream.push(chunk, &mut output).expect("nothing blocks");
        findings.append(&mut stream.findings());
    }
    stream.finish(&mut output).expect("nothing blocks");
    findings.append(&mut stream.findings());
    assert_eq!(stream.pending(), 0);
    Outcome { output, findings }
}

pub(super) fn chunks<'t>(text: &'t [u8], cuts: &[usize]) -> Vec<&'t [u8]> {
    let mut cuts = cuts.to_vec();
    cuts.push(text.len());
    cuts.sort_unstable();
    let mut from = 0;
    let chunk = |to: usize| {
        let chunk = &text[from..to];
        from = to;
        chunk
    };
    cuts.into_iter().map(chunk).collect()
}

pub(super) fn whole(redactor: &Redactor, text: &[u8]) -> Outcome {
    let (mut output, mut findings) = (Vec::new(), Vec::new());
    let whole = crate::redactor::Whole { redactor, text, spellings: None, copies: false };
    let replaced = whole.run(&mut crate::operate::OneWay::default(), Some(&mut output), Some(&mut findings));
    if !replaced.expect("nothing blocks") {
        output = text.to_vec();
    }
    Outcome { output, findings }
}

pub(super) fn session_streamed(session: &Session, text: &[u8], cuts: &[usize]) -> Outcome {
    let mut stream = session.stream();
    let mut output = Vec::new();
    for chunk in chunks(text, cuts) {
        stream.push(chunk, &mut output).expect("nothing blocks");
    }
    stream.finish(&mut output).expect("nothing blocks");
    Outcome { output, findings: stream.findings() }
}

pub(super) fn restore_streamed(session: &Session, text: &[u8], cuts: &[usize]) -> Vec<u8> {
    let mut stream = session.restore_stream();
    let mut out = Vec::new();
    chunks(text, cuts).into_iter().for_each(|chunk| stream.push(chunk, &mut out));
    stream.finish(&mut out);
    out
}

/// Readable in a failure.
pub(super) fn shown(outcome: &Outcome) -> (String, &[Finding]) {
    (outcome.output.escape_ascii().to_string(), &outcome.findings)
}

/// Compares one-shot with the oracle, and every cut in `cuts` with one-shot.
pub(super) fn check(redactor: &Redactor, text: &[u8], cuts: &[Vec<usize>]) -> Result<(), TestCaseError> {
    let wanted = oracle::redact(redactor, text).expect("nothing blocks");
    let got = whole(redactor, text);
    prop_assert_eq!(shown(&got), shown(&wanted), "one-shot, of {}", text.escape_ascii());
    for cut in cuts {
        let got = streamed(redactor, text, cut);
        prop_assert_eq!(shown(&got), shown(&wanted), "cut at {:?} of {}", cut, text.escape_ascii());
    }
    Ok(())
}

/// The same in a session, and back.
pub(super) fn check_session(redactor: &Redactor, text: &[u8], cuts: &[Vec<usize>]) -> Result<(), TestCaseError> {
    let mut memory = oracle::Memory::new(redactor, KEY);
    let wanted = oracle::redact_in_session(redactor, &mut memory, text).expect("nothing blocks");
    let session = redactor.session_with_key(KEY);
    let got = session.redact_bytes(text).expect("nothing blocks").into_owned();
    prop_assert_eq!(got.escape_ascii().to_string(), wanted.output.escape_ascii().to_string(), "one-shot");
    let back = oracle::restore(&memory, &got).escape_ascii().to_string();
    prop_assert_eq!(session.restore_bytes(&got).escape_ascii().to_string(), back.clone(), "restore");
    for cut in cuts {
        let fresh = redactor.session_with_key(KEY);
        let got = session_streamed(&fresh, text, cut);
        prop_assert_eq!(shown(&got), shown(&wanted), "cut at {:?} of {}", cut, text.escape_ascii());
        let cut: Vec<usize> = cut.iter().map(|c| c * got.output.len() / text.len().max(1)).collect();
        let restored = restore_streamed(&fresh, &got.output, &cut).escape_ascii().to_string();
        prop_assert_eq!(restored, back.clone(), "restore cut at {:?} of {}", cut, got.output.escape_ascii());
    }
    Ok(())
}

/// Every single cut, and every byte alone.
pub(super) fn every_cut(len: usize) -> Vec<Vec<usize>> {
    (0..=len).map(|at| vec![at]).chain([(0..len).collect()]).collect()
}

#[test]
fn i1_what_has_no_width_behind_a_disguised_value_stays_outside() {
    let redactor = Redactor::default();
    for hidden in ["\u{200B}", "\u{AD}", "\u{FEFF}\u{200B}"] {
        for value in ["r\\u0040[192.0.2.1]", "bob%40example.com", "4111111111\u{AD}111111"] {
            for behind in ["", " and more"] {
                let text = format!("{value}{hidden}{behind}");
                let found = redactor.scan(&text).expect("nothing blocks");
                let spans: Vec<_> = found.iter().map(|f| (f.start(), f.end())).collect();
                assert_eq!(spans, [(0, value.len() as u64)], "{text:?}");
                check(&redactor, text.as_bytes(), &every_cut(text.len())).unwrap_or_else(|e| panic!("{e}"));
            }
        }
    }
}

proptest! {
    #![proptest_config(texts::cases(600))]

    #[test]
    fn i1_every_cut_of_a_short_text_gives_the_same(policy in any_policy(), text in texts::text(5)) {
        check(&compiled(&policy), &text, &every_cut(text.len()))?;
    }

    #[test]
    fn i1_many_cuts_of_a_longer_text_give_the_same(
        policy in any_policy(),
        text in texts::text(60),
        many in texts::many_cuts(),
    ) {
        check(&compiled(&policy), &text, &texts::offsets(&text, &many))?;
    }

    #[test]
    fn i1_every_cut_in_a_session_gives_the_same(policy in any_policy(), text in texts::text(5)) {
        check_session(&compiled(&policy), &text, &every_cut(text.len()))?;
    }

    #[test]
    fn i1_many_cuts_in_a_session_give_the_same(
        policy in any_policy(),
        text in texts::text(40),
        many in texts::many_cuts(),
    ) {
        check_session(&compiled(&policy), &text, &texts::offsets(&text, &many))?;
    }
}
