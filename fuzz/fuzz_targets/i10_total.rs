//! I10: any bytes and any policy that was accepted come to an end without a panic.
#![no_main]

use inkout::{Pattern, Policy, Redactor};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, bool, u8, &[u8])| {
    let (regex, is_strict, length, text) = input;
    let policy = Policy::preset(if is_strict { "strict" } else { "default" }).expect("a preset");
    let pattern = Pattern::new("ANY", regex).max_length(1 + usize::from(length));
    let Ok(redactor) = Redactor::builder().policy(policy).pattern(pattern).build() else { return };
    redactor.redact_bytes(text).expect("no limit");
    redactor.explain(text).expect("no limit");
    let session = redactor.session();
    session.restore_bytes(text);
});
