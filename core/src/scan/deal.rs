//! Which of few buckets does a head belong to? Those whose last three bytes are alike share one, for a bucket takes every
//! triple that can be made of the bytes of its heads, or even of the halves of those bytes.

use super::tables::HEAD_BUCKETS;

/// How often a byte stands in text, roughly: of a thousand.
const fn weight(byte: u8) -> u32 {
    match byte {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' | b'h' => 60,
        b'l' | b'd' | b'c' | b'u' | b'm' | b'p' | b'g' | b'f' => 25,
        b'a'..=b'z' => 10,
        b' ' => 150,
        b'.' => 40,
        b'0'..=b'9' | b'-' => 25,
        b'/' => 8,
        b'A'..=b'Z' | b'_' => 4,
        _ => 2,
    }
}

/// How many heads of a bucket have each half of a byte, by place: the lower one, and the upper one.
#[derive(Clone, Copy)]
struct Bucket {
    low: [[u16; 16]; 3],
    high: [[u16; 16]; 3],
}

impl Bucket {
    const EMPTY: Self = Self { low: [[0; 16]; 3], high: [[0; 16]; 3] };

    fn add(&mut self, triple: [u8; 3]) {
        for (place, byte) in triple.into_iter().enumerate() {
            self.low[place][usize::from(byte & 15)] += 1;
            self.high[place][usize::from(byte >> 4)] += 1;
        }
    }

    fn remove(&mut self, triple: [u8; 3]) {
        for (place, byte) in triple.into_iter().enumerate() {
            self.low[place][usize::from(byte & 15)] -= 1;
            self.high[place][usize::from(byte >> 4)] -= 1;
        }
    }

    fn with(mut self, triple: [u8; 3]) -> Self {
        self.add(triple);
        self
    }

    fn merged(mut self, other: &Self) -> Self {
        let into = self.low.as_flattened_mut().iter_mut().chain(self.high.as_flattened_mut());
        into.zip(other.low.as_flattened().iter().chain(other.high.as_flattened())).for_each(|(a, b)| *a += b);
        self
    }

    /// How often its fingerprint would be seen: where vectors look halves of bytes up, it takes every byte that can be made
    /// of those of its heads.
    fn cost(&self) -> u64 {
        let weight = |place: usize| -> u64 {
            let takes = |byte: &u8| {
                self.low[place][usize::from(byte & 15)] != 0 && self.high[place][usize::from(byte >> 4)] != 0
            };
            (0..=i8::MAX.cast_unsigned()).filter(takes).map(|byte| u64::from(weight(byte))).sum()
        };
        (0..3).map(weight).product()
    }
}

/// Rounds in which heads may change their bucket; few do after the third.
const ROUNDS: usize = 8;

/// The bucket of each triple. First, those that end alike stand together, and buckets that cost least together are merged
/// until they are few enough; then each triple goes where it costs least, some rounds long.
pub(super) fn deal(triples: &[[u8; 3]]) -> Vec<usize> {
    let mut ends: Vec<u8> = triples.iter().map(|triple| triple[2]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut of: Vec<usize> =
        triples.iter().map(|triple| ends.iter().position(|end| *end == triple[2]).unwrap_or(0)).collect();
    let mut buckets = vec![Bucket::EMPTY; ends.len().max(HEAD_BUCKETS)];
    triples.iter().zip(&of).for_each(|(triple, bucket)| buckets[*bucket].add(*triple));
    while buckets.len() > HEAD_BUCKETS {
        let (first, second) = cheapest_pair(&buckets);
        buckets[first] = buckets[first].merged(&buckets[second]);
        buckets.remove(second);
        for bucket in &mut of {
            *bucket = if *bucket == second { first } else { *bucket - usize::from(*bucket > second) };
        }
    }
    for _ in 0..ROUNDS {
        let mut is_settled = true;
        for (triple, of) in triples.iter().zip(&mut of) {
            let home = *of;
            buckets[home].remove(*triple);
            let widens = |bucket: &usize| buckets[*bucket].with(*triple).cost() - buckets[*bucket].cost();
            *of = (0..HEAD_BUCKETS).min_by_key(widens).unwrap_or(home);
            buckets[*of].add(*triple);
            is_settled &= *of == home;
        }
        if is_settled {
            break;
        }
    }
    of
}

/// The two buckets that cost least more together than apart; the first stands before the second.
fn cheapest_pair(buckets: &[Bucket]) -> (usize, usize) {
    let costs: Vec<u64> = buckets.iter().map(Bucket::cost).collect();
    let pairs = (0..buckets.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
    let widens = |(first, second): &(usize, usize)| {
        buckets[*first].merged(&buckets[*second]).cost().saturating_sub(costs[*first] + costs[*second])
    };
    pairs.min_by_key(widens).unwrap_or((0, 1))
}
