//! Does the key or word beside a number without separators say that it is something else?
//!
//! Ids, sizes and times have the digits of telephone numbers. What is written `id=0312338707` or `"id": 0312338707` is
//! what its key says, and only context makes it a telephone number; in prose a few words do the same.

use crate::detect::Window;

/// Words before a number that name it.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "account", "acct", "article", "asin", "barcode", "batch", "bib", "block", "build", "bytes", "case", "code", "count",
    "device", "doi", "duns", "ean", "gtin", "hash", "height", "id", "ids", "iban", "imei", "invoice", "isbn",
    "isin", "issn", "item", "job", "line", "lot", "model", "nonce", "npi", "object", "offset", "order", "parcel",
    "part", "pid", "po", "policy", "pmid", "port", "product", "ref", "reference", "request", "revision", "routing", "seed",
    "serial", "sin", "size", "sku", "ssn", "ticket", "timestamp", "tin", "token", "total", "tracking", "tweet", "uid",
    "upc", "vat", "version",
];

/// Units and words after a number that measure it.
#[rustfmt::skip]
const AFTER: &[&str] = &[
    "b", "byte", "bytes", "bits", "cycles", "dollars", "entries", "euros", "gas", "gib", "hz", "items", "kb", "kib", "km",
    "lines", "m", "mb", "mib", "micros", "microseconds", "milliseconds", "million", "ms", "nanos", "nanoseconds", "ns",
    "pages", "people", "records", "requests", "rows", "s", "sec", "seconds", "steps", "times", "tokens", "units", "us",
    "usd", "users", "views", "votes", "wei", "words",
];
const LONGEST_WORD: usize = 12;

/// Whether the number in `window[start..end]` is named or measured as something else.
pub(crate) fn name_it_otherwise(window: &Window<'_>, start: usize, end: usize) -> bool {
    has_key(window, start) || is_one_of(BEFORE, word_before(window, start)) || is_one_of(AFTER, word_after(window, end))
}

/// Whether a comma parts the number in `window[start..end]` from another.
pub(crate) fn is_in_a_list(window: &Window<'_>, start: usize, end: usize) -> bool {
    let is_digit = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
    let comma = window.run_back(start, |b| b == b' ');
    let follows = comma > 0 && window.before(comma) == Some(b',') && is_digit(window.before(comma - 1));
    follows || (window.get(end) == Some(b',') && is_digit(window.get(window.run(end + 1, |b| b == b' '))))
}

/// Whether the number is the value of a key: `id=1`, `id:1`, `"id": 1`, `"id": "1"`.
fn has_key(window: &Window<'_>, start: usize) -> bool {
    let is_quote = |b: u8| matches!(b, b'"' | b'\'');
    let quoted = window.run_back(start, |b| is_quote(b) || b == b'\\');
    let blank = window.run_back(quoted, |b| b == b' ');
    match window.before(blank) {
        Some(b'=') => true,
        Some(b':') => {
            let key = window.before(blank - 1);
            key.is_some_and(is_quote) || (blank == start && key.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_'))
        }
        _ => false,
    }
}

fn word_before<'t>(window: &Window<'t>, start: usize) -> &'t [u8] {
    let end = window.run_back(start, |b| matches!(b, b' ' | b':' | b'#' | b'.' | b'(' | b'"'));
    let word = window.run_back(end, |b| b.is_ascii_alphabetic());
    // `order id 123`, but not `orderid123`.
    if end == start || end - word > LONGEST_WORD { &[] } else { window.slice(word, end) }
}

fn word_after<'t>(window: &Window<'t>, end: usize) -> &'t [u8] {
    let start = if window.get(end) == Some(b' ') { end + 1 } else { end };
    let mut word = start;
    while word - start <= LONGEST_WORD && window.get(word).is_some_and(|b| b.is_ascii_alphabetic()) {
        word += 1;
    }
    window.slice(start.min(word), word)
}

fn is_one_of(words: &[&str], word: &[u8]) -> bool {
    words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(word))
}
