//! Could any word that numbers want to see stand around one? A test that costs less than reading the number, and says yes
//! too often: for types that are nothing without such a word.

use crate::beginnings::Beginnings;
use crate::context::{LEFT, RIGHT};
use crate::scan::{CASES, cases};

/// Bytes before its first digit that may belong to a number.
pub(crate) const PREFIX: usize = 16;
/// Bytes before a number's first digit, and in all, that words are looked for in: those that count, and some more.
const BEFORE: usize = LEFT + PREFIX;
const WHOLE: usize = 3 * CASES + 4;
/// Longest number.
const LONGEST: u32 = 63;
const _: () = assert!(BEFORE + LONGEST as usize + RIGHT < 3 * CASES);

const HASHES: usize = 1 << 16;

/// The first words of all phrases.
pub(crate) struct Sieve {
    beginnings: Beginnings,
    words: Box<[u64; HASHES / 64]>,
    /// Whether a word begins with a digit: digits are everywhere, and none is looked at.
    is_open: bool,
}

impl Sieve {
    pub(crate) fn new<'w>(phrases: impl Iterator<Item = &'w str>) -> Self {
        let mut this = Self { beginnings: Beginnings::default(), words: Box::new([0; HASHES / 64]), is_open: false };
        phrases.for_each(|phrase| this.add(phrase));
        // The one character outside ASCII whose lower case is inside: the sign of Kelvin.
        this.beginnings.add("\u{212A}");
        this
    }

    fn add(&mut self, phrase: &str) {
        let Some(word) = phrase.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).find(|w| !w.is_empty())
        else {
            return;
        };
        self.is_open |= word.as_bytes()[0].is_ascii_digit();
        if word.is_ascii() {
            let bit = hash(word.as_bytes());
            self.words[bit / 64] |= 1 << (bit % 64);
        }
        self.beginnings.add(word);
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
            let letter = cases.upper | cases.lower | cases.digit;
            let begins = !(letter << 1 | letter_before) | (cases.upper & (cases.lower << 1 | lower_before));
            (letter_before, lower_before) = (letter >> 63, cases.lower >> 63);
            let mut starts = (((cases.upper | cases.lower) & begins) | cases.lead) & limit;
            while starts != 0 {
                let start = offset + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                let first = region[start..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four));
                if (self.beginnings.has(first) || is_folded(first)) && self.knows(region, start) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a word that begins as one of them is one; of what is not ASCII, the beginning is enough.
    #[cold]
    fn knows(&self, region: &[u8; WHOLE], start: usize) -> bool {
        let rest = &region[start..];
        let is_inside = |i: usize| {
            rest[i].is_ascii_alphanumeric() && !(rest[i - 1].is_ascii_lowercase() && rest[i].is_ascii_uppercase())
        };
        let end = (1..rest.len()).find(|&i| !is_inside(i)).unwrap_or(rest.len());
        let is_ascii = rest[0].is_ascii() && rest.get(end).is_some_and(u8::is_ascii);
        let bit = hash(&rest[..end]);
        !is_ascii || self.words[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Whether a sign of Kelvin, whose lower case is a letter of ASCII, could stand behind the first of four bytes.
#[inline(always)]
fn is_folded(first: u32) -> bool {
    first & 0x8080_8000 != 0 && first.to_le_bytes()[1..].contains(&0xE2)
}

fn hash(word: &[u8]) -> usize {
    let mixed = word.iter().fold(word.len() as u32, |all, b| (all ^ u32::from(b | 0x20)).wrapping_mul(0x0100_0193));
    (mixed ^ mixed >> 16) as usize % HASHES
}
