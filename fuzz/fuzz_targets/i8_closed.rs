//! I8: a request body is sanitized whole, and stays the JSON that it was; or it is refused.

#![no_main]

use inkout::Redactor;
use inkout_fuzz::{Input, KEY};
use inkout_wire::{Exchange, Request};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Stands in the first string of every body.
const VALUE: &[u8] = b"planted.value@example.com";

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    if input.text.windows(VALUE.len()).any(|w| w == VALUE) {
        return;
    }
    let redactor = Redactor::default();
    let body = planted(input.text);
    let exchange = Exchange::new(&redactor, Some(KEY));
    let request = Request {
        method: "POST",
        url: "https://api.openai.com/v1/chat/completions",
        content_type: Some("application/json"),
        content_encoding: None,
        authorization: None,
    };
    let Ok(out) = exchange.redact_request(&request, &body) else { return };
    assert!(!out.windows(VALUE.len()).any(|w| w == VALUE), "the planted value is left");
    let before = serde_json::from_slice::<Value>(&body);
    let after = serde_json::from_slice::<Value>(&out);
    assert_eq!(before.is_ok(), after.is_ok(), "JSON stays JSON: {}", out.escape_ascii());
    if let Ok(after) = after {
        let mut leaves = Vec::new();
        messages(&after, &mut leaves);
        for text in leaves {
            let found = redactor.scan(text).expect("no limit");
            assert!(found.is_empty(), "{found:?} is left in {text}");
        }
    }
    let mut answer = exchange.answer(Some("application/json"), request.url);
    let mut restored = Vec::new();
    input.chunks().into_iter().for_each(|chunk| answer.push(chunk, &mut restored));
    answer.finish(&mut restored);
});

/// The body with a value in whatever string comes first, so that the walk has to find it.
fn planted(body: &[u8]) -> Vec<u8> {
    let at = body.iter().position(|b| *b == b'"').map_or(0, |at| at + 1);
    let (before, after) = body.split_at(at);
    if at == 0 { body.to_vec() } else { [before, b" ", VALUE, b" ", after].concat() }
}

/// The contents of messages: text, whatever the walk thinks of other fields.
fn messages<'v>(value: &'v Value, leaves: &mut Vec<&'v str>) {
    let contents = value.get("messages").and_then(Value::as_array).into_iter().flatten();
    leaves.extend(contents.filter_map(|m| m.get("content")?.as_str()));
}
