//! JWT: JSON Web Tokens, signed (JWS) and encrypted (JWE), in their compact form.
//!
//! Sources: RFC 7515 (three parts), RFC 7516 (five), RFC 7519. A run: it is accepted when the header decodes to the
//! beginning of a JSON object that says how it is signed or encrypted and something follows it, and then goes as far as
//! base64url and the dots of its form do. A token that was cut off in its payload is one too: that is where personal data
//! is.

use super::body::{Body, Step};
use super::{Detector, Examples, Needs, Place, Reach, Sink, Trigger, anything, class};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::placeholder::OPAQUE;

/// How an object in base64url begins: `{"` with a letter or sign behind it, and `{` with a blank or line end.
const HEADS: &[&str] = &["eyJ", "eyA"];
/// Bytes of a header that are looked at: longer ones hold certificates, and say what they are before.
const HEADER: usize = 256;
/// Longest name that may be glued to a token: `session_`, `id-token-`.
const PREFIX: usize = 24;
/// Fewest bytes, dots not counted, behind the header's dot: after fewer, documentation goes on with an ellipsis.
const FEWEST: usize = 8;
/// Dots of the signed and of the encrypted form.
const SIGNED: u8 = 2;
const ENCRYPTED: u8 = 4;

/// The samples sign nothing, and are put together from pieces, so that no scanner of repositories trips over them.
pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "JWT",
        label: "JWT",
        country: None,
        families: &["secrets"],
        default: DefaultState::On,
        source: "RFC 7519, RFC 7515, RFC 7516: compact serialization, header with alg, enc or typ",
    },
    rule: "jwt",
    triggers: &[Trigger::Run],
    reach: Reach { before: PREFIX + 8, after: HEADER + 2 * FEWEST },
    needs: Needs { heads: HEADS, never_behind: class::ALPHANUMERIC, ..Needs::NOTHING },
    glance: anything,
    find,
    context: &[],
    precedence: 3,
    examples: Examples {
        hits: &[
            concat!(
                "Authorization: Bearer «eyJ",
                "hbGciOiJIUzI1NiJ9.eyJ",
                "zdWIiOiJib2IifQ.c2lnbmF0dXJlLW9mLW5vdGhpbmc»"
            ),
            concat!("token=«eyJ", "0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.e30.AAAAAAAA_-BBBBBB»&x=1"),
            concat!("signed apart: «eyJ", "hbGciOiJIUzI1NiJ9..c2lnbmF0dXJl»."),
            concat!(
                "\"«eyJ",
                "hbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.BBBBBBBB.CCCCCCCCCCCCCCCCCCCCCC»\""
            ),
            concat!("cut off: «eyJ", "hbGciOiJIUzI1NiJ9.eyJ", "zdWIiOiJib2I»..."),
            concat!("a sentence. «eyJ", "hbGciOiJub25lIn0.eyJ", "zdWIiOiJib2IifQ». And another"),
        ],
        misses: &[
            concat!("eyJ", "ABC.eyJ", "DEF.GHIJKL"),                             // no object
            concat!("eyJ", "hdXRocyI6eyJ", "odHRwczovL2V4YW1wbGUvIjp7fX19Cg=="), // an object, but no header
            concat!("eyJ", "hbGciOiJIUzI1NiJ9"),                                 // a header alone
            concat!("eyJ", "hbGciOiJIUzI1NiJ9... and so on"),                    // an ellipsis
            concat!("xeyJ", "hbGciOiJIUzI1NiJ9.eyJ", "zdWIiOiJib2IifQ.c2ln"),    // in a word
        ],
    },
};

fn find(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let Some(start) = window.at().checked_sub(2).filter(|s| is_head(window.slice(*s, s + 3))) else { return };
    if window.is_glued_before(start) && window.before(start) != Some(b'_') {
        return;
    }
    // What a placeholder stands for may have been a longer part of the same word (I4).
    let prefix = window.run_back(start, is_base64url);
    if start - prefix > PREFIX || (prefix < start && window.before(prefix) == Some(OPAQUE)) {
        return;
    }
    let dot = window.run_to(start, start + HEADER, is_base64url);
    let mut room = [0; HEADER / 4 * 3];
    let header = decoded(window.slice(start, dot), &mut room);
    let Some((header, form)) = header.and_then(|header| Some((header, form(header)?))) else {
        return sink.reject(start, dot, || "no header of a token".to_owned());
    };
    if dot == start + HEADER {
        let body = Compact { dots: ENCRYPTED, is_second: true, follows_dot: false };
        return sink.begin(start, dot, Level::Verified, Box::new(body), "a long header of a token");
    }
    if !header.trim_ascii_end().ends_with(b"}") || window.get(dot) != Some(b'.') {
        return sink.reject(start, dot, || "the header of a token, but no token".to_owned());
    }
    let mut body = Compact { dots: form - 1, is_second: true, follows_dot: true };
    let (mut end, mut fewest) = (dot + 1, FEWEST);
    while fewest > 0 {
        match window.get(end).map(|byte| body.step(byte)) {
            None | Some(Step::Over) => {
                return sink.reject(start, dot, || "the header of a token, but nothing behind it".to_owned());
            }
            Some(Step::Maybe) => {}
            Some(Step::Sure { .. }) => fewest -= 1,
        }
        end += 1;
    }
    sink.begin(start, end, Level::Verified, Box::new(body), "the header of a token");
}

fn is_head(text: &[u8]) -> bool {
    HEADS.iter().any(|head| text == head.as_bytes())
}

/// How many dots the token has whose header begins so; `None`: it is no header.
fn form(header: &[u8]) -> Option<u8> {
    let mut form = None;
    for quote in (0..header.len()).filter(|at| header[*at] == b'"') {
        // A name of three letters, and the colon behind it.
        let Some([name @ .., b'"']) = header[quote + 1..].first_chunk::<4>() else { continue };
        let found = match name {
            b"enc" => ENCRYPTED,
            b"alg" | b"typ" => form.unwrap_or(SIGNED),
            _ => continue,
        };
        if header[quote + 5..].trim_ascii_start().starts_with(b":") {
            form = Some(found);
        }
    }
    form
}

/// The bytes that base64url stands for, as far as they are whole; `None` where they are no text.
fn decoded<'r>(text: &[u8], room: &'r mut [u8; HEADER / 4 * 3]) -> Option<&'r [u8]> {
    let six = |text: &[u8]| text.iter().fold(0u32, |bits, byte| bits << 6 | u32::from(SIX[usize::from(*byte)]));
    let is_text = |b: &u8| (0x20..0x7F).contains(b) || matches!(b, b'\t' | b'\n' | b'\r');
    let (whole, rest) = text.as_chunks::<4>();
    let mut len = 0;
    for (four, three) in whole.iter().zip(room.as_chunks_mut::<3>().0) {
        let [_, decoded @ ..] = six(four).to_be_bytes();
        if !decoded.iter().all(is_text) {
            return None;
        }
        *three = decoded;
        len += 3;
    }
    let last = (six(rest) << 8 >> (6 * rest.len() % 8)).to_be_bytes();
    let last = &last[3 - rest.len().saturating_sub(1)..3];
    if !last.iter().all(is_text) {
        return None;
    }
    room[len..len + last.len()].copy_from_slice(last);
    Some(&room[..len + last.len()])
}

/// What each byte of base64url stands for.
static SIX: [u8; 256] = {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = [0; 256];
    let mut i = 0;
    while i < ALPHABET.len() {
        out[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    out
};

fn is_base64url(b: u8) -> bool {
    class::is(b, class::ALPHANUMERIC | class::DASH | class::UNDERSCORE)
}

/// The parts behind the head.
struct Compact {
    /// Dots that may still come.
    dots: u8,
    /// The next dot begins the second part, which alone may be empty.
    is_second: bool,
    follows_dot: bool,
}

impl Body for Compact {
    #[inline]
    fn step(&mut self, byte: u8) -> Step {
        if is_base64url(byte) {
            (self.is_second, self.follows_dot) = (self.is_second && !self.follows_dot, false);
            return Step::HERE;
        }
        if byte != b'.' || self.dots == 0 || self.follows_dot && !self.is_second {
            return Step::Over;
        }
        // A dot belongs to the token only where it goes on: it may be that of a sentence.
        self.is_second &= !self.follows_dot;
        self.dots -= 1;
        self.follows_dot = true;
        Step::Maybe
    }
}
