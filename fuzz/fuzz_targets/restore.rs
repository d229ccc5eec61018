//! Restoring any bytes in chunks gives what restoring the whole gives, and never more is held back than a token.

#![no_main]

use inkout::Redactor;
use inkout_fuzz::{Input, KEY};
use libfuzzer_sys::fuzz_target;

/// The longest spelling of a token: every `_` escaped, brackets, blanks, nine digits.
const MOST_PENDING: usize = 64;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let session = Redactor::default().session_with_key(KEY);
    session.redact("bob@example.com, eve@example.com, 212-555-0123, 192.0.2.1, 536-22-1234").expect("nothing blocks");
    let whole = session.restore_bytes(input.text);
    let (mut stream, mut out) = (session.restore_stream(), Vec::new());
    for chunk in input.chunks() {
        stream.push(chunk, &mut out);
        assert!(stream.pending() <= MOST_PENDING);
    }
    stream.finish(&mut out);
    assert_eq!(out, *whole);
});
