//! I7: nothing that can be printed holds a detected value.

#![no_main]

use inkout::{Operator, Redactor};
use inkout_fuzz::{Input, KEY};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let Ok(text) = std::str::from_utf8(input.text) else { return };
    let redactor = Redactor::default();
    let findings = redactor.scan(text).expect("no limit");
    if findings.is_empty() {
        return;
    }
    let session = redactor.session_with_key(KEY);
    let redacted = session.redact_with_findings(text).expect("nothing blocks");
    let blocking = Redactor::builder().operator("DEFAULT", Operator::block()).build().expect("compiles");
    let mut stream = redactor.stream();
    stream.push(input.text, &mut Vec::new()).expect("nothing blocks");
    let printed = format!(
        "{findings:?} {session:?} {:?} {stream:?} {:?} {:?} {:?}",
        redacted.findings,
        redactor.explain(text),
        blocking.redact(text),
        session.unresolved(),
    );
    for f in &findings {
        let value = &text[f.span()];
        assert!(value.len() < 8 || redacted.text.contains(value) || !printed.contains(value), "a value is printed");
    }
});
