//! Keys: a literal, and a random rest.

use super::lists::HEADS;
use super::{NO_EXAMPLES, entity};
use crate::detect::{Detector, Needs, Place, Reach, Sink, Trigger, anything, class};
use crate::entity::DefaultState;
use crate::finding::Level;
use crate::placeholder::OPAQUE;

/// Fewest letters and digits behind a literal.
const SHORTEST: usize = 20;

fn find<const TYPE: usize>(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let head_end = window.at() + 1;
    for head in HEADS[TYPE] {
        let start = head_end.checked_sub(head.len());
        let Some(start) = start.filter(|s| window.slice(*s, head_end) == head.as_bytes()) else { continue };
        if window.is_glued_before(start) {
            continue;
        }
        let end = window.run(head_end, |b| b.is_ascii_alphanumeric());
        let rest = window.slice(head_end, end);
        let is_random = rest.iter().any(u8::is_ascii_digit) && rest.iter().any(u8::is_ascii_alphabetic);
        match rest.len() {
            _ if window.get(end) == Some(OPAQUE) => {}
            SHORTEST.. if is_random => sink.accept(start, end, Level::Likely, "the head of a key, and a random rest"),
            _ => sink.reject(start, end, || "too short for a key".to_owned()),
        }
    }
}

macro_rules! finds {
    ($($ten:literal)*) => {
        [$(finds!($ten: 0 1 2 3 4 5 6 7 8 9)),*]
    };
    ($ten:literal: $($one:literal)*) => {
        [$(find::<{ 10 * $ten + $one }>),*]
    };
}

/// How a detector looks at a place.
type Find = fn(&Place<'_>, &mut Sink);

static FINDS: [[Find; 10]; 10] = finds!(0 1 2 3 4 5 6 7 8 9);

pub(super) fn detectors() -> impl Iterator<Item = Detector> {
    HEADS.iter().zip(FINDS.as_flattened()).enumerate().map(|(i, (heads, find))| Detector {
        entity: entity(format!("STAND_IN_KEY_{i}"), DefaultState::On),
        rule: "stand_in_key",
        triggers: &[Trigger::Head],
        reach: Reach { before: 44, after: 260 },
        needs: Needs { heads, never_behind: class::ALPHANUMERIC | class::UNDERSCORE, ..Needs::NOTHING },
        glance: anything,
        find: *find,
        context: &[],
        precedence: 20,
        examples: NO_EXAMPLES,
    })
}

/// A text for each literal's type.
pub(super) fn samples() -> impl Iterator<Item = String> {
    HEADS.iter().map(|[head, _]| format!("key={head}a1B2c3D4e5F6g7H8i9J0k1L2 and"))
}
