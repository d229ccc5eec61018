//! Which rules do the words around a candidate speak for?
//!
//! One look at a neighbourhood answers for every rule: each word of it is looked up once, in one table of the words of
//! all rules. What counts as a word there, and where, is said in [`context`](crate::context).

use std::collections::HashMap;

use crate::context::{self, LONGEST_WORD, fold_into, is_ideographic, next_word};

/// Bits of the filter: most words of a text are in no list, and are told by their length, first and last letter.
const FILTER_BITS: usize = 1 << 13;

/// The words of all rules.
#[derive(Debug)]
pub(crate) struct Lexicon {
    filter: Box<[u64; FILTER_BITS / 64]>,
    /// By first word in lower case.
    spaced: HashMap<Box<[u8]>, Vec<Phrase>>,
    /// Words of scripts without blanks between them: looked for anywhere.
    anywhere: Vec<(String, Entry)>,
    /// A bit for each third byte that one of them has.
    third: u64,
    /// How the words were given.
    words: Vec<String>,
    /// Whether a rule has any.
    has_words: Vec<bool>,
}

/// The words that follow the first one.
#[derive(Debug)]
struct Phrase {
    rest: Vec<Box<[u8]>>,
    entry: Entry,
}

/// A word of a rule: indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    rule: u16,
    word: u32,
}

/// What was found around one candidate, for all rules.
#[derive(Debug, Default)]
pub(crate) struct Neighbourhood {
    /// The candidate; `None`: nothing is known.
    place: Option<(usize, usize)>,
    left: Vec<Entry>,
    right: Option<Vec<Entry>>,
    /// A side in lower case.
    folded: String,
}

impl Neighbourhood {
    /// Forgets the last candidate and the words around it.
    pub(crate) fn wipe(&mut self) {
        self.place = None;
        self.left.clear();
        self.right = None;
        if !self.folded.is_empty() {
            zeroize::Zeroize::zeroize(&mut self.folded);
        }
    }

    /// Forgets the last candidate.
    #[inline]
    pub(crate) fn forget(&mut self) {
        self.place = None;
    }
}

/// What the words around a candidate say about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer<'w> {
    /// This word speaks for it.
    Found(&'w str),
    /// None does.
    Nothing,
    /// More text has to arrive first.
    Hungry,
}

impl Lexicon {
    /// Compiles the words of each rule.
    pub(crate) fn new<'w>(rules: impl IntoIterator<Item = Vec<&'w str>>) -> Self {
        let mut this = Self {
            filter: Box::new([0; FILTER_BITS / 64]),
            spaced: HashMap::new(),
            anywhere: Vec::new(),
            third: 0,
            words: Vec::new(),
            has_words: Vec::new(),
        };
        for (rule, words) in rules.into_iter().enumerate() {
            this.has_words.push(!words.is_empty());
            for word in words {
                this.add(rule as u16, word);
            }
        }
        this
    }

    fn add(&mut self, rule: u16, word: &str) {
        let entry = Entry { rule, word: self.words.len() as u32 };
        self.words.push(word.to_owned());
        if is_ideographic(word) {
            self.third |= word.as_bytes().get(2).map_or(0, |b| 1 << (b & 63));
            self.anywhere.push((word.to_owned(), entry));
            return;
        }
        let mut folded = String::new();
        fold_into(word, &mut folded);
        let mut parts = folded.split_ascii_whitespace().map(str::as_bytes);
        let Some(first) = parts.next().filter(|w| w.len() < LONGEST_WORD) else { return };
        let bit = filter_bit(first);
        self.filter[bit / 64] |= 1 << (bit % 64);
        self.spaced.entry(first.into()).or_default().push(Phrase { rest: parts.map(Into::into).collect(), entry });
    }

    /// What the words around `text[start..end]` say about a rule. `open` says that more text may follow the slice.
    pub(crate) fn ask(
        &self,
        text: &[u8],
        (start, end): (usize, usize),
        open: bool,
        rule: u16,
        known: &mut Neighbourhood,
    ) -> Answer<'_> {
        crate::work::count(context::LEFT + context::RIGHT);
        if !self.has_words[usize::from(rule)] {
            return Answer::Nothing;
        }
        if known.place != Some((start, end)) {
            known.place = Some((start, end));
            known.right = None;
            known.left.clear();
            self.find(context::left(text, start), &mut known.left, &mut known.folded);
        }
        let of_rule = |found: &[Entry]| found.iter().find(|e| e.rule == rule).copied();
        if let Some(entry) = of_rule(&known.left) {
            return Answer::Found(&self.words[entry.word as usize]);
        }
        let right = match &known.right {
            Some(right) => right,
            None => {
                let Some(side) = context::right(text, end, open) else { return Answer::Hungry };
                let mut found = Vec::new();
                self.find(side, &mut found, &mut known.folded);
                known.right.insert(found)
            }
        };
        of_rule(right).map_or(Answer::Nothing, |entry| Answer::Found(&self.words[entry.word as usize]))
    }

    /// Appends the words that stand in `side`, in its order.
    fn find(&self, side: &[u8], found: &mut Vec<Entry>, folded: &mut String) {
        if side.is_ascii() {
            return self.find_spaced(side, found);
        }
        folded.clear();
        fold_into(&String::from_utf8_lossy(side), folded);
        for (at, window) in folded.as_bytes().windows(3).enumerate() {
            // Characters from U+0E00 on have three bytes or more.
            if window[0] >= 0xE0 && self.third >> (window[2] & 63) & 1 == 1 {
                let rest = &folded.as_bytes()[at..];
                found.extend(
                    self.anywhere.iter().filter(|(word, _)| rest.starts_with(word.as_bytes())).map(|(_, e)| *e),
                );
            }
        }
        self.find_spaced(folded.as_bytes(), found);
    }

    fn find_spaced(&self, side: &[u8], found: &mut Vec<Entry>) {
        let mut at = 0;
        while let Some((start, end)) = next_word(side, at) {
            at = end;
            let word = &side[start..end];
            let bit = filter_bit(word);
            if word.len() < LONGEST_WORD && self.filter[bit / 64] >> (bit % 64) & 1 == 1 {
                self.find_from(side, word, end, found);
            }
        }
    }

    /// Appends the words and phrases that begin with `word`, which ends at `end`.
    fn find_from(&self, side: &[u8], word: &[u8], end: usize, found: &mut Vec<Entry>) {
        let mut lower = [0; LONGEST_WORD];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let Some(phrases) = self.spaced.get(&*lower) else { return };
        let follows = |rest: &[Box<[u8]>]| {
            let mut at = end;
            rest.iter().all(|part| match next_word(side, at) {
                Some((start, end)) => {
                    at = end;
                    side[start..end].eq_ignore_ascii_case(part)
                }
                None => false,
            })
        };
        found.extend(phrases.iter().filter(|p| follows(&p.rest)).map(|p| p.entry));
    }
}

/// A word's bit in the filter, in any case.
#[inline]
fn filter_bit(word: &[u8]) -> usize {
    let (first, last) = (word[0] & 31, word[word.len() - 1] & 31);
    (usize::from(first) | usize::from(last) << 5 | word.len() << 10) & (FILTER_BITS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_look_answers_for_every_rule() {
        let lexicon = Lexicon::new([vec!["phone", "mobile number"], vec!["card"], vec![], vec!["电话"]]);
        let text = "card, Mobile number: <1> 电话".as_bytes();
        let (start, end) = (21, 24);
        let mut known = Neighbourhood::default();
        let mut ask = |rule| lexicon.ask(text, (start, end), false, rule, &mut known);
        assert_eq!(ask(0), Answer::Found("mobile number"));
        assert_eq!(ask(1), Answer::Found("card"));
        assert_eq!(ask(2), Answer::Nothing);
        assert_eq!(ask(3), Answer::Found("电话"));
    }

    #[test]
    fn an_open_end_asks_for_more_only_where_the_left_says_nothing() {
        let lexicon = Lexicon::new([vec!["phone"], vec!["card"]]);
        let mut known = Neighbourhood::default();
        assert_eq!(lexicon.ask(b"card <1> is", (5, 8), true, 1, &mut known), Answer::Found("card"));
        assert_eq!(lexicon.ask(b"card <1> is", (5, 8), true, 0, &mut known), Answer::Hungry);
        assert_eq!(lexicon.ask(b"card <1> is\n", (5, 8), true, 0, &mut known), Answer::Nothing);
    }
}
