//! One conversation: tokens out, originals back.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::json;
use crate::stream::{Chunks, Machine, Stream, asynchronous};
use crate::text::Text;

/// A redactor that remembers. Thread-safe; never shows what it holds, and can't be pickled.
#[pyclass(frozen, module = "inkout")]
pub(crate) struct Session {
    pub(crate) core: inkout::Session,
}

impl Session {
    fn restored<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        Text::of(text)?.replaced(text, |bytes| Ok(self.core.restore_bytes(bytes)))
    }
}

#[pymethods]
impl Session {
    /// The text with every finding replaced by a token; the same object when nothing was found.
    fn redact<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        Text::of(text)?.replaced(text, |bytes| self.core.redact_bytes(bytes))
    }

    /// Every string leaf and string key redacted, in a new value.
    fn redact_json<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        json::mapped(value, &|text| self.redact(text))
    }

    /// Chunks in, redacted chunks out.
    fn redact_iter(&self, chunks: &Bound<'_, PyAny>) -> PyResult<Chunks> {
        Chunks::new(chunks, Machine::Session(self.core.stream().without_findings()))
    }

    /// The same for an async iterator.
    fn redact_aiter<'py>(&self, chunks: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        asynchronous(chunks, Machine::Session(self.core.stream().without_findings()))
    }

    /// The text with every token of this session replaced by its original; the same object when there was none.
    fn restore<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.restored(text)
    }

    /// Every string leaf and string key restored, in a new value.
    fn restore_json<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        json::mapped(value, &|text| self.restored(text))
    }

    /// Chunks in, restored chunks out.
    fn restore_iter(&self, chunks: &Bound<'_, PyAny>) -> PyResult<Chunks> {
        Chunks::new(chunks, Machine::Restore(self.core.restore_stream()))
    }

    /// The same for an async iterator.
    fn restore_aiter<'py>(&self, chunks: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        asynchronous(chunks, Machine::Restore(self.core.restore_stream()))
    }

    /// A stream that restores.
    fn restore_stream(&self) -> Stream {
        Stream::new(Machine::Restore(self.core.restore_stream()))
    }

    /// Number of values held.
    fn __len__(&self) -> usize {
        self.core.len()
    }

    /// A session without values is a session.
    fn __bool__(&self) -> bool {
        true
    }

    /// Token-like text that was met and not restored, in order of first appearance.
    fn unresolved(&self) -> Vec<String> {
        self.core.unresolved()
    }

    /// Wipes the originals.
    fn clear(&self) {
        self.core.clear();
    }

    fn __repr__(&self) -> String {
        format!("Session({} values)", self.core.len())
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("a Session holds originals and can't be pickled or copied"))
    }
}
