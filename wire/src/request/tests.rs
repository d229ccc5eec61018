use std::sync::Arc;

use crate::sanitizer::fake::Fake;
use crate::{Exchange, Request};
use proptest::prelude::*;

const JSON: Option<&str> = Some("application/json");

fn exchange() -> Exchange {
    Exchange::with_sanitizer(Arc::new(Fake::default()))
}

fn send(request: Request<'_>, body: &[u8]) -> Result<String, String> {
    let request = Request { method: "POST", url: "/v1/chat/completions", ..request };
    let out = exchange().redact_request(&request, body).map_err(|refusal| refusal.to_string())?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn as_type(content_type: Option<&str>, body: &str) -> Result<String, String> {
    send(Request { content_type, ..Request::default() }, body.as_bytes())
}

#[test]
fn clean_bodies_are_borrowed() {
    let request = Request { method: "POST", url: "/v1/messages", content_type: JSON, ..Request::default() };
    let exchange = exchange();
    for body in ["", r#"{"model":"m","messages":[{"content":"hello"}]}"#] {
        let out = exchange.redact_request(&request, body.as_bytes()).expect("clean");
        assert!(matches!(out, std::borrow::Cow::Borrowed(_)));
    }
}

#[test]
fn json_is_known_by_its_type_or_its_look() {
    let body = r#"{"messages":[{"content":"a@example.com"}]}"#;
    let wanted = r#"{"messages":[{"content":"[T_1X]"}]}"#;
    for content_type in [
        JSON,
        None,
        Some("application/vnd.x+json; charset=utf-8"),
        Some("application/x-www-form-urlencoded"),
        Some("text/plain"),
        Some("application/x-ndjson"),
        Some("not a type"),
    ] {
        assert_eq!(as_type(content_type, body).as_deref(), Ok(wanted), "{content_type:?}");
    }
}

#[test]
fn lines_are_requests_of_their_own() {
    let body = "{\"body\":{\"input\":\"a@example.com\"}}\r\n\n{\"input\":\"b@example.com\"}";
    let wanted = "{\"body\":{\"input\":\"[T_1X]\"}}\r\n\n{\"input\":\"[T_2X]\"}";
    assert_eq!(as_type(Some("application/jsonl"), body).as_deref(), Ok(wanted));
    let refusal = as_type(Some("application/jsonl"), "{}\n{\"x\":}\n").expect_err("refused");
    assert!(refusal.contains("line 2") && refusal.contains("byte 5"), "{refusal}");
}

#[test]
fn texts_and_forms_are_read() {
    assert_eq!(as_type(Some("text/plain"), "to a@example.com").as_deref(), Ok("to [T_1X]"));
    let form = "prompt=Mail+a%40example.com&x=%7e&ssn=123456789&b%40example.com=&model=m";
    let wanted = "prompt=Mail+%5BT_1X%5D&x=%7e&ssn=%5BT_2X%5D&%5BT_3X%5D=&model=m";
    assert_eq!(as_type(Some("application/x-www-form-urlencoded"), form).as_deref(), Ok(wanted));
}

#[test]
fn pictures_pass_as_a_body_and_text_under_their_name_does_not() {
    let picture = "\u{89}PNG\0";
    assert_eq!(as_type(Some("image/png"), picture).as_deref(), Ok(picture));
    assert_eq!(as_type(Some("image/svg+xml"), "svg a@example.com").as_deref(), Ok("svg [T_1X]"));
    assert_eq!(as_type(Some("image/png"), "a@example.com").as_deref(), Ok("[T_1X]"));
    assert!(as_type(Some("image/png"), "%PDF-1.7").is_err());
}

#[test]
fn i8_what_cannot_be_sanitized_is_refused_with_a_way_out() {
    let dirty = r#"{"input":"a@example.com"}"#;
    for (request, body, wanted) in [
        (Request { content_type: JSON, ..Request::default() }, "{not json", "not valid JSON at byte 1"),
        (Request { content_type: JSON, ..Request::default() }, "a@example.com", "not valid JSON at byte 0"),
        (Request { content_type: JSON, ..Request::default() }, "\"a@example.com\"", "neither"),
        (Request { content_type: JSON, ..Request::default() }, " ", "not valid JSON"),
        (Request { content_type: JSON, content_encoding: Some("gzip"), ..Request::default() }, dirty, "uncompressed"),
        (Request { content_type: Some("application/pdf"), ..Request::default() }, "x", "content type application/pdf"),
        (
            Request { content_type: Some("application/octet-stream"), ..Request::default() },
            "x",
            "application/octet-stream",
        ),
        (Request { content_type: Some("text/plain; charset=utf-16"), ..Request::default() }, "x", "UTF-8"),
        (Request::default(), "hello a@example.com", "no content type"),
        (Request { content_type: Some("multipart/form-data"), ..Request::default() }, "x", "boundary"),
        (
            Request { content_type: Some("application/x-www-form-urlencoded"), ..Request::default() },
            "a=%4",
            "form field 1",
        ),
        (
            Request { content_type: JSON, authorization: Some("AWS4-HMAC-SHA256 Credential=x"), ..Request::default() },
            dirty,
            "SigV4",
        ),
    ] {
        let refusal = send(request, body.as_bytes()).expect_err("refused");
        assert!(refusal.contains(wanted), "{refusal}");
        assert!(!refusal.contains("example.com"), "{refusal}");
    }
    let clean = r#"{"input":"hello"}"#;
    let signed = Request { content_type: JSON, authorization: Some("AWS4-HMAC-SHA256 x"), ..Request::default() };
    assert_eq!(send(signed, clean.as_bytes()).as_deref(), Ok(clean), "a signature over an unchanged body holds");
    let utf8 = send(Request { content_type: JSON, ..Request::default() }, b"{\"a\":\"\xff\"}").expect_err("refused");
    assert!(utf8.contains("UTF-8 at byte 6"), "{utf8}");
}

#[test]
fn websockets_are_refused_and_sessions_of_realtime_are_not() {
    let ask = |url| exchange().redact_request(&Request { method: "GET", url, ..Request::default() }, b"").map(drop);
    for url in ["wss://api.openai.com/v1/responses", "WS://h/x", "/v1/realtime?model=m", "https://h/v1/realtime/"] {
        let refusal = ask(url).expect_err("refused").to_string();
        assert!(refusal.contains("WebSocket") && refusal.contains("HTTP interface"), "{refusal}");
    }
    for url in ["https://api.openai.com/v1/chat/completions", "/v1/realtime/sessions", "https://ws.example.com/"] {
        assert_eq!(ask(url), Ok(()));
    }
}

fn multipart(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (head, content) in parts {
        body.extend(format!("--bound\r\n{head}\r\n\r\n").bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--bound--\r\n");
    body
}

const FORM: Request<'_> = Request {
    method: "POST",
    url: "/v1/files",
    content_type: Some("multipart/form-data; boundary=bound"),
    content_encoding: None,
    authorization: None,
};

#[test]
fn parts_are_read_by_their_kind() {
    let field = "Content-Disposition: form-data; name=\"prompt\"";
    let ssn = "Content-Disposition: form-data; name=\"ssn\"";
    let lines = "Content-Disposition: form-data; name=\"file\"; filename=\"a@example.com.jsonl\"\r\n\
                 Content-Type: application/octet-stream";
    let picture = "Content-Disposition: form-data; name=\"image\"; filename*=utf-8''b%40example.com.png\r\nContent-Type: image/png";
    let csv = "Content-Disposition: form-data; name=\"file\"; filename=x.csv\r\nContent-Type: text/csv";
    let json = "content-disposition: form-data; name=j\r\ncontent-type: application/json";
    let png = b"\x89PNG\r\n\x1a\n\0a@example.com\xff";
    let body = multipart(&[
        (field, b"to a@example.com"),
        (ssn, b"123456789"),
        (lines, b"{\"body\":{\"input\":\"a\\u0040example.com\"}}\n{\"x\":1}\n"),
        (picture, png),
        (csv, b"name,mail\nx,c@example.com\n"),
        (json, b"{\"a\":4111111111111111}"),
        (field, b""),
    ]);
    let exchange = exchange();
    let out = exchange.redact_request(&FORM, &body).expect("readable");
    let wanted = multipart(&[
        (field, b"to [T_1X]"),
        (ssn, b"[T_2X]"),
        (&lines.replace("a@example.com", "[T_1X]"), b"{\"body\":{\"input\":\"[T_1X]\"}}\n{\"x\":1}\n"),
        (&picture.replace("b%40example.com", "%5BT_3X%5D"), png),
        (csv, b"name,mail\nx,[T_4X]\n"),
        (json, b"{\"a\":\"[T_5X]\"}"),
        (field, b""),
    ]);
    assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&wanted));
    assert_eq!(exchange.counts().media_passed, 1);
    assert_eq!(exchange.counts().replaced["THING"], 7);
}

#[test]
fn clean_parts_are_borrowed_and_unreadable_ones_refused() {
    let field = "Content-Disposition: form-data; name=\"prompt\"";
    let body = multipart(&[(field, b"hello"), (field, b"")]);
    assert!(matches!(exchange().redact_request(&FORM, &body), Ok(std::borrow::Cow::Borrowed(_))));
    let file =
        |mime: &str| format!("Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: {mime}");
    for (head, content, wanted) in [
        (file("application/pdf"), &b"%PDF-1.7 x"[..], "part 1: a PDF"),
        (file("application/octet-stream"), b"PK\x03\x04\0", "archive"),
        (file("application/octet-stream"), b"\0\x01\x02\xff", "binary data"),
        (file("application/json"), b"{x", "part 1: not valid JSON at byte 1"),
        (format!("{field}\r\nContent-Transfer-Encoding: base64"), b"YQ==", "transfer encoding"),
        (format!("{field}\r\nContent-Encoding: gzip"), b"x", "compressed"),
        ("no header at all".to_owned(), b"x", "header"),
        (format!("{field}\r\nContent-Length: 13"), b"a@example.com", "its own length"),
    ] {
        let refusal =
            exchange().redact_request(&FORM, &multipart(&[(&head, content)])).expect_err("refused").to_string();
        assert!(refusal.contains(wanted), "{refusal}");
    }
    for broken in [
        "",
        "--bound",
        "--bound\r\n",
        "--bound\r\nA: b\r\n\r\nx",
        "x--bound--",
        "--bound--\r\na@example.com",
        "--boundx\r\n",
    ] {
        if !broken.is_empty() {
            assert!(exchange().redact_request(&FORM, broken.as_bytes()).is_err(), "{broken}");
        }
    }
}

#[test]
fn a_retry_sends_the_same_bytes() {
    let body = r#"{"messages":[{"content":"a@example.com [T_1X] b@example.com"}],"metadata":{"ssn":"123456789"}}"#;
    let exchange = exchange();
    let request = Request { method: "POST", url: "/v1/responses", content_type: JSON, ..Request::default() };
    let first = exchange.redact_request(&request, body.as_bytes()).expect("sent").into_owned();
    assert_eq!(exchange.redact_request(&request, body.as_bytes()).expect("sent").into_owned(), first);
    assert_eq!(as_type(JSON, body).map(String::into_bytes), Ok(first));
}

proptest! {
    #[test]
    fn i10_any_body_of_any_type_ends(
        body in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"{}[]\":,\\u0-%&=\r\n bound".to_vec())], 0..80),
        content_type in prop::sample::select(vec![
            "application/json", "application/jsonl", "text/plain", "application/x-www-form-urlencoded", "",
            "multipart/form-data; boundary=b",
        ]),
    ) {
        let request = Request { content_type: Some(content_type), ..FORM };
        let _ = exchange().redact_request(&request, &body);
        let framed = [b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\n", &body[..], b"\r\n--b--"].concat();
        let _ = exchange().redact_request(&request, &framed);
    }
}
