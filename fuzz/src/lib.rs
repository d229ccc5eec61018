//! What the fuzz targets share: how bytes become a policy, a text and the places where it is cut.
//!
//! The text comes first, so that any file is a seed; the last bytes choose the rest.

use std::sync::LazyLock;

use inkout::{Error, Finding, Level, Operator, Pattern, Policy, Redactor};

/// The key of all sessions: a text that holds their tokens can be kept.
pub const KEY: &[u8] = b"key of the fuzz targets";
/// Bytes at the end of an input that are no text.
const CHOICES: usize = 8;
/// Longest text: longer ones say nothing new.
const LONGEST: usize = 16 << 10;

/// One input.
#[derive(Debug)]
pub struct Input<'d> {
    pub text: &'d [u8],
    choices: [u8; CHOICES],
}

impl<'d> Input<'d> {
    /// `None`: too long.
    pub fn new(data: &'d [u8]) -> Option<Self> {
        let (text, last) = data.split_at(data.len().saturating_sub(CHOICES));
        let mut choices = [0; CHOICES];
        choices[..last.len()].copy_from_slice(last);
        (text.len() <= LONGEST).then_some(Self { text, choices })
    }

    /// A policy of which every operator writes a placeholder.
    pub fn stable(&self) -> &'static Redactor {
        &STABLE[usize::from(self.choices[0]) % STABLE.len()]
    }

    /// Any policy of the list.
    pub fn redactor(&self) -> &'static Redactor {
        let at = usize::from(self.choices[0]) % (STABLE.len() + OTHER.len());
        STABLE.get(at).unwrap_or_else(|| &OTHER[at - STABLE.len()])
    }

    /// The text in chunks: cut at a few places, or in pieces of one length.
    pub fn chunks(&self) -> Vec<&'d [u8]> {
        if self.choices[1] % 2 == 0 {
            return self.text.chunks(1 + usize::from(self.choices[2])).collect();
        }
        let mut cuts: Vec<usize> = self.choices[2..]
            .chunks(2)
            .map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])) * self.text.len() / usize::from(u16::MAX))
            .collect();
        cuts.push(self.text.len());
        cuts.sort_unstable();
        let mut from = 0;
        cuts.into_iter().map(|to| &self.text[std::mem::replace(&mut from, to)..to]).collect()
    }
}

/// What a stream makes of the chunks.
///
/// # Errors
/// A blocked entity type.
pub fn streamed(redactor: &Redactor, chunks: &[&[u8]]) -> Result<(Vec<u8>, Vec<Finding>), Error> {
    let (mut stream, mut out, mut findings) = (redactor.stream(), Vec::new(), Vec::new());
    for chunk in chunks {
        stream.push(chunk, &mut out)?;
        findings.extend(stream.findings());
    }
    stream.finish(&mut out)?;
    findings.extend(stream.findings());
    Ok((out, findings))
}

fn compiled(change: impl FnOnce(&mut Policy)) -> Redactor {
    let mut policy = Policy::default();
    change(&mut policy);
    Redactor::builder().policy(policy).build().expect("a policy of the list")
}

fn all(operator: Operator) -> Redactor {
    compiled(|p| drop(p.operators.insert("DEFAULT".to_owned(), operator)))
}

static STABLE: LazyLock<Vec<Redactor>> = LazyLock::new(|| {
    vec![
        compiled(|_| {}),
        compiled(|p| p.min_level = Level::Possible),
        all(Operator::number()),
        all(Operator::mask()),
        all(Operator::replace("<{entity}>")),
        compiled(|p| {
            p.patterns = vec![Pattern::new("BADGE", r"\bEMP-\d{6}\b"), Pattern::new("DIGITS", r"\d+").max_length(4)]
        }),
        compiled(|p| p.entities = Some(vec!["contact".to_owned()])),
        compiled(|p| p.entities = Some(vec!["US_SSN".to_owned(), "IP_ADDRESS".to_owned()])),
    ]
});

static OTHER: LazyLock<Vec<Redactor>> = LazyLock::new(|| {
    let patterns = [
        ("NOT_CAPITAL", r".*[^A-Z]|[A-Z]", 7),
        ("FIVE", r"(?s).{5,}", 9),
        ("LINE", r"(?m)^\w+$", 16),
        ("EDGE", r"\b\w{4}\b|\B\p{L}", 64),
        ("STARS", r"x*", 3),
    ];
    let mut others: Vec<Redactor> = patterns
        .map(|(name, regex, most)| compiled(|p| p.patterns.push(Pattern::new(name, regex).max_length(most))))
        .to_vec();
    others.push(all(Operator::mask().keep_first(2).keep_last(4)));
    others.push(all(Operator::drop()));
    // Of any length, with words around it.
    others.push(compiled(|p| {
        p.patterns.push(Pattern::new("LONG", "[A-Za-z]{4,}").max_length(12).level(Level::Possible).context(["phone"]));
    }));
    others.push(compiled(|p| p.allow.push(concat!("eyJ", "hbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl").to_owned())));
    others.push(compiled(|p| p.min_level = Level::Verified));
    others.push(compiled(|p| p.allow.push("bob@example.com".to_owned())));
    others
});
