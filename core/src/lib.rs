//! Finds and replaces personal data and secrets in text, streamed or whole.
//!
//! Three nouns: a [`Policy`] says what to find and what to do (data), a [`Redactor`] is a compiled policy, a
//! [`Session`] is a redactor that remembers, so that answers can be read with the originals put back.
//!
//! The text takes this way, and the modules stand in its order: `scan` (where could something start), `shape` (what
//! does it look like), `detect` (what is it, and does the value hold), `context` (do the words around it say so),
//! `run` (how far does it go, if it may be of any length), `resolve` (one owner a byte), `operate` (what stands there
//! instead), `stream` (the machine that drives them).

#![deny(unsafe_code)] // the modules of the scan for vectors opt out

mod beginnings;
mod context;
mod detect;
mod engine;
mod entity;
mod error;
mod escape;
mod finding;
mod fold;
mod io;
mod lexicon;
mod machine;
mod marks;
mod numbers;
mod operate;
mod pattern;
mod placeholder;
mod policy;
mod redactor;
mod resolve;
mod run;
mod scan;
mod session;
mod shape;
mod sieve;
#[cfg(any(test, feature = "stand-ins"))]
#[doc(hidden)]
pub mod stand_ins;
mod stream;
mod warm;
mod work;

pub use entity::{DefaultState, EntityType};
pub use error::{Error, ErrorKind};
pub use finding::{Decision, Finding, Level, Redacted};
pub use io::{Reader, Writer};
pub use operate::Operator;
pub use policy::{Pattern, Policy};
pub use redactor::{Redactor, RedactorBuilder, entities};
pub use session::{RestoreStream, Session, SessionStream};
pub use stream::Stream;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
