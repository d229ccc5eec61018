//! Which rules do the words around a candidate speak for?
//!
//! One look at a neighbourhood answers for every rule: each word of it is looked up once, in one table of the words of
//! all rules. What counts as a word there, and where, is said in [`context`](crate::context).

use crate::beginnings::Beginnings;
use crate::context::{self, LONGEST_WORD, Side, next_word};
use crate::fold::{fold_into, folds_far, is_ideographic, parts_words};

/// Bits of the filter: most words of a text are in no list, and are told by their length, first and last letter.
const FILTER_BITS: usize = 1 << 13;

/// The words of all rules.
#[derive(Debug)]
pub(crate) struct Lexicon {
    filter: Box<[u64; FILTER_BITS / 64]>,
    /// For each word of the filter, how many bits are set before it.
    before: [u16; FILTER_BITS / 64],
    /// For each bit that is set, the phrases whose first word has it.
    spaced: Vec<Vec<Phrase>>,
    /// Whether one of those first words has one letter only.
    has_single: bool,
    /// How words begin that are not ASCII: most text beside candidates has none of them, and is not folded.
    beginnings: Beginnings,
    /// Words of scripts without blanks between them: looked for anywhere.
    anywhere: Vec<(String, Entry)>,
    /// A bit for each third byte that one of them has.
    third: u64,
    /// How the words were given.
    words: Vec<String>,
    /// Whether a rule has any.
    has_words: Vec<bool>,
}

/// Words in lower case.
#[derive(Debug)]
struct Phrase {
    first: Box<[u8]>,
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
    right: Vec<Entry>,
    is_right_known: bool,
    /// A side in lower case.
    folded: String,
}

impl Neighbourhood {
    /// Forgets the last candidate and the words around it.
    pub(crate) fn wipe(&mut self) {
        self.place = None;
        self.left.clear();
        self.right.clear();
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
            before: [0; FILTER_BITS / 64],
            spaced: Vec::new(),
            has_single: false,
            beginnings: Beginnings::default(),
            anywhere: Vec::new(),
            third: 0,
            words: Vec::new(),
            has_words: Vec::new(),
        };
        let mut phrases = Vec::new();
        for (rule, words) in rules.into_iter().enumerate() {
            this.has_words.push(!words.is_empty());
            for word in words {
                phrases.extend(this.add(rule as u16, word));
            }
        }
        this.file(phrases);
        this
    }

    /// Takes a word; a phrase if it is one that stands between blanks.
    fn add(&mut self, rule: u16, word: &str) -> Option<Phrase> {
        let entry = Entry { rule, word: self.words.len() as u32 };
        self.words.push(word.to_owned());
        if is_ideographic(word) {
            // Anything else is folded to a blank.
            if word.starts_with(char::is_alphanumeric) {
                self.third |= word.as_bytes().get(2).map_or(0, |b| 1 << (b & 63));
                self.beginnings.add(word);
                self.anywhere.push((word.to_owned(), entry));
            }
            return None;
        }
        let mut folded = String::new();
        fold_into(word, &mut folded);
        let mut parts = folded.split_ascii_whitespace();
        let first = parts.next().filter(|w| w.len() < LONGEST_WORD)?;
        if !first.is_ascii() {
            self.beginnings.add(first);
        }
        self.has_single |= first.len() == 1;
        let first = first.as_bytes().into();
        Some(Phrase { first, rest: parts.map(|part| part.as_bytes().into()).collect(), entry })
    }

    /// Sorts phrases by the bits of their first words.
    fn file(&mut self, mut phrases: Vec<Phrase>) {
        phrases.sort_by_key(|phrase| filter_bit(&phrase.first));
        for phrase in phrases {
            let bit = filter_bit(&phrase.first);
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            if self.filter[word] & mask == 0 {
                self.filter[word] |= mask;
                self.before[word + 1..].iter_mut().for_each(|n| *n += 1);
                self.spaced.push(Vec::new());
            }
            self.spaced.last_mut().expect("one was pushed").push(phrase);
        }
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
            known.is_right_known = false;
            known.left.clear();
            self.find(&context::left(text, start), &mut known.left, &mut known.folded);
        }
        let of_rule = |found: &[Entry]| found.iter().find(|e| e.rule == rule).copied();
        if let Some(entry) = of_rule(&known.left) {
            return Answer::Found(&self.words[entry.word as usize]);
        }
        if !known.is_right_known {
            let Some(side) = context::right(text, end, open) else { return Answer::Hungry };
            known.right.clear();
            self.find(&side, &mut known.right, &mut known.folded);
            known.is_right_known = true;
        }
        let right = &known.right;
        of_rule(right).map_or(Answer::Nothing, |entry| Answer::Found(&self.words[entry.word as usize]))
    }

    /// Appends the words that stand in `side`, in its order.
    fn find(&self, side: &Side<'_>, found: &mut Vec<Entry>, folded: &mut String) {
        if side.is_ascii() {
            return self.find_words(side.bytes, side.words(self.has_single), found);
        }
        if self.could_stand_in(side) {
            self.find_folded(side.bytes, found, folded);
        }
    }

    /// Whether a word could stand in a side that is not ASCII. Wrong now and then, but never where it says no.
    fn could_stand_in(&self, side: &Side<'_>) -> bool {
        let first = |at: usize| match side.bytes[at..].first_chunk() {
            Some(four) => u32::from_le_bytes(*four),
            None => side.bytes[at..].iter().rev().fold(0, |all, b| all << 8 | u32::from(*b)),
        };
        let is_listed = |word: &[u8]| self.phrases(word).any(|phrase| word.eq_ignore_ascii_case(&phrase.first));
        side.leads().any(|at| {
            let first = first(at);
            folds_far(first) || (self.beginnings.has(first) && parts_words(side.bytes, at))
        }) || side.words(true).any(|(start, end)| {
            is_listed(&side.bytes[start..end]) || (side.is_high(end) && self.beginnings.has(first(start)))
        })
    }

    #[inline(never)]
    fn find_folded(&self, side: &[u8], found: &mut Vec<Entry>, folded: &mut String) {
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
        let (side, mut at) = (folded.as_bytes(), 0);
        let words = std::iter::from_fn(|| next_word(side, at).inspect(|word| at = word.1));
        self.find_words(side, words, found);
    }

    /// Appends those of the words of `side` that are in the list.
    #[inline]
    fn find_words(&self, side: &[u8], words: impl Iterator<Item = (usize, usize)>, found: &mut Vec<Entry>) {
        for (start, end) in words {
            let word = &side[start..end];
            for phrase in self.phrases(word) {
                if phrase.stands_at(side, word, end) {
                    found.push(phrase.entry);
                }
            }
        }
    }

    /// Phrases whose first word could be this one.
    #[inline]
    fn phrases(&self, word: &[u8]) -> impl Iterator<Item = &Phrase> {
        let bit = filter_bit(word);
        let (bits, mask) = (self.filter[bit / 64], 1 << (bit % 64));
        if bits & mask == 0 {
            return [].iter();
        }
        let index = u32::from(self.before[bit / 64]) + (bits & (mask - 1)).count_ones();
        self.spaced[index as usize].iter()
    }
}

impl Phrase {
    /// Whether its first word is `word`, which ends at `end`, and the others follow.
    fn stands_at(&self, side: &[u8], word: &[u8], end: usize) -> bool {
        let mut at = end;
        word.eq_ignore_ascii_case(&self.first)
            && self.rest.iter().all(|part| match next_word(side, at) {
                Some((start, end)) => {
                    at = end;
                    side[start..end].eq_ignore_ascii_case(part)
                }
                None => false,
            })
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
