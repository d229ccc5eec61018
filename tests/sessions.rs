//! Does what a session took away come back?

use std::borrow::Cow;

use inkout::{Error, Operator, Pattern, Redactor, Session};
use inkout_corpus::{Family, generate};

fn session() -> Session {
    Redactor::default().session_with_key(b"a key")
}

#[test]
fn values_become_tokens_and_come_back() -> Result<(), Error> {
    let session = session();
    let text = "Mail bob@example.com or eve@example.com; bob@example.com first. Call 212-555-0123.";
    let out = session.redact(text)?.into_owned();
    assert!(!out.contains("example") && !out.contains("555"), "{out}");
    let tokens: Vec<&str> = out.split(['[', ']']).skip(1).step_by(2).collect();
    assert_eq!(tokens.len(), 4);
    assert_eq!(tokens[0], tokens[2], "the same value has the same token");
    assert!(tokens[0].starts_with("EMAIL_1") && tokens[1].starts_with("EMAIL_2") && tokens[3].starts_with("PHONE_1"));
    assert_eq!(session.restore(&out), text);
    assert_eq!(session.len(), 3);
    Ok(())
}

#[test]
fn the_same_key_and_text_give_the_same_tokens() -> Result<(), Error> {
    let text = "bob@example.com, 192.0.2.1";
    assert_eq!(session().redact(text)?, session().redact(text)?);
    assert_ne!(session().redact(text)?, Redactor::default().session_with_key(b"another").redact(text)?);
    assert_eq!(Redactor::default().session().redact(text)?, Redactor::default().session().redact(text)?);
    Ok(())
}

#[test]
fn clones_share_their_memory_and_other_sessions_do_not() -> Result<(), Error> {
    let session = session();
    let out = session.clone().redact("bob@example.com")?.into_owned();
    assert_eq!(session.restore(&out), "bob@example.com");
    let other = Redactor::default().session_with_key(b"a key");
    assert!(matches!(other.restore(&out), Cow::Borrowed(_)));
    assert_eq!(other.unresolved(), [out]);
    Ok(())
}

#[test]
fn what_a_model_makes_of_a_token_is_understood() -> Result<(), Error> {
    let session = session();
    let token = session.redact("bob@example.com")?.into_owned();
    let inner = token.trim_matches(['[', ']']);
    for (answer, wanted) in [
        (format!("Dear {token},"), "Dear bob@example.com,".to_owned()),
        (format!("Dear **{inner}**,"), "Dear **bob@example.com**,".to_owned()),
        (format!("({})", token.to_lowercase()), "(bob@example.com)".to_owned()),
        (token.replace('_', "\\_"), "bob@example.com".to_owned()),
        (format!("\\[{inner}\\]"), "bob@example.com".to_owned()),
        (format!("\\{token}"), "\\bob@example.com".to_owned()),
        (format!("[ {inner} ]"), "bob@example.com".to_owned()),
        (format!("x{inner}"), format!("x{inner}")),
        (format!("{inner}s"), format!("{inner}s")),
        (token.replace('1', "2"), token.replace('1', "2")),
    ] {
        assert_eq!(session.restore(&answer), wanted, "{answer}");
    }
    Ok(())
}

#[test]
fn tokens_in_the_input_come_back_as_they_were() -> Result<(), Error> {
    let session = session();
    let first = session.redact("bob@example.com")?.into_owned();
    let inner = first.trim_matches(['[', ']']).to_owned();
    for text in [
        format!("I read {first} and eve@example.com"),
        format!("{inner} {} \\{first} x{first}y {first}{first}", first.to_lowercase()),
        format!("[{inner}] [{inner} {inner}] {inner}bob@example.com"),
    ] {
        let out = session.redact(&text)?.into_owned();
        assert_eq!(session.restore(&out), text, "by way of {out}");
    }
    Ok(())
}

#[test]
fn streams_redact_and_restore() -> Result<(), Error> {
    let text = generate(Family::Messages, 3, 20_000).text;
    let session = session();
    let wanted = session.redact_bytes(&text)?.into_owned();
    for size in [1, 5, 1000] {
        let (mut stream, mut out) = (session.stream(), Vec::new());
        text.chunks(size).try_for_each(|chunk| stream.push(chunk, &mut out))?;
        stream.finish(&mut out)?;
        assert!(out == wanted, "by {size}");
        let (mut stream, mut back) = (session.restore_stream(), Vec::new());
        out.chunks(size).for_each(|chunk| stream.push(chunk, &mut back));
        stream.finish(&mut back);
        assert!(back == text, "by {size}");
        assert_eq!(stream.pending(), 0);
    }
    Ok(())
}

#[test]
fn a_restored_stream_holds_back_no_more_than_a_token() -> Result<(), Error> {
    let session = session();
    let token = session.redact("bob@example.com")?.into_owned();
    let (mut stream, mut out) = (session.restore_stream(), Vec::new());
    stream.push(b"Dear ", &mut out);
    assert_eq!(out, b"Dear ");
    stream.push(&token.as_bytes()[..5], &mut out);
    assert_eq!((out.as_slice(), stream.pending()), (&b"Dear "[..], 5));
    stream.push(&token.as_bytes()[5..], &mut out);
    assert_eq!(String::from_utf8_lossy(&out), "Dear bob@example.com");
    Ok(())
}

#[test]
fn cleared_sessions_know_nothing() -> Result<(), Error> {
    let session = session();
    let out = session.redact("bob@example.com")?.into_owned();
    session.clear();
    assert!(session.is_empty() && session.unresolved().is_empty());
    assert_eq!(session.restore(&out), out);
    assert_eq!(session.unresolved(), [out]);
    Ok(())
}

#[test]
fn patterns_have_tokens_and_masks_do_not_come_back() -> Result<(), Error> {
    let redactor = Redactor::builder()
        .pattern(Pattern::new("EMPLOYEE_ID", r"EMP-\d{6}").label("employee"))
        .operator("CREDIT_CARD", Operator::mask().keep_last(4))
        .build()?;
    let session = redactor.session_with_key(b"k");
    let out = session.redact("EMP-123456 paid with 4111111111111111")?.into_owned();
    assert!(out.starts_with("[EMPLOYEE_1") && out.ends_with("paid with ************1111"), "{out}");
    assert_eq!(session.restore(&out), "EMP-123456 paid with ************1111");
    Ok(())
}

#[test]
fn findings_of_a_session_say_where_the_token_stands() -> Result<(), Error> {
    let session = session();
    let redacted = session.redact_with_findings("to bob@example.com")?;
    let token = &redacted.text[redacted.findings[0].span_out()];
    assert!(token.starts_with("[EMAIL_1") && token.ends_with(']'));
    let again = session.redact_with_findings(&redacted.text)?;
    assert!(again.findings.is_empty(), "a token is no finding");
    Ok(())
}

#[test]
fn text_without_a_value_is_borrowed() -> Result<(), Error> {
    let session = session();
    assert!(matches!(session.redact("nothing")?, Cow::Borrowed("nothing")));
    assert!(matches!(session.restore("nothing"), Cow::Borrowed("nothing")));
    assert!(session.is_empty());
    Ok(())
}

#[test]
fn threads_share_a_session() {
    let session = session();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for i in 0..50 {
                    let text = format!("user{i}@example.com");
                    let out = session.redact(&text).expect("nothing blocks").into_owned();
                    assert_eq!(session.restore(&out), text);
                }
            });
        }
    });
    assert_eq!(session.len(), 50);
}
