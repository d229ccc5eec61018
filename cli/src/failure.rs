//! Everything that can go wrong, without a place for a value.

use std::fmt::Display;
use std::io;

/// Why the command ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A sentence for standard error.
    Said(String),
    /// Nobody reads the output any more; nothing is left to say, nor anyone to say it to.
    NoReader,
}

impl Failure {
    /// A sentence about a file, stream or argument.
    pub(crate) fn at(place: impl Display, why: impl Display) -> Self {
        Self::Said(format!("{place}: {why}"))
    }

    /// A failure of writing to `place`.
    pub(crate) fn writing(place: impl Display, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::NoReader } else { Self::at(place, reason(error)) }
    }
}

/// What the system says, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
