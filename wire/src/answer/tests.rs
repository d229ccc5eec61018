use std::sync::Arc;

use crate::sanitizer::Sanitizer;
use crate::sanitizer::fake::Fake;
use crate::{Answer, Exchange};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The value behind `[T_2X]`: everything that must be escaped.
const ODD: &str = "<\"q\\\n\u{fc}>";

/// `[T_1X]` is an address, `[T_2X]` is `ODD`, `[T_3X]` a number.
fn exchange() -> Exchange {
    Exchange::with_sanitizer(sanitizer())
}

fn sanitizer() -> Arc<dyn Sanitizer> {
    let fake = Fake::default();
    fake.redact(format!("a@example.com {ODD} 4111111111111111").as_bytes()).expect("never fails");
    Arc::new(fake)
}

fn read(mut answer: Answer, body: &str, cut: usize) -> String {
    let mut out = Vec::new();
    for chunk in body.as_bytes().chunks(cut) {
        answer.push(chunk, &mut out);
    }
    answer.finish(&mut out);
    String::from_utf8(out).expect("UTF-8")
}

fn restore(content_type: &str, body: &str) -> String {
    let url = "/v1beta/models/m:streamGenerateContent";
    let whole = read(exchange().answer(Some(content_type), url), body, usize::MAX);
    for cut in 1..body.len().min(80) {
        assert_eq!(read(exchange().answer(Some(content_type), url), body, cut), whole, "cut every {cut} bytes");
    }
    whole
}

fn events(stream: &str) -> Vec<Value> {
    let data =
        stream.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim).filter(|data| *data != "[DONE]");
    data.map(|data| serde_json::from_str(data).expect("valid JSON")).collect()
}

/// A stream of events, each a `data:` line.
fn stream(events: &[Value]) -> String {
    events.iter().map(|event| format!("data: {event}\n\n")).collect()
}

/// Joins what stands at a place of all events.
fn joined(events: &[Value], pointer: &str) -> String {
    events.iter().filter_map(|event| event.pointer(pointer)?.as_str()).collect()
}

fn pieces(text: &str, length: usize) -> Vec<String> {
    text.chars().collect::<Vec<_>>().chunks(length).map(|piece| piece.iter().collect()).collect()
}

#[test]
fn documents_are_restored_leaf_by_leaf() {
    let arguments = r#"{"to": "[T_1X]", "odd": "[T_2X]"}"#;
    let body = json!({"id": "[T_9X]", "choices": [{"message": {"content": "Dear [T_1X]", "tool_calls": [
        {"function": {"name": "mail", "arguments": arguments}}]},
        "logprobs": {"content": [{"token": "[T_1X]"}]}}], "usage": {"[T_1X]": 1.0}});
    let body = serde_json::to_string_pretty(&body).expect("written");
    let out = restore("application/json; charset=utf-8", &body);
    let value: Value = serde_json::from_str(&out).expect("valid");
    assert_eq!(value["choices"][0]["message"]["content"], "Dear a@example.com");
    let arguments =
        value["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"].as_str().expect("a string");
    let arguments: Value = serde_json::from_str(arguments).expect("valid");
    assert_eq!(arguments, json!({"to": "a@example.com", "odd": ODD}));
    assert_eq!(value["choices"][0]["logprobs"]["content"][0]["token"], "[T_1X]");
    assert_eq!(value["usage"]["a@example.com"], 1.0);
    assert_eq!(value["id"], "[T_9X]");
}

#[test]
fn what_holds_no_token_keeps_its_bytes() {
    let body = " {\"a\" : \"\\u00fc\\/ \\ud800\", \"a\":[1.0e5,{}]}\n";
    assert_eq!(restore("application/json", body), body);
    let body = ": hello\r\nevent: x\r\ndata:{\"choices\":[{\"delta\":{\"content\":\"\\u0041 [T_\"}}]}\r\n\r\ndata: [DONE]\r\n\r\n";
    assert_eq!(restore("text/event-stream", body), body);
}

#[test]
fn broken_answers_pass_and_are_counted() {
    let exchange = exchange();
    assert_eq!(read(exchange.answer(Some("application/json"), ""), "{\"a\": \"[T_1X]", 3), "{\"a\": \"[T_1X]");
    assert_eq!(read(exchange.answer(Some("text/event-stream"), ""), "data: {[T_1X]\n\n", 3), "data: {[T_1X]\n\n");
    assert_eq!(read(exchange.answer(Some("application/vnd.amazon.eventstream"), ""), "\0[T_1X]", 3), "\0[T_1X]");
    assert_eq!(exchange.counts().answers_unparsed, 3);
    let nothing = Exchange::with_sanitizer(Arc::new(Fake::default()));
    assert_eq!(read(nothing.answer(Some("application/json"), ""), "{[T_1X]", 3), "{[T_1X]");
    assert_eq!(nothing.counts().answers_unparsed, 0, "nothing was redacted, so nothing is read");
}

#[test]
fn texts_lines_and_unnamed_bodies_are_restored() {
    assert_eq!(restore("text/plain", "Dear [T_1X], [T_"), "Dear a@example.com, [T_");
    assert_eq!(restore("text/plain", "{template} [T_1X]"), "{template} a@example.com");
    assert_eq!(restore("", "  {\"a\": \"[T_2X]\"}"), "  {\"a\": \"<\\\"q\\\\\\n\u{fc}>\"}");
    assert_eq!(restore("", "data: {\"a\": \"[T_1X]\"}\n\n"), "data: {\"a\": \"a@example.com\"}\n\n");
    let lines =
        "{\"response\": {\"body\": {\"choices\": [{\"message\": {\"content\": \"[T_2X]\"}}]}}}\n{\"x\": \"[T_1X]\"}\n";
    let out = restore("application/octet-stream", lines);
    let first: Value = serde_json::from_str(out.lines().next().expect("a line")).expect("valid");
    assert_eq!(first["response"]["body"]["choices"][0]["message"]["content"], ODD);
    assert!(out.ends_with("{\"x\": \"a@example.com\"}\n"));
    let records = "{\"choices\":[{\"text\":\"[T_\"}]}\n{\"choices\":[{\"text\":\"1X]\"}]}\n";
    assert_eq!(restore("application/octet-stream", records), records, "records are no pieces of one text");
    assert_eq!(restore("", "\"{\\\"a\\\": \\\"[T_1X]\\\"}\""), "\"{\\\"a\\\": \\\"a@example.com\\\"}\"");
    assert_eq!(restore("application/octet-stream", "\u{1}[T_1X]"), "\u{1}[T_1X]");
    assert_eq!(restore("audio/mpeg", "[T_1X]"), "[T_1X]");
}

#[test]
fn chat_lanes_are_restored_whatever_the_pieces() {
    let content = "To [T_1X] and [T_2X], [Note] [T_8X] [T_";
    let arguments = r#"{"to":"[T_1X]","odd":"[T_2X]","n":[T_3X]}"#;
    for length in [1, 2, 3, 4, 7, 50] {
        let mut sent = vec![json!({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})];
        // Two choices and two tools, all interleaved.
        let (texts, calls) = (pieces(content, length), pieces(arguments, length));
        for i in 0..texts.len().max(calls.len()) {
            for choice in 0..2 {
                if let Some(text) = texts.get(i) {
                    sent.push(json!({"choices": [{"index": choice, "delta": {"content": text}}]}));
                }
            }
            if let Some(call) = calls.get(i) {
                let call = |index| json!({"index": index, "function": {"arguments": call}});
                sent.push(json!({"choices": [{"index": 0, "delta": {"tool_calls": [call(0), call(1)]}}]}));
            }
        }
        sent.push(json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}));
        sent.push(json!({"choices": [{"index": 1, "delta": {}, "finish_reason": "stop"}]}));
        sent.push(json!({"choices": [], "usage": {"total_tokens": 1}}));
        let body = stream(&sent) + "data: [DONE]\n\n";
        let out = read(exchange().answer(Some("text/event-stream"), ""), &body, 5);
        let received = events(&out);
        assert_eq!(received.len(), sent.len(), "no event is invented or dropped");
        assert_eq!(received.last(), sent.last());
        assert!(out.ends_with("data: [DONE]\n\n"));
        let wanted = format!("To a@example.com and {ODD}, [Note] [T_8X] [T_");
        for choice in 0..2 {
            let of_choice: Vec<Value> =
                received.iter().filter(|e| e["choices"][0]["index"] == choice).cloned().collect();
            assert_eq!(joined(&of_choice, "/choices/0/delta/content"), wanted, "{length}");
        }
        for tool in 0..2 {
            let text = joined(&received, &format!("/choices/0/delta/tool_calls/{tool}/function/arguments"));
            let value: Value = serde_json::from_str(&text).expect("valid");
            assert_eq!(value, json!({"to": "a@example.com", "odd": ODD, "n": 4_111_111_111_111_111_u64}));
        }
    }
}

#[test]
fn an_event_waits_only_while_its_token_is_undecided() {
    let mut answer = exchange().answer(Some("text/event-stream"), "");
    let piece = |text: &str| format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {"content": text}}]}));
    let mut push = |text: &str| {
        let mut out = Vec::new();
        answer.push(piece(text).as_bytes(), &mut out);
        joined(&events(&String::from_utf8(out).expect("UTF-8")), "/choices/0/delta/content")
    };
    assert_eq!(push("Hi "), "Hi ");
    assert_eq!(push("there ["), "");
    assert_eq!(push("T_1"), "");
    assert_eq!(push("X] and ["), "there a@example.com and ");
    assert_eq!(push("x"), "[x");
    assert_eq!(push("["), "");
    let mut out = Vec::new();
    assert!(answer.is_waiting());
    answer.flush_idle(&mut out);
    assert_eq!(String::from_utf8(out).expect("UTF-8"), piece("["));
    assert!(!answer.is_waiting());
}

#[test]
fn what_waits_is_bounded() {
    let mut answer = exchange().answer(Some("text/event-stream"), "");
    let mut out = Vec::new();
    answer.push(format!("data: {}\n\n", json!({"choices": [{"delta": {"content": "["}}]})).as_bytes(), &mut out);
    assert!(out.is_empty());
    let filler = format!("data: {}\n\n", json!({"other": "x".repeat(100_000)}));
    for _ in 0..11 {
        answer.push(filler.as_bytes(), &mut out);
    }
    assert!(out.len() > 1_000_000);
}

#[test]
fn responses_agree_in_all_their_copies() {
    let text = "Hi [T_1X], [T_2X] [";
    let arguments = r#"{"to":"[T_2X]"}"#;
    for length in [1, 3, 50] {
        let mut sent = vec![json!({"type": "response.created", "response": {"id": "r", "instructions": "for [T_1X]"}})];
        let event = |kind: &str, item: &str, more: Value| {
            let mut event = json!({"type": format!("response.{kind}"), "item_id": item, "output_index": 0});
            event.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            event
        };
        for piece in pieces(text, length) {
            let more = json!({"content_index": 0, "delta": piece, "logprobs": [], "obfuscation": "[T_1X]"});
            sent.push(event("output_text.delta", "m", more));
        }
        sent.push(event("output_text.done", "m", json!({"content_index": 0, "text": text})));
        sent.push(event(
            "content_part.done",
            "m",
            json!({"content_index": 0, "part": {"type": "output_text", "text": text}}),
        ));
        for piece in pieces(arguments, length) {
            sent.push(event("function_call_arguments.delta", "f", json!({"delta": piece})));
        }
        sent.push(event("function_call_arguments.done", "f", json!({"arguments": arguments})));
        let output = json!([{"id": "m", "content": [{"type": "output_text", "text": text}]}, {"id": "f", "arguments": arguments},
            {"type": "reasoning", "encrypted_content": "[T_1X]"}]);
        sent.push(json!({"type": "response.completed", "response": {"output": output}}));
        for (number, event) in sent.iter_mut().enumerate() {
            event["sequence_number"] = number.into();
        }
        let body: String =
            sent.iter().map(|e| format!("event: {}\ndata: {e}\n\n", e["type"].as_str().expect("a type"))).collect();
        let out = read(exchange().answer(Some("text/event-stream"), ""), &body, 7);
        let received = events(&out);
        let numbers: Vec<_> = received.iter().map(|e| e["sequence_number"].as_u64().expect("a number")).collect();
        assert_eq!(numbers, (0..sent.len() as u64).collect::<Vec<_>>());
        let named = |name: &str| -> Vec<Value> {
            received.iter().filter(|e| e["type"] == format!("response.{name}")).cloned().collect()
        };
        let wanted = format!("Hi a@example.com, {ODD} [");
        assert_eq!(received[0]["response"]["instructions"], "for a@example.com");
        assert_eq!(joined(&named("output_text.delta"), "/delta"), wanted);
        assert_eq!(named("output_text.delta")[0]["obfuscation"], "[T_1X]");
        assert_eq!(named("output_text.done")[0]["text"], wanted);
        assert_eq!(named("content_part.done")[0]["part"]["text"], wanted);
        let call = joined(&named("function_call_arguments.delta"), "/delta");
        assert_eq!(serde_json::from_str::<Value>(&call).expect("valid"), json!({"to": ODD}));
        assert_eq!(named("function_call_arguments.done")[0]["arguments"], call);
        assert_eq!(serde_json::from_str::<Value>(&call).expect("valid"), json!({ "to": ODD }));
        let done = &named("completed")[0]["response"]["output"];
        assert_eq!((&done[0]["content"][0]["text"], &done[1]["arguments"]), (&wanted.into(), &call.into()));
        assert_eq!(done[2]["encrypted_content"], "[T_1X]");
    }
}

#[test]
fn code_takes_only_originals_that_cannot_change_it() {
    let code = "print('[T_1X]')\nprint('[T_2X]')";
    let wanted = "print('a@example.com')\nprint('[T_2X]')";
    for (kind, done) in
        [("code_interpreter_call_code", "code"), ("custom_tool_call_input", "input"), ("shell_call_command", "command")]
    {
        let mut sent: Vec<Value> = pieces(code, 4)
            .iter()
            .map(|p| json!({"type": format!("response.{kind}.delta"), "item_id": "i", "delta": p}))
            .collect();
        sent.push(json!({"type": format!("response.{kind}.done"), "item_id": "i", done: code}));
        let received = events(&restore("text/event-stream", &stream(&sent)));
        assert_eq!(joined(&received, "/delta"), wanted, "{kind}");
        assert_eq!(received.last().expect("an event")[done], wanted, "{kind}");
    }
}

#[test]
fn anthropic_blocks_are_restored_and_seals_kept() {
    let delta = |index: u32, delta: Value| json!({"type": "content_block_delta", "index": index, "delta": delta});
    let mut sent = vec![delta(0, json!({"type": "thinking_delta", "thinking": "of [T_1X]"}))];
    sent.push(delta(0, json!({"type": "signature_delta", "signature": "[T_1X]"})));
    sent.extend(pieces("Hi [T_2X] [T_", 2).iter().map(|p| delta(1, json!({"type": "text_delta", "text": p}))));
    sent.push(json!({"type": "content_block_stop", "index": 1}));
    sent.push(json!({"type": "ping"}));
    sent.extend(
        pieces(r#"{"to":"[T_2X]"}"#, 1)
            .iter()
            .map(|p| delta(2, json!({"type": "input_json_delta", "partial_json": p}))),
    );
    sent.push(json!({"type": "content_block_stop", "index": 2}));
    sent.push(json!({"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": "[T_1X]"}}));
    sent.push(json!({"type": "message_stop"}));
    let received = events(&restore("text/event-stream", &stream(&sent)));
    assert_eq!(received.len(), sent.len());
    assert_eq!(received[..2], sent[..2]);
    assert_eq!(joined(&received, "/delta/text"), format!("Hi {ODD} [T_"));
    let input: Value = serde_json::from_str(&joined(&received, "/delta/partial_json")).expect("valid");
    assert_eq!(input, json!({"to": ODD}));
    assert_eq!(received[received.len() - 2]["delta"]["stop_sequence"], "a@example.com");
}

#[test]
fn gemini_streams_are_restored_as_events_and_as_one_array() {
    let mut sent: Vec<Value> = pieces("Hi [T_1X], [T_2X]", 3)
        .iter()
        .map(|p| json!({"candidates": [{"content": {"parts": [{"text": p, "thoughtSignature": "[T_1X]"}]}, "index": 0}]}))
        .collect();
    let call = json!({"functionCall": {"name": "f", "args": {"to": "[T_2X]", "signature": "[T_1X]"}}});
    sent.push(json!({"candidates": [{"content": {"parts": [call]}, "finishReason": "STOP"}]}));
    let check = |received: Vec<Value>| {
        assert_eq!(joined(&received, "/candidates/0/content/parts/0/text"), format!("Hi a@example.com, {ODD}"));
        assert_eq!(received[0]["candidates"][0]["content"]["parts"][0]["thoughtSignature"], "[T_1X]");
        let args = &received.last().expect("an event")["candidates"][0]["content"]["parts"][0]["functionCall"]["args"];
        assert_eq!(*args, json!({"to": ODD, "signature": "a@example.com"}));
    };
    check(events(&restore("text/event-stream", &stream(&sent).replace('\n', "\r\n"))));
    let array = serde_json::to_string_pretty(&sent).expect("written");
    let out = restore("application/json", &array);
    check(serde_json::from_str(&out).expect("valid"));
}

#[test]
fn ollama_lines_are_one_text() {
    let lines: String = pieces("Hi [T_1X] [", 2)
        .iter()
        .map(|p| {
            json!({"model": "m", "message": {"role": "assistant", "content": p}, "done": false}).to_string() + "\n"
        })
        .collect();
    let body = lines + "{\"done\":true,\"message\":{\"content\":\"\"}}\n";
    let out = restore("application/x-ndjson", &body);
    let received: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("valid")).collect();
    assert_eq!(joined(&received, "/message/content"), "Hi a@example.com [");
}

#[test]
fn a_stream_that_breaks_off_gives_what_waits_then_the_rest() {
    let waiting = format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {"content": "x [T_"}}]}));
    let cut = "data: {\"choices\":[{\"ind";
    assert_eq!(restore("text/event-stream", &format!("{waiting}{cut}")), format!("{waiting}{cut}"));
    // A last event without its empty line that is complete otherwise.
    assert_eq!(restore("text/event-stream", "data: {\"error\":\"[T_1X]\"}"), "data: {\"error\":\"a@example.com\"}");
}

#[test]
fn data_in_several_lines_is_one_document() {
    let body = "data: {\"choices\": [{\"index\": 0,\ndata: \"delta\": {\"content\": \"[T_1X]\"},\ndata:\"x\": \"[T_1X]\"}]}\n\n";
    assert_eq!(restore("text/event-stream", body), body.replace("[T_1X]", "a@example.com"));
}

proptest! {
    #[test]
    fn pieces_join_to_the_restored_text_and_no_event_is_lost(
        texts in prop::collection::vec((0_usize..3, prop::sample::select(vec![
            "[", "T_1", "X]", "[T_2X]", "x [", "{\"a\":\"", "\"}", "\\", "ü", "",
        ])), 1..20),
    ) {
        let event = |(choice, text): &(usize, &str)| json!({"choices": [{"index": choice, "delta": {"content": text}}]});
        let sent: Vec<Value> = texts.iter().map(event).collect();
        let received = events(&read(exchange().answer(Some("text/event-stream"), ""), &stream(&sent), 9));
        prop_assert_eq!(received.len(), sent.len());
        for choice in 0..3 {
            let of = |events: &[Value]| {
                let own: Vec<Value> = events.iter().filter(|e| e["choices"][0]["index"] == choice).cloned().collect();
                joined(&own, "/choices/0/delta/content")
            };
            let mut wanted = Vec::new();
            let mut whole = super::text::TextRestorer::new(&sanitizer(), super::text::Place::Prose);
            whole.push(of(&sent).as_bytes(), &mut wanted);
            whole.flush(&mut wanted);
            prop_assert_eq!(of(&received).into_bytes(), wanted);
        }
    }

    #[test]
    fn i1_streams_do_not_depend_on_the_cut(
        texts in prop::collection::vec(prop::sample::select(vec!["[", "T_1", "X]", "[T_2X]", "x ", "{\"a\":\"", "\"}", "\\", "ü"]), 1..12),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        cut in 1_usize..40,
    ) {
        let body: String = texts.iter().enumerate().map(|(i, text)| {
            let event = json!({"choices": [{"index": i % 2, "delta": {"content": text}}]});
            format!("data: {event}{end}{end}")
        }).collect();
        let whole = read(exchange().answer(Some("text/event-stream"), ""), &body, usize::MAX);
        prop_assert_eq!(read(exchange().answer(Some("text/event-stream"), ""), &body, cut), whole);
    }

    #[test]
    fn i10_any_answer_ends_and_only_tokens_change(
        body in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"{}[]\":,\\u0\r\ndata: ".to_vec())], 0..120),
        content_type in prop::sample::select(vec![
            "application/json", "text/event-stream", "application/x-ndjson", "text/plain", "", "application/octet-stream",
        ]),
        url in prop::sample::select(vec!["", "/m:streamGenerateContent"]),
        cut in 1_usize..20,
    ) {
        let mut answer = exchange().answer(Some(content_type), url);
        let mut out = Vec::new();
        for chunk in body.chunks(cut) {
            answer.push(chunk, &mut out);
            answer.flush_idle(&mut out);
        }
        answer.finish(&mut out);
        // No token is in it (`T` and `_` are rare, `X` rarer still).
        prop_assert_eq!(out, body);
    }
}
