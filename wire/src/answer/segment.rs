//! answer/segment: which bytes of a text stay, and which become an original?

use std::collections::VecDeque;

use crate::json::escape::{self, push_code_point};

/// A decision about the next bytes of a source.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Keep(usize),
    /// So many bytes are replaced.
    Swap(usize, Vec<u8>),
}

/// Decodes the inside of a JSON string byte by byte, and knows which bytes spell what is not yet decided.
#[derive(Default)]
pub(super) struct Spelling {
    /// Bytes of an escape under way; after a high surrogate that of its pair.
    escape: Vec<u8>,
    /// Lengths of the decoded characters that are undecided: in the text, in the source.
    marks: VecDeque<(usize, usize)>,
    /// Decoded bytes of the first mark that were decided already.
    taken: usize,
}

/// What a byte did.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// It belongs to the string.
    Inside,
    /// It is the closing quote.
    End,
    /// It can't stand there: this is no JSON.
    Broken,
}

impl Spelling {
    /// Takes a byte and appends the text that it completes.
    pub(super) fn feed(&mut self, byte: u8, text: &mut Vec<u8>) -> Read {
        match (self.escape.len(), byte) {
            (0, b'"') => return Read::End,
            (0, b'\\') => self.escape.push(byte),
            (0, 0..=0x1f) => return Read::Broken,
            (0, _) => {
                self.marks.push_back((1, 1));
                text.push(byte);
            }
            (1, b'u') => self.escape.push(byte),
            (1, _) => {
                let Some(plain) = escape::simple(byte) else { return Read::Broken };
                self.escape.clear();
                self.marks.push_back((1, 2));
                text.push(plain);
            }
            // Behind a high surrogate only a low one belongs to it.
            (6, b'\\') | (7, b'u') => self.escape.push(byte),
            (6, _) => {
                self.lone(text);
                return self.feed(byte, text);
            }
            (7, _) => {
                self.lone(text);
                return self.feed(byte, text);
            }
            _ if !byte.is_ascii_hexdigit() => return Read::Broken,
            _ => {
                self.escape.push(byte);
                self.complete(text);
            }
        }
        Read::Inside
    }

    /// Source bytes of an escape that is not complete.
    pub(super) fn unfinished(&self) -> usize {
        self.escape.len()
    }

    /// Source bytes that spell the next `length` bytes of the text.
    pub(super) fn take(&mut self, length: usize) -> usize {
        let mut left = length + self.taken;
        let mut raw = 0;
        while let Some(&(text, source)) = self.marks.front() {
            if text > left {
                break;
            }
            left -= text;
            raw += source;
            self.marks.pop_front();
        }
        self.taken = left;
        raw
    }

    /// The surrogate in front has no partner: it stands for itself, and what follows is read anew.
    fn lone(&mut self, text: &mut Vec<u8>) {
        push_code_point(escape::unit(&self.escape[2..6]), text);
        self.marks.push_back((3, 6));
        self.escape.drain(..6);
    }

    fn complete(&mut self, text: &mut Vec<u8>) {
        if self.escape.len() == 12 {
            let (high, low) = (escape::unit(&self.escape[2..6]), escape::unit(&self.escape[8..12]));
            if let Some(code) = escape::paired(high, low) {
                push_code_point(code, text);
                self.marks.push_back((4, 12));
                self.escape.clear();
                return;
            }
            self.lone(text);
        }
        if self.escape.len() == 6 {
            let unit = escape::unit(&self.escape[2..6]);
            if !escape::is_high_surrogate(unit) {
                let before = text.len();
                push_code_point(unit, text);
                self.marks.push_back((text.len() - before, 6));
                self.escape.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::decode;
    use proptest::prelude::*;

    proptest! {
        /// The same as the decoder that sees the whole string, and every source byte is accounted for.
        #[test]
        fn reads_as_the_whole_string_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "é", "\\n", "\\\"", "\\\\", "\\/", "\\u0040", "\\u00fc", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\uD800x",
        ]), 0..8)) {
            let inside = pieces.concat();
            let source = format!("\"{inside}\"");
            let whole = decode(source.as_bytes(), 0..source.len(), true);
            let mut spelling = Spelling::default();
            let mut text = Vec::new();
            let mut raw = 0;
            for &byte in &source.as_bytes()[1..] {
                let read = spelling.feed(byte, &mut text);
                if read == Read::End { break }
                prop_assert_eq!(read, Read::Inside);
            }
            prop_assert_eq!(&text[..], &whole.text[..]);
            for _ in 0..text.len() { raw += spelling.take(1) }
            prop_assert_eq!(raw, inside.len());
        }
    }
}
