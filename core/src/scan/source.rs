//! The text by blocks, each with the bytes before it; padded at its edges.

use std::ops::Range;

use super::block::{BEFORE, BLOCK};

/// A block and the bytes before it.
pub(super) type Window = [u8; BEFORE + BLOCK];

/// The blocks of a part of a text. Its neighbours are read too.
pub(super) struct Source<'t> {
    pub text: &'t [u8],
    pub part: Range<usize>,
    /// More text may follow.
    pub open: bool,
    /// The block at the start of the text, and that at its end.
    first: Window,
    last: Window,
}

impl<'t> Source<'t> {
    #[inline(always)]
    pub(super) fn new(text: &'t [u8], part: Range<usize>, open: bool) -> Self {
        let empty = [b'\n'; BEFORE + BLOCK];
        let mut this = Self { text, part, open, first: empty, last: empty };
        let Range { start, end } = this.part.clone();
        if start < end {
            if start < BEFORE {
                this.first = this.edge(start);
            }
            let last = start + (end - 1 - start) / BLOCK * BLOCK;
            if last + BLOCK > text.len() && last >= BEFORE {
                this.last = this.edge(last);
            }
        }
        this
    }

    /// The block at a place of the part that is a whole number of blocks behind its start.
    #[inline(always)]
    pub(super) fn window(&self, at: usize) -> &Window {
        match at.checked_sub(BEFORE) {
            Some(from) => self.text.get(from..).and_then(<[u8]>::first_chunk).unwrap_or(&self.last),
            None => &self.first,
        }
    }

    /// The block behind the part's last one.
    #[inline]
    pub(super) fn next(&self, at: usize) -> Window {
        let whole = at.checked_sub(BEFORE).and_then(|from| self.text.get(from..)?.first_chunk());
        whole.copied().unwrap_or_else(|| self.edge(at))
    }

    /// A block at the edge of the text, padded with line ends, which are no trigger and part of none; or, where more may
    /// come, with digits, for a number could go on.
    fn edge(&self, at: usize) -> Window {
        let mut window = [b'\n'; BEFORE + BLOCK];
        let (start, end) = (at.saturating_sub(BEFORE).min(self.text.len()), (at + BLOCK).min(self.text.len()));
        let offset = BEFORE - at.saturating_sub(start).min(BEFORE);
        if start < end {
            window[offset..offset + (end - start)].copy_from_slice(&self.text[start..end]);
        }
        if self.open {
            window[BEFORE + self.text.len().saturating_sub(at).min(BLOCK)..].fill(b'0');
        }
        window
    }
}
