//! I10: any bytes and any accepted policy: no panic, no hang.

use proptest::prelude::*;

use super::i1_cut_proof::{check, chunks, every_cut};
use super::policies;
use super::texts::{self, Text};
use crate::{ErrorKind, Operator, Pattern, Policy, Redactor};

fn bytes() -> impl Strategy<Value = Text> {
    prop_oneof![
        texts::text(20),
        proptest::collection::vec(any::<u8>(), 0..200).prop_map(Text),
        "[a1@.:\\[\\]_%&\\\\#*-]{0,120}".prop_map(|s| Text(s.into_bytes())),
        "\\PC{0,60}".prop_map(|s| Text(s.into_bytes())),
    ]
}

/// Regular expressions of the awkward kind.
fn regex() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "b",
        "ab",
        "é",
        "1",
        ".",
        "(?s:.)",
        "\\d",
        "\\w",
        "\\W",
        "\\s",
        "[^a]",
        "[a-z]",
        "\\b",
        "\\B",
        "^",
        "$",
        "(?m:^)",
        "(?m:$)",
        "\\A",
        "\\z",
        "(?-u:\\b)",
        "\\p{L}",
        "_",
        "(?i:A)",
        "\\b{start}",
        "\\b{end-half}",
        "(?Rm:$)",
        "(?-u:\\w)",
        "",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            (inner, prop::sample::select(vec!["*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}?"]))
                .prop_map(|(part, times)| format!("(?:{part}){times}")),
        ]
    })
}

fn pattern_text() -> impl Strategy<Value = Text> {
    let piece = prop::sample::select(vec![
        &b"a"[..],
        b"a",
        b"b",
        b"ab",
        b"A",
        b"1",
        b" ",
        b"\n",
        b"\r\n",
        b"_",
        b".",
        "\u{E9}".as_bytes(),
        "\u{4E2D}".as_bytes(),
        b"\xFF",
        b"\xC3",
        b"\x80",
        b"[ABC]",
        b"[",
        b"aaaa",
        b"-",
    ]);
    proptest::collection::vec(piece, 0..16).prop_map(|pieces| Text(pieces.concat()))
}

proptest! {
    #![proptest_config(texts::cases(1500))]

    #[test]
    fn i10_any_bytes_and_any_policy_come_to_an_end(
        rules in policies::policy(prop_oneof![policies::stable_operator(), Just(Operator::block()), Just(Operator::drop())].boxed(), policies::PATTERNS.to_vec(), 0.5),
        text in bytes(),
        many in texts::many_cuts(),
    ) {
        let redactor = policies::compiled(&rules);
        let whole = redactor.redact_bytes(&text).map(|out| out.into_owned());
        if let Err(e) = &whole {
            prop_assert_eq!(e.kind(), ErrorKind::Blocked);
        }
        redactor.explain(&*text).expect("explain does not block");
        redactor.scan(&*text).expect("scan does not block");
        for cuts in texts::offsets(&text, &many) {
            let (mut stream, mut out) = (redactor.stream(), Vec::new());
            let cut = chunks(&text, &cuts).into_iter().try_for_each(|chunk| stream.push(chunk, &mut out));
            let cut = cut.and_then(|()| stream.finish(&mut out)).map(|()| out);
            prop_assert_eq!(&cut, &whole);
        }
    }

    #[test]
    fn i10_any_pattern_matches_as_it_is_defined(
        regexes in proptest::collection::vec((regex(), 1usize..8), 1..3),
        text in pattern_text(),
    ) {
        let mut builder = Redactor::builder().policy(Policy { entities: Some(Vec::new()), ..Policy::default() });
        for (i, (regex, max_length)) in regexes.iter().enumerate() {
            builder = builder.pattern(Pattern::new(format!("P{i}"), regex).max_length(*max_length));
        }
        let Ok(redactor) = builder.build() else { return Err(TestCaseError::reject("not a pattern")) };
        check(&redactor, &text, &every_cut(text.len()))?;
    }
}
