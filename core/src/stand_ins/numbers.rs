//! Numbers in one piece: a length, a check by weights, and the words that speak for it.

use super::lists::WORDS;
use super::{NO_EXAMPLES, entity, kept};
use crate::detect::{Borders, Detector, Glance, Needs, Place, Reach, Sink, Trigger};
use crate::detect::{stands_alone_after, stands_alone_before};
use crate::entity::DefaultState;
use crate::finding::Level;

/// One for each type of a length.
const MODULI: [u32; KINDS] = [7, 9, 10, 11, 13, 23, 37, 97];
const KINDS: usize = 8;
/// Lengths from this one on.
const SHORTEST: usize = 8;
const LENGTHS: usize = 13;

/// The weight of a digit: no two types have the same ones.
const fn weight(len: usize, kind: usize, place: usize) -> u32 {
    1 + ((place * (2 * kind + 3) + len * kind) % (MODULI[kind] as usize - 1)) as u32
}

/// Whether the check of a type holds.
#[inline(always)]
fn holds<const LEN: usize, const KIND: usize>(digits: &[u8]) -> bool {
    let Some(digits) = digits.first_chunk::<LEN>() else { return false };
    let weights: [u32; LEN] = const {
        let mut out = [0; LEN];
        let mut place = 0;
        while place < LEN {
            out[place] = weight(LEN, KIND, place);
            place += 1;
        }
        out
    };
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| u32::from(digit & 15) * weight).sum();
    sum.is_multiple_of(MODULI[KIND])
}

fn alone<const LEN: usize>(len: usize, _: u8) -> bool {
    len == LEN
}

fn pair<const LEN: usize>(first: usize, _: usize) -> bool {
    first == LEN
}

fn glance<const LEN: usize, const KIND: usize>(glance: &Glance<'_>) -> bool {
    holds::<LEN, KIND>(glance.number.digits())
}

fn find<const LEN: usize, const KIND: usize>(place: &Place<'_>, sink: &mut Sink) {
    let Some(first) = place.number.groups().first().filter(|group| group.len == LEN) else { return };
    let (start, end) = (first.start, first.end());
    if !stands_alone_before(place.window, start, Borders::Plain)
        || !stands_alone_after(place.window, end, Borders::Plain)
    {
        return sink.reject(start, end, || "part of something longer".to_owned());
    }
    if !holds::<LEN, KIND>(place.number.digits()) {
        return sink.reject(start, end, || "its check does not hold".to_owned());
    }
    let without = (KIND % 2 == 1).then_some(Level::Possible);
    sink.accept_in_context(start, end, without, Level::Likely, "its check holds, and the words say so");
}

/// What is different from type to type.
struct Kind {
    alone: fn(usize, u8) -> bool,
    pair: fn(usize, usize) -> bool,
    glance: fn(&Glance<'_>) -> bool,
    find: fn(&Place<'_>, &mut Sink),
    holds: fn(&[u8]) -> bool,
}

macro_rules! kinds {
    ($($len:literal)*) => {
        [$(kinds!($len: 0 1 2 3 4 5 6 7)),*]
    };
    ($len:literal: $($kind:literal)*) => {
        [$(Kind {
            alone: alone::<$len>,
            pair: pair::<$len>,
            glance: glance::<$len, $kind>,
            find: find::<$len, $kind>,
            holds: holds::<$len, $kind>,
        }),*]
    };
}

static ALL: [[Kind; KINDS]; LENGTHS] = kinds!(8 9 10 11 12 13 14 15 16 17 18 19 20);

fn all() -> impl Iterator<Item = (usize, &'static Kind, &'static str)> {
    let lens = ALL.iter().zip(SHORTEST..).flat_map(|(kinds, len)| kinds.iter().map(move |kind| (len, kind)));
    lens.zip(WORDS).map(|((len, kind), word)| (len, kind, word))
}

pub(super) fn detectors() -> impl Iterator<Item = Detector> {
    all().map(|(len, kind, word)| {
        let words = [word.to_owned(), format!("{word}s"), format!("{word} number"), format!("{word} no")];
        Detector {
            entity: entity(format!("STAND_IN_{}", word.to_uppercase()), DefaultState::Context),
            rule: "stand_in_number",
            triggers: &[Trigger::Number],
            reach: Reach { before: 8, after: 32 },
            needs: Needs { pair: kind.pair, alone: kind.alone, digits: len, groups: 1, ..Needs::NOTHING },
            glance: kind.glance,
            find: kind.find,
            context: Vec::leak(words.map(kept).to_vec()),
            precedence: 20,
            examples: NO_EXAMPLES,
        }
    })
}

/// A text for each type: no digits that another one of its length would take, where there are some.
pub(super) fn samples() -> impl Iterator<Item = String> {
    all().map(|(len, kind, word)| {
        let others: Vec<_> = ALL[len - SHORTEST].iter().filter(|other| !std::ptr::eq(*other, kind)).collect();
        let first = 10_u64.pow(len as u32 - 1) + 2_345_678;
        let value = (first..)
            .map(|n| n.to_string())
            .find(|n| (kind.holds)(n.as_bytes()) && !others.iter().any(|other| (other.holds)(n.as_bytes())));
        format!("{word} {}", value.unwrap_or_default())
    })
}
