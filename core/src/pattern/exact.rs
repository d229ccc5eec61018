//! One pattern, tried at one start.

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures, pikevm::PikeVM};
use regex_automata::util::start;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;

use crate::engine::View;
use crate::placeholder::OPAQUE;
use crate::{Error, Pattern};

/// What look-around sees where a placeholder stands: a word character.
const WORD: u8 = b'_';
/// Longest encoding of a character: how far look-around reads beyond its place.
const LONGEST_CHARACTER: usize = 4;

/// A pattern, compiled for tries at a given start.
pub(super) struct Exact {
    automaton: DFA,
    /// For places where a Unicode word boundary meets a character outside ASCII, which the automaton can't decide.
    machine: PikeVM,
    max_length: usize,
}

/// What the engines of one pattern remember between calls; no text.
pub(super) struct Caches {
    automaton: Cache,
    machine: thompson::pikevm::Cache,
}

/// What a try found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tried {
    Nothing,
    /// A match up to this offset of the view.
    Match(usize),
    Hungry,
}

impl Exact {
    pub(super) fn new(pattern: &Pattern, hir: &Hir) -> Result<Self, Error> {
        let too_large = |_| Error::pattern(&pattern.entity, None, "too large: shorten its repetitions");
        let nfa = thompson::Compiler::new()
            // Without the implicit group a machine can't say where a match ends.
            .configure(super::nfa_config().which_captures(WhichCaptures::Implicit).utf8(false))
            .build_from_hir(hir)
            .map_err(|e| too_large(e.to_string()))?;
        let config = DFA::config()
            .match_kind(MatchKind::LeftmostFirst)
            .unicode_word_boundary(true)
            .cache_capacity(1 << 20)
            .skip_cache_capacity_check(true);
        let automaton =
            DFA::builder().configure(config).build_from_nfa(nfa.clone()).map_err(|e| too_large(e.to_string()))?;
        let machine = PikeVM::new_from_nfa(nfa).map_err(|e| too_large(e.to_string()))?;
        Ok(Self { automaton, machine, max_length: pattern.max_length })
    }

    pub(super) fn caches(&self) -> Caches {
        Caches { automaton: self.automaton.create_cache(), machine: self.machine.create_cache() }
    }

    /// The match that starts at `start`, if there is one.
    pub(super) fn try_at(&self, caches: &mut Caches, view: View<'_>, start: usize) -> Tried {
        let cache = &mut caches.automaton;
        let Some(mut id) = self.start(cache, view, start) else {
            return self.try_slowly(&mut caches.machine, view, start);
        };
        let limit = start + self.max_length;
        let mut found = None;
        let mut at = start;
        // The automaton says one byte later that a match ended, when it has seen what stands behind it.
        while !id.is_dead() && at <= limit {
            match self.step(cache, view, at, id) {
                Step::To(next) if next.is_quit() => return self.try_slowly(&mut caches.machine, view, start),
                Step::To(next) => id = next,
                Step::Last(next) if next.is_quit() => return self.try_slowly(&mut caches.machine, view, start),
                Step::Last(next) => {
                    if next.is_match() {
                        found = Some(at);
                    }
                    break;
                }
                Step::Hungry => return Tried::Hungry,
            }
            if id.is_match() {
                found = Some(at);
            }
            at += 1;
        }
        match found {
            Some(end) if end == limit && at > limit => self.run_on(caches, view, start, at, id),
            Some(end) if end > start => Tried::Match(end),
            _ => Tried::Nothing,
        }
    }

    /// A match that fills `max_length`: it goes on while each further byte keeps the automaton in a matching state.
    /// `id` is the state after the byte before `at`, which said that the match held up to there.
    fn run_on(&self, caches: &mut Caches, view: View<'_>, start: usize, mut at: usize, mut id: LazyStateID) -> Tried {
        loop {
            match self.step(&mut caches.automaton, view, at, id) {
                Step::Hungry => return Tried::Hungry,
                Step::To(next) if next.is_match() => id = next,
                Step::Last(next) if next.is_match() => return Tried::Match(at),
                Step::To(next) | Step::Last(next) if next.is_quit() => {
                    return self.run_on_slowly(&mut caches.machine, view, start, at - 1);
                }
                Step::To(_) | Step::Last(_) => return Tried::Match(at - 1),
            }
            at += 1;
        }
    }

    /// The state before `start`; `None` where the automaton can't say.
    fn start(&self, cache: &mut Cache, view: View<'_>, start: usize) -> Option<LazyStateID> {
        let before = start.checked_sub(1).map(|i| seen(view.bytes[i]));
        let config = start::Config::new().anchored(Anchored::Yes).look_behind(before);
        self.automaton.start_state(cache, &config).ok().filter(|id| !id.is_quit())
    }

    fn step(&self, cache: &mut Cache, view: View<'_>, at: usize, id: LazyStateID) -> Step {
        let next = match view.bytes.get(at) {
            Some(&OPAQUE) => return self.automaton.next_state(cache, id, WORD).map_or(Step::Hungry, Step::Last),
            Some(&byte) => self.automaton.next_state(cache, id, byte),
            None if view.open => return Step::Hungry,
            None => return self.automaton.next_eoi_state(cache, id).map_or(Step::Hungry, Step::Last),
        };
        next.map_or(Step::Hungry, Step::To)
    }

    fn try_slowly(&self, cache: &mut thompson::pikevm::Cache, view: View<'_>, start: usize) -> Tried {
        let limit = start + self.max_length;
        match self.search(cache, view, start, limit) {
            None => Tried::Hungry,
            Some(Some(end)) if end == limit => self.run_on_slowly(cache, view, start, limit),
            Some(Some(end)) if end > start => Tried::Match(end),
            Some(_) => Tried::Nothing,
        }
    }

    fn run_on_slowly(&self, cache: &mut thompson::pikevm::Cache, view: View<'_>, start: usize, from: usize) -> Tried {
        let mut end = from;
        loop {
            match self.search(cache, view, start, end + 1) {
                None => return Tried::Hungry,
                Some(Some(longer)) if longer == end + 1 => end = longer,
                Some(_) => return Tried::Match(end),
            }
        }
    }

    /// The end of the leftmost-first match in `start..limit`; `None` where more text has to arrive first.
    #[expect(clippy::option_option, reason = "not yet known is not the same as none")]
    fn search(
        &self,
        cache: &mut thompson::pikevm::Cache,
        view: View<'_>,
        start: usize,
        limit: usize,
    ) -> Option<Option<usize>> {
        let from = start.saturating_sub(LONGEST_CHARACTER);
        let stop = view.bytes.len().min(limit + LONGEST_CHARACTER);
        let wall = view.bytes[start..stop].iter().position(|&b| b == OPAQUE).map(|i| start + i);
        if view.open && wall.is_none() && limit + LONGEST_CHARACTER > view.bytes.len() {
            return None;
        }
        let text: Vec<u8> = view.bytes[from..stop].iter().map(|&b| seen(b)).collect();
        let end = limit.min(stop).min(wall.unwrap_or(usize::MAX));
        let input = Input::new(&text).span(start - from..end - from).anchored(Anchored::Yes);
        let found = self.machine.find_iter(cache, input).next();
        Some(found.map(|m| m.end() + from))
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
fn seen(byte: u8) -> u8 {
    if byte == OPAQUE { WORD } else { byte }
}
