//! I6: work grows with the text, and what is held back does not. Work is counted, not timed.

use inkout_corpus::SHAPES;

use super::texts::KEY;
use crate::{Operator, Pattern, Policy, Redactor, work};

/// Bytes of the shorter text.
const SHORT: usize = 6000;
/// The longer one is four times as long: its work may be that of four, and a little.
const MOST_GROWTH: f64 = 4.5;
/// Most bytes that built-in types hold back: an address behind escapes, and the words behind it.
const MOST_PENDING: usize = 1100;

/// Texts that repeat one unit.
fn units() -> Vec<(&'static str, Vec<u8>)> {
    let own: [(&str, &[u8]); 22] = [
        ("prose", b"the quick brown fox jumps over the lazy dog, "),
        ("values", b"bob@example.com 212-555-0123 4111 1111 1111 1111 "),
        ("glued-values", b"bob@example.com,212-555-0123,192.0.2.1,"),
        ("placeholders", b"[REDACTED_EMAIL]"),
        ("numbers-and-placeholders", b"212-555-0123 [REDACTED_EMAIL] "),
        ("masks", b"****"),
        ("masks-and-letters", b"****ab"),
        ("cut-placeholders", b"[REDACTED_"),
        ("labels", b"EMAIL_"),
        ("label-words", b"EMAIL_1"),
        ("escaped-labels", b"EMAIL\\_1"),
        ("escaped-brackets", b"\\[EMAIL_1AA\\]"),
        ("backslashes", b"\\"),
        ("underscores", b"_"),
        ("escaped-values", b"bob%40example.com "),
        ("escaped-digits", b"\\u0031"),
        ("references", b"&#49;"),
        ("wide-digits", "\u{FF11}".as_bytes()),
        ("continuations", b"\x80"),
        ("words-of-context", b"phone ssn card "),
        ("letters", b"abcdefghijklmnopqrstuvwxyz"),
        ("accents", "\u{E9}".as_bytes()),
    ];
    own.into_iter().chain(SHAPES).map(|(name, unit)| (name, unit.to_vec())).collect()
}

fn text(unit: &[u8], len: usize) -> Vec<u8> {
    unit.iter().copied().cycle().take(len).collect()
}

fn policies() -> Vec<(&'static str, Redactor)> {
    let strict = Policy::preset("strict").expect("a preset");
    let masks = Operator::mask().keep_first(4).keep_last(4);
    let pattern = |regex: &str, max_length| Pattern::new("P", regex).max_length(max_length);
    let with = |p: Pattern| Redactor::builder().pattern(p);
    [
        ("default", Redactor::builder()),
        ("strict", Redactor::builder().policy(strict)),
        ("masks", Redactor::builder().operator("DEFAULT", masks)),
        ("any five", with(pattern("(?s).{5,}", 9))),
        ("words", with(pattern(r"\b\w+\b", 8))),
        ("letters", with(pattern("[a-z]+@", 64))),
        ("late end", with(pattern("(?s).*!", 64))),
        ("long words", with(pattern(r"\b[\w.]{3,}", 32).level(crate::Level::Possible)).policy_level_possible()),
    ]
    .map(|(name, builder)| (name, builder.build().expect("compiles")))
    .to_vec()
}

impl crate::RedactorBuilder {
    /// The same with everything that is possible.
    fn policy_level_possible(self) -> Self {
        let mut policy = self.build().expect("compiles").policy().clone();
        policy.min_level = crate::Level::Possible;
        Redactor::builder().policy(policy)
    }
}

/// Redacts in chunks of `chunk` bytes (0: at once); the most that was held back.
fn run(redactor: &Redactor, text: &[u8], chunk: usize, in_session: bool) -> usize {
    let mut out = Vec::new();
    let session = redactor.session_with_key(KEY);
    if chunk == 0 {
        if in_session {
            session.redact_bytes(text).expect("nothing blocks");
        } else {
            redactor.redact_bytes(text).expect("nothing blocks");
        }
        return 0;
    }
    let mut pending = 0;
    if in_session {
        let mut stream = session.stream();
        for part in text.chunks(chunk) {
            stream.push(part, &mut out).expect("nothing blocks");
            pending = pending.max(stream.pending());
        }
        stream.finish(&mut out).expect("nothing blocks");
        let mut restore = session.restore_stream();
        text.chunks(chunk).for_each(|part| restore.push(part, &mut out));
    } else {
        let mut stream = redactor.stream();
        for part in text.chunks(chunk) {
            stream.push(part, &mut out).expect("nothing blocks");
            pending = pending.max(stream.pending());
        }
        stream.finish(&mut out).expect("nothing blocks");
    }
    pending
}

#[test]
fn i6_work_grows_with_the_text() {
    let mut failures = Vec::new();
    for (policy, redactor) in policies() {
        for (name, unit) in units() {
            let (short, long) = (text(&unit, SHORT), text(&unit, 4 * SHORT));
            for chunk in [0, 7, 1000] {
                for in_session in [false, true] {
                    if in_session && !["default", "masks"].contains(&policy) {
                        continue;
                    }
                    let [once, four] = [&short, &long].map(|t| work::of(|| run(&redactor, t, chunk, in_session)));
                    let growth = four as f64 / once as f64;
                    if growth > MOST_GROWTH {
                        failures.push(format!("{policy}, {name}, by {chunk}, session {in_session}: {once} to {four}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn i6_what_is_held_back_does_not_grow() {
    let mut failures = Vec::new();
    for (policy, redactor) in policies().into_iter().take(3) {
        for (name, unit) in units() {
            for in_session in [false, true] {
                let pending = run(&redactor, &text(&unit, 4 * SHORT), 7, in_session);
                if pending > MOST_PENDING {
                    failures.push(format!("{policy}, {name}, session {in_session}: {pending} bytes"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
