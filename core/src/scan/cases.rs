//! Which of 64 bytes are letters, digits and the like? For words around a value, and for marks in the input.

use super::path::Path;
use crate::placeholder::OPAQUE;

/// Bytes that are looked at together.
pub(crate) const CASES: usize = 64;

/// Where words of ASCII start in these blocks: letters behind what is no letter or digit, or behind a change from lower to
/// upper case. And where characters outside ASCII do. Of words of one byte, and of two, only where all bits of the masks are
/// set, not where none is; what follows the blocks could be part of them.
#[inline]
pub(crate) fn word_starts(blocks: &[[u8; CASES]; 3], short: [u64; 2]) -> [u64; 3] {
    by_path!(Path::best(), word_starts(blocks, short))
}

/// What a block says of the bytes of words: a bit for each.
#[derive(Clone, Copy)]
pub(super) struct Cases {
    pub upper: u64,
    pub lower: u64,
    pub digit: u64,
    /// What is not ASCII, and the first byte of each such character.
    pub high: u64,
    pub lead: u64,
}

impl Cases {
    /// By what says where bytes of a range stand.
    #[inline(always)]
    pub(super) fn of(within: impl Fn(u8, u8) -> u64) -> Self {
        Self {
            upper: within(b'A', b'Z'),
            lower: within(b'a', b'z'),
            digit: within(b'0', b'9'),
            high: within(0x80, 0xFF),
            lead: within(0xC0, 0xFF),
        }
    }

    /// As [`word_starts`] says, for three blocks.
    #[inline(always)]
    pub(super) fn starts(blocks: [Self; 3], short: [u64; 2]) -> [u64; 3] {
        let goes_on = blocks.map(|block| block.upper | block.lower | block.digit | block.high);
        let (mut inside_before, mut lower_before) = (0, 0);
        std::array::from_fn(|i| {
            let (Self { upper, lower, digit, lead, .. }, following) =
                (blocks[i], goes_on.get(i + 1).copied().unwrap_or(!0));
            let inside = upper | lower | digit;
            let begins = !(inside << 1 | inside_before) | (upper & (lower << 1 | lower_before));
            (inside_before, lower_before) = (inside >> 63, lower >> 63);
            let [second, third] = [1, 2].map(|n| goes_on[i] >> n | following << (64 - n));
            ((upper | lower) & begins & (second | short[0]) & (third | short[1])) | lead
        })
    }
}

/// One bit a byte: what there is to know about words and where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signs {
    pub upper: u64,
    pub lower: u64,
    /// Letters, digits, and all that is not ASCII.
    pub letter: u64,
    /// What is not ASCII.
    pub high: u64,
    /// The first byte of a character outside ASCII.
    pub lead: u64,
    /// A placeholder.
    pub opaque: u64,
    /// Line ends.
    pub line: u64,
    /// Blanks in a line, and carriage returns.
    pub blank: u64,
}

/// What these bytes are, and more of it.
#[inline]
fn signs(bytes: &[u8; CASES]) -> Signs {
    by_path!(Path::best(), signs(bytes))
}

impl Signs {
    /// Those of `text[..end]`, the last one in the last bit.
    #[inline]
    pub(crate) fn before(text: &[u8], end: usize) -> Self {
        if let Some(last) = text[..end].last_chunk() {
            return signs(last);
        }
        match text.first_chunk() {
            Some(first) => signs(first).map(|mask| mask.checked_shl((CASES - end) as u32).unwrap_or(0)),
            None => {
                let mut padded = [0; CASES];
                padded[CASES - end..].copy_from_slice(&text[..end]);
                signs(&padded)
            }
        }
    }

    /// Those of `text[start..]`, the first one in the first bit.
    #[inline]
    pub(crate) fn from(text: &[u8], start: usize) -> Self {
        let rest = &text[start..];
        if let Some(first) = rest.first_chunk() {
            return signs(first);
        }
        match text.last_chunk() {
            // Loads that wait for a copy cost more than shifts.
            Some(last) => signs(last).map(|mask| mask.checked_shr((CASES - rest.len()) as u32).unwrap_or(0)),
            None => {
                let mut padded = [0; CASES];
                padded[..rest.len()].copy_from_slice(rest);
                signs(&padded)
            }
        }
    }

    #[inline]
    fn map(self, shift: impl Fn(u64) -> u64) -> Self {
        Self {
            upper: shift(self.upper),
            lower: shift(self.lower),
            letter: shift(self.letter),
            high: shift(self.high),
            lead: shift(self.lead),
            opaque: shift(self.opaque),
            line: shift(self.line),
            blank: shift(self.blank),
        }
    }

    /// By what says where bytes of a range stand.
    #[inline(always)]
    pub(super) fn of(within: impl Fn(u8, u8) -> u64) -> Self {
        let (upper, lower) = (within(b'A', b'Z'), within(b'a', b'z'));
        let is = |byte: u8| within(byte, byte);
        let high = within(0x80, 0xFF);
        Self {
            upper,
            lower,
            letter: upper | lower | within(b'0', b'9') | high,
            high,
            lead: within(0xC0, 0xFF),
            opaque: is(OPAQUE),
            line: is(b'\n'),
            blank: is(b' ') | is(b'\t') | is(b'\r'),
        }
    }
}

/// The first place from `from` on at which a placeholder in brackets could begin: a bracket before a capital, or at the end.
#[inline]
pub(crate) fn bracket(text: &[u8], from: usize) -> Option<usize> {
    by_path!(Path::best(), bracket(text, from))
}

/// The same with vectors; `could_be` says which of the first 64 bytes could be such brackets, and may say too many.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(super) fn first_bracket(text: &[u8], from: usize, could_be: impl Fn(&[u8; CASES + 1]) -> u64) -> Option<usize> {
    let mut start = from;
    // Most text has none: four times as much at once.
    while let Some(bytes) = text.get(start..).and_then(<[u8]>::first_chunk::<{ 4 * CASES + 1 }>) {
        let part = |i: usize| bytes[i * CASES..].first_chunk().map_or(!0, &could_be);
        if part(0) | part(1) | part(2) | part(3) != 0 {
            break;
        }
        start += 4 * CASES;
    }
    while let Some(bytes) = text.get(start..).and_then(<[u8]>::first_chunk) {
        let found = could_be(bytes);
        if found != 0
            && let Some(at) = before_capital(bytes, found)
        {
            return Some(start + at);
        }
        start += CASES;
    }
    // What is left, with what stands before it.
    let offset = text.len().saturating_sub(CASES + 1);
    let Some(bytes) = text.last_chunk() else { return super::portable::bracket(text, from) };
    let found = could_be(bytes) & u64::MAX.checked_shl((start - offset) as u32).unwrap_or(0);
    let at_end = || (start < text.len() && text.ends_with(b"[")).then(|| text.len() - 1);
    before_capital(bytes, found).map(|at| offset + at).or_else(at_end)
}

/// The first of these places before a capital.
#[cfg(target_arch = "x86_64")]
fn before_capital(bytes: &[u8; CASES + 1], mut places: u64) -> Option<usize> {
    while places != 0 {
        let at = places.trailing_zeros() as usize;
        if bytes[at + 1].is_ascii_uppercase() {
            return Some(at);
        }
        places &= places - 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Way = (fn(&[u8; CASES]) -> Signs, fn(&[u8], usize) -> Option<usize>);

    /// Every way that this machine has.
    fn ways() -> Vec<Way> {
        let ways: [Way; 2] = [(crate::scan::portable::signs, crate::scan::portable::bracket), (signs, bracket)];
        #[cfg(target_arch = "x86_64")]
        let more: Option<Way> =
            crate::scan::avx2::is_there().then_some((crate::scan::avx2::signs, crate::scan::avx2::bracket));
        #[cfg(not(target_arch = "x86_64"))]
        let more = None;
        ways.into_iter().chain(more).collect()
    }

    #[test]
    fn signs_are_what_each_byte_is() {
        for shift in 0..256 {
            let bytes: [u8; CASES] = std::array::from_fn(|i| (shift + i * 5) as u8);
            let of = |is: fn(u8) -> bool| (0..CASES).fold(0, |mask, i| mask | u64::from(is(bytes[i])) << i);
            let wanted = Signs {
                upper: of(|b| b.is_ascii_uppercase()),
                lower: of(|b| b.is_ascii_lowercase()),
                letter: of(|b| b.is_ascii_alphanumeric() || b >= 0x80),
                high: of(|b| b >= 0x80),
                lead: of(|b| b >= 0xC0),
                opaque: of(|b| b == OPAQUE),
                line: of(|b| b == b'\n'),
                blank: of(|b| matches!(b, b' ' | b'\t' | b'\r')),
            };
            ways().iter().for_each(|(signs, _)| assert_eq!(signs(&bytes), wanted));
        }
    }

    proptest! {
        #![proptest_config(crate::tests::cases(2000))]
        #[test]
        fn the_first_bracket_is_one_before_a_capital_or_the_end(text in "[a\\[\\[A]{0,12}[a]{0,80}[a\\[@AZ_\\]]{0,90}", from in 0usize..90) {
            let (text, from) = (text.as_bytes(), from.min(text.len()));
            let could_begin = |&at: &usize| text[at] == b'[' && text.get(at + 1).is_none_or(u8::is_ascii_uppercase);
            let wanted = (from..text.len()).find(could_begin);
            for (_, bracket) in ways() {
                prop_assert_eq!(bracket(text, from), wanted);
            }
        }
    }
}
