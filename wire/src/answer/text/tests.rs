use super::*;
use crate::sanitizer::fake::Fake;
use proptest::prelude::*;

/// `[T_1X]` is an address, `[T_2X]` holds everything that must be escaped, `[T_3X]` a number.
fn sanitizer() -> Arc<dyn Sanitizer> {
    let fake = Fake::default();
    fake.redact("a@example.com <\"q\\\n\u{fc}> 4111111111111111".as_bytes()).expect("never fails");
    Arc::new(fake)
}

fn restore(text: &str, cut: usize, place: Place) -> String {
    let mut restorer = TextRestorer::new(&sanitizer(), place);
    let mut out = Vec::new();
    for piece in text.as_bytes().chunks(cut) {
        restorer.push(piece, &mut out);
    }
    restorer.flush(&mut out);
    assert_eq!(restorer.pending(), 0);
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn prose_is_restored_as_it_is() {
    let wanted = "Hi a@example.com: <\"q\\\n\u{fc}>!";
    assert_eq!(restore("Hi [T_1X]: [T_2X]!", 100, Place::Prose), wanted);
    assert_eq!(restore("[T_1X] said", 1, Place::Prose), "a@example.com said");
    assert_eq!(restore("[T_2X] \"[T_2X]\"", 1, Place::Prose), "<\"q\\\n\u{fc}> \"<\"q\\\n\u{fc}>\"");
    assert_eq!(restore("[Note] [T_1X] [T_", 3, Place::Prose), "[Note] a@example.com [T_");
}

#[test]
fn originals_in_strings_of_json_are_escaped_for_each_string_around_them() {
    let escaped = "<\\\"q\\\\\\n\u{fc}>";
    assert_eq!(restore(r#"{"a": "x [T_2X]\u00e9"}"#, 1, Place::Code), format!("{{\"a\": \"x {escaped}\\u00e9\"}}"));
    let nested = r#"{"a": "{\"b\": \"[T_2X]\"}", "[T_1X]": "\u005bT_1X]"}"#;
    let out = restore(nested, 2, Place::Prose);
    let outer: serde_json::Value = serde_json::from_str(&out).expect("valid");
    let inner: serde_json::Value = serde_json::from_str(outer["a"].as_str().expect("a string")).expect("valid");
    assert_eq!(inner["b"], "<\"q\\\n\u{fc}>");
    assert_eq!(outer["a@example.com"], "a@example.com");
}

#[test]
fn a_token_without_quotes_is_restored_where_it_can_do_no_harm() {
    let out = restore(r#"{"n": [T_3X], "s": "[T_2X]"}"#, 1, Place::Code);
    assert_eq!(out, "{\"n\": 4111111111111111, \"s\": \"<\\\"q\\\\\\n\u{fc}>\"}");
    assert_eq!(restore(r#"{"n": [T_2X]}"#, 1, Place::Code), r#"{"n": [T_2X]}"#);
    // Prose was no JSON before, and may be none after.
    assert_eq!(restore("[[T_2X]] said", 1, Place::Prose), format!("[{}] said", "<\"q\\\n\u{fc}>"));
    assert_eq!(restore("echo [T_1X] [T_2X]", 1, Place::Code), "echo a@example.com [T_2X]");
}

#[test]
fn a_flush_in_the_middle_loses_nothing() {
    for text in [
        "x [T_",
        r#"{"a": "[T_"#,
        r#"{"a": "\u00"#,
        r#"{"a": "\ud83d"#,
        r#"{"a": "{\"b\": \"\\u0"#,
        "[",
        "{\"a\": [T_3",
    ] {
        let mut restorer = TextRestorer::new(&sanitizer(), Place::Prose);
        let mut out = Vec::new();
        restorer.push(text.as_bytes(), &mut out);
        restorer.flush(&mut out);
        assert_eq!(String::from_utf8_lossy(&out), text);
        restorer.push(b"e9\" [T_1X]", &mut out);
        restorer.flush(&mut out);
        assert_eq!(restorer.pending(), 0);
    }
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\\"",
            "\\",
            ":",
            ",",
            " ",
            "[T_1X]",
            "[T_2X]",
            "[T_9X]",
            "\\u005bT_1X]",
            "[T_",
            "u00",
            "é",
            "\"k\":",
            "\"{\\\"",
            "\\\\\\\"",
            "true",
            "1",
            "\\ud83d",
            "\\ude00",
            "\n",
        ]),
        0..16,
    )
    .prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn i1_cuts_do_not_matter(text in pieces(), cut in 1_usize..8) {
        for place in [Place::Prose, Place::Code] {
            prop_assert_eq!(restore(&text, cut, place), restore(&text, usize::MAX, place));
        }
    }

    #[test]
    fn valid_json_stays_valid(
        values in prop::collection::vec("[a-z\"\\\\\n]{0,4}(\\[T_[123]X\\])?[a-z]{0,2}", 0..5),
        nested: bool,
    ) {
        let mut value = serde_json::json!(values);
        if nested {
            value = serde_json::json!([value.to_string(), {"k": values}]);
        }
        let out = restore(&value.to_string(), 3, Place::Prose);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok(), "{}", out);
    }
}
