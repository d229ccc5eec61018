//! What does a redactor do with a text?

use std::borrow::Cow;

use inkout::{DefaultState, Error, Level, Pattern, Redactor, entities};
use inkout_corpus::documents;

#[test]
fn a_value_is_replaced_and_the_rest_stays() -> Result<(), Error> {
    let redactor = Redactor::default();
    assert_eq!(redactor.redact("Mail bob@example.com")?, "Mail [REDACTED_EMAIL]");
    assert_eq!(redactor.redact("call +1 212-555-0123, please")?, "call [REDACTED_PHONE], please");
    assert_eq!(redactor.redact("card 4111 1111 1111 1111\n")?, "card [REDACTED_CREDIT_CARD]\n");
    Ok(())
}

#[test]
fn text_without_a_value_is_borrowed() -> Result<(), Error> {
    let text = "nothing in here, not even at 12:30";
    assert!(matches!(Redactor::default().redact(text)?, Cow::Borrowed(t) if std::ptr::eq(t, text)));
    assert!(matches!(Redactor::default().redact_bytes(text.as_bytes())?, Cow::Borrowed(_)));
    assert!(matches!(Redactor::default().redact("")?, Cow::Borrowed("")));
    assert!(matches!(Redactor::default().redact_with_findings(text)?.text, Cow::Borrowed(_)));
    Ok(())
}

#[test]
fn bytes_that_are_no_text_come_through() -> Result<(), Error> {
    let out = Redactor::default().redact_bytes(b"\xFF\xFE bob@example.com \xC3\x28\x00")?;
    assert_eq!(&*out, b"\xFF\xFE [REDACTED_EMAIL] \xC3\x28\x00");
    Ok(())
}

#[test]
fn a_warm_buffer_is_appended_to() -> Result<(), Error> {
    let redactor = Redactor::default();
    let mut buffer = b"before: ".to_vec();
    redactor.redact_into(b"bob@example.com", &mut buffer)?;
    redactor.redact_into(b", nobody", &mut buffer)?;
    assert_eq!(buffer, b"before: [REDACTED_EMAIL], nobody");
    Ok(())
}

#[test]
fn scan_says_what_and_where() -> Result<(), Error> {
    let text = "j\u{FC}rgen: bob@example.com, 536-22-1234";
    let findings = Redactor::default().scan(text)?;
    let seen: Vec<_> = findings.iter().map(|f| (f.entity(), f.label(), &text[f.span()])).collect();
    assert_eq!(seen, [("EMAIL_ADDRESS", "EMAIL", "bob@example.com"), ("US_SSN", "SSN", "536-22-1234")]);
    assert_eq!((findings[0].start(), findings[0].end()), (9, 24));
    assert_eq!((findings[0].level(), findings[0].score()), (Level::Verified, 1.0));
    assert_eq!((findings[1].level(), findings[1].rule()), (Level::Likely, "us_ssn"));
    assert_eq!(findings[0].span_out(), 0..0);
    Ok(())
}

#[test]
fn findings_of_redacting_say_where_the_replacement_stands() -> Result<(), Error> {
    let text = "a bob@example.com b 192.0.2.1 c";
    let redacted = Redactor::default().redact_with_findings(text)?;
    let out: Vec<_> = redacted.findings.iter().map(|f| &redacted.text[f.span_out()]).collect();
    assert_eq!(out, ["[REDACTED_EMAIL]", "[REDACTED_IP]"]);
    assert_eq!(redacted.findings.iter().map(|f| &text[f.span()]).collect::<Vec<_>>(), ["bob@example.com", "192.0.2.1"]);
    Ok(())
}

#[test]
fn explain_says_why_not() -> Result<(), Error> {
    let decisions = Redactor::default().explain("card 4111 1111 1111 1112, mail bob@example.com")?;
    let card = decisions.iter().find(|d| d.entity() == "CREDIT_CARD").expect("the card was looked at");
    assert!(!card.accepted() && card.reason().contains("Luhn"), "{}", card.reason());
    let mail = decisions.iter().find(|d| d.entity() == "EMAIL_ADDRESS").expect("the address was looked at");
    assert!(mail.accepted() && (mail.start(), mail.end()) == (31, 46));
    Ok(())
}

#[test]
fn context_is_named() -> Result<(), Error> {
    let decisions = Redactor::default().explain("social security number 536221234")?;
    let ssn = decisions.iter().find(|d| d.entity() == "US_SSN").expect("nine digits are looked at");
    assert_eq!((ssn.accepted(), ssn.context()), (true, Some("social security")));
    Ok(())
}

#[test]
fn a_redactor_is_shared_between_threads() {
    fn is_shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let redactor = Redactor::default();
    is_shared(&redactor);
    let text = "mail bob@example.com or call 212-555-0123";
    let wanted = redactor.redact(text).expect("nothing blocks");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let redactor = redactor.clone();
            let wanted = &wanted;
            scope.spawn(move || {
                (0..200).for_each(|_| assert_eq!(redactor.redact(text).expect("nothing blocks"), *wanted))
            });
        }
    });
}

#[test]
fn patterns_of_threads_share_their_automata() -> Result<(), Error> {
    let redactor = Redactor::builder().pattern(Pattern::new("BADGE", r"\bEMP-\d{6}\b")).build()?;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    assert_eq!(redactor.redact("x EMP-123456 y").expect("nothing blocks"), "x [REDACTED_BADGE] y");
                }
            });
        }
    });
    Ok(())
}

#[test]
fn a_pattern_is_an_entity_type_of_its_own() -> Result<(), Error> {
    let pattern = Pattern::new("EMPLOYEE_ID", r"EMP-\d{6}").context(["badge"]).label("EMPLOYEE");
    let redactor = Redactor::builder().pattern(pattern).build()?;
    assert_eq!(redactor.redact("EMP-123456 is new")?, "[REDACTED_EMPLOYEE] is new");
    let findings = redactor.scan("badge EMP-123456; EMP-654321")?;
    assert_eq!(findings[0].level(), Level::Verified);
    assert_eq!((findings[0].entity(), findings[0].label(), findings[0].rule()), ("EMPLOYEE_ID", "EMPLOYEE", "pattern"));
    Ok(())
}

#[test]
fn a_pattern_can_add_to_a_built_in_type() -> Result<(), Error> {
    let redactor = Redactor::builder().pattern(Pattern::new("EMAIL_ADDRESS", r"\bmail:\w+")).build()?;
    assert_eq!(redactor.redact("mail:bob or bob@example.com")?, "[REDACTED_EMAIL] or [REDACTED_EMAIL]");
    Ok(())
}

#[test]
fn a_match_is_at_most_max_length_unless_it_fills_it() -> Result<(), Error> {
    let redactor = Redactor::builder().pattern(Pattern::new("SHORT", "<[a-z]+>").max_length(6)).build()?;
    assert_eq!(redactor.redact("<abcd> <abcde>")?, "[REDACTED_SHORT] <abcde>");
    let redactor = Redactor::builder().pattern(Pattern::new("LONG", "[a-z]{4,}").max_length(6)).build()?;
    assert_eq!(redactor.redact("abcdefghijkl 1")?, "[REDACTED_LONG] 1");
    Ok(())
}

#[test]
fn the_highest_level_owns_each_byte() -> Result<(), Error> {
    let pattern = Pattern::new("WORDS", r"mail \S+ now").level(Level::Possible);
    let mut policy = inkout::Policy::preset("strict")?;
    policy.patterns.push(pattern);
    let redactor = Redactor::builder().policy(policy).build()?;
    assert_eq!(
        redactor.redact("mail bob@example.com now")?,
        "[REDACTED_WORDS][REDACTED_EMAIL][REDACTED_WORDS]",
        "what is left of the lower one is covered too"
    );
    Ok(())
}

#[test]
fn entity_types_say_what_they_are() {
    let email = entities().find(|e| e.name == "EMAIL_ADDRESS").expect("it is there");
    assert_eq!((email.label, email.country, email.default), ("EMAIL", None, DefaultState::On));
    assert!(email.families.contains(&"contact") && email.source.contains("RFC"));
    let names: Vec<&str> = entities().map(|e| e.name).collect();
    for name in ["PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "IP_ADDRESS", "API_KEY", "JWT", "PRIVATE_KEY"] {
        assert!(names.contains(&name), "{name}");
    }
}

#[test]
fn placeholders_are_left_alone() -> Result<(), Error> {
    let once = Redactor::default().redact("bob@example.com called 212-555-0123 and 192.0.2.1")?.into_owned();
    assert!(matches!(Redactor::default().redact(&once)?, Cow::Borrowed(_)), "{once}");
    Ok(())
}

#[test]
fn labelled_documents_lose_their_values_and_nothing_else() -> Result<(), Error> {
    for document in documents() {
        let out = Redactor::default().redact_bytes(&document.text)?;
        for value in &document.values {
            let bytes = &document.text[value.start..value.end];
            let is_left = bytes.len() >= 8 && out.windows(bytes.len()).any(|w| w == bytes);
            assert!(!is_left, "{}: the {} at {} is left", document.name, value.entity, value.start);
        }
    }
    Ok(())
}
