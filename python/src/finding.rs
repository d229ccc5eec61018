//! What was found, and where? Spans and names, never values.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::offsets::{Place, Ruler};
use crate::text::Text;

type Span = (usize, usize);

/// What makes two findings equal.
type Identity<'a> = ([&'a str; 3], inkout::Level, Span, Span, Span, Option<Span>);

/// Names and level, as the core holds them or as they came out of a pickle.
#[derive(Clone)]
enum Names {
    Core(inkout::Finding),
    Loaded { entity: String, label: String, rule: String, level: inkout::Level },
}

/// A span of a text with its entity type and level; never the value.
///
/// `start` and `end` are code points for a `str` and bytes for bytes, half-open; `span_bytes` and `span_utf16` are the
/// same span for other readers. `start_out` and `end_out` say where the replacement stands in the output; they are
/// `None` where there is no output.
#[pyclass(frozen, module = "inkout", eq, hash)]
#[derive(Clone)]
pub(crate) struct Finding {
    names: Names,
    #[pyo3(get)]
    start: usize,
    #[pyo3(get)]
    end: usize,
    #[pyo3(get)]
    span_bytes: Span,
    #[pyo3(get)]
    span_utf16: Span,
    out: Option<Span>,
}

impl Finding {
    /// The finding of a text that is a `str` or not, at two places of it.
    pub(crate) fn new(found: inkout::Finding, is_str: bool, at: Range<Place>, out: Option<Range<Place>>) -> Self {
        let count = |place: Place| if is_str { place.points } else { place.byte };
        Self {
            names: Names::Core(found),
            start: count(at.start),
            end: count(at.end),
            span_bytes: (at.start.byte, at.end.byte),
            span_utf16: (at.start.units, at.end.units),
            out: out.map(|out| (count(out.start), count(out.end))),
        }
    }

    fn identity(&self) -> Identity<'_> {
        let names = [self.entity(), self.label(), self.rule()];
        (names, self.level_of(), (self.start, self.end), self.span_bytes, self.span_utf16, self.out)
    }

    fn level_of(&self) -> inkout::Level {
        match &self.names {
            Names::Core(found) => found.level(),
            Names::Loaded { level, .. } => *level,
        }
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl std::hash::Hash for Finding {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

type FindingParts = (String, String, usize, usize, &'static str, String, Span, Span, Option<usize>, Option<usize>);

#[pymethods]
impl Finding {
    #[new]
    #[pyo3(signature = (entity, label, start, end, level, rule, span_bytes, span_utf16, start_out=None, end_out=None))]
    #[expect(clippy::too_many_arguments, reason = "the parts of a pickle, in order")]
    fn load(
        py: Python<'_>,
        entity: String,
        label: String,
        start: usize,
        end: usize,
        level: &str,
        rule: String,
        span_bytes: Span,
        span_utf16: Span,
        start_out: Option<usize>,
        end_out: Option<usize>,
    ) -> PyResult<Self> {
        let level = crate::options::level(py, "level", level)?;
        let names = Names::Loaded { entity, label, rule, level };
        Ok(Self { names, start, end, span_bytes, span_utf16, out: start_out.zip(end_out) })
    }

    fn __getnewargs__(&self) -> FindingParts {
        (
            self.entity().to_owned(),
            self.label().to_owned(),
            self.start,
            self.end,
            self.level(),
            self.rule().to_owned(),
            self.span_bytes,
            self.span_utf16,
            self.start_out(),
            self.end_out(),
        )
    }

    /// Canonical name of the entity type, `EMAIL_ADDRESS`.
    #[getter]
    fn entity(&self) -> &str {
        match &self.names {
            Names::Core(found) => found.entity(),
            Names::Loaded { entity, .. } => entity,
        }
    }

    /// Short name of the entity type, `EMAIL`.
    #[getter]
    fn label(&self) -> &str {
        match &self.names {
            Names::Core(found) => found.label(),
            Names::Loaded { label, .. } => label,
        }
    }

    /// Name of the rule that accepted it.
    #[getter]
    fn rule(&self) -> &str {
        match &self.names {
            Names::Core(found) => found.rule(),
            Names::Loaded { rule, .. } => rule,
        }
    }

    /// `verified`, `likely` or `possible`.
    #[getter]
    fn level(&self) -> &'static str {
        self.level_of().as_str()
    }

    /// The level as a number between 0 and 1.
    #[getter]
    fn score(&self) -> f64 {
        self.level_of().score()
    }

    /// Where the replacement begins in the output.
    #[getter]
    fn start_out(&self) -> Option<usize> {
        self.out.map(|out| out.0)
    }

    /// Where the replacement ends in the output.
    #[getter]
    fn end_out(&self) -> Option<usize> {
        self.out.map(|out| out.1)
    }

    fn __repr__(&self) -> String {
        let (entity, start, end, level, score) = (self.entity(), self.start, self.end, self.level(), self.score());
        format!("Finding(entity='{entity}', start={start}, end={end}, level='{level}', score={score:?})")
    }
}

/// The findings of a text, in its order.
pub(crate) fn list<'py>(
    py: Python<'py>,
    text: &Text<'_>,
    output: Option<&[u8]>,
    found: Vec<inkout::Finding>,
) -> PyResult<Bound<'py, PyList>> {
    let mut ruler = Ruler::new(text.as_bytes());
    let mut ruler_out = output.map(Ruler::new);
    let list = PyList::empty(py);
    for finding in found {
        let (span, out) = (finding.span(), finding.span_out());
        let at = ruler.at(span.start)..ruler.at(span.end);
        let out = ruler_out.as_mut().map(|ruler| ruler.at(out.start)..ruler.at(out.end));
        list.append(Finding::new(finding, text.is_str(), at, out))?;
    }
    Ok(list)
}

/// A redacted text and what was found in it.
#[pyclass(frozen, generic, module = "inkout", get_all)]
pub(crate) struct Redacted {
    /// The output, of the input's type.
    pub(crate) text: Py<PyAny>,
    /// What was found; `start_out` and `end_out` say where the replacements stand.
    pub(crate) findings: Py<PyList>,
}

#[pymethods]
impl Redacted {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.text.bind(py).repr()?;
        Ok(format!("Redacted(text={text}, findings={})", self.findings.bind(py).repr()?))
    }
}
