//! answer: how do the originals come back?
//!
//! The content type decides how an answer is read (this file): a document is restored when it is complete, a stream
//! event by event, a text as it comes. What can't be parsed passes byte for byte and is counted: it holds only tokens.
//! If nothing was redacted, nothing is read at all.

mod document;
mod frames;
mod grammar;
mod lanes;
mod leaves;
mod queue;
mod segment;
mod text;

use std::fmt;
use std::sync::Arc;

use crate::exchange::Tally;
use crate::sanitizer::Sanitizer;
use document::Document;
use frames::Framing;
use queue::{Frame, Queue, Reading};
use text::{Place, TextRestorer};

/// Bytes of a first line that are looked at to tell lines of documents from one document.
const MAX_FIRST_LINE: usize = 1 << 20;

/// Restores one answer, chunk by chunk. What comes out does not depend on where it was cut.
///
/// Left as they came: log probabilities, sealed and signed parts (`encrypted_content`, `signature`, signed thinking), and
/// tokens in code or commands outside of a string whose original could change what the code does. Offsets into a text
/// (`start_index` of an annotation) still count the text that the service wrote.
pub struct Answer {
    sanitizer: Arc<dyn Sanitizer>,
    tally: Arc<Tally>,
    reader: Reader,
}

enum Reader {
    Pass,
    /// Binary of an unknown kind: passes, and is counted once.
    Unread,
    /// Decides by its first bytes.
    Sniff(Vec<u8>, Announced),
    Document(Document),
    Stream(Framing, Queue, Vec<Frame>),
    Text(TextRestorer),
}

/// What is known of an answer whose first bytes decide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// A text of any kind, or nothing.
    Text,
    /// Bytes, which may be text.
    Bytes,
    /// JSON that is an array of events, unless it is an error.
    Json,
}

fn stream(answer: &Answer, framing: Framing, reading: Reading) -> Reader {
    let queue = Queue::new(Arc::clone(&answer.sanitizer), Arc::clone(&answer.tally), reading);
    Reader::Stream(framing, queue, Vec::new())
}

/// Chooses how to read.
pub(crate) fn start(sanitizer: Arc<dyn Sanitizer>, tally: Arc<Tally>, content_type: Option<&str>, url: &str) -> Answer {
    let mut answer = Answer { sanitizer, tally, reader: Reader::Pass };
    if answer.sanitizer.is_empty() {
        return answer;
    }
    let essence = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (class, subtype) = essence.split_once('/').unwrap_or_default();
    answer.reader = match (class, subtype) {
        ("text", "event-stream") => stream(&answer, Framing::events(), Reading::Stream),
        (_, "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "stream+json") => {
            stream(&answer, Framing::lines(), Reading::Stream)
        }
        ("application" | "text", "json") if url.contains(":streamGenerateContent") => {
            Reader::Sniff(Vec::new(), Announced::Json)
        }
        ("application" | "text", "json") => Reader::Document(Document::new(true)),
        ("application", subtype) if subtype.ends_with("+json") => Reader::Document(Document::new(true)),
        ("image" | "audio" | "video", _) => Reader::Pass,
        ("", _) | ("text", _) => Reader::Sniff(Vec::new(), Announced::Text),
        ("application", "octet-stream" | "binary") => Reader::Sniff(Vec::new(), Announced::Bytes),
        _ => Reader::Unread,
    };
    answer
}

impl Answer {
    /// Takes a chunk and appends to `out` what is now decided.
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        if chunk.is_empty() {
            return;
        }
        match &mut self.reader {
            Reader::Pass => out.extend_from_slice(chunk),
            Reader::Unread => {
                self.tally.update(|counts| counts.answers_unparsed += 1);
                self.reader = Reader::Pass;
                out.extend_from_slice(chunk);
            }
            Reader::Sniff(held, _) => {
                held.extend_from_slice(chunk);
                self.choose(false, out);
            }
            Reader::Document(document) => document.push(chunk),
            Reader::Stream(framing, queue, frames) => {
                framing.push(chunk, frames);
                frames.drain(..).for_each(|frame| queue.push(frame, out));
            }
            Reader::Text(text) => {
                text.push(chunk, out);
            }
        }
    }

    /// Appends the rest. A stream that breaks off gives what waits first, then what was received of the last event.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if matches!(self.reader, Reader::Sniff(..)) {
            self.choose(true, out);
        }
        match &mut self.reader {
            Reader::Pass | Reader::Unread | Reader::Sniff(..) => {}
            Reader::Document(document) => document.finish(&self.sanitizer, &self.tally, out),
            Reader::Stream(framing, queue, _) => {
                if let Some(frame) = framing.finish() {
                    queue.push(frame, out);
                }
                queue.flush_into(out);
            }
            Reader::Text(text) => {
                text.flush(out);
            }
        }
    }

    /// Decides that no token begins in what a stream holds back, and appends it: for a service that pauses in the middle
    /// of what may become one. Call it when nothing has arrived for some seconds.
    pub fn flush_idle(&mut self, out: &mut Vec<u8>) {
        match &mut self.reader {
            Reader::Stream(_, queue, _) => queue.flush_into(out),
            Reader::Text(text) => {
                text.flush(out);
            }
            _ => {}
        }
    }

    /// Whether something is held back that `flush_idle` would give.
    pub fn is_waiting(&self) -> bool {
        match &self.reader {
            Reader::Stream(_, queue, _) => queue.is_waiting(),
            Reader::Text(text) => text.pending() > 0,
            _ => false,
        }
    }

    /// Chooses by the first bytes, as soon as they decide; what they decide does not depend on the chunks.
    fn choose(&mut self, is_all: bool, out: &mut Vec<u8>) {
        let Reader::Sniff(held, announced) = &self.reader else { return };
        let is_text = *announced == Announced::Text;
        let first = held.trim_ascii_start();
        let reader = match first.first() {
            None if !is_all => return,
            Some(b'[') if *announced == Announced::Json => stream(self, Framing::array(), Reading::Stream),
            _ if *announced == Announced::Json => Reader::Document(Document::new(true)),
            Some(b'{') => {
                let line = first.iter().take(MAX_FIRST_LINE).position(|&b| b == b'\n');
                match line {
                    None if !is_all && first.len() < MAX_FIRST_LINE => return,
                    Some(end) if leaves::leaves(&first[..end]).is_ok() => {
                        let reading = if is_text { Reading::Stream } else { Reading::Records };
                        stream(self, Framing::lines(), reading)
                    }
                    _ => Reader::Document(Document::new(false)),
                }
            }
            Some(b'[') => Reader::Document(Document::new(false)),
            Some(b'd' | b'e' | b':' | b'i' | b'r') if is_text && first.len() < 6 && !is_all => return,
            Some(_) if is_text && is_event_line(first) => stream(self, Framing::events(), Reading::Stream),
            Some(&byte) if is_text || (0x20..0x7f).contains(&byte) => {
                Reader::Text(TextRestorer::new(&self.sanitizer, Place::Prose))
            }
            _ => Reader::Pass,
        };
        if let Reader::Sniff(held, _) = std::mem::replace(&mut self.reader, reader) {
            self.push(&held, out);
        }
    }
}

fn is_event_line(text: &[u8]) -> bool {
    [&b"data:"[..], b"event:", b":", b"id:", b"retry:"].iter().any(|name| text.starts_with(name))
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(..)")
    }
}

#[cfg(test)]
mod tests;
