//! Requests and answers of AI services: redacted on the way out, restored on the way back.
//!
//! An [`Exchange`] is one request and its answer. [`Exchange::redact_request`] takes the body apart by its content
//! type, redacts every text in it that is not protocol, and changes no other byte; what it can't take apart it refuses
//! with [`UnsafePayload`]. [`Exchange::answer`] puts the originals back, in documents and in streams, however they are
//! cut. [`is_ai_request`] says which requests are meant at all.
//!
//! The modules stand in the order of the way: `traffic` (is it meant), `request` (what leaves), `answer` (what comes
//! back). `json` is the tokenizer that both read with: it knows where things are and never prints them anew.
#![forbid(unsafe_code)]

mod answer;
mod error;
mod exchange;
mod json;
mod request;
mod sanitizer;
mod traffic;

pub use answer::Answer;
pub use error::UnsafePayload;
pub use exchange::{Counts, Exchange, Request};
pub use traffic::is_ai_request;
