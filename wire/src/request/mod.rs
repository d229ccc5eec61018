//! request: what of a body may leave?
//!
//! The content type decides how a body is taken apart (this file), then every text in it is shown to the redactor.
//! A body of an unknown kind is refused, not passed.

mod base64;
mod data;
mod form;
mod json;
mod leaf;
mod media;
mod mime;
mod multipart;
mod number;
mod percent;
mod place;
mod problem;
mod walk;

use std::borrow::Cow;

use crate::exchange::Tally;
use crate::sanitizer::Sanitizer;
use crate::{Request, UnsafePayload};
use leaf::Leaves;
use media::Kind;
use mime::Mime;
use place::Role;

/// The body that may be sent.
pub(crate) fn redact<'b>(
    sanitizer: &dyn Sanitizer,
    tally: &Tally,
    request: &Request<'_>,
    body: &'b [u8],
) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    if opens_websocket(request.url) {
        return Err(UnsafePayload::websocket());
    }
    if body.is_empty() {
        return Ok(Cow::Borrowed(body));
    }
    let is_plain = |encoding: &str| matches!(encoding.trim().to_ascii_lowercase().as_str(), "" | "identity");
    if !request.content_encoding.is_none_or(is_plain) {
        return Err(UnsafePayload::compressed());
    }
    let mut leaves = Leaves::new(sanitizer, tally);
    let redacted = by_type(&mut leaves, request.content_type, body)?;
    if matches!(redacted, Cow::Owned(_)) && request.authorization.is_some_and(is_signature) {
        return Err(UnsafePayload::signed());
    }
    Ok(redacted)
}

fn by_type<'b>(
    leaves: &mut Leaves<'_>,
    content_type: Option<&str>,
    body: &'b [u8],
) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    const PART: &str = "body";
    let Some(mime) = content_type.and_then(Mime::parse) else {
        return match json::looks_like_it(body) {
            true => json::document(leaves, body, PART),
            false => Err(UnsafePayload::content_type(PART, None)),
        };
    };
    if mime.is_json_lines() {
        return json::lines(leaves, body, PART);
    }
    if mime.is_json() {
        return json::document(leaves, body, PART);
    }
    match mime.essence.as_str() {
        "multipart/form-data" | "multipart/mixed" | "multipart/related" => multipart::body(leaves, &mime, body),
        // What urllib and curl call a body whose type nobody named.
        "application/x-www-form-urlencoded" if json::is_it(body) => json::document(leaves, body, PART),
        "application/x-www-form-urlencoded" => form::body(leaves, body),
        essence => match (media::promised(essence), media::sniff(body)) {
            (Kind::Text, _) | (Kind::Media, Kind::Text) => text(leaves, &mime, body, PART),
            (_, Kind::Document(kind)) => Err(UnsafePayload::binary(PART, kind)),
            // A picture or recording uploaded as it is.
            (Kind::Media, _) => {
                leaves.count_media();
                Ok(Cow::Borrowed(body))
            }
            _ => Err(UnsafePayload::content_type(PART, Some(essence))),
        },
    }
}

/// A text of no known structure, or JSON under a false name.
fn text<'b>(leaves: &mut Leaves<'_>, mime: &Mime, body: &'b [u8], part: &str) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    if !mime.is_ascii_based() {
        return Err(UnsafePayload::charset(part));
    }
    if json::is_it(body) {
        return json::document(leaves, body, part);
    }
    let edits = walk::text_edits(leaves, body, Role::Prose, None, 0).map_err(|problem| problem.refuse(part))?;
    Ok(made(body, &edits))
}

/// The body with the edits made; borrowed if there are none.
fn made<'b>(body: &'b [u8], edits: &[crate::json::Edit]) -> Cow<'b, [u8]> {
    if edits.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(crate::json::apply(body, edits)) }
}

/// Whether an address opens a WebSocket: `ws://`, `wss://`, or the path of a realtime service. (Its sessions are made by
/// plain HTTP.)
fn opens_websocket(url: &str) -> bool {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let is_socket = scheme.eq_ignore_ascii_case("ws") || scheme.eq_ignore_ascii_case("wss");
    let path = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    is_socket || path.ends_with("/realtime")
}

/// Whether the credentials sign the body.
fn is_signature(authorization: &str) -> bool {
    let scheme = authorization.trim_start().split([' ', '\t']).next().unwrap_or_default();
    scheme.to_ascii_uppercase().starts_with("AWS4-")
}

#[cfg(test)]
mod tests;
