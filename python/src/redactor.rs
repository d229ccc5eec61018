//! The front door: a compiled policy that Python can share between threads.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyType};

use crate::decision::{Decision, decisions};
use crate::errors;
use crate::finding::{self, Redacted};
use crate::options::Options;
use crate::policy::Policy;
use crate::session::Session;
use crate::stream::{Chunks, Machine, Stream, asynchronous};
use crate::text::{Text, owned};

type Found = Vec<inkout::Finding>;
use crate::{json, many};

/// A compiled policy. Thread-safe; can be pickled.
#[pyclass(frozen, module = "inkout")]
pub(crate) struct Redactor {
    pub(crate) core: inkout::Redactor,
}

#[pymethods]
impl Redactor {
    #[new]
    #[pyo3(signature = (policy=None, *, entities=None, exclude=None, patterns=None, allow=None, operators=None,
        regions=None, min_level=None, max_bytes=None))]
    #[pyo3(text_signature = "(policy=None, *, entities=None, exclude=(), patterns=(), allow=(), operators=None, \
        regions=None, min_level=None, max_bytes=None)")]
    #[expect(clippy::too_many_arguments, reason = "keyword-only options of the public contract")]
    fn new<'py>(
        py: Python<'py>,
        policy: Option<Bound<'py, PyAny>>,
        entities: Option<Bound<'py, PyAny>>,
        exclude: Option<Bound<'py, PyAny>>,
        patterns: Option<Bound<'py, PyAny>>,
        allow: Option<Bound<'py, PyAny>>,
        operators: Option<Bound<'py, PyAny>>,
        regions: Option<Bound<'py, PyAny>>,
        min_level: Option<String>,
        max_bytes: Option<u64>,
    ) -> PyResult<Self> {
        let options = Options { policy, entities, exclude, patterns, allow, operators, regions, min_level, max_bytes };
        options.compile(py).map(|core| Self { core })
    }

    /// The policy that it was compiled from.
    #[getter]
    fn policy(&self) -> Policy {
        Policy { core: self.core.policy().clone() }
    }

    /// The text with every finding replaced; the same object when nothing was found.
    fn redact<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        redact(&self.core, text)
    }

    /// What was found, in the order of the text.
    fn scan<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        scan(&self.core, text)
    }

    /// Both in one pass; the findings carry their place in the output too.
    fn redact_with_findings(&self, text: &Bound<'_, PyAny>) -> PyResult<Redacted> {
        let py = text.py();
        let given = Text::of(text)?;
        let done = given.run(py, |_| with_findings(&self.core, &given));
        let (new, found) = done.map_err(|e| errors::from_core(py, &e))?;
        let output = new.as_deref().unwrap_or(given.as_bytes());
        let findings = finding::list(py, &given, Some(output), found)?;
        let answer = given.replacement(text, new)?;
        Ok(Redacted { text: answer.unbind(), findings: findings.unbind() })
    }

    /// Every candidate that a rule looked at, accepted or not, with the reason.
    fn explain(&self, text: &Bound<'_, PyAny>) -> PyResult<Vec<Decision>> {
        explain(&self.core, text)
    }

    /// Every text of an iterable redacted, on several threads and without the GIL. `threads=None`: one a processor.
    #[pyo3(signature = (texts, *, threads=None))]
    fn redact_many<'py>(&self, texts: &Bound<'py, PyAny>, threads: Option<usize>) -> PyResult<Bound<'py, PyList>> {
        many::redact_many(&self.core, texts, threads)
    }

    /// Every string leaf and string key of dicts, lists and tuples redacted, in a new value. Keys that would collide are
    /// numbered.
    fn redact_json<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        json::mapped(value, &|text| redact(&self.core, text))
    }

    /// Chunks in, redacted chunks out: an iterator of `str` or bytes, cut anywhere.
    fn redact_iter(&self, chunks: &Bound<'_, PyAny>) -> PyResult<Chunks> {
        Chunks::new(chunks, Machine::Silent(self.core.stream().without_findings()))
    }

    /// The same for an async iterator.
    fn redact_aiter<'py>(&self, chunks: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        asynchronous(chunks, Machine::Silent(self.core.stream().without_findings()))
    }

    /// A stream that redacts what is pushed into it.
    fn stream(&self) -> Stream {
        Stream::new(Machine::Redact(self.core.stream()))
    }

    /// A session. The same key and text give the same tokens in any process; without a key, in this process.
    #[pyo3(signature = (key=None, *, tokens="numbered"))]
    fn session(&self, py: Python<'_>, key: Option<&Bound<'_, PyBytes>>, tokens: &str) -> PyResult<Session> {
        if tokens != "numbered" {
            return Err(errors::policy(py, "tokens: this version makes 'numbered' tokens"));
        }
        let core = match key {
            Some(key) => self.core.session_with_key(key.as_bytes()),
            None => self.core.session(),
        };
        Ok(Session { core })
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = self.core.policy().name.as_str().into_pyobject(py)?.repr()?;
        Ok(format!("Redactor({name})"))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (Policy,)) {
        (slf.get_type(), (slf.get().policy(),))
    }
}

/// The new text, if anything was replaced, and the findings.
fn with_findings(redactor: &inkout::Redactor, text: &Text<'_>) -> Result<(Option<Vec<u8>>, Found), inkout::Error> {
    if let Text::Str(text) = text {
        let done = redactor.redact_with_findings(text)?;
        return Ok((owned(into_bytes(done.text)), done.findings));
    }
    // Any other bytes: a stream of one chunk.
    let mut stream = redactor.stream();
    let mut out = Vec::new();
    stream.push(text.as_bytes(), &mut out)?;
    stream.finish(&mut out)?;
    let found = stream.findings();
    Ok(((!found.is_empty()).then_some(out), found))
}

fn into_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// See [`Redactor::redact`].
pub(crate) fn redact<'py>(redactor: &inkout::Redactor, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    Text::of(text)?.replaced(text, |bytes| redactor.redact_bytes(bytes))
}

/// See [`Redactor::scan`].
pub(crate) fn scan<'py>(redactor: &inkout::Redactor, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    let py = text.py();
    let given = Text::of(text)?;
    let found = given.run(py, |bytes| redactor.scan(bytes)).map_err(|e| errors::from_core(py, &e))?;
    finding::list(py, &given, None, found)
}

/// See [`Redactor::explain`].
pub(crate) fn explain(redactor: &inkout::Redactor, text: &Bound<'_, PyAny>) -> PyResult<Vec<Decision>> {
    let py = text.py();
    let given = Text::of(text)?;
    let made = given.run(py, |bytes| redactor.explain(bytes)).map_err(|e| errors::from_core(py, &e))?;
    Ok(decisions(&given, made))
}
