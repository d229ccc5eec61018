//! I6: a text many times over takes that many times as long, not more: libFuzzer's time limit is the check.
#![no_main]

use inkout::{Pattern, Redactor};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let long = text.repeat(1 + (1 << 18) / text.len().max(1));
    let pattern = Pattern::new("ANY", ".*[^A-Z]|[A-Z]").max_length(64);
    let redactor = Redactor::builder().pattern(pattern).build().expect("a valid pattern");
    redactor.redact_bytes(&long).expect("no limit");
});
