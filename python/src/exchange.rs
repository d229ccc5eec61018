//! One request to an AI service and its answer, for the hooks.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use inkout_wire::{Request, UnsafePayload};
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyBytes, PyDict};

use crate::errors;
use crate::redactor::Redactor;

/// One request to an AI service and its answer, with a session of their own.
#[pyclass(frozen, module = "inkout._inkout")]
pub(crate) struct Exchange {
    wire: inkout_wire::Exchange,
}

#[pymethods]
impl Exchange {
    #[new]
    fn new(redactor: &Redactor, key: Option<&Bound<'_, PyBytes>>) -> Self {
        Self { wire: inkout_wire::Exchange::new(&redactor.core, key.map(|key| key.as_bytes())) }
    }

    /// The body that may be sent; the same object when nothing was found.
    fn redact_request<'py>(
        &self,
        method: &str,
        url: &str,
        content_type: Option<&str>,
        content_encoding: Option<&str>,
        authorization: Option<&str>,
        body: &Bound<'py, PyBytes>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let py = body.py();
        let request = Request { method, url, content_type, content_encoding, authorization };
        let bytes = body.as_bytes();
        match py.detach(|| self.wire.redact_request(&request, bytes)) {
            Ok(Cow::Borrowed(_)) => Ok(body.clone()),
            Ok(Cow::Owned(new)) => Ok(PyBytes::new(py, &new)),
            Err(error) => Err(refusal(py, &error)),
        }
    }

    /// Restores the body of an answer, which must have its content encoding undone.
    fn answer(&self, content_type: Option<&str>, url: &str) -> Answer {
        Answer { wire: Mutex::new(self.wire.answer(content_type, url)) }
    }

    /// What was seen so far: values replaced by entity type, and what was passed or not restored.
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = self.wire.counts();
        let dict = PyDict::new(py);
        for (entity, number) in &counts.replaced {
            dict.set_item(entity, number)?;
        }
        dict.set_item("media_passed", counts.media_passed)?;
        dict.set_item("answers_unparsed", counts.answers_unparsed)?;
        dict.set_item("tokens_unresolved", counts.tokens_unresolved)?;
        Ok(dict)
    }
}

/// An answer on its way back: bytes in, restored bytes out.
#[pyclass(frozen, module = "inkout._inkout")]
pub(crate) struct Answer {
    wire: Mutex<inkout_wire::Answer>,
}

impl Answer {
    fn step<'py>(
        &self,
        py: Python<'py>,
        work: impl FnOnce(&mut inkout_wire::Answer, &mut Vec<u8>) + Send,
    ) -> Bound<'py, PyBytes> {
        let mut wire = self.wire.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        let wire = &mut *wire;
        let out = py.detach(|| {
            let mut out = Vec::new();
            work(wire, &mut out);
            out
        });
        PyBytes::new(py, &out)
    }
}

#[pymethods]
impl Answer {
    /// Takes a piece of the body and gives what is now decided.
    fn push<'py>(&self, chunk: &Bound<'py, PyBytes>) -> Bound<'py, PyBytes> {
        let bytes = chunk.as_bytes();
        self.step(chunk.py(), |wire, out| wire.push(bytes, out))
    }

    /// Gives the rest.
    fn finish<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.step(py, inkout_wire::Answer::finish)
    }
}

/// The exception for a refusal: that of its cause where the redactor itself failed.
fn refusal(py: Python<'_>, refused: &UnsafePayload) -> PyErr {
    match refused.cause() {
        Some(cause) => errors::of_kind(py, cause.kind(), refused.to_string()),
        None => errors::unsafe_payload(py, refused.to_string()),
    }
}

/// Why no WebSocket to an AI service is opened, in a sentence for `UnsafePayload`.
#[pyfunction]
pub(crate) fn websocket_refusal() -> String {
    UnsafePayload::websocket().to_string()
}

/// Whether a request goes to an AI service: by its host, path, headers, or the hosts that the caller adds.
#[pyfunction]
pub(crate) fn is_ai_request(method: &str, url: &str, headers: Vec<(String, String)>, extra_hosts: Vec<String>) -> bool {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    inkout_wire::is_ai_request(method, url, &headers, &extra_hosts)
}
