//! What a token looks like, and how one is known again: `[EMAIL_1KT]`.
//!
//! Label, number in order of first appearance, two check letters keyed by the session. Read back in tolerant spellings:
//! any case, `\_` for `_`, escaped brackets, no brackets at all, at most two blanks inside brackets. The number and
//! the check are never guessed.

use std::ops::Range;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Letters of the check: none that looks like a digit or another letter of it, and no S (a plural is no check).
const ALPHABET: &[u8; 20] = b"ACDEFHJKLMNPQRTUVWXY";
/// Most digits of a number.
const MOST_DIGITS: usize = 9;
/// Most blanks inside brackets.
const MOST_BLANKS: usize = 2;

/// The spellings that a session reads. A copy of its labels and key.
#[derive(Clone)]
pub(crate) struct Spellings {
    mac: Hmac<Sha256>,
    /// In capitals, longest first.
    labels: Vec<String>,
}

/// A token-like place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub span: Range<usize>,
    /// Index in the labels.
    pub label: usize,
    pub number: u32,
    /// Whether the check letters are this session's.
    pub is_valid: bool,
}

impl Spellings {
    pub(crate) fn new(key: &[u8], labels: impl IntoIterator<Item = String>) -> Self {
        let mut labels: Vec<String> = labels.into_iter().map(|l| l.to_ascii_uppercase()).collect();
        labels.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        labels.dedup();
        let mac = Hmac::new_from_slice(key).expect("HMAC takes a key of any length");
        Self { mac, labels }
    }

    /// In capitals.
    #[cfg(test)]
    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Index of a label.
    pub(crate) fn label(&self, label: &str) -> Option<usize> {
        self.labels.iter().position(|l| l.eq_ignore_ascii_case(label))
    }

    /// Appends the token.
    pub(crate) fn write(&self, label: usize, number: u32, out: &mut Vec<u8>) {
        let name = &self.labels[label];
        out.push(b'[');
        out.extend_from_slice(name.as_bytes());
        out.push(b'_');
        out.extend_from_slice(number.to_string().as_bytes());
        out.extend_from_slice(&self.check(name, number));
        out.push(b']');
    }

    fn check(&self, label: &str, number: u32) -> [u8; 2] {
        let mut mac = self.mac.clone();
        mac.update(b"inkout token 1\0");
        mac.update(label.as_bytes());
        mac.update(&number.to_be_bytes());
        let tag = mac.finalize().into_bytes();
        let pick = u16::from_be_bytes([tag[0], tag[1]]) as usize % (ALPHABET.len() * ALPHABET.len());
        [ALPHABET[pick / ALPHABET.len()], ALPHABET[pick % ALPHABET.len()]]
    }

    /// Appends the spans of all valid spellings that begin at `from` or later. Returns the offset up to which the answer
    /// is final: less than the length only where `open` text ends in something that could become a spelling.
    pub(crate) fn find(&self, text: &[u8], from: usize, open: bool, spans: &mut Vec<Range<usize>>) -> usize {
        let mut all = Vec::new();
        let end = self.find_all(text, from, open, &mut all);
        spans.extend(all.into_iter().filter(|s| s.is_valid).map(|s| s.span));
        end
    }

    /// The same for every token-like place, valid or not.
    pub(crate) fn find_all(&self, text: &[u8], from: usize, open: bool, found: &mut Vec<Spelling>) -> usize {
        let mut at = from;
        while let Some(start) = next_start(text, at) {
            match self.parse(text, start, open) {
                Parsed::Nothing => at = start + 1,
                Parsed::Spelling(s) => {
                    at = s.span.end;
                    found.push(s);
                }
                Parsed::More => return start,
            }
        }
        text.len()
    }

    fn parse(&self, text: &[u8], start: usize, open: bool) -> Parsed {
        let mut best = Parsed::Nothing;
        let brackets = match (text.get(start), text.get(start + 1)) {
            (Some(b'['), _) => Brackets::Plain,
            (Some(b'\\'), Some(b'[')) => Brackets::Escaped,
            (Some(b'\\'), None) if open => return Parsed::More,
            _ => Brackets::None,
        };
        let is_bracketed = brackets != Brackets::None;
        for (label, name) in self.labels.iter().enumerate() {
            let mut cursor = Cursor { text, at: start, open, blanks: 0, brackets };
            let read = cursor.read(name);
            let parsed = match read {
                Ok((number, check)) => {
                    let is_valid = self.check(name, number) == check;
                    let span = start..cursor.at;
                    if !is_bracketed {
                        match self.stands_alone(text, &span, open) {
                            Ok(true) => {}
                            Ok(false) => continue,
                            Err(More) => return Parsed::More,
                        }
                    }
                    Parsed::Spelling(Spelling { span, label, number, is_valid })
                }
                Err(Stop::More) => return Parsed::More,
                Err(Stop::Nothing) => continue,
            };
            match (&best, &parsed) {
                (Parsed::Spelling(b), Parsed::Spelling(p)) if b.is_valid || !p.is_valid => {}
                _ => best = parsed,
            }
        }
        best
    }

    /// Whether a spelling without brackets is a word of its own, and touches no token: tokens are word characters.
    fn stands_alone(&self, text: &[u8], span: &Range<usize>, open: bool) -> Result<bool, More> {
        if span.start > 0 && is_word(text[span.start - 1]) {
            return Ok(false);
        }
        if span.start > 0 && text[span.start - 1] == b']' && self.ends_token(text, span.start) {
            return Ok(false);
        }
        match text.get(span.end) {
            None if open => Err(More),
            None => Ok(true),
            Some(&b) if is_word(b) => Ok(false),
            Some(b'[' | b'\\') => match self.parse(text, span.end, open) {
                Parsed::More => Err(More),
                Parsed::Spelling(next) => Ok(!next.is_valid),
                Parsed::Nothing => Ok(true),
            },
            Some(_) => Ok(true),
        }
    }

    /// Whether a valid token in brackets ends at `end`.
    fn ends_token(&self, text: &[u8], end: usize) -> bool {
        let longest = self.longest();
        let floor = end.saturating_sub(longest);
        let opening = memchr::memrchr(b'[', &text[floor..end]).map(|i| floor + i);
        opening.into_iter().flat_map(|i| [i, i.saturating_sub(1)]).any(
            |i| matches!(self.parse(text, i, false), Parsed::Spelling(s) if s.is_valid && s.span.end == end && text[i] != b']'),
        )
    }

    /// Longest spelling in bytes.
    pub(crate) fn longest(&self) -> usize {
        // Every `_` may be escaped; two brackets of two bytes, blanks, the separator, the number and the check.
        self.labels.iter().map(|l| l.len() * 2).max().unwrap_or(0) + 4 + MOST_BLANKS + 2 + MOST_DIGITS + 2
    }
}

enum Parsed {
    Nothing,
    Spelling(Spelling),
    /// More text has to arrive first.
    More,
}

struct More;

enum Stop {
    Nothing,
    More,
}

/// How a spelling is bracketed: both brackets are written the same way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brackets {
    None,
    /// `[` and `]`.
    Plain,
    /// `\[` and `\]`.
    Escaped,
}

/// The next place where a spelling could begin: a bracket, its escape, or the first letter of a word.
fn next_start(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        crate::work::count(1);
        // Every spelling has a bracket or a `_`: look for these, and go back to the start of the word.
        let hit = at + memchr::memchr2(b'[', b'_', text.get(at..)?).unwrap_or(text.len() - at);
        let upto = hit.min(text.len());
        let word = word_start(text, at, upto);
        if hit == text.len() {
            // A backslash at the end may escape the bracket that comes next.
            let escape = text.last().filter(|b| **b == b'\\' && text.len() > at).map(|_| text.len() - 1);
            return (word < upto).then_some(word).or(escape);
        }
        if text[hit] == b'[' {
            // The word before the bracket has no `_` in it and can't become a spelling.
            let escaped = hit > from && text[hit - 1] == b'\\';
            return Some(if escaped { hit - 1 } else { hit });
        }
        if word < upto {
            return Some(word);
        }
        at = hit + 1;
    }
}

/// The start of the word that ends at `to` (a backslash before a `_` is part of it), not before `from`; `to` where no
/// word does.
fn word_start(text: &[u8], from: usize, to: usize) -> usize {
    let mut at = to;
    if at > from && text[at - 1] == b'\\' {
        at -= 1;
    }
    let end = at;
    while at > from && is_word(text[at - 1]) {
        crate::work::count(1);
        at -= 1;
    }
    // A word that began before `from` was looked at from there.
    if at == end || at == from && from > 0 && is_word(text[from - 1]) { to } else { at }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
    open: bool,
    blanks: usize,
    brackets: Brackets,
}

impl Cursor<'_> {
    fn peek(&self) -> Result<u8, Stop> {
        crate::work::count(1);
        match self.text.get(self.at) {
            Some(&b) => Ok(b),
            None if self.open => Err(Stop::More),
            None => Err(Stop::Nothing),
        }
    }

    /// Reads a whole spelling with that label: its number and check letters.
    fn read(&mut self, label: &str) -> Result<(u32, [u8; 2]), Stop> {
        let is_bracketed = self.brackets != Brackets::None;
        if is_bracketed {
            self.bracket(b'[')?;
            self.skip_blanks()?;
        }
        for &c in label.as_bytes() {
            if c == b'_' {
                self.underscore()?;
            } else if self.peek()?.eq_ignore_ascii_case(&c) {
                self.at += 1;
            } else {
                return Err(Stop::Nothing);
            }
        }
        let before = self.blanks;
        if is_bracketed {
            self.skip_blanks()?;
        }
        match self.peek()? {
            b'_' | b'\\' => self.underscore()?,
            b'-' if is_bracketed => self.at += 1,
            _ if is_bracketed && self.blanks > before => {}
            _ => return Err(Stop::Nothing),
        }
        if is_bracketed {
            self.skip_blanks()?;
        }
        let number = self.number()?;
        if is_bracketed {
            self.skip_blanks()?;
        }
        let check = [self.letter()?, self.letter()?];
        if is_bracketed {
            self.skip_blanks()?;
            self.bracket(b']')?;
        }
        Ok((number, check))
    }

    fn bracket(&mut self, which: u8) -> Result<(), Stop> {
        if self.brackets == Brackets::Escaped {
            self.byte(b'\\')?;
        }
        self.byte(which)
    }

    fn byte(&mut self, wanted: u8) -> Result<(), Stop> {
        if self.peek()? != wanted {
            return Err(Stop::Nothing);
        }
        self.at += 1;
        Ok(())
    }

    fn underscore(&mut self) -> Result<(), Stop> {
        if self.peek()? == b'\\' {
            self.at += 1;
        }
        self.byte(b'_')
    }

    fn skip_blanks(&mut self) -> Result<(), Stop> {
        while self.peek()? == b' ' {
            self.blanks += 1;
            if self.blanks > MOST_BLANKS {
                return Err(Stop::Nothing);
            }
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<u32, Stop> {
        let start = self.at;
        let mut number: u32 = 0;
        while self.peek()?.is_ascii_digit() {
            let digit = u32::from(self.peek()? - b'0');
            if self.at - start == MOST_DIGITS || (digit == 0 && self.at == start) {
                return Err(Stop::Nothing);
            }
            number = number * 10 + digit;
            self.at += 1;
        }
        if self.at == start { Err(Stop::Nothing) } else { Ok(number) }
    }

    fn letter(&mut self) -> Result<u8, Stop> {
        let b = self.peek()?.to_ascii_uppercase();
        if !ALPHABET.contains(&b) {
            return Err(Stop::Nothing);
        }
        self.at += 1;
        Ok(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings() -> Spellings {
        Spellings::new(b"key", ["EMAIL", "CREDIT_CARD", "CARD"].map(str::to_owned))
    }

    fn token(label: &str, number: u32) -> String {
        let s = spellings();
        let mut out = Vec::new();
        s.write(s.label(label).unwrap(), number, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn found(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        spellings().find(text.as_bytes(), 0, false, &mut all);
        all.into_iter().map(|s| text[s].to_owned()).collect()
    }

    #[test]
    fn tolerant_spellings_are_read() {
        let t = token("CREDIT_CARD", 12);
        let inner = t.trim_matches(['[', ']']).to_owned();
        for spelled in [
            t.clone(),
            t.to_lowercase(),
            inner.clone(),
            format!("({inner})"),
            format!("**{inner}**"),
            t.replace('_', "\\_"),
            format!("\\[{inner}\\]"),
            format!("[ {inner} ]"),
            t.replace("D_1", "D 1"),
            format!("[{inner}"),
        ] {
            assert_eq!(found(&format!("x {spelled}, y")).len(), 1, "{spelled}");
        }
    }

    #[test]
    fn number_and_check_are_never_guessed() {
        let t = token("EMAIL", 1);
        let inner = t.trim_matches(['[', ']']).to_owned();
        let wrong = format!("[EMAIL_2{}]", &inner[inner.len() - 2..]);
        let other = if wrong == token("EMAIL", 2) { token("EMAIL", 3).replace('3', "4") } else { wrong };
        for spelled in
            [other, format!("x{inner}"), format!("{inner}x"), "[EMAIL_01AA]".to_owned(), t.replace('1', "1   ")]
        {
            assert!(found(&spelled).is_empty(), "{spelled}");
        }
    }

    #[test]
    fn an_open_end_waits_only_for_what_could_become_a_token() {
        let s = spellings();
        let t = token("EMAIL", 1);
        for (text, end) in
            [("see [", 4), ("see [EMA", 4), ("see EMAIL", 4), ("see xyz", 7), ("see [x", 6), ("see email_1", 4)]
        {
            assert_eq!(s.find(text.as_bytes(), 0, true, &mut Vec::new()), end, "{text}");
        }
        for cut in 1..t.len() {
            assert_eq!(s.find(&t.as_bytes()[..cut], 0, true, &mut Vec::new()), 0, "{cut}");
        }
        assert_eq!(s.find(t.as_bytes(), 0, true, &mut Vec::new()), t.len());
    }
}
