//! Seeded text with known values, for the tests and benchmarks of inkout.
//!
//! A [`Family`] is a kind of text. [`generate`] writes as much of it as is wanted and says where every planted value
//! stands, [`documents`] reads the labelled texts of the folder `documents`, and [`score`] compares what a detector
//! found with that ground truth. The crate depends on nothing, inkout included: it can judge any detector.
//!
//! ```
//! use inkout_corpus::{Family, generate};
//!
//! let chat = generate(Family::Chat, 1, 64 * 1024);
//! assert_eq!(chat.text.len(), 64 * 1024);
//! assert_eq!(chat, generate(Family::Chat, 1, 64 * 1024));
//! assert!(!chat.values.is_empty());
//! ```

mod adversarial;
mod chat;
mod decoys;
mod document;
mod documents;
mod family;
mod fill;
mod json_code;
mod logs;
mod marked;
mod prose;
mod random;
mod score;
mod values;
mod words;

pub use adversarial::{SHAPES, adversarial};
pub use document::{Decoy, Document, Value};
pub use documents::documents;
pub use family::{Family, generate, messages};
pub use marked::{ENTITIES, MarkError, parse};
pub use random::Random;
pub use score::{Found, Score, mistakes, score};
