//! Is an engine's speed worth printing? Only if its output is what its findings say, and it found what it must.

use std::fmt;

use inkout_corpus::{Document, Score, score};

use crate::{Engine, Replaced};

/// Why a speed does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsound(String);

impl Unsound {
    /// With the reason, which holds no text.
    pub(crate) fn new(why: String) -> Self {
        Self(why)
    }
}

impl fmt::Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsound {}

/// Whether the output is the text with each finding replaced, and nothing else.
///
/// # Errors
/// When it is not, or when findings overlap, stand in disorder, are empty, or leave the value as it was.
pub fn check(text: &[u8], findings: &[Replaced], output: &[u8]) -> Result<(), Unsound> {
    let mut expected = Vec::with_capacity(output.len());
    let mut copied = 0;
    for Replaced { start, end, placeholder, .. } in findings {
        if !(copied <= *start && start < end && *end <= text.len()) {
            return Err(Unsound::new(format!("a finding from {start} to {end} behind {copied}")));
        }
        if text[*start..*end] == *placeholder.as_bytes() {
            return Err(Unsound::new(format!("the finding at {start} is left as it was")));
        }
        expected.extend_from_slice(&text[copied..*start]);
        expected.extend_from_slice(placeholder.as_bytes());
        copied = *end;
    }
    expected.extend_from_slice(&text[copied..]);
    if output != expected {
        return Err(Unsound::new("the output is not what its findings say".to_owned()));
    }
    Ok(())
}

/// Checks an engine on a text before it is measured, and gives its score; `None` if it looks for nothing.
///
/// # Errors
/// When the output is not the text with each finding replaced, or when an engine that must find everything misses a
/// planted value or gives it another name: the speed of work that was not done does not count.
pub fn sound(engine: &dyn Engine, document: &Document) -> Result<Option<Score>, Unsound> {
    let unsound = |why: String| Unsound(format!("{} on {}: {why}", engine.name(), document.name));
    let findings = engine.findings(&document.text);
    let mut out = Vec::new();
    engine.redact(&document.text, &mut out);
    check(&document.text, &findings, &out).map_err(|why| unsound(why.to_string()))?;
    if !engine.looks_for_values() {
        return Ok(None);
    }
    let score = score(findings.iter().map(Replaced::as_found), document);
    if engine.must_find_all() && (score.missed > 0 || score.mistyped > 0) {
        return Err(unsound(score.to_string()));
    }
    Ok(Some(score))
}

/// Why an engine's speed on these texts does not count; `None`: it does.
pub fn unsound(engine: &dyn Engine, texts: &[Document]) -> Option<Unsound> {
    texts.iter().find_map(|document| sound(engine, document).err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Alternation, InChunks, InOnePiece, Memcpy};
    use inkout_corpus::{Family, generate};

    /// Does nothing, and says so or not.
    struct Idle {
        findings: Vec<Replaced>,
        must_find_all: bool,
    }

    impl Engine for Idle {
        fn name(&self) -> &'static str {
            "idle"
        }
        fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
            out.extend_from_slice(text);
        }
        fn findings(&self, _: &[u8]) -> Vec<Replaced> {
            self.findings.clone()
        }
        fn must_find_all(&self) -> bool {
            self.must_find_all
        }
    }

    #[test]
    fn every_engine_is_sound_on_every_family() {
        let engines: [&dyn Engine; 4] =
            [&Memcpy, &InOnePiece::default(), &InChunks::default(), &Alternation::default()];
        for family in Family::ALL {
            let document = generate(family, 11, 256 * 1024);
            for engine in engines {
                let score = sound(engine, &document).unwrap_or_else(|unsound| panic!("{unsound}"));
                assert_eq!(score.is_some(), engine.looks_for_values());
            }
        }
    }

    fn refusal(idle: &Idle) -> String {
        sound(idle, &generate(Family::Chat, 1, 64 * 1024)).expect_err("it does not work").to_string()
    }

    #[test]
    fn an_engine_that_finds_nothing_is_refused() {
        let idle = Idle { findings: Vec::new(), must_find_all: true };
        assert!(refusal(&idle).starts_with("idle on chat: 0 found, 0 mistyped, "));
    }

    #[test]
    fn an_engine_that_finds_and_does_not_replace_is_refused() {
        let findings = vec![Replaced { start: 0, end: 1, entity: "X".to_owned(), placeholder: "[X]".to_owned() }];
        assert!(refusal(&Idle { findings, must_find_all: false }).ends_with("not what its findings say"));
    }
}
