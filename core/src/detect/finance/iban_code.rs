//! IBAN_CODE: international bank account numbers.
//!
//! Sources: ISO 13616-1 (two letters, two check digits, at most 34 characters; paper form in groups of four), ISO 7064
//! MOD 97-10, SWIFT's IBAN Registry (see `iban_registry`).

mod iban_registry;

use super::checks::is_mod_97;
use super::{Detector, Examples, Needs, Place, Reach, Sink, Trigger, Window, anything, class};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
pub(super) use iban_registry::is_country;
use iban_registry::{Kind, MOST_CHARACTERS, structure};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "IBAN_CODE",
        label: "IBAN",
        country: None,
        families: &["finance"],
        default: DefaultState::On,
        source: "ISO 13616-1, ISO 7064 MOD 97-10, SWIFT IBAN Registry",
    },
    rule: "iban_code",
    triggers: &[Trigger::Glued],
    reach: Reach { before: 12, after: 88 },
    needs: Needs::NOTHING,
    glance: anything,
    find,
    context: &[],
    precedence: 6,
    examples: Examples {
        hits: &[
            "account «GB82WEST12345698765432».",
            "«GB82 WEST 1234 5698 7654 32» please",
            "IBAN:«DE89-3704-0044-0532-0130-00»",
            "«gb82west12345698765432»",
            "账号«DE89370400440532013000»。",
            "IBAN«DE89370400440532013000»",
            "«DE89 3704 0044 0532 0130 00» EUR",
            "«MT84MALT011000012345MTLCAST001S»",
            "«DE89 37040044 0532013000»",
            "«BE32 123-4567890-02»",
        ],
        misses: &[
            "GB82WEST12345698765433",      // check digits
            "XX82WEST12345698765432",      // no such country
            "GB82WEST1234569876543",       // too short
            "GB82WEST123456987654321",     // goes on
            "Gb82WesT12345698765432",      // small letters among capitals
            "GB82/WEST/1234/5698/7654/32", // slashes
            "AGB82WEST12345698765432",     // in a word
            "GB82 1234 1234 5698 7654 32", // digits for the bank's letters
        ],
    },
};

/// Fewer characters that fit are no near miss worth a word.
const NEAR: usize = 9;

fn find(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let Some(start) = window.at().checked_sub(2) else { return };
    let &[first, second] = window.slice(start, start + 2) else { return };
    let is_upper = first.is_ascii_uppercase();
    if second.is_ascii_uppercase() != is_upper || !is_free_before(window, start) {
        return;
    }
    let Some(structure) = structure([first, second]) else { return };
    let mut code = Code { characters: [0; MOST_CHARACTERS], len: 0, end: start };
    let total = structure.kinds().len();
    if let Err(reason) = code.read(window, structure.kinds(), is_upper) {
        if code.len >= NEAR {
            let len = code.len;
            sink.reject(start, code.end, || format!("{reason} at character {} of {total}", len + 1));
        }
        return;
    }
    if window.is_glued_after(code.end) {
        return sink.reject(start, code.end, || format!("goes on after the {total} characters that its country has"));
    }
    if !is_mod_97(&code.characters[..code.len]) {
        return sink.reject(start, code.end, || "the check digits do not fit (mod 97)".to_owned());
    }
    if is_upper {
        sink.accept(start, code.end, Level::Verified, "country, length, structure and check digits hold");
    } else {
        sink.accept(start, code.end, Level::Likely, "country, length, structure and check digits hold; small letters");
    }
}

/// What has been read of a code.
struct Code {
    characters: [u8; MOST_CHARACTERS],
    len: usize,
    /// One past the last character in the window.
    end: usize,
}

impl Code {
    /// Reads characters of the wanted kinds. Behind the check digits, one separator may stand before any of them: people
    /// group the bank's own parts too (`BE32 123-4567890-02`), and the check digits leave little to chance.
    fn read(&mut self, window: &Window<'_>, wanted: &[Kind], is_upper: bool) -> Result<(), &'static str> {
        let letters = if is_upper { class::CAPITAL } else { class::SMALL };
        let mut classes = [class::DIGIT; 3];
        classes[Kind::Letter as usize] = letters;
        classes[Kind::Either as usize] |= letters;
        for (character, kind) in self.characters.iter_mut().zip(wanted) {
            let classes = classes[*kind as usize];
            let mut byte = window.get(self.end).ok_or("ends")?;
            if !class::is(byte, classes) {
                let separator = if self.len < 4 { 0 } else { separator_len(window, self.end) };
                byte = window.get(self.end + separator).ok_or("ends")?;
                if !class::is(byte, classes) {
                    return Err(why(byte, *kind));
                }
                self.end += separator;
            }
            *character = byte;
            self.len += 1;
            self.end += 1;
        }
        Ok(())
    }
}

/// Why a byte is no character of a kind, with letters of the code's own case.
#[cold]
fn why(byte: u8, kind: Kind) -> &'static str {
    match kind {
        _ if !byte.is_ascii_alphanumeric() => "ends",
        Kind::Digit => "another kind of character",
        Kind::Letter if byte.is_ascii_digit() => "another kind of character",
        _ => "capitals and small letters",
    }
}

/// Bytes of a separator between two groups: a blank, a no-break space, a dash or a full stop.
fn separator_len(window: &Window<'_>, i: usize) -> usize {
    match window.get(i) {
        Some(b' ' | b'\t' | b'-' | b'.') => 1,
        Some(0xC2 | 0xE2) => match window.char_at(i) {
            Some(c @ ('\u{A0}' | '\u{2007}' | '\u{2009}'..='\u{2013}' | '\u{202F}')) => c.len_utf8(),
            _ => 0,
        },
        _ => 0,
    }
}

/// A name before `_` and the word IBAN itself may stand directly before the code.
fn is_free_before(window: &Window<'_>, start: usize) -> bool {
    if !window.is_glued_before(start) {
        return true;
    }
    let name = start.checked_sub(4);
    if name.is_some_and(|name| window.has(name, b"IBAN") && !window.is_glued_before(name)) {
        return true;
    }
    window.before(start) == Some(b'_') && start > 1 && window.before(start - 1).is_some_and(|b| b.is_ascii_alphabetic())
}
