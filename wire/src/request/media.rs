//! request/media: is this data text, a picture, or a document that can't be read?
//!
//! A picture, a recording or a film has no text that this library could read; it passes and is counted. Text passes
//! redacted, also as base64. A document that holds text which can't be reached (PDF, office files, archives) is refused:
//! it can't be sanitized, so it is not sent (I8).

/// What data turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Passes unread.
    Media,
    /// Refused; the name is for the message.
    Document(&'static str),
    Unknown,
}

/// Bytes that decide whether data is text.
const HEAD: usize = 4096;

/// What the bytes themselves say.
pub(crate) fn sniff(bytes: &[u8]) -> Kind {
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if at(0, b"%PDF") {
        return Kind::Document("a PDF");
    }
    if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") {
        return Kind::Document("an archive or office document (zip)");
    }
    if at(0, b"\xd0\xcf\x11\xe0") {
        return Kind::Document("an office document");
    }
    if at(0, b"\x1f\x8b") || at(0, b"7z\xbc\xaf") || at(0, b"BZh") || at(0, b"\x28\xb5\x2f\xfd") || at(0, b"\xfd7zXZ") {
        return Kind::Document("compressed data");
    }
    let media: [(usize, &[u8]); 14] = [
        (0, b"\x89PNG\r\n"),
        (0, b"\xff\xd8\xff"),
        (0, b"GIF8"),
        (8, b"WEBP"),
        (0, b"BM"),
        (0, b"II*\0"),
        (0, b"MM\0*"),
        (8, b"WAVE"),
        (0, b"ID3"),
        (0, b"OggS"),
        (0, b"fLaC"),
        (4, b"ftyp"),
        (0, b"\x1a\x45\xdf\xa3"),
        (0, b"\xff\xfb"),
    ];
    if is_text(bytes) {
        return Kind::Text;
    }
    if media.iter().any(|(offset, magic)| at(*offset, magic)) { Kind::Media } else { Kind::Unknown }
}

fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // The head may end inside a character.
        Err(e) => e.error_len().is_none() && bytes.len() > head.len(),
    };
    valid && !head.iter().any(|&b| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)) || b == 0x7f)
}

/// What a MIME type promises.
pub(crate) fn promised(essence: &str) -> Kind {
    let (class, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let is_text = class == "text"
        || subtype.ends_with("+json")
        || subtype.ends_with("+xml")
        || matches!(
            subtype,
            "json"
                | "xml"
                | "jsonl"
                | "x-ndjson"
                | "ndjson"
                | "yaml"
                | "x-yaml"
                | "csv"
                | "javascript"
                | "x-javascript"
                | "toml"
                | "sql"
                | "x-sh"
                | "x-python"
                | "x-www-form-urlencoded"
        );
    match class {
        _ if is_text => Kind::Text,
        "image" | "audio" | "video" => Kind::Media,
        _ if subtype == "pdf" => Kind::Document("a PDF"),
        _ => Kind::Unknown,
    }
}

/// A `data:` URI.
pub(crate) struct DataUri<'t> {
    pub essence: String,
    pub is_base64: bool,
    /// Offset of the payload.
    pub start: usize,
    pub payload: &'t [u8],
}

/// Reads a text as a data URI (RFC 2397).
pub(crate) fn data_uri(text: &[u8]) -> Option<DataUri<'_>> {
    if !text.get(..5)?.eq_ignore_ascii_case(b"data:") {
        return None;
    }
    let comma = text.iter().take(256).position(|&b| b == b',')?;
    let head = std::str::from_utf8(&text[5..comma]).ok()?;
    let mut parameters = head.split(';').map(str::trim);
    let essence = parameters.next().unwrap_or_default().to_ascii_lowercase();
    // Prose may begin so too ("data: one, two").
    if !(essence.is_empty() || (essence.contains('/') && !essence.contains(char::is_whitespace))) {
        return None;
    }
    let is_base64 = parameters.any(|p| p.eq_ignore_ascii_case("base64"));
    let essence = if essence.is_empty() { "text/plain".to_owned() } else { essence };
    Some(DataUri { essence, is_base64, start: comma + 1, payload: &text[comma + 1..] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_they_are() {
        for (bytes, kind) in [
            (&b"name,mail\n1,2\n"[..], Kind::Text),
            ("gr\u{fc}n".as_bytes(), Kind::Text),
            (b"<svg xmlns=''/>", Kind::Text),
            (b"\x89PNG\r\n\x1a\n\0", Kind::Media),
            (b"RIFF\0\0\0\0WAVEfmt ", Kind::Media),
            (b"\0\0\x01\x02\xff\xfe", Kind::Unknown),
            (b"BM\0\0\x01", Kind::Media),
            (b"BM is a text here", Kind::Text),
        ] {
            assert_eq!(sniff(bytes), kind, "{bytes:?}");
        }
        assert!(matches!(sniff(b"%PDF-1.7\n"), Kind::Document(_)));
        assert!(matches!(sniff(b"PK\x03\x04..."), Kind::Document(_)));
        let long = format!("{}\u{fc}", "a".repeat(HEAD - 1));
        assert_eq!(sniff(long.as_bytes()), Kind::Text);
    }

    #[test]
    fn data_uris_are_told_from_prose() {
        let uri = data_uri(b"data:image/PNG;base64,AAAA").expect("a URI");
        assert_eq!((uri.essence.as_str(), uri.is_base64, uri.payload), ("image/png", true, &b"AAAA"[..]));
        assert_eq!(data_uri(b"data:,a%40b").expect("a URI").essence, "text/plain");
        assert!(data_uri(b"data: one, two").is_none());
        assert!(data_uri(b"data").is_none());
    }
}
