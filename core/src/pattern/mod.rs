//! The lane of the user's patterns: one automaton for all of them says where a match could end, and each pattern is
//! then tried at the few starts that are still alive there.
//!
//! A match starts at the smallest *s* at or after the end of the previous one for which the pattern, anchored at *s*,
//! has a non-empty leftmost-first match inside [*s*, *s* + max_length), with look-around seeing the real neighbours. A
//! match that fills `max_length` goes on as long as each further byte keeps the automaton in a matching state.
//!
//! Every start is tried at most once a pattern, and each try reads at most `max_length` bytes: O(n × max_length). A match
//! that goes on is made known when it fills its `max_length`, and then needs no more than the automaton's state: it is a
//! run (see `run`).

mod exact;
mod relax;
mod threads;

use std::sync::{Mutex, PoisonError};

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::Hir;

use crate::engine::View;
use crate::{Error, Pattern};
use exact::{Exact, Tried};

/// Largest compiled size of all patterns together, in bytes.
const SIZE_LIMIT: usize = 16 << 20;
/// Longest `max_length` that a pattern may ask for, in bytes.
const LONGEST: usize = 1 << 16;

/// The patterns of a policy, compiled.
pub(crate) struct PatternSet {
    /// All patterns without their look-arounds: it matches wherever one of them could.
    filter: DFA,
    exact: Vec<Exact>,
    max_length: usize,
    /// Boxed: a call takes one out and puts it back, and they are large.
    #[expect(clippy::vec_box, reason = "moving a box is cheaper than moving what is in it")]
    spare: Mutex<Vec<Box<Caches>>>,
}

/// What the automata remember between calls; no text.
pub(crate) struct Caches {
    filter: Cache,
    exact: Vec<exact::Caches>,
}

/// Where the lane is in a stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// No start before this offset can still become a match.
    idle: u64,
    /// For each pattern, starts before this offset are decided.
    next: Vec<u64>,
    /// For each pattern, the long try that waits for more text, or the match that goes on.
    paused: Vec<Option<threads::Run>>,
}

/// A match; offsets in the stream.
pub(crate) struct Match {
    pub pattern: usize,
    pub start: u64,
    /// Where it ends, or what it has come to.
    pub end: u64,
    pub stage: Stage,
}

/// What is known of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// All of it.
    Whole,
    /// It fills its `max_length` and goes on.
    Begun,
    /// One that went on has come to its end.
    Ended,
}

impl State {
    /// No start before offset `idle` of the view can become a match, nor one that is decided already; the lane's
    /// frontier.
    fn wait(&mut self, view: View<'_>, idle: usize) -> usize {
        let decided = self.next.iter().copied().min().unwrap_or(0);
        self.idle = (view.base + idle as u64).max(decided);
        let open = self.paused.iter().flatten().filter(|run| run.is_known).map(|run| run.span().1).min();
        (open.unwrap_or(self.idle).min(self.idle) - view.base) as usize
    }

    /// Forgets the text.
    pub(crate) fn clear(&mut self) {
        if !self.next.is_empty() {
            *self = Self::default();
        }
    }

    /// The first offset that the lane still needs; `otherwise` where there is no lane.
    pub(crate) fn idle(&self, otherwise: u64) -> u64 {
        if self.next.is_empty() { otherwise } else { self.idle }
    }
}

/// What the caller says of a match: taken (or refused for good), or asked too early.
pub(crate) enum Verdict {
    Decided,
    Hungry,
}

impl PatternSet {
    /// # Errors
    /// `Policy` that names the pattern and the place in it.
    pub(crate) fn new(patterns: &[Pattern]) -> Result<Self, Error> {
        let hirs = patterns.iter().map(parse).collect::<Result<Vec<Hir>, _>>()?;
        let exact = patterns.iter().zip(&hirs).map(|(p, hir)| Exact::new(p, hir)).collect::<Result<Vec<_>, _>>()?;
        let relaxed: Vec<Hir> = hirs.iter().map(relax::without_looks).collect();
        let too_large = || Error::policy("the patterns are too large together: shorten their repetitions");
        let nfa =
            thompson::Compiler::new().configure(nfa_config()).build_many_from_hir(&relaxed).map_err(|_| too_large())?;
        let filter = DFA::builder()
            .configure(DFA::config().match_kind(MatchKind::All).cache_capacity(4 << 20).skip_cache_capacity_check(true))
            .build_from_nfa(nfa)
            .map_err(|_| too_large())?;
        let max_length = patterns.iter().map(|p| p.max_length).max().unwrap_or(0);
        Ok(Self { filter, exact, max_length, spare: Mutex::new(Vec::new()) })
    }

    /// Caches for one call or stream; give them back with [`PatternSet::give_back`].
    pub(crate) fn caches(&self) -> Box<Caches> {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        spare.unwrap_or_else(|| {
            Box::new(Caches {
                filter: self.filter.create_cache(),
                exact: self.exact.iter().map(Exact::caches).collect(),
            })
        })
    }

    pub(crate) fn give_back(&self, caches: Box<Caches>) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(caches);
    }

    /// Goes on up to offset `upto` of the view, and shows each match to `accept`. Returns the lane's frontier: no match
    /// that is still to come starts before it, and none that goes on ends before it.
    pub(crate) fn advance(
        &self,
        state: &mut State,
        caches: &mut Caches,
        view: View<'_>,
        upto: usize,
        mut accept: impl FnMut(Match) -> Verdict,
    ) -> usize {
        state.next.resize(self.exact.len(), 0);
        state.paused.resize(self.exact.len(), None);
        self.go_on(state, caches, view, &mut accept);
        let mut idle = (state.idle.max(view.base) - view.base) as usize;
        let end = upto.min(view.bytes.len());
        let at_end = end == view.bytes.len() && !view.open;
        let mut start_id = self.start(&mut caches.filter);
        let mut clears = caches.filter.clear_count();
        let mut id = start_id;
        let mut i = idle;
        while i < end || (i == end && at_end) {
            crate::work::count(1);
            let next = match view.bytes.get(i) {
                Some(&byte) => self.filter.next_state(&mut caches.filter, id, byte),
                None => self.filter.next_eoi_state(&mut caches.filter, id),
            };
            id = next.expect(NEVER_GIVES_UP);
            if caches.filter.clear_count() != clears {
                clears = caches.filter.clear_count();
                start_id = self.start(&mut caches.filter);
            }
            if id.is_match() {
                let ended: Vec<usize> = (0..self.filter.match_len(&caches.filter, id))
                    .map(|k| self.filter.match_pattern(&caches.filter, id, k).as_usize())
                    .collect();
                for p in ended {
                    if !self.try_starts(p, state, caches, view, (idle, i), &mut accept) {
                        return state.wait(view, idle);
                    }
                }
            }
            i += 1;
            if id == start_id || id.is_dead() {
                idle = i;
            }
            if i - idle.min(i) > self.max_length {
                idle = i - self.max_length;
            }
        }
        state.wait(view, if at_end { end } else { idle.min(end) })
    }

    /// Lets the matches that go on take what has arrived.
    fn go_on(&self, state: &mut State, caches: &mut Caches, view: View<'_>, accept: &mut impl FnMut(Match) -> Verdict) {
        for (pattern, exact) in self.exact.iter().enumerate() {
            let Some(run) = state.paused[pattern].as_mut().filter(|run| run.is_known) else { continue };
            let has_ended = exact.go_on(&mut caches.exact[pattern], view, run);
            let (start, end) = run.span();
            state.next[pattern] = end;
            if has_ended {
                state.paused[pattern] = None;
                accept(Match { pattern, start, end, stage: Stage::Ended });
            }
        }
    }

    /// Tries pattern `p` at every start in `alive` that is not decided yet. `false`: more text has to arrive first.
    fn try_starts(
        &self,
        p: usize,
        state: &mut State,
        caches: &mut Caches,
        view: View<'_>,
        (idle, ended): (usize, usize),
        accept: &mut impl FnMut(Match) -> Verdict,
    ) -> bool {
        let decided = (state.next[p].max(view.base) - view.base) as usize;
        let mut s = decided.max(idle);
        let start = |s: usize| view.base + s as u64;
        while s < ended {
            if state.paused[p].as_ref().is_some_and(|run| run.is_known) {
                // Whether the match that goes on covers this start is not known yet.
                return false;
            }
            match self.exact[p].try_at(&mut caches.exact[p], view, s, &mut state.paused[p]) {
                Tried::Hungry => return false,
                Tried::Nothing => s += 1,
                Tried::Match(end) => {
                    let found = Match { pattern: p, start: start(s), end: start(end), stage: Stage::Whole };
                    if let Verdict::Hungry = accept(found) {
                        state.next[p] = start(s);
                        return false;
                    }
                    state.paused[p] = None;
                    s = end;
                }
                Tried::GoesOn => {
                    let Some(run) = &mut state.paused[p] else { return false };
                    let (start, end) = run.span();
                    if let Verdict::Hungry = accept(Match { pattern: p, start, end, stage: Stage::Begun }) {
                        state.next[p] = start;
                        return false;
                    }
                    run.is_known = true;
                    s = (end - view.base) as usize;
                }
            }
            state.next[p] = view.base + s as u64;
        }
        true
    }

    fn start(&self, cache: &mut Cache) -> LazyStateID {
        let config = start::Config::new().anchored(Anchored::No);
        self.filter.start_state(cache, &config).expect(NEVER_GIVES_UP)
    }
}

/// Lazy automata give up only at a limit of cache clears, which is not set, or at quit bytes, of which the filter has
/// none.
const NEVER_GIVES_UP: &str = "a lazy automaton without a clear limit goes on for ever";

fn nfa_config() -> thompson::Config {
    thompson::Config::new().nfa_size_limit(Some(SIZE_LIMIT)).which_captures(WhichCaptures::None).shrink(false)
}

fn parse(pattern: &Pattern) -> Result<Hir, Error> {
    if pattern.max_length == 0 || pattern.max_length > LONGEST {
        return Err(Error::pattern(&pattern.entity, None, &format!("max_length is 1 to {LONGEST} bytes")));
    }
    regex_syntax::parse(&pattern.regex).map_err(|e| {
        let (place, why) = match &e {
            regex_syntax::Error::Parse(e) => (Some(e.span().start.offset), e.kind().to_string()),
            regex_syntax::Error::Translate(e) => (Some(e.span().start.offset), e.kind().to_string()),
            _ => (None, "not a regular expression".to_owned()),
        };
        Error::pattern(&pattern.entity, place, &why)
    })
}
