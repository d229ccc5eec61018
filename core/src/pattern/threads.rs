//! A pattern's automaton, run thread by thread from one start: slow, but it decides every look-around, goes on for as
//! long as a match does in time linear in it, and can be put aside until more text arrives.

use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

use super::exact::{Tried, seen};
use crate::engine::View;
use crate::placeholder::OPAQUE;

/// Longest encoding of a character: how far look-around reads to both sides.
const LONGEST_CHARACTER: usize = 4;

/// A pattern's automaton.
pub(super) struct Threads {
    nfa: NFA,
    max_length: usize,
}

/// Room that is kept warm between tries; no text.
#[derive(Default)]
pub(super) struct Cache {
    /// For each state, the round in which it was entered last.
    entered: Vec<u32>,
    round: u32,
    stack: Vec<StateID>,
    next: Vec<StateID>,
}

/// A try that is under way; offsets in the stream.
#[derive(Clone, Debug)]
pub(super) struct Run {
    start: u64,
    at: u64,
    /// The states before `at`, those that the pattern prefers first.
    alive: Vec<StateID>,
    /// The end of the match so far.
    end: Option<u64>,
    /// Whether it is known as a match that fills its `max_length`, and goes on.
    pub is_known: bool,
}

impl Run {
    /// The match so far.
    pub(super) fn span(&self) -> (u64, u64) {
        (self.start, self.end.unwrap_or(self.start))
    }
}

/// What following the empty transitions came to.
enum Closed {
    Open,
    /// A match ends here, and what the pattern likes less is given up.
    Matched,
    Hungry,
}

impl Threads {
    pub(super) fn new(nfa: NFA, max_length: usize) -> Self {
        Self { nfa, max_length }
    }

    /// The match that starts at `start`, if there is one. A try for which more text has to arrive is left in `paused`,
    /// and taken up again from there.
    pub(super) fn try_at(&self, cache: &mut Cache, view: View<'_>, start: usize, paused: &mut Option<Run>) -> Tried {
        let from = view.base + start as u64;
        let run = match paused.take().filter(|run| run.start == from) {
            Some(run) => Some(run),
            None => self.begin(cache, view, start),
        };
        let Some(mut run) = run else { return Tried::Hungry };
        let decided = self.go_on(cache, view, &mut run);
        let end = run.end.map(|end| (end - view.base) as usize);
        let tried = match end {
            Some(_) if !decided && self.is_filled(&run) => Tried::GoesOn,
            _ if !decided => Tried::Hungry,
            Some(end) if end > start => Tried::Match(end),
            _ => Tried::Nothing,
        };
        // A match too: whoever asked may ask again when more has arrived.
        if tried != Tried::Nothing {
            *paused = Some(run);
        }
        tried
    }

    fn begin(&self, cache: &mut Cache, view: View<'_>, start: usize) -> Option<Run> {
        cache.begin_round(self.nfa.states().len());
        let at = view.base + start as u64;
        let end = match self.close(cache, view, self.nfa.start_anchored(), start) {
            Closed::Hungry => return None,
            Closed::Matched => Some(at),
            Closed::Open => None,
        };
        Some(Run { start: at, at, alive: std::mem::take(&mut cache.next), end, is_known: false })
    }

    /// Whether the match has come to its `max_length`, so that it is one however it goes on.
    fn is_filled(&self, run: &Run) -> bool {
        run.at >= run.start + self.max_length as u64 && run.end == Some(run.at)
    }

    /// Goes on until the match is decided; `false`: more text has to arrive first.
    pub(super) fn go_on(&self, cache: &mut Cache, view: View<'_>, run: &mut Run) -> bool {
        let limit = run.start + self.max_length as u64;
        while !run.alive.is_empty() && (run.at < limit || run.end == Some(run.at)) {
            let at = (run.at - view.base) as usize;
            match view.bytes.get(at) {
                Some(&OPAQUE) => return true,
                Some(&byte) => {
                    if !self.step(cache, view, run, byte, at + 1) {
                        return false;
                    }
                }
                None => return !view.open,
            }
        }
        true
    }

    /// Takes all threads over `byte`, to offset `at` of the view; `false`: more text has to arrive first.
    fn step(&self, cache: &mut Cache, view: View<'_>, run: &mut Run, byte: u8, at: usize) -> bool {
        cache.begin_round(self.nfa.states().len());
        crate::work::count(1 + run.alive.len());
        let mut end = run.end;
        for &id in &run.alive {
            let next = match self.nfa.state(id) {
                State::ByteRange { trans } if trans.matches_byte(byte) => trans.next,
                State::Sparse(transitions) => match transitions.matches_byte(byte) {
                    Some(next) => next,
                    None => continue,
                },
                State::Dense(transitions) => match transitions.matches_byte(byte) {
                    Some(next) => next,
                    None => continue,
                },
                _ => continue,
            };
            match self.close(cache, view, next, at) {
                Closed::Open => {}
                Closed::Hungry => return false,
                Closed::Matched => {
                    end = Some(view.base + at as u64);
                    break;
                }
            }
        }
        std::mem::swap(&mut run.alive, &mut cache.next);
        run.end = end;
        run.at = view.base + at as u64;
        true
    }

    /// Enters a state and all that it leads to without a byte, in the order of preference.
    fn close(&self, cache: &mut Cache, view: View<'_>, state: StateID, at: usize) -> Closed {
        cache.stack.clear();
        cache.stack.push(state);
        while let Some(id) = cache.stack.pop() {
            if !cache.enter(id) {
                continue;
            }
            match self.nfa.state(id) {
                State::ByteRange { .. } | State::Sparse(_) | State::Dense(_) => cache.next.push(id),
                State::Union { alternates } => cache.stack.extend(alternates.iter().rev()),
                State::BinaryUnion { alt1, alt2 } => cache.stack.extend([*alt2, *alt1]),
                State::Capture { next, .. } => cache.stack.push(*next),
                State::Look { look, next } => {
                    let Some(around) = Around::new(view, at) else { return Closed::Hungry };
                    if self.nfa.look_matcher().matches(*look, around.bytes(), around.at) {
                        cache.stack.push(*next);
                    }
                }
                State::Fail => {}
                State::Match { .. } => return Closed::Matched,
            }
        }
        Closed::Open
    }
}

impl Cache {
    fn begin_round(&mut self, states: usize) {
        self.next.clear();
        self.entered.resize(states, 0);
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.entered.fill(0);
            self.round = 1;
        }
    }

    /// Whether the state was not entered in this round before.
    fn enter(&mut self, id: StateID) -> bool {
        std::mem::replace(&mut self.entered[id.as_usize()], self.round) != self.round
    }
}

/// The characters on both sides of a place, as look-around sees them.
struct Around {
    bytes: [u8; 2 * LONGEST_CHARACTER],
    len: usize,
    at: usize,
}

impl Around {
    /// `None` where the character behind the place has not arrived yet.
    fn new(view: View<'_>, at: usize) -> Option<Self> {
        let is_whole = match view.bytes.get(at) {
            Some(&byte) => byte.is_ascii() || byte == OPAQUE || at + LONGEST_CHARACTER <= view.bytes.len(),
            None => false,
        };
        if view.open && !is_whole {
            return None;
        }
        let (start, end) = (at.saturating_sub(LONGEST_CHARACTER), view.bytes.len().min(at + LONGEST_CHARACTER));
        let mut around = Self { bytes: [0; 2 * LONGEST_CHARACTER], len: end - start, at: at - start };
        around.bytes.iter_mut().zip(&view.bytes[start..end]).for_each(|(to, from)| *to = seen(*from));
        Some(around)
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}
