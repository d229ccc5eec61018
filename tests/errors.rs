//! What does an error say, and what does it never say?

use inkout::{Error, ErrorKind, Operator, Policy, Redactor};

#[test]
fn an_input_that_is_too_long_is_refused_with_both_sizes() -> Result<(), Error> {
    let policy = Policy { max_bytes: Some(20), ..Policy::default() };
    let redactor = Redactor::builder().policy(policy).build()?;
    let text = "mail bob@example.com!";
    let mut buffer = Vec::new();
    let session = redactor.session_with_key(b"k");
    for error in [
        redactor.redact(text).err(),
        redactor.redact_bytes(text.as_bytes()).err(),
        redactor.redact_into(text.as_bytes(), &mut buffer).err(),
        redactor.scan(text).err(),
        redactor.explain(text).err(),
        redactor.redact_with_findings(text).err(),
        session.redact(text).err(),
    ] {
        let error = error.expect("one byte too many");
        assert_eq!(error.kind(), ErrorKind::InputTooLarge);
        assert!(error.to_string().contains("21 bytes") && error.to_string().contains("20"), "{error}");
        assert!(error.to_string().contains("max_bytes"), "it names the field: {error}");
    }
    assert!(buffer.is_empty() && session.is_empty());
    assert_eq!(redactor.redact("mail bob@example.com")?, "mail [REDACTED_EMAIL]");
    Ok(())
}

#[test]
fn no_error_holds_the_value() -> Result<(), Error> {
    let value = "bob@example.com";
    let redactor = Redactor::builder().operator("DEFAULT", Operator::block()).build()?;
    let text = format!("to {value}");
    let error = redactor.redact(&text).expect_err("blocked");
    for printed in
        [error.to_string(), format!("{error:?}"), format!("{:#?}", Box::new(error) as Box<dyn std::error::Error>)]
    {
        assert!(!printed.contains("bob") && !printed.contains("example"), "{printed}");
    }
    Ok(())
}

#[test]
fn nothing_that_can_be_printed_holds_the_value() -> Result<(), Error> {
    let redactor = Redactor::default();
    let session = redactor.session();
    let text = "to bob@example.com and";
    let redacted = session.redact_with_findings(text)?;
    let (mut stream, mut out) = (redactor.stream(), Vec::new());
    stream.push(b"to bob@exam", &mut out)?;
    let printed = format!(
        "{redactor:?} {session:?} {redacted:?} {stream:?} {:?} {:?} {:?} {:?}",
        redactor.scan(text)?,
        redactor.explain(text)?,
        session.stream(),
        session.restore_stream(),
    );
    assert!(!printed.contains("bob") && !printed.contains("example.com"), "{printed}");
    Ok(())
}

#[test]
fn errors_can_be_compared_sent_and_boxed() {
    fn is_sendable<T: std::error::Error + Send + Sync + Clone + PartialEq + 'static>(_: &T) {}
    let error = Policy::preset("none such").expect_err("no such preset");
    is_sendable(&error);
    assert_eq!(error, error.clone());
    assert_eq!(error.kind(), ErrorKind::Policy);
}
