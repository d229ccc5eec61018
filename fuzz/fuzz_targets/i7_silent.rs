//! I7: nothing that can be printed holds a value.
#![no_main]

use inkout::{Operator, Redactor};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let redactor = Redactor::builder().operator("DEFAULT", Operator::block()).build().expect("a valid policy");
    let findings = redactor.scan(text).expect("no limit");
    let Some(first) = findings.first() else { return };
    let value = &text[first.span()];
    // A short value can stand in any sentence by chance.
    if value.len() >= 10 {
        let error = redactor.redact(text).expect_err("a blocked type");
        let printed = format!("{error} {error:?} {findings:?} {redactor:?} {:?}", redactor.session());
        assert!(!printed.contains(value), "a value was printed");
    }
});
