//! marks: which bytes of the input are placeholders or tokens already?
//!
//! Tokens of the session come first; placeholders are what stands between them. Both are opaque to every rule.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use crate::detect::{Candidate, Kind};
use crate::engine::Engine;
use crate::finding::Level;
use crate::placeholder::{OPAQUE, Tail};
use crate::session::Spellings;
use crate::work;

/// The marks of a stream, as far as they are known.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// In the order of the text; those that lie before what is still held are forgotten.
    known: VecDeque<Mark>,
    /// How many of `known` were handed to *resolve*.
    handed: usize,
    /// Marks before it are known.
    upto: u64,
    /// The mask that `upto` lies in.
    tail: Tail,
    /// The text with every mark opaque, from stream offset `seen_from` on; empty where there is no mark.
    seen: Vec<u8>,
    seen_from: u64,
}

/// A placeholder or token in the input; offsets in the stream.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: u64,
    end: u64,
    /// A token that `restore` would accept: it is made a token itself (I5).
    is_token: bool,
}

impl Marks {
    /// Finds placeholders and tokens in the text from stream offset `base` on; the offset in it up to which the answer
    /// is final.
    #[inline]
    pub(crate) fn advance(
        &mut self,
        engine: &Engine,
        text: &[u8],
        base: u64,
        last: bool,
        spellings: Option<&Spellings>,
    ) -> usize {
        let at = (self.upto - base) as usize;
        if spellings.is_none() && engine.placeholders.has_none(text, at, &self.tail) {
            self.upto = base + text.len() as u64;
            return text.len();
        }
        self.find(engine, text, base, last, spellings)
    }

    #[inline(never)]
    fn find(&mut self, engine: &Engine, text: &[u8], base: u64, last: bool, spellings: Option<&Spellings>) -> usize {
        let mut at = (self.upto - base) as usize;
        let mut tokens = Vec::new();
        let end = spellings.map_or(text.len(), |s| s.find(text, at, !last, &mut tokens));
        let mut placeholders = Vec::new();
        for token in tokens {
            engine.placeholders.find(&text[..token.start], at, false, &mut self.tail, &mut placeholders);
            placeholders.drain(..).for_each(|p| self.note(base, &p, false));
            self.note(base, &token, true);
            at = token.end;
        }
        let open = !last || end < text.len();
        let visible = engine.placeholders.find(&text[..end], at, open, &mut self.tail, &mut placeholders);
        placeholders.drain(..).for_each(|p| self.note(base, &p, false));
        self.upto = base + visible as u64;
        visible
    }

    fn note(&mut self, base: u64, span: &Range<usize>, is_token: bool) {
        self.known.push_back(Mark { start: base + span.start as u64, end: base + span.end as u64, is_token });
    }

    /// Hands on those that begin before stream offset `until`, each once.
    #[inline]
    pub(crate) fn hand_out(&mut self, until: u64, accept: impl FnMut(Candidate)) {
        if self.handed < self.known.len() {
            self.hand_on(until, accept);
        }
    }

    fn hand_on(&mut self, until: u64, mut accept: impl FnMut(Candidate)) {
        while let Some(m) = self.known.get(self.handed).filter(|m| m.start < until) {
            accept(Candidate {
                start: m.start,
                end: m.end,
                most: u64::MAX,
                rule: if m.is_token { Candidate::TOKEN } else { Candidate::PLACEHOLDER },
                level: Level::Verified,
                kind: Kind::Mark,
                precedence: 0,
            });
            self.handed += 1;
        }
    }

    /// The text from stream offset `base` on with every mark opaque. Hand it back with [`Marks::give_back`]: only what is
    /// new is copied the next time.
    #[inline]
    pub(crate) fn opaque<'t>(&mut self, text: &'t [u8], base: u64) -> Cow<'t, [u8]> {
        if self.known.is_empty() { Cow::Borrowed(text) } else { self.copy(text, base) }
    }

    #[inline(never)]
    fn copy<'t>(&mut self, text: &'t [u8], base: u64) -> Cow<'t, [u8]> {
        while self.handed > 0 && self.known.front().is_some_and(|m| m.end <= base) {
            self.known.pop_front();
            self.handed -= 1;
        }
        if self.known.is_empty() {
            self.seen.clear();
            return Cow::Borrowed(text);
        }
        let mut seen = std::mem::take(&mut self.seen);
        if seen.is_empty() {
            self.seen_from = base;
        }
        seen.drain(..((base - self.seen_from) as usize).min(seen.len()));
        self.seen_from = base;
        let fresh = seen.len();
        seen.extend_from_slice(&text[fresh..]);
        work::count(text.len() - fresh);
        let within = |at: u64| ((at.max(base) - base) as usize).min(text.len());
        for m in self.known.iter().rev().take_while(|m| within(m.end) > fresh) {
            seen[within(m.start)..within(m.end)].fill(OPAQUE);
        }
        Cow::Owned(seen)
    }

    /// Takes back what [`Marks::opaque`] gave.
    pub(crate) fn give_back(&mut self, seen: Cow<'_, [u8]>) {
        if let Cow::Owned(seen) = seen {
            self.seen = seen;
        }
    }

    /// Forgets the text. Few have marks, so nothing is kept warm.
    pub(crate) fn clear(&mut self) {
        (self.upto, self.tail) = (0, Tail::default());
        if self.known.capacity() > 0 || self.seen.capacity() > 0 {
            *self = Self::default();
        }
    }

    /// Marks before this stream offset are known.
    pub(crate) fn upto(&self) -> u64 {
        self.upto
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        if self.seen.capacity() > 0 {
            zeroize::Zeroize::zeroize(&mut self.seen);
        }
    }
}
