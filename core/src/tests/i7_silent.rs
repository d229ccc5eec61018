//! I7: nothing that a caller can print holds a detected value.

use proptest::prelude::*;

use super::texts::{self, KEY};
use crate::{Error, Operator, Policy, Redactor};

/// Everything about a text that can be printed, and the texts that came out, which hold what was not found.
fn printed(text: &str) -> (Vec<String>, Vec<String>) {
    let strict = Redactor::builder().policy(Policy::preset("strict").expect("a preset")).build().expect("compiles");
    let blocking = Redactor::builder().operator("DEFAULT", Operator::block()).build().expect("compiles");
    let small = Policy { max_bytes: Some(3), ..Policy::default() };
    let small = Redactor::builder().policy(small).build().expect("compiles");
    let mut out = vec![format!("{strict:?} {blocking:?} {small:?}")];

    let mut stream = strict.stream();
    stream.push(text.as_bytes(), &mut Vec::new()).expect("nothing blocks");
    out.push(format!("{stream:?} {:?}", stream.findings()));
    let session = strict.session_with_key(KEY);
    let redacted = session.redact_with_findings(text).expect("nothing blocks");
    out.push(format!("{session:?} {redacted:?}"));
    let texts = vec![redacted.text.clone().into_owned(), strict.redact(text).expect("nothing blocks").into_owned()];
    let mut session_stream = session.stream();
    session_stream.push(text.as_bytes(), &mut Vec::new()).expect("nothing blocks");
    let mut restore = session.restore_stream();
    restore.push(redacted.text.as_bytes(), &mut Vec::new());
    out.push(format!("{session_stream:?} {restore:?} {:?}", session.unresolved()));
    out.push(format!("{:?}", strict.redact_with_findings(text)));
    out.push(format!("{:?}", strict.scan(text)));
    out.push(format!("{:?}", strict.explain(text)));
    out.push(format!("{:?}", strict.reader(text.as_bytes())));
    out.push(format!("{:?}", strict.writer(Vec::new())));

    let mut error = |e: Error| out.push(format!("{e} {e:?}"));
    blocking.redact(text).err().into_iter().for_each(&mut error);
    small.redact(text).err().into_iter().for_each(&mut error);
    let mut failed = blocking.stream();
    failed.push(text.as_bytes(), &mut Vec::new()).err().into_iter().for_each(&mut error);
    failed.finish(&mut Vec::new()).err().into_iter().for_each(&mut error);
    failed.push(b"", &mut Vec::new()).err().into_iter().for_each(&mut error);
    (out, texts)
}

proptest! {
    #![proptest_config(texts::cases(600))]

    #[test]
    fn i7_no_debug_and_no_error_holds_a_value(text in texts::utf8(6)) {
        let redactor = Redactor::default();
        let values: Vec<String> = redactor.scan(&text).expect("no limit").iter().map(|f| text[f.span()].to_owned()).collect();
        let (printed, texts) = printed(&text);
        for value in values.iter().filter(|v| v.len() >= 6 && texts.iter().all(|text| !text.contains(v.as_str()))) {
            for printed in &printed {
                prop_assert!(!printed.contains(value.as_str()), "{printed}");
            }
        }
    }
}
