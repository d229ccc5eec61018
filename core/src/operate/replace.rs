//! Replace: a fixed text.

use crate::Error;

/// The template of the default operator.
pub(crate) const DEFAULT_TEMPLATE: &str = "[REDACTED_{label}]";

/// The text of a template: `{label}` and `{entity}` are filled in.
///
/// # Errors
/// `Policy` for any other field, and for a brace that is not closed.
pub(super) fn render(template: &str, entity: &str, label: &str) -> Result<String, Error> {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inside = &rest[open..];
        if let Some(after) = inside.strip_prefix("{label}") {
            out.push_str(label);
            rest = after;
        } else if let Some(after) = inside.strip_prefix("{entity}") {
            out.push_str(entity);
            rest = after;
        } else if let Some(after) = inside.strip_prefix("{{") {
            out.push('{');
            rest = after;
        } else {
            return Err(Error::policy(format!(
                "template of `{entity}` at byte {}: fields are {{label}} and {{entity}}; write {{{{ for a brace",
                template.len() - inside.len()
            )));
        }
    }
    out.push_str(&rest.replace("}}", "}"));
    Ok(out)
}

/// Whether a rendered template can serve as a placeholder: it begins and ends with an ASCII character that is no
/// letter, digit, blank, or part of an address (I4). That it scans empty is checked where the policy is built.
pub(crate) fn is_placeholder(text: &[u8]) -> bool {
    let edge = |b: Option<&u8>| {
        b.is_some_and(|b| b.is_ascii_graphic() && !b.is_ascii_alphanumeric() && !b"@.-_+%/".contains(b))
    };
    text.len() >= 3 && edge(text.first()) && edge(text.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_braces_are_filled_in() {
        assert_eq!(render("[{label}]", "EMAIL_ADDRESS", "EMAIL").unwrap(), "[EMAIL]");
        assert_eq!(render("{{{{{entity}}}}}", "EMAIL_ADDRESS", "EMAIL").unwrap(), "{{EMAIL_ADDRESS}}");
        assert!(render("{value}", "E", "L").is_err());
    }
}
