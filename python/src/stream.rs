//! Text that arrives in chunks: `str` or bytes, whichever the first chunk is.

use std::sync::{Mutex, PoisonError};

use inkout::Error;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyBytes, PyIterator, PyString};

use crate::errors;
use crate::finding::Finding;
use crate::offsets::Log;
use crate::text::{Text, decode, whole_characters};

/// The core's stream behind the chunks.
pub(crate) enum Machine {
    Redact(inkout::Stream),
    /// The same, where nobody can ask for findings.
    Silent(inkout::Stream),
    Session(inkout::SessionStream),
    Restore(inkout::RestoreStream),
}

impl Machine {
    fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Redact(stream) | Self::Silent(stream) => stream.push(chunk, out),
            Self::Session(stream) => stream.push(chunk, out),
            Self::Restore(stream) => {
                stream.push(chunk, out);
                Ok(())
            }
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Redact(stream) | Self::Silent(stream) => stream.finish(out),
            Self::Session(stream) => stream.finish(out),
            Self::Restore(stream) => {
                stream.finish(out);
                Ok(())
            }
        }
    }

    fn pending(&self) -> usize {
        match self {
            Self::Redact(stream) | Self::Silent(stream) => stream.pending(),
            Self::Session(stream) => stream.pending(),
            Self::Restore(stream) => stream.pending(),
        }
    }

    fn under_way(&self) -> Option<u64> {
        match self {
            Self::Redact(stream) => stream.under_way(),
            Self::Silent(_) | Self::Session(_) | Self::Restore(_) => None,
        }
    }

    fn findings(&mut self) -> Vec<inkout::Finding> {
        match self {
            Self::Redact(stream) => stream.findings(),
            Self::Silent(_) | Self::Session(_) | Self::Restore(_) => Vec::new(),
        }
    }
}

struct State {
    machine: Machine,
    /// Whether the chunks are `str`; `None` before the first one.
    is_str: Option<bool>,
    /// What stands between the last whole character that came out and what comes next.
    tail: Vec<u8>,
    log: Log,
    found: Vec<Finding>,
    /// After `finish`, and after an error: nothing more may come out.
    ended: bool,
}

impl State {
    /// Runs one step of the machine, and makes what came out a text.
    fn step<'py>(
        &mut self,
        py: Python<'py>,
        work: impl FnOnce(&mut Machine, &mut Vec<u8>) -> Result<(), Error>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut out = std::mem::take(&mut self.tail);
        if let Err(error) = work(&mut self.machine, &mut out) {
            self.ended = true;
            return Err(errors::from_core(py, &error));
        }
        if matches!(self.machine, Machine::Redact(_)) {
            self.settle();
        }
        if !self.is_str.unwrap_or(true) {
            return Ok(PyBytes::new(py, &out).into_any());
        }
        if !self.ended {
            self.tail = out.split_off(whole_characters(&out));
        }
        decode(py, &out)
    }

    /// Converts what is decided, and forgets the text that no later finding can touch.
    fn settle(&mut self) {
        let is_str = self.is_str.unwrap_or(true);
        for finding in self.machine.findings() {
            let span = finding.span();
            let at = self.log.at(span.start)..self.log.at(span.end);
            self.found.push(Finding::new(finding, is_str, at, None));
        }
        self.log.settle(self.log.end() - self.machine.pending(), self.machine.under_way().map(|at| at as usize));
    }
}

/// Redacts or restores text that arrives in chunks, cut anywhere.
///
/// The type of the first chunk decides whether it takes and gives `str` or `bytes`.
#[pyclass(frozen, module = "inkout")]
pub(crate) struct Stream {
    state: Mutex<State>,
}

impl Stream {
    pub(crate) fn new(machine: Machine) -> Self {
        let (tail, log, found) = (Vec::new(), Log::default(), Vec::new());
        Self { state: Mutex::new(State { machine, is_str: None, tail, log, found, ended: false }) }
    }

    fn lock(&self, py: Python<'_>) -> std::sync::MutexGuard<'_, State> {
        self.state.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, py: Python<'_>) -> PyResult<std::sync::MutexGuard<'_, State>> {
        let state = self.lock(py);
        if state.ended { Err(errors::session(py, "the stream has ended; take a new one")) } else { Ok(state) }
    }
}

#[pymethods]
impl Stream {
    /// Takes a chunk and gives what is now decided.
    fn push<'py>(&self, chunk: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = chunk.py();
        let text = Text::of(chunk)?;
        let mut state = self.open(py)?;
        if *state.is_str.get_or_insert(text.is_str()) != text.is_str() {
            let (first, now) = if text.is_str() { ("bytes", "str") } else { ("str", "bytes") };
            return Err(PyTypeError::new_err(format!("the stream began with {first}, this chunk is {now}")));
        }
        if matches!(state.machine, Machine::Redact(_)) {
            state.log.push(text.as_bytes());
        }
        state.step(py, |machine, out| text.run(py, |bytes| machine.push(bytes, out)))
    }

    /// Gives the rest; afterwards `push` raises.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut state = self.open(py)?;
        state.ended = true;
        state.step(py, Machine::finish)
    }

    /// The findings decided since the last call, with offsets in the whole stream.
    fn findings(&self, py: Python<'_>) -> Vec<Finding> {
        std::mem::take(&mut self.lock(py).found)
    }

    /// Bytes held back.
    #[getter]
    fn pending(&self, py: Python<'_>) -> usize {
        let state = self.lock(py);
        state.machine.pending() + state.tail.len()
    }
}

/// Chunks in, chunks out. Chunks of which nothing is decided yet give nothing; the others come in order.
#[pyclass(frozen)]
pub(crate) struct Chunks {
    source: Py<PyIterator>,
    stream: Stream,
}

impl Chunks {
    pub(crate) fn new(chunks: &Bound<'_, PyAny>, machine: Machine) -> PyResult<Self> {
        refuse_one_text(chunks)?;
        Ok(Self { source: chunks.try_iter()?.unbind(), stream: Stream::new(machine) })
    }
}

/// The characters of one text are never the chunks that were meant.
pub(crate) fn refuse_one_text(chunks: &Bound<'_, PyAny>) -> PyResult<()> {
    if chunks.is_instance_of::<PyString>() || chunks.is_instance_of::<PyBytes>() {
        return Err(PyTypeError::new_err("chunks: give an iterator of texts, not one text"));
    }
    Ok(())
}

#[pymethods]
impl Chunks {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if self.stream.lock(py).ended {
            return Ok(None);
        }
        for chunk in self.source.bind(py).clone() {
            let out = self.stream.push(&chunk?)?;
            if out.is_truthy()? {
                return Ok(Some(out));
            }
            py.check_signals()?;
        }
        let rest = self.stream.finish(py)?;
        Ok(rest.is_truthy()?.then_some(rest))
    }
}

/// The same for an async iterator: the loop is Python's, in `inkout._chunks`.
pub(crate) fn asynchronous<'py>(chunks: &Bound<'py, PyAny>, machine: Machine) -> PyResult<Bound<'py, PyAny>> {
    let stream = Stream::new(machine).into_pyobject(chunks.py())?;
    chunks.py().import("inkout._chunks")?.call_method1("redacted", (stream, chunks))
}
