//! I2: every byte of every accepted finding has exactly one owner.

#![no_main]

use inkout_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let findings = input.redactor().scan(input.text).expect("no limit");
    for pair in findings.windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "two owners");
    }
    for decision in input.redactor().explain(input.text).expect("no limit").iter().filter(|d| d.accepted()) {
        let is_owned = |at: u64| findings.iter().any(|f| f.start() <= at && at < f.end());
        assert!((decision.start()..decision.end()).all(is_owned), "{decision:?} is not covered by {findings:?}");
    }
});
