//! Stretches of text that are decoded because an escape stands in them.

use std::ops::Range;

use crate::detect::Candidate;
use crate::escape::{Decoded, Disguise, Reading, disguise};

/// Bytes of a zone; bytes before and after it that are decoded with it.
const ZONE: usize = 1024;
const BEFORE: usize = 256;
const AFTER: usize = 640;
/// Bytes at the start of a stretch that are only context.
const LOOK: usize = 64;
/// A disguised value begins at most so many bytes before its trigger's place.
const MOST_BEFORE: usize = 400;

/// Every stretch, decoded.
pub(super) fn stretches(seen: &[u8]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut until = 0;
    for start in 0..seen.len() {
        let Some(place) = escape(seen, start) else { continue };
        if place >= until {
            until = place + ZONE;
            let from = place.saturating_sub(BEFORE);
            let end = seen.len().min(place + ZONE + AFTER);
            for reading in [Reading::Whole, Reading::Signs] {
                let mut decoded = Decoded::default();
                decoded.read(&seen[from..end], false, reading);
                stretches.push(Stretch { from, zone: place, places: from..place + ZONE + MOST_BEFORE, decoded });
            }
        }
    }
    stretches
}

/// A stretch of the text without its disguises.
pub(super) struct Stretch {
    from: usize,
    zone: usize,
    /// Where triggers count, in the text.
    places: Range<usize>,
    pub decoded: Decoded,
}

impl Stretch {
    /// Whether a place in the decoded text is one where triggers count.
    pub(super) fn has_place(&self, at: usize) -> bool {
        self.places.contains(&(self.from + self.decoded.from(at)))
    }

    /// The same finding in the text, if something in it was disguised that no earlier stretch has.
    pub(super) fn back(&self, c: &Candidate, at: usize) -> Option<Candidate> {
        let (start, end) = (c.start as usize, c.end as usize);
        if !self.decoded.is_disguised(start, end, self.zone - self.from) {
            return None;
        }
        let (from, to) = self.decoded.original(start, end);
        let is_near = self.decoded.from(at) < from + MOST_BEFORE;
        let is_seen = self.from == 0 || from >= LOOK;
        (is_near && is_seen).then_some(Candidate {
            start: (self.from + from) as u64,
            end: (self.from + to) as u64,
            ..*c
        })
    }
}

/// The place of the escape that begins at `start`: the last byte of its introduction.
fn escape(seen: &[u8], start: usize) -> Option<usize> {
    let place = match seen[start] {
        b'%' | b'&' => start,
        b'\\' | 0xC2 => start + 1,
        _ => start + 2,
    };
    matches!(disguise(seen, start), Disguise::Is(..)).then_some(place)
}
