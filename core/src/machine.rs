//! The one driver of all stages, with plain state: one-shot is a stream over the borrowed slice, in steps.
//!
//! The frontier is the first place that any lane still waits for: the start of the token in which the first undecided
//! trigger stands (else of that at the end of the text, as it may become a value), of a pattern's match or a disguised
//! value under way, or the sure end of a run that is open. What lies before it is settled; what lies after it waits.

use std::ops::{ControlFlow, Range};

use crate::Error;
use crate::detect::{Candidate, Trigger};
use crate::engine::{Desk, Engine, View};
use crate::escape;
use crate::finding::Finding;
use crate::marks::Marks;
use crate::operate::{OneWay, Replace};
use crate::pattern;
use crate::placeholder::OPAQUE;
use crate::resolve::{Active, Owned};
use crate::run::Runs;
use crate::scan::{self, Near, Part};
use crate::session::Spellings;
use crate::warm::Warm;

/// Bytes of a text that is there as a whole, or of a chunk, which all stages pass over before the next ones are scanned, so
/// that they stay in the cache.
pub(crate) const STEP: usize = if cfg!(test) { 70 } else { 32 << 10 };
/// Bytes from which on a text is not in the near caches. Where it is, to fetch what is next costs more than it saves; of a
/// chunk nobody knows.
const FAR: usize = if cfg!(test) { 2 * STEP } else { 1 << 20 };
/// At most so many bytes are scanned before what was found in them is settled.
const SEGMENT: usize = if cfg!(test) { 100 } else { 64 << 10 };
/// Bytes by which a short text may grow without its output being moved.
const ROOM: usize = 64;
/// A token is looked for at least so many bytes back, whatever the types in use: more than a number has before its
/// trigger's place (`+`, `(`, `(+`).
const SHORTEST_BEFORE: usize = 8;

/// The state of one pass over a text. It is large, and made once a thread: see [`Warm`].
#[derive(Default)]
pub(crate) struct Machine {
    /// Triggers before it are decided.
    scanned: u64,
    /// Bytes before it are written.
    written: u64,
    /// Findings before it are written; what stands between `written` and here is text that stays.
    settled: u64,
    marks: Marks,
    active: Active,
    patterns: pattern::State,
    caches: Option<Box<pattern::Caches>>,
    escapes: escape::State,
    runs: Runs,
    desk: Desk,
    /// The replacement of which a part was handed on.
    under_way: Option<UnderWay>,
    out_len: u64,
    replaced: bool,
}

/// A replacement whose end has not arrived.
struct UnderWay {
    owner: Candidate,
    start: u64,
    start_out: u64,
}

/// What a pass is for.
pub(crate) struct Effect<'a> {
    pub replace: &'a mut dyn Replace,
    /// Where the output goes; `None`: only findings are wanted.
    pub out: Option<&'a mut Vec<u8>>,
    /// Bytes of the text, or of what is held and the chunk: so much is likely to be written.
    pub len: usize,
    /// Whether text that stays is written before anything is replaced.
    pub copies: bool,
    pub findings: Option<&'a mut Vec<Finding>>,
    /// Token spellings of the session, if there is one.
    pub spellings: Option<&'a Spellings>,
}

impl<'a> Effect<'a> {
    /// Nothing is written.
    pub(crate) fn only_findings(replace: &'a mut dyn Replace, findings: &'a mut Vec<Finding>) -> Self {
        Self { replace, out: None, len: 0, copies: false, findings: Some(findings), spellings: None }
    }
}

impl Machine {
    /// One that keeps the reasons of its decisions.
    pub(crate) fn explaining() -> Self {
        Self { desk: Desk::explaining(), ..Self::default() }
    }

    /// Borrows from the engine what the text needs; it is given back by [`Machine::give_back`].
    #[inline]
    pub(crate) fn borrow(&mut self, engine: &Engine) {
        self.caches = engine.patterns.as_ref().map(pattern::PatternSet::caches);
    }

    /// Forgets the text, as if the machine were new; what was allocated stays, unless a text needed uncommonly much.
    pub(crate) fn clear(&mut self) {
        (self.scanned, self.written, self.settled, self.out_len) = (0, 0, 0, 0);
        self.marks.clear();
        self.active.clear();
        self.patterns.clear();
        self.caches = None;
        self.escapes.clear();
        self.runs.clear();
        self.desk.clear();
        self.under_way = None;
        self.replaced = false;
    }

    /// Passes over a text that is there as a whole: one chunk of a stream.
    #[inline]
    pub(crate) fn over(&mut self, engine: &Engine, text: &[u8], effect: &mut Effect<'_>) -> Result<(), Error> {
        let outcome = if text.len() <= STEP {
            self.over_at_once(engine, text, effect)
        } else {
            self.over_in_steps(engine, (text, 0), 0..0, true, text.len() >= FAR, effect).map(|_| ())
        };
        self.give_back(engine);
        outcome
    }

    /// Most texts are short: much of what is asked of a step is known here.
    #[inline]
    fn over_at_once(&mut self, engine: &Engine, text: &[u8], effect: &mut Effect<'_>) -> Result<(), Error> {
        let frontier = self.pass_over(engine, text, 0, true, Near::default(), effect)?;
        if effect.copies || self.replaced {
            self.flush(text, 0, frontier, effect);
        }
        Ok(())
    }

    /// Takes a text, or a chunk that begins at stream offset `start`, in steps. What lies before the end of `done` was taken
    /// before, and is needed from its start on. Returns the offset in the text from which on it is needed by what follows it.
    #[inline(never)]
    pub(crate) fn over_in_steps(
        &mut self,
        engine: &Engine,
        (text, start): (&[u8], u64),
        done: Range<usize>,
        last: bool,
        is_far: bool,
        effect: &mut Effect<'_>,
    ) -> Result<usize, Error> {
        let Range { start: mut from, end: mut upto } = done;
        loop {
            let before = upto;
            upto = text.len().min(upto + STEP);
            let near =
                if is_far { Near::new(&text[upto..], effect.out.as_deref(), upto - before) } else { Near::default() };
            let is_all = upto == text.len();
            let base = start + from as u64;
            from = (self.step(engine, &text[from..upto], base, last && is_all, near, effect)? - start) as usize;
            if is_all {
                return Ok(from);
            }
        }
    }

    /// Whether anything was replaced so far.
    pub(crate) fn has_replaced(&self) -> bool {
        self.replaced
    }

    /// Whether nothing is found in a text.
    pub(crate) fn finds_nothing(engine: &Engine, text: &[u8]) -> bool {
        let (mut findings, mut replace) = (Vec::new(), OneWay::default());
        let mut effect = Effect::only_findings(&mut replace, &mut findings);
        Warm::new(engine).over(engine, text, &mut effect).is_ok() && findings.is_empty()
    }

    /// Offset in the stream up to which everything is written.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// Where the value begins whose end has not arrived, but of which a part was handed on.
    pub(crate) fn under_way(&self) -> Option<u64> {
        self.under_way.as_ref().map(|value| value.start)
    }

    pub(crate) fn take_decisions(&mut self) -> Vec<crate::Decision> {
        self.desk.decisions.take().unwrap_or_default()
    }

    /// Gives what was borrowed from the engine back to it.
    #[inline]
    pub(crate) fn give_back(&mut self, engine: &Engine) {
        if let (Some(set), Some(caches)) = (&engine.patterns, self.caches.take()) {
            set.give_back(caches);
        }
    }

    /// Takes the text from stream offset `base` on as far as it can be decided, and writes it; `last` says that nothing
    /// follows. Returns the first stream offset that is still needed. `near` is what is read and written next, where that
    /// is known.
    pub(crate) fn step(
        &mut self,
        engine: &Engine,
        text: &[u8],
        base: u64,
        last: bool,
        near: Near,
        effect: &mut Effect<'_>,
    ) -> Result<u64, Error> {
        let frontier = self.pass_over(engine, text, base, last, near, effect)?;
        if effect.copies || self.replaced {
            self.flush(text, base, frontier, effect);
        }
        Ok(self.needed_from(engine, effect.spellings).max(base))
    }

    /// Takes the text as far as it can be decided; the frontier, as a stream offset. Replacements are written with what
    /// precedes them; what follows the last one is left to [`Machine::flush`]. Compiled once more for texts that are passed
    /// over at once, where most of what it is told is constant.
    #[inline(always)]
    fn pass_over(
        &mut self,
        engine: &Engine,
        text: &[u8],
        base: u64,
        last: bool,
        near: Near,
        effect: &mut Effect<'_>,
    ) -> Result<u64, Error> {
        let mut visible = self.marks.advance(engine, text, base, last, effect.spellings);
        if !last {
            visible = escape::arrived(&text[..visible]);
        }
        let seen = self.marks.opaque(&text[..visible], base);
        let view = View { bytes: &seen, base, open: !last, near };
        self.runs.advance(view, &mut self.desk, &mut self.active);
        let frontier = loop {
            let from = (self.scanned - base) as usize;
            let upto = visible.min(from + SEGMENT);
            self.marks.hand_out(base + upto as u64, |mark| self.active.insert(mark));
            let bound = if engine.patterns.is_some() { self.match_patterns(engine, view, upto) } else { visible };
            let stopped = self.scan(engine, view, from, upto);
            self.scanned = base + stopped.unwrap_or(upto) as u64;
            let undecided = stopped.unwrap_or(upto);
            let is_end = !view.open && undecided == visible;
            let token = if is_end { undecided } else { token_start(view.bytes, undecided, engine) };
            let (active, desk) = (&mut self.active, &mut self.desk);
            let disguised = self.escapes.advance(engine, view, desk, |candidate| active.insert(candidate));
            // An escape in the next segment can disguise what begins in this one.
            let unseen = if upto < visible { upto.saturating_sub(escape::BEFORE as usize) } else { visible };
            let frontier = token.min(bound).min(disguised).min(unseen).min(self.runs.frontier(view));
            if !self.active.is_empty() {
                self.settle(engine, text, base, frontier, effect)?;
            }
            if stopped.is_some() || upto == visible {
                break base + frontier as u64;
            }
        };
        self.marks.give_back(seen);
        Ok(frontier)
    }

    /// Lets the user's patterns go on up to `upto`; their frontier.
    #[inline(never)]
    fn match_patterns(&mut self, engine: &Engine, view: View<'_>, upto: usize) -> usize {
        let (Some(set), Some(caches)) = (&engine.patterns, &mut self.caches) else { return view.bytes.len() };
        let (active, desk) = (&mut self.active, &mut self.desk);
        let judge = |found| engine.judge_match(view, &found, desk, active);
        set.advance(&mut self.patterns, caches, view, upto, judge)
    }

    /// Scans `from..upto`; the offset of the first trigger that could not be decided.
    #[inline(always)]
    fn scan(&mut self, engine: &Engine, view: View<'_>, from: usize, upto: usize) -> Option<usize> {
        let (active, desk, escapes, runs) = (&mut self.active, &mut self.desk, &mut self.escapes, &mut self.runs);
        let mut stopped = None;
        let mut group = desk.group.take().unwrap_or_default();
        let _ = scan::scan(
            &engine.catalogue.heads,
            Part { text: view.bytes, range: from..upto, open: view.open, near: view.near },
            engine.gate(desk),
            &mut group,
            |spot| {
                // Escapes behind a place that waits are taken note of: what they disguise may begin before it.
                if spot.trigger == Trigger::Escape {
                    escapes.note(view, spot.at);
                } else if stopped.is_some() {
                } else if spot.trigger == Trigger::Run {
                    stopped = (!runs.ask(engine, view, spot, desk, active)).then_some(spot.at);
                } else if !engine.detect(view, spot, desk, |candidate| active.insert(candidate)) {
                    stopped = Some(spot.at);
                }
                ControlFlow::Continue(())
            },
        );
        desk.group = Some(group);
        stopped
    }

    /// Writes every replacement that ends at or before `frontier`, each with what precedes it; of one that is too long to
    /// be held, the part before `frontier`.
    #[inline(never)]
    fn settle(
        &mut self,
        engine: &Engine,
        text: &[u8],
        base: u64,
        frontier: usize,
        effect: &mut Effect<'_>,
    ) -> Result<(), Error> {
        while let Some(owned) = self.active.next(self.settled, base + frontier as u64) {
            // A higher-ranked finding begins where the last part ended.
            if let Some(begun) = self.under_way.as_ref().filter(|begun| !begun.owner.is_same(&owned.owner)) {
                let end = Owned { start: self.settled, end: self.settled, owner: begun.owner, goes_on: false };
                self.replace(engine, text, base, end, effect)?;
            }
            self.settled = owned.end;
            if owned.owner.rule != Candidate::PLACEHOLDER {
                if self.under_way.is_none() {
                    self.copy(text, base, owned.start, effect);
                }
                self.replace(engine, text, base, owned, effect)?;
            }
        }
        Ok(())
    }

    /// Replaces what is owned, or hands a part of it on.
    fn replace(
        &mut self,
        engine: &Engine,
        text: &[u8],
        base: u64,
        owned: Owned,
        effect: &mut Effect<'_>,
    ) -> Result<(), Error> {
        let value = &text[(owned.start - base) as usize..(owned.end - base) as usize];
        let (index, target) = engine.target(owned.owner.rule);
        let (start, start_out) = match &self.under_way {
            None => (owned.start, self.out_len),
            Some(begun) => (begun.start, begun.start_out),
        };
        if let Some(out) = effect.out.as_deref_mut() {
            let before = out.len();
            if owned.goes_on {
                effect.replace.take_part(target, value, out);
            } else {
                effect.replace.replace(index, target, (start, owned.end), value, out)?;
            }
            self.out_len += (out.len() - before) as u64;
        }
        self.written = owned.end;
        self.replaced = true;
        if owned.goes_on {
            self.under_way.get_or_insert(UnderWay { owner: owned.owner, start, start_out });
            return Ok(());
        }
        self.under_way = None;
        if owned.owner.rule != Candidate::TOKEN
            && let Some(findings) = effect.findings.as_deref_mut()
        {
            let (start_out, end_out) = if effect.out.is_some() { (start_out, self.out_len) } else { (0, 0) };
            findings.push(Finding {
                entity: target.name.clone(),
                label: target.label.clone(),
                rule: engine.rules[usize::from(owned.owner.rule)].name.clone(),
                start,
                end: owned.end,
                start_out,
                end_out,
                level: owned.owner.level,
            });
        }
        Ok(())
    }

    /// Writes the text that stays behind the last replacement: up to `frontier`, or to where a finding begins that ends
    /// behind it.
    #[inline(always)]
    fn flush(&mut self, text: &[u8], base: u64, frontier: u64, effect: &mut Effect<'_>) {
        let undecided = if self.active.is_empty() { None } else { self.active.first(self.settled) }.unwrap_or(frontier);
        self.copy(text, base, frontier.min(undecided).max(self.written), effect);
        self.settled = self.settled.max(self.written);
    }

    #[inline]
    fn copy(&mut self, text: &[u8], base: u64, upto: u64, effect: &mut Effect<'_>) {
        if let Some(out) = effect.out.as_deref_mut() {
            if out.capacity() == 0 {
                // At once, for what is likely to come: growing with each value takes longer than writing them.
                out.reserve(effect.len + ROOM);
            }
            out.extend_from_slice(&text[(self.written - base) as usize..(upto - base) as usize]);
        }
        self.out_len += upto - self.written;
        self.written = upto;
    }

    /// The first stream offset that is still needed: what lies before it can be forgotten.
    fn needed_from(&self, engine: &Engine, spellings: Option<&Spellings>) -> u64 {
        // What stands before a spelling without brackets may be a token, which it must not touch.
        let token = spellings.map_or(0, Spellings::longest);
        let escape = escape::BEFORE as usize;
        let history = engine.before.max(crate::context::LEFT + 1).max(scan::LOOK_BACK).max(token).max(escape) + 4;
        let undecided = self.written.min(self.scanned).min(self.marks.upto()).min(self.patterns.idle(self.scanned));
        self.escapes.needed_from(u64::MAX).min(undecided.saturating_sub(history as u64))
    }
}

/// The start of the token that ends at `to`: nothing that is triggered at `to` or later begins before it.
fn token_start(bytes: &[u8], to: usize, engine: &Engine) -> usize {
    let floor = to.saturating_sub(engine.before.max(SHORTEST_BEFORE));
    let mut at = to;
    while at > floor && !is_border(bytes[at - 1]) {
        at -= 1;
    }
    at
}

/// Bytes that no finding has before its trigger's place.
fn is_border(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b'<' | b'>' | b'[' | b']' | b')' | OPAQUE)
}
