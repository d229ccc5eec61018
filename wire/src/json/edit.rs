//! json/edit: what is to stand where?

use std::ops::Range;

/// Bytes of a source and what is to stand in their place. Lists of edits are in source order and don't overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub span: Range<usize>,
    pub new: Vec<u8>,
}

/// The source with the edits made.
pub(crate) fn apply(source: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len() + 16 * edits.len());
    let mut at = 0;
    for edit in edits {
        debug_assert!(edit.span.start >= at && edit.span.end >= edit.span.start, "edits are in order");
        out.extend_from_slice(&source[at..edit.span.start]);
        out.extend_from_slice(&edit.new);
        at = edit.span.end;
    }
    out.extend_from_slice(&source[at..]);
    out
}
