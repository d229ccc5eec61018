//! The way back: tokens to originals.

use super::Session;

/// Restores text that arrives in chunks. Holds back at most the longest token spelling that is still possible.
pub struct RestoreStream {
    session: Session,
    /// One byte and more of what came before, for word borders, then what is not decided.
    buffer: Vec<u8>,
    decided: usize,
}

impl RestoreStream {
    pub(super) fn new(session: Session) -> Self {
        Self { session, buffer: Vec::new(), decided: 0 }
    }

    /// Takes a chunk and appends to `out` what is now decided.
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        self.buffer.extend_from_slice(chunk);
        self.decided = self.session.restore_part(&self.buffer, self.decided, true, out);
        // What stands before decides whether a spelling without brackets is a word of its own.
        let unneeded = self.decided.saturating_sub(self.session.spellings().longest() + 1);
        if unneeded * 2 >= self.buffer.len() {
            self.buffer.drain(..unneeded);
            self.decided -= unneeded;
        }
    }

    /// Appends the rest; the stream can then be used for the next text.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.session.restore_part(&self.buffer, self.decided, false, out);
        self.buffer.clear();
        self.decided = 0;
    }

    /// Bytes held back: 0 says that all that was pushed has come out.
    pub fn pending(&self) -> usize {
        self.buffer.len() - self.decided
    }
}

impl std::fmt::Debug for RestoreStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RestoreStream({} bytes pending)", self.pending())
    }
}
