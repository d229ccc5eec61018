//! What the whole engine does, seen from inside.

mod dismissed;
mod i10_total;
mod i1_cut_proof;
mod i1_documents;
mod i2_i3_covered_untouched;
mod i4_stable;
mod i5_inverse;
mod i6_linear;
mod i7_silent;
mod i9_same_everywhere;
mod pieces;
mod policies;
mod runs;
mod texts;

use crate::{Pattern, Redactor};
pub(crate) use texts::cases;

#[test]
fn disguised_values_are_found_and_their_container_stays() {
    let redactor = Redactor::default();
    for (text, want) in [
        ("to=bob%40example.com&x=1", None),
        ("see +1%20212-555-0123 now", Some("see [REDACTED_PHONE] now")),
        ("\\u002b1 212-555-0123", Some("[REDACTED_PHONE]")),
        ("card 4\u{200B}111 1111 1111 1111", None),
        ("50% of 100%", Some("50% of 100%")),
        ("ob%40example.com%4111111111111111", Some("[REDACTED_EMAIL]%[REDACTED_CREDIT_CARD]")),
        ("%62ob%40example.com", Some("[REDACTED_EMAIL]")),
    ] {
        let out = redactor.redact(text).unwrap();
        println!("{text} -> {out}");
        if let Some(want) = want {
            assert_eq!(out, want);
        }
        let mut cut = Vec::new();
        for at in 0..=text.len() {
            let mut stream = redactor.stream();
            cut.clear();
            stream.push(&text.as_bytes()[..at], &mut cut).unwrap();
            stream.push(&text.as_bytes()[at..], &mut cut).unwrap();
            stream.finish(&mut cut).unwrap();
            assert_eq!(String::from_utf8_lossy(&cut), out, "{at}");
        }
    }
}

#[test]
fn a_key_behind_many_heads_is_found() {
    let key = ["sk-", "a1B2c3D4e5F6g7H8i9J0", "T3Blbk", "FJ", "k1L2m3N4o5P6q7R8s9T0"].concat();
    for heads in [0, 1, 2, 80, 85, 400] {
        let text = format!("{}{key} end", "sk-".repeat(heads));
        let out = Redactor::default().redact(&text).unwrap();
        assert!(out.ends_with("[REDACTED_API_KEY] end") && !out.contains("T3Blbk"), "{heads}");
    }
}

#[test]
fn patterns_and_sessions_work_together() {
    let redactor = Redactor::builder().pattern(Pattern::new("EMPLOYEE_ID", r"\bEMP-\d{6}\b")).build().unwrap();
    let text = "x EMP-123456, EMP-1234567 éEMP-123456 EMP-654321";
    assert_eq!(
        redactor.redact(text).unwrap(),
        "x [REDACTED_EMPLOYEE_ID], EMP-1234567 éEMP-123456 [REDACTED_EMPLOYEE_ID]"
    );
    let session = redactor.session_with_key(b"key");
    let out = session.redact(text).unwrap();
    assert_eq!(session.restore(&out), text);
    assert_eq!(session.len(), 2);
}

#[test]
fn an_excluded_pattern_finds_nothing() {
    let policy = crate::Policy { exclude: vec!["EMPLOYEE_ID".to_owned()], ..crate::Policy::default() };
    let pattern = Pattern::new("EMPLOYEE_ID", r"EMP-\d{6}");
    let redactor = Redactor::builder().policy(policy).pattern(pattern).build().unwrap();
    assert_eq!(redactor.redact("EMP-123456").unwrap(), "EMP-123456");
}

#[test]
fn a_broken_policy_says_its_line() {
    let error = crate::Policy::from_toml("name = \"x\"\nregions = [\"US\"\n").unwrap_err();
    assert!(error.to_string().contains("line 2"), "{error}");
}
