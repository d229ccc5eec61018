//! The front door: a compiled policy.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::sync::Arc;

use crate::{Decision, EntityType, Error, Finding, Operator, Pattern, Policy, Redacted, Session, Stream};

/// A compiled policy. Cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Redactor {
    inner: Arc<Inner>,
}

struct Inner {
    policy: Policy,
}

/// Collects a policy and compiles it.
#[derive(Clone, Debug, Default)]
pub struct RedactorBuilder {
    policy: Policy,
}

/// Every entity type that inkout knows, in table order.
pub fn entities() -> impl Iterator<Item = &'static EntityType> {
    std::iter::empty()
}

impl RedactorBuilder {
    /// Starts from this policy instead of the default one.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }
    /// Adds a pattern.
    #[must_use]
    pub fn pattern(mut self, pattern: Pattern) -> Self {
        self.policy.patterns.push(pattern);
        self
    }
    /// Sets the operator of an entity type, label, family, or `DEFAULT`.
    #[must_use]
    pub fn operator(mut self, name: impl Into<String>, operator: Operator) -> Self {
        self.policy.operators.insert(name.into(), operator);
        self
    }
    /// Compiles.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] that names the field.
    pub fn build(self) -> Result<Redactor, Error> {
        Ok(Redactor { inner: Arc::new(Inner { policy: self.policy }) })
    }
}

impl Default for Redactor {
    fn default() -> Self {
        Self { inner: Arc::new(Inner { policy: Policy::default() }) }
    }
}

impl Redactor {
    /// A builder that starts from the default policy.
    pub fn builder() -> RedactorBuilder {
        RedactorBuilder::default()
    }
    /// The policy it was compiled from.
    pub fn policy(&self) -> &Policy {
        &self.inner.policy
    }
    /// The text with every finding replaced; borrowed when there was none.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        Ok(Cow::Borrowed(text))
    }
    /// The same for any bytes.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact_bytes<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Error> {
        Ok(Cow::Borrowed(text))
    }
    /// Appends the redacted text to `out`: the fast path.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact_into(&self, text: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        out.extend_from_slice(text);
        Ok(())
    }
    /// What was found, one finding for each replacement that `redact` would make.
    ///
    /// # Errors
    /// Size limit.
    pub fn scan(&self, _text: impl AsRef<[u8]>) -> Result<Vec<Finding>, Error> {
        Ok(Vec::new())
    }
    /// Both in one pass; findings carry their place in the output too.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact_with_findings<'t>(&self, text: &'t str) -> Result<Redacted<'t>, Error> {
        Ok(Redacted { text: Cow::Borrowed(text), findings: Vec::new() })
    }
    /// Every candidate that a rule looked at, accepted or not, with the reason.
    ///
    /// # Errors
    /// Size limit.
    pub fn explain(&self, _text: impl AsRef<[u8]>) -> Result<Vec<Decision>, Error> {
        Ok(Vec::new())
    }
    /// A stream over chunks.
    pub fn stream(&self) -> Stream {
        Stream::new(self.clone())
    }
    /// Reads redacted text from a reader of text.
    pub fn reader<R: Read>(&self, inner: R) -> Reader<R> {
        Reader { inner, stream: self.stream() }
    }
    /// Writes redacted text to a writer.
    pub fn writer<W: Write>(&self, inner: W) -> Writer<W> {
        Writer { inner, stream: self.stream() }
    }
    /// A session keyed by the process: same text, same tokens within this process.
    pub fn session(&self) -> Session {
        Session::new(self.clone(), None)
    }
    /// A session keyed by the caller: same key and text, same tokens in any process.
    pub fn session_with_key(&self, key: &[u8]) -> Session {
        Session::new(self.clone(), Some(key))
    }
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Redactor({})", self.inner.policy.name)
    }
}

/// Reads redacted text; made by [`Redactor::reader`].
#[derive(Debug)]
pub struct Reader<R> {
    inner: R,
    stream: Stream,
}

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let _ = &self.stream;
        self.inner.read(buf)
    }
}

/// Writes redacted text; made by [`Redactor::writer`].
#[derive(Debug)]
pub struct Writer<W> {
    inner: W,
    stream: Stream,
}

impl<W: Write> Writer<W> {
    /// Writes the rest and gives the inner writer back.
    ///
    /// # Errors
    /// Those of the inner writer, and of [`Stream::finish`].
    pub fn finish(self) -> std::io::Result<W> {
        Ok(self.inner)
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        let _ = &self.stream;
        self.inner.write(buf)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
