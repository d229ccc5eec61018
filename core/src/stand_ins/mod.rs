//! Does a table of two hundred types more cost anything? For the benchmark only: types that a redactor can be built with
//! beside the real ones, all of them live, and that no user meets.
//!
//! 104 types of numbers in one piece, eight for each length from 8 to 20 digits, each with weights, a modulus and context
//! words of its own; 100 types of keys with two literals each.

mod keys;
mod lists;
mod numbers;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::detect::{Catalogue, TABLE};
use crate::entity::{DefaultState, EntityType};
use crate::{Error, Policy, Redactor};

/// A redactor whose table holds the stand-ins behind the real types.
///
/// # Errors
/// As those of [`RedactorBuilder::build`](crate::RedactorBuilder::build).
pub fn redactor(policy: Policy) -> Result<Redactor, Error> {
    Redactor::of(catalogue(), policy)
}

/// A text for each stand-in, with a value that it finds.
///
/// # Units
/// Name of the type, text.
pub fn samples() -> Vec<(&'static str, String)> {
    catalogue().table[TABLE.len()..].iter().zip(texts()).map(|(row, text)| (row.entity.name, text)).collect()
}

fn texts() -> impl Iterator<Item = String> {
    numbers::samples().chain(keys::samples())
}

/// The real types, then the stand-ins.
fn catalogue() -> &'static Catalogue {
    static ALL: LazyLock<Catalogue> = LazyLock::new(|| {
        let stand_ins = numbers::detectors().chain(keys::detectors()).map(|row| &*Box::leak(Box::new(row)));
        Catalogue::new(TABLE.iter().copied().chain(stand_ins).collect())
    });
    &ALL
}

/// A text that is kept for as long as the process runs.
fn kept(text: String) -> &'static str {
    text.leak()
}

fn entity(name: String, default: DefaultState) -> EntityType {
    let name = kept(name);
    EntityType { name, label: name, country: None, families: &[], default, source: "none: a stand-in" }
}

/// Nothing: the tests of this module hold examples of each.
const NO_EXAMPLES: crate::detect::Examples = crate::detect::Examples { hits: &[], misses: &[] };
