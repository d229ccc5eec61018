//! One pattern, tried at one start.

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::Hir;

use super::threads::{self, Run, Threads};
use crate::engine::View;
use crate::placeholder::OPAQUE;
use crate::{Error, Pattern};

/// What look-around sees where a placeholder stands: a word character.
const WORD: u8 = b'_';

/// A pattern, compiled for tries at a given start.
pub(super) struct Exact {
    automaton: DFA,
    /// For places where a Unicode word boundary meets a character outside ASCII, which the automaton can't decide, and
    /// for matches that go on behind `max_length`.
    threads: Threads,
    max_length: usize,
}

/// What the engines of one pattern remember between calls; no text.
pub(super) struct Caches {
    automaton: Cache,
    threads: threads::Cache,
}

/// What a try found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tried {
    Nothing,
    /// A match up to this offset of the view.
    Match(usize),
    /// A match that fills its `max_length`, and goes on behind what has arrived: it is left in `paused`.
    GoesOn,
    Hungry,
}

impl Exact {
    pub(super) fn new(pattern: &Pattern, hir: &Hir) -> Result<Self, Error> {
        let too_large = |_| Error::pattern(&pattern.entity, None, "too large: shorten its repetitions");
        let nfa = thompson::Compiler::new()
            .configure(super::nfa_config().utf8(false))
            .build_from_hir(hir)
            .map_err(|e| too_large(e.to_string()))?;
        let config = DFA::config()
            .match_kind(MatchKind::LeftmostFirst)
            .unicode_word_boundary(true)
            .cache_capacity(1 << 20)
            .skip_cache_capacity_check(true);
        let automaton =
            DFA::builder().configure(config).build_from_nfa(nfa.clone()).map_err(|e| too_large(e.to_string()))?;
        Ok(Self { automaton, threads: Threads::new(nfa, pattern.max_length), max_length: pattern.max_length })
    }

    pub(super) fn caches(&self) -> Caches {
        Caches { automaton: self.automaton.create_cache(), threads: threads::Cache::default() }
    }

    /// The match that starts at `start`, if there is one. A long try for which more text has to arrive is left in
    /// `paused`.
    pub(super) fn try_at(&self, caches: &mut Caches, view: View<'_>, start: usize, paused: &mut Option<Run>) -> Tried {
        if paused.is_none()
            && let Some(tried) = self.try_fast(&mut caches.automaton, view, start)
        {
            return tried;
        }
        self.threads.try_at(&mut caches.threads, view, start, paused)
    }

    /// Goes on with a match that fills its `max_length`; whether its end has arrived.
    pub(super) fn go_on(&self, caches: &mut Caches, view: View<'_>, run: &mut Run) -> bool {
        self.threads.go_on(&mut caches.threads, view, run)
    }

    /// The same by the automaton; `None` where it can't say, and where the match fills `max_length` and may go on.
    fn try_fast(&self, cache: &mut Cache, view: View<'_>, start: usize) -> Option<Tried> {
        let mut id = self.start(cache, view, start)?;
        let limit = start + self.max_length;
        let mut found = None;
        let mut at = start;
        // The automaton says one byte later that a match ended, when it has seen what stands behind it.
        while !id.is_dead() && at <= limit {
            let (next, is_last) = match self.step(cache, view, at, id) {
                Step::To(next) => (next, false),
                Step::Last(next) => (next, true),
                Step::Hungry => return Some(Tried::Hungry),
            };
            if next.is_quit() {
                return None;
            }
            if next.is_match() {
                found = Some(at);
            }
            if is_last {
                break;
            }
            id = next;
            at += 1;
        }
        match found {
            Some(end) if end == limit => None,
            Some(end) if end > start => Some(Tried::Match(end)),
            _ => Some(Tried::Nothing),
        }
    }

    /// The state before `start`; `None` where the automaton can't say.
    fn start(&self, cache: &mut Cache, view: View<'_>, start: usize) -> Option<LazyStateID> {
        let before = start.checked_sub(1).map(|i| seen(view.bytes[i]));
        let config = start::Config::new().anchored(Anchored::Yes).look_behind(before);
        self.automaton.start_state(cache, &config).ok().filter(|id| !id.is_quit())
    }

    fn step(&self, cache: &mut Cache, view: View<'_>, at: usize, id: LazyStateID) -> Step {
        crate::work::count(1);
        let next = match view.bytes.get(at) {
            Some(&OPAQUE) => return self.automaton.next_state(cache, id, WORD).map_or(Step::Hungry, Step::Last),
            Some(&byte) => self.automaton.next_state(cache, id, byte),
            None if view.open => return Step::Hungry,
            None => return self.automaton.next_eoi_state(cache, id).map_or(Step::Hungry, Step::Last),
        };
        next.map_or(Step::Hungry, Step::To)
    }
}

enum Step {
    /// The state after the byte.
    To(LazyStateID),
    /// The state after what stands behind the text: only its match counts.
    Last(LazyStateID),
    Hungry,
}

/// A byte as look-around sees it.
pub(super) fn seen(byte: u8) -> u8 {
    if byte == OPAQUE { WORD } else { byte }
}
