//! Placeholders that stand in the input: one opaque word each.
//!
//! A placeholder is never a finding and never context, a wall to the reach of context, and a word character to its
//! neighbours. The stages before *resolve* see a copy of the text in which its bytes are [`OPAQUE`]; that is why
//! redacting the output again changes nothing (I4).

use std::ops::Range;

use crate::scan;

/// Stands for each byte of a placeholder in the text that rules see. It occurs in no UTF-8 text, and counts as a word
/// character.
pub(crate) const OPAQUE: u8 = 0xFF;

/// Longest placeholder of the bracketed form, in bytes.
const LONGEST: usize = 96;
/// Most bytes of a character.
const LONGEST_CHARACTER: usize = 4;
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

/// The mask that the text found so far ends in, if any: its characters, and what it keeps behind them, may go on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tail(Option<usize>);

/// What stands at a place.
enum Found {
    Nothing,
    Placeholder(Range<usize>),
    /// At least so much of mask number `.1`; what follows is not known yet.
    Begun(Range<usize>, usize),
    /// It could become one: everything from this offset on has to wait.
    Undecided(usize),
}

impl Placeholders {
    pub(crate) fn new(mut fixed: Vec<Vec<u8>>, masks: Vec<Mask>) -> Self {
        fixed.retain(|text| !text.is_empty() && !is_bracketed(text));
        fixed.sort_by_key(|text| std::cmp::Reverse(text.len()));
        fixed.dedup();
        let masks = widest(masks);
        let mut first = vec![b'['];
        first.extend(fixed.iter().map(|t| t[0]).chain(masks.iter().map(|m| m.character[0])));
        first.sort_unstable();
        first.dedup();
        Self { fixed, masks, first }
    }

    /// Appends the placeholders of `text` that begin at `from` or later to `spans`. Returns the offset up to which the
    /// answer is final: less than the length only where `open` text ends in something that could become a placeholder.
    /// A long mask comes in parts: `tail` says that the last one goes on, and is handed in again with the next text.
    pub(crate) fn find(
        &self,
        text: &[u8],
        from: usize,
        open: bool,
        tail: &mut Tail,
        spans: &mut Vec<Range<usize>>,
    ) -> usize {
        let mut at = from;
        if let Some(mask) = tail.0.take() {
            let (end, is_all) = self.rest(&self.masks[mask], text, from, open);
            if end > from {
                spans.push(from..end);
            }
            if !is_all {
                tail.0 = Some(mask);
                return end;
            }
            at = end;
        }
        let mut floor = at;
        while let Some(i) = self.next_first(text, at) {
            match self.at(text, i, floor, open) {
                Found::Nothing => at = i + 1,
                Found::Placeholder(span) => {
                    at = span.end;
                    floor = span.end;
                    spans.push(span);
                }
                Found::Begun(span, mask) => {
                    let end = span.end;
                    spans.push(span);
                    tail.0 = Some(mask);
                    return end;
                }
                Found::Undecided(start) => return start,
            }
        }
        if open { characters_back(text, text.len(), floor, self.most_kept_first()) } else { text.len() }
    }

    /// Whether nothing in `text[from..]` could be a part of a placeholder, which holds for most texts.
    #[inline]
    pub(crate) fn has_none(&self, text: &[u8], from: usize, tail: &Tail) -> bool {
        self.masks.is_empty() && tail.0.is_none() && self.next_first(text, from).is_none()
    }

    /// Characters before a mask that may belong to it.
    fn most_kept_first(&self) -> usize {
        self.masks.iter().map(|m| m.keep_first).max().unwrap_or(0)
    }

    #[inline]
    fn next_first(&self, text: &[u8], at: usize) -> Option<usize> {
        if self.fixed.is_empty() && self.masks.is_empty() {
            scan::bracket(text, at)
        } else {
            self.next_of_all(text, at)
        }
    }

    #[inline(never)]
    fn next_of_all(&self, text: &[u8], at: usize) -> Option<usize> {
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
        crate::work::count(1);
        // What is kept before a mask that could still begin at `i` waits too.
        let undecided = || Found::Undecided(characters_back(text, i, floor, self.most_kept_first()));
        match bracketed(text, i, open) {
            Bracketed::Yes(end) => return Found::Placeholder(i..end),
            Bracketed::Undecided => return undecided(),
            Bracketed::No => {}
        }
        for fixed in &self.fixed {
            let rest = &text[i..];
            if rest.starts_with(fixed) {
                return Found::Placeholder(i..i + fixed.len());
            }
            if open && fixed.starts_with(rest) {
                return undecided();
            }
        }
        for (mask, m) in self.masks.iter().enumerate() {
            let run = m.run(text, i);
            if (run - i) / m.character.len() >= SHORTEST_MASK {
                let start = characters_back(text, i, floor, m.keep_first);
                return match self.rest(m, text, run, open) {
                    (end, true) => Found::Placeholder(start..end),
                    (end, false) => Found::Begun(start..end, mask),
                };
            }
            if open && m.character.starts_with(&text[run..]) {
                return undecided();
            }
        }
        Found::Nothing
    }

    /// Where a mask ends that has its characters up to `at`, and whether that is all of it. What it keeps goes up to the
    /// next placeholder at most.
    fn rest(&self, mask: &Mask, text: &[u8], at: usize, open: bool) -> (usize, bool) {
        let run = mask.run(text, at);
        if open && mask.character.starts_with(&text[run..]) {
            return (run, false);
        }
        let mut end = run;
        for _ in 0..mask.keep_last {
            match self.begins(text, end, open) {
                Some(true) => break,
                Some(false) => {}
                None => return (run, false),
            }
            match character_on(text, end) {
                Some(next) if next == end => break,
                Some(next) => end = next,
                None if open => return (run, false),
                None => return (text.len(), true),
            }
        }
        (end, true)
    }

    /// Whether a placeholder begins at `at`; `None` where more text has to arrive first.
    fn begins(&self, text: &[u8], at: usize, open: bool) -> Option<bool> {
        let rest = &text[at..];
        match bracketed(text, at, open) {
            Bracketed::Yes(_) => return Some(true),
            Bracketed::Undecided => return None,
            Bracketed::No => {}
        }
        let masks = self.masks.iter().map(|m| m.character.repeat(SHORTEST_MASK));
        for known in self.fixed.iter().cloned().chain(masks) {
            if rest.starts_with(&known) {
                return Some(true);
            }
            if open && known.starts_with(rest) {
                return None;
            }
        }
        Some(false)
    }
}

impl Mask {
    /// The end of the mask characters from `at` on.
    fn run(&self, text: &[u8], at: usize) -> usize {
        let mut end = at;
        while text[end..].starts_with(&self.character) {
            crate::work::count(1);
            end += self.character.len();
        }
        end
    }
}

/// One mask for each character: with the same one, it can't be seen which of them wrote it.
fn widest(masks: Vec<Mask>) -> Vec<Mask> {
    let mut widest: Vec<Mask> = Vec::new();
    for mask in masks {
        match widest.iter_mut().find(|m| m.character == mask.character) {
            Some(known) => {
                known.keep_first = known.keep_first.max(mask.keep_first);
                known.keep_last = known.keep_last.max(mask.keep_last);
            }
            None => widest.push(mask),
        }
    }
    widest
}

#[derive(PartialEq, Eq)]
enum Bracketed {
    No,
    Yes(usize),
    Undecided,
}

/// Whether a text is a placeholder of the bracketed form, which needs no list to be known.
pub(crate) fn is_bracketed(text: &[u8]) -> bool {
    bracketed(text, 0, false) == Bracketed::Yes(text.len())
}

/// `[`, a capital, capitals, digits and `_`, `]`, as inkout writes them.
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
        Some(b']') if i + 1 + inside < i + LONGEST && is_written_so(&text[i + 1..i + 1 + inside]) => {
            Bracketed::Yes(i + inside + 2)
        }
        None if i + 1 + inside < i + LONGEST => undecided,
        _ => Bracketed::No,
    }
}

/// Whether inkout could have written these capitals, digits and `_` between brackets: `REDACTED`, `REDACTED_EMAIL`,
/// `EMAIL_1`, `EMAIL_1KT`. Anything else in brackets, an account number or a key, is text like any other; so no digits of
/// a value hide in a placeholder: a label has few, and a number at most six.
pub(crate) fn is_written_so(inside: &[u8]) -> bool {
    const MOST_DIGITS: usize = 6;
    const MOST_DIGITS_OF_A_LABEL: usize = 3;
    let is_label =
        |l: &[u8]| !l.is_empty() && l.iter().filter(|b| b.is_ascii_digit()).count() <= MOST_DIGITS_OF_A_LABEL;
    if let Some(rest) = inside.strip_prefix(b"REDACTED") {
        return rest.is_empty() || rest.strip_prefix(b"_").is_some_and(is_label);
    }
    let Some(at) = inside.iter().rposition(|b| *b == b'_') else { return false };
    let (label, number) = (&inside[..at], &inside[at + 1..]);
    let digits = number.iter().take_while(|b| b.is_ascii_digit()).count();
    let check = &number[digits..];
    is_label(label)
        && (1..=MOST_DIGITS).contains(&digits)
        && number[0] != b'0'
        && matches!(check, [] | [b'A'..=b'Z', b'A'..=b'Z'])
}

/// The offset `n` characters before `i`, not below `floor` and not over a line end.
fn characters_back(text: &[u8], i: usize, floor: usize, n: usize) -> usize {
    let mut at = i;
    for _ in 0..n {
        if at <= floor || text[at - 1] == b'\n' {
            break;
        }
        let longest = at.saturating_sub(LONGEST_CHARACTER).max(floor);
        at -= 1;
        while at > longest && is_inside(text[at]) {
            at -= 1;
        }
    }
    at
}

/// The offset one character after `i`, not over a line end; `None` where the text ends before that is known.
fn character_on(text: &[u8], i: usize) -> Option<usize> {
    if *text.get(i)? == b'\n' {
        return Some(i);
    }
    let mut at = i + 1;
    while at < i + LONGEST_CHARACTER && is_inside(*text.get(at)?) {
        at += 1;
    }
    Some(at)
}

/// Whether a byte continues a character.
fn is_inside(byte: u8) -> bool {
    (byte & 0xC0) == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(p: &Placeholders, text: &str) -> Vec<String> {
        let mut spans = Vec::new();
        p.find(text.as_bytes(), 0, false, &mut Tail::default(), &mut spans);
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
            assert_eq!(p.find(text.as_bytes(), 0, true, &mut Tail::default(), &mut Vec::new()), end, "{text}");
        }
    }

    #[test]
    fn masks_take_what_they_keep() {
        let mask = Mask { character: b"*".to_vec(), keep_first: 0, keep_last: 4 };
        let p = Placeholders::new(vec![], vec![mask]);
        assert_eq!(spans(&p, "x ************1111 5 **bold**"), ["************1111"]);
    }
}
