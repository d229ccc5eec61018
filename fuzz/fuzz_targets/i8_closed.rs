//! I8: a JSON body is sanitized or refused; a planted value never leaves in clear.
#![no_main]

use inkout::Redactor;
use inkout_wire::{Exchange, Request};
use libfuzzer_sys::fuzz_target;

const VALUE: &str = "planted.value@example.com";

fuzz_target!(|input: (&str, &[u8])| {
    let (role, around) = input;
    let mut body = around.to_vec();
    // Into the first string of whatever was made up, so that the walker has to find it.
    if let Some(at) = body.iter().position(|b| *b == b'"') {
        body.splice(at + 1..=at, format!(" {VALUE} ").bytes());
    }
    let request = Request {
        method: "POST",
        url: "https://api.openai.com/v1/chat/completions",
        content_type: Some("application/json"),
        content_encoding: None,
        authorization: Some(role),
    };
    let exchange = Exchange::new(&Redactor::default(), Some(b"key"));
    if let Ok(sent) = exchange.redact_request(&request, &body) {
        assert!(!String::from_utf8_lossy(&sent).contains(VALUE), "a value left");
    }
});
