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
}

const WINDOW: usize = BEFORE + BLOCK;

/// A window that the text has not as a whole, and what was copied with it: copies of a known length cost less than those of
/// what is there.
pub(super) struct Edge {
    bytes: [u8; 2 * WINDOW],
    from: usize,
}

impl Edge {
    #[inline(always)]
    pub(super) fn window(&self) -> &Window {
        self.bytes[self.from % WINDOW..]
            .first_chunk()
            .expect("half the bytes are a window, and it begins in the other half")
    }
}

impl<'t> Source<'t> {
    /// The block at a place of the part that is a whole number of blocks behind its start; `None`: some of it, or of what is
    /// read before it, is not in the text.
    #[inline(always)]
    pub(super) fn window(&self, at: usize) -> Option<&'t Window> {
        self.inside(at).first_chunk()
    }

    /// From the window of a block on, all of the text; nothing where the window begins before it.
    #[inline(always)]
    pub(super) fn inside(&self, at: usize) -> &'t [u8] {
        at.checked_sub(BEFORE).and_then(|from| self.part.text.get(from..)).unwrap_or_default()
    }

    /// The bytes before a block; line ends where the text has none, which are no trigger and part of none.
    #[inline(always)]
    pub(super) fn before<const N: usize>(&self, at: usize) -> [u8; N] {
        let whole = at.checked_sub(N).and_then(|from| self.part.text.get(from..)?.first_chunk());
        whole.copied().unwrap_or_else(|| {
            std::array::from_fn(|i| {
                (at + i).checked_sub(N).and_then(|at| self.part.text.get(at)).copied().unwrap_or(EDGE)
            })
        })
    }

    /// What stands for the bytes behind the text: line ends; or, where more may come, digits, for a number could go on.
    #[inline(always)]
    pub(super) fn behind(&self) -> u8 {
        if self.part.open { b'0' } else { EDGE }
    }

    /// The block at a place that has no [`Source::window`]. Of one behind the text only digits and what could belong to numbers
    /// count: what stands before it is not the same on all paths.
    #[inline]
    pub(super) fn edge(&self, at: usize) -> Edge {
        let text = self.part.text;
        let (mut bytes, mut from) = ([self.behind(); 2 * WINDOW], 0);
        match (at, text.first_chunk::<BLOCK>(), text.last_chunk::<WINDOW>()) {
            (0, Some(block), _) => {
                bytes[..BEFORE].fill(EDGE);
                bytes[BEFORE..WINDOW].copy_from_slice(block);
            }
            (BEFORE.., _, Some(chunk)) if at < text.len() + BEFORE => {
                bytes[..WINDOW].copy_from_slice(chunk);
                from = at + WINDOW - BEFORE - text.len();
            }
            _ => {
                bytes[..BEFORE].copy_from_slice(&self.before::<BEFORE>(at));
                let block = &text[at.min(text.len())..text.len().min(at + BLOCK)];
                bytes[BEFORE..BEFORE + block.len()].copy_from_slice(block);
            }
        }
        Edge { bytes, from }
    }
}

/// What stands for the bytes before the text.
pub(super) const EDGE: u8 = b'\n';
