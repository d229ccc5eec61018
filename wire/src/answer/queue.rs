//! answer/queue: which events can go on, and with what text?
//!
//! A token may be cut anywhere between the pieces of a lane. While a lane ends in what may become a token, the event with
//! that piece waits, and all later ones behind it. Once it is decided, the restored text goes into the first waiting
//! piece and the others carry nothing. So no event is invented, dropped or moved.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::lanes::{Piece, Plan, plan};
use super::leaves::{leaves, restore};
use super::text::TextRestorer;
use crate::exchange::Tally;
use crate::json::{Edit, apply, encode_into};
use crate::sanitizer::Sanitizer;

/// Bytes of events that may wait.
const MAX_WAITING: usize = 1 << 20;

/// An event as it was received, and where its data stands in it.
pub(super) struct Frame {
    pub raw: Vec<u8>,
    /// The ranges of its data: more than one where it is written in several lines.
    pub data: Vec<Range<usize>>,
}

/// Holds events until they are decided.
pub(super) struct Queue {
    sanitizer: Arc<dyn Sanitizer>,
    tally: Arc<Tally>,
    items: VecDeque<Item>,
    /// Number of the first item.
    first: u64,
    bytes: usize,
    lanes: Vec<Lane>,
    reading: Reading,
}

/// What the events of an answer are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Pieces of texts.
    Stream,
    /// Documents of their own, as in the results of a batch.
    Records,
}

struct Item {
    raw: Vec<u8>,
    edits: Vec<Edit>,
    /// Pieces that are not decided.
    waiting: usize,
}

/// One text that arrives in pieces.
struct Lane {
    key: String,
    text: TextRestorer,
    waiting: Vec<Waiting>,
    /// What is to stand in the first waiting piece so far.
    restored: Vec<u8>,
    /// Whether that differs from what was received.
    changed: bool,
}

struct Waiting {
    item: u64,
    /// Of the string with its quotes, in the item.
    span: Range<usize>,
    text: Vec<u8>,
}

impl Queue {
    pub(super) fn new(sanitizer: Arc<dyn Sanitizer>, tally: Arc<Tally>, reading: Reading) -> Self {
        Self { sanitizer, tally, items: VecDeque::new(), first: 0, bytes: 0, lanes: Vec::new(), reading }
    }

    /// Takes an event and appends all that can go on.
    pub(super) fn push(&mut self, frame: Frame, out: &mut Vec<u8>) {
        let data: Vec<u8> = match frame.data.as_slice() {
            [] => Vec::new(),
            [one] => frame.raw[one.clone()].to_vec(),
            many => many.iter().map(|range| &frame.raw[range.clone()]).collect::<Vec<_>>().join(&b'\n'),
        };
        let trimmed = data.trim_ascii();
        if trimmed.is_empty() || trimmed == b"[DONE]" {
            if !trimmed.is_empty() {
                self.end_lanes("");
            }
            self.enqueue(frame.raw, Vec::new());
        } else {
            self.document(frame, &data);
        }
        self.drain(out);
        if self.bytes > MAX_WAITING {
            self.flush_into(out);
        }
    }

    /// Decides that no token begins in what waits, and appends it. The lanes go on.
    pub(super) fn flush_into(&mut self, out: &mut Vec<u8>) {
        self.flush();
        self.drain(out);
    }

    /// Whether an event waits.
    pub(super) fn is_waiting(&self) -> bool {
        !self.items.is_empty()
    }

    fn document(&mut self, frame: Frame, data: &[u8]) {
        let Ok(leaves) = leaves(data) else {
            self.tally.update(|counts| counts.answers_unparsed += 1);
            self.enqueue(frame.raw, Vec::new());
            return;
        };
        let plan = match self.reading {
            Reading::Stream => plan(data, &leaves),
            Reading::Records => Plan::default(),
        };
        for start in &plan.ends_before {
            self.end_lanes(start);
        }
        let place = |offset: usize| to_raw(&frame.data, offset);
        let mut edits = Vec::new();
        for (index, leaf) in leaves.iter().enumerate() {
            if !plan.pieces.iter().any(|piece| piece.leaf == index) {
                restore(&self.sanitizer, data, leaf, &mut edits);
            }
        }
        for edit in &mut edits {
            edit.span = place(edit.span.start)..place(edit.span.end);
        }
        let pieces: Vec<(Piece, Waiting)> = plan
            .pieces
            .into_iter()
            .map(|piece| {
                let leaf = &leaves[piece.leaf];
                let span = place(leaf.span.start)..place(leaf.span.end);
                (piece, Waiting { item: 0, span, text: leaf.text(data).into_owned() })
            })
            .collect();
        let item = self.enqueue(frame.raw, edits);
        for (piece, waiting) in pieces {
            self.piece(piece, Waiting { item, ..waiting });
        }
        for start in &plan.ends_after {
            self.end_lanes(start);
        }
    }

    fn enqueue(&mut self, raw: Vec<u8>, edits: Vec<Edit>) -> u64 {
        self.bytes += raw.len();
        self.items.push_back(Item { raw, edits, waiting: 0 });
        self.first + self.items.len() as u64 - 1
    }

    fn piece(&mut self, piece: Piece, waiting: Waiting) {
        if waiting.text.is_empty() {
            return;
        }
        let index = self.lanes.iter().position(|lane| lane.key == piece.key).unwrap_or_else(|| {
            let text = TextRestorer::new(&self.sanitizer, piece.place);
            let (waiting, restored) = (Vec::new(), Vec::new());
            self.lanes.push(Lane { key: piece.key, text, waiting, restored, changed: false });
            self.lanes.len() - 1
        });
        let (items, first) = (&mut self.items, self.first);
        let lane = &mut self.lanes[index];
        at(items, first, waiting.item).waiting += 1;
        let length = waiting.text.len();
        lane.changed |= lane.text.push(&waiting.text, &mut lane.restored);
        lane.waiting.push(waiting);
        let pending = lane.text.pending();
        if pending == 0 {
            lane.settle(0, items, first);
        } else if lane.waiting.len() > 1 && pending <= length {
            // All but the last piece is decided.
            let changed = lane.changed;
            lane.settle(1, items, first);
            if !changed {
                let decided = &lane.waiting[0].text[..length - pending];
                lane.restored.extend_from_slice(decided);
            }
            lane.changed = changed;
        }
    }

    fn flush(&mut self) {
        for lane in &mut self.lanes {
            lane.changed |= lane.text.flush(&mut lane.restored);
            lane.settle(0, &mut self.items, self.first);
        }
    }

    /// Ends the lanes whose key starts so.
    fn end_lanes(&mut self, start: &str) {
        let (items, first) = (&mut self.items, self.first);
        self.lanes.retain_mut(|lane| {
            let ends = lane.key.starts_with(start);
            if ends {
                lane.changed |= lane.text.flush(&mut lane.restored);
                lane.settle(0, items, first);
            }
            !ends
        });
    }

    fn drain(&mut self, out: &mut Vec<u8>) {
        while self.items.front().is_some_and(|item| item.waiting == 0) {
            let Some(mut item) = self.items.pop_front() else { return };
            self.first += 1;
            self.bytes -= item.raw.len();
            item.edits.sort_by_key(|edit| edit.span.start);
            out.extend_from_slice(&apply(&item.raw, &item.edits));
        }
    }
}

impl Lane {
    /// Writes what is restored into the first waiting piece, nothing into the others, and lets all but the last `keep` go.
    /// A piece that is kept has given away what of it was decided.
    fn settle(&mut self, keep: usize, items: &mut VecDeque<Item>, first: u64) {
        let count = self.waiting.len() - keep;
        for (position, waiting) in self.waiting.drain(..count).enumerate() {
            let item = at(items, first, waiting.item);
            item.waiting -= 1;
            if self.changed {
                let mut new = vec![b'"'];
                if position == 0 {
                    encode_into(&self.restored, &mut new);
                }
                new.push(b'"');
                item.edits.push(Edit { span: waiting.span, new });
            }
        }
        self.restored.clear();
        self.changed = false;
    }
}

fn at(items: &mut VecDeque<Item>, first: u64, item: u64) -> &mut Item {
    &mut items[(item - first) as usize]
}

/// The place of an offset of the joined data in the event.
fn to_raw(ranges: &[Range<usize>], mut offset: usize) -> usize {
    for range in ranges {
        if offset <= range.len() {
            return range.start + offset;
        }
        offset -= range.len() + 1;
    }
    ranges.last().map_or(0, |range| range.end)
}
