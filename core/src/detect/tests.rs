//! What holds for every entity type: it is in the table, and its rule can't see past its reach.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use super::{Catalogue, Detector, FILES, Needs, Place, Sink, TABLE, Trigger, Window};
use crate::finding::Level;
use crate::policy::{Policy, Settings};
use crate::scan::tests::All;
use crate::scan::{Group, Near, Part, scan};
use crate::shape::NumberRun;

/// A verdict: start and end in the text, level without and with context.
type Verdict = (usize, usize, Option<Level>, Option<Level>);

fn examples(detector: &Detector) -> impl Iterator<Item = String> {
    let texts = detector.examples.hits.iter().chain(detector.examples.misses);
    texts.map(|text| text.replace(['«', '»'], ""))
}

/// The places in a text that a detector is asked about.
fn places(detector: &Detector, text: &[u8]) -> Vec<(usize, Trigger)> {
    let mut out = Vec::new();
    let _ = scan(
        &Catalogue::real().heads,
        Part { text, range: 0..text.len(), open: false, near: Near::default() },
        All,
        &mut Group::default(),
        |spot| {
            if detector.wants(spot.trigger) {
                out.push((spot.at, spot.trigger));
            }
            ControlFlow::Continue(())
        },
    );
    out
}

/// What the rule says when it sees `text[from..to]`; `None`: it wants to see more.
fn verdict(
    detector: &Detector,
    text: &[u8],
    (at, trigger): (usize, Trigger),
    (from, to): (usize, usize),
    open: bool,
) -> Option<Vec<Verdict>> {
    let window = Window::new(&text[from..to], at - from, open);
    let mut number = NumberRun::default();
    number.read(&window);
    let settings = Settings::new(&Policy::default()).unwrap();
    let mut sink = Sink::default();
    (detector.find)(&Place { window: &window, number: &number, trigger, settings: &settings }, &mut sink);
    let verdicts = sink.proposals.iter().map(|p| (from + p.start, from + p.end, p.level, p.in_context));
    let runs = sink.begun.iter().map(|r| (from + r.start, from + r.head_end, Some(r.level), None));
    (!window.is_hungry()).then(|| verdicts.chain(runs).collect())
}

fn reach(detector: &Detector, text: &[u8], at: usize) -> (usize, usize) {
    (at.saturating_sub(detector.reach.before), text.len().min(at + detector.reach.after))
}

/// Stands on both sides of an example, so that there is something to see beyond the reach.
const SURROUNDINGS: [&str; 4] = ["", " 1 2-3.4:5@6 ", " a b-c.d:e@f ", " sk-x /y ::1 "];

#[test]
fn rules_see_no_further_than_their_reach() {
    for detector in TABLE {
        for example in examples(detector) {
            for around in SURROUNDINGS {
                let around = around.repeat(24);
                let text = format!("{around}{example}{around}").into_bytes();
                for place in places(detector, &text) {
                    let whole = verdict(detector, &text, place, (0, text.len()), false);
                    let cut = verdict(detector, &text, place, reach(detector, &text, place.0), false);
                    assert_eq!(whole, cut, "{} at {} of {example}", detector.entity.name, place.0);
                }
            }
        }
    }
}

#[test]
fn rules_that_see_too_little_ask_for_more() {
    for detector in TABLE {
        for example in examples(detector) {
            let text = format!("{example} and more").into_bytes();
            for place in places(detector, &text) {
                let (from, to) = reach(detector, &text, place.0);
                let wanted = verdict(detector, &text, place, (from, to), false);
                for cut in place.0 + 1..to {
                    let got = verdict(detector, &text, place, (from, cut), true);
                    assert!(got.is_none() || got == wanted, "{} cut at {cut}: {example}", detector.entity.name);
                }
            }
        }
    }
}

#[test]
fn every_type_has_examples_and_says_where_its_rule_is_from() {
    for detector in TABLE {
        let name = detector.entity.name;
        assert!(detector.examples.hits.len() >= 3 && detector.examples.misses.len() >= 3, "{name}");
        assert!(detector.examples.hits.iter().all(|hit| hit.contains('«')), "{name}");
        assert!(!detector.examples.misses.iter().any(|miss| miss.contains('«')), "{name}");
        assert!(!detector.entity.source.is_empty(), "{name}");
        assert!(detector.context.iter().all(|word| *word == word.to_lowercase()), "{name}");
    }
}

#[test]
fn every_detector_file_is_a_line_of_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect");
    let mut found = BTreeSet::new();
    for family in root.read_dir().unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for file in family.read_dir().unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            if std::fs::read_to_string(&file).unwrap().contains("static DETECTOR: Detector") {
                let name = |p: &Path| p.file_name().unwrap().to_str().unwrap().to_owned();
                found.insert(format!("{}/{}", name(&family), name(&file)));
            }
        }
    }
    assert_eq!(found, FILES.iter().map(|f| (*f).to_owned()).collect());
    for (file, detector) in FILES.iter().zip(TABLE) {
        let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
        assert_eq!((stem, stem), (detector.rule, detector.entity.name.to_lowercase().as_str()));
    }
}

/// Values of the detector's type that the default policy finds in a text, cut at `cut`.
fn found(detector: &Detector, text: &str, cut: usize) -> Vec<String> {
    let mut stream = crate::Redactor::default().stream();
    let mut out = Vec::new();
    let (head, tail) = text.as_bytes().split_at(cut);
    stream.push(head, &mut out).unwrap();
    stream.push(tail, &mut out).unwrap();
    stream.finish(&mut out).unwrap();
    let findings = stream.findings();
    findings.iter().filter(|f| f.entity() == detector.entity.name).map(|f| text[f.span()].to_owned()).collect()
}

#[test]
fn examples_are_judged_as_marked_however_they_are_cut() {
    for detector in TABLE {
        for example in detector.examples.hits.iter().chain(detector.examples.misses) {
            let text = example.replace(['«', '»'], "");
            let marked: Vec<&str> = example.split('«').skip(1).filter_map(|part| part.split('»').next()).collect();
            for cut in 0..=text.len() {
                assert_eq!(found(detector, &text, cut), marked, "{example} cut at {cut}");
            }
        }
    }
}

/// The scan leaves out shorter numbers: a detector that needs less would never see them.
#[test]
fn no_detector_needs_less_of_a_number_than_the_scan_keeps() {
    for detector in TABLE.iter().filter(|d| d.wants(Trigger::Number)) {
        let Needs { alone, pair, digits, groups, .. } = detector.needs;
        let name = detector.entity.name;
        assert!(!(0..crate::scan::SHORTEST_NUMBER).any(|len| (b'0'..=b'9').any(|first| alone(len, first))), "{name}");
        // In one piece, with a sign before it.
        let wants = |len: usize| len >= digits && groups <= 1 && pair(len, 0);
        assert!(!(0..crate::scan::SHORTEST_NUMBER).any(wants), "{name}");
        // Two groups have a sign between them.
        assert!(digits + groups.max(2) > crate::scan::SHORTEST_NUMBER, "{name}");
    }
}
