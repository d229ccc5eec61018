//! context: do the words around it say so?
//!
//! Left: whole words and the adjacent key within [`LEFT`] bytes, not crossing a blank line or a placeholder. Right:
//! whole words within [`RIGHT`] bytes, up to the end of the line. Both are functions of the text alone.

use crate::placeholder::OPAQUE;
use crate::scan::{CASES, Signs};

/// Bytes before a candidate in which words count.
pub(crate) const LEFT: usize = 64;
/// Bytes after a candidate in which words count.
pub(crate) const RIGHT: usize = 48;
const _: () = assert!(LEFT == CASES && RIGHT < CASES);
/// Longer words of a text are in no list.
pub(crate) const LONGEST_WORD: usize = 32;

/// The next word at or after `from`; a change from lower to upper case (`userPhone`) parts words.
#[inline]
pub(crate) fn next_word(side: &[u8], from: usize) -> Option<(usize, usize)> {
    let start = from + side[from..].iter().position(|b| is_letter(*b))?;
    let mut end = start + 1;
    while end < side.len()
        && is_letter(side[end])
        && !(side[end - 1].is_ascii_lowercase() && side[end].is_ascii_uppercase())
    {
        end += 1;
    }
    Some((start, end))
}

/// The bytes beside a candidate that count, and where words stand in them: one bit a byte.
pub(crate) struct Side<'t> {
    pub bytes: &'t [u8],
    /// First and last bytes of words of ASCII.
    starts: u64,
    ends: u64,
    /// First bytes of characters outside ASCII, and all bytes of them.
    leads: u64,
    high: u64,
}

impl<'t> Side<'t> {
    const NOTHING: Side<'static> = Side { bytes: &[], starts: 0, ends: 0, leads: 0, high: 0 };

    /// Those of `bytes` (which `signs` are those of) from bit `from` up to `to`; `first` is the bit of the first byte.
    #[inline]
    fn new(bytes: &'t [u8], first: usize, signs: &Signs, from: usize, to: usize) -> Self {
        if from >= to {
            return Self::NOTHING;
        }
        let kept = |mask: u64| mask >> from & (!0 >> (CASES - (to - from)));
        let (upper, lower, high) = (kept(signs.upper), kept(signs.lower), kept(signs.high));
        let letter = kept(signs.letter) & !high;
        Self {
            bytes: &bytes[from - first..to - first],
            starts: letter & (!(letter << 1) | (upper & lower << 1)),
            ends: letter & (!(letter >> 1) | (lower & upper >> 1)),
            leads: kept(signs.lead),
            high,
        }
    }

    /// Whether all of it is ASCII.
    #[inline]
    pub(crate) fn is_ascii(&self) -> bool {
        self.high == 0
    }

    /// Its words of ASCII letters and digits: where each starts and ends. `with_single`: those of one letter, too.
    #[inline]
    pub(crate) fn words(&self, with_single: bool) -> impl Iterator<Item = (usize, usize)> {
        let left_out = if with_single { 0 } else { self.starts & self.ends };
        let (mut starts, mut ends) = (self.starts & !left_out, self.ends & !left_out);
        std::iter::from_fn(move || {
            if starts == 0 {
                return None;
            }
            let word = (starts.trailing_zeros() as usize, ends.trailing_zeros() as usize + 1);
            (starts, ends) = (starts & (starts - 1), ends & ends.wrapping_sub(1));
            Some(word)
        })
    }

    /// Where its characters outside ASCII start.
    #[inline]
    pub(crate) fn leads(&self) -> impl Iterator<Item = usize> {
        let mut leads = self.leads;
        std::iter::from_fn(move || {
            let lead = (leads != 0).then(|| leads.trailing_zeros() as usize);
            leads &= leads.wrapping_sub(1);
            lead
        })
    }

    /// Whether what stands at a place is not ASCII.
    #[inline]
    pub(crate) fn is_high(&self, at: usize) -> bool {
        at < CASES && self.high >> at & 1 == 1
    }
}

/// The bytes before a candidate that count: cut at a wall, a blank line, and at a word that the reach cuts.
pub(crate) fn left(text: &[u8], start: usize) -> Side<'_> {
    let from = start.saturating_sub(LEFT);
    let side = &text[from..start];
    // The last byte stands in the last bit.
    let first = LEFT - side.len();
    let signs = Signs::before(text, start);
    let wall = LEFT - signs.opaque.leading_zeros() as usize;
    let border = blank_line(&signs).max(wall);
    // What is glued to the reach's end or to a placeholder is no whole word.
    let is_cut = if border == 0 { from > 0 && is_letter(text[from - 1]) } else { border == wall };
    let begin = border.max(first);
    let begin = if is_cut { cut(&signs, side, first, begin) } else { begin };
    Side::new(side, first, &signs, begin, LEFT)
}

/// The end of the word that begins at bit `begin`, or the first character without blanks between words in it.
fn cut(signs: &Signs, side: &[u8], first: usize, begin: usize) -> usize {
    let rest = |mask: u64| mask.checked_shr(begin as u32).unwrap_or(0);
    let len = ((!rest(signs.letter)).trailing_zeros() as usize).min(LEFT - begin);
    let word = &side[begin - first..begin - first + len];
    let len = if rest(signs.high) == 0 { len } else { word.iter().position(|&b| starts_ideograph(b)).unwrap_or(len) };
    begin + len
}

/// The bit behind the last blank line, 0 where there is none.
fn blank_line(signs: &Signs) -> usize {
    let mut before = signs.line;
    while before != 0 {
        let last = 63 - before.leading_zeros();
        before &= !(1 << last);
        // From the line end before it on, nothing but blanks.
        let previous = 63 - (before | 1).leading_zeros();
        let between = ((1_u64 << last) - 1) & !((1 << previous) | ((1 << previous) - 1));
        if before != 0 && between & !signs.blank == 0 {
            return previous as usize + 1;
        }
    }
    0
}

/// The bytes after a candidate that count; `None` where more text has to arrive.
pub(crate) fn right(text: &[u8], end: usize, open: bool) -> Option<Side<'_>> {
    let side = &text[end..text.len().min(end + RIGHT)];
    let signs = Signs::from(text, end);
    let stop = ((signs.line | signs.opaque).trailing_zeros() as usize).min(side.len());
    let is_cut = match side.get(stop) {
        Some(&stop) => stop == OPAQUE,
        None => match text.get(end + RIGHT) {
            Some(&next) => is_letter(next),
            None if open => return None,
            None => false,
        },
    };
    let whole = if is_cut { whole_words(&signs, &side[..stop]) } else { stop };
    Some(Side::new(side, 0, &signs, 0, whole))
}

/// The end of a side without the word at its end, which goes on.
fn whole_words(signs: &Signs, side: &[u8]) -> usize {
    let within = (1 << side.len()) - 1;
    let word = CASES - (!signs.letter & within).leading_zeros() as usize;
    let ideograph = || side[word..].iter().rposition(|&b| starts_ideograph(b)).map(|i| word + i);
    if signs.high & within == 0 { word } else { ideograph().unwrap_or(word) }
}

/// Whether a byte belongs to a word.
pub(crate) fn is_letter(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80
}

/// Whether a byte starts a character of a script without blanks between words (kana, Han, Hangul and beyond), where a
/// cut parts no word that matters.
pub(crate) fn starts_ideograph(b: u8) -> bool {
    (0xE3..=0xF4).contains(&b)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Answer, Lexicon, Neighbourhood};

    fn look_at(text: &str, words: &[&'static str]) -> bool {
        let (start, end) = (text.find('<').unwrap(), text.find('>').unwrap() + 1);
        let lexicon = Lexicon::new([words.to_vec()]);
        let mut known = Neighbourhood::default();
        matches!(lexicon.ask(text.as_bytes(), (start, end), false, 0, &mut known), Answer::Found(_))
    }

    #[test]
    fn words_count_whole_on_both_sides() {
        assert!(look_at("my Phone: <1>", &["phone"]));
        assert!(look_at("<1> is my phone", &["phone"]));
        assert!(look_at("{\"phone_number\": <1>", &["phone"]));
        assert!(look_at("userPhone=<1>", &["phone"]));
        assert!(look_at("电话号码<1>", &["电话"]));
        assert!(look_at("social   Security # <1>", &["social security"]));
        assert!(!look_at("in public <1>", &["lic"]));
        assert!(!look_at("telephonic <1>", &["tele", "phone"]));
    }

    #[test]
    fn blank_lines_line_ends_and_reach_are_borders() {
        assert!(!look_at("phone\n \r\n<1>", &["phone"]));
        assert!(look_at("phone\n<1>", &["phone"]));
        assert!(!look_at("<1>\nphone", &["phone"]));
        assert!(!look_at(&format!("phone{}<1>", " x".repeat(40)), &["phone"]));
        assert!(!look_at(&format!("<1>{} phone", " x".repeat(22)), &["phone"]));
    }

    #[test]
    fn long_text_without_blanks_keeps_its_words() {
        assert!(look_at("会议室编号确认，参会人数确认，预算确认。另外请联系<1>确认场地。", &["联系"]));
        assert!(look_at("<1>是他的手机号，会议室编号确认，参会人数确认，预算确认。", &["手机"]));
    }
}
