//! answer/grammar: is a text that still grows JSON so far, and is the next byte in a string?
//!
//! Looser than the lexer about numbers, as nothing depends on them; strict about what may follow what, so that prose that
//! begins with a bracket is soon known to be prose. Insides of strings are read elsewhere.

use crate::json::MAX_DEPTH;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// Only an object or array may stand at the top; several may follow each other.
    Document,
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Number,
    /// So many bytes of a word are known.
    Word(&'static [u8], usize),
}

/// What a byte did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Fine,
    /// It opened a string.
    Quote,
    /// The text is no JSON.
    Broken,
}

pub(super) struct Grammar {
    expect: Expect,
    /// One entry a container: whether it is an object.
    open: Vec<bool>,
    in_key: bool,
}

impl Grammar {
    pub(super) fn new() -> Self {
        Self { expect: Expect::Document, open: Vec::new(), in_key: false }
    }

    pub(super) fn step(&mut self, byte: u8) -> Step {
        match self.expect {
            Expect::Number if matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-') => return Step::Fine,
            Expect::Number => self.expect = Expect::CommaOrEnd,
            Expect::Word(word, known) if word.get(known) == Some(&byte) => {
                self.expect = Expect::Word(word, known + 1);
                return Step::Fine;
            }
            Expect::Word(word, known) if word.len() == known => self.expect = Expect::CommaOrEnd,
            Expect::Word(..) => return Step::Broken,
            _ => {}
        }
        let in_object = self.open.last() == Some(&true);
        match (self.expect, byte) {
            (_, b' ' | b'\t' | b'\n' | b'\r') => {}
            (Expect::Document | Expect::Value | Expect::ValueOrEnd, b'{' | b'[') => {
                if self.open.len() == MAX_DEPTH {
                    return Step::Broken;
                }
                self.open.push(byte == b'{');
                self.expect = if byte == b'{' { Expect::KeyOrEnd } else { Expect::ValueOrEnd };
            }
            (Expect::Value | Expect::ValueOrEnd, b'"') => {
                self.in_key = false;
                return Step::Quote;
            }
            (Expect::Key | Expect::KeyOrEnd, b'"') => {
                self.in_key = true;
                return Step::Quote;
            }
            (Expect::Value | Expect::ValueOrEnd, b'-' | b'0'..=b'9') => self.expect = Expect::Number,
            (Expect::Value | Expect::ValueOrEnd, b't') => self.expect = Expect::Word(b"true", 1),
            (Expect::Value | Expect::ValueOrEnd, b'f') => self.expect = Expect::Word(b"false", 1),
            (Expect::Value | Expect::ValueOrEnd, b'n') => self.expect = Expect::Word(b"null", 1),
            (Expect::Colon, b':') => self.expect = Expect::Value,
            (Expect::CommaOrEnd, b',') => self.expect = if in_object { Expect::Key } else { Expect::Value },
            (Expect::CommaOrEnd | Expect::KeyOrEnd, b'}') if in_object => self.close(),
            (Expect::CommaOrEnd | Expect::ValueOrEnd, b']') if !in_object => self.close(),
            _ => return Step::Broken,
        }
        Step::Fine
    }

    /// The string that `Quote` announced has ended.
    pub(super) fn end_string(&mut self) {
        self.expect = if self.in_key { Expect::Colon } else { Expect::CommaOrEnd };
    }

    /// A token stood where a value may: a service that was asked for a number may write it without quotes.
    pub(super) fn value(&mut self) -> Step {
        match self.expect {
            Expect::Value | Expect::ValueOrEnd => {
                self.expect = Expect::CommaOrEnd;
                Step::Fine
            }
            _ => Step::Broken,
        }
    }

    fn close(&mut self) {
        self.open.pop();
        self.expect = if self.open.is_empty() { Expect::Document } else { Expect::CommaOrEnd };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the text stops being JSON.
    fn broken_at(text: &str) -> Option<usize> {
        let mut grammar = Grammar::new();
        let mut in_string = false;
        for (at, byte) in text.bytes().enumerate() {
            if in_string {
                if byte == b'"' {
                    in_string = false;
                    grammar.end_string();
                }
                continue;
            }
            match grammar.step(byte) {
                Step::Fine => {}
                Step::Quote => in_string = true,
                Step::Broken => return Some(at),
            }
        }
        None
    }

    #[test]
    fn json_holds_to_its_end_and_prose_breaks_early() {
        for text in [r#" {"a": [1, -2.5e3, true, null, {}], "b": ""} {"c":[]}"#, "[", r#"{"a"#, "[[[]", "\n"] {
            assert_eq!(broken_at(text), None, "{text}");
        }
        for (text, at) in
            [("Hello", 0), ("[Note]", 1), ("{x}", 1), ("[1 2]", 3), ("[t]", 2), ("[]x", 2), ("{}, ", 2), ("[}", 1)]
        {
            assert_eq!(broken_at(text), Some(at), "{text}");
        }
    }
}
