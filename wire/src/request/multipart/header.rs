//! request/multipart/header: what do the headers of a part say, and what of them may leave?

use std::borrow::Cow;

use super::redact_words;
use crate::UnsafePayload;
use crate::request::leaf::Leaves;
use crate::request::mime::Mime;
use crate::request::percent::{self, Blank};

/// What was read from the headers of one part.
pub(super) struct Headers {
    pub mime: Option<Mime>,
    pub name: Option<String>,
    pub has_filename: bool,
    /// Whether the part says its own length, which would no longer be true.
    pub has_length: bool,
    is_lines: bool,
}

impl Headers {
    /// Reads the lines up to the empty one.
    pub(super) fn read(head: &[u8], part: &str) -> Result<Self, UnsafePayload> {
        let head = std::str::from_utf8(head).map_err(|e| UnsafePayload::not_utf8(part, e.valid_up_to()))?;
        let mut headers = Self { mime: None, name: None, has_filename: false, has_length: false, is_lines: false };
        for line in lines(head) {
            let (name, value) = split(line, part)?;
            match name.to_ascii_lowercase().as_str() {
                "content-type" => {
                    let mime = Mime::parse(value);
                    headers.mime =
                        Some(mime.ok_or_else(|| UnsafePayload::multipart(part, "an unreadable content type"))?);
                }
                "content-length" => headers.has_length = true,
                "content-transfer-encoding" if is_plain(value) => {}
                "content-transfer-encoding" => {
                    return Err(UnsafePayload::multipart(part, "a transfer encoding that can't be read"));
                }
                "content-encoding" => return Err(UnsafePayload::multipart(part, "a compressed part")),
                "content-disposition" => headers.disposition(value),
                _ => {}
            }
        }
        Ok(headers)
    }

    fn disposition(&mut self, value: &str) {
        // Read by the same rules as a media type's parameters.
        let parameters = Mime::parse(&format!("form/data{}", value.find(';').map_or("", |at| &value[at..])));
        let Some(parameters) = parameters else { return };
        self.name = parameters.parameter("name").map(str::to_owned);
        let file = parameters.parameter("filename").or_else(|| parameters.parameter("filename*"));
        self.has_filename = file.is_some();
        let file = file.unwrap_or_default().to_ascii_lowercase();
        self.is_lines = [".jsonl", ".ndjson", ".jsonlines"].iter().any(|ending| file.ends_with(ending));
    }

    /// Whether the name of the file says that it holds JSON lines.
    pub(super) fn is_named_lines(&self) -> bool {
        self.is_lines
    }

    /// The headers that may leave.
    pub(super) fn redact<'h>(
        &self,
        leaves: &mut Leaves<'_>,
        head: &'h [u8],
        part: &str,
    ) -> Result<Cow<'h, [u8]>, UnsafePayload> {
        let text = std::str::from_utf8(head).map_err(|e| UnsafePayload::not_utf8(part, e.valid_up_to()))?;
        let mut out = String::new();
        let mut changed = false;
        for line in text.split_inclusive("\r\n") {
            let (content, end) = line.strip_suffix("\r\n").map_or((line, ""), |content| (content, "\r\n"));
            match redact_line(leaves, content, part)? {
                Some(redacted) => {
                    changed = true;
                    out.push_str(&redacted);
                }
                None => out.push_str(content),
            }
            out.push_str(end);
        }
        Ok(if changed { Cow::Owned(out.into_bytes()) } else { Cow::Borrowed(head) })
    }
}

/// Whether a transfer encoding leaves the bytes as they are.
fn is_plain(encoding: &str) -> bool {
    matches!(encoding.trim().to_ascii_lowercase().as_str(), "7bit" | "8bit" | "binary")
}

fn lines(head: &str) -> impl Iterator<Item = &str> {
    head.split("\r\n").filter(|line| !line.is_empty())
}

fn split<'l>(line: &'l str, part: &str) -> Result<(&'l str, &'l str), UnsafePayload> {
    let fault = || UnsafePayload::multipart(part, "a header that can't be read");
    let (name, value) = line.split_once(':').ok_or_else(fault)?;
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if name.is_empty() || !name.bytes().all(is_token) { Err(fault()) } else { Ok((name, value)) }
}

/// A line with what was found in it replaced; `None` if nothing was.
fn redact_line(leaves: &mut Leaves<'_>, line: &str, part: &str) -> Result<Option<String>, UnsafePayload> {
    // `filename*=UTF-8''a%40example.com`: the value inside of the escapes.
    let lower = line.to_ascii_lowercase();
    if let Some(at) = lower.find("filename*=") {
        let start = at + "filename*=".len();
        let end = line[start..].find(';').map_or(line.len(), |end| start + end);
        let value = line[start..end].trim();
        let Some((charset, encoded)) = value.split_once('\'').and_then(|(c, rest)| Some((c, rest.split_once('\'')?.1)))
        else {
            return Err(UnsafePayload::multipart(part, "a file name that can't be read"));
        };
        let decoded = percent::decode(encoded.as_bytes(), Blank::Escape);
        let decoded = decoded.and_then(|bytes| String::from_utf8(bytes.into_owned()).ok());
        let readable = decoded.filter(|_| charset.eq_ignore_ascii_case("utf-8"));
        let name = readable.ok_or_else(|| UnsafePayload::multipart(part, "a file name that can't be read"))?;
        let before = redact_words(leaves, &line[..start], part)?;
        let after = redact_words(leaves, &line[end..], part)?;
        let inside = redact_words(leaves, &name, part)?;
        if before.is_none() && inside.is_none() && after.is_none() {
            return Ok(None);
        }
        let encoded = percent::encode(inside.unwrap_or(name).as_bytes(), Blank::Escape);
        let encoded = String::from_utf8(encoded).expect("percent escapes are ASCII");
        let (before, after) = (before.unwrap_or(line[..start].to_owned()), after.unwrap_or(line[end..].to_owned()));
        return Ok(Some(format!("{before}{charset}''{encoded}{after}")));
    }
    // Browsers and clients write a quote in a file name as `%22` or `\"`; the redactor reads both.
    redact_words(leaves, line, part)
}
