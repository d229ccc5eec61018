//! request/form: bodies of `application/x-www-form-urlencoded`.

use std::borrow::Cow;

use super::leaf::Leaves;
use super::made;
use super::percent::{self, Blank};
use super::place::{Region, Role, is_word, role};
use super::problem::Problem;
use super::walk::text_edits;
use crate::UnsafePayload;
use crate::json::{Edit, apply};

/// Every name and value is shown to the redactor; only those that change are encoded anew.
pub(super) fn body<'b>(leaves: &mut Leaves<'_>, body: &'b [u8]) -> Result<Cow<'b, [u8]>, UnsafePayload> {
    let mut edits = Vec::new();
    let mut start = 0;
    for (number, pair) in body.split(|&b| b == b'&').enumerate() {
        let part = format!("form field {}", number + 1);
        let decoded = |text| {
            let bytes = percent::decode(text, Blank::Plus).filter(|bytes| std::str::from_utf8(bytes).is_ok());
            bytes.ok_or_else(|| UnsafePayload::form(&part))
        };
        let equals = pair.iter().position(|&b| b == b'=');
        let name_end = equals.unwrap_or(pair.len());
        let name = decoded(&pair[..name_end])?;
        let mut field = |text: &[u8], at: usize, length: usize, role, key| {
            let found = text_edits(leaves, text, role, key, 0).map_err(|problem: Problem| problem.refuse(&part))?;
            if !found.is_empty() {
                edits.push(Edit { span: at..at + length, new: percent::encode(&apply(text, &found), Blank::Plus) });
            }
            Ok(())
        };
        if !is_word(&name) {
            field(&name, start, name_end, Role::Prose, None)?;
        }
        if let Some(equals) = equals {
            let raw = &pair[equals + 1..];
            let role = role(Region::Root, &name);
            let key = (role == Role::Field).then_some(&name[..]);
            field(&decoded(raw)?, start + equals + 1, raw.len(), role, key)?;
        }
        start += pair.len() + 1;
    }
    Ok(made(body, &edits))
}
