//! Do the words around a candidate speak for a rule? One rule at a time, word by word.

use crate::context::{LEFT, RIGHT, is_letter, starts_ideograph};
use crate::fold::{fold_into, is_ideographic};
use crate::placeholder::OPAQUE;

pub(super) fn speak_for(words: &[&str], seen: &[u8], start: usize, end: usize) -> bool {
    let sides = [Some(left(seen, start)), right(seen, end, false)];
    sides.into_iter().flatten().any(|side| {
        let side = folded(&String::from_utf8_lossy(side));
        let parts: Vec<&str> = side.split_ascii_whitespace().collect();
        words.iter().any(|word| {
            if is_ideographic(word) {
                return side.contains(word);
            }
            let wanted = folded(word);
            let wanted: Vec<&str> = wanted.split_ascii_whitespace().collect();
            parts.windows(wanted.len().max(1)).any(|window| window == wanted)
        })
    })
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lexicon::{Answer, Lexicon, Neighbourhood};

    const WORDS: &[&str] = &[
        "phone",
        "mobile number",
        "ok",
        "t\u{E9}l",
        "num\u{E9}ro de",
        "\u{442}\u{435}\u{43B}",
        "\u{7535}\u{8BDD}",
        "\u{E5}r",
    ];

    /// Pieces of words, what stands between them, and what changes when its case does.
    const PIECES: &[&[u8]] = &[
        b"phone",
        b"Phone",
        b"PHONE",
        b"user",
        b"mobile",
        b"number",
        b"num",
        b"ok",
        b"o",
        b"x",
        b"X",
        b"1",
        b" ",
        b"  ",
        b"_",
        b": ",
        b"\n",
        b"\n\n",
        b"\r\n",
        b"\xFF",
        b"\xC3",
        b"\x82",
        b"t\xC3\xA9l",
        b"T\xC3\x89L",
        b"\xC3\xA9",
        b"\xC3\x89",
        "num\u{E9}ro".as_bytes(),
        "de".as_bytes(),
        "\u{442}\u{435}\u{43B}".as_bytes(),
        "\u{422}\u{415}\u{41B}".as_bytes(),
        "\u{422}\u{435}\u{43B}".as_bytes(),
        "\u{435}".as_bytes(),
        "\u{415}".as_bytes(),
        "\u{7535}\u{8BDD}".as_bytes(),
        "\u{7535}".as_bytes(),
        "\u{FF1A}".as_bytes(),
        "\u{2116}".as_bytes(),
        "\u{212A}".as_bytes(),
        "\u{212B}r".as_bytes(),
        "\u{130}".as_bytes(),
        "\u{2014}".as_bytes(),
        "\u{1F600}".as_bytes(),
        "\u{644}".as_bytes(),
        "\u{60C}".as_bytes(),
    ];

    fn side() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(proptest::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(crate::tests::cases(20_000))]
        #[test]
        fn one_look_at_masks_says_what_each_word_says(left in side(), right in side()) {
            let (start, end) = (left.len(), left.len() + 3);
            let text = [left.as_slice(), b"<1>", &right].concat();
            let lexicon = Lexicon::new(WORDS.iter().map(|word| vec![*word]));
            let mut known = Neighbourhood::default();
            for (rule, word) in WORDS.iter().enumerate() {
                let answer = lexicon.ask(&text, (start, end), false, rule as u16, &mut known);
                let expected = speak_for(&[word], &text, start, end);
                prop_assert_eq!(answer != Answer::Nothing, expected, "{} in {:?}", word, String::from_utf8_lossy(&text));
            }
        }
    }
}
