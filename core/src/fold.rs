//! fold: text as words are compared in it: lower case, with blanks between words.

/// Whether a word is of a script without blanks between words (from U+0E00 on): it counts anywhere.
pub(crate) fn is_ideographic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c >= '\u{0E00}')
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

/// Whether four bytes (the first one lowest) begin with a character whose lower case is none that knows it as its upper
/// case: dotted capital I, titles of digraphs, capital theta and sharp s, Greek titles, signs of Ohm, Kelvin and Angstrom.
#[inline]
pub(crate) fn folds_far(first: u32) -> bool {
    let [lead, second, third, _] = first.to_le_bytes();
    match lead {
        0xC4 => second == 0xB0,
        0xC7 => true,
        0xCF => second == 0xB4,
        0xE1 => second == 0xBA || second >= 0xBE,
        0xE2 => second == 0x84 && matches!(third, 0xA6 | 0xAA | 0xAB),
        _ => false,
    }
}

/// The character that has this one as its lower case, though it is not the upper case of it.
pub(crate) fn far_upper(lower: char) -> Option<char> {
    let next = |by: u32| char::from_u32(u32::from(lower) + by);
    match lower {
        'k' => Some('\u{212A}'),
        'å' => Some('\u{212B}'),
        'ω' => Some('\u{2126}'),
        'ß' => Some('ẞ'),
        'θ' => Some('ϴ'),
        'ǆ' | 'ǉ' | 'ǌ' | 'ǳ' => char::from_u32(u32::from(lower) - 1),
        '\u{1F80}'..='\u{1F87}' | '\u{1F90}'..='\u{1F97}' | '\u{1FA0}'..='\u{1FA7}' => next(8),
        '\u{1FB3}' | '\u{1FC3}' | '\u{1FF3}' => next(9),
        _ => None,
    }
}

/// Whether a word could begin at a byte. None does behind a letter of two bytes, unless the case changes, or the word is
/// of a script without blanks between words.
pub(crate) fn parts_words(side: &[u8], at: usize) -> bool {
    let letter = |at: usize| {
        let two = side.get(at..at + 2).filter(|two| two[0] >= 0xC0)?;
        str::from_utf8(two).ok()?.chars().next().map(Kind::of)
    };
    match at.checked_sub(2).filter(|_| side[at] < 0xE0).and_then(letter) {
        Some(Kind::Lower) if side[at].is_ascii() => side[at].is_ascii_uppercase(),
        Some(Kind::Lower) => letter(at) != Some(Kind::Lower),
        Some(Kind::Upper | Kind::Caseless) => false,
        Some(Kind::Other) | None => true,
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

    #[test]
    fn characters_known_by_their_range_are_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(Kind::of(c), Kind::look_up(c), "{c:?}");
            assert!(!c.is_lowercase() || !c.is_alphanumeric() || c.to_lowercase().eq([c]), "{c:?}");
        }
    }

    #[test]
    fn what_has_an_upper_case_that_does_not_know_it_folds_far() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            let mut lower = c.to_lowercase();
            let knows = |l: char| l == c || l.to_uppercase().eq([c]);
            let is_near = lower.len() == 1 && lower.next().is_some_and(knows);
            assert!(is_near || folds_far(u32::from_le_bytes(bytes)), "{c:?}");
        }
    }

    #[test]
    fn every_character_is_its_lower_case_or_one_of_its_upper_cases() {
        for c in ('\0'..=char::MAX).filter(|c| *c != '\u{130}') {
            let (mut lower, first) = (c.to_lowercase(), c.to_lowercase().next().expect("there is one"));
            let is_known = first == c || first.to_uppercase().eq([c]) || far_upper(first) == Some(c);
            assert!(is_known && lower.by_ref().count() == 1, "{c:?}");
        }
    }
}
