//! Placeholders that stand in the input: one opaque word each.
//!
//! A placeholder is never a finding and never context, a wall to the reach of context, and a word character to its
//! neighbours. The stages before *resolve* see a copy of the text in which its bytes are [`OPAQUE`]; that is why
//! redacting the output again changes nothing (I4).

use std::ops::Range;

/// Stands for each byte of a placeholder in the text that rules see. It occurs in no UTF-8 text, and counts as a word
/// character.
pub(crate) const OPAQUE: u8 = 0xFF;

/// Longest placeholder of the bracketed form, in bytes.
const LONGEST: usize = 96;
/// A mask has at least this many mask characters in a row.
pub(crate) const SHORTEST_MASK: usize = 4;

/// Which placeholders a policy can write.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placeholders {
    /// Texts of templates that are not of the bracketed form, longest first.
    fixed: Vec<Vec<u8>>,
    /// Masks: the character (in UTF-8), and how many characters are kept before and after it.
    masks: Vec<Mask>,
    /// First bytes to look for.
    first: Vec<u8>,
}

/// What a mask operator leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mask {
    pub character: Vec<u8>,
    pub keep_first: usize,
    pub keep_last: usize,
}

/// What stands at a place.
enum Found {
    Nothing,
    Placeholder(Range<usize>),
    /// It could become one: everything from this offset on has to wait.
    Undecided(usize),
}

impl Placeholders {
    pub(crate) fn new(mut fixed: Vec<Vec<u8>>, masks: Vec<Mask>) -> Self {
        fixed.retain(|text| !text.is_empty() && bracketed(text, 0, false) != Bracketed::Yes(text.len()));
        fixed.sort_by_key(|text| std::cmp::Reverse(text.len()));
        fixed.dedup();
        let mut first = vec![b'['];
        first.extend(fixed.iter().map(|t| t[0]).chain(masks.iter().map(|m| m.character[0])));
        first.sort_unstable();
        first.dedup();
        Self { fixed, masks, first }
    }

    /// Longest placeholder that is looked for, in bytes, masks aside.
    pub(crate) fn longest(&self) -> usize {
        self.fixed.first().map_or(0, Vec::len).max(LONGEST)
    }

    /// Appends the placeholders of `text` that begin at `from` or later to `spans`. Returns the offset up to which the
    /// answer is final: less than the length only where `open` text ends in something that could become a placeholder.
    pub(crate) fn find(&self, text: &[u8], from: usize, open: bool, spans: &mut Vec<Range<usize>>) -> usize {
        let mut at = from;
        while let Some(i) = self.next_first(text, at) {
            match self.at(text, i, from.max(spans.last().map_or(0, |s| s.end)), open) {
                Found::Nothing => at = i + 1,
                Found::Placeholder(span) => {
                    at = span.end;
                    spans.push(span);
                }
                Found::Undecided(start) => return start,
            }
        }
        text.len()
    }

    fn next_first(&self, text: &[u8], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let found = match self.first.as_slice() {
            [a] => memchr::memchr(*a, rest),
            [a, b] => memchr::memchr2(*a, *b, rest),
            [a, b, c] => memchr::memchr3(*a, *b, *c, rest),
            many => rest.iter().position(|b| many.contains(b)),
        };
        found.map(|i| at + i)
    }

    fn at(&self, text: &[u8], i: usize, floor: usize, open: bool) -> Found {
        match bracketed(text, i, open) {
            Bracketed::Yes(end) => return Found::Placeholder(i..end),
            Bracketed::Undecided => return Found::Undecided(i),
            Bracketed::No => {}
        }
        for fixed in &self.fixed {
            let rest = &text[i..];
            if rest.starts_with(fixed) {
                return Found::Placeholder(i..i + fixed.len());
            }
            if open && fixed.starts_with(rest) {
                return Found::Undecided(i);
            }
        }
        self.masks
            .iter()
            .map(|m| m.at(text, i, floor, open))
            .find(|f| !matches!(f, Found::Nothing))
            .unwrap_or(Found::Nothing)
    }
}

impl Mask {
    fn at(&self, text: &[u8], i: usize, floor: usize, open: bool) -> Found {
        let c = &self.character;
        let mut end = i;
        while text[end..].starts_with(c) {
            end += c.len();
        }
        let cut = open && c.starts_with(&text[end..]);
        if !cut && (end - i) / c.len() < SHORTEST_MASK {
            return Found::Nothing;
        }
        let start = characters_back(text, i, floor, self.keep_first);
        match characters_on(text, end, self.keep_last) {
            Some(end) if !cut => Found::Placeholder(start..end),
            _ if open => Found::Undecided(start),
            _ => Found::Placeholder(start..text.len()),
        }
    }
}

#[derive(PartialEq, Eq)]
enum Bracketed {
    No,
    Yes(usize),
    Undecided,
}

/// `[`, a capital, capitals, digits and `_`, `]`: at least three characters inside.
fn bracketed(text: &[u8], i: usize, open: bool) -> Bracketed {
    let undecided = if open { Bracketed::Undecided } else { Bracketed::No };
    if text.get(i) != Some(&b'[') {
        return Bracketed::No;
    }
    match text.get(i + 1) {
        Some(b) if b.is_ascii_uppercase() => {}
        Some(_) => return Bracketed::No,
        None => return undecided,
    }
    let limit = text.len().min(i + LONGEST);
    let inside =
        text[i + 1..limit].iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || **b == b'_').count();
    match text.get(i + 1 + inside) {
        Some(b']') if inside >= 3 && i + 1 + inside < i + LONGEST => Bracketed::Yes(i + inside + 2),
        None if i + 1 + inside < i + LONGEST => undecided,
        _ => Bracketed::No,
    }
}

/// The offset `n` characters before `i`, not below `floor` and not over an ASCII blank or line end.
fn characters_back(text: &[u8], i: usize, floor: usize, n: usize) -> usize {
    let mut at = i;
    for _ in 0..n {
        if at <= floor || text[at - 1] == b'\n' {
            break;
        }
        at -= 1;
        while at > floor && (text[at] & 0xC0) == 0x80 {
            at -= 1;
        }
    }
    at
}

/// The offset `n` characters after `i`; `None` where the text ends before.
fn characters_on(text: &[u8], i: usize, n: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..n {
        let &lead = text.get(at)?;
        if lead == b'\n' {
            break;
        }
        at += 1;
        while (text.get(at).copied().unwrap_or(0) & 0xC0) == 0x80 {
            at += 1;
        }
        if at == text.len() && lead >= 0x80 {
            return None;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(p: &Placeholders, text: &str) -> Vec<String> {
        let mut spans = Vec::new();
        p.find(text.as_bytes(), 0, false, &mut spans);
        spans.into_iter().map(|s| text[s].to_owned()).collect()
    }

    #[test]
    fn brackets_with_capitals_are_placeholders() {
        let p = Placeholders::new(vec![], vec![]);
        assert_eq!(
            spans(&p, "a [REDACTED_EMAIL], [EMAIL_1KT] [x] [A] [1AB] [A B]"),
            ["[REDACTED_EMAIL]", "[EMAIL_1KT]"]
        );
    }

    #[test]
    fn an_unfinished_placeholder_waits() {
        let p = Placeholders::new(vec![b"<EMAIL>".to_vec()], vec![]);
        for (text, end) in [("ab [", 3), ("ab [RED", 3), ("ab [red", 7), ("ab <EM", 3), ("ab <em", 6)] {
            assert_eq!(p.find(text.as_bytes(), 0, true, &mut Vec::new()), end, "{text}");
        }
    }

    #[test]
    fn masks_take_what_they_keep() {
        let mask = Mask { character: b"*".to_vec(), keep_first: 0, keep_last: 4 };
        let p = Placeholders::new(vec![], vec![mask]);
        assert_eq!(spans(&p, "x ************1111 5 **bold**"), ["************1111"]);
    }
}
