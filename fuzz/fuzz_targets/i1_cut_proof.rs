//! I1: however the text is cut, output and findings are those of the whole; in a session too.

#![no_main]

use inkout_fuzz::{Input, KEY, streamed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let redactor = input.redactor();
    let whole = redactor.redact_bytes(input.text).expect("nothing blocks");
    let scanned = redactor.scan(input.text).expect("no limit");
    let (out, findings) = streamed(redactor, &input.chunks()).expect("nothing blocks");
    assert_eq!(out, *whole);
    let seen = |found: &[inkout::Finding]| {
        found.iter().map(|f| (f.span(), f.level(), f.entity().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(seen(&findings), seen(&scanned));

    let whole = redactor.session_with_key(KEY).redact_bytes(input.text).expect("nothing blocks").into_owned();
    let session = redactor.session_with_key(KEY);
    let (mut stream, mut out) = (session.stream(), Vec::new());
    for chunk in input.chunks() {
        stream.push(chunk, &mut out).expect("nothing blocks");
    }
    stream.finish(&mut out).expect("nothing blocks");
    assert_eq!(out, whole);
});
