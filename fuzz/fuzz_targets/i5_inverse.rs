//! I5: in a session, restoring what was redacted gives the text back.
#![no_main]

use inkout::Redactor;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let session = Redactor::default().session_with_key(b"key");
    let sent = session.redact_bytes(text).expect("no limit");
    assert!(*session.restore_bytes(&sent) == *text, "the text did not come back");
});
