//! request/mime: which kind of body does a Content-Type announce?

/// A media type, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mime {
    /// `type/subtype`, lower case.
    pub essence: String,
    parameters: Vec<(String, String)>,
}

impl Mime {
    /// Reads a header value; `None` if it names no type.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let (essence, rest) = value.split_once(';').unwrap_or((value, ""));
        let essence = essence.trim().to_ascii_lowercase();
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$&-^_.+/".contains(&b);
        if essence.len() > 127 || !essence.contains('/') || !essence.bytes().all(is_token) {
            return None;
        }
        Some(Self { essence, parameters: parameters(rest) })
    }

    /// The value of a parameter, by its lower-case name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_json(&self) -> bool {
        self.essence == "application/json" || self.essence == "text/json" || self.essence.ends_with("+json")
    }

    pub(crate) fn is_json_lines(&self) -> bool {
        let (_, subtype) = self.essence.split_once('/').unwrap_or_default();
        matches!(subtype, "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "ndjson" | "x-ndjson" | "jsonl+json")
    }

    /// Whether its text is UTF-8 or leaves ASCII as it is, so that it can be read.
    pub(crate) fn is_ascii_based(&self) -> bool {
        self.parameter("charset").is_none_or(|charset| {
            let charset = charset.to_ascii_lowercase();
            matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii" | "ascii")
                || charset.starts_with("iso-8859-")
                || charset.starts_with("windows-125")
        })
    }
}

/// Reads `; name=value; name="quoted value"`.
fn parameters(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([' ', '\t', ';']).to_ascii_lowercase();
        let after = after.trim_start();
        let mut value = String::new();
        let mut end = after.len();
        if let Some(quoted) = after.strip_prefix('"') {
            let mut escaped = false;
            for (at, c) in quoted.char_indices() {
                match c {
                    '\\' if !escaped => escaped = true,
                    '"' if !escaped => {
                        end = at + 2;
                        break;
                    }
                    _ => {
                        value.push(c);
                        escaped = false;
                    }
                }
            }
        } else {
            end = after.find(';').unwrap_or(after.len());
            value.push_str(after[..end].trim_end());
        }
        found.push((name, value));
        rest = &after[end.min(after.len())..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_parameters_are_read() {
        let mime = Mime::parse("Multipart/Form-Data; charset=UTF-8 ; boundary=\"a;b\\\"c\"; x=y").expect("a type");
        assert_eq!(mime.essence, "multipart/form-data");
        assert_eq!(mime.parameter("boundary"), Some("a;b\"c"));
        assert_eq!(mime.parameter("x"), Some("y"));
        assert!(mime.is_ascii_based());
        assert!(!Mime::parse("text/plain; charset=utf-16").expect("a type").is_ascii_based());
        assert!(Mime::parse("application/vnd.api+json").expect("a type").is_json());
        assert!(Mime::parse("application/x-ndjson").expect("a type").is_json_lines());
        for broken in ["", "json", "a b/c", "\u{fc}/x"] {
            assert_eq!(Mime::parse(broken), None);
        }
        assert!(Mime::parse("a/b; q=\"open").is_some());
    }
}
