//! Requests and answers with the real redactor, through the public interface.

use inkout::{Operator, Redactor};
use inkout_wire::{Exchange, Request, UnsafePayload};
use proptest::prelude::*;
use serde_json::{Value, json};

const VALUES: &[&str] = &[
    "bob@example.com",
    "+1 212 555 0123",
    "4111 1111 1111 1111",
    "GB82 WEST 1234 5698 7654 32",
    "192.0.2.17",
    "alice.o'neil@example.org",
];

fn exchange() -> Exchange {
    Exchange::new(&Redactor::default(), Some(b"a key for tests"))
}

fn request<'r>(content_type: &'r str) -> Request<'r> {
    let content_type = Some(content_type);
    Request { method: "POST", url: "https://api.openai.com/v1/chat/completions", content_type, ..Request::default() }
}

fn send(exchange: &Exchange, body: &str) -> Result<String, UnsafePayload> {
    let out = exchange.redact_request(&request("application/json"), body.as_bytes())?;
    Ok(String::from_utf8(out.into_owned()).expect("UTF-8"))
}

fn receive(exchange: &Exchange, content_type: &str, body: &[u8], cut: usize) -> String {
    let mut answer = exchange.answer(Some(content_type), "https://api.openai.com/v1/chat/completions");
    let mut out = Vec::new();
    for chunk in body.chunks(cut) {
        answer.push(chunk, &mut out);
    }
    answer.finish(&mut out);
    String::from_utf8(out).expect("UTF-8")
}

/// A request with values in every role and field, one of them nested and one escaped.
fn conversation() -> Value {
    let [mail, phone, card, iban, address, name] = VALUES else { unreachable!() };
    let arguments = json!({"to": mail, "note": {"card": card}}).to_string().replace('@', "\\u0040");
    json!({
        "model": "gpt-5", "user": mail, "metadata": {"phone": phone, *mail: "key"},
        "messages": [
            {"role": "system", "content": format!("You serve {name}.")},
            {"role": "user", "content": [{"type": "text", "text": format!("Call {phone}, pay {card} to {iban}")}]},
            {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function",
                "function": {"name": "pay", "arguments": arguments}}]},
            {"role": "tool", "tool_call_id": "call_1", "content": format!("paid from {address}")},
        ],
        "tools": [{"type": "function", "function": {"name": "pay", "parameters": {"type": "object",
            "properties": {"to": {"type": "string", "default": mail, "description": format!("such as {iban}")}}}}}],
        "numbers": {"card": 4_111_111_111_111_111_u64, "ssn": 536_221_234, "created": 1_712_345_678},
    })
}

/// The text without escapes, however often they are nested.
fn bare(text: &str) -> String {
    text.replace('\\', "").replace("u0040", "@")
}

#[test]
fn no_value_leaves_and_every_value_comes_back() {
    let exchange = exchange();
    let body = conversation().to_string();
    let sent = send(&exchange, &body).expect("sendable");
    for value in VALUES.iter().copied().chain(["4111111111111111", "536221234", "@example"]) {
        assert!(!bare(&sent).contains(value), "{value} is in {sent}");
    }
    assert!(sent.contains("1712345678") && sent.contains("\"call_1\"") && sent.contains("\"gpt-5\""), "{sent}");
    let back: Value = serde_json::from_str(&receive(&exchange, "application/json", sent.as_bytes(), 7)).expect("valid");
    let mut wanted = conversation();
    wanted["numbers"]["card"] = "4111111111111111".into();
    wanted["numbers"]["ssn"] = "536221234".into();
    let arguments = |v: &Value| -> Value {
        serde_json::from_str(v["messages"][2]["tool_calls"][0]["function"]["arguments"].as_str().expect("text"))
            .expect("JSON")
    };
    assert_eq!(arguments(&back), arguments(&wanted));
    for value in [&back, &wanted].map(|v| v["messages"][2]["tool_calls"][0]["function"]["name"].clone()) {
        assert_eq!(value, "pay");
    }
    for key in ["user", "metadata", "tools", "numbers"] {
        assert_eq!(back[key], wanted[key], "{key}");
    }
    for message in [0, 1, 3] {
        assert_eq!(back["messages"][message], wanted["messages"][message]);
    }
    assert_eq!(exchange.counts().tokens_unresolved, 0);
    assert!(exchange.counts().replaced["EMAIL_ADDRESS"] >= 4);
}

#[test]
fn the_same_body_and_key_give_the_same_bytes_and_a_longer_history_the_same_beginning() {
    let body = conversation().to_string();
    let first = send(&exchange(), &body).expect("sendable");
    assert_eq!(send(&exchange(), &body).expect("sendable"), first);
    let mut longer = conversation();
    longer["messages"].as_array_mut().expect("an array").push(json!({"role": "user", "content": "and c@example.com"}));
    let longer = send(&exchange(), &longer.to_string()).expect("sendable");
    let same = first.bytes().zip(longer.bytes()).take_while(|(a, b)| a == b).count();
    assert!(first[same..].starts_with(']'), "they part at the end of the history: {}", &first[same..]);
}

#[test]
fn a_streamed_echo_is_restored_at_every_cut_of_text_and_bytes() {
    let exchange = exchange();
    let text = VALUES.join(", ");
    let sent =
        send(&exchange, &json!({"messages": [{"role": "user", "content": text}]}).to_string()).expect("sendable");
    let sent: Value = serde_json::from_str(&sent).expect("valid");
    let tokens = sent["messages"][0]["content"].as_str().expect("a text");
    assert!(!tokens.contains("example"));
    let arguments = json!({"all": tokens, "nested": json!({"all": tokens}).to_string()}).to_string();
    for length in [1, 2, 3, 5, 9, 400] {
        let mut stream = String::new();
        for piece in tokens.as_bytes().chunks(length) {
            let piece = std::str::from_utf8(piece).expect("ASCII");
            stream += &format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {"content": piece}}]}));
        }
        for piece in arguments.as_bytes().chunks(length) {
            let call = json!({"index": 0, "function": {"arguments": std::str::from_utf8(piece).expect("ASCII")}});
            stream += &format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {"tool_calls": [call]}}]}));
        }
        stream += "data: [DONE]\n\n";
        for cut in [1, 3, 64, 100_000] {
            let out = receive(&exchange, "text/event-stream", stream.as_bytes(), cut);
            let (mut content, mut call) = (String::new(), String::new());
            for data in out.lines().filter_map(|line| line.strip_prefix("data: ")).filter(|data| *data != "[DONE]") {
                let event: Value = serde_json::from_str(data).expect("valid");
                let delta = &event["choices"][0]["delta"];
                content += delta["content"].as_str().unwrap_or_default();
                call += delta["tool_calls"][0]["function"]["arguments"].as_str().unwrap_or_default();
            }
            assert_eq!(content, text, "{length} {cut}");
            let call: Value = serde_json::from_str(&call).expect("valid");
            assert_eq!(call["all"], text);
            assert_eq!(
                serde_json::from_str::<Value>(call["nested"].as_str().expect("a text")).expect("valid")["all"],
                text
            );
        }
    }
}

#[test]
fn the_key_beside_a_value_is_context() {
    for body in [r#"{"metadata":{"ssn":"536221234"}}"#, r#"{"input":[{"x":{"ssn":536221234}}]}"#] {
        let sent = send(&exchange(), body).expect("sendable");
        assert!(!sent.contains("536221234"), "{sent}");
    }
}

#[test]
fn other_operators_keep_the_document_valid() {
    let redactor = Redactor::builder()
        .operator("EMAIL_ADDRESS", Operator::mask().keep_last(4))
        .operator("IP_ADDRESS", Operator::replace("<\"ip\">"))
        .build()
        .expect("a policy");
    let exchange = Exchange::new(&redactor, Some(b"key"));
    let sent = send(&exchange, r#"{"input":"\u00fc bob@example.com, \"192.0.2.1\" \u00fc"}"#).expect("sendable");
    assert!(!sent.contains("bob") && !sent.contains("192.0.2.1"), "{sent}");
    assert!(serde_json::from_str::<Value>(&sent).is_ok(), "{sent}");
}

#[test]
fn a_blocked_entity_type_is_the_cause_of_the_refusal() {
    let redactor = Redactor::builder().operator("CREDIT_CARD", Operator::block()).build().expect("a policy");
    let exchange = Exchange::new(&redactor, None);
    let refusal = send(&exchange, r#"{"messages":[{"content":"4111 1111 1111 1111"}]}"#).expect_err("blocked");
    assert_eq!(refusal.cause().map(inkout::Error::kind), Some(inkout::ErrorKind::Blocked));
    assert!(refusal.to_string().contains("messages[0].content") && !refusal.to_string().contains("4111"), "{refusal}");
}

#[test]
fn nothing_prints_a_value() {
    let exchange = exchange();
    send(&exchange, &conversation().to_string()).expect("sendable");
    let request = Request { authorization: Some("Bearer sk-test"), ..request("application/json") };
    let printed = format!("{exchange:?} {request:?} {:?} {:?}", exchange.answer(None, ""), exchange.counts());
    for value in VALUES.iter().copied().chain(["sk-test"]) {
        assert!(!printed.contains(value), "{printed}");
    }
}

/// Texts with values, tokens and look-alikes in and around JSON.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "bob@example.com",
        "4111 1111 1111 1111",
        "192.0.2.17",
        "[EMAIL_1KT]",
        "EMAIL_1",
        "[email_1kt]",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "\\",
        "\n",
        " ",
        "ü",
        "\\u0040",
        "a\\u0040example.com",
        "{\"to\":\"bob@example.com\"}",
        "x",
        ",",
        ":",
        "\u{feff}",
        "`",
        "1",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// The value with JSON in strings read as JSON: an escape inside of a value there comes back as the character it stands
/// for.
fn meaning(value: Value) -> Value {
    match value {
        Value::String(text) => match serde_json::from_str(&text) {
            Ok(inner @ (Value::Object(_) | Value::Array(_) | Value::String(_))) => json!({"json": meaning(inner)}),
            _ => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(meaning).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (meaning(name.into()).to_string(), meaning(value))).collect()
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn i5_a_body_comes_back_as_it_was(content in texts(), key in texts(), nest in 0_usize..3) {
        let mut inner = json!({"text": content});
        for _ in 0..nest {
            inner = json!({"in": inner.to_string()});
        }
        let body = json!({"messages": [{"role": "user", "content": content}], "metadata": {key: content}, "x": inner}).to_string();
        let exchange = exchange();
        let sent = send(&exchange, &body).expect("sendable");
        let back = receive(&exchange, "application/json", sent.as_bytes(), 11);
        let (back, body): (Value, Value) = (serde_json::from_str(&back).expect("valid"), serde_json::from_str(&body).expect("valid"));
        prop_assert_eq!(meaning(back), meaning(body));
    }

    #[test]
    fn i10_arbitrary_bytes_end(body in prop::collection::vec(any::<u8>(), 0..120), cut in 1_usize..20) {
        let exchange = exchange();
        send(&exchange, r#"{"input":"bob@example.com"}"#).expect("sendable");
        for content_type in ["application/json", "text/plain", "application/x-www-form-urlencoded", "application/jsonl"] {
            let _ = exchange.redact_request(&request(content_type), &body);
        }
        for content_type in ["application/json", "text/event-stream", "text/plain", "application/octet-stream", "application/x-ndjson"] {
            let mut answer = exchange.answer(Some(content_type), "");
            let mut out = Vec::new();
            body.chunks(cut).for_each(|chunk| answer.push(chunk, &mut out));
            answer.finish(&mut out);
        }
    }
}
