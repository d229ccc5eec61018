//! What stands instead of a value?

use inkout::{Error, ErrorKind, Operator, Redactor};

const TEXT: &str = "bob@example.com, eve@example.com, bob@example.com";

fn redacted(name: &str, operator: Operator, text: &str) -> Result<String, Error> {
    Ok(Redactor::builder().operator(name, operator).build()?.redact(text)?.into_owned())
}

#[test]
fn a_template_names_label_and_entity() -> Result<(), Error> {
    assert_eq!(redacted("EMAIL", Operator::replace("<{entity}/{label}>"), "bob@example.com")?, "<EMAIL_ADDRESS/EMAIL>");
    assert_eq!(redacted("EMAIL", Operator::replace("{{{label}}}"), "bob@example.com")?, "{EMAIL}");
    assert_eq!(redacted("EMAIL", Operator::replace(""), "a bob@example.com b")?, "a  b");
    for template in ["{value}", "{label", "{}"] {
        let error = redacted("EMAIL", Operator::replace(template), "").expect_err(template);
        assert_eq!(error.kind(), ErrorKind::Policy);
        assert!(error.to_string().contains("EMAIL_ADDRESS"), "{error}");
    }
    Ok(())
}

#[test]
fn numbers_count_by_first_appearance_and_start_again_with_each_text() -> Result<(), Error> {
    let redactor = Redactor::builder().operator("DEFAULT", Operator::number()).build()?;
    for _ in 0..2 {
        assert_eq!(redactor.redact(TEXT)?, "[EMAIL_1], [EMAIL_2], [EMAIL_1]");
    }
    assert_eq!(redactor.redact("192.0.2.1 bob@example.com")?, "[IP_1] [EMAIL_1]");
    Ok(())
}

#[test]
fn a_mask_keeps_the_ends() -> Result<(), Error> {
    let card = "4111 1111 1111 1111";
    assert_eq!(redacted("CREDIT_CARD", Operator::mask().keep_last(4), card)?, "***************1111");
    assert_eq!(redacted("finance", Operator::mask().keep_first(4).with_char('#'), card)?, "4111###############");
    assert_eq!(redacted("CREDIT_CARD", Operator::mask().keep_first(10).keep_last(10), card)?, "*".repeat(19));
    for operator in [Operator::mask().with_char('x'), Operator::mask().with_char(' '), Operator::mask().keep_last(1000)]
    {
        let error = redacted("CREDIT_CARD", operator, card).expect_err("no such mask");
        assert!(error.kind() == ErrorKind::Policy && error.to_string().contains("CREDIT_CARD"), "{error}");
    }
    Ok(())
}

#[test]
fn what_is_dropped_is_gone_and_what_is_kept_is_no_finding() -> Result<(), Error> {
    assert_eq!(redacted("EMAIL_ADDRESS", Operator::drop(), "a bob@example.com b")?, "a  b");
    let redactor = Redactor::builder().operator("EMAIL_ADDRESS", Operator::keep()).build()?;
    assert_eq!(redactor.redact(TEXT)?, TEXT);
    assert!(redactor.scan(TEXT)?.is_empty());
    Ok(())
}

#[test]
fn the_closest_name_decides() -> Result<(), Error> {
    let redactor = Redactor::builder()
        .operator("DEFAULT", Operator::replace("<default>"))
        .operator("contact", Operator::replace("<family>"))
        .operator("EMAIL_ADDRESS", Operator::replace("<type>"))
        .build()?;
    assert_eq!(redactor.redact("bob@example.com 212-555-0123 192.0.2.1")?, "<type> <family> <default>");
    Ok(())
}

#[test]
fn a_blocked_type_makes_the_call_fail_and_writes_nothing() -> Result<(), Error> {
    let redactor = Redactor::builder().operator("CREDIT_CARD", Operator::block()).build()?;
    assert_eq!(redactor.redact("no card here: bob@example.com")?, "no card here: [REDACTED_EMAIL]");
    let text = "bob@example.com has 4111 1111 1111 1111";
    let error = redactor.redact(text).expect_err("a card");
    assert_eq!(error.kind(), ErrorKind::Blocked);
    assert_eq!(error.to_string(), "CREDIT_CARD found at bytes 20 to 39, and the policy blocks it");
    let mut buffer = b"before".to_vec();
    assert_eq!(redactor.redact_into(text.as_bytes(), &mut buffer).expect_err("a card").kind(), ErrorKind::Blocked);
    assert_eq!(buffer, b"before");
    assert_eq!(redactor.scan(text)?.len(), 2, "scan does not fail");
    assert!(redactor.explain(text)?.iter().any(|d| d.entity() == "CREDIT_CARD" && d.accepted()));
    Ok(())
}

#[test]
fn a_template_that_looks_like_a_value_hides_none() -> Result<(), Error> {
    let text = "<bob@example.com> and eve@example.com";
    assert_eq!(
        redacted("EMAIL", Operator::replace("<bob@example.com>"), text)?,
        "<<bob@example.com>> and <bob@example.com>"
    );
    Ok(())
}
