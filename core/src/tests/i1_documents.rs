//! I1 on real texts: the marked examples of every type, the labelled documents, and generated ones.

use inkout_corpus::{Family, documents, generate};

use super::i1_cut_proof::{check, check_session, every_cut};
use super::policies::{Rules, compiled};
use crate::detect::TABLE;
use crate::{Policy, Redactor};

fn strict() -> Redactor {
    compiled(&Rules(Policy::preset("strict").expect("a preset")))
}

#[test]
fn i1_examples_are_the_same_at_every_cut() {
    for detector in TABLE {
        for example in detector.examples.hits.iter().chain(detector.examples.misses) {
            let text = format!("{} ", example.replace(['«', '»'], ""));
            let cuts = every_cut(text.len());
            for redactor in [Redactor::default(), strict()] {
                check(&redactor, text.as_bytes(), &cuts).expect("the same");
                check_session(&redactor, text.as_bytes(), &cuts).expect("the same");
            }
        }
    }
}

#[test]
fn i1_labelled_documents_are_the_same_at_every_cut() {
    for document in documents() {
        let cuts = every_cut(document.text.len());
        check(&Redactor::default(), &document.text, &cuts).expect("the same");
    }
}

#[test]
fn i1_generated_documents_are_the_same_in_chunks() {
    for (seed, family) in (1..).zip(Family::ALL) {
        let text = generate(family, seed, 12 << 10).text;
        let cuts: Vec<Vec<usize>> =
            [1, 61, 1000, 4096].iter().map(|step| (0..text.len()).step_by(*step).collect()).collect();
        for redactor in [Redactor::default(), strict()] {
            check(&redactor, &text, &cuts).expect("the same");
            check_session(&redactor, &text, &cuts[1..]).expect("the same");
        }
    }
}
