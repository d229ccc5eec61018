//! JWT: JSON Web Tokens, signed (JWS) and encrypted (JWE), in their compact form.
//!
//! Sources: RFC 7515 (three parts), RFC 7516 (five), RFC 7519. A run: it is accepted when the header decodes to the
//! beginning of a JSON object that says how it is signed or encrypted and something follows it, and then goes as far as
//! base64url and the dots of its form do. A token that was cut off in its payload is one too: that is where personal data
//! is.

use super::body::{Body, Step};
use super::{Detector, Examples, Needs, Place, Reach, Sink, Trigger, anything};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::placeholder::OPAQUE;

/// How an object in base64url begins: `{"` with a letter or sign behind it, and `{` with a blank or line end.
pub(crate) const HEADS: &[&[u8]] = &[b"eyJ", b"eyA"];
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
    needs: Needs::NOTHING,
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
    let Some(start) = window.at().checked_sub(2).filter(|s| HEADS.contains(&window.slice(*s, s + 3))) else { return };
    if window.is_glued_before(start) && window.before(start) != Some(b'_') {
        return;
    }
    // What a placeholder stands for may have been a longer part of the same word (I4).
    let prefix = window.run_back(start, is_base64url);
    if start - prefix > PREFIX || (prefix < start && window.before(prefix) == Some(OPAQUE)) {
        return;
    }
    let dot = window.run_to(start, start + HEADER, is_base64url);
    let header = decoded(window.slice(start, dot));
    let Some(form) = form(&header) else {
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

/// How many dots the token has whose header begins so; `None`: it is no header.
fn form(header: &[u8]) -> Option<u8> {
    let is_text = |b: &u8| (0x20..0x7F).contains(b) || matches!(b, b'\t' | b'\n' | b'\r');
    if !header.iter().all(is_text) {
        return None;
    }
    // A name of three letters, and the colon behind it.
    let names = header
        .windows(5)
        .enumerate()
        .filter(|(i, w)| w[0] == b'"' && w[4] == b'"' && header[i + 5..].trim_ascii_start().starts_with(b":"));
    names.fold(None, |form, (_, name)| match &name[1..4] {
        b"enc" => Some(ENCRYPTED),
        b"alg" | b"typ" => form.or(Some(SIGNED)),
        _ => form,
    })
}

/// The bytes that base64url stands for, as far as they are whole.
fn decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0u32, 0);
    for &b in text {
        let six = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'-' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

fn is_base64url(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')
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
