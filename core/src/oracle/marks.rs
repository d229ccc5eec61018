//! Placeholders and tokens that stand in the input: what is opaque.

use std::ops::Range;

use crate::detect::{Candidate, Kind};
use crate::engine::Engine;
use crate::finding::Level;
use crate::operate::{Compiled, is_placeholder};
use crate::placeholder::{Mask, OPAQUE, is_written_so};

/// Longest placeholder of the bracketed form, in bytes.
const LONGEST: usize = 96;
/// Most bytes of a character.
const LONGEST_CHARACTER: usize = 4;
/// Fewest mask characters in a row.
const SHORTEST_MASK: usize = 4;

/// A placeholder, or a token that `restore` would accept.
pub(super) struct Mark {
    pub span: Range<usize>,
    is_token: bool,
}

impl Mark {
    pub(super) fn candidate(&self) -> Candidate {
        Candidate {
            start: self.span.start as u64,
            end: self.span.end as u64,
            most: u64::MAX,
            rule: if self.is_token { Candidate::TOKEN } else { Candidate::PLACEHOLDER },
            level: Level::Verified,
            kind: Kind::Mark,
            precedence: 0,
        }
    }
}

/// Tokens first; placeholders in what stands between them, from left to right.
pub(super) fn find(engine: &Engine, text: &[u8], tokens: impl Iterator<Item = Range<usize>>) -> Vec<Mark> {
    let known = Known::new(engine);
    let mut marks = Vec::new();
    let mut gap = 0;
    for token in tokens.chain(std::iter::once(text.len()..text.len())) {
        known.placeholders(&text[..token.start], gap, &mut marks);
        gap = token.end;
        if !token.is_empty() {
            marks.push(Mark { span: token, is_token: true });
        }
    }
    marks
}

/// What the policy's operators write.
struct Known {
    /// Templates that begin and end as a placeholder does, and in which nothing is found.
    fixed: Vec<Vec<u8>>,
    masks: Vec<Mask>,
}

impl Known {
    fn new(engine: &Engine) -> Self {
        let mut known = Self { fixed: Vec::new(), masks: Vec::new() };
        for target in &engine.targets {
            match &target.operator {
                Compiled::Text(text) if is_placeholder(text) && !known.fixed.contains(text) => {
                    let mut seen = text.clone();
                    // The bracketed form is a placeholder whatever the policy is.
                    for at in 0..text.len() {
                        if let Some(end) = bracketed(text, at) {
                            seen[at..end].fill(OPAQUE);
                        }
                    }
                    if super::found(engine, &seen).is_empty() {
                        known.fixed.push(text.clone());
                    }
                }
                Compiled::Mask(mask) => known.masks.push(mask.clone()),
                _ => {}
            }
        }
        known
    }

    fn placeholders(&self, text: &[u8], from: usize, marks: &mut Vec<Mark>) {
        let mut floor = from;
        let mut at = from;
        while at < text.len() {
            match self.placeholder(text, at, floor) {
                Some(span) => {
                    at = span.end;
                    floor = span.end;
                    marks.push(Mark { span, is_token: false });
                }
                None => at += 1,
            }
        }
    }

    fn placeholder(&self, text: &[u8], at: usize, floor: usize) -> Option<Range<usize>> {
        let fixed = self.fixed.iter().filter(|fixed| text[at..].starts_with(fixed)).map(|fixed| at + fixed.len());
        let masked = || {
            let (mask, run) = self.masks.iter().find_map(|mask| Some((mask, mask_run(text, at, mask)?)))?;
            // Which of the masks with this character it is can't be seen.
            let same = || self.masks.iter().filter(|m| m.character == mask.character);
            let (first, last) = (same().map(|m| m.keep_first).max()?, same().map(|m| m.keep_last).max()?);
            Some(kept_before(text, at, floor, first)..self.kept_behind(text, run, last))
        };
        bracketed(text, at).or(fixed.max()).map(|end| at..end).or_else(masked)
    }

    /// So many characters behind a place, on its line, and before the placeholder behind.
    fn kept_behind(&self, text: &[u8], at: usize, count: usize) -> usize {
        let mut end = at;
        for _ in 0..count {
            let begins = self.placeholder(&text[end..], 0, 0).is_some_and(|p| p.start == 0);
            if end < text.len() && text[end] != b'\n' && !begins {
                let longest = text.len().min(end + LONGEST_CHARACTER);
                end += 1;
                while end < longest && is_inside(text[end]) {
                    end += 1;
                }
            }
        }
        end
    }
}

/// `[`, capitals, digits and `_` as inkout writes them, `]`.
fn bracketed(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(b"[")?;
    let inside = rest.iter().position(|b| !(b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_'))?;
    let holds =
        rest[inside] == b']' && inside + 2 <= LONGEST && rest[0].is_ascii_uppercase() && is_written_so(&rest[..inside]);
    holds.then_some(at + inside + 2)
}

/// The end of a run of mask characters that is long enough.
fn mask_run(text: &[u8], at: usize, mask: &Mask) -> Option<usize> {
    let c = mask.character.as_slice();
    let count = text[at..].chunks(c.len()).take_while(|chunk| *chunk == c).count();
    (count >= SHORTEST_MASK).then_some(at + count * c.len())
}

/// So many characters before a place, on its line, and behind the placeholder before.
fn kept_before(text: &[u8], at: usize, floor: usize, count: usize) -> usize {
    let mut start = at;
    for _ in 0..count {
        if start > floor && text[start - 1] != b'\n' {
            let longest = start.saturating_sub(LONGEST_CHARACTER).max(floor);
            start -= 1;
            while start > longest && is_inside(text[start]) {
                start -= 1;
            }
        }
    }
    start
}

/// Whether a byte continues a character.
fn is_inside(byte: u8) -> bool {
    (0x80..0xC0).contains(&byte)
}
