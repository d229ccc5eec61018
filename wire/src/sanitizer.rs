//! sanitizer: what does the wire ask of a session?
//!
//! A trait of our own, so that tests of containers can run with a sanitizer whose answers are plain to see.

use std::borrow::Cow;

use inkout::{Error, Redactor, RestoreStream, Session};

/// Redacts and restores texts that belong together.
pub(crate) trait Sanitizer: Send + Sync {
    /// The text with every finding replaced; borrowed when there was none.
    fn redact<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Error>;
    /// Entity types of what `redact` replaces, one a finding.
    fn entities(&self, text: &[u8]) -> Vec<String>;
    /// The text with every token replaced by its original; borrowed when there was none.
    fn restore<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]>;
    /// The same for text that arrives in pieces.
    fn restore_stream(&self) -> Box<dyn RestorePieces>;
    /// Whether nothing was redacted, so that nothing can be restored.
    fn is_empty(&self) -> bool;
    /// Token-like texts that were met and not restored.
    fn unresolved(&self) -> usize;
}

/// See [`RestoreStream`].
pub(crate) trait RestorePieces: Send + Sync {
    fn push(&mut self, piece: &[u8], out: &mut Vec<u8>);
    fn finish(&mut self, out: &mut Vec<u8>);
    /// Bytes that were pushed and have not come out.
    fn pending(&self) -> usize;
}

/// The real one.
pub(crate) struct Live {
    redactor: Redactor,
    session: Session,
}

impl Live {
    pub(crate) fn new(redactor: &Redactor, key: Option<&[u8]>) -> Self {
        let session = match key {
            Some(key) => redactor.session_with_key(key),
            None => redactor.session(),
        };
        Self { redactor: redactor.clone(), session }
    }
}

impl Sanitizer for Live {
    fn redact<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Error> {
        self.session.redact_bytes(text)
    }

    fn entities(&self, text: &[u8]) -> Vec<String> {
        let findings = self.redactor.scan(text).unwrap_or_default();
        findings.iter().map(|finding| finding.entity().to_owned()).collect()
    }

    fn restore<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        self.session.restore_bytes(text)
    }

    fn restore_stream(&self) -> Box<dyn RestorePieces> {
        Box::new(self.session.restore_stream())
    }

    fn is_empty(&self) -> bool {
        self.session.is_empty()
    }

    fn unresolved(&self) -> usize {
        self.session.unresolved().len()
    }
}

impl RestorePieces for RestoreStream {
    fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        RestoreStream::push(self, piece, out);
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        RestoreStream::finish(self, out);
    }

    fn pending(&self) -> usize {
        RestoreStream::pending(self)
    }
}

#[cfg(test)]
pub(crate) mod fake;
