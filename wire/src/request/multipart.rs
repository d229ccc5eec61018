//! request/multipart: bodies of `multipart/form-data`, part by part.
//!
//! Fields are read as texts beside their names, JSON and JSON lines as requests, text as text; a picture or recording
//! passes and is counted. A part of any other kind is refused. File names are texts as well.

use std::borrow::Cow;

use super::leaf::Leaves;
use super::media::{Kind, promised, sniff};
use super::mime::Mime;
use super::place::{Region, Role, role};
use super::{json, made, text, walk};
use crate::UnsafePayload;
use crate::json::apply;

mod header;
use header::Headers;

/// The whole body.
pub(super) fn body<'b>(leaves: &mut Leaves<'_>, mime: &Mime, body: &'b [u8]) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    let boundary = mime.parameter("boundary").filter(|boundary| (1..=200).contains(&boundary.len()));
    let boundary = boundary.ok_or_else(|| UnsafePayload::multipart("body", "multipart without a boundary"))?;
    let delimiter = [b"--", boundary.as_bytes()].concat();
    let mut out: Option<Vec<u8>> = None;
    // What stands before a part and is kept: delimiters, and the line end before each.
    let mut kept = 0;
    let mut rest = first_part(body, &delimiter)?;
    let mut number = 0;
    while let Some(start) = rest {
        number += 1;
        let part = format!("part {number}");
        let (end, next) = part_end(body, start, &delimiter, &part)?;
        if let Cow::Owned(redacted) = redact_part(leaves, &body[start..end], &part)? {
            let out = out.get_or_insert_with(|| Vec::with_capacity(body.len()));
            out.extend_from_slice(&body[kept..start]);
            out.extend_from_slice(&redacted);
            kept = end;
        }
        rest = next;
    }
    Ok(match out {
        Some(mut out) => {
            out.extend_from_slice(&body[kept..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(body),
    })
}

/// Where the first part starts; `None` if there is none. Text before it would be sent unread, so there may be none.
fn first_part(body: &[u8], delimiter: &[u8]) -> Result<Option<usize>, UnsafePayload> {
    let start = if body.starts_with(b"\r\n") { 2 } else { 0 };
    if !body[start..].starts_with(delimiter) {
        return Err(UnsafePayload::multipart("body", "it does not begin with its boundary"));
    }
    behind_delimiter(body, start + delimiter.len(), "body")
}

/// Where the part that starts at `start` ends, and where the next one starts.
fn part_end(body: &[u8], start: usize, delimiter: &[u8], part: &str) -> Result<(usize, Option<usize>), UnsafePayload> {
    let needle = [b"\r\n", delimiter].concat();
    // An empty part with no header: the line end before the next boundary is the one behind the last.
    let from = start.saturating_sub(2);
    let found = memchr::memmem::find(&body[from..], &needle);
    let at = from + found.ok_or_else(|| UnsafePayload::multipart(part, "multipart without its closing boundary"))?;
    Ok((at.max(start), behind_delimiter(body, at + needle.len(), part)?))
}

/// What follows a boundary: the next part, or the end of the body.
fn behind_delimiter(body: &[u8], at: usize, part: &str) -> Result<Option<usize>, UnsafePayload> {
    let rest = &body[at..];
    if let Some(epilogue) = rest.strip_prefix(b"--") {
        let is_empty = epilogue.trim_ascii().is_empty();
        return if is_empty {
            Ok(None)
        } else {
            Err(UnsafePayload::multipart(part, "text behind the closing boundary"))
        };
    }
    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    if rest[blanks..].starts_with(b"\r\n") {
        return Ok(Some(at + blanks + 2));
    }
    Err(UnsafePayload::multipart(part, "a boundary is not followed by a line end"))
}

fn redact_part<'b>(leaves: &mut Leaves<'_>, bytes: &'b [u8], part: &str) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    let head_end = match bytes.starts_with(b"\r\n") {
        true => 2,
        false => {
            let end = memchr::memmem::find(bytes, b"\r\n\r\n");
            end.ok_or_else(|| UnsafePayload::multipart(part, "no empty line behind its headers"))? + 4
        }
    };
    let (head, content) = bytes.split_at(head_end);
    let headers = Headers::read(head, part)?;
    let redacted_head = headers.redact(leaves, head, part)?;
    let redacted = redact_content(leaves, &headers, content, part)?;
    if matches!((&redacted_head, &redacted), (Cow::Borrowed(_), Cow::Borrowed(_))) {
        return Ok(Cow::Borrowed(bytes));
    }
    if headers.has_length {
        return Err(UnsafePayload::multipart(part, "it holds values to redact, and says its own length"));
    }
    Ok(Cow::Owned([redacted_head, redacted].concat()))
}

fn redact_content<'b>(
    leaves: &mut Leaves<'_>,
    headers: &Headers,
    content: &'b [u8],
    part: &str,
) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    if content.is_empty() {
        return Ok(Cow::Borrowed(content));
    }
    if let Some(mime) = headers.mime.as_ref().filter(|_| !headers.is_named_lines()) {
        if mime.is_json_lines() {
            return json::lines(leaves, content, part);
        }
        if mime.is_json() {
            return json::document(leaves, content, part);
        }
        if !mime.is_ascii_based() {
            return Err(UnsafePayload::charset(part));
        }
    }
    if headers.is_named_lines() {
        return json::lines(leaves, content, part);
    }
    let promised = headers.mime.as_ref().map_or(Kind::Unknown, |mime| promised(&mime.essence));
    match (promised, sniff(content)) {
        (Kind::Document(kind), _) | (_, Kind::Document(kind)) => Err(UnsafePayload::binary(part, kind)),
        (_, Kind::Text) => redact_text(leaves, headers, content, part),
        // Latin-1 and the like: no UTF-8, but its letters and digits are where ASCII has them.
        (Kind::Text, _) => text(leaves, headers.mime.as_ref().expect("it promised text"), content, part),
        (Kind::Media, _) | (_, Kind::Media) => {
            leaves.count_media();
            Ok(Cow::Borrowed(content))
        }
        (Kind::Unknown, Kind::Unknown) => Err(UnsafePayload::binary(part, "binary data")),
    }
}

fn redact_text<'b>(
    leaves: &mut Leaves<'_>,
    headers: &Headers,
    content: &'b [u8],
    part: &str,
) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    if json::is_it(content) {
        return json::document(leaves, content, part);
    }
    if json::is_lines(content) {
        return json::lines(leaves, content, part);
    }
    // A field has a name that may speak for its value; a file's field name ("file") says nothing.
    let role = match (&headers.name, headers.has_filename) {
        (Some(name), false) => role(Region::Root, name.as_bytes()),
        _ => Role::Prose,
    };
    let key = headers.name.as_deref().map(str::as_bytes).filter(|_| role == Role::Field);
    let edits = walk::text_edits(leaves, content, role, key, 0).map_err(|problem| problem.refuse(part))?;
    Ok(made(content, &edits))
}

/// Only for headers: the text with what was found in it replaced.
fn redact_words(leaves: &mut Leaves<'_>, words: &str, part: &str) -> Result<Option<String>, UnsafePayload> {
    let edits = walk::text_edits(leaves, words.as_bytes(), Role::Prose, None, 0);
    let edits = edits.map_err(|problem| problem.refuse(part))?;
    if edits.is_empty() {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&apply(words.as_bytes(), &edits)).into_owned()))
}
