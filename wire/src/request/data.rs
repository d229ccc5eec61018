//! request/data: what becomes of texts that carry data of another kind?

use std::borrow::Cow;

use super::base64;
use super::leaf::Leaves;
use super::media::{DataUri, Kind, data_uri, promised, sniff};
use super::percent::{self, Blank};
use super::place::Role;
use super::problem::Problem;
use super::walk::text_edits;
use crate::json::{Edit, apply};

/// Shorter base64 is read as the text that it may be.
const SHORTEST_DATA: usize = 64;

/// Shorter seals are read as the text that they may be.
const SHORTEST_SEAL: usize = 40;

/// Letters of base64 that decide what it holds.
const HEAD: usize = 8192;

/// Edits of a text that is data; `None` if it is to be read as text.
pub(crate) fn edits(
    leaves: &mut Leaves<'_>,
    text: &[u8],
    role: Role,
    nesting: usize,
) -> Result<Option<Vec<Edit>>, Problem> {
    if let Some(uri) = data_uri(text).filter(|uri| !uri.payload.is_empty()) {
        return uri_edits(leaves, &uri, nesting);
    }
    match role {
        Role::Sealed if text.len() >= SHORTEST_SEAL && base64::is_base64(text) => Ok(Some(Vec::new())),
        Role::Data if text.len() >= SHORTEST_DATA && base64::is_base64(text) => {
            match sniff(&base64::decode_head(text, HEAD)) {
                Kind::Document(kind) => Err(Problem::binary(kind)),
                Kind::Text => inner(leaves, 0..text.len(), base64::decode(text), base64::encode, nesting).map(Some),
                Kind::Media | Kind::Unknown => {
                    leaves.count_media();
                    Ok(Some(Vec::new()))
                }
            }
        }
        _ => Ok(None),
    }
}

fn uri_edits(leaves: &mut Leaves<'_>, uri: &DataUri<'_>, nesting: usize) -> Result<Option<Vec<Edit>>, Problem> {
    let span = uri.start..uri.start + uri.payload.len();
    let promised = promised(&uri.essence);
    if !uri.is_base64 {
        return match promised {
            Kind::Text => {
                let bytes = percent::decode(uri.payload, Blank::Escape).map(Cow::into_owned);
                inner(leaves, span, bytes, |bytes| percent::encode(bytes, Blank::Escape), nesting).map(Some)
            }
            _ => Ok(None),
        };
    }
    if !base64::is_base64(uri.payload) {
        // It only says that it is data: then it is text.
        return Ok(None);
    }
    let found = sniff(&base64::decode_head(uri.payload, HEAD));
    match (promised, found) {
        (Kind::Document(kind), _) | (_, Kind::Document(kind)) => Err(Problem::binary(kind)),
        (Kind::Text, _) | (_, Kind::Text) => {
            inner(leaves, span, base64::decode(uri.payload), base64::encode, nesting).map(Some)
        }
        (Kind::Media, _) | (_, Kind::Media) => {
            leaves.count_media();
            Ok(Some(Vec::new()))
        }
        _ => Err(Problem::binary("binary data")),
    }
}

/// Edits of the text inside, written back as it was encoded.
fn inner(
    leaves: &mut Leaves<'_>,
    span: std::ops::Range<usize>,
    bytes: Option<Vec<u8>>,
    encode: impl Fn(&[u8]) -> Vec<u8>,
    nesting: usize,
) -> Result<Vec<Edit>, Problem> {
    let bytes = bytes.filter(|bytes| std::str::from_utf8(bytes).is_ok()).ok_or_else(Problem::data)?;
    let edits = text_edits(leaves, &bytes, Role::Prose, None, nesting)?;
    if edits.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Edit { span, new: encode(&apply(&bytes, &edits)) }])
}
