//! Could a word of a list begin with these four bytes? A test that says yes too often, and costs a look into a table.

/// Bytes that begin a word, of which the test takes five bits each, so that case does not count.
const FIRST: usize = 4;
const BITS: usize = 1 << 16;

/// How the words of a list begin.
#[derive(Debug)]
pub(crate) struct Beginnings {
    bits: Box<[u64; BITS / 64]>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { bits: Box::new([0; BITS / 64]) }
    }
}

impl Beginnings {
    /// Takes a word, in any case. What is no letter or digit, and what follows it, could be anything.
    pub(crate) fn add(&mut self, word: &str) {
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        self.add_behind(&mut Vec::new(), &word[..end]);
    }

    /// The first four bytes of a word in any case, behind those that are known; what follows a short one could be anything.
    fn add_behind(&mut self, known: &mut Vec<u8>, rest: &str) {
        let mut chars = rest.chars();
        let (len, Some(c)) = (known.len(), chars.next().filter(|_| known.len() < FIRST)) else {
            let unknown = FIRST.saturating_sub(known.len());
            for rest in 0..1_u32 << (5 * unknown) {
                let byte = |i: usize| known.get(i).map_or(rest >> (5 * (FIRST - 1 - i)) & 31, |b| u32::from(*b));
                let bit = bit((0..FIRST).fold(0, |all, i| all | byte(i) << (8 * i)));
                self.bits[bit / 64] |= 1 << (bit % 64);
            }
            return;
        };
        for c in [c.to_lowercase().to_string(), c.to_uppercase().to_string()] {
            known.extend(c.bytes());
            self.add_behind(known, chars.as_str());
            known.truncate(len);
        }
    }

    /// Whether a word of the list could begin with these bytes, the first one lowest.
    #[inline]
    pub(crate) fn has(&self, first: u32) -> bool {
        let bit = bit(first);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// A number of sixteen bits for four bytes, in any case.
#[inline(always)]
fn bit(first: u32) -> usize {
    ((first & 0x1F1F_1F1F).wrapping_mul(0x9E37_79B1) >> 16) as usize
}
