//! The tables by which a byte's two halves say its classes: a byte has the classes that both halves have.

use super::ends::Ends;

/// A digit.
pub(super) const DIGIT: u8 = 1;
/// `@`.
pub(super) const AT: u8 = 2;
/// `:`.
pub(super) const COLON: u8 = 4;
/// `%` and `&`.
pub(super) const ESCAPE: u8 = 8;
/// A separator of a number's groups: a blank, `(`, `)`, `-`, `.`, `/`, a tab, or a byte outside ASCII, which could be part
/// of one.
pub(super) const SEPARATOR: u8 = 128;
/// A letter: columns 4 and 6 of the ASCII table without their first place, columns 5 and 7 up to Z.
pub(super) const LETTER: u8 = 32 | 64;
/// `N` and `n`: the end of a word that may stand right before an account number.
pub(super) const N: u8 = 16;

/// Classes by the lower half, and by the upper half.
#[derive(Clone, Copy)]
pub(super) struct Halves {
    pub low: [u8; 16],
    pub high: [u8; 16],
}

/// One table for the two of 16: of every byte, or of ASCII.
pub(super) const fn whole<const BYTES: usize>(halves: &Halves) -> [u8; BYTES] {
    let mut out = [0; BYTES];
    let mut b = 0;
    while b < BYTES {
        out[b] = halves.low[b & 15] & halves.high[b >> 4];
        b += 1;
    }
    out
}

/// Single bytes.
pub(super) static SINGLE: Halves = single();

const fn single() -> Halves {
    let mut low = [0u8; 16];
    let mut high = [0u8; 16];
    let mut i = 0;
    while i < 16 {
        if i < 10 {
            low[i] |= DIGIT;
        }
        if i == 0 {
            low[i] |= AT;
        }
        if i == 10 {
            low[i] |= COLON;
        }
        if i == 5 || i == 6 {
            low[i] |= ESCAPE;
        }
        // Bytes outside ASCII have every lower half: each path adds them by their highest bit.
        if i == 0 || i == 8 || i == 9 || i == 13 || i == 14 || i == 15 {
            low[i] |= SEPARATOR;
        }
        if i >= 1 {
            low[i] |= 32;
        }
        if i <= 10 {
            low[i] |= 64;
        }
        if i == 14 {
            low[i] |= N;
        }
        i += 1;
    }
    high[3] |= DIGIT | COLON;
    high[4] |= AT | 32 | N;
    high[5] |= 64;
    high[6] |= 32 | N;
    high[7] |= 64;
    high[2] |= ESCAPE | SEPARATOR;
    // Brings the tab, and control characters that stand in no text.
    high[0] |= SEPARATOR;
    Halves { low, high }
}

/// The last three bytes of heads and escapes, by bucket: a bit that all three bytes have. Third last, second last, last.
pub(super) struct Triples {
    /// By both halves of a byte: wider, for a bucket takes every byte whose halves its bytes have.
    pub halves: [Halves; 3],
    /// By byte.
    pub bytes: [[u8; 256]; 3],
    /// All that a byte says, in one word: its own classes, and the buckets that take it as the last, second last and third
    /// last of three, from the lowest byte up.
    pub words: [u32; 256],
    /// What the fingerprints of heads are held against.
    pub ends: Ends,
}

/// The classes of each byte: outside ASCII, all could part the groups of a number.
pub(super) static CLASSES: [u8; 256] = {
    let mut out: [u8; 256] = whole(&SINGLE);
    let mut b = 128;
    while b < 256 {
        out[b] = SEPARATOR;
        b += 1;
    }
    out
};

/// Buckets of heads.
pub(super) const HEADS: u8 = 0b0011_1111;
/// The bucket of digits behind two letters.
pub(super) const GLUED: u8 = 0b0100_0000;
/// The bucket of escapes in ASCII. Others are looked for where a block has any byte outside of it.
pub(super) const ESCAPES: u8 = 0b1000_0000;

/// Number of buckets of heads: the first ones.
pub(super) const HEAD_BUCKETS: usize = HEADS.count_ones() as usize;

/// The capitals and small letters that the tables can tell from digits.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Which bytes a bucket takes in each of the three places; an empty list takes any.
const BUCKETS: [[&[u8]; 3]; 8 - HEAD_BUCKETS] = [
    // a digit behind two letters
    [LETTERS, LETTERS, b"0123456789"],
    // the u of \u
    [b"", b"\\", b"u"],
];

impl Triples {
    /// No triple is in any bucket.
    pub(super) const NONE: Self = Self {
        halves: [Halves { low: [0; 16], high: [0; 16] }; 3],
        bytes: [[0; 256]; 3],
        words: [0; 256],
        ends: Ends::NONE,
    };

    /// The triples of heads that were dealt to buckets, and those of everything else; and the heads.
    pub(super) fn new<'h>(
        triples: impl IntoIterator<Item = ([u8; 3], usize)>,
        heads: impl IntoIterator<Item = &'h [u8]>,
    ) -> Self {
        let mut this = Self::NONE;
        heads.into_iter().for_each(|head| this.ends.add(head));
        for (triple, bucket) in triples {
            debug_assert!(triple.is_ascii(), "the vectors look up ASCII only");
            for (place, byte) in triple.into_iter().enumerate() {
                this.take(bucket, place, byte);
            }
        }
        for (bucket, lists) in (HEAD_BUCKETS..).zip(BUCKETS) {
            for (place, bytes) in lists.into_iter().enumerate() {
                bytes.iter().for_each(|byte| this.take(bucket, place, *byte));
                if bytes.is_empty() {
                    (0..=u8::MAX).for_each(|byte| this.take(bucket, place, byte));
                }
            }
        }
        for (b, word) in this.words.iter_mut().enumerate() {
            let [third, second, last] = [0, 1, 2].map(|place| this.bytes[place][b]);
            *word = u32::from_le_bytes([CLASSES[b], last, second, third]);
        }
        this
    }

    fn take(&mut self, bucket: usize, place: usize, byte: u8) {
        self.bytes[place][usize::from(byte)] |= 1 << bucket;
        self.halves[place].low[usize::from(byte & 15)] |= 1 << bucket;
        self.halves[place].high[usize::from(byte >> 4)] |= 1 << bucket;
    }
}
