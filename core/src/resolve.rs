//! resolve: which finding owns each byte?
//!
//! Findings are ranked by level, kind, their own original length, precedence, start, and place in the table. The owner
//! of a byte is the highest-ranked finding that covers it; each maximal run of bytes with one owner is one
//! replacement. That is local: no chain of decisions, and no byte that any accepted rule covered is left.

use std::cmp::Reverse;
use std::collections::VecDeque;

use crate::detect::{Candidate, Kind};
use crate::finding::Level;
use crate::work;

/// Findings for which room is kept between texts.
const ROOM: usize = 16;

/// Accepted findings that are not written yet.
#[derive(Debug)]
pub(crate) struct Active {
    /// Those that begin behind what was asked last, in the order of their starts.
    waiting: VecDeque<Candidate>,
    /// Those that begin before.
    begun: Vec<Candidate>,
}

/// A run of bytes with one owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owned {
    pub start: u64,
    pub end: u64,
    pub owner: Candidate,
    /// Whether its end is not reached yet: more bytes of the same owner follow.
    pub goes_on: bool,
}

impl Default for Active {
    fn default() -> Self {
        Self { waiting: VecDeque::with_capacity(ROOM), begun: Vec::with_capacity(ROOM) }
    }
}

impl Active {
    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        if self.waiting.capacity() > ROOM || self.begun.capacity() > ROOM {
            *self = Self::default();
        }
        self.waiting.clear();
        self.begun.clear();
    }

    /// Takes a finding; it begins behind all that is written.
    #[inline]
    pub(crate) fn insert(&mut self, candidate: Candidate) {
        match self.waiting.back() {
            Some(last) if last.start > candidate.start => {
                let at = self.waiting.partition_point(|c| c.start <= candidate.start);
                self.waiting.insert(at, candidate);
            }
            _ => self.waiting.push_back(candidate),
        }
    }

    /// Whether nothing waits.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.begun.is_empty()
    }

    /// The first byte at or after `from` that a finding covers.
    pub(crate) fn first(&self, from: u64) -> Option<u64> {
        let mut all = self.begun.iter().chain(&self.waiting);
        all.find(|c| c.end > from).map(|c| c.start.max(from))
    }

    /// The end of a finding that was open.
    pub(crate) fn close(&mut self, rule: u16, start: u64, end: u64) {
        let all = self.begun.iter_mut().chain(&mut self.waiting);
        let mut open = all.filter(|c| c.end == Candidate::OPEN);
        if let Some(candidate) = open.find(|c| c.rule == rule && c.start == start) {
            candidate.end = end;
        }
    }

    /// The first run of bytes with one owner at or after `from`, if it ends at or before `frontier` (all findings that
    /// start before `frontier` are known, and none that is open ends before it). Where its owner is longer than can be
    /// held, what lies before the frontier is given out too, but for its last byte: so its end comes with at least one.
    #[inline]
    pub(crate) fn next(&mut self, from: u64, frontier: u64) -> Option<Owned> {
        if !self.begun.is_empty() {
            self.begun.retain(|c| c.end > from);
        }
        self.alone(from, frontier).or_else(|| self.highest(from, frontier))
    }

    /// The same by rank.
    #[inline(never)]
    fn highest(&mut self, from: u64, frontier: u64) -> Option<Owned> {
        let start = self.first(from)?;
        if start >= frontier {
            return None;
        }
        while self.waiting.front().is_some_and(|c| c.start <= start) {
            self.begun.extend(self.waiting.pop_front());
        }
        let owner = *self.begun.iter().filter(|c| c.end > start).max_by_key(|c| rank(c))?;
        let mut looked_at = self.begun.len();
        let known = owner.end.min(frontier);
        let mut inside = self.waiting.iter().take_while(|c| c.start < known).inspect(|_| looked_at += 1);
        let end = inside.find(|c| rank(c) > rank(&owner)).map_or(owner.end, |c| c.start);
        work::count(looked_at);
        if end <= frontier {
            return Some(Owned { start, end, owner, goes_on: false });
        }
        (owner.is_long() && start < frontier - 1).then(|| Owned { start, end: frontier - 1, owner, goes_on: true })
    }

    /// The same where the next finding is over before another one begins, as most are.
    #[inline]
    fn alone(&mut self, from: u64, frontier: u64) -> Option<Owned> {
        let owner = *self.waiting.front().filter(|c| self.begun.is_empty() && c.start >= from && c.end <= frontier)?;
        if self.waiting.get(1).is_some_and(|next| next.start < owner.end) {
            return None;
        }
        work::count(1);
        self.waiting.pop_front();
        Some(Owned { start: owner.start, end: owner.end, owner, goes_on: false })
    }
}

/// Greater wins.
pub(crate) fn rank(c: &Candidate) -> (Level, Kind, u64, Reverse<u8>, Reverse<u64>, Reverse<u16>) {
    (c.level, c.kind, c.length(), Reverse(c.precedence), Reverse(c.start), Reverse(c.rule))
}

/// Marks the accepted decisions that own no byte in the end.
pub(crate) fn explain_losers(decisions: &mut Vec<crate::Decision>, findings: &[crate::Finding]) {
    decisions.sort_by_key(|d| (d.start, Reverse(d.end)));
    decisions.dedup();
    for d in decisions.iter_mut().filter(|d| d.accepted) {
        let owns = |f: &crate::Finding| f.entity == d.entity && f.start < d.end && d.start < f.end;
        if !findings.iter().any(owns) {
            d.accepted = false;
            d.reason = match findings.iter().find(|f| f.start < d.end && d.start < f.end) {
                Some(winner) => format!("{} covers it ({})", winner.entity(), winner.level),
                None => "a placeholder covers it".to_owned(),
            };
        }
    }
}
