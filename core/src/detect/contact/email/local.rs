//! Where does the part before the `@` begin?

use crate::detect::window::is_unspaced;
use crate::detect::{Window, class};
use crate::placeholder::OPAQUE;

/// Longest local part, in bytes (RFC 5321, 4.5.3.1.1).
const LONGEST: usize = 64;

/// What stands before an `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Local {
    /// It begins here.
    From(usize),
    /// The same, but with a dot before the `@`, which no standard allows.
    Dotted(usize),
    /// It begins before this place, and is longer than a local part can be.
    TooLong(usize),
    /// Nothing that could be one.
    None,
}

/// What kind of letters a word is written in; digits and signs go with any.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    /// Written without blanks: what stands before a word in other letters is another word.
    Unspaced,
    Other,
}

impl Local {
    /// Reads to the left from the `@` at `at`. `domain_end` is the end of what stands after it.
    pub(in super::super) fn read(window: &Window<'_>, at: usize, domain_end: usize) -> Self {
        if window.before(at) == Some(b'"') {
            return quoted(window, at);
        }
        if let Some(start) = plain(window, at) {
            return told(window, start, at);
        }
        let mut start = at;
        let mut script = None;
        let mut bar = None;
        while let Some(byte) = window.before(start) {
            let next = match byte {
                OPAQUE => return Self::None,
                b'|' if bar.is_none() => {
                    bar = Some(start);
                    start - 1
                }
                b'|' => break,
                b'.' if start < at && window.get(start) == Some(b'.') => break,
                b'.' | b'-' | b'_' | b'+' => start - 1,
                b'\'' if is_apostrophe(window, start - 1) => start - 1,
                _ if !byte.is_ascii() || byte.is_ascii_alphanumeric() => match letter(window, start, at, &mut script) {
                    Some(next) => next,
                    None => break,
                },
                _ => break,
            };
            start = next;
            if at - start > LONGEST && bar.is_none() {
                return Self::TooLong(start);
            }
        }
        // One bar between two words belongs to them; more of them part the columns of a table.
        if let Some(bar) = bar {
            let is_column = window.before(start) == Some(b'|') || window.get(domain_end) == Some(b'|');
            if is_column || at - start > LONGEST {
                start = bar;
            }
        }
        told(window, start, at)
    }
}

/// Whether a local part can end in a byte.
pub(in super::super) fn ends_local(byte: u8) -> bool {
    let classes = class::ALPHANUMERIC | class::UNDERSCORE | class::DASH | class::PLUS | class::STOP | class::BEYOND;
    class::is(byte, classes) || matches!(byte, b'"' | b'|')
}

/// What the bytes from `start` to the `@` are, less the signs that they begin with.
#[inline]
fn told(window: &Window<'_>, start: usize, at: usize) -> Local {
    let whole = window.slice(start, at);
    let is_sign = |b: &u8| matches!(b, b'.' | b'-' | b'+' | b'\'' | b'|');
    let signs = whole.iter().take_while(|b| is_sign(b)).count();
    let (start, local) = (start + signs, &whole[signs..]);
    match local.last() {
        Some(b'.') => Local::Dotted(start),
        Some(_) if local.iter().any(|b| class::is(*b, class::ALPHANUMERIC | class::BEYOND)) => Local::From(start),
        _ => Local::None,
    }
}

/// The start of what stands before an `@` and is as plain as most: ASCII letters, digits and single signs, with nothing
/// before it that asks for a closer look.
fn plain(window: &Window<'_>, at: usize) -> Option<usize> {
    let is_plain = |b| class::is(b, class::ALPHANUMERIC | class::UNDERSCORE | class::DASH | class::PLUS);
    let mut start = at;
    loop {
        start = window.run_back(start, is_plain);
        if at - start > LONGEST {
            return None;
        }
        match window.before(start) {
            Some(b'.') if start < at && window.get(start) != Some(b'.') => start -= 1,
            None | Some(b' ' | b'\t' | b'\n' | b'"' | b'=' | b':' | b'<' | b'(' | b',' | b';' | b'/' | b'[') => {
                return Some(start);
            }
            Some(_) => return None,
        }
    }
}

/// The start of the letter or digit that ends at `end`; `None` where it is no part of the word that follows.
fn letter(window: &Window<'_>, end: usize, at: usize, script: &mut Option<Script>) -> Option<usize> {
    let c = window.char_before(end)?;
    if c.is_ascii_alphanumeric() && window.escape_before(end).is_some() {
        return None;
    }
    let is_mark = matches!(c, '\u{300}'..='\u{36F}');
    if !c.is_alphanumeric() && !is_mark {
        return None;
    }
    if !c.is_ascii_digit() && !is_mark {
        let this = match u32::from(c) {
            _ if is_unspaced(c) => Script::Unspaced,
            0..=0x24F | 0x1E00..=0x1EFF => Script::Latin,
            _ => Script::Other,
        };
        let is_first = script.is_none() && (this != Script::Unspaced || end == at);
        if !is_first && *script != Some(this) {
            return None;
        }
        *script = Some(this);
    }
    Some(end - c.len_utf8())
}

/// Whether the `'` at `i` stands between two letters, and so is no quote. A placeholder could have ended in a letter.
fn is_apostrophe(window: &Window<'_>, i: usize) -> bool {
    window.before(i).is_some_and(|b| b.is_ascii_alphabetic() || b == OPAQUE)
        && window.get(i + 1).is_some_and(|b| b.is_ascii_alphabetic())
}

/// A quoted string without blanks and brackets.
fn quoted(window: &Window<'_>, at: usize) -> Local {
    let is_inside = |b: u8| {
        b.is_ascii_graphic()
            && !matches!(b, b'"' | b'\\' | b',' | b';' | b':' | b'<' | b'>' | b'[' | b']' | b'(' | b')')
    };
    let inside = window.run_back(at - 1, is_inside);
    let is_word = window.slice(inside, at - 1).iter().any(u8::is_ascii_alphanumeric);
    if window.before(inside) != Some(b'"')
        || !is_word
        || at + 1 - inside > LONGEST
        || window.is_glued_before(inside - 1)
    {
        return Local::None;
    }
    Local::From(inside - 1)
}

/// Whether the local part at `start` is the user, or the password, of a URL: `scheme://user:password@host`.
pub(in super::super) fn is_in_url(window: &Window<'_>, start: usize) -> bool {
    let is_border = |b: u8| matches!(b, b'/' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'(' | b')' | b'[' | b']');
    let is_userinfo = |b: u8| (b.is_ascii_graphic() && !is_border(b)) || b == OPAQUE;
    let start = window.run_back(start, is_userinfo);
    start >= 3 && window.slice(start - 3, start) == b"://"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> String {
        let at = text.find('@').unwrap();
        let window = Window::new(text.as_bytes(), at, false);
        match Local::read(&window, at, text.len()) {
            Local::From(start) => text[start..at].to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn words_in_other_scripts_are_cut_off() {
        for (text, wanted) in [
            ("发邮件到zhang@", "zhang"),
            ("张三@", "张三"),
            ("张三123@", "123"),
            ("иван.петров@", "иван.петров"),
            ("почтаivan@", "ivan"),
            ("josé@", "josé"),
            ("jose\u{301}@", "jose\u{301}"),
            ("メールt.tanaka@", "t.tanaka"),
        ] {
            assert_eq!(local(text), wanted, "{text}");
        }
    }

    #[test]
    fn signs_of_text_and_code_are_no_part_of_it() {
        for (text, wanted) in [
            ("mailto:bob@", "bob"),
            ("to=bob@", "bob"),
            ("'bob@", "bob"),
            ("o'brien@", "o'brien"),
            ("...bob@", "bob"),
            ("so..bob@", "bob"),
            ("--bob@", "bob"),
            ("a+b-c_d.e@", "a+b-c_d.e"),
            ("\\nbob@", "bob"),
            ("%22bob@", "bob"),
            ("test|123@", "test|123"),
            ("1|name|bob@", "bob"),
            ("\"bob\"@", "\"bob\""),
            ("bob.@", "Dotted(0)"),
            ("${user}@", "None"),
            (" @", "None"),
            ("_@", "None"),
        ] {
            assert_eq!(local(text), wanted, "{text}");
        }
    }

    #[test]
    fn sixty_four_bytes_are_the_most() {
        assert_eq!(local(&format!(" {}@", "a".repeat(64))).len(), 64);
        assert_eq!(local(&format!(" {}@", "a".repeat(65))), "TooLong(1)");
    }

    #[test]
    fn users_of_urls_are_known() {
        for (text, start, wanted) in
            [("ftp://bob@", 6, true), ("x://a:b@", 6, true), ("mailto:bob@", 7, false), ("//bob@", 2, false)]
        {
            assert_eq!(is_in_url(&Window::new(text.as_bytes(), 0, false), start), wanted, "{text}");
        }
    }
}
