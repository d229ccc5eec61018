//! What does inkout miss or make up on the corpus? Prints the places, for the one who has to mend them.
//!
//! `mistakes [MEBIBYTES] [SEED]`: 1 MiB of each family and seed 1, unless told otherwise.

use inkout::Redactor;
use inkout_benches::{Engine, InOnePiece, Replaced};
use inkout_corpus::{Document, Family, documents, generate, mistakes, score};

const SHOWN: usize = 10;

fn main() {
    let engine = InOnePiece(Redactor::default());
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|number| number.parse().ok()).collect();
    let (mebibytes, seed) = (numbers.first().copied().unwrap_or(1), numbers.get(1).copied().unwrap_or(1));
    let text = |family| generate(family, seed as u64, mebibytes << 20);
    let mut all: Vec<Document> = Family::ALL.into_iter().map(text).collect();
    all.extend(documents());
    for document in &all {
        let findings = engine.findings(&document.text);
        let found = || findings.iter().map(Replaced::as_found);
        println!("{}: {}", document.name, score(found(), document));
        let (missed, made_up) = mistakes(found(), document);
        for value in missed.iter().take(SHOWN) {
            show(document, "missed", value.entity, value.start, value.end);
        }
        for finding in made_up.iter().take(SHOWN) {
            show(document, "false", finding.entity, finding.start, finding.end);
        }
    }
}

/// The texts of the corpus are nobody's, so they may be shown.
fn show(document: &Document, what: &str, entity: &str, start: usize, end: usize) {
    let text = |start: usize, end: usize| String::from_utf8_lossy(&document.text[start..end]).into_owned();
    let around = text(start.saturating_sub(30), (end + 20).min(document.text.len()));
    println!("  {what} {entity} {:?} at {start} in {around:?}", text(start, end));
}
