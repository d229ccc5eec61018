use super::*;
use crate::exchange::Tally;
use crate::json::apply;
use crate::sanitizer::Sanitizer;
use crate::sanitizer::fake::Fake;
use proptest::prelude::*;

fn edits(text: &str) -> Result<Vec<Edit>, String> {
    let (fake, tally) = (Fake::default(), Tally::default());
    walk(&mut Leaves::new(&fake, &tally), text.as_bytes(), Region::Root, None, 0)
        .map_err(|p| p.refuse("body").to_string())
}

fn redact(text: &str) -> String {
    let edits = edits(text).expect("walkable");
    String::from_utf8(apply(text.as_bytes(), &edits)).expect("UTF-8")
}

#[test]
fn every_string_number_and_key_is_read() {
    let body = r#"{"model":"a@example.com", "messages":[{"role":"b@example.com","content":[{"type":"text","text":"c@example.com"}],
        "tool_call_id":"d@example.com"}], "metadata":{"e@example.com": [{"x":4111111111111111}]}, "unknown":[["f@example.com"]]}"#;
    let out = redact(body);
    assert!(!out.contains("@example.com") && !out.contains("4111"), "{out}");
    assert!(out.contains(r#""x":"[T_6X]"}"#), "a number becomes a string: {out}");
    assert!(out.starts_with(r#"{"model":"[T_1X]", "messages":[{"role":"[T_2X]""#), "in order of appearance: {out}");
}

#[test]
fn what_is_not_replaced_keeps_its_bytes() {
    let body = "{ \"a\":1.50e+2,\t\"a\": \"\\u00fc\\/\\ud800 a\\u0040example.com \\n\",\r\n\"b\" : [ ] }";
    assert_eq!(redact(body), "{ \"a\":1.50e+2,\t\"a\": \"\\u00fc\\/\\ud800 [T_1X] \\n\",\r\n\"b\" : [ ] }");
}

#[test]
fn json_in_strings_is_walked_at_any_nesting() {
    let inner = r#"{"to": "a\u0040example.com", "ssn": "123456789", "n": 4111111111111111.0}"#;
    let mut body = serde_json::json!({"messages": [{"tool_calls": [{"function": {"arguments": inner}}]}]}).to_string();
    assert!(
        redact(&body).contains(r#"{\"to\": \"[T_1X]\", \"ssn\": \"[T_2X]\", \"n\": \"[T_3X]\"}"#),
        "{}",
        redact(&body)
    );
    let twice = serde_json::json!({"content": serde_json::json!(inner).to_string()}).to_string();
    assert!(!redact(&twice).contains("example.com"), "{}", redact(&twice));
    for _ in 0..6 {
        body = serde_json::json!({ "a": body }).to_string();
    }
    assert!(redact(&body).contains("[T_3X]"));
    for _ in 0..4 {
        body = serde_json::json!({ "a": body }).to_string();
    }
    assert!(edits(&body).expect_err("too deep").contains("nested too deeply"));
}

#[test]
fn the_key_beside_a_value_speaks_for_it() {
    for body in [
        r#"{"metadata":{"ssn":"123456789"}}"#,
        r#"{"metadata":{"ssn":123456789}}"#,
        r#"{"metadata":{"ssn":["123456789"]}}"#,
        r#"{"metadata":{"ssn":[{"value":"123456789"}]}}"#,
        r#"{"unknown":{"ssn":{"value":123456789.0}}}"#,
        r#"{"tools":[{"function":{"parameters":{"properties":{"ssn":{"type":"string","default":"123456789"}}}}}]}"#,
        r#"{"messages":[{"content":[{"type":"tool_use","input":{"ssn":"123456789"}}]}]}"#,
        r#"{"contents":[{"parts":[{"functionCall":{"args":{"ssn":"123456789"}}}]}]}"#,
    ] {
        assert!(redact(body).contains("\"[T_1X]\""), "{body}");
    }
    for body in [r#"{"metadata":{"ssn":"x","y":"123456789"}}"#, r#"{"metadata":{"ssn":{"digits":"123456789"}}}"#] {
        assert_eq!(redact(body), body);
    }
}

#[test]
fn media_passes_text_in_base64_does_not() {
    let picture = super::super::base64::encode(&[b"\x89PNG\r\n\x1a\n\0\0".as_slice(), &[7; 90]].concat());
    let picture = String::from_utf8(picture).expect("ASCII");
    let body = format!(
        r#"{{"messages":[{{"content":[{{"type":"image_url","image_url":{{"url":"data:image/png;base64,{picture}"}}}},
        {{"type":"input_audio","input_audio":{{"data":"{picture}","format":"wav"}}}}]}}]}}"#
    );
    assert_eq!(redact(&body), body);

    let text = "Mail a@example.com, and more of it, so that it is long enough to be data and not a word.";
    let encoded = String::from_utf8(super::super::base64::encode(text.as_bytes())).expect("ASCII");
    for body in [
        format!(
            r#"{{"messages":[{{"content":[{{"type":"document","source":{{"type":"base64","data":"{encoded}"}}}}]}}]}}"#
        ),
        format!(
            r#"{{"input":[{{"content":[{{"type":"input_file","file_data":"data:text/plain;base64,{encoded}"}}]}}]}}"#
        ),
        format!(r#"{{"metadata":{{"x":"data:application/octet-stream;base64,{encoded}"}}}}"#),
    ] {
        let out = redact(&body);
        let start = out.rfind(['"', ',']).and_then(|_| out.find("TWFpbCB")).expect("still base64");
        let end = start + out[start..].find('"').expect("a closing quote");
        let decoded = super::super::base64::decode(&out.as_bytes()[start..end]).expect("base64");
        assert!(decoded.starts_with(b"Mail [T_1X], and more"), "{body}");
    }
    assert_eq!(redact(r#"{"x":"data:,a%40example.com%20b"}"#), r#"{"x":"data:,%5BT_1X%5D%20b"}"#);
}

#[test]
fn documents_that_cannot_be_read_are_refused_by_their_place() {
    let pdf = String::from_utf8(super::super::base64::encode(&[b"%PDF-1.7\n".as_slice(), &[b'x'; 90]].concat()))
        .expect("ASCII");
    let body = format!(r#"{{"input":[{{"content":[{{"x":1,"file_data":"data:application/pdf;base64,{pdf}"}}]}}]}}"#);
    let refusal = edits(&body).expect_err("refused");
    assert!(refusal.contains("body, at input[0].content[0].file_data: a PDF"), "{refusal}");
    let body = format!(r#"{{"messages":[{{"content":[{{"source":{{"data":"{pdf}"}}}}]}}], "bob":1}}"#);
    assert!(edits(&body).expect_err("refused").contains("messages[0].content[0].source.data"));
    let broken = r#"{"a@example.com":{"x":"data:text/plain;base64,/////w=="}}"#;
    let refusal = edits(broken).expect_err("refused");
    assert!(refusal.contains("*.*") && !refusal.contains("example.com"), "{refusal}");
}

#[test]
fn sealed_parts_pass_and_texts_under_their_names_do_not() {
    let seal = "A".repeat(60);
    let body = format!(
        r#"{{"messages":[{{"content":[{{"type":"thinking","thinking":"of [T_7X]","signature":"{seal}"}}]}}]}}"#
    );
    assert_eq!(redact(&body).replace("[T_1X]", "[T_7X]"), body);
    let body = r#"{"messages":[{"content":[{"thinking":"of a@example.com","signature":"b@example.com"}]}]}"#;
    assert!(!redact(body).contains("example.com"));
    let body = format!(r#"{{"metadata":{{"signature":"{}4111111111111111"}}}}"#, "a ".repeat(30));
    assert!(redact(&body).contains("[T_1X]"));
}

#[test]
fn faults_name_the_place_and_never_the_value() {
    for (body, wanted) in [
        (r#"{"messages":[{"content":"secretive"},]}"#, "byte 37"),
        ("\"secretive\"", "neither a JSON object nor an array"),
        ("4111", "neither"),
        ("{\"a\":\"\u{1}\"}", "byte 6"),
        (&("[".repeat(129) + &"]".repeat(129)), "nested too deeply at byte 128"),
    ] {
        let refusal = edits(body).expect_err("refused");
        assert!(refusal.contains(wanted), "{refusal}");
        assert!(!refusal.contains("secretive") && !refusal.contains("4111"), "{refusal}");
    }
}

/// Documents with findings in some of their leaves.
fn documents() -> impl Strategy<Value = serde_json::Value> {
    let text = prop::sample::select(vec![
        "",
        "x",
        "ü \"q\" \\ \n",
        "a@example.com",
        "to b@example.com!",
        "<\"q\\\n>",
        "[T_1X]",
        "[1,",
        "{\"k\":\"c@example.com\"}",
        "4111111111111111",
        "data:,a%40example.com",
    ]);
    let leaf = prop_oneof![
        text.clone().prop_map(|t| serde_json::Value::String(t.to_owned())),
        any::<i16>().prop_map(Into::into),
        any::<bool>().prop_map(Into::into),
    ];
    let key =
        prop::sample::select(vec!["model", "content", "metadata", "input", "a b", "ssn", "d@example.com", "arguments"]);
    let tree = leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::Array),
            prop::collection::vec((key.clone(), inner), 0..4).prop_map(|members| members
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    });
    tree.prop_map(|value| serde_json::json!([value]))
}

proptest! {
    #[test]
    fn redacted_documents_are_valid_clean_and_the_same_again(value in documents(), pretty: bool) {
        let body = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.expect("written");
        let out = redact(&body);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
        prop_assert!(!out.contains("@example.com") && !out.contains("4111111111111111"), "{}", out);
        prop_assert_eq!(redact(&body), out);
    }

    #[test]
    fn bytes_outside_of_replaced_leaves_are_kept(value in documents()) {
        let body = value.to_string();
        let edits = edits(&body).expect("walkable");
        let mut at = 0;
        for edit in &edits {
            prop_assert!(edit.span.start >= at && edit.span.end <= body.len());
            let old = &body[edit.span.clone()];
            // Findings of the stand-in, their escapes, or data as a whole.
            prop_assert!(["@", "4111", "T_", "<", "%40"].iter().any(|mark| old.contains(mark)), "{}", old);
            at = edit.span.end;
        }
    }

    #[test]
    fn i10_any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let (fake, tally) = (Fake::default(), Tally::default());
        let _ = walk(&mut Leaves::new(&fake, &tally), &bytes, Region::Root, None, 0);
        let _ = fake.redact(&bytes);
    }
}
