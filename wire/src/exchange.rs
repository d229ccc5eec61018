//! One request and its answer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use inkout::Redactor;

use crate::sanitizer::{Live, Sanitizer};
use crate::{Answer, UnsafePayload, answer, request};

/// What is known of a request besides its body.
#[derive(Clone, Copy, Default)]
pub struct Request<'r> {
    /// The method, `POST`.
    pub method: &'r str,
    /// The address; absolute if it is known, else the path.
    pub url: &'r str,
    /// The value of the header of that name.
    pub content_type: Option<&'r str>,
    /// The value of the header of that name.
    pub content_encoding: Option<&'r str>,
    /// The value of the header of that name; only its scheme is read.
    pub authorization: Option<&'r str>,
}

/// One request to an AI service and its answer, with a session of their own.
///
/// Tokens are numbered in order of first appearance in the body, keyed by the caller or the process: the same body gives
/// the same bytes again, so retries are equal and prompt caches hold. Methods take `&self`; an exchange may be shared
/// between threads.
///
/// ```
/// use inkout::Redactor;
/// use inkout_wire::{Exchange, Request};
///
/// let exchange = Exchange::new(&Redactor::default(), Some(b"the caller's key"));
/// let content_type = Some("application/json");
/// let request = Request { method: "POST", url: "/v1/chat/completions", content_type, ..Request::default() };
/// let body = br#"{"messages": [{"role": "user", "content": "Mail bob@example.com"}]}"#;
/// let sent = exchange.redact_request(&request, body)?;
/// assert!(!sent.windows(11).any(|bytes| bytes == b"example.com"));
///
/// let mut answer = exchange.answer(content_type, request.url);
/// let mut received = Vec::new();
/// answer.push(&sent, &mut received);
/// answer.finish(&mut received);
/// assert_eq!(received, body);
/// # Ok::<(), inkout_wire::UnsafePayload>(())
/// ```
pub struct Exchange {
    sanitizer: Arc<dyn Sanitizer>,
    tally: Arc<Tally>,
}

/// Counts of an exchange, never values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Values replaced in the requests, by entity type.
    pub replaced: BTreeMap<String, u64>,
    /// Images, recordings and films that passed unread.
    pub media_passed: u64,
    /// Answers (or events of one) that could not be parsed and passed byte for byte.
    pub answers_unparsed: u64,
    /// Token-like texts in answers that were not restored.
    pub tokens_unresolved: u64,
}

/// The counts while they grow.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Counts>);

impl Tally {
    pub(crate) fn update(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Exchange {
    /// An exchange whose tokens are keyed by the caller, or by the process if there is no key.
    pub fn new(redactor: &Redactor, key: Option<&[u8]>) -> Self {
        Self::with_sanitizer(Arc::new(Live::new(redactor, key)))
    }

    pub(crate) fn with_sanitizer(sanitizer: Arc<dyn Sanitizer>) -> Self {
        Self { sanitizer, tally: Arc::default() }
    }

    /// The body that may be sent; borrowed when nothing was found. Bytes outside of what is replaced are kept.
    ///
    /// Every string, number and member name of a JSON body is shown to the redactor, JSON inside of strings and text in
    /// base64 included. A number that is a finding becomes a string that holds the token; restoring it gives a string.
    /// Images, recordings and films pass unread and are counted, and so do parts that the service has sealed
    /// (`encrypted_content`, `signature`). Documents that can't be read (PDF, office files, archives) are refused.
    ///
    /// # Errors
    /// [`UnsafePayload`] when any part can't be sanitized: nothing of the body is to be sent then.
    pub fn redact_request<'b>(&self, request: &Request<'_>, body: &'b [u8]) -> Result<Cow<'b, [u8]>, UnsafePayload> {
        request::redact(&*self.sanitizer, &self.tally, request, body)
    }

    /// Restores the body of an answer, which must have its content encoding undone. `url` is that of the request.
    pub fn answer(&self, content_type: Option<&str>, url: &str) -> Answer {
        answer::start(Arc::clone(&self.sanitizer), Arc::clone(&self.tally), content_type, url)
    }

    /// What was seen so far.
    pub fn counts(&self) -> Counts {
        let mut counts = self.tally.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        counts.tokens_unresolved = self.sanitizer.unresolved() as u64;
        counts
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exchange(..)")
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address and the authorization may hold secrets.
        write!(f, "Request({})", self.method)
    }
}
