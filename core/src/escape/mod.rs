//! The lane of disguised values: around an escape, the text is decoded into a bounded scratch view with a map back to
//! its bytes, and the same detectors are asked about it.
//!
//! Which stretches are decoded is a function of the text alone (I1): an escape that no zone covers begins one of
//! [`ZONE`] bytes, and a zone is read with [`BEFORE`] bytes before and [`AFTER`] bytes after it.
//!
//! Percent signs before the code of a letter are ambiguous: such a stretch is read twice, with them as escapes and with
//! them as signs.
//!
//! What precedes an escape is not released too early: up to there, the plain reading of a value is the disguised one, so
//! a rule that needs more waits; and an escape that the end of the text cuts has not arrived yet ([`arrived`]).

mod decode;

use std::ops::ControlFlow;

use crate::detect::{Candidate, Trigger};
use crate::engine::{Desk, Engine, View};
use crate::scan::{self, Near, Part};
pub(crate) use decode::{Decoded, Disguise, Reading, disguise};

/// Bytes of a zone: an escape in it begins no other.
const ZONE: u64 = 1024;
/// Bytes before a zone that are decoded with it: a value's beginning, and words of context.
pub(crate) const BEFORE: u64 = 256;
/// Bytes at the start of a stretch that are only context: rules have to see what stands before a value.
const LOOK: u64 = 64;
/// Longest escape, in bytes.
const LONGEST: usize = 12;
/// Bytes after a zone that are decoded with it: a value's end, and words of context.
const AFTER: u64 = 640;
/// Bytes after a zone in which a place can still have a value that begins in it.
const TRIGGERS_AFTER: u64 = MOST_BEFORE;
/// A disguised value begins at most so many bytes before its trigger's place.
const MOST_BEFORE: u64 = 400;
const _: () = assert!(BEFORE + ZONE + AFTER <= Decoded::LONGEST as u64);

/// Where the lane is in a stream.
#[derive(Debug, Default)]
pub(crate) struct State {
    zones: Vec<Zone>,
    /// The end of the newest zone.
    until: u64,
    decoded: Decoded,
}

#[derive(Clone, Copy, Debug)]
struct Zone {
    start: u64,
    /// Places before it are decided, in each reading.
    done: [u64; 2],
}

impl Zone {
    /// Places before it are decided in every reading.
    fn done(&self) -> u64 {
        self.done[0].min(self.done[1])
    }
}

impl State {
    /// Takes note of a place that the scan holds for an escape.
    #[inline]
    pub(crate) fn note(&mut self, view: View<'_>, place: usize) {
        let at = view.base + place as u64;
        if at >= self.until && is_escape(view.bytes, place) {
            self.until = at + ZONE;
            self.zones.push(Zone { start: at, done: [at.saturating_sub(BEFORE); 2] });
        }
    }

    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        if self.until > 0 {
            *self = Self::default();
        }
    }

    /// The first offset that the lane still needs; `otherwise` where it needs none.
    pub(crate) fn needed_from(&self, otherwise: u64) -> u64 {
        self.zones.first().map_or(otherwise, |z| z.start.saturating_sub(BEFORE))
    }

    /// Goes on as far as the text reaches. Returns the lane's frontier, an offset in the view: nothing that is still to
    /// come begins before it.
    #[inline]
    pub(crate) fn advance(
        &mut self,
        engine: &Engine,
        view: View<'_>,
        desk: &mut Desk,
        accept: impl FnMut(Candidate),
    ) -> usize {
        if self.zones.is_empty() { view.bytes.len() } else { self.decode(engine, view, desk, accept) }
    }

    #[inline(never)]
    fn decode(&mut self, engine: &Engine, view: View<'_>, desk: &mut Desk, mut accept: impl FnMut(Candidate)) -> usize {
        let mut undecided = view.bytes.len();
        let mut decoded = std::mem::take(&mut self.decoded);
        self.zones.retain_mut(|zone| {
            zone.advance(engine, view, Reading::Whole, &mut decoded, desk, &mut accept);
            if decoded.is_ambiguous {
                zone.advance(engine, view, Reading::Signs, &mut decoded, desk, &mut accept);
            } else {
                zone.done[Reading::Signs as usize] = zone.done[Reading::Whole as usize];
            }
            let is_open = zone.done() < zone.start + ZONE + TRIGGERS_AFTER && view.open;
            if is_open {
                undecided = undecided.min(token_start(view.bytes, (zone.done() - view.base) as usize));
            }
            is_open
        });
        self.decoded = decoded;
        undecided
    }
}

impl Zone {
    fn advance(
        &mut self,
        engine: &Engine,
        view: View<'_>,
        reading: Reading,
        decoded: &mut Decoded,
        desk: &mut Desk,
        accept: &mut impl FnMut(Candidate),
    ) {
        let from = (self.start.saturating_sub(BEFORE).max(view.base) - view.base) as usize;
        let whole_end = (self.start + ZONE + AFTER - view.base) as usize;
        let end = whole_end.min(view.bytes.len());
        let open = view.open && whole_end > view.bytes.len();
        decoded.read(&view.bytes[from..end], open, reading);
        let known = self.done[reading as usize];
        let done = (known.max(view.base) - view.base) as usize;
        let first = decoded.first_from(done.saturating_sub(from));
        let last_place = (self.start + ZONE + TRIGGERS_AFTER - view.base) as usize;
        let last = decoded.first_from(last_place - from);
        let scratch = View { bytes: &decoded.text, base: 0, open, near: Near::default() };
        let explained = desk.decisions.as_ref().map_or(0, Vec::len);
        let back = |start: u64, end: u64| {
            let (a, b) = decoded.original(start as usize, end as usize);
            (view.base + (from + a) as u64, view.base + (from + b) as u64)
        };
        // Escapes before the zone are another zone's.
        let after = (self.start - view.base) as usize - from;
        let earliest = if self.start <= BEFORE { 0 } else { self.start - BEFORE + LOOK };
        let mut stopped = None;
        let mut group = desk.group.take().unwrap_or_default();
        let _ = scan::scan(
            &engine.catalogue.heads,
            Part { text: &decoded.text, range: first..last, open, near: Near::default() },
            engine.gate(desk),
            &mut group,
            |spot| {
                let at = spot.at;
                // A run's body reads escapes itself.
                if matches!(spot.trigger, Trigger::Escape | Trigger::Run) {
                    return ControlFlow::Continue(());
                }
                let decided = engine.detect(scratch, spot, desk, |mut c| {
                    let place = view.base + (from + decoded.from(at)) as u64;
                    if decoded.is_disguised(c.start as usize, c.end as usize, after) {
                        (c.start, c.end) = back(c.start, c.end);
                        if place < c.start + MOST_BEFORE && c.start >= earliest {
                            accept(c);
                        }
                    }
                });
                if decided {
                    return ControlFlow::Continue(());
                }
                stopped = Some(at);
                ControlFlow::Break(())
            },
        );
        desk.group = Some(group);
        if let Some(decisions) = &mut desk.decisions {
            let mut i = 0;
            decisions.retain_mut(|d| {
                i += 1;
                if i <= explained {
                    return true;
                }
                let keep = d.end > d.start && decoded.is_disguised(d.start as usize, d.end as usize, 0);
                if keep {
                    (d.start, d.end) = back(d.start, d.end);
                }
                keep
            });
        }
        let reached = decoded.from(stopped.unwrap_or(last));
        self.done[reading as usize] = known.max(view.base + (from + reached) as u64);
    }
}

/// How much of an open text has arrived: an escape that its end cuts has not.
pub(crate) fn arrived(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(LONGEST);
    (from..bytes.len()).find(|&at| disguise(bytes, at) == Disguise::Cut).unwrap_or(bytes.len())
}

/// Whether there is an escape at a place of the scan: at `%` and `&`, at the `u` of `\u`, at the last byte of a character.
fn is_escape(bytes: &[u8], place: usize) -> bool {
    let start = match bytes[place] {
        b'%' | b'&' => place,
        b'u' | 0xAD if bytes[place.saturating_sub(1)] != 0xBD && bytes[place.saturating_sub(1)] != 0xBC => place - 1,
        _ => place - 2,
    };
    matches!(disguise(bytes, start), Disguise::Is(..))
}

/// The start of the token that ends at `to`, for text in which values can be disguised: nothing that is triggered at
/// `to` or later begins before it.
fn token_start(bytes: &[u8], to: usize) -> usize {
    let floor = to.saturating_sub(MOST_BEFORE as usize);
    bytes[floor..to].iter().rposition(|b| matches!(b, b' ' | b'\n' | b'\t' | b'\r')).map_or(floor, |i| floor + i + 1)
}
