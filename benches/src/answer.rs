//! What did an engine in another process do, and is it true? Reads a driver's answer, converts its offsets, and scores it.
//!
//! A driver (`benches/peers/drivers`) prints lines of JSON. One line a family says how long the best round took and how
//! many pieces it got through: `{"family": "chat", "seconds": 0.5, "pieces": 2}`. Then follows one line a piece: its output
//! and what was replaced in it, `["Mail [X]", [[5, 20, "EMAIL_ADDRESS", "[X]"]]]`, in code points. An entity type that the
//! corpus has no values of is the empty name. Output that is not the piece with each finding replaced makes the answer
//! void: what was timed is what was scored.

use std::io::BufRead;
use std::time::Duration;

use inkout_corpus::{Document, Score, score};
use serde_json::Value;

use crate::{Replaced, Unsound, check};

/// What an engine did with a family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// How long the best round took.
    pub timed: Timed,
    /// What it found in that.
    pub score: Score,
    /// Number of values that stand in it.
    pub planted: usize,
}

/// A time, and what for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timed {
    /// Time of the best round.
    pub time: Duration,
    /// Number of pieces of a round: the first ones.
    pub pieces: usize,
    /// Their length.
    pub bytes: usize,
}

impl Answer {
    /// Scores what an engine replaced, piece by piece.
    ///
    /// # Errors
    /// When an output is not its piece with each finding replaced.
    pub fn new(
        timed: Timed,
        pieces: &[Document],
        mut replaced: impl FnMut(&Document) -> Result<(Vec<u8>, Vec<Replaced>), Unsound>,
    ) -> Result<Self, Unsound> {
        let mut answer = Self { timed, score: Score::default(), planted: 0 };
        for piece in &pieces[..timed.pieces] {
            let (output, findings) = replaced(piece)?;
            check(&piece.text, &findings, &output)?;
            answer.score.add(score(judged(&findings, piece).map(Replaced::as_found), piece));
            answer.planted += piece.values.len();
        }
        Ok(answer)
    }
}

/// Without findings of types that the corpus plants no values of, unless they cover a value: a date is no false finding.
fn judged<'f>(findings: &'f [Replaced], piece: &'f Document) -> impl Iterator<Item = &'f Replaced> {
    findings.iter().filter(|finding| {
        let touches = |value: &&inkout_corpus::Value| value.start < finding.end && finding.start < value.end;
        !finding.entity.is_empty() || piece.values.iter().any(|value| touches(&value))
    })
}

/// Reads a driver's answer to the pieces of one family.
///
/// # Errors
/// When the driver did not keep to the protocol, or did not do the work that it says it did.
pub fn read(family: &str, pieces: &[Document], lines: &mut impl BufRead) -> Result<Answer, Unsound> {
    let head = line(lines)?;
    if head["family"].as_str() != Some(family) {
        return Err(Unsound::new(format!("it answers {} instead of {family}", head["family"])));
    }
    let count = head["pieces"].as_u64().and_then(|count| usize::try_from(count).ok());
    let count = count.filter(|count| (1..=pieces.len()).contains(count));
    let seconds = head["seconds"].as_f64().filter(|seconds| *seconds > 0.0 && seconds.is_finite());
    let (Some(count), Some(seconds)) = (count, seconds) else {
        return Err(Unsound::new("it did not say how long how many pieces took".to_owned()));
    };
    let bytes = pieces[..count].iter().map(|piece| piece.text.len()).sum();
    let timed = Timed { time: Duration::from_secs_f64(seconds), pieces: count, bytes };
    Answer::new(timed, pieces, |piece| {
        let answer = line(lines)?;
        let (Some(output), Some(findings)) = (answer[0].as_str(), answer[1].as_array()) else {
            return Err(Unsound::new("a line that is no output with its findings".to_owned()));
        };
        let places = places(&piece.text);
        let findings = findings.iter().map(|finding| replaced(finding, &places)).collect::<Option<Vec<_>>>();
        let findings =
            findings.ok_or_else(|| Unsound::new("a finding that is none, or outside its text".to_owned()))?;
        Ok((output.as_bytes().to_vec(), findings))
    })
}

fn line(lines: &mut impl BufRead) -> Result<Value, Unsound> {
    let mut line = String::new();
    let length = lines.read_line(&mut line).map_err(|error| Unsound::new(error.to_string()))?;
    if length == 0 {
        return Err(Unsound::new("it stopped before its end".to_owned()));
    }
    serde_json::from_str(&line).map_err(|_| Unsound::new("a line that is no JSON".to_owned()))
}

/// Byte offset of each code point, and of the end.
fn places(text: &[u8]) -> Vec<usize> {
    let is_first = |at: &usize| text[*at] & 0xC0 != 0x80;
    (0..text.len()).filter(is_first).chain([text.len()]).collect()
}

fn replaced(finding: &Value, places: &[usize]) -> Option<Replaced> {
    let place = |at: usize| finding[at].as_u64().and_then(|at| places.get(usize::try_from(at).ok()?).copied());
    let name = |at: usize| finding[at].as_str().map(str::to_owned);
    Some(Replaced { start: place(0)?, end: place(1)?, entity: name(2)?, placeholder: name(3)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `é Mail bob@example.com, order 12345678, 2026-11-25`, the mail is a value.
    fn piece() -> Document {
        let mut piece = Document::default();
        piece.push("é Mail ");
        piece.push_value("EMAIL_ADDRESS", "bob@example.com");
        piece.push(", order 12345678, 2026-11-25");
        piece
    }

    fn answer(lines: &str) -> Result<Answer, String> {
        read("chat", &[piece()], &mut lines.as_bytes()).map_err(|unsound| unsound.to_string())
    }

    const HEAD: &str = r#"{"family": "chat", "seconds": 0.5, "pieces": 1}"#;

    #[test]
    fn code_points_are_converted_and_scored() {
        let line = r#"["é Mail [X], order 12345678, 2026-11-25", [[7, 22, "EMAIL_ADDRESS", "[X]"]]]"#;
        let answer = answer(&format!("{HEAD}\n{line}\n")).expect("it is true");
        assert_eq!((answer.score, answer.planted), (Score { found: 1, ..Score::default() }, 1));
        assert_eq!((answer.timed.bytes, answer.timed.time), (51, Duration::from_millis(500)));
    }

    #[test]
    fn wrong_offsets_are_refused() {
        let output = "é Mail [X], order 12345678, 2026-11-25";
        for place in ["8, 23", "6, 21", "7, 21", "7, 23", "22, 7", "7, 7", "7, 999", "-1, 22"] {
            let line = format!(r#"["{output}", [[{place}, "EMAIL_ADDRESS", "[X]"]]]"#);
            answer(&format!("{HEAD}\n{line}\n")).expect_err(place);
        }
    }

    #[test]
    fn work_that_was_not_done_is_refused() {
        let text = "é Mail bob@example.com, order 12345678, 2026-11-25";
        let untouched = format!(r#"["{text}", [[7, 22, "EMAIL_ADDRESS", "[X]"]]]"#);
        let kept = format!(r#"["{text}", [[7, 22, "EMAIL_ADDRESS", "bob@example.com"]]]"#);
        let twice = r#"["é Mail [X][X]", [[7, 22, "A", "[X]"], [20, 50, "A", "[X]"]]]"#.to_owned();
        for line in [untouched, kept, twice] {
            answer(&format!("{HEAD}\n{line}\n")).expect_err(&line);
        }
    }

    #[test]
    fn a_broken_answer_is_refused() {
        let silent = r#"{"family": "chat", "pieces": 1}"#;
        let other = r#"{"family": "logs", "seconds": 0.5, "pieces": 1}"#;
        let more = r#"{"family": "chat", "seconds": 0.5, "pieces": 2}"#;
        for lines in ["", "no JSON\n", HEAD, silent, other, more, &format!("{HEAD}\n{{}}\n")] {
            answer(lines).expect_err(lines);
        }
    }

    #[test]
    fn a_type_that_the_corpus_does_not_plant_is_not_judged_unless_it_covers_a_value() {
        let date = r#"["é Mail bob@example.com, order 12345678, [D]", [[40, 50, "", "[D]"]]]"#;
        let order = r#"["é Mail bob@example.com, order [N], 2026-11-25", [[30, 38, "US_SSN", "[N]"]]]"#;
        let cover = r#"["é Mail [U], order 12345678, 2026-11-25", [[7, 22, "", "[U]"]]]"#;
        let score = |line: &str| answer(&format!("{HEAD}\n{line}\n")).expect(line).score;
        assert_eq!(score(date), Score { missed: 1, ..Score::default() });
        assert_eq!(score(order), Score { missed: 1, false_: 1, ..Score::default() });
        assert_eq!(score(cover), Score { mistyped: 1, ..Score::default() });
    }
}
