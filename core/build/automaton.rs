//! Finite languages over the digits, as automata that share every state: two states with the same future are the same
//! state, so whatever is built here is minimal at once.

use std::collections::HashMap;

/// A state, and with it the language of the digits that lead from it to an accepting state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct State(u32);

/// The empty language.
pub(crate) const NOTHING: State = State(0);

/// What a state accepts with (0: it does not), and where each digit leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Row {
    pub label: u8,
    pub next: [State; 10],
}

/// All states.
pub(crate) struct Automaton {
    rows: Vec<Row>,
    known: HashMap<Row, State>,
    unions: HashMap<(State, State), State>,
}

impl Automaton {
    pub(crate) fn new() -> Self {
        let nothing = Row { label: 0, next: [NOTHING; 10] };
        Self { rows: vec![nothing], known: HashMap::from([(nothing, NOTHING)]), unions: HashMap::new() }
    }

    pub(crate) fn row(&self, state: State) -> Row {
        self.rows[state.0 as usize]
    }

    /// The language of the empty word alone, accepted with `label`.
    pub(crate) fn end(&mut self, label: u8) -> State {
        self.state(Row { label, next: [NOTHING; 10] })
    }

    /// One digit out of `digits` (a bit each), then `then`.
    pub(crate) fn class(&mut self, digits: u16, then: State) -> State {
        let next = std::array::from_fn(|d| if digits >> d & 1 == 1 { then } else { NOTHING });
        self.state(Row { label: 0, next })
    }

    /// The words of both; a word of both has the labels of both.
    pub(crate) fn union(&mut self, a: State, b: State) -> State {
        if a == b || b == NOTHING {
            return a;
        }
        if a == NOTHING {
            return b;
        }
        let key = (a.min(b), a.max(b));
        if let Some(&known) = self.unions.get(&key) {
            return known;
        }
        let (x, y) = (self.row(a), self.row(b));
        let next = std::array::from_fn(|d| self.union(x.next[d], y.next[d]));
        let union = self.state(Row { label: x.label | y.label, next });
        self.unions.insert(key, union);
        union
    }

    /// The words of `a` that are in `b`, with the labels of `a`.
    pub(crate) fn intersection(&mut self, a: State, b: State) -> State {
        self.intersect(a, b, &mut HashMap::new())
    }

    fn intersect(&mut self, a: State, b: State, memo: &mut HashMap<(State, State), State>) -> State {
        if a == NOTHING || b == NOTHING {
            return NOTHING;
        }
        if let Some(&known) = memo.get(&(a, b)) {
            return known;
        }
        let (x, y) = (self.row(a), self.row(b));
        let next = std::array::from_fn(|d| self.intersect(x.next[d], y.next[d], memo));
        let both = self.state(Row { label: if y.label == 0 { 0 } else { x.label }, next });
        memo.insert((a, b), both);
        both
    }

    /// The words whose number of digits is in `lengths` (a bit each).
    pub(crate) fn of_length(&mut self, state: State, lengths: u32) -> State {
        self.cut(state, 0, lengths, &mut HashMap::new())
    }

    fn cut(&mut self, state: State, depth: u32, lengths: u32, memo: &mut HashMap<(State, u32), State>) -> State {
        if state == NOTHING || lengths >> depth == 0 {
            return NOTHING;
        }
        if let Some(&known) = memo.get(&(state, depth)) {
            return known;
        }
        let row = self.row(state);
        let next = std::array::from_fn(|d| self.cut(row.next[d], depth + 1, lengths, memo));
        let label = if lengths >> depth & 1 == 1 { row.label } else { 0 };
        let cut = self.state(Row { label, next });
        memo.insert((state, depth), cut);
        cut
    }

    /// A word of `first`, then one of `second`, with the label of the second. The empty word is no word of `first`.
    pub(crate) fn concatenation(&mut self, first: State, second: State) -> State {
        let row = self.row(first);
        let next = std::array::from_fn(|d| match row.next[d] {
            NOTHING => NOTHING,
            s => {
                let longer = self.concatenation(s, second);
                if self.row(s).label == 0 { longer } else { self.union(longer, second) }
            }
        });
        self.state(Row { label: 0, next })
    }

    /// The language of what may follow `digits`.
    pub(crate) fn after(&self, state: State, digits: &[u8]) -> State {
        digits.iter().fold(state, |s, &d| self.row(s).next[d as usize])
    }

    /// The lengths of the words of a language, a bit each.
    pub(crate) fn lengths(&self, state: State) -> u32 {
        self.lengths_from(state, &mut HashMap::from([(NOTHING, 0)]))
    }

    fn lengths_from(&self, state: State, memo: &mut HashMap<State, u32>) -> u32 {
        if let Some(&known) = memo.get(&state) {
            return known;
        }
        let row = self.row(state);
        let longer = row.next.iter().fold(0, |all, next| all | self.lengths_from(*next, memo));
        let all = longer << 1 | u32::from(row.label != 0);
        memo.insert(state, all);
        all
    }

    /// Every word of a language, digits as numbers.
    pub(crate) fn words(&self, state: State) -> Vec<Vec<u8>> {
        let row = self.row(state);
        let mut all = if row.label == 0 { Vec::new() } else { vec![Vec::new()] };
        for (digit, &next) in (0..).zip(&row.next) {
            if next != NOTHING {
                all.extend(self.words(next).into_iter().map(|w| [vec![digit], w].concat()));
            }
        }
        all
    }

    fn state(&mut self, row: Row) -> State {
        let fresh = State(u32::try_from(self.rows.len()).expect("fewer than 2^32 states"));
        *self.known.entry(row).or_insert_with(|| {
            self.rows.push(row);
            fresh
        })
    }
}
