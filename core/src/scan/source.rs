//! The text by blocks, each with the bytes before it; padded at its edges.

use std::ops::Range;

use super::block::{BEFORE, BLOCK};

/// A block and the bytes before it.
pub(super) type Window = [u8; BEFORE + BLOCK];

/// What is scanned.
#[derive(Clone)]
pub(crate) struct Part<'t> {
    pub text: &'t [u8],
    /// What of it. Bytes around are read as neighbours.
    pub range: Range<usize>,
    /// More text may follow.
    pub open: bool,
    /// What will be scanned next: it is brought nearer meanwhile.
    pub ahead: &'t [u8],
}

/// The blocks of a part of a text. Its neighbours are read too.
pub(super) struct Source<'t> {
    pub part: Part<'t>,
    /// The block at the start of the text.
    first: Window,
    /// The end of the text and what stands for what follows it; the last block begins at `last_at`.
    last: [u8; 2 * WINDOW],
    last_at: usize,
}

const WINDOW: usize = BEFORE + BLOCK;

impl<'t> Source<'t> {
    #[inline(always)]
    pub(super) fn new(part: Part<'t>) -> Self {
        let (text, Range { start, end }) = (part.text, part.range.clone());
        let outside = if part.open { b'0' } else { b'\n' };
        let mut this = Self { part, first: [b'\n'; WINDOW], last: [outside; 2 * WINDOW], last_at: 0 };
        if start >= end {
            return this;
        }
        if start < BEFORE {
            match text.first_chunk::<BLOCK>() {
                Some(block) if start == 0 => this.first[BEFORE..].copy_from_slice(block),
                _ => this.first = this.edge(start),
            }
        }
        let last = start + (end - 1 - start) / BLOCK * BLOCK;
        if last + BLOCK > text.len() && last >= BEFORE {
            match text.last_chunk::<WINDOW>() {
                // Where the block begins in it: copies of a known length cost less than those of what is there.
                Some(chunk) => {
                    this.last[..WINDOW].copy_from_slice(chunk);
                    this.last_at = last + WINDOW - BEFORE - text.len();
                }
                None => {
                    let edge = this.edge(last);
                    this.last[..WINDOW].copy_from_slice(&edge);
                }
            }
        }
        this
    }

    /// The block at a place of the part that is a whole number of blocks behind its start.
    #[inline(always)]
    pub(super) fn window(&self, at: usize) -> &Window {
        match at.checked_sub(BEFORE) {
            Some(from) => {
                self.part.text.get(from..).and_then(<[u8]>::first_chunk).unwrap_or_else(|| self.last_window())
            }
            None => &self.first,
        }
    }

    #[inline(always)]
    fn last_window(&self) -> &Window {
        self.last[self.last_at % WINDOW..].first_chunk().unwrap_or(&self.first)
    }

    /// From the window of a block on, all of the text; nothing where the window is none of it.
    #[inline(always)]
    pub(super) fn inside(&self, at: usize) -> &'t [u8] {
        at.checked_sub(BEFORE).and_then(|from| self.part.text.get(from..)).unwrap_or_default()
    }

    /// The part of what comes next that is as far from its start as a block is from the start of this one.
    #[inline(always)]
    pub(super) fn ahead(&self, at: usize) -> &'t [u8] {
        self.part.ahead.get(at - self.part.range.start..).unwrap_or_default()
    }

    /// The block behind the part's last one.
    #[inline]
    pub(super) fn next(&self, at: usize) -> Window {
        let whole = at.checked_sub(BEFORE).and_then(|from| self.part.text.get(from..)?.first_chunk());
        whole.copied().unwrap_or_else(|| self.edge(at))
    }

    /// A block at the edge of the text, padded with line ends, which are no trigger and part of none; or, where more may
    /// come, with digits, for a number could go on.
    #[cold]
    fn edge(&self, at: usize) -> Window {
        let mut window = [b'\n'; WINDOW];
        let (start, end) =
            (at.saturating_sub(BEFORE).min(self.part.text.len()), (at + BLOCK).min(self.part.text.len()));
        let offset = BEFORE - at.saturating_sub(start).min(BEFORE);
        if start < end {
            window[offset..offset + (end - start)].copy_from_slice(&self.part.text[start..end]);
        }
        if self.part.open {
            window[BEFORE + self.part.text.len().saturating_sub(at).min(BLOCK)..].fill(b'0');
        }
        window
    }
}
