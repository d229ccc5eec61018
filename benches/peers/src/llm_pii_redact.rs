//! The crate `llm-pii-redact`: its default detectors, all regular expressions, one after another.

use inkout_benches::{Engine, Replaced};
use llm_pii_redact::Redactor;

/// With all its detectors.
#[derive(Default)]
pub struct LlmPiiRedact(Redactor);

/// The corpus's name of its type; none for a URL.
fn entity(kind: &str) -> &'static str {
    match kind {
        "EMAIL" => "EMAIL_ADDRESS",
        "PHONE_US" => "PHONE_NUMBER",
        "SSN" => "US_SSN",
        "CREDIT_CARD" => "CREDIT_CARD",
        "IP_V4" | "IP_V6" => "IP_ADDRESS",
        "IBAN" => "IBAN_CODE",
        _ => "",
    }
}

impl Engine for LlmPiiRedact {
    fn name(&self) -> &'static str {
        "llm-pii-redact"
    }

    fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
        let text = str::from_utf8(text).expect("the corpus is UTF-8");
        out.extend_from_slice(self.0.redact(text).text.as_bytes());
    }

    /// It numbers equal values alike, by kind; the mapping says which number is which.
    fn findings(&self, text: &[u8]) -> Vec<Replaced> {
        let text = str::from_utf8(text).expect("the corpus is UTF-8");
        let mapping = self.0.redact(text).mapping;
        let placeholder = |kind: &str, value: &str| {
            let is_it = |(name, original): &(&String, &String)| {
                *original == value
                    && name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '>') == format!("<{kind}_")
            };
            mapping.iter().find(is_it).map(|(name, _)| name.clone()).unwrap_or_default()
        };
        let replaced = |found: llm_pii_redact::Detection| Replaced {
            start: found.start,
            end: found.end,
            entity: entity(&found.kind).to_owned(),
            placeholder: placeholder(&found.kind, &found.value),
        };
        self.0.detect(text).into_iter().map(replaced).collect()
    }
}
