//! I6: what built-in types hold back is bounded by the policy, not by the text. That time is linear is seen by the
//! fuzzer's own limit, on a text many times over, and counted in the tests of the core.

#![no_main]

use inkout_fuzz::Input;
use libfuzzer_sys::fuzz_target;

/// Most bytes held back: an address behind escapes, and the words behind it.
const MOST_PENDING: usize = 1200;
const BYTES: usize = 20_000;
/// Bytes of the text that has to come to an end in time.
const MANY_BYTES: usize = 1 << 18;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let redactor = input.redactor();
    if input.text.is_empty() {
        return;
    }
    if !redactor.policy().patterns.is_empty() {
        let text: Vec<u8> = input.text.iter().copied().cycle().take(MANY_BYTES).collect();
        redactor.redact_bytes(&text).expect("nothing blocks");
        return;
    }
    let text: Vec<u8> = input.text.iter().copied().cycle().take(BYTES).collect();
    let (mut stream, mut out) = (redactor.stream(), Vec::new());
    for chunk in text.chunks(101) {
        out.clear();
        stream.push(chunk, &mut out).expect("nothing blocks");
        assert!(stream.pending() <= MOST_PENDING, "{} bytes are held back", stream.pending());
    }
});
