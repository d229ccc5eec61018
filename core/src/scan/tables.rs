//! The tables by which a byte's two halves say its classes: a byte has the classes that both halves have.

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
pub(super) const SEPARATOR: u8 = 16;
/// A letter: columns 4 and 6 of the ASCII table without their first place, columns 5 and 7 up to Z.
pub(super) const LETTER: u8 = 32 | 64;
/// `N` and `n`: the end of a word that may stand right before an account number.
pub(super) const N: u8 = 128;

/// Classes by the lower half, and by the upper half.
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

/// The last three bytes of heads and escapes, by bucket: a bit that all three bytes have.
pub(super) struct Triples {
    /// Third last, second last, last.
    pub bytes: [Halves; 3],
}

/// Buckets of heads.
pub(super) const HEADS: u8 = 0b0001_1111;
/// The bucket of digits behind two letters.
pub(super) const GLUED: u8 = 0b0010_0000;
/// Buckets of escapes.
pub(super) const ESCAPES: u8 = 0b1100_0000;

/// The capitals and small letters that the tables can tell from digits.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Which bytes a bucket takes in each of the three places; an empty list takes any.
const BUCKETS: [[&[u8]; 3]; 8] = [
    // the end of -----BEGIN (rows of dashes are everywhere); eyJ eyA
    [b"Ge", b"Iy", b"NJA"],
    // AKIA ASIA ABIA, ACCA, AIza
    [b"KSBIC", b"IzC", b"Aa"],
    // ghp_ gho_ ghu_ ghs_ ghr_
    [b"h", b"pousr", b"_"],
    // sk-, xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xapp-
    [b"sxp", b"kbparsoe", b"-"],
    // sk_live_ sk_test_ sk_prod_ whsec_ github_pat_ services/ workflows/
    [b"vseawo", b"etcsd", b"_/"],
    // a digit behind two letters
    [LETTERS, LETTERS, b"0123456789"],
    // the u of \u; soft hyphen
    [b"", b"\\\xC2", b"u\xAD"],
    // characters of no width, full-width characters: the last byte of three
    [b"\xE2\xEF", b"\x80\x81\xBB\xBC\xBD", b""],
];

/// The triples of all buckets.
pub(super) static TRIPLES: Triples = triples();

const fn triples() -> Triples {
    let mut out = Triples {
        bytes: [
            Halves { low: [0; 16], high: [0; 16] },
            Halves { low: [0; 16], high: [0; 16] },
            Halves { low: [0; 16], high: [0; 16] },
        ],
    };
    let mut bucket = 0;
    while bucket < 8 {
        let mut place = 0;
        while place < 3 {
            let bytes = BUCKETS[bucket][place];
            let mut i = 0;
            while i < bytes.len() {
                out.bytes[place].low[(bytes[i] & 15) as usize] |= 1 << bucket;
                out.bytes[place].high[(bytes[i] >> 4) as usize] |= 1 << bucket;
                i += 1;
            }
            let mut half = 0;
            while bytes.is_empty() && half < 16 {
                out.bytes[place].low[half] |= 1 << bucket;
                out.bytes[place].high[half] |= 1 << bucket;
                half += 1;
            }
            place += 1;
        }
        bucket += 1;
    }
    // Last bytes of three-byte characters are 0x80 and up.
    let mut half = 0;
    while half < 8 {
        out.bytes[2].high[half] &= !(1 << 7);
        half += 1;
    }
    out
}
