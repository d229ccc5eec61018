//! Could any word that numbers want to see stand around one? A test that costs less than reading the number, and says yes
//! too often: for types that are nothing without such a word.

use crate::beginnings::Beginnings;
use crate::context::{LEFT, RIGHT};
use crate::fold::parts_words;
use crate::scan::{CASES, word_starts};

/// Bytes before its first digit that may belong to a number.
pub(crate) const PREFIX: usize = 16;
/// Bytes before a number's first digit, and in all, that words are looked for in: those that count, and some more.
const BEFORE: usize = LEFT + PREFIX;
const BLOCKS: usize = 3;
const WHOLE: usize = BLOCKS * CASES + EIGHT;
/// Longest number.
const LONGEST: u32 = 63;
const _: () = assert!(BEFORE + RIGHT == (BLOCKS - 1) * CASES && LONGEST < CASES as u32);

/// Bytes that are read at once.
const EIGHT: usize = 8;
const HASHES: usize = 1 << 16;
/// So many letters and digits of a word are asked for at most before it is looked up.
const FEW: usize = 3;

/// The first words of all phrases.
pub(crate) struct Sieve {
    beginnings: Beginnings,
    words: Box<[u64; HASHES / 64]>,
    /// Whether a word begins with a digit: digits are everywhere, and none is looked at.
    is_open: bool,
    /// For each letter or digit behind a word's first one, all bits where some word does without it.
    short: [u64; FEW - 1],
}

impl Sieve {
    pub(crate) fn new<'w>(phrases: impl Iterator<Item = &'w str>) -> Self {
        let mut this = Self {
            beginnings: Beginnings::default(),
            words: Box::new([0; HASHES / 64]),
            is_open: false,
            short: [0; FEW - 1],
        };
        phrases.for_each(|phrase| this.add(phrase));
        this
    }

    fn add(&mut self, phrase: &str) {
        let Some(word) = phrase.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).find(|w| !w.is_empty())
        else {
            return;
        };
        self.is_open |= word.as_bytes()[0].is_ascii_digit();
        // What is none may be part of what another case makes of one.
        let len = word.chars().filter(|c| c.is_alphanumeric()).count();
        self.short.iter_mut().zip(2..).for_each(|(short, enough)| *short |= if len < enough { !0 } else { 0 });
        if word.is_ascii() {
            let bytes = word.as_bytes();
            let bit = hash(eight(bytes, 0), eight(bytes, bytes.len().saturating_sub(EIGHT)), bytes.len());
            self.words[bit / 64] |= 1 << (bit % 64);
        }
        self.beginnings.add(word);
    }

    /// Whether one of the words could stand around the number at `text[at]`, which goes on for `run` bytes at most; `true`
    /// where that is not known.
    #[inline]
    pub(crate) fn lets_through(&self, text: &[u8], at: usize, run: u32) -> bool {
        let from = at.checked_sub(BEFORE).and_then(|from| text.get(from..));
        let region = from.and_then(|rest| rest.first_chunk()).filter(|_| run <= LONGEST && !self.is_open);
        region.is_none_or(|region| self.is_in(region, run))
    }

    /// Whether one of the words could stand in a region, of whose last block the first `run` bytes count.
    fn is_in(&self, region: &[u8; WHOLE], run: u32) -> bool {
        let Some(blocks) = region.as_chunks().0.first_chunk() else { return true };
        let words = word_starts(blocks, self.short);
        for (block, mut starts) in words.into_iter().enumerate() {
            if block == BLOCKS - 1 {
                starts &= (1 << run) - 1;
            }
            while starts != 0 {
                let start = block * CASES + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                let first = region[start..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four));
                if self.beginnings.has(first) && self.knows(region, start, first) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a word that begins as one of them is one; of what is not ASCII, the beginning is enough.
    #[inline(never)]
    fn knows(&self, region: &[u8; WHOLE], start: usize, first: u32) -> bool {
        if !region[start].is_ascii() {
            return self.beginnings.has_wide(first) && parts_words(region, start);
        }
        let len = len(region, start);
        let end = start + len;
        let bit = hash(eight(region, start), eight(region, end.saturating_sub(EIGHT)), len);
        !region.get(end).is_some_and(u8::is_ascii) || self.words[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The length of the word that starts at a place.
fn len(region: &[u8; WHOLE], start: usize) -> usize {
    let rest = &region[start..];
    let is_inside = |i: usize| {
        rest[i].is_ascii_alphanumeric() && !(rest[i - 1].is_ascii_lowercase() && rest[i].is_ascii_uppercase())
    };
    (1..rest.len()).find(|&i| !is_inside(i)).unwrap_or(rest.len())
}

/// Eight bytes from a place on, the first one lowest; zeros behind the end.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b)),
    }
}

/// Of a word of letters and digits in any case, by its first eight bytes, the last eight and its length. What follows a
/// shorter one does not count.
#[inline(always)]
fn hash(first: u64, last: u64, len: usize) -> usize {
    const ANY_CASE: u64 = 0x2020_2020_2020_2020;
    let (first, last) = match len {
        0..EIGHT => ((first | ANY_CASE) & ((1 << (8 * len)) - 1), 0),
        _ => (first | ANY_CASE, last | ANY_CASE),
    };
    let mixed = (first ^ last.rotate_left(29) ^ len as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ mixed >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize % HASHES
}
