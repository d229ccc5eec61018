//! Where rules put what they found.

use super::body::Body;
use crate::finding::Level;

/// Whether a finding is of bounded length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A rule that matches within its `max_length`.
    Window,
    /// A rule that is accepted at a bounded head and covers what follows.
    Run,
    /// A placeholder or a token that stands in the input.
    Mark,
}

/// What a rule proposes; offsets are in its window.
pub(crate) struct Proposal {
    pub start: usize,
    pub end: usize,
    /// The level without context; `None`: no finding without it.
    pub level: Option<Level>,
    /// The level when a context word speaks for it; `None`: context is not asked.
    pub in_context: Option<Level>,
    /// Why it was accepted.
    pub reason: &'static str,
}

/// A run that begins; offsets are in its rule's window.
pub(crate) struct Begun {
    pub start: usize,
    /// The end of its head: by then it was accepted, and its body begins.
    pub head_end: usize,
    pub level: Level,
    pub body: Box<dyn Body>,
    /// Why it was accepted.
    pub reason: &'static str,
}

/// A rejected candidate, kept only for `explain`; offsets are in the rule's window.
pub(crate) struct Rejection {
    pub start: usize,
    pub end: usize,
    pub reason: String,
}

/// Takes what a rule says about one place.
#[derive(Default)]
pub(crate) struct Sink {
    pub proposals: Vec<Proposal>,
    pub rejections: Vec<Rejection>,
    /// The run that begins at the place.
    pub begun: Option<Begun>,
    explains: bool,
}

impl Sink {
    /// A sink that keeps rejections too.
    pub(crate) fn explaining() -> Self {
        Self { explains: true, ..Self::default() }
    }

    /// Whether somebody asked for reasons.
    pub(crate) fn explains(&self) -> bool {
        self.explains
    }

    /// A finding of this level; `reason` says in a few words what spoke for it.
    pub(crate) fn accept(&mut self, start: usize, end: usize, level: Level, reason: &'static str) {
        self.proposals.push(Proposal { start, end, level: Some(level), in_context: None, reason });
    }

    /// A finding whose level depends on the words around it: `without` context (`None`: none at all), or `with` it.
    pub(crate) fn accept_in_context(
        &mut self,
        start: usize,
        end: usize,
        without: Option<Level>,
        with: Level,
        reason: &'static str,
    ) {
        self.proposals.push(Proposal { start, end, level: without, in_context: Some(with), reason });
    }

    /// A run: it is accepted at its head, and goes as far as its body does.
    pub(crate) fn begin(
        &mut self,
        start: usize,
        head_end: usize,
        level: Level,
        body: Box<dyn Body>,
        reason: &'static str,
    ) {
        self.begun = Some(Begun { start, head_end, level, body, reason });
    }

    /// A candidate that came close; the reason is made only when somebody asked, and never holds the value.
    pub(crate) fn reject(&mut self, start: usize, end: usize, reason: impl FnOnce() -> String) {
        if self.explains {
            self.rejections.push(Rejection { start, end, reason: reason() });
        }
    }

    /// Whether nothing was said.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.proposals.is_empty() && self.rejections.is_empty()
    }

    #[inline]
    pub(crate) fn clear(&mut self) {
        self.proposals.clear();
        self.rejections.clear();
        self.begun = None;
    }
}

/// An accepted finding on its way through *resolve*; offsets are in the whole stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub start: u64,
    /// [`Candidate::OPEN`]: not known yet.
    pub end: u64,
    /// The most that its length counts: for a finding that may be of any length, that of its head, so that its rank is
    /// known before its end.
    pub most: u64,
    /// Index in the compiled policy's table of rules; its order is the last tie-break.
    pub rule: u16,
    pub level: Level,
    pub kind: Kind,
    /// Lower wins.
    pub precedence: u8,
}

impl Candidate {
    /// The end of a finding that still goes on.
    pub(crate) const OPEN: u64 = u64::MAX;
    /// The rule of a placeholder: its bytes stay.
    pub(crate) const PLACEHOLDER: u16 = u16::MAX;
    /// The rule of a token that `restore` would accept: it is made a token itself.
    pub(crate) const TOKEN: u16 = u16::MAX - 1;

    /// Its length, as it counts in rank.
    pub(crate) fn length(&self) -> u64 {
        (self.end - self.start).min(self.most)
    }

    /// Whether it is this one, whose end may not have been known.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.rule, self.start) == (other.rule, other.start)
    }

    /// Whether it is longer than its head, and so may be longer than what can be held.
    pub(crate) fn is_long(&self) -> bool {
        self.end - self.start > self.most
    }
}
