//! Runs: of any length, in constant state, one placeholder each.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::i1_cut_proof::{check, check_session, every_cut, session_streamed, whole};
use super::texts::{self, KEY, Text};
use crate::{Level, Operator, Pattern, Policy, Redactor};

/// Most bytes that a stream holds while a run goes on, and most that it puts out for it.
const FEW: usize = 4 << 10;

pub(super) fn jwt_head() -> String {
    concat!("eyJ", "hbGciOiJIUzI1NiJ9.eyJ", "zdWIiOiJib2IifQ").to_owned()
}

pub(super) fn pem(label: &str, body: &str) -> String {
    format!(
        "{dashes}BEGIN {label}PRIV{key}\n{body}\n{dashes}END {label}PRIV{key}",
        dashes = "-----",
        key = "ATE KEY-----"
    )
}

static BASE64: LazyLock<String> =
    LazyLock::new(|| "MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0123456789+/abc\n".repeat(40));

/// A stream over `head`, `unit` again and again for `bytes` bytes, and `tail`: the output, the most that was held.
fn stream(redactor: &Redactor, head: &str, unit: &str, bytes: usize, tail: &str) -> (String, usize) {
    let mut stream = redactor.stream();
    let (mut out, mut most) = (Vec::new(), 0);
    stream.push(head.as_bytes(), &mut out).unwrap();
    let chunk = unit.repeat((64 << 10) / unit.len());
    for _ in 0..bytes / chunk.len() {
        stream.push(chunk.as_bytes(), &mut out).unwrap();
        most = most.max(stream.pending());
    }
    stream.push(tail.as_bytes(), &mut out).unwrap();
    stream.finish(&mut out).unwrap();
    (String::from_utf8(out).unwrap(), most)
}

#[test]
fn a_run_of_a_hundred_megabytes_is_one_placeholder_and_is_not_held() {
    let dashes = "-----";
    let head = format!("key: {dashes}BEGIN PRIV{}", "ATE KEY-----\n");
    let end = format!("{dashes}END PRIV{}, and more", "ATE KEY-----");
    let line = &BASE64[..65];
    for (operator, bytes) in [
        (Operator::replace("[REDACTED_{label}]"), 100 << 20),
        (Operator::number(), 8 << 20),
        (Operator::drop(), 8 << 20),
    ] {
        let redactor = Redactor::builder().operator("DEFAULT", operator.clone()).build().unwrap();
        let (out, held) = stream(&redactor, &head, line, bytes, &end);
        assert!(out.starts_with("key: ") && out.ends_with(", and more") && out.len() < 60, "{operator:?}");
        assert!(held < FEW, "{held}");
    }
    let (out, held) = stream(&Redactor::default(), &format!("token {}.", jwt_head()), "abc_-XYZ", 100 << 20, " end");
    assert!(out == "token [REDACTED_JWT] end", "{} bytes", out.len());
    assert!(held < FEW, "{held}");
}

#[test]
fn a_match_that_goes_on_is_not_held() {
    let pattern = |regex| Pattern::new("CODE", regex).max_length(64);
    for regex in ["[a-z]{3,}", r"\b[a-z]{3,}", "[a-z]{3,}|b+"] {
        let redactor =
            Redactor::builder().pattern(pattern(regex)).pattern(Pattern::new("OTHER", "xyz+")).build().unwrap();
        let (out, held) = stream(&redactor, "1 ", "abcdefgh", 4 << 20, "xyz 2");
        assert!(out == "1 [REDACTED_CODE] 2", "{regex}: {} bytes", out.len());
        assert!(held < FEW, "{held}");
    }
}

#[test]
fn a_long_mask_comes_out_as_it_goes_in() {
    let redactor = Redactor::builder().operator("JWT", Operator::mask().keep_first(3).keep_last(4)).build().unwrap();
    let head = jwt_head() + ".";
    let (out, held) = stream(&redactor, &head, "abc_-XYZ", 4 << 20, "wxyz end");
    assert!(out.starts_with("eyJ***") && out.ends_with("***wxyz end"));
    assert_eq!(out.len(), head.len() + (4 << 20) + 8);
    assert!(held < FEW, "{held}");
}

#[test]
fn keys_in_every_wrapping_are_the_same_at_every_cut() {
    let key = pem("RSA ", &BASE64[..150]);
    let wrappings = [
        key.clone(),
        key.replace('\n', "\r\n"),
        key.replace('\n', "\\n"),
        key.replace('\n', "\\r\\n").replace('/', "\\/"),
        key.replace('\n', "\\\\n"),
        key.replace('\n', "\\u000a").replace('+', "\\u002B"),
        key.replace('+', "%2B").replace('/', "%2f").replace('\n', "%0D%0A").replace(' ', "%20"),
        key.replace('+', "%2B").replace('\n', "%0A").replace(' ', "+"),
        key.replace('\n', " "),
        key.replace('\n', "\n> "),
        key.replace('\n', "\n    "),
        key.replace('\n', "\\n\" +\n  \""),
        key.replace('\n', "\",\n  \""),
    ];
    for wrapped in wrappings {
        let text = format!("a {wrapped}. b\nc");
        assert_eq!(Redactor::default().redact(&text).unwrap(), "a [REDACTED_PRIVATE_KEY]. b\nc", "{text}");
        check(&Redactor::default(), text.as_bytes(), &every_cut(text.len())).expect("the same");
        // Whatever is cut off, nothing of the long lines is left: where lines are added, a part of the last one may be.
        for cut in
            key.find('\n').unwrap() + 40..if wrapped.contains('+') && wrapped.contains('"') { 0 } else { wrapped.len() }
        {
            let out =
                Redactor::default().redact(wrapped[..cut].trim_end_matches([' ', '>', '\n'])).unwrap().into_owned();
            assert!(!out.contains("MIIB") && !out.contains("ASCAT"), "{out}");
        }
    }
}

#[test]
fn what_follows_a_key_without_its_end_stays() {
    let key = pem("EC ", &BASE64[..130]);
    let cut = &key[..key.find("-----END").unwrap()];
    for rest in [
        "and then he said nothing.",
        "\nHello Bob, these are words\n",
        "FOO=bar\n",
        "name: value\n",
        "\", \"name\": \"Bob\"}",
        "<p>",
        "caf\u{E9}",
        "-----BEGIN CERTIFICATE-----\nMIIB",
    ] {
        let text = format!("{cut}{rest}");
        let out = whole(&Redactor::default(), text.as_bytes()).output;
        assert_eq!(String::from_utf8(out).unwrap().trim_start_matches("[REDACTED_PRIVATE_KEY]").trim(), rest.trim());
        check(&Redactor::default(), text.as_bytes(), &every_cut(text.len())).expect("the same");
    }
}

#[test]
fn a_run_in_a_session_is_one_value_and_comes_back() {
    let key = pem("", &BASE64);
    let text = format!("{key}\n{}.{}\n{key}", jwt_head(), "c2lnbmF0dXJl".repeat(300));
    let redactor = Redactor::default();
    let session = redactor.session_with_key(KEY);
    let out = session.redact(&text).unwrap().into_owned();
    assert_eq!(session.len(), 2);
    assert_eq!(session.restore(&out), text);
    for step in [1, 13, 1000] {
        let fresh = redactor.session_with_key(KEY);
        let cuts: Vec<usize> = (0..text.len()).step_by(step).collect();
        assert_eq!(String::from_utf8(session_streamed(&fresh, text.as_bytes(), &cuts).output).unwrap(), out);
        assert_eq!((fresh.len(), fresh.restore(&out).into_owned()), (2, text.clone()));
    }
}

#[test]
fn what_outranks_a_run_parts_it() {
    let pattern = Pattern::new("MARK", "QUJDREVG").level(Level::Verified);
    let policy = Policy { min_level: Level::Possible, ..Policy::default() };
    let redactor = Redactor::builder().policy(policy).pattern(pattern).build().unwrap();
    // A pattern is a window: a run of the same level comes before it.
    let token = format!("{}QUJDREVG.QUJDREVGxyz", jwt_head());
    assert_eq!(redactor.redact(&token).unwrap(), "[REDACTED_JWT]");
    // A token of the session, and a placeholder, come before a run.
    let session = redactor.session_with_key(KEY);
    let placeholder = session.redact("QUJDREVG").unwrap().into_owned();
    let text = format!("{}.abc{placeholder}def", jwt_head());
    assert_eq!(session.restore(&session.redact(&text).unwrap()), text);
    check_session(&redactor, text.as_bytes(), &every_cut(text.len())).expect("the same");
}

#[test]
fn a_long_run_is_explained_with_its_end() {
    let text = format!("a {}.{} b", jwt_head(), "c2lnbmF0dXJl".repeat(300));
    let decisions = Redactor::default().explain(&text).unwrap();
    let accepted: Vec<_> = decisions.iter().filter(|d| d.accepted).collect();
    assert_eq!(accepted.len(), 1);
    assert_eq!((accepted[0].start, accepted[0].end as usize), (2, text.len() - 2));
}

#[test]
fn an_allow_list_lets_a_run_stay() {
    let token = jwt_head() + ".c2lnbmF0dXJl";
    let policy = Policy { allow: vec![token.clone()], ..Policy::default() };
    let redactor = Redactor::builder().policy(policy).build().unwrap();
    for (text, want) in [
        (format!("a {token} b"), format!("a {token} b")),
        (format!("a {token}"), format!("a {token}")),
        (format!("a {token}x b"), "a [REDACTED_JWT] b".to_owned()),
    ] {
        assert_eq!(redactor.redact(&text).unwrap(), want);
        check(&redactor, text.as_bytes(), &every_cut(text.len())).expect("the same");
    }
}

/// What may follow an armour line, many of each near a limit.
fn armoured() -> impl Strategy<Value = Text> {
    let private = concat!("PRIV", "ATE KEY-----");
    let gaps =
        ["\n", "\n", "\n", "\r\n", " ", "\\n", "%0A", "\\u000a", "\n> ", "\",\n\"", "\\\n", "\t#", "'", "\\\\n", "\\"]
            .map(str::to_owned);
    let ends = [
        format!("-----END {private}"),
        format!("-----END RSA {private}"),
        format!("-----END+{private}"),
        "-----END CERTIFICATE-----".to_owned(),
        "-----END".to_owned(),
        "-----".to_owned(),
        "-".to_owned(),
        format!("-----END{}-----", " A".repeat(32)),
        format!("-----END{}A-----", " A".repeat(32)),
    ];
    let others = [
        "=",
        "==",
        "=8xQN",
        "+",
        "/",
        "\\/",
        "%2B",
        "\\u002B",
        "%",
        "\\u00",
        ".",
        "A: b\n",
        "Proc-Type: 4\n",
        "A-b",
        ":",
        "\u{E9}",
    ]
    .map(str::to_owned);
    let piece = prop_oneof![
        4 => select(gaps.to_vec()),
        2 => (select(vec![1usize, 3, 11, 12, 22, 23, 24, 25, 64]), select(vec!["A", "z", "7"])).prop_map(|(n, c)| c.repeat(n)),
        1 => (select(vec![1usize, 2, 29, 30, 31, 32, 33]), select(vec![" ", "\n", "*"])).prop_map(|(n, c)| c.repeat(n)),
        1 => (1usize..25, select(gaps.to_vec())).prop_map(|(n, gap)| "A".repeat(n) + &gap),
        1 => (1usize..6, 1usize..4).prop_map(|(times, n)| ("A".repeat(n) + " ").repeat(times)),
        1 => (20usize..24, select(vec![": x\n", "-c: x\n"])).prop_map(|(n, rest)| format!("\nA-{}{rest}", "b".repeat(n))),
        1 => select(ends.to_vec()),
        1 => select(others.to_vec()),
    ];
    (select(vec!["", "\n", "\\n", " ", "\nA: b\n\n"]), proptest::collection::vec(piece, 1..14))
        .prop_map(move |(first, pieces)| Text(format!("-----BEGIN {private}{first}{}", pieces.concat()).into_bytes()))
}

/// What may follow a token's header.
fn compact() -> impl Strategy<Value = Text> {
    let head = select(vec![
        concat!("eyJ", "hbGciOiJIUzI1NiJ9"),
        concat!("eyJ", "hbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0"),
        concat!("eyJ", "0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"),
        concat!("eyA", "iYWxnIiA6IDF9"),
    ]);
    let header = concat!("eyJ", "hbGciOiJIUzI1NiIsIng1YyI6IFsi");
    let long = (214usize..234).prop_map(move |n| header.to_owned() + &"TUlJ".repeat(70)[..n]);
    let piece = select(vec![
        ".",
        ".",
        ".a",
        ".abc",
        ".A-_z1234",
        "..",
        "a",
        "abc",
        "A-_z1234",
        "A-_z12345",
        "-",
        "_",
        "=",
        "\u{E9}",
        " ",
    ]);
    (prop_oneof![3 => head.prop_map(str::to_owned), 1 => long], proptest::collection::vec(piece, 0..12))
        .prop_map(|(head, pieces)| Text((head + &pieces.concat()).into_bytes()))
}

proptest! {
    #![proptest_config(texts::cases(1500))]

    #[test]
    fn i1_keys_go_as_far_as_they_are_defined_to(text in armoured()) {
        check(&Redactor::default(), &text, &every_cut(text.len()))?;
    }

    #[test]
    fn i1_tokens_go_as_far_as_they_are_defined_to(text in compact()) {
        check(&Redactor::default(), &text, &every_cut(text.len()))?;
    }
}
