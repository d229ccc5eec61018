//! context: do the words around it say so?
//!
//! Left: whole words and the adjacent key within [`LEFT`] bytes, not crossing a blank line or a placeholder. Right:
//! whole words within [`RIGHT`] bytes, up to the end of the line. Both are functions of the text alone.

use crate::placeholder::OPAQUE;

/// Bytes before a candidate in which words count.
pub(crate) const LEFT: usize = 64;
/// Bytes after a candidate in which words count.
pub(crate) const RIGHT: usize = 48;
/// Longer words of a text are in no list.
pub(crate) const LONGEST_WORD: usize = 32;

/// Whether a word is of a script without blanks between words (from U+0E00 on): it counts anywhere.
pub(crate) fn is_ideographic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c >= '\u{0E00}')
}

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

/// The bytes before a candidate that count: cut at a wall, a blank line, and at a word that the reach cuts.
pub(crate) fn left(text: &[u8], start: usize) -> &[u8] {
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
pub(crate) fn right(text: &[u8], end: usize, open: bool) -> Option<&[u8]> {
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

/// Appends a text in lower case, with a blank for whatever is between words; a change from lower to upper case
/// (`userPhone`) and `_` part words.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    let mut lower_before = false;
    for c in text.chars() {
        let kind = Kind::of(c);
        if kind == Kind::Other || (lower_before && kind == Kind::Upper) {
            out.push(' ');
        }
        match kind {
            Kind::Other => {}
            Kind::Upper => push_lower(c, out),
            Kind::Lower | Kind::Caseless => out.push(c),
        }
        lower_before = kind == Kind::Lower;
    }
}

/// What a character is in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// No letter and no digit.
    Other,
    /// A letter or digit that has a lower case of its own.
    Upper,
    Lower,
    Caseless,
}

impl Kind {
    /// The characters that most texts are made of are known by their range; the others are looked up.
    #[inline]
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | '\u{430}'..='\u{45F}' => Self::Lower,
            'A'..='Z' | '\u{400}'..='\u{42F}' => Self::Upper,
            '0'..='9' | '\u{620}'..='\u{64A}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => Self::Caseless,
            '\0'..='\x7F' | '\u{3000}'..='\u{3004}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => Self::Other,
            _ => Self::look_up(c),
        }
    }

    fn look_up(c: char) -> Self {
        if !c.is_alphanumeric() {
            Self::Other
        } else if c.is_lowercase() {
            Self::Lower
        } else if c.is_uppercase() || c.to_lowercase().next() != Some(c) {
            Self::Upper
        } else {
            Self::Caseless
        }
    }
}

fn push_lower(c: char, out: &mut String) {
    match c {
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        _ => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Answer, Lexicon, Neighbourhood};

    fn look_at(text: &str, words: &[&'static str]) -> bool {
        let (start, end) = (text.find('<').unwrap(), text.find('>').unwrap() + 1);
        let lexicon = Lexicon::new([words.to_vec()]);
        let mut known = Neighbourhood::default();
        matches!(lexicon.ask(text.as_bytes(), (start, end), false, 0, &mut known), Answer::Found(_))
    }

    #[test]
    fn characters_known_by_their_range_are_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(Kind::of(c), Kind::look_up(c), "{c:?}");
            assert!(!c.is_lowercase() || !c.is_alphanumeric() || c.to_lowercase().eq([c]), "{c:?}");
        }
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
