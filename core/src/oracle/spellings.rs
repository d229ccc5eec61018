//! Which places of a text `restore` reads as tokens.

use std::ops::Range;

use regex::bytes::{Captures, Regex};

use crate::session::Spellings;

/// A place that reads as a token of the session.
pub(super) struct Spelling {
    pub span: Range<usize>,
    /// In capitals.
    pub label: String,
    pub number: u32,
}

/// The token itself.
pub(super) fn exact(spellings: &Spellings, label: &str, number: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let index = spellings.label(label).expect("the session knows the policy's labels");
    spellings.write(index, number, &mut out);
    out
}

/// Every valid spelling, from left to right.
pub(super) fn valid(spellings: &Spellings, text: &[u8]) -> Vec<Spelling> {
    let readers = Readers::new(spellings);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let here = readers.bracketed(text, at).or_else(|| readers.bare(text, at));
        match here {
            Some(spelling) => {
                at = spelling.span.end;
                found.push(spelling);
            }
            None => at += 1,
        }
    }
    found
}

/// For each label, how it is read with and without brackets.
struct Readers<'s> {
    spellings: &'s Spellings,
    readers: Vec<(String, [Regex; 2], Regex)>,
}

impl<'s> Readers<'s> {
    fn new(spellings: &'s Spellings) -> Self {
        let reader = |label: &String| {
            let name = label.replace('_', r"\\?_");
            let inside = format!(r"( *){name}( *)(\\?_|-|)( *)([1-9][0-9]{{0,8}})( *)([A-Z]{{2}})( *)");
            let plain = regex(&format!(r"\A\[{inside}\]"));
            let escaped = regex(&format!(r"\A\\\[{inside}\\\]"));
            let bare = regex(&format!(r"\A{name}\\?_([1-9][0-9]{{0,8}})([A-Z]{{2}})"));
            (label.clone(), [plain, escaped], bare)
        };
        Self { spellings, readers: spellings.labels().iter().map(reader).collect() }
    }

    /// `[` and `]`, or both escaped; at most two blanks between them; `_`, `\_`, `-` or a blank after the label.
    fn bracketed(&self, text: &[u8], at: usize) -> Option<Spelling> {
        self.readers.iter().find_map(|(label, brackets, _)| {
            let c = brackets.iter().find_map(|r| r.captures(&text[at..]))?;
            let blanks: usize = [1, 2, 4, 6, 8].iter().map(|&g| c[g].len()).sum();
            let is_parted = !c[3].is_empty() || !c[2].is_empty();
            (blanks <= 2 && is_parted).then(|| self.checked(label, &c, (5, 7), at)).flatten()
        })
    }

    /// A word of its own, which touches no token in brackets.
    fn bare(&self, text: &[u8], at: usize) -> Option<Spelling> {
        let is_word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        if at > 0 && is_word(text.get(at - 1)) || (0..at).any(|i| self.is_bracketed(text, i, Some(at))) {
            return None;
        }
        self.readers.iter().find_map(|(label, _, bare)| {
            let spelling = self.checked(label, &bare.captures(&text[at..])?, (1, 2), at)?;
            let end = spelling.span.end;
            (!is_word(text.get(end)) && !self.is_bracketed(text, end, None)).then_some(spelling)
        })
    }

    fn is_bracketed(&self, text: &[u8], at: usize, end: Option<usize>) -> bool {
        let is_start = matches!(text.get(at), Some(b'[' | b'\\'));
        is_start && self.bracketed(text, at).is_some_and(|s| end.is_none_or(|end| s.span.end == end))
    }

    /// The spelling, if its check letters are those of the session.
    fn checked(&self, label: &str, c: &Captures<'_>, (number, check): (usize, usize), at: usize) -> Option<Spelling> {
        let number = std::str::from_utf8(&c[number]).ok()?.parse().ok()?;
        let token = exact(self.spellings, label, number);
        let is_valid = token.ends_with(&[&c[check].to_ascii_uppercase(), b"]".as_slice()].concat());
        is_valid.then(|| Spelling { span: at..at + c[0].len(), label: label.to_owned(), number })
    }
}

fn regex(pattern: &str) -> Regex {
    regex::bytes::RegexBuilder::new(pattern).case_insensitive(true).unicode(false).build().expect("a pattern")
}
