//! I3: bytes outside findings come out exactly as they went in, and text stays text.

#![no_main]

use inkout_fuzz::{Input, streamed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let (out, findings) = streamed(input.redactor(), &input.chunks()).expect("nothing blocks");
    let (mut read, mut written) = (0, 0);
    for f in &findings {
        assert_eq!(input.text[read..f.span().start], out[written..f.span_out().start]);
        (read, written) = (f.span().end, f.span_out().end);
    }
    assert_eq!(input.text[read..], out[written..]);
    if let Ok(text) = std::str::from_utf8(input.text) {
        let redacted = input.redactor().redact(text).expect("nothing blocks");
        assert_eq!(redacted.as_bytes(), out, "a character was cut");
    }
});
