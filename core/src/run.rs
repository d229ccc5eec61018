//! run: how far does a finding go that may be of any length?
//!
//! A run rule accepts a head of bounded length; from there on its body takes byte by byte, in constant state. *Resolve*
//! knows a run from its head on, with an open end: by level, kind and the length of its head its rank is known, so the
//! owner of each of its bytes is, before its end has arrived. Bytes that wait in the body hold the frontier back, a
//! bounded number of them.
//!
//! Runs of one rule don't overlap: a rule is not asked at a place inside its last run.

use crate::detect::{Begun, Body, Candidate, Kind, Taken};
use crate::engine::{Desk, Engine, View};
use crate::placeholder::OPAQUE;
use crate::resolve::Active;
use crate::scan::Spot;
use crate::work;

/// The last run of each rule.
#[derive(Default)]
pub(crate) struct Runs {
    last: Vec<Run>,
}

/// Offsets in the stream.
struct Run {
    rule: u16,
    start: u64,
    /// Bytes before it belong to the run.
    sure: u64,
    /// Bytes before it were taken; those behind `sure` wait.
    taken: u64,
    /// `None`: the run has ended.
    body: Option<Box<dyn Body>>,
    /// Whether the policy takes it.
    is_accepted: bool,
}

impl Runs {
    /// Lets the runs that are open take what has arrived.
    #[inline]
    pub(crate) fn advance(&mut self, view: View<'_>, desk: &mut Desk, active: &mut Active) {
        if !self.last.is_empty() {
            self.go_on(view, desk, active);
        }
    }

    #[inline(never)]
    fn go_on(&mut self, view: View<'_>, desk: &mut Desk, active: &mut Active) {
        for run in self.last.iter_mut().filter(|run| run.body.is_some()) {
            run.advance(view);
            if run.body.is_none() {
                desk.close(run.rule, run.sure);
                active.close(run.rule, run.start, run.sure);
            }
        }
    }

    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        if !self.last.is_empty() {
            self.last = Vec::new();
        }
    }

    /// Before it no run that is open can end; an offset in the view.
    pub(crate) fn frontier(&self, view: View<'_>) -> usize {
        let open = self.last.iter().filter(|run| run.body.is_some() && run.is_accepted);
        open.map(|run| (run.sure - view.base) as usize).min().unwrap_or(view.bytes.len())
    }

    /// Asks the run rules about a head. `false`: more text has to arrive first.
    pub(crate) fn ask(
        &mut self,
        engine: &Engine,
        view: View<'_>,
        spot: &Spot,
        desk: &mut Desk,
        active: &mut Active,
    ) -> bool {
        let place = view.base + spot.at as u64;
        for &rule in engine.asked(view, spot) {
            let last = self.last.iter().position(|run| run.rule == rule);
            match last.map(|i| &self.last[i]) {
                Some(run) if place < run.sure => continue,
                // Whether the place is inside is not known yet.
                Some(run) if run.body.is_some() => return false,
                _ => {}
            }
            let Some(offset) = engine.ask_run(view, spot.at, rule, desk) else { return false };
            match desk.sink.begun.take() {
                Some(begun) => {
                    let Some(run) = Run::begin(engine, view, offset, rule, begun, desk, active) else { return false };
                    match last {
                        Some(i) => self.last[i] = run,
                        None => self.last.push(run),
                    }
                }
                None => engine.note_rejections(view, offset, rule, desk),
            }
        }
        true
    }
}

impl Run {
    /// A run from its head on, as far as it has arrived. `None`: more text has to arrive first, as what is shorter may be
    /// on the policy's allow list.
    fn begin(
        engine: &Engine,
        view: View<'_>,
        offset: usize,
        rule: u16,
        begun: Begun,
        desk: &mut Desk,
        active: &mut Active,
    ) -> Option<Self> {
        let (start, head_end) = (offset + begun.start, offset + begun.head_end);
        let behind_head = view.base + head_end as u64;
        let mut run = Self {
            rule,
            start: view.base + start as u64,
            sure: behind_head,
            taken: behind_head,
            body: Some(begun.body),
            is_accepted: false,
        };
        run.advance(view);
        let is_open = run.body.is_some();
        if is_open && run.sure - run.start <= engine.longest_allowed {
            return None;
        }
        let candidate = Candidate {
            start: run.start,
            end: if is_open { Candidate::OPEN } else { run.sure },
            most: behind_head - run.start,
            rule,
            level: begun.level,
            kind: Kind::Run,
            precedence: engine.catalogue.table[usize::from(rule)].precedence,
        };
        let end = (run.sure - view.base) as usize;
        let refusal = engine.refusal(rule, Some(begun.level), &view.bytes[start..end]);
        run.is_accepted = refusal.is_none();
        if let Some(decisions) = &mut desk.decisions {
            let reason = refusal.unwrap_or(begun.reason).to_owned();
            let span = (start, end);
            decisions.push(engine.decision(rule, view.base, span, begun.level, run.is_accepted, reason, None));
        }
        if is_open {
            desk.open(rule);
        }
        if run.is_accepted {
            active.insert(candidate);
        }
        Some(run)
    }

    /// Takes what has arrived; a placeholder is a wall.
    fn advance(&mut self, view: View<'_>) {
        let Some(body) = &mut self.body else { return };
        let rest = &view.bytes[(self.taken - view.base) as usize..];
        let wall = memchr::memchr(OPAQUE, rest);
        let arrived = &rest[..wall.unwrap_or(rest.len())];
        work::count(arrived.len());
        let Taken { sure, is_over } = body.take(self.taken, arrived);
        self.sure = sure.unwrap_or(self.sure);
        self.taken += arrived.len() as u64;
        if !is_over && wall.is_none() {
            if view.open {
                return;
            }
            if body.take_rest() {
                self.sure = self.taken;
            }
        }
        self.body = None;
    }
}
