//! Which of few buckets does a head belong to? Those whose last three bytes are alike share one, for a bucket takes every
//! triple that can be made of the bytes of its heads.

use super::tables::HEAD_BUCKETS;

/// How often a byte stands in text, roughly: of a thousand.
const fn weight(byte: u8) -> u32 {
    match byte {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' | b'h' => 60,
        b'l' | b'd' | b'c' | b'u' | b'm' | b'p' | b'g' | b'f' => 25,
        b'a'..=b'z' => 10,
        b'.' => 40,
        b'0'..=b'9' | b'-' => 25,
        b'/' => 8,
        b'A'..=b'Z' | b'_' => 4,
        _ => 2,
    }
}

/// How many heads of a bucket have each byte, by place.
#[derive(Clone, Copy)]
struct Bucket {
    count: [[u8; 256]; 3],
    /// The weight of the bytes that it takes.
    weights: [u32; 3],
}

impl Bucket {
    fn add(&mut self, triple: [u8; 3]) {
        for (place, byte) in triple.into_iter().enumerate() {
            let count = &mut self.count[place][usize::from(byte)];
            self.weights[place] += if *count == 0 { weight(byte) } else { 0 };
            *count += 1;
        }
    }

    fn remove(&mut self, triple: [u8; 3]) {
        for (place, byte) in triple.into_iter().enumerate() {
            let count = &mut self.count[place][usize::from(byte)];
            *count -= 1;
            self.weights[place] -= if *count == 0 { weight(byte) } else { 0 };
        }
    }

    /// Whether heads with this last byte may come: of those that end alike, or nowhere. Signs have neighbours of their own.
    fn may_end_with(&self, last: u8) -> bool {
        self.weights[2] == 0 || self.count[2][usize::from(last)] != 0
    }

    /// How often its fingerprint would be seen, and would be with one more head.
    fn cost(&self) -> u64 {
        self.weights.iter().map(|w| u64::from(*w)).product()
    }

    fn cost_with(&self, triple: [u8; 3]) -> u64 {
        let more = |place: usize| match self.count[place][usize::from(triple[place])] {
            0 => weight(triple[place]),
            _ => 0,
        };
        (0..3).map(|place| u64::from(self.weights[place] + more(place))).product()
    }
}

/// Rounds in which heads may change their bucket; few do after the third.
const ROUNDS: usize = 6;

/// Where a triple stands at first: by its last byte, for heads that end in signs are seldom alike with others; those in
/// `_`, which are most, by the byte before.
fn first_bucket([_, second, last]: [u8; 3]) -> usize {
    match last {
        b'-' => 0,
        b'_' if matches!(second, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'0'..=b'9') => 1,
        b'_' => 2,
        b'.' => 3,
        _ => 4,
    }
}

/// The bucket of each triple: each goes where it widens least, some rounds long.
pub(super) fn deal(triples: &[[u8; 3]]) -> Vec<usize> {
    let mut buckets = [Bucket { count: [[0; 256]; 3], weights: [0; 3] }; HEAD_BUCKETS];
    let mut of: Vec<usize> = triples.iter().map(|triple| first_bucket(*triple)).collect();
    triples.iter().zip(&of).for_each(|(triple, bucket)| buckets[*bucket].add(*triple));
    for _ in 0..ROUNDS {
        for (triple, of) in triples.iter().zip(&mut of) {
            buckets[*of].remove(*triple);
            let widens = |bucket: &usize| buckets[*bucket].cost_with(*triple) - buckets[*bucket].cost();
            let home = *of;
            let fits = |bucket: &usize| *bucket == home || buckets[*bucket].may_end_with(triple[2]);
            *of = (0..HEAD_BUCKETS).filter(fits).min_by_key(widens).unwrap_or(home);
            buckets[*of].add(*triple);
        }
    }
    of
}
