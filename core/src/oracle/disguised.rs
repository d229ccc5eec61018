//! Stretches of text that are decoded because an escape stands in them.

use std::ops::Range;

use crate::detect::Candidate;
use crate::escape::{Decoded, Disguise, disguise};

/// Bytes of a zone; bytes before and after it that are decoded with it.
const ZONE: usize = 256;
const BEFORE: usize = 160;
const AFTER: usize = 640;
/// A disguised value begins at most so many bytes before its trigger's place.
const MOST_BEFORE: usize = 400;

/// Every stretch, decoded.
pub(super) fn stretches(seen: &[u8]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut until = 0;
    for start in 0..seen.len() {
        let Some(place) = begins_zone(seen, start) else { continue };
        if place >= until {
            until = place + ZONE;
            let from = place.saturating_sub(BEFORE);
            let end = seen.len().min(place + ZONE + AFTER);
            let mut decoded = Decoded::default();
            decoded.read(&seen[from..end], false);
            stretches.push(Stretch { from, places: from..place + ZONE + MOST_BEFORE, decoded });
        }
    }
    stretches
}

/// A stretch of the text without its disguises.
pub(super) struct Stretch {
    from: usize,
    /// Where triggers count, in the text.
    places: Range<usize>,
    pub decoded: Decoded,
}

impl Stretch {
    /// Whether a place in the decoded text is one where triggers count.
    pub(super) fn has_place(&self, at: usize) -> bool {
        self.places.contains(&(self.from + self.decoded.from[at] as usize))
    }

    /// The same finding in the text, if something in it was disguised.
    pub(super) fn back(&self, c: &Candidate, at: usize) -> Option<Candidate> {
        let (start, end) = (c.start as usize, c.end as usize);
        if !self.decoded.is_disguised(start, end) {
            return None;
        }
        let (from, to) = self.decoded.original(start, end);
        let is_near = (self.decoded.from[at] as usize) < from + MOST_BEFORE;
        is_near.then_some(Candidate { start: (self.from + from) as u64, end: (self.from + to) as u64, ..*c })
    }
}

/// The place of the escape that begins at `start`, if it is one that makes a zone: the last byte of its introduction.
fn begins_zone(seen: &[u8], start: usize) -> Option<usize> {
    let place = match seen[start] {
        b'%' | b'&' => start,
        b'\\' | 0xC2 => start + 1,
        _ => start + 2,
    };
    let begins = match disguise(&seen[start..]) {
        Disguise::None | Disguise::Cut => false,
        // Joiners are common between letters of other scripts.
        Disguise::Is(_, None) => start > 0 && seen[start - 1].is_ascii_graphic(),
        // So is full-width punctuation.
        Disguise::Is(3, Some(b)) if seen[start] == 0xEF => b.is_ascii_alphanumeric() || b"@.+-_".contains(&b),
        Disguise::Is(_, Some(_)) => true,
    };
    begins.then_some(place)
}
