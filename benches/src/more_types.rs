//! What would two hundred types more cost? The same texts through the same engine, once with the real table and once with
//! stand-ins in it, in turns.

use std::time::Duration;

use inkout::{Policy, Redactor, stand_ins};
use inkout_corpus::{Document, Family, messages, score};

use crate::{Engine, InOnePiece, Replaced, sound, times, unsound};

/// What they may cost on any row.
const LIMIT: f64 = 1.10;

/// Prints one row a family, and one of single messages; false if one costs too much, or finds less or more.
pub fn more_types(mebibytes: usize, runs: usize, seed: u64, family: Option<Family>) -> bool {
    println!("\n| two hundred types more | time with them, of the time without | found | missed | false |");
    println!("|---|---|---|---|---|");
    let engines = [Redactor::default(), with_stand_ins()].map(InOnePiece);
    let mut is_good = true;
    for family in Family::ALL.into_iter().filter(|one| family.is_none_or(|only| only == *one)) {
        let document = inkout_corpus::generate(family, seed, mebibytes << 20);
        is_good &= row(&engines, &document, runs);
    }
    is_good & single(&engines, seed, runs)
}

fn with_stand_ins() -> Redactor {
    stand_ins::redactor(Policy::default()).expect("the default policy compiles with them: a test builds it")
}

fn row(engines: &[InOnePiece; 2], document: &Document, runs: usize) -> bool {
    if let Err(unsound) = sound(&engines[1], document) {
        println!("| {} | does not count: {unsound} ||||", document.name);
        return false;
    }
    let [without, with] = engines.each_ref().map(|engine| {
        let findings = engine.findings(&document.text);
        score(findings.iter().map(Replaced::as_found), document)
    });
    let times = times(runs, &engines.each_ref().map(|engine| engine as &dyn Engine), std::slice::from_ref(document));
    let is_same = (with.found, with.missed, with.false_) == (without.found, without.missed, without.false_);
    let (verdict, is_met) = verdict(&times, is_same);
    println!("| {} | {verdict} | {} | {} | {} |", document.name, with.found, with.missed, with.false_);
    is_met
}

/// Messages, each a call of its own.
fn single(engines: &[InOnePiece; 2], seed: u64, runs: usize) -> bool {
    let messages = messages(seed, 10_000);
    if let Some(unsound) = unsound(&engines[1], &messages) {
        println!("| messages, each a call | does not count: {unsound} ||||");
        return false;
    }
    let times = times(runs, &engines.each_ref().map(|engine| engine as &dyn Engine), &messages);
    let (verdict, is_met) = verdict(&times, true);
    let nanoseconds = |time: &Duration| time.as_nanos() as f64 / messages.len() as f64;
    println!(
        "| messages, each a call | {verdict}: {:.0} ns, {:.0} ns without | | | |",
        nanoseconds(&times[1]),
        nanoseconds(&times[0])
    );
    is_met
}

fn verdict(times: &[Duration], is_same: bool) -> (String, bool) {
    let ratio = times[1].as_secs_f64() / times[0].as_secs_f64();
    let word = match (is_same, ratio <= LIMIT) {
        (false, _) => "FINDS SOMETHING ELSE",
        (true, false) => "TOO MUCH",
        (true, true) => "met",
    };
    (format!("{ratio:.2}, {word}"), word == "met")
}
