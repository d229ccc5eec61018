//! Why was a candidate accepted or rejected?

use pyo3::prelude::*;

use crate::offsets::places;
use crate::text::Text;

/// One candidate that a rule looked at: accepted or not, and why. The reason holds no more of the value than a check
/// digit.
#[pyclass(frozen, module = "inkout", get_all)]
pub(crate) struct Decision {
    entity: String,
    start: usize,
    end: usize,
    level: &'static str,
    score: f64,
    rule: String,
    accepted: bool,
    reason: String,
    context: Option<String>,
}

#[pymethods]
impl Decision {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { entity, start, end, level, score, .. } = self;
        let accepted = if self.accepted { "True" } else { "False" };
        let reason = self.reason.as_str().into_pyobject(py)?.repr()?;
        let place = format!("entity='{entity}', start={start}, end={end}, level='{level}', score={score:?}");
        Ok(format!("Decision({place}, accepted={accepted}, reason={reason})"))
    }
}

/// The decisions about a text, in the order in which they fell.
pub(crate) fn decisions(text: &Text<'_>, made: Vec<inkout::Decision>) -> Vec<Decision> {
    let ends = made.iter().flat_map(|d| [d.start() as usize, d.end() as usize]).collect();
    let places = places(text.as_bytes(), ends);
    let count = |byte: u64| {
        let place = places[places.partition_point(|p| p.byte < byte as usize)];
        if text.is_str() { place.points } else { place.byte }
    };
    let convert = |d: inkout::Decision| Decision {
        entity: d.entity().to_owned(),
        start: count(d.start()),
        end: count(d.end()),
        level: d.level().as_str(),
        score: d.level().score(),
        rule: d.rule().to_owned(),
        accepted: d.accepted(),
        reason: d.reason().to_owned(),
        context: d.context().map(str::to_owned),
    };
    made.into_iter().map(convert).collect()
}
