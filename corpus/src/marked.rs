//! How does a person label a text? `«EMAIL_ADDRESS:bob@example.com»`; the README of this crate has the format.

use std::fmt;

use crate::document::Document;

/// The entity types that a marked text may name.
pub const ENTITIES: [&str; 9] = [
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "IBAN_CODE",
    "US_SSN",
    "IP_ADDRESS",
    "API_KEY",
    "JWT",
    "PRIVATE_KEY",
];

/// A seam is dropped: it keeps a secret in pieces as long as it lies in a file.
const SEAM: &str = "‹›";

/// What is wrong with a marked text, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkError {
    line: usize,
    problem: &'static str,
}

impl fmt::Display for MarkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for MarkError {}

/// Reads a marked text. The first lines that begin with `#!` say what the text is for and are not part of it.
///
/// # Errors
/// A mark without an end, within another one, or with a name that is none of [`ENTITIES`].
pub fn parse(name: &str, marked: &str) -> Result<Document, MarkError> {
    let mut body = marked;
    while body.starts_with("#!") {
        body = body.split_once('\n').map_or("", |(_, after)| after);
    }
    let mut document = Document::with_capacity(name, body.len());
    let mut rest = body;
    while let Some(open) = rest.find(['«', '»']) {
        let at = |rest: &str| 1 + marked[..marked.len() - rest.len()].matches('\n').count();
        let error = |rest: &str, problem| MarkError { line: at(rest), problem };
        document.push(&rest[..open].replace(SEAM, ""));
        rest = &rest[open..];
        let inner = rest.strip_prefix('«').ok_or_else(|| error(rest, "» without «"))?;
        let (mark, after) = inner.split_once('»').ok_or_else(|| error(rest, "« without »"))?;
        let (entity, value) = mark.split_once(':').ok_or_else(|| error(rest, "no entity type before the value"))?;
        if value.contains('«') {
            return Err(error(rest, "« within «"));
        }
        let entity = ENTITIES.iter().find(|known| **known == entity);
        let entity = entity.ok_or_else(|| error(rest, "no such entity type"))?;
        document.push_value(entity, &value.replace(SEAM, ""));
        rest = after;
    }
    document.push(&rest.replace(SEAM, ""));
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_values_and_vanish_from_the_text() {
        let document =
            parse("t", "#! why\nMail «EMAIL_ADDRESS:bob@example.com», key «API_KEY:ab‹›cd»\n").expect("marked well");
        assert_eq!(document.text, b"Mail bob@example.com, key abcd\n");
        let spans: Vec<_> = document.values.iter().map(|v| (v.start, v.end, v.entity)).collect();
        assert_eq!(spans, [(5, 20, "EMAIL_ADDRESS"), (26, 30, "API_KEY")]);
    }

    #[test]
    fn a_mistake_names_its_line() {
        for (marked, problem) in [
            ("one\n«EMAIL_ADDRESS:x", "line 2: « without »"),
            ("»", "line 1: » without «"),
            ("\n\n«FOO:x»", "line 3: no such entity type"),
            ("«EMAIL_ADDRESS:a «IP_ADDRESS:b»»", "line 1: « within «"),
            ("«bob»", "line 1: no entity type before the value"),
        ] {
            assert_eq!(parse("t", marked).expect_err("marked badly").to_string(), problem);
        }
    }
}
