//! Where do texts come from?

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, reason};

/// Bytes read at once. What a text costs in memory is this, and what its policy lets a rule look back on.
pub(crate) const CHUNK_BYTES: usize = 64 << 10;

/// One text: a file or standard input.
pub(crate) struct Input {
    /// How it is named in answers and errors.
    pub name: String,
    source: Box<dyn Read>,
}

impl Input {
    /// Opens a file; `-` is standard input.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Self { name: "-".to_owned(), source: Box::new(io::stdin()) });
        }
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => Ok(Self { name, source: Box::new(file) }),
            Err(error) => Err(Failure::at(name, reason(&error))),
        }
    }

    /// Hands every chunk to `work`, as soon as it is there.
    pub(crate) fn chunks(&mut self, mut work: impl FnMut(&[u8]) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            match self.source.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(length) => work(&chunk[..length])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.failed(reason(&error))),
            }
        }
    }

    /// The whole text.
    pub(crate) fn whole(mut self) -> Result<Vec<u8>, Failure> {
        let mut text = Vec::new();
        match self.source.read_to_end(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(self.failed(reason(&error))),
        }
    }

    /// A sentence about this text.
    pub(crate) fn failed(&self, why: impl std::fmt::Display) -> Failure {
        Failure::at(&self.name, why)
    }
}

/// The files that were named, or standard input.
pub(crate) fn named(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}
