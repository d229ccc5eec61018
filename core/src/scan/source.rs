//! The text by blocks, each with the bytes before it; padded at its edges.

use std::ops::Range;
use std::ptr;

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
    /// Brought nearer meanwhile.
    pub near: Near,
}

/// What will be read and written next, where that is known: a long text is not in the processor's caches. Nobody reads there
/// by what is known here.
#[derive(Clone, Copy)]
pub(crate) struct Near {
    /// What will be scanned.
    ahead: *const u8,
    ahead_blocks: usize,
    /// Where the text that is scanned now will be copied to.
    room: *const u8,
    room_blocks: usize,
}

impl Default for Near {
    fn default() -> Self {
        Self { ahead: ptr::null(), ahead_blocks: 0, room: ptr::null(), room_blocks: 0 }
    }
}

impl Near {
    /// `copied` bytes are going to be appended to what is there.
    pub(crate) fn new(ahead: &[u8], out: Option<&Vec<u8>>, copied: usize) -> Self {
        let (room, len) = out.map_or((ptr::null(), 0), |out| {
            (out.as_ptr().wrapping_add(out.len()), copied.min(out.capacity() - out.len()))
        });
        Self { ahead: ahead.as_ptr(), ahead_blocks: ahead.len() / BLOCK, room, room_blocks: len / BLOCK }
    }

    /// Fetches the blocks that are as far from the start of each as one is from the start of what is scanned.
    #[inline(always)]
    pub(super) fn fetch(&self, block: usize, fetch: impl Fn(*const u8)) {
        if block < self.ahead_blocks {
            fetch(self.ahead.wrapping_add(block * BLOCK));
        }
        if block < self.room_blocks {
            fetch(self.room.wrapping_add(block * BLOCK));
        }
    }
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
