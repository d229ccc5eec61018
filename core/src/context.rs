//! context: do the words around it say so?
//!
//! Left: whole words and the adjacent key within [`LEFT`] bytes, not crossing a blank line or a placeholder. Right:
//! whole words within [`RIGHT`] bytes, up to the end of the line. Both are functions of the text alone.

use std::collections::HashMap;

use crate::placeholder::OPAQUE;

/// Bytes before a candidate in which words count.
pub(crate) const LEFT: usize = 64;
/// Bytes after a candidate in which words count.
pub(crate) const RIGHT: usize = 48;

/// What the words around a candidate say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer<'w> {
    /// This word speaks for it.
    Found(&'w str),
    /// None does.
    Nothing,
    /// More text has to arrive first.
    Hungry,
}

/// Words that speak for an entity type, compiled.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// As they were given.
    words: Vec<String>,
    /// Words of scripts that put blanks between words: by first word, what has to follow it, and the index in `words`.
    spaced: HashMap<Box<str>, Vec<Phrase>>,
    /// Those of scripts without blanks (from U+0E00 on): looked for anywhere.
    anywhere: Vec<usize>,
    /// One bit for each length and first byte of a first word: most words of a text are in no list.
    possible: [u64; LONGEST_WORD],
}

/// The words that follow the first one, and the index of the whole.
type Phrase = (Vec<Box<str>>, usize);

/// Longer words of a text are in no list.
const LONGEST_WORD: usize = 32;

impl Words {
    /// Compiles words (a phrase has blanks between its words); case and signs between words don't matter.
    pub(crate) fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let mut this = Self { words: words.into_iter().map(|w| w.as_ref().to_owned()).collect(), ..Self::default() };
        for (i, word) in this.words.iter().enumerate() {
            if word.chars().next().is_some_and(|c| c >= '\u{0E00}') {
                this.anywhere.push(i);
                continue;
            }
            let folded = fold(word);
            let mut parts = folded.split_ascii_whitespace();
            let Some(first) = parts.next().filter(|w| w.len() < LONGEST_WORD) else { continue };
            this.possible[first.len()] |= bit(first.as_bytes());
            this.spaced.entry(first.into()).or_default().push((parts.map(Into::into).collect(), i));
        }
        this
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The first of the words that stands in `side` as a whole word.
    fn find(&self, side: &[u8]) -> Option<&str> {
        if side.is_ascii() {
            return self.find_spaced(side);
        }
        let folded = fold(&String::from_utf8_lossy(side));
        let anywhere = self.anywhere.iter().map(|&i| self.words[i].as_str()).find(|w| folded.contains(w));
        anywhere.or_else(|| self.find_spaced(folded.as_bytes()))
    }

    fn find_spaced(&self, side: &[u8]) -> Option<&str> {
        let mut at = 0;
        while let Some((start, end)) = next_word(side, at) {
            at = end;
            let word = &side[start..end];
            if word.len() < LONGEST_WORD
                && self.possible[word.len()] & bit(word) != 0
                && let Some(found) = self.find_from(side, word, end)
            {
                return Some(found);
            }
        }
        None
    }

    /// The word or phrase that begins with `word`, which ends at `end`.
    fn find_from(&self, side: &[u8], word: &[u8], end: usize) -> Option<&str> {
        let mut lower = [0; LONGEST_WORD];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let phrases = self.spaced.get(std::str::from_utf8(lower).ok()?)?;
        let follows = |phrase: &[Box<str>]| {
            let mut at = end;
            phrase.iter().all(|part| match next_word(side, at) {
                Some((start, end)) => {
                    at = end;
                    side[start..end].eq_ignore_ascii_case(part.as_bytes())
                }
                None => false,
            })
        };
        phrases.iter().find(|(phrase, _)| follows(phrase)).map(|(_, i)| self.words[*i].as_str())
    }
}

/// The next word at or after `from`; a change from lower to upper case (`userPhone`) parts words.
#[inline]
fn next_word(side: &[u8], from: usize) -> Option<(usize, usize)> {
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

/// A bit for the first byte of a word, in any case.
fn bit(word: &[u8]) -> u64 {
    1 << (word[0].to_ascii_lowercase() & 63)
}

/// Looks for one of `words` around `text[start..end]`. `open` says that more text may follow the slice.
pub(crate) fn look<'w>(text: &[u8], start: usize, end: usize, open: bool, words: &'w Words) -> Answer<'w> {
    crate::work::count(LEFT + RIGHT);
    if words.is_empty() {
        return Answer::Nothing;
    }
    if let Some(word) = words.find(left(text, start)) {
        return Answer::Found(word);
    }
    match right(text, end, open) {
        None => Answer::Hungry,
        Some(side) => words.find(side).map_or(Answer::Nothing, Answer::Found),
    }
}

/// The bytes before a candidate that count: cut at a wall, a blank line, and at a word that the reach cuts.
fn left(text: &[u8], start: usize) -> &[u8] {
    let from = start.saturating_sub(LEFT);
    let side = &text[from..start];
    let wall = side.iter().rposition(|&b| b == OPAQUE).map_or(0, |i| i + 1);
    let blank = blank_line(side).max(wall);
    // What is glued to the reach's end or to a placeholder is no whole word.
    let is_cut = if blank == 0 { from > 0 && is_letter(text[from - 1]) } else { side[blank - 1] == OPAQUE };
    let rest = &side[blank..];
    let cut = rest.iter().position(|&b| !is_letter(b) || starts_ideograph(b)).unwrap_or(rest.len());
    if is_cut { &rest[cut..] } else { rest }
}

/// The end of the last blank line, 0 where there is none.
fn blank_line(side: &[u8]) -> usize {
    let mut newline_seen = false;
    for (i, &b) in side.iter().enumerate().rev() {
        match b {
            b'\n' if newline_seen => return i + 1,
            b'\n' => newline_seen = true,
            b'\r' | b' ' | b'\t' => {}
            _ => newline_seen = false,
        }
    }
    0
}

/// The bytes after a candidate that count; `None` where more text has to arrive.
fn right(text: &[u8], end: usize, open: bool) -> Option<&[u8]> {
    let side = &text[end..text.len().min(end + RIGHT)];
    if let Some(stop) = side.iter().position(|&b| b == b'\n' || b == OPAQUE) {
        return Some(if side[stop] == OPAQUE { whole_words(&side[..stop]) } else { &side[..stop] });
    }
    match text.get(end + RIGHT) {
        Some(&next) if is_letter(next) => Some(whole_words(side)),
        Some(_) => Some(side),
        None => (!open).then_some(side),
    }
}

/// A side without the word at its end, which goes on.
fn whole_words(side: &[u8]) -> &[u8] {
    let last = side.iter().rposition(|&b| !is_letter(b) || starts_ideograph(b));
    let cut = last.map_or(0, |i| if starts_ideograph(side[i]) { i } else { i + 1 });
    &side[..cut]
}

fn is_letter(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80
}

/// Whether a byte starts a character of a script without blanks between words (kana, Han, Hangul and beyond), where a
/// cut parts no word that matters.
fn starts_ideograph(b: u8) -> bool {
    (0xE3..=0xF4).contains(&b)
}

/// Lower case, with one blank between words; a change from lower to upper case (`userPhone`) and `_` part words.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut lower_before = false;
    for c in text.chars() {
        let inside = c.is_alphanumeric() && c != char::REPLACEMENT_CHARACTER;
        if !inside || (lower_before && c.is_uppercase()) {
            out.push(' ');
        }
        if inside {
            out.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_at(text: &str, words: &[&'static str]) -> bool {
        let (start, end) = (text.find('<').unwrap(), text.find('>').unwrap() + 1);
        matches!(look(text.as_bytes(), start, end, false, &Words::new(words)), Answer::Found(_))
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

    #[test]
    fn an_open_end_asks_for_more() {
        let text = b"<1> is";
        let words = Words::new(["phone"]);
        assert_eq!(look(text, 0, 3, true, &words), Answer::Hungry);
        assert_eq!(look(b"<1> is\n", 0, 3, true, &words), Answer::Nothing);
    }
}
