//! Could any word that numbers want to see stand around one? A test that costs less than reading the number, and says yes
//! too often: for types that are nothing without such a word.

use crate::context::{LEFT, LONGEST_WORD, RIGHT, next_word};
use crate::scan::{CASES, cases};

/// Bytes before its first digit that may belong to a number.
pub(crate) const PREFIX: usize = 16;
/// Bytes before a number's first digit, and in all, that words are looked for in: those that count, and some more.
const BEFORE: usize = LEFT + PREFIX;
const WHOLE: usize = 3 * CASES + 4;
/// Longest number.
const LONGEST: u32 = 63;
const _: () = assert!(BEFORE + LONGEST as usize + RIGHT < 3 * CASES);

/// First three letters, five bits each.
const BEGINNINGS: usize = 1 << 15;
const HASHES: usize = 1 << 16;

/// The first words of all phrases.
pub(crate) struct Sieve {
    beginnings: Box<[u64; BEGINNINGS / 64]>,
    words: Box<[u64; HASHES / 64]>,
    /// Whether a word begins with no ASCII letter.
    is_open: bool,
}

impl Sieve {
    pub(crate) fn new<'w>(phrases: impl Iterator<Item = &'w str>) -> Self {
        let mut this =
            Self { beginnings: Box::new([0; BEGINNINGS / 64]), words: Box::new([0; HASHES / 64]), is_open: false };
        phrases.for_each(|phrase| this.add(phrase));
        this
    }

    fn add(&mut self, phrase: &str) {
        let Some((start, end)) = next_word(phrase.as_bytes(), 0) else { return };
        let word = &phrase.as_bytes()[start..end];
        if !phrase.is_ascii() {
            // It can only stand where something is that is not ASCII: the sieve lets all of that through.
            return;
        }
        self.is_open |= !word[0].is_ascii_alphabetic();
        let known = word.iter().chain([&0; 3]).take(3).fold(0, |all, b| all << 8 | u32::from(*b)).swap_bytes() >> 8;
        let unknown = 5 * 3_usize.saturating_sub(word.len());
        for rest in 0..1 << unknown {
            let bit = (beginning(known) | rest << (15 - unknown)) % BEGINNINGS;
            self.beginnings[bit / 64] |= 1 << (bit % 64);
        }
        let bit = hash(word);
        self.words[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether one of the words could stand around the number at `text[at]`, which goes on for `run` bytes at most; `true`
    /// where that is not known.
    #[inline]
    pub(crate) fn lets_through(&self, text: &[u8], at: usize, run: u32) -> bool {
        let from = at.checked_sub(BEFORE).and_then(|from| text.get(from..));
        let Some(region) =
            from.and_then(|rest| rest.first_chunk::<WHOLE>()).filter(|_| run <= LONGEST && !self.is_open)
        else {
            return true;
        };
        let upto = BEFORE + run as usize + RIGHT;
        let (mut letter_before, mut lower_before) = (0, 0);
        for block in 0..3 {
            let offset = block * CASES;
            let Some(bytes) = region[offset..].first_chunk() else { return true };
            let limit = match upto.saturating_sub(offset) {
                0 => return false,
                n @ 1..CASES => (1 << n) - 1,
                _ => !0,
            };
            let cases = cases(bytes);
            if cases.other & limit != 0 {
                return true;
            }
            let letter = cases.upper | cases.lower | cases.digit;
            let begins = !(letter << 1 | letter_before) | (cases.upper & (cases.lower << 1 | lower_before));
            (letter_before, lower_before) = (letter >> 63, cases.lower >> 63);
            let mut starts = (cases.upper | cases.lower) & begins & limit;
            while starts != 0 {
                let start = offset + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                let first = region[start..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four));
                let bit = beginning(first);
                if self.beginnings[bit / 64] >> (bit % 64) & 1 == 1 && self.knows(region, start) {
                    return true;
                }
            }
        }
        false
    }

    #[cold]
    fn knows(&self, region: &[u8; WHOLE], start: usize) -> bool {
        let Some((start, end)) = next_word(region, start) else { return false };
        let bit = hash(&region[start..end]);
        // What the region cuts could be anything.
        end == WHOLE || end - start >= LONGEST_WORD || self.words[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Five bits of each of the first three bytes: in any case.
#[inline(always)]
fn beginning(first: u32) -> usize {
    (first & 31 | first >> 3 & 0x3E0 | first >> 6 & 0x7C00) as usize
}

fn hash(word: &[u8]) -> usize {
    let mixed = word.iter().fold(word.len() as u32, |all, b| (all ^ u32::from(b | 0x20)).wrapping_mul(0x0100_0193));
    (mixed ^ mixed >> 16) as usize % HASHES
}
