//! PRIVATE_KEY: private keys in armour: PKCS #8, PKCS #1, SEC 1, OpenSSH, encrypted ones, OpenPGP.
//!
//! Sources: RFC 7468, RFC 1421 (headers), RFC 9580 section 6 (OpenPGP), OpenSSH's PROTOCOL.key. A run: it is accepted when
//! base64 follows the armour line, and then goes as far as `armour` says, mostly to the line that ends it. So an armour
//! line that is only spoken of hides nothing behind it.

mod armour;

use super::body::{Body, Step, Taken};
use super::{Detector, Examples, Needs, Place, Reach, Sink, Trigger, anything};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::placeholder::OPAQUE;
use armour::Armour;

/// How every armour line begins.
const HEAD: &str = "-----BEGIN";
/// Dashes that end it.
const DASHES: &[u8] = b"-----";
/// Longest label, its blanks included, in bytes.
const LABEL: usize = 80;
/// Bytes behind the armour line in which the key has to begin: headers may come first.
const HEADERS: usize = 1024;

/// The samples open nothing, and are put together from pieces, so that no scanner of repositories trips over them.
pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "PRIVATE_KEY",
        label: "PRIVATE_KEY",
        country: None,
        families: &["secrets"],
        default: DefaultState::On,
        source: "RFC 7468, RFC 1421, RFC 9580 section 6, OpenSSH PROTOCOL.key",
    },
    rule: "private_key",
    triggers: &[Trigger::Run],
    reach: Reach { before: HEAD.len(), after: LABEL + HEADERS },
    needs: Needs { heads: &[HEAD], ..Needs::NOTHING },
    glance: anything,
    find,
    context: &[],
    precedence: 2,
    examples: Examples {
        hits: &[
            concat!(
                "key:\n«-----BEGIN PRIV",
                "ATE KEY-----\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASC\nAT4wggE6AgEA\n-----END PRIV",
                "ATE KEY-----»\n"
            ),
            concat!(
                "\"key\": \"«-----BEGIN RSA PRIV",
                "ATE KEY-----\\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASC\\nAT4wggE6AgEA\\n-----END RSA PRIV",
                "ATE KEY-----»\\n\""
            ),
            concat!(
                "«-----BEGIN RSA PRIV",
                "ATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\r\n",
                "\r\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASC\r\n-----END RSA PRIV",
                "ATE KEY-----»"
            ),
            concat!(
                "«-----BEGIN PGP PRIV",
                "ATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQWGBGSVV4YBDAClvRnxezIRy2Yv7SFl\n=8xQN\n-----END PGP PRIV",
                "ATE KEY BLOCK-----» and more"
            ),
            concat!(
                "> «-----BEGIN OPENSSH PRIV",
                "ATE KEY-----\n> b3BlbnNzaC1rZXktdjEAAAAABG5vbmUA\n> AAAAEbm9uZQ\n> -----END OPENSSH PRIV",
                "ATE KEY-----»"
            ),
            concat!(
                "cut off «-----BEGIN EC PRIV",
                "ATE KEY-----\nMHcCAQEEIAAAAAAAAAAAAAAAAAAAAAAA\nAAAA»\n(the rest is lost)"
            ),
        ],
        misses: &[
            concat!("-----BEGIN PRIV", "ATE KEY----- is how the file begins, and that is all."), // spoken of
            concat!("-----BEGIN RSA PRIV", "ATE KEY-----\n...\n-----END RSA PRIV", "ATE KEY-----"), // left out
            concat!("-----BEGIN OPENSSH PRIV", "ATE KEY----------END OPENSSH PRIV", "ATE KEY-----"), // empty
            "-----BEGIN CERTIFICATE-----\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASC\n-----END CERTIFICATE-----", // public
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBFOrMNcBCAC+gLI4s3bUkobS\n-----END PGP PUBLIC KEY BLOCK-----", // public
        ],
    },
};

fn find(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let label = window.at() + 1;
    let Some(start) = label.checked_sub(HEAD.len()).filter(|s| window.slice(*s, label) == HEAD.as_bytes()) else {
        return;
    };
    let end = window.run_to(label, label + LABEL, is_label);
    if !names_private_key(window.slice(label, end)) {
        return;
    }
    if window.run_to(end, end + DASHES.len(), |b| b == b'-') < end + DASHES.len() {
        return;
    }
    let mut body = Armour::default();
    let mut at = end + DASHES.len();
    while let Some(byte) = window.get(at).filter(|b| *b != OPAQUE) {
        at += 1;
        match body.step(byte) {
            Step::Over => break,
            _ if body.holds_key() => {
                return sink.begin(start, at, Level::Verified, Box::new(body), "an armour line and a key behind it");
            }
            _ => {}
        }
    }
    sink.reject(start, end + DASHES.len(), || "an armour line, but no key behind it".to_owned());
}

/// Bytes of a label; blanks may be written as in addresses (`+`, `%20`).
fn is_label(b: u8) -> bool {
    b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b' ' | b'+' | b'%' | b'_')
}

/// Whether a label, with the blank before it, is that of a private key.
fn names_private_key(label: &[u8]) -> bool {
    if !label.ends_with(b"KEY") && !label.ends_with(b"BLOCK") {
        return false;
    }
    let label = strip_word(label, b"BLOCK").unwrap_or(label);
    let label = strip_word(label, b"KEY").and_then(|label| strip_word(label, b"PRIVATE"));
    label.is_some()
}

/// What stands before the last word of a label and the blank before that.
fn strip_word<'l>(label: &'l [u8], word: &[u8]) -> Option<&'l [u8]> {
    let before = label.strip_suffix(word)?;
    [&b" "[..], b"+", b"%20"].iter().find_map(|blank| before.strip_suffix(*blank))
}
