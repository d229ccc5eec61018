//! What did the caller hand over, and what goes back: `str` or bytes?

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};

/// Texts at least this long are worked on with the GIL released: below, taking it again costs more than the work.
const DETACH_FROM_BYTES: usize = 4096;

/// One argument's bytes, borrowed where Python lets us.
pub(crate) enum Text<'a> {
    /// A `str`: its UTF-8, borrowed.
    Str(&'a str),
    /// A `str` with lone surrogates (file names, `os.environ`, cut JSON): UTF-8 in which each stands as three bytes.
    /// No rule reads those bytes as text, and they come out as they went in.
    Surrogates(PyBackedBytes),
    /// `bytes`, borrowed.
    Bytes(&'a [u8]),
    /// `bytearray` or `memoryview`: a copy, because their bytes may change while the GIL is released.
    Copied(PyBackedBytes),
}

impl<'a> Text<'a> {
    /// Reads an argument.
    pub(crate) fn of(value: &'a Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            // The UnicodeEncodeError of a lone surrogate holds the whole text: it must not get out.
            return Ok(match text.to_str() {
                Ok(text) => Self::Str(text),
                Err(_) => Self::Surrogates(encode_surrogates(text)?),
            });
        }
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.as_bytes()));
        }
        if let Ok(bytes) = value.cast::<PyByteArray>() {
            return Ok(Self::Copied(bytes.clone().into()));
        }
        if let Ok(view) = value.cast::<PyMemoryView>() {
            return Ok(Self::Copied(view.call_method0("tobytes")?.cast_into::<PyBytes>()?.into()));
        }
        let found = value.get_type().qualname()?;
        Err(PyTypeError::new_err(format!("a text is a str, bytes, bytearray or memoryview, not {found}")))
    }

    /// The bytes that the core reads.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Str(text) => text.as_bytes(),
            Self::Surrogates(bytes) | Self::Copied(bytes) => bytes,
            Self::Bytes(bytes) => bytes,
        }
    }

    /// Whether the answer is a `str`.
    pub(crate) fn is_str(&self) -> bool {
        matches!(self, Self::Str(_) | Self::Surrogates(_))
    }

    /// Runs `work` on the bytes, with the GIL released when there are many.
    pub(crate) fn run<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&[u8]) -> T + Send) -> T {
        let bytes = self.as_bytes();
        if bytes.len() < DETACH_FROM_BYTES { work(bytes) } else { py.detach(|| work(bytes)) }
    }

    /// The same with an answer that is a text too: the caller's own object when nothing was replaced in it.
    pub(crate) fn replaced<'py>(
        &self,
        original: &Bound<'py, PyAny>,
        work: impl FnOnce(&[u8]) -> Result<Cow<'_, [u8]>, inkout::Error> + Send,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = original.py();
        let new = self.run(py, |bytes| work(bytes).map(owned)).map_err(|e| crate::errors::from_core(py, &e))?;
        self.replacement(original, new)
    }

    /// The new text, or the caller's own object where there is none.
    pub(crate) fn replacement<'py>(
        &self,
        original: &Bound<'py, PyAny>,
        new: Option<Vec<u8>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        match new {
            Some(out) => self.answer(original.py(), &out),
            None if matches!(self, Self::Copied(_)) => self.answer(original.py(), self.as_bytes()),
            None => Ok(original.clone()),
        }
    }

    /// A text of the argument's type.
    pub(crate) fn answer<'py>(&self, py: Python<'py>, out: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        if self.is_str() { decode(py, out) } else { Ok(PyBytes::new(py, out).into_any()) }
    }
}

/// The bytes if they are new ones.
pub(crate) fn owned(text: Cow<'_, [u8]>) -> Option<Vec<u8>> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(out) => Some(out),
    }
}

/// UTF-8 of a `str` that may hold lone surrogates.
fn encode_surrogates(text: &Bound<'_, PyString>) -> PyResult<PyBackedBytes> {
    // The method of `str` itself: a subclass may have its own.
    let encode = text.py().get_type::<PyString>().getattr("encode")?;
    Ok(encode.call1((text, "utf-8", "surrogatepass"))?.cast_into::<PyBytes>()?.into())
}

/// A `str` of bytes that came from a `str`.
pub(crate) fn decode<'py>(py: Python<'py>, out: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    match std::str::from_utf8(out) {
        Ok(text) => Ok(PyString::new(py, text).into_any()),
        Err(_) => {
            let out = PyBytes::new(py, out);
            // Bytes that are no text can only be an original that a session met in `bytes`. Neither may they be lost, nor
            // may the exception get out, which holds them.
            out.call_method1("decode", ("utf-8", "surrogatepass"))
                .or_else(|_| out.call_method1("decode", ("utf-8", "surrogateescape")))
        }
    }
}

/// Length of the bytes up to the last character that is whole.
pub(crate) fn whole_characters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    for at in (tail..bytes.len()).rev() {
        let needed = match bytes[at] {
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
            0x80..=0xBF => continue,
            _ => 1,
        };
        return if at + needed > bytes.len() { at } else { bytes.len() };
    }
    bytes.len()
}
