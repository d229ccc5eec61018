//! I10: any bytes and any accepted policy come to an end without a panic. The input is a policy in TOML, a line `---`,
//! and a text.

#![no_main]

use inkout::{Policy, Redactor};
use inkout_fuzz::{Input, streamed};
use libfuzzer_sys::fuzz_target;

const LINE: &[u8] = b"\n---\n";

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let redactor = policy(input.text).and_then(|(policy, text)| {
        let policy = Policy::from_toml(policy).ok()?;
        Some((Redactor::builder().policy(policy).build().ok()?, text))
    });
    let (redactor, text) = redactor.unwrap_or_else(|| (input.redactor().clone(), input.text));
    let whole = redactor.redact_bytes(text).map(|out| out.into_owned());
    let cut = streamed(&redactor, &text.chunks(7).collect::<Vec<_>>()).map(|(out, _)| out);
    assert_eq!(whole.is_ok(), cut.is_ok());
    if let (Ok(whole), Ok(cut)) = (whole, cut) {
        assert_eq!(whole, cut);
    }
    let _ = redactor.explain(text);
});

fn policy(data: &[u8]) -> Option<(&str, &[u8])> {
    let at = data.windows(LINE.len()).position(|w| w == LINE)?;
    Some((std::str::from_utf8(&data[..at]).ok()?, &data[at + LINE.len()..]))
}
