//! What is wrong with a written policy, and in which field? Not what stood there: an allow list holds values.

use crate::Error;

/// A mistake at a byte of a policy in TOML or JSON, as the parser puts it.
pub(super) fn in_text(text: &str, at: Option<usize>, why: &str) -> Error {
    let place = at.and_then(|at| text.get(..at)).map(|before| {
        let line = before.matches('\n').count() + 1;
        let field = field(text, before.len()).map(|name| format!(", `{name}`")).unwrap_or_default();
        format!("line {line}{field}: ")
    });
    Error::policy(format!("policy, {}{}", place.unwrap_or_default(), without_value(without_place(why))))
}

/// The name before the last `=` or `:` on the way to a byte: `max_bytes = ...`, `"max_bytes": ...`.
fn field(text: &str, at: usize) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let before = text[line..at].trim_end_matches(|c: char| c != '=' && c != ':').trim_end_matches(['=', ':', ' ', '"']);
    let name = &before[before.trim_end_matches(is_name).len()..];
    (!name.is_empty()).then_some(name)
}

/// Without the place that the JSON parser puts behind its sentence.
fn without_place(why: &str) -> &str {
    why.rfind(" at line ").map_or(why, |i| &why[..i])
}

/// With `...` for what stands in double quotes: it may be a value of the allow list.
fn without_value(why: &str) -> String {
    match (why.find('"'), why.rfind('"')) {
        (Some(open), Some(close)) if open < close => format!("{}\"...\"{}", &why[..open], &why[close + 1..]),
        _ => why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::Policy;

    #[test]
    fn a_mistake_names_line_and_field_and_no_value() {
        for (text, wanted) in [
            (
                "name = 'x'\nmax_bytes = 'bob@example.com'",
                "line 2, `max_bytes`: invalid type: string \"...\", expected u64",
            ),
            ("allow = 'bob@example.com'", "line 1, `allow`: invalid type: string \"...\""),
            ("allow = ['bob@example.com", "line 1, `allow`: "),
        ] {
            let error = Policy::from_toml(text).unwrap_err().to_string();
            assert!(error.contains(wanted) && !error.contains("bob"), "{error}");
        }
        for (text, wanted) in [
            (
                "{\n \"max_bytes\": \"bob@example.com\"}",
                "line 2, `max_bytes`: invalid type: string \"...\", expected u64",
            ),
            ("{\"allow\": \"bob@example.com\"}", "line 1, `allow`: invalid type: string \"...\""),
            ("{", "line 1: EOF"),
        ] {
            let error = Policy::from_json(text).unwrap_err().to_string();
            assert!(error.contains(wanted) && !error.contains("bob"), "{error}");
        }
    }
}
