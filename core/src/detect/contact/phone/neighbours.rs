//! Does the key or word beside a number without separators say that it is something else?
//!
//! Ids, sizes and times have the digits of telephone numbers. What is written `x=0312338707` or `"x": 0312338707` is what
//! its key says, and only context makes it a telephone number; a few words say that it is none.

use crate::detect::Window;
use crate::detect::words::Words;

/// Words before a number that name it.
#[rustfmt::skip]
static BEFORE: Words = Words::new(&[
    "account", "acct", "article", "asin", "barcode", "batch", "bib", "block", "build", "bytes", "card", "case", "code", "count",
    "device", "doi", "duns", "ean", "gtin", "hash", "height", "id", "ids", "iban", "imei", "invoice", "isbn",
    "isin", "issn", "item", "job", "line", "lot", "model", "nonce", "npi", "object", "offset", "order", "parcel",
    "part", "passport", "pid", "po", "policy", "pmid", "port", "product", "ref", "reference", "request", "revision", "routing", "seed",
    "serial", "sin", "size", "sku", "ssn", "tax", "tfn", "ticket", "timestamp", "tin", "token", "total", "tracking", "tweet", "uid",
    "upc", "vat", "version",
]);

/// Units and words after a number that measure it.
#[rustfmt::skip]
static AFTER: Words = Words::new(&[
    "b", "byte", "bytes", "bits", "cycles", "dollars", "entries", "euros", "gas", "gib", "hz", "items", "kb", "kib", "km",
    "lines", "m", "mb", "mib", "micros", "microseconds", "milliseconds", "million", "ms", "nanos", "nanoseconds", "ns",
    "pages", "people", "records", "requests", "rows", "s", "sec", "seconds", "steps", "times", "tokens", "units", "us",
    "usd", "users", "views", "votes", "wei", "words",
]);
/// Words between a name and its number.
static LINKS: Words = Words::new(&["is", "are", "was", "no", "nr", "num", "number", "numbers"]);
/// Words of the lists are shorter.
const LONGEST_WORD: usize = 13;

/// What stands beside a number says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// Nothing.
    Nothing,
    /// It is the value of a key: only context makes it a telephone number.
    Key,
    /// It is something else.
    Other,
}

/// Reads what names the number in `window[start..end]`.
pub(crate) fn name(window: &Window<'_>, start: usize, end: usize) -> Name {
    let key = key_end(window, start);
    let named = key.unwrap_or_else(|| linked(window, start));
    if BEFORE.hold(word_that_ends(window, named)) || AFTER.hold(word_after(window, end)) {
        Name::Other
    } else if key.is_some() {
        Name::Key
    } else {
        Name::Nothing
    }
}

/// Whether a comma parts the number in `window[start..end]` from another.
pub(crate) fn is_in_a_list(window: &Window<'_>, start: usize, end: usize) -> bool {
    let is_digit = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
    let comma = window.run_back(start, |b| b == b' ');
    let follows = comma > 0 && window.before(comma) == Some(b',') && is_digit(window.before(comma - 1));
    follows || (window.get(end) == Some(b',') && is_digit(window.get(window.run(end + 1, |b| b == b' '))))
}

/// Where the key ends whose value the number is: `id=1`, `id:1`, `"id": 1`, `"id": "1"`.
fn key_end(window: &Window<'_>, start: usize) -> Option<usize> {
    let is_quote = |b: u8| matches!(b, b'"' | b'\'' | b'\\');
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let quoted = window.run_back(start, is_quote);
    let blank = window.run_back(quoted, |b| b == b' ');
    let sign = window.before(blank).filter(|b| matches!(b, b'=' | b':'))?;
    let end = window.run_back(blank - 1, is_quote);
    let is_key = sign == b'=' || end < blank - 1 || (blank == start && window.before(end).is_some_and(is_name));
    is_key.then_some(end)
}

/// The end of the word before a number, past signs and words that only link them: `id: 1`, `id number is 1`.
fn linked(window: &Window<'_>, start: usize) -> usize {
    let is_sign = |b: u8| matches!(b, b' ' | b':' | b'#' | b'.' | b'(' | b'"' | b'\'');
    let mut end = window.run_back(start, is_sign);
    for _ in 0..2 {
        let word = word_that_ends(window, end);
        if !LINKS.hold(word) {
            break;
        }
        end = window.run_back(end - word.len(), is_sign);
    }
    end
}

/// The last word that ends at `end`: `id` of `userId`, `user_id` and `order id`.
fn word_that_ends<'t>(window: &Window<'t>, end: usize) -> &'t [u8] {
    let (mut start, mut last) = (end, b'a');
    while let Some(letter) = window.before(start).filter(u8::is_ascii_alphabetic) {
        // The bit that lower case has: a hump.
        if letter & !last & 0x20 != 0 {
            break;
        }
        (start, last) = (start - 1, letter);
    }
    window.slice(start, end)
}

fn word_after<'t>(window: &Window<'t>, end: usize) -> &'t [u8] {
    let start = if window.get(end) == Some(b' ') { end + 1 } else { end };
    let mut word = start;
    while word - start <= LONGEST_WORD && window.get(word).is_some_and(|b| b.is_ascii_alphabetic()) {
        word += 1;
    }
    window.slice(start.min(word), word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Name {
        let start = text.find('1').unwrap();
        let end = text.rfind('1').unwrap() + 1;
        name(&Window::new(text.as_bytes(), start, false), start, end)
    }

    #[test]
    fn words_and_keys_say_what_a_number_is() {
        for text in [
            "order 11",
            "Order #11",
            "\"user_id\": 11",
            "userId=11",
            "isbn:11",
            "read 11 bytes",
            "in 11ns",
            "id: '11'",
            "tax ID is 11",
            "Part number: 11",
        ] {
            assert_eq!(named(text), Name::Other, "{text}");
        }
        for text in ["\"value\": \"11\"", "x=11", "x:11", "{\\\"value\\\": 11"] {
            assert_eq!(named(text), Name::Key, "{text}");
        }
        for text in ["11", "see 11, thanks", "my number is 11", "Mum: 11", "(11)", "border 11", "11 nested"] {
            assert_eq!(named(text), Name::Nothing, "{text}");
        }
    }

    #[test]
    fn numbers_with_commas_between_are_a_list() {
        let is_listed = |text: &str, start, end| is_in_a_list(&Window::new(text.as_bytes(), start, false), start, end);
        assert!(is_listed("11, 22", 0, 2) && is_listed("11, 22", 4, 6));
        assert!(!is_listed("11, and 22", 0, 2) && !is_listed("see 22,", 4, 6));
    }
}
