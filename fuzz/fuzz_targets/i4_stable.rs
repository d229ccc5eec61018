//! I4: redacting the output again changes nothing.
#![no_main]

use inkout::Redactor;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let redactor = Redactor::default();
    let once = redactor.redact_bytes(text).expect("no limit");
    assert!(redactor.redact_bytes(&once).expect("no limit") == once, "the second pass changed something");
});
