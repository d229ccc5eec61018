//! What can be found?

use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// An entity type that inkout knows.
#[pyclass(frozen, module = "inkout", get_all)]
pub(crate) struct Entity {
    /// Canonical name.
    name: &'static str,
    /// Short name in placeholders.
    label: &'static str,
    /// ISO 3166 code of its country, if it has one.
    country: Option<&'static str>,
    /// Names that stand for it and its relatives in a policy.
    families: Py<PyTuple>,
    /// `on`, `context` or `off`: whether the default policy looks for it.
    default: &'static str,
    /// The standard that its rule comes from.
    source: &'static str,
}

impl Entity {
    pub(crate) fn new(py: Python<'_>, entity: &'static inkout::EntityType) -> PyResult<Self> {
        Ok(Self {
            name: entity.name,
            label: entity.label,
            country: entity.country,
            families: PyTuple::new(py, entity.families)?.unbind(),
            default: entity.default.as_str(),
            source: entity.source,
        })
    }
}

#[pymethods]
impl Entity {
    fn __repr__(&self) -> String {
        let Self { name, label, default, source, .. } = self;
        let country = self.country.map_or_else(|| "None".to_owned(), |c| format!("'{c}'"));
        format!("Entity(name='{name}', label='{label}', country={country}, default='{default}', source='{source}')")
    }
}
