//! What does a policy say, and how is it written?

use inkout::{Error, ErrorKind, Level, Operator, Pattern, Policy, Redactor};

const TEXT: &str = "bob@example.com 212-555-0123 4111111111111111 536-22-1234 192.0.2.1";

fn found(policy: Policy) -> Vec<String> {
    let redactor = Redactor::builder().policy(policy).build().expect("the policy compiles");
    redactor.scan(TEXT).expect("no limit").iter().map(|f| f.label().to_owned()).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

#[test]
fn entities_are_named_by_type_label_or_family() {
    let only = |wanted: &[&str]| found(Policy { entities: Some(names(wanted)), ..Policy::default() });
    assert_eq!(found(Policy::default()), ["EMAIL", "PHONE", "CREDIT_CARD", "SSN", "IP"]);
    assert_eq!(only(&["EMAIL_ADDRESS"]), ["EMAIL"]);
    assert_eq!(only(&["email_address", "IP"]), ["EMAIL", "IP"]);
    assert_eq!(only(&["contact", "us"]), ["EMAIL", "PHONE", "SSN"]);
    assert!(only(&[]).is_empty());
}

#[test]
fn what_is_excluded_is_not_looked_for() {
    let without = |names_: &[&str]| found(Policy { exclude: names(names_), ..Policy::default() });
    assert_eq!(without(&["PHONE_NUMBER", "finance"]), ["EMAIL", "SSN", "IP"]);
    let policy = Policy { entities: Some(names(&["contact"])), exclude: names(&["EMAIL"]), ..Policy::default() };
    assert_eq!(found(policy), ["PHONE"]);
}

#[test]
fn the_level_decides_what_is_redacted() {
    let from = |min_level| found(Policy { min_level, ..Policy::default() });
    assert_eq!(from(Level::Verified), ["EMAIL", "CREDIT_CARD"]);
    assert!(from(Level::Possible).len() >= from(Level::Likely).len());
    let strict = Redactor::builder().policy(Policy::preset("strict").expect("a preset")).build().expect("compiles");
    assert_eq!(strict.policy().min_level, Level::Possible);
    assert_eq!(strict.policy().name, "strict");
}

#[test]
fn allowed_values_stay_and_hide_nothing() -> Result<(), Error> {
    let policy = Policy { allow: names(&["bob@example.com"]), ..Policy::default() };
    let redactor = Redactor::builder().policy(policy).build()?;
    assert_eq!(redactor.redact("bob@example.com, eve@example.com")?, "bob@example.com, [REDACTED_EMAIL]");
    Ok(())
}

#[test]
fn regions_decide_which_national_numbers_are_read() -> Result<(), Error> {
    let text = "ring 32 12 34 56 nu";
    let of = |regions: &[&str]| {
        let policy = Policy { regions: names(regions), ..Policy::default() };
        Redactor::builder().policy(policy).build().and_then(|r| Ok(r.scan(text)?.len()))
    };
    assert_eq!(of(&["DK"])?, 1);
    assert_eq!(of(&["US"])?, 0);
    let error = of(&["XX"]).expect_err("no such region");
    assert_eq!(error.kind(), ErrorKind::Policy);
    assert!(error.to_string().contains("region `XX`"), "{error}");
    Ok(())
}

#[test]
fn toml_and_json_come_back() -> Result<(), Error> {
    let mut policy = Policy {
        name: "mine".to_owned(),
        min_level: Level::Verified,
        entities: Some(names(&["EMAIL_ADDRESS", "BADGE"])),
        exclude: names(&["US_SSN"]),
        regions: names(&["DE"]),
        max_bytes: Some(1 << 20),
        allow: names(&["a@b.co"]),
        patterns: vec![Pattern::new("BADGE", r"EMP-\d{6}").context(["badge"]).label("B").max_length(32)],
        ..Policy::default()
    };
    policy.operators.insert("CREDIT_CARD".to_owned(), Operator::mask().keep_last(4));
    policy.operators.insert("DEFAULT".to_owned(), Operator::replace("<{label}>"));
    policy.operators.insert("US_SSN".to_owned(), Operator::block());
    assert_eq!(Policy::from_toml(&policy.to_toml()?)?, policy);
    assert_eq!(Policy::from_json(&policy.to_json()?)?, policy);
    assert_eq!(Policy::from_toml(&Policy::default().to_toml()?)?, Policy::default());
    Ok(())
}

#[test]
fn what_a_file_does_not_name_is_as_in_the_default_policy() -> Result<(), Error> {
    assert_eq!(Policy::from_toml("")?, Policy::default());
    assert_eq!(Policy::from_json("{}")?, Policy::default());
    let policy = Policy::from_toml(
        "min_level = 'possible'\n[operators]\nCARD = { type = 'mask', keep_last = 4 }\n\
         [[patterns]]\nentity = 'BADGE'\nregex = 'EMP-\\d+'\n",
    )?;
    assert_eq!(policy.operators["CARD"], Operator::mask().keep_last(4));
    assert_eq!(policy.patterns, [Pattern::new("BADGE", r"EMP-\d+")]);
    assert_eq!(policy.regions, Policy::default().regions);
    Ok(())
}

#[test]
fn a_file_with_a_mistake_is_refused_and_the_field_named() {
    for (toml, field) in [
        ("min_levle = 'likely'", "min_levle"),
        ("min_level = 'certain'", "likely"),
        ("max_bytes = 'many'", "max_bytes"),
        ("[operators]\nEMAIL = { type = 'shred' }", "shred"),
        ("[[patterns]]\nregex = 'x'", "entity"),
    ] {
        let error = Policy::from_toml(toml).expect_err(toml);
        assert_eq!(error.kind(), ErrorKind::Policy);
        assert!(error.to_string().contains(field), "{toml}: {error}");
    }
    assert_eq!(Policy::from_json("{\"entities\": 3}").expect_err("no list").kind(), ErrorKind::Policy);
    assert_eq!(Policy::from_json("{").expect_err("no JSON").kind(), ErrorKind::Policy);
}

#[test]
fn unknown_names_come_with_the_nearest_one() {
    let error_of = |policy: Policy| Redactor::builder().policy(policy).build().expect_err("an unknown name");
    let error = error_of(Policy { entities: Some(names(&["EMAIL_ADRESS"])), ..Policy::default() });
    assert!(error.to_string().contains("`EMAIL_ADRESS`") && error.to_string().contains("`EMAIL_ADDRESS`"), "{error}");
    let error = error_of(Policy { exclude: names(&["CREDIT_CRAD"]), ..Policy::default() });
    assert!(error.to_string().contains("did you mean `CREDIT_CARD`"), "{error}");
    let mut policy = Policy::default();
    policy.operators.insert("US_SNN".to_owned(), Operator::number());
    assert!(error_of(policy).to_string().contains("did you mean `US_SSN`"));
    let error = error_of(Policy { entities: Some(names(&["QUITE_ANOTHER_THING"])), ..Policy::default() });
    assert!(!error.to_string().contains("did you mean"), "{error}");
    let error = Policy::preset("stritc").expect_err("no such preset");
    assert!(error.kind() == ErrorKind::Policy && error.to_string().contains("`stritc`"), "{error}");
}

#[test]
fn the_names_of_patterns_are_known() -> Result<(), Error> {
    let policy = Policy {
        entities: Some(names(&["BADGE"])),
        patterns: vec![Pattern::new("BADGE", r"EMP-\d{6}")],
        ..Policy::default()
    };
    let redactor = Redactor::builder().policy(policy).operator("BADGE", Operator::mask()).build()?;
    assert_eq!(redactor.redact("EMP-123456, bob@example.com")?, "**********, bob@example.com");
    Ok(())
}

#[test]
fn a_bad_pattern_is_named_with_the_place() {
    let error_of = |p: Pattern| Redactor::builder().pattern(p).build().expect_err("a bad pattern").to_string();
    let error = error_of(Pattern::new("BADGE", r"EMP-(\d+"));
    assert!(error.contains("`BADGE`") && error.contains("at byte 4"), "{error}");
    assert!(error_of(Pattern::new("BADGE", r"(?P<x>a)\k<x>")).contains("`BADGE`"));
    assert!(error_of(Pattern::new("no name", "x")).contains("`no name`"));
    assert!(error_of(Pattern::new("BADGE", "x").label("1st")).contains("name"));
    assert!(error_of(Pattern::new("BADGE", "x").max_length(0)).contains("max_length"));
    assert!(error_of(Pattern::new("BADGE", "x{1000}{1000}{1000}")).contains("`BADGE`"));
}
