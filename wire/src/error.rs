//! Why a request is not sent, and every sentence that says so.
//!
//! A sentence names the part and the way out. Parts are named by protocol words, positions and lengths: there is no
//! place in this file for a value or for a key that the caller chose (invariant I7).

use std::fmt;

/// A request that can't be sanitized, so it is not to be sent (invariant I8). Its `Display` says which part, and what
/// to do.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsafePayload {
    message: String,
    cause: Option<inkout::Error>,
}

impl UnsafePayload {
    /// The redactor's own error where that was the reason: the size limit, a blocked entity type, a full session.
    pub fn cause(&self) -> Option<&inkout::Error> {
        self.cause.as_ref()
    }

    /// A WebSocket to an AI service (realtime, `responses.connect`): what is said in it passes no HTTP hook. For callers
    /// that see it opened where no request is shown to [`crate::Exchange`].
    pub fn websocket() -> Self {
        Self::new(
            "connection",
            "what is said in a WebSocket (realtime) can't be sanitized",
            "use the service's HTTP interface (chat, responses, messages), streamed if need be",
        )
    }

    fn new(part: &str, problem: &str, way_out: &str) -> Self {
        Self { message: format!("not sent: {part}: {problem}; {way_out}"), cause: None }
    }

    pub(crate) fn redactor(part: &str, cause: inkout::Error) -> Self {
        Self { message: format!("not sent: {part}: {cause}"), cause: Some(cause) }
    }

    pub(crate) fn not_json(part: &str, offset: usize) -> Self {
        Self::new(
            part,
            &format!("not valid JSON at byte {offset}"),
            "send valid JSON (RFC 8259), or a text with a text/plain content type",
        )
    }

    pub(crate) fn no_container(part: &str) -> Self {
        Self::new(part, "neither a JSON object nor an array", "send the request as an object or an array")
    }

    pub(crate) fn too_deep(part: &str, offset: usize) -> Self {
        Self::new(part, &format!("nested too deeply at byte {offset} to be read through"), "send it flatter")
    }

    pub(crate) fn not_utf8(part: &str, offset: usize) -> Self {
        Self::new(part, &format!("not UTF-8 at byte {offset}"), "encode the text as UTF-8")
    }

    pub(crate) fn charset(part: &str) -> Self {
        Self::new(part, "in a character set that can't be read", "encode the text as UTF-8")
    }

    pub(crate) fn content_type(part: &str, essence: Option<&str>) -> Self {
        let problem = match essence {
            Some(name) => format!("the content type {name} can't be sanitized"),
            None => "no content type, and it does not look like JSON".to_owned(),
        };
        Self::new(part, &problem, "send JSON, JSON lines, multipart/form-data or text, and name it in Content-Type")
    }

    pub(crate) fn binary(part: &str, kind: &str) -> Self {
        let way_out = "extract its text and send that, or send it without inkout if it may leave as it is";
        Self::new(part, &format!("{kind} can't be read, so its text can't be redacted"), way_out)
    }

    pub(crate) fn data(part: &str) -> Self {
        Self::new(part, "a data URI of text that can't be decoded", "send the text itself, or valid base64 of UTF-8")
    }

    pub(crate) fn compressed() -> Self {
        Self::new("body", "the request is compressed (Content-Encoding)", "send it uncompressed")
    }

    pub(crate) fn signed() -> Self {
        Self::new(
            "body",
            "it holds values to redact, and its AWS signature (SigV4) covers the bytes as they are",
            "redact above the signer: in the client's own middleware, or the texts before the call",
        )
    }

    pub(crate) fn form(part: &str) -> Self {
        Self::new(part, "not a valid form encoding of UTF-8 text", "encode the form with percent escapes of UTF-8")
    }

    pub(crate) fn multipart(part: &str, problem: &str) -> Self {
        Self::new(part, problem, "send multipart/form-data as RFC 7578 writes it")
    }
}

impl fmt::Display for UnsafePayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for UnsafePayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnsafePayload({})", self.message)
    }
}

impl std::error::Error for UnsafePayload {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
