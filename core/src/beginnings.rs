//! Could a word of a list begin with these four bytes? A test that says yes too often, and costs a look into a table.

use crate::fold::far_upper;

/// Bytes that begin a word, of which the test takes five bits each, so that case does not count.
const FIRST: usize = 4;
const BITS: usize = 1 << 16;

/// How the words of a list begin.
#[derive(Debug)]
pub(crate) struct Beginnings {
    bits: Box<[u64; BITS / 64]>,
    /// Of those that do outside ASCII, by all bits of the same bytes: texts of such scripts ask at every letter.
    wide: Box<[u64; BITS / 64]>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { bits: Box::new([0; BITS / 64]), wide: Box::new([0; BITS / 64]) }
    }
}

impl Beginnings {
    /// Takes a word, in any case. What is no letter or digit, and what follows it, could be anything.
    pub(crate) fn add(&mut self, word: &str) {
        // The one character that lower case makes two of.
        let word = word.replace("i\u{307}", "\u{130}");
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        self.add_behind(&mut Vec::new(), &word[..end]);
    }

    /// The first four bytes of a word in any case, behind those that are known; what follows a short one could be anything.
    fn add_behind(&mut self, known: &mut Vec<u8>, rest: &str) {
        let mut chars = rest.chars();
        let (len, Some(c)) = (known.len(), chars.next().filter(|_| known.len() < FIRST)) else {
            fill(&mut self.bits, known, 5, bit);
            match known.first() {
                Some(first) if first.is_ascii() => {}
                Some(_) => fill(&mut self.wide, known, 8, wide_bit),
                None => self.wide.fill(!0),
            }
            return;
        };
        let far = c.to_lowercase().next().and_then(far_upper).map(String::from);
        for c in [c.to_lowercase().to_string(), c.to_uppercase().to_string()].into_iter().chain(far) {
            known.extend(c.bytes());
            self.add_behind(known, chars.as_str());
            known.truncate(len);
        }
    }

    /// Whether a word of the list could begin with these bytes, the first one lowest. Those outside ASCII can be asked for again.
    #[inline]
    pub(crate) fn has(&self, first: u32) -> bool {
        let bit = bit(first);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The same of what is not ASCII, more exactly.
    pub(crate) fn has_wide(&self, first: u32) -> bool {
        let bit = wide_bit(first);
        self.wide[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Sets the bits of the four bytes that begin with those that are known; of each other one, so many low bits could be anything.
fn fill(bits: &mut [u64; BITS / 64], known: &[u8], width: usize, bit: fn(u32) -> usize) {
    let unknown = FIRST.saturating_sub(known.len());
    for rest in 0..1_u32 << (width * unknown) {
        let any = |i: usize| rest >> (width * (FIRST - 1 - i)) & ((1 << width) - 1);
        let byte = |i: usize| known.get(i).map_or_else(|| any(i), |b| u32::from(*b));
        let bit = bit((0..FIRST).fold(0, |all, i| all | byte(i) << (8 * i)));
        bits[bit / 64] |= 1 << (bit % 64);
    }
}

/// A number of sixteen bits for four bytes, in any case.
#[inline(always)]
fn bit(first: u32) -> usize {
    ((first & 0x1F1F_1F1F).wrapping_mul(0x9E37_79B1) >> 16) as usize
}

/// The same for all bits of them.
#[inline(always)]
fn wide_bit(first: u32) -> usize {
    (first.wrapping_mul(0x85EB_CA6B) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way to write a word whose lower case it is.
    fn written(word: &str) -> Vec<String> {
        let Some(c) = word.chars().next() else { return vec![String::new()] };
        let is_case = |d: &char| d.to_lowercase().eq(c.to_lowercase());
        let cases: Vec<char> = ('\0'..='\u{FFFF}').filter(is_case).collect();
        let rests = written(&word[c.len_utf8()..]);
        cases.iter().flat_map(|c| rests.iter().map(move |rest| format!("{c}{rest}"))).collect()
    }

    #[test]
    fn a_word_is_known_in_every_case_and_whatever_follows() {
        for word in ["kin", "ki", "Å", "ωμέγα", "straße", "İzmir", "i\u{307}zm", "ǆak", "ᾳδης", "电话", "номер", "x"]
        {
            let mut beginnings = Beginnings::default();
            beginnings.add(word);
            for (text, behind) in written(word).iter().zip([" at", "\u{212A}", "中", "zzz"].iter().cycle()) {
                let text = format!("{text}{behind}   ");
                let first = u32::from_le_bytes(*text.as_bytes().first_chunk().expect("four"));
                assert!(beginnings.has(first), "{word}: {text}");
                assert!(text.as_bytes()[0].is_ascii() || beginnings.has_wide(first), "{word}: {text}");
            }
            assert!(!beginnings.has(u32::from_le_bytes(*b"qqqq")) || word.len() == 1);
        }
    }
}
