//! I4: redacting the output again changes nothing, where every operator writes a placeholder.

#![no_main]

use inkout_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let redactor = input.stable();
    let once = redactor.redact_bytes(input.text).expect("nothing blocks");
    let twice = redactor.redact_bytes(&once).expect("nothing blocks");
    assert_eq!(twice.escape_ascii().to_string(), once.escape_ascii().to_string());
});
