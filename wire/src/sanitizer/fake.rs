//! A sanitizer for tests, whose rules fit on a screen.
//!
//! It finds addresses at `example.com`, runs of 16 digits, nine digits behind `ssn: `, and `<...>` (so that a value may
//! hold quotes, backslashes and line ends). Tokens are `[T_1X]`, `[T_2X]`, ... in order of first appearance; a text that
//! holds one already has it made a token as well.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::{RestorePieces, Sanitizer};

#[derive(Default)]
struct Memory {
    values: Vec<Vec<u8>>,
    numbers: HashMap<Vec<u8>, usize>,
    unresolved: usize,
}

/// See the module.
#[derive(Clone, Default)]
pub(crate) struct Fake(Arc<Mutex<Memory>>);

impl Fake {
    fn token(&self, value: &[u8]) -> Vec<u8> {
        let mut memory = self.0.lock().expect("tests don't poison it");
        let next = memory.values.len() + 1;
        let number = *memory.numbers.entry(value.to_vec()).or_insert(next);
        if number == next {
            memory.values.push(value.to_vec());
        }
        format!("[T_{number}X]").into_bytes()
    }

    fn original(&self, token: &[u8]) -> Option<Vec<u8>> {
        let number: usize = std::str::from_utf8(&token[3..token.len() - 2]).ok()?.parse().ok()?;
        let mut memory = self.0.lock().expect("tests don't poison it");
        let original = memory.values.get(number.wrapping_sub(1)).cloned();
        memory.unresolved += usize::from(original.is_none());
        original
    }
}

/// Length of the finding that starts at `at`.
fn finding(text: &[u8], at: usize) -> Option<usize> {
    let rest = &text[at..];
    let run = |class: fn(u8) -> bool| rest.iter().take_while(|&&b| class(b)).count();
    let after = |before: &[u8]| text[..at].ends_with(before);
    if rest[0] == b'<' {
        return rest.iter().position(|&b| b == b'>').map(|end| end + 1);
    }
    if let Some(length) = token_length(rest) {
        return Some(length);
    }
    if at > 0 && text[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let digits = run(|b| b.is_ascii_digit());
    if digits == 16 || (digits == 9 && (after(b"ssn: ") || after(b"ssn\": \""))) {
        return Some(digits);
    }
    let name = run(|b| b.is_ascii_alphanumeric());
    (name > 0 && rest[name..].starts_with(b"@example.com")).then_some(name + 12)
}

fn token_length(text: &[u8]) -> Option<usize> {
    let digits = text.strip_prefix(b"[T_")?.iter().take_while(|b| b.is_ascii_digit()).count();
    (digits > 0 && text[3 + digits..].starts_with(b"X]")).then_some(digits + 5)
}

impl Sanitizer for Fake {
    fn redact<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, inkout::Error> {
        let mut out = Vec::new();
        let mut at = 0;
        let mut found = false;
        while at < text.len() {
            if let Some(length) = finding(text, at) {
                out.extend(self.token(&text[at..at + length]));
                at += length;
                found = true;
            } else {
                out.push(text[at]);
                at += 1;
            }
        }
        Ok(if found { Cow::Owned(out) } else { Cow::Borrowed(text) })
    }

    fn entities(&self, text: &[u8]) -> Vec<String> {
        let mut at = 0;
        let mut found = Vec::new();
        while at < text.len() {
            at += finding(text, at).inspect(|_| found.push("THING".to_owned())).unwrap_or(1);
        }
        found
    }

    fn restore<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        let mut out = Vec::new();
        let mut stream = self.restore_stream();
        stream.push(text, &mut out);
        stream.finish(&mut out);
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    fn restore_stream(&self) -> Box<dyn RestorePieces> {
        Box::new(FakeStream { fake: self.clone(), held: Vec::new() })
    }

    fn is_empty(&self) -> bool {
        self.0.lock().expect("tests don't poison it").values.is_empty()
    }

    fn unresolved(&self) -> usize {
        self.0.lock().expect("tests don't poison it").unresolved
    }
}

struct FakeStream {
    fake: Fake,
    held: Vec<u8>,
}

impl RestorePieces for FakeStream {
    fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        for &byte in piece {
            self.held.push(byte);
            if token_length(&self.held) == Some(self.held.len()) {
                let original = self.fake.original(&self.held);
                out.extend(original.as_ref().unwrap_or(&self.held));
                self.held.clear();
                continue;
            }
            while !self.held.is_empty() && !may_become_token(&self.held) {
                out.push(self.held.remove(0));
            }
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.held);
    }

    fn pending(&self) -> usize {
        self.held.len()
    }
}

fn may_become_token(held: &[u8]) -> bool {
    let head = held.len().min(3);
    if held[..head] != b"[T_"[..head] {
        return false;
    }
    let rest = &held[head..];
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    digits <= 6 && (digits == rest.len() || (digits > 0 && &rest[digits..] == b"X"))
}

#[test]
fn what_it_redacts_it_restores() {
    let fake = Fake::default();
    let text = b"a@example.com 4111111111111111 ssn: 123456789 a@example.com <\"\\> [T_1X]";
    let out = fake.redact(text).expect("never fails").into_owned();
    assert_eq!(out, b"[T_1X] [T_2X] ssn: [T_3X] [T_1X] [T_4X] [T_5X]");
    assert_eq!(&fake.restore(&out)[..], text);
}
