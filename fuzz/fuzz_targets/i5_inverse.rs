//! I5: in a session, what was redacted comes back, also where the text holds tokens already.

#![no_main]

use inkout::{Policy, Redactor};
use inkout_fuzz::{Input, KEY};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    // Every operator that a session makes a token of: what is masked or dropped does not come back.
    let policy = Policy { operators: Default::default(), ..input.redactor().policy().clone() };
    let redactor = Redactor::builder().policy(policy).build().expect("it was compiled before");
    let session = redactor.session_with_key(KEY);
    let out = session.redact_bytes(input.text).expect("nothing blocks");
    assert_eq!(*session.restore_bytes(&out), *input.text);
    let again = session.redact_bytes(&out).expect("nothing blocks");
    assert_eq!(*session.restore_bytes(&again), *out);
});
