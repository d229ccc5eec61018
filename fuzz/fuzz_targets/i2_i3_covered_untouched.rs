//! I2 and I3: each finding is replaced once, and every other byte comes out as it went in.
#![no_main]

use inkout::Redactor;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let redactor = Redactor::default();
    let mut expected = Vec::new();
    let mut at = 0;
    for finding in redactor.scan(text).expect("no limit") {
        let span = finding.span();
        assert!(at <= span.start && span.start < span.end && span.end <= text.len(), "spans are in order and apart");
        expected.extend_from_slice(&text[at..span.start]);
        expected.extend_from_slice(format!("[REDACTED_{}]", finding.label()).as_bytes());
        at = span.end;
    }
    expected.extend_from_slice(&text[at..]);
    assert!(*redactor.redact_bytes(text).expect("no limit") == expected, "the output is not what the findings say");
});
