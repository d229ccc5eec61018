//! What is measured, and against what? Engines that all do the same work on the same text: read it, and append it to a
//! warm buffer with every value replaced.
//!
//! An engine can say what it found, so that no speed stands alone.

mod alternation;
mod answer;
mod clock;
mod engine;
pub mod holdback;
mod more_types;
mod pieces;
mod size;
mod sound;

pub use alternation::{Alternation, PATTERNS};
pub use answer::{Answer, Timed, read};
pub use clock::{best, megabytes_per_second, times};
pub use engine::{CHUNK, Engine, InChunks, InOnePiece, Memcpy, Replaced};
pub use more_types::more_types;
pub use pieces::{hand_over, pieces};
pub use size::bytes;
pub use sound::{Unsound, check, sound, unsound};
