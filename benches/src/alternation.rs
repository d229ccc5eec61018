//! What would one write without inkout? One alternation of seven patterns for the `regex` crate.
//!
//! Fair to it: bytes, ASCII classes, one automaton for all patterns, one pass, output into the same warm buffer. It
//! checks nothing (no check digit, no number plan), so its false findings stand beside its speed.

use regex::bytes::{Captures, Regex};

use crate::{Engine, Replaced};

/// Name of the group, entity type, placeholder and pattern, in order of precedence. Peers of other engines get them too:
/// the syntax is what `regex`, Python's `re` and vectorscan share.
pub const PATTERNS: [(&str, &str, &str, &str); 7] = [
    ("email", "EMAIL_ADDRESS", "[REDACTED_EMAIL]", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"),
    (
        "key",
        "API_KEY",
        "[REDACTED_API_KEY]",
        r"\b(?:sk-[A-Za-z0-9_-]{20,}|sk_live_[A-Za-z0-9]{24,}|AKIA[A-Z2-7]{16}|gh[pousr]_[A-Za-z0-9]{36}|AIza[A-Za-z0-9_-]{35}|xox[abp]-[A-Za-z0-9-]{20,})",
    ),
    (
        "iban",
        "IBAN_CODE",
        "[REDACTED_IBAN]",
        r"\b[A-Z]{2}[0-9]{2}(?:(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?|[A-Z0-9]{11,30})\b",
    ),
    (
        "card",
        "CREDIT_CARD",
        "[REDACTED_CARD]",
        r"\b(?:[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}|3[0-9]{3}[ -]?[0-9]{6}[ -]?[0-9]{4,5})\b",
    ),
    ("ssn", "US_SSN", "[REDACTED_SSN]", r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b"),
    (
        "ip",
        "IP_ADDRESS",
        "[REDACTED_IP]",
        r"\b(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b|(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}\b)",
    ),
    (
        "phone",
        "PHONE_NUMBER",
        "[REDACTED_PHONE]",
        r"(?:\+[0-9]{1,3}[ .-]?(?:\([0-9]{2,4}\)|[0-9]{1,4})|\([0-9]{3}\)|\b[0-9]{2,4})(?:[ .-]?[0-9]{2,4}){2,4}\b",
    ),
];

/// The alternation, compiled.
#[derive(Debug)]
pub struct Alternation {
    regex: Regex,
}

impl Default for Alternation {
    fn default() -> Self {
        let parts: Vec<String> =
            PATTERNS.iter().map(|(group, _, _, pattern)| format!("(?<{group}>{pattern})")).collect();
        let regex = Regex::new(&format!("(?-u){}", parts.join("|"))).expect("the patterns above are well formed");
        Self { regex }
    }
}

impl Alternation {
    /// Span of a match and which pattern it is of. Group 0 is the whole match, then they follow the table.
    fn matched(captures: &Captures<'_>) -> Option<(usize, usize, usize)> {
        let whole = captures.get(0)?;
        let which = (0..PATTERNS.len()).find(|which| captures.get(which + 1).is_some())?;
        Some((whole.start(), whole.end(), which))
    }
}

impl Engine for Alternation {
    fn name(&self) -> &'static str {
        "regex, one alternation"
    }

    fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
        let mut copied = 0;
        for (start, end, which) in self.regex.captures_iter(text).filter_map(|captures| Self::matched(&captures)) {
            out.extend_from_slice(&text[copied..start]);
            out.extend_from_slice(PATTERNS[which].2.as_bytes());
            copied = end;
        }
        out.extend_from_slice(&text[copied..]);
    }

    fn findings(&self, text: &[u8]) -> Vec<Replaced> {
        let matches = self.regex.captures_iter(text).filter_map(|captures| Self::matched(&captures));
        let replaced = |(start, end, which): (usize, usize, usize)| Replaced {
            start,
            end,
            entity: PATTERNS[which].1.to_owned(),
            placeholder: PATTERNS[which].2.to_owned(),
        };
        matches.map(replaced).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound;
    use inkout_corpus::{Score, documents};

    #[test]
    fn each_pattern_finds_most_of_its_values() {
        let alternation = Alternation::default();
        let mut total = Score::default();
        for document in documents() {
            total.add(sound(&alternation, &document).expect("it replaces what it finds").expect("it looks for values"));
        }
        let planted = total.found + total.mistyped + total.missed;
        assert!(total.found * 10 > planted * 8, "{total:?}");
    }

    #[test]
    fn a_match_is_replaced_and_the_rest_is_copied() {
        let mut out = Vec::new();
        Alternation::default().redact(b"Mail bob@example.com, box 192.0.2.7.", &mut out);
        assert_eq!(out, b"Mail [REDACTED_EMAIL], box [REDACTED_IP].");
    }
}
