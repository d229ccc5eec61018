//! answer/text: what does a text that still grows say with the originals put back?
//!
//! A text that is JSON so far is restored as JSON: an original that stands inside of a string is escaped as that string
//! needs it, again for each string around it. Any other text is restored as it is. For complete JSON the pieces join to
//! what `leaves` makes of the whole.

use std::sync::Arc;

use super::grammar::{Grammar, Step};
use super::segment::{Read, Segment, Spelling};
use crate::json::encode_into;
use crate::sanitizer::{RestorePieces, Sanitizer};

/// How often JSON may stand in a string of JSON before it is taken for text.
pub(super) const MAX_NESTING: usize = 8;

/// Where an original may be put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere.
    Prose,
    /// Code, commands and arguments: in strings of JSON, and elsewhere only if it can't change what the text does.
    Code,
}

/// Restores one text, piece by piece.
pub(super) struct TextRestorer {
    machine: Machine,
    /// What was pushed and is not decided.
    source: Vec<u8>,
    segments: Vec<Segment>,
}

impl TextRestorer {
    pub(super) fn new(sanitizer: &Arc<dyn Sanitizer>, place: Place) -> Self {
        Self { machine: Machine::new(sanitizer, place, 0), source: Vec::new(), segments: Vec::new() }
    }

    /// Takes a piece and appends what is decided; says whether an original was put back.
    pub(super) fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) -> bool {
        self.source.extend_from_slice(piece);
        self.machine.push(piece, &mut self.segments);
        self.emit(out)
    }

    /// Appends what was held: no token begins there. The text may go on.
    pub(super) fn flush(&mut self, out: &mut Vec<u8>) -> bool {
        self.machine.flush(&mut self.segments);
        self.emit(out)
    }

    /// Bytes that were pushed and have not come out.
    pub(super) fn pending(&self) -> usize {
        self.source.len()
    }

    fn emit(&mut self, out: &mut Vec<u8>) -> bool {
        let mut at = 0;
        let mut swapped = false;
        for segment in self.segments.drain(..) {
            match segment {
                Segment::Keep(length) => {
                    out.extend_from_slice(&self.source[at..at + length]);
                    at += length;
                }
                Segment::Swap(length, new) => {
                    out.extend_from_slice(&new);
                    at += length;
                    swapped = true;
                }
            }
        }
        self.source.drain(..at);
        swapped
    }
}

/// Decides about the bytes of one level: a text, or the inside of a string.
struct Machine {
    sanitizer: Arc<dyn Sanitizer>,
    stream: Box<dyn RestorePieces>,
    /// Bytes that are with `stream`.
    held: Vec<u8>,
    restored: Vec<u8>,
    place: Place,
    nesting: usize,
    /// `None`: not JSON.
    grammar: Option<Grammar>,
    /// The string that is being read.
    inside: Option<Inside>,
    /// The machine of the last string, for the next one.
    spare: Option<Box<Machine>>,
}

struct Inside {
    machine: Box<Machine>,
    spelling: Spelling,
    segments: Vec<Segment>,
    decoded: Vec<u8>,
}

impl Machine {
    fn new(sanitizer: &Arc<dyn Sanitizer>, place: Place, nesting: usize) -> Self {
        Self {
            sanitizer: Arc::clone(sanitizer),
            stream: sanitizer.restore_stream(),
            held: Vec::new(),
            restored: Vec::new(),
            place,
            nesting,
            grammar: (nesting < MAX_NESTING).then(Grammar::new),
            inside: None,
            spare: None,
        }
    }

    fn push(&mut self, text: &[u8], segments: &mut Vec<Segment>) {
        let mut rest = text;
        while let Some((&byte, after)) = rest.split_first() {
            if self.inside.is_some() {
                self.string_byte(byte, segments);
            } else if self.grammar.is_some() || self.place == Place::Code || self.nesting > 0 {
                self.byte(byte, segments);
            } else {
                // Plain text at the top: where its pieces begin and end does not matter.
                self.held.extend_from_slice(rest);
                self.stream.push(rest, &mut self.restored);
                self.decide(segments);
                return;
            }
            rest = after;
        }
    }

    fn byte(&mut self, byte: u8, segments: &mut Vec<Segment>) {
        self.held.push(byte);
        self.stream.push(&[byte], &mut self.restored);
        self.decide(segments);
        if byte == b'"' && self.grammar.is_some() && !self.held.is_empty() {
            // A token does not reach over a quote of JSON: what was held is decided.
            self.stream.finish(&mut self.restored);
            self.decide(segments);
        }
    }

    /// Reads what the stream has given back.
    fn decide(&mut self, segments: &mut Vec<Segment>) {
        let count = self.held.len().saturating_sub(self.stream.pending());
        if count == 0 && self.restored.is_empty() {
            return;
        }
        let decided: Vec<u8> = self.held.drain(..count).collect();
        let restored = std::mem::take(&mut self.restored);
        if restored == decided {
            segments.push(Segment::Keep(count));
            self.read(&decided);
        } else {
            if self.grammar.as_mut().is_some_and(|grammar| grammar.value() == Step::Broken) {
                self.grammar = None;
            }
            let is_safe = self.place == Place::Prose || !restored.iter().any(|b| is_special(*b));
            segments.push(if is_safe { Segment::Swap(count, restored) } else { Segment::Keep(count) });
        }
    }

    /// Follows the grammar over bytes outside of strings.
    fn read(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let Some(grammar) = &mut self.grammar else { return };
            match grammar.step(byte) {
                Step::Fine => {}
                Step::Broken => self.grammar = None,
                Step::Quote => {
                    let mut machine = self
                        .spare
                        .take()
                        .unwrap_or_else(|| Box::new(Self::new(&self.sanitizer, Place::Prose, self.nesting + 1)));
                    machine.grammar = (machine.nesting < MAX_NESTING).then(Grammar::new);
                    let (segments, decoded) = (Vec::new(), Vec::new());
                    self.inside = Some(Inside { machine, spelling: Spelling::default(), segments, decoded });
                }
            }
        }
    }

    fn string_byte(&mut self, byte: u8, segments: &mut Vec<Segment>) {
        let Some(inside) = &mut self.inside else { return };
        inside.decoded.clear();
        let read = inside.spelling.feed(byte, &mut inside.decoded);
        inside.machine.push(&inside.decoded, &mut inside.segments);
        inside.spell(segments);
        if read == Read::Inside {
            return;
        }
        self.close_string(segments);
        segments.push(Segment::Keep(1));
        match &mut self.grammar {
            Some(grammar) if read == Read::End => grammar.end_string(),
            _ => self.grammar = None,
        }
    }

    /// Decides what is held in the string and leaves it.
    fn close_string(&mut self, segments: &mut Vec<Segment>) {
        let Some(mut inside) = self.inside.take() else { return };
        inside.machine.flush(&mut inside.segments);
        inside.spell(segments);
        segments.push(Segment::Keep(inside.spelling.unfinished()));
        inside.machine.inside = None;
        self.spare = Some(inside.machine);
    }

    fn flush(&mut self, segments: &mut Vec<Segment>) {
        if let Some(inside) = &mut self.inside {
            if inside.spelling.unfinished() > 0 {
                // Half of an escape is out: the rest can't be read as one.
                self.close_string(segments);
                self.grammar = None;
            } else {
                inside.machine.flush(&mut inside.segments);
                inside.spell(segments);
            }
        }
        self.stream.finish(&mut self.restored);
        self.decide(segments);
    }
}

impl Inside {
    /// Turns decisions about the text of the string into decisions about its spelling.
    fn spell(&mut self, segments: &mut Vec<Segment>) {
        for segment in self.segments.drain(..) {
            segments.push(match segment {
                Segment::Keep(length) => Segment::Keep(self.spelling.take(length)),
                Segment::Swap(length, new) => {
                    let mut escaped = Vec::with_capacity(new.len());
                    encode_into(&new, &mut escaped);
                    Segment::Swap(self.spelling.take(length), escaped)
                }
            });
        }
    }
}

/// Whether a byte in an original could end a string, a line or a command around it.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b'$' | b'\n' | b'\r') || byte < 0x20
}

#[cfg(test)]
mod tests;
