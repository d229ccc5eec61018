//! answer/document: an answer that is read when it is complete.

use std::sync::Arc;

use super::leaves::{leaves, restore};
use super::text::{Place, TextRestorer};
use crate::exchange::Tally;
use crate::json::apply;
use crate::sanitizer::Sanitizer;

/// One JSON document.
pub(super) struct Document {
    body: Vec<u8>,
    /// Whether the service said that it is JSON; else it only looked like it, and may be a text.
    is_promised: bool,
}

impl Document {
    pub(super) fn new(is_promised: bool) -> Self {
        Self { body: Vec::new(), is_promised }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.body.extend_from_slice(chunk);
    }

    pub(super) fn finish(&mut self, sanitizer: &Arc<dyn Sanitizer>, tally: &Tally, out: &mut Vec<u8>) {
        let body = std::mem::take(&mut self.body);
        if body.trim_ascii().is_empty() {
            out.extend_from_slice(&body);
            return;
        }
        match leaves(&body) {
            Ok(leaves) => {
                let mut edits = Vec::new();
                leaves.iter().for_each(|leaf| restore(sanitizer, &body, leaf, &mut edits));
                out.extend_from_slice(&apply(&body, &edits));
            }
            Err(_) if self.is_promised => {
                tally.update(|counts| counts.answers_unparsed += 1);
                out.extend_from_slice(&body);
            }
            Err(_) => {
                let mut text = TextRestorer::new(sanitizer, Place::Prose);
                text.push(&body, out);
                text.flush(out);
            }
        }
    }
}
