//! The definitions, on the whole text, slowly: what the machine is compared with.
//!
//! No stream, no frontier, no masks over blocks, no automaton that filters: every place is looked at by definition,
//! every detector that wants a trigger is asked, and the owner of each byte is looked up among all findings. It shares
//! with the machine what decides single values: the detectors' rules (of a run, its head), the words around, the operators
//! and the writer of tokens.

mod disguised;
mod marks;
mod owners;
mod patterns;
mod runs;
mod spellings;
mod triggers;
mod words;

use std::collections::HashMap;

use crate::detect::{self, Candidate, Kind, Place, Sink, TABLE, Trigger, Window};
use crate::engine::Engine;
use crate::entity::DefaultState;
use crate::operate::{Compiled, OneWay, Replace};
use crate::placeholder::OPAQUE;
use crate::policy::Settings;
use crate::session::Spellings;
use crate::shape::NumberRun;
use crate::{Finding, Level, Policy, Redactor};
use marks::Mark;

/// Bytes from a number's first digit on that its shape may read.
const SHAPE_REACH: usize = 96;

/// What a text becomes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub output: Vec<u8>,
    pub findings: Vec<Finding>,
}

/// A session's memory, as the definitions have it.
pub(crate) struct Memory {
    spellings: Spellings,
    numbers: HashMap<(u16, Vec<u8>), u32>,
    /// Label and number to original.
    pub originals: HashMap<(String, u32), Vec<u8>>,
}

impl Memory {
    pub(crate) fn new(redactor: &Redactor, key: &[u8]) -> Self {
        let labels = redactor.engine().targets.iter().map(|t| t.label.as_str().to_owned());
        let spellings = Spellings::new(key, labels.chain(["TOKEN".to_owned()]));
        Self { spellings, numbers: HashMap::new(), originals: HashMap::new() }
    }

    /// The token of a value, numbered by first appearance among the values of its label.
    fn token(&mut self, index: u16, label: &str, value: &[u8]) -> Vec<u8> {
        let label = label.to_ascii_uppercase();
        let next = 1 + self.originals.keys().filter(|(l, _)| *l == label).count() as u32;
        let number = *self.numbers.entry((index, value.to_vec())).or_insert(next);
        self.originals.entry((label.clone(), number)).or_insert_with(|| value.to_vec());
        spellings::exact(&self.spellings, &label, number)
    }
}

/// Redacts by the policy's own operators, or `None` where one of them blocks.
pub(crate) fn redact(redactor: &Redactor, text: &[u8]) -> Option<Outcome> {
    run(redactor.engine(), text, None)
}

/// Redacts in a session.
pub(crate) fn redact_in_session(redactor: &Redactor, memory: &mut Memory, text: &[u8]) -> Option<Outcome> {
    run(redactor.engine(), text, Some(memory))
}

/// Puts the originals back.
pub(crate) fn restore(memory: &Memory, text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    for s in spellings::valid(&memory.spellings, text) {
        if let Some(original) = memory.originals.get(&(s.label.clone(), s.number)) {
            out.extend_from_slice(&text[at..s.span.start]);
            out.extend_from_slice(original);
            at = s.span.end;
        }
    }
    out.extend_from_slice(&text[at..]);
    out
}

/// Start and end of every finding that is accepted, before *resolve*.
pub(crate) fn accepted(redactor: &Redactor, text: &[u8]) -> Vec<(u64, u64)> {
    let engine = redactor.engine();
    let seen = opaque(text, &marks::find(engine, text, std::iter::empty()));
    found(engine, &seen).iter().map(|c| (c.start, c.end)).collect()
}

/// Every finding that is accepted in a text whose placeholders are opaque.
fn found(engine: &Engine, seen: &[u8]) -> Vec<Candidate> {
    [detected(engine, seen), runs(engine, seen), matched(engine, seen)].concat()
}

fn run(engine: &Engine, text: &[u8], mut memory: Option<&mut Memory>) -> Option<Outcome> {
    let tokens = memory.as_ref().map_or_else(Vec::new, |m| spellings::valid(&m.spellings, text));
    let marks = marks::find(engine, text, tokens.into_iter().map(|s| s.span));
    let seen = opaque(text, &marks);
    let mut candidates = marks.iter().map(Mark::candidate).collect::<Vec<_>>();
    candidates.extend(found(engine, &seen));

    let mut outcome = Outcome { output: Vec::new(), findings: Vec::new() };
    let mut one_way = OneWay::default();
    let mut at = 0;
    for run in owners::runs(text.len(), &candidates) {
        if run.owner.rule == Candidate::PLACEHOLDER {
            continue;
        }
        outcome.output.extend_from_slice(&text[at..run.start]);
        at = run.end;
        let value = &text[run.start..run.end];
        let start_out = outcome.output.len() as u64;
        let (index, target) = engine.target(run.owner.rule);
        match (&target.operator, memory.as_deref_mut()) {
            (Compiled::Text(_) | Compiled::Number, Some(memory)) => {
                outcome.output.extend(memory.token(index, target.label.as_str(), value));
            }
            _ => {
                let span = (run.start as u64, run.end as u64);
                one_way.replace(index, target, span, value, &mut outcome.output).ok()?;
            }
        }
        if run.owner.rule != Candidate::TOKEN {
            outcome.findings.push(Finding {
                entity: target.name.clone(),
                label: target.label.clone(),
                rule: engine.rules[usize::from(run.owner.rule)].name.clone(),
                start: run.start as u64,
                end: run.end as u64,
                start_out,
                end_out: outcome.output.len() as u64,
                level: run.owner.level,
            });
        }
    }
    outcome.output.extend_from_slice(&text[at..]);
    Some(outcome)
}

fn opaque(text: &[u8], marks: &[Mark]) -> Vec<u8> {
    let mut seen = text.to_vec();
    for m in marks {
        seen[m.span.clone()].fill(OPAQUE);
    }
    seen
}

/// What the built-in types find, in the text and behind its disguises.
fn detected(engine: &Engine, seen: &[u8]) -> Vec<Candidate> {
    let enabled = enabled(&engine.policy);
    let mut candidates = Vec::new();
    for (at, trigger) in triggers::all(seen).into_iter().filter(|(_, trigger)| *trigger != Trigger::Run) {
        candidates.extend(ask(engine, &enabled, seen, at, trigger));
    }
    for stretch in disguised::stretches(seen) {
        let text = &stretch.decoded.text;
        let counts = |(at, trigger): &(usize, Trigger)| *trigger != Trigger::Run && stretch.has_place(*at);
        for (at, trigger) in triggers::all(text).into_iter().filter(counts) {
            let found = ask(engine, &enabled, text, at, trigger);
            candidates.extend(found.iter().filter_map(|c| stretch.back(c, at)));
        }
    }
    candidates
}

/// The rows of the table that a policy looks for.
fn enabled(policy: &Policy) -> Vec<usize> {
    let is_named = |names: &[String], row| names.iter().any(|name| detect::named(name).contains(&row));
    let is_on = |row: &usize| match &policy.entities {
        Some(names) => is_named(names, *row),
        None => TABLE[*row].entity.default != DefaultState::Off,
    };
    (0..TABLE.len()).filter(is_on).filter(|row| !is_named(&policy.exclude, *row)).collect()
}

/// Asks every detector that wants the trigger, each with a window as long as its reach.
fn ask(engine: &Engine, enabled: &[usize], seen: &[u8], at: usize, trigger: Trigger) -> Vec<Candidate> {
    let settings = Settings::new(&engine.policy).expect("the policy was compiled");
    let mut candidates = Vec::new();
    for &row in enabled {
        let detector = TABLE[row];
        if !detector.wants(trigger) {
            continue;
        }
        let from = at.saturating_sub(detector.reach.before);
        let to = seen.len().min(at + detector.reach.after);
        let window = Window::new(&seen[from..to], at - from, false);
        let mut number = NumberRun::default();
        number.read(&Window::new(&seen[at..seen.len().min(at + SHAPE_REACH)], 0, false));
        number.rebase(at - from);
        let mut sink = Sink::default();
        (detector.find)(&Place { window: &window, number: &number, trigger, settings: &settings }, &mut sink);
        for p in &sink.proposals {
            let (start, end) = (from + p.start, from + p.end);
            let spoken = p.in_context.filter(|_| has_context(engine, seen, start, end, row as u16));
            let Some(level) = spoken.or(p.level) else { continue };
            candidates.push(candidate(start, end, row as u16, level, detector.precedence));
        }
    }
    candidates.retain(|c| is_taken(engine, c, seen));
    candidates
}

/// What the run rules find.
fn runs(engine: &Engine, seen: &[u8]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for row in enabled(&engine.policy) {
        let run = runs::all(TABLE[row], &Settings::new(&engine.policy).expect("the policy was compiled"), seen);
        candidates.extend(run.into_iter().map(|run| Candidate {
            most: (run.head_end - run.start) as u64,
            kind: Kind::Run,
            ..candidate(run.start, run.end, row as u16, run.level, TABLE[row].precedence)
        }));
    }
    candidates.retain(|c| is_taken(engine, c, seen));
    candidates
}

/// What the user's patterns find.
fn matched(engine: &Engine, seen: &[u8]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (p, pattern) in engine.policy.patterns.iter().enumerate() {
        let rule = (TABLE.len() + p) as u16;
        for span in patterns::matches(pattern, seen) {
            // Where a match fills its length, only what is before it counts.
            let is_filled = span.len() >= pattern.max_length;
            let is_spoken_for = match is_filled {
                true => has_context(engine, &seen[..span.start], span.start, span.start, rule),
                false => has_context(engine, seen, span.start, span.end, rule),
            };
            let level = match (pattern.level, is_spoken_for) {
                (Level::Possible, true) => Level::Likely,
                (Level::Likely, true) => Level::Verified,
                (level, _) => level,
            };
            // A pattern comes before a built-in type of the same level, kind and length.
            let found = candidate(span.start, span.end, rule, level, 1);
            candidates.push(Candidate { most: pattern.max_length as u64, ..found });
        }
    }
    candidates.retain(|c| is_taken(engine, c, seen));
    candidates
}

fn candidate(start: usize, end: usize, rule: u16, level: Level, precedence: u8) -> Candidate {
    Candidate { start: start as u64, end: end as u64, most: u64::MAX, rule, level, kind: Kind::Window, precedence }
}

fn has_context(engine: &Engine, seen: &[u8], start: usize, end: usize, rule: u16) -> bool {
    words::speak_for(&engine.words_of(rule), seen, start, end)
}

/// What the policy keeps or allows, and what is below its level, is no finding.
fn is_taken(engine: &Engine, c: &Candidate, seen: &[u8]) -> bool {
    let value = &seen[c.start as usize..c.end as usize];
    c.level >= engine.policy.min_level
        && engine.target(c.rule).1.operator != Compiled::Keep
        && !engine.policy.allow.iter().any(|allowed| allowed.as_bytes() == value)
}
