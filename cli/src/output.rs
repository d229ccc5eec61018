//! Where do answers go? A file appears when it is complete, and not before.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::failure::{Failure, reason};

/// Where one text is written to.
pub(crate) enum Output {
    /// Standard output.
    Standard,
    /// A device or a pipe that has a name: nothing to put in its place.
    Direct { name: String, file: File },
    /// A file beside the one that it will be.
    Beside(Draft),
}

impl Output {
    /// Opens the output of a name; `None` and `-` are standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Ok(Self::Standard) };
        let name = path.display().to_string();
        let failed = |error: io::Error| Failure::at(&name, reason(&error));
        match fs::metadata(path) {
            Ok(known) if known.is_dir() => Err(Failure::at(name, "is a directory")),
            Ok(known) if !known.is_file() => {
                let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
                Ok(Self::Direct { name, file })
            }
            // A link stays a link: what it points to is replaced. Its permissions stay too.
            Ok(known) => {
                let draft = Draft::beside(path.canonicalize().map_err(failed)?).map_err(failed)?;
                fs::set_permissions(&draft.path, known.permissions()).map_err(failed)?;
                Ok(Self::Beside(draft))
            }
            Err(_) => Ok(Self::Beside(Draft::beside(path.to_owned()).map_err(failed)?)),
        }
    }

    /// Writes a piece; who reads along sees it at once.
    pub(crate) fn write(&mut self, piece: &[u8]) -> Result<(), Failure> {
        let written = match self {
            Self::Standard => {
                let mut out = io::stdout().lock();
                out.write_all(piece).and_then(|()| out.flush())
            }
            Self::Direct { file, .. } => file.write_all(piece),
            Self::Beside(draft) => draft.file.write_all(piece),
        };
        written.map_err(|error| self.failed(&error))
    }

    /// The end: now the file takes its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        if let Self::Beside(draft) = self {
            let name = draft.target.display().to_string();
            draft.finish().map_err(|error| Failure::at(name, reason(&error)))?;
        }
        Ok(())
    }

    fn failed(&self, error: &io::Error) -> Failure {
        match self {
            Self::Standard => Failure::writing("standard output", error),
            Self::Direct { name, .. } => Failure::writing(name, error),
            Self::Beside(draft) => Failure::writing(draft.target.display(), error),
        }
    }
}

/// A file under a name of its own until it is complete; taken away if it never is.
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    file: File,
    is_complete: bool,
}

impl Draft {
    fn beside(target: PathBuf) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        // Another machine may have a process of this number, and the same folder.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let path = target.with_file_name(format!(".{name}.{:x}{now:x}.part", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self { path, target, file, is_complete: false })
    }

    fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        fs::rename(&self.path, &self.target)?;
        self.is_complete = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_complete {
            // Nothing better is left to be done if that fails too.
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Prints a line of an answer on standard output.
pub(crate) fn line(text: std::fmt::Arguments<'_>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_fmt(text).and_then(|()| out.write_all(b"\n")).map_err(|error| Failure::writing("standard output", &error))
}
