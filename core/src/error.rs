//! Everything that can go wrong, and every sentence that says so.
//!
//! No text in this file has a place for a detected value: an error names the field and the place, never what
//! stood there (invariant I7).

use std::fmt;

/// Why a call failed. The sentence is its `Display`; match on [`Error::kind`].
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    /// Boxed, so that a result fits into a register: it is handed on by each stage, for every text.
    inner: Box<Inner>,
}

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    message: String,
}

/// The kinds of [`Error`]. Building a redactor depends on the policy only ([`ErrorKind::Policy`]); redacting fails only
/// by the size limit, a blocked entity type, or a session that can't take more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The policy, a pattern or an operator can't be used.
    Policy,
    /// The input is longer than the policy's `max_bytes`.
    InputTooLarge,
    /// An entity type with the operator `block` was found.
    Blocked,
    /// A stream or session was used after its end, or is full.
    Session,
    /// Reading or writing failed (only from `reader` and `writer`).
    Io,
}

impl Error {
    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    #[cold]
    fn new(kind: ErrorKind, message: String) -> Self {
        Self { inner: Box::new(Inner { kind, message }) }
    }

    pub(crate) fn policy(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Policy, message.into())
    }

    pub(crate) fn unknown_name(what: &str, name: &str, nearest: Option<&str>) -> Self {
        let hint = nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        Self::policy(format!("unknown {what} `{name}`{hint}"))
    }

    pub(crate) fn pattern(entity: &str, place: Option<usize>, why: &str) -> Self {
        let at = place.map(|p| format!(" at byte {p}")).unwrap_or_default();
        Self::policy(format!("pattern `{entity}`{at}: {why}"))
    }

    pub(crate) fn too_large(limit: u64, size: u64) -> Self {
        let message = format!(
            "the input has {size} bytes, and the policy allows {limit} (max_bytes): raise the limit or send less"
        );
        Self::new(ErrorKind::InputTooLarge, message)
    }

    pub(crate) fn blocked(entity: &str, start: u64, end: u64) -> Self {
        let message = format!("{entity} found at bytes {start} to {end}, and the policy blocks it");
        Self::new(ErrorKind::Blocked, message)
    }

    pub(crate) fn session(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Session, message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {})", self.inner.kind, self.inner.message)
    }
}

impl std::error::Error for Error {}
