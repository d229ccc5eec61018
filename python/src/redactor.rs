//! The front door: a compiled policy that Python can share between threads.

use pyo3::prelude::*;

use crate::errors;
use crate::finding::{self, Decision, Redacted};
use crate::options::Options;
use crate::policy::Policy;
use crate::text::Text;

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
    fn scan<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, pyo3::types::PyList>> {
        scan(&self.core, text)
    }

    /// Both in one pass; the findings carry their place in the output too.
    fn redact_with_findings(&self, text: &Bound<'_, PyAny>) -> PyResult<Redacted> {
        let py = text.py();
        let given = Text::of(text)?;
        let (out, found) = given.run(py, |bytes| whole(&self.core, bytes)).map_err(|e| errors::from_core(py, &e))?;
        let findings = finding::list(py, &given, Some(&out), found)?;
        let clean = findings.is_empty() && !matches!(given, Text::Copied(_));
        let answer = if clean { text.clone() } else { given.answer(py, &out)? };
        Ok(Redacted { text: answer.unbind(), findings: findings.unbind() })
    }

    /// Every candidate that a rule looked at, accepted or not, with the reason.
    fn explain(&self, text: &Bound<'_, PyAny>) -> PyResult<Vec<Decision>> {
        explain(&self.core, text)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = self.core.policy().name.as_str().into_pyobject(py)?.repr()?;
        Ok(format!("Redactor({name})"))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, pyo3::types::PyType>, (Policy,)) {
        (slf.get_type(), (slf.get().policy(),))
    }
}

/// Output and findings of a whole text.
fn whole(redactor: &inkout::Redactor, bytes: &[u8]) -> Result<(Vec<u8>, Vec<inkout::Finding>), inkout::Error> {
    let mut stream = redactor.stream();
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    stream.push(bytes, &mut out)?;
    stream.finish(&mut out)?;
    Ok((out, stream.findings()))
}

/// See [`Redactor::redact`].
pub(crate) fn redact<'py>(redactor: &inkout::Redactor, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    Text::of(text)?.replaced(text, |bytes| redactor.redact_bytes(bytes))
}

/// See [`Redactor::scan`].
pub(crate) fn scan<'py>(
    redactor: &inkout::Redactor,
    text: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, pyo3::types::PyList>> {
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
    Ok(finding::decisions(&given, made))
}
