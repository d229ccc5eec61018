//! answer/frames: where does one event of a stream end?
//!
//! Three ways of writing a stream: server-sent events, one document on each line, one array of documents. Each takes
//! bytes as they come and gives frames; what they give together is what they took, byte for byte.

use std::ops::Range;

use super::queue::Frame;

/// Cuts a stream into frames.
pub(super) enum Framing {
    Events(Events),
    Lines(Vec<u8>),
    Array(Elements),
}

impl Framing {
    pub(super) fn events() -> Self {
        Self::Events(Events::default())
    }

    pub(super) fn lines() -> Self {
        Self::Lines(Vec::new())
    }

    pub(super) fn array() -> Self {
        Self::Array(Elements::default())
    }

    /// Takes bytes and appends the frames that they complete.
    pub(super) fn push(&mut self, bytes: &[u8], frames: &mut Vec<Frame>) {
        match self {
            Self::Events(events) => bytes.iter().for_each(|&byte| events.push(byte, frames)),
            Self::Lines(held) => {
                for line in bytes.split_inclusive(|&b| b == b'\n') {
                    held.extend_from_slice(line);
                    if line.ends_with(b"\n") {
                        frames.push(line_frame(std::mem::take(held)));
                    }
                }
            }
            Self::Array(elements) => bytes.iter().for_each(|&byte| elements.push(byte, frames)),
        }
    }

    /// The rest: a last frame that was not ended, if it holds anything.
    pub(super) fn finish(&mut self) -> Option<Frame> {
        let frame = match self {
            Self::Events(events) => events.finish(),
            Self::Lines(held) => line_frame(std::mem::take(held)),
            // What is behind the last element is no document.
            Self::Array(elements) => Frame { raw: std::mem::take(&mut elements.raw), data: Vec::new() },
        };
        (!frame.raw.is_empty()).then_some(frame)
    }
}

fn line_frame(raw: Vec<u8>) -> Frame {
    let data = std::iter::once(0..raw.len()).collect();
    Frame { raw, data }
}

/// Server-sent events: lines end in `\n`, `\r\n` or `\r`, events at an empty line.
#[derive(Default)]
pub(super) struct Events {
    raw: Vec<u8>,
    data: Vec<Range<usize>>,
    line: usize,
    after_return: bool,
}

impl Events {
    fn push(&mut self, byte: u8, frames: &mut Vec<Frame>) {
        let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
        if byte == b'\n' && after_return {
            // The second half of a line end that was acted upon.
            if self.raw.is_empty() {
                frames.push(Frame { raw: vec![byte], data: Vec::new() });
            } else {
                self.raw.push(byte);
                self.line = self.raw.len();
            }
            return;
        }
        let is_end = matches!(byte, b'\n' | b'\r');
        if !is_end {
            self.raw.push(byte);
            return;
        }
        let is_empty = self.raw.len() == self.line;
        self.end_line();
        self.raw.push(byte);
        self.line = self.raw.len();
        if is_empty {
            frames.push(Frame { raw: std::mem::take(&mut self.raw), data: std::mem::take(&mut self.data) });
            self.line = 0;
        }
    }

    /// Notes the data that the line at hand holds.
    fn end_line(&mut self) {
        let line = &self.raw[self.line..];
        // A byte order mark may stand in front of the first line.
        let skip = if self.line == 0 && line.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        if let Some(value) = line[skip..].strip_prefix(b"data:") {
            let start = self.raw.len() - value.len() + usize::from(value.starts_with(b" "));
            self.data.push(start..self.raw.len());
        }
    }

    fn finish(&mut self) -> Frame {
        self.end_line();
        Frame { raw: std::mem::take(&mut self.raw), data: std::mem::take(&mut self.data) }
    }
}

/// The elements of one JSON array. What stands between them goes with the next one.
#[derive(Default)]
pub(super) struct Elements {
    raw: Vec<u8>,
    start: usize,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Elements {
    fn push(&mut self, byte: u8, frames: &mut Vec<Frame>) {
        self.raw.push(byte);
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => {
                self.depth += 1;
                if byte == b'{' && self.depth == 2 {
                    self.start = self.raw.len() - 1;
                }
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if byte == b'}' && self.depth == 1 {
                    let raw = std::mem::take(&mut self.raw);
                    let data = std::iter::once(self.start..raw.len()).collect();
                    frames.push(Frame { raw, data });
                    self.start = 0;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut framing: Framing, text: &str, cut: usize) -> (Vec<String>, String) {
        let mut found = Vec::new();
        text.as_bytes().chunks(cut).for_each(|chunk| framing.push(chunk, &mut found));
        found.extend(framing.finish());
        let data = |frame: &Frame| {
            frame.data.iter().map(|r| String::from_utf8_lossy(&frame.raw[r.clone()])).collect::<Vec<_>>().join("\n")
        };
        let raw = found.iter().flat_map(|frame| frame.raw.clone()).collect();
        let said = found.iter().map(data).filter(|data| !data.is_empty()).collect();
        (said, String::from_utf8(raw).expect("UTF-8"))
    }

    #[test]
    fn events_are_cut_at_empty_lines_whatever_ends_a_line() {
        for end in ["\n", "\r\n", "\r"] {
            let text =
                "\u{feff}data: a\ndata:b\n\n: comment\n\nevent: x\nid: 1\ndata:  c\n\n\n\ndata: cut".replace('\n', end);
            for cut in 1..text.len() {
                let (said, raw) = frames(Framing::events(), &text, cut);
                assert_eq!(said, ["a\nb", " c", "cut"], "{end:?} {cut}");
                assert_eq!(raw, text);
            }
        }
    }

    #[test]
    fn lines_and_elements_are_cut_at_their_ends() {
        let text = "{\"a\":1}\r\n\n{\"b\":2}";
        let (said, raw) = frames(Framing::lines(), text, 2);
        assert_eq!((said.len(), raw.as_str()), (3, text));
        let text = "[{\"a\":\"}]\\\"\"}\n,\r\n{\"b\":[{}]}]\n";
        for cut in 1..text.len() {
            let (said, raw) = frames(Framing::array(), text, cut);
            assert_eq!(said, ["{\"a\":\"}]\\\"\"}", "{\"b\":[{}]}"]);
            assert_eq!(raw, text);
        }
    }
}
