//! request/json: bodies that are one document, or one on each line.

use std::borrow::Cow;

use super::leaf::Leaves;
use super::made;
use super::place::Region;
use super::problem::Problem;
use super::walk::walk;
use crate::UnsafePayload;
use crate::json::is_container;

/// Whether the text begins as an object or array does.
pub(super) fn looks_like_it(text: &[u8]) -> bool {
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// Whether the text is an object or array; one that nests too deeply counts, so that it is refused as such.
pub(super) fn is_it(text: &[u8]) -> bool {
    is_container(text).unwrap_or(true)
}

/// One document. `part` names it in a refusal.
pub(super) fn document<'b>(
    leaves: &mut Leaves<'_>,
    body: &'b [u8],
    part: &str,
) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    let edits = std::str::from_utf8(body)
        .map_err(Problem::not_utf8)
        .and_then(|_| walk(leaves, body, Region::Root, None, 0))
        .map_err(|problem| problem.refuse(part))?;
    Ok(made(body, &edits))
}

/// One document on each line; each is a request of its own.
pub(super) fn lines<'b>(leaves: &mut Leaves<'_>, body: &'b [u8], part: &str) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    let mut out: Option<Vec<u8>> = None;
    let mut start = 0;
    for (number, line) in body.split_inclusive(|&b| b == b'\n').enumerate() {
        let blank = line.trim_ascii().is_empty();
        let redacted = match blank {
            true => Cow::Borrowed(line),
            false => document(leaves, line, &format!("{part}, line {}", number + 1))?,
        };
        if matches!(redacted, Cow::Owned(_)) {
            out.get_or_insert_with(|| body[..start].to_vec());
        }
        if let Some(out) = &mut out {
            out.extend_from_slice(&redacted);
        }
        start += line.len();
    }
    Ok(out.map_or(Cow::Borrowed(body), Cow::Owned))
}

/// Whether the text is JSON lines: more than one line, and each an object.
pub(super) fn is_lines(text: &[u8]) -> bool {
    let mut lines = text.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    looks_like_it(text) && lines.all(|line| line.starts_with(b"{") && is_it(line))
}
