//! What would a hostile writer send? Text in which something could start at every byte, and nothing does.

use crate::document::Document;

/// Name and repeated unit of every hostile text. None holds a value, however long it is.
pub const SHAPES: [(&str, &[u8]); 31] = [
    ("dotted-letters", b"a."),
    ("dashed-digits", b"1-"),
    ("at-signs", b"a@"),
    ("digits", b"0123456789"),
    ("ones", b"1"),
    ("schemes", b"://"),
    ("assignments", b"password="),
    ("nested-heads", b"sk-"),
    ("aws-heads", b"AKIA"),
    ("jwt-heads", b"eyJ"),
    ("pem-heads", b"-----BEGIN "),
    ("jwt-chains", concat!("eyJ", "hbGciOiJIUzI1NiJ9-").as_bytes()),
    ("jwt-strings", concat!(" eyJ", "hIjoiYWF-eyJ", "hIjoiYWF-").as_bytes()),
    ("pem-armour", concat!("-----BEGIN PRIV", "ATE KEY-----\n").as_bytes()),
    ("pem-headers", concat!("-----BEGIN PRIV", "ATE KEY-----\nA: b\nA: b\n").as_bytes()),
    ("zero-width-digits", b"1\xE2\x80\x8B"),
    ("dotted-digits", b"1."),
    ("plus-digits", b"+1"),
    ("colons", b"::::"),
    ("iban-heads", b"AB12"),
    ("open-brackets", b"["),
    ("open-parentheses", b"("),
    ("spaces", b" "),
    ("high-bytes", b"\xFF"),
    ("spaced-digits", b"1 "),
    ("closed-digits", b"06 )"),
    ("opened-digits", b"(20"),
    ("area-codes", b"(212) 0"),
    ("escapes", b"\\u00"),
    ("percents", b"%"),
    ("quotes", b"\\\""),
];

/// A hostile text of `bytes` bytes: the unit of that shape again and again.
pub fn adversarial(shape: &(&'static str, &'static [u8]), bytes: usize) -> Document {
    let text = shape.1.iter().copied().cycle().take(bytes).collect();
    Document { name: format!("adversarial/{}", shape.0), text, ..Document::default() }
}

/// Appends a local part that never ends, then the next shape for a few hundred bytes.
pub(crate) fn stretch(document: &mut Document, turn: usize) {
    let unit = SHAPES[turn % SHAPES.len()].1;
    document.text.extend(unit.iter().copied().cycle().take(480));
    document.push("\n");
    document.text.extend(b"long.local_part-".iter().copied().cycle().take(480));
    document.push("@\n");
}
