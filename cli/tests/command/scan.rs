//! `inkout scan`, `explain`, `entities`, `policy` and `check-stream` from outside.

use crate::support::{answer, answer_to, file, folder};

#[test]
fn the_exit_status_says_whether_something_was_found() {
    assert_eq!(answer_to(b"nothing", ["scan"]).status, 0);
    assert_eq!(answer_to(b"nothing", ["scan"]).out, "");
    assert_eq!(answer_to(b"bob@example.com", ["scan"]).status, 1);
    assert_eq!(answer(["scan", "nowhere"]).status, 2);
    assert_eq!(answer(["scan", "--format", "xml"]).status, 2);
    assert_eq!(answer(["scan", "--policy", "gdrp"]).status, 2);
}

#[test]
fn a_json_line_a_finding_has_bytes_of_the_file() {
    let here = folder("json_lines");
    let first = "ä first\n\nMail bob@example.com\r\n";
    let long = "words that say nothing at all\n".repeat(5000);
    let text = format!("{first}{long}then amy@example.com");
    let path = file(&here, "in.txt", &text);
    let done = answer(["scan".as_ref(), "--format".as_ref(), "jsonl".as_ref(), path.as_os_str()]);
    assert_eq!(done.status, 1);
    let rows: Vec<serde_json::Value> = done.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(rows.len(), 2);
    for (row, value, line) in [(&rows[0], "bob@example.com", 3), (&rows[1], "amy@example.com", 5004)] {
        let (start, end) = (row["start"].as_u64().expect("a number"), row["end"].as_u64().expect("a number"));
        assert_eq!(&text[start as usize..end as usize], value);
        assert_eq!(row["line"], line);
        assert_eq!(row["file"], path.display().to_string());
        assert_eq!(row["entity"], "EMAIL_ADDRESS");
        assert_eq!(row["level"], "verified");
        assert_eq!(row["score"], 1.0);
        assert!(row["rule"].is_string());
        assert_eq!(row.as_object().expect("an object").len(), 8);
    }
    assert!(done.out.starts_with("{\"file\":"), "keys stand in the order of the contract");
}

#[test]
fn a_key_of_many_chunks_is_on_the_line_on_which_it_begins() {
    let (begin, end) = (concat!("-----BEGIN PRIV", "ATE KEY-----\n"), concat!("-----END PRIV", "ATE KEY-----\n"));
    let body = "MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0123456789+/abc\n".repeat(10_000);
    let text = format!("ä first\n\n{begin}{body}{end}then amy@example.com");
    let path = file(&folder("long_key"), "in.txt", &text);
    let done = answer(["scan".as_ref(), "--format".as_ref(), "jsonl".as_ref(), path.as_os_str()]);
    let rows: Vec<serde_json::Value> = done.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let places: Vec<_> =
        rows.iter().map(|row| (row["entity"].as_str(), row["start"].as_u64(), row["line"].as_u64())).collect();
    let amy = text.find("amy").map(|at| at as u64);
    assert_eq!(places, [(Some("PRIVATE_KEY"), Some(10), Some(3)), (Some("EMAIL_ADDRESS"), amy, Some(10_005))]);
}

#[test]
fn the_table_names_place_and_type_but_no_value() {
    let done = answer_to(b"x\nMail bob@example.com", ["scan"]);
    assert!(
        done.out.contains("EMAIL_ADDRESS") && done.out.contains("7-22") && done.out.contains("-:2"),
        "{}",
        done.out
    );
    assert!(!done.out.contains("bob"), "{}", done.out);
}

#[test]
fn types_that_a_policy_blocks_are_listed_too() {
    let here = folder("blocked");
    let policy = file(&here, "block.json", r#"{"operators": {"DEFAULT": {"type": "block"}}}"#);
    let done =
        answer_to(b"bob@example.com amy@example.com", ["scan".as_ref(), "--policy".as_ref(), policy.as_os_str()]);
    assert_eq!((done.status, done.out.lines().count()), (1, 3));
}

#[test]
fn explain_takes_a_text_a_file_or_the_input() {
    let said = answer(["explain", "card 4111 1111 1111 1112"]);
    assert_eq!(said.status, 0);
    assert!(said.out.contains("rejected CREDIT_CARD") && said.out.contains("Luhn"), "{}", said.out);
    assert!(!said.out.contains("4111"), "{}", said.out);
    let path = file(&folder("explain"), "in.txt", "card 4111 1111 1111 1112");
    assert_eq!(answer(["explain".as_ref(), path.as_os_str()]).out, said.out);
    assert_eq!(answer_to(b"card 4111 1111 1111 1112", ["explain"]).out, said.out);
    assert_eq!(answer(["explain", "nothing"]).out, "no candidates\n");
}

#[test]
fn entities_are_those_of_the_core() {
    let done = answer(["entities"]);
    assert_eq!(done.out.lines().count(), 1 + inkout::entities().count());
    for entity in inkout::entities() {
        assert!(done.out.contains(entity.name) && done.out.contains(entity.source), "{}", entity.name);
    }
}

#[test]
fn a_policy_is_shown_in_a_form_that_is_read_back() {
    let here = folder("policy");
    let shown = answer(["policy", "show", "strict"]);
    let path = file(&here, "strict.toml", &shown.out);
    let again = answer(["policy".as_ref(), "show".as_ref(), path.as_os_str()]);
    assert_eq!((again.status, again.out), (0, shown.out));
    assert_eq!(answer(["policy".as_ref(), "check".as_ref(), path.as_os_str()]).status, 0);
}

#[test]
fn a_policy_that_can_not_be_used_names_file_and_field() {
    let here = folder("wrong_policy");
    for (name, text, field) in [
        ("field.toml", "colour = 1\n", "colour"),
        ("pattern.json", r#"{"patterns": [{"entity": "X_ID", "regex": "(a"}]}"#, "X_ID"),
        ("policy.yaml", "", ".toml or .json"),
    ] {
        let path = file(&here, name, text);
        let done = answer(["policy".as_ref(), "check".as_ref(), path.as_os_str()]);
        assert_eq!(done.status, 2, "{name}");
        assert!(done.err.contains(field), "{name}: {}", done.err);
        assert_eq!(answer(["redact".as_ref(), "--policy".as_ref(), path.as_os_str()]).status, 2);
    }
    assert!(answer(["policy", "check", "strickt"]).err.contains("strickt"));
}

#[test]
fn check_stream_cuts_and_finds_no_difference() {
    let path = file(&folder("check_stream"), "in.txt", "ä bob@example.com, +1 212-555-0142 😀 4111 1111 1111 1111.");
    let done = answer(["check-stream".as_ref(), path.as_os_str()]);
    assert_eq!(done.status, 0, "{}", done.out);
    assert!(done.out.contains("the same in"), "{}", done.out);
    assert_eq!(answer(["check-stream", "-"]).status, 0);
}
