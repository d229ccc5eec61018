//! Policies and patterns as Python objects.

use std::ffi::OsStr;
use std::path::PathBuf;

use inkout::Policy as Core;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};

use crate::errors;
use crate::values::{from_python, to_python};

/// What to find and what to do about it. Data: give it to `Redactor`.
#[pyclass(frozen, module = "inkout", eq)]
#[derive(Clone, PartialEq)]
pub(crate) struct Policy {
    pub(crate) core: Core,
}

#[pymethods]
impl Policy {
    /// The preset of that name.
    #[staticmethod]
    fn preset(py: Python<'_>, name: &str) -> PyResult<Self> {
        Core::preset(name).map(|core| Self { core }).map_err(|e| errors::from_core(py, &e))
    }

    /// The policy in a file whose name ends with .toml or .json.
    #[staticmethod]
    fn load(path: PathBuf, py: Python<'_>) -> PyResult<Self> {
        inkout_cli::load_policy(&path).map(|core| Self { core }).map_err(|e| not_opened(py, path.as_os_str(), &e))
    }

    /// The policy that a mapping describes, with the fields of a policy file. Patterns and operators may be objects.
    #[staticmethod]
    fn from_dict(py: Python<'_>, d: &Bound<'_, PyMapping>) -> PyResult<Self> {
        let json = from_python(d.as_any(), "policy")?.to_string();
        Core::from_json(&json).map(|core| Self { core }).map_err(|e| errors::from_core(py, &e))
    }

    /// As TOML, which `Policy.load` reads back.
    fn to_toml(&self, py: Python<'_>) -> PyResult<String> {
        self.core.to_toml().map_err(|e| errors::from_core(py, &e))
    }

    /// As a dict, which `Policy.from_dict` reads back.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let json = self.core.to_json().map_err(|e| errors::from_core(py, &e))?;
        let value = serde_json::from_str(&json).map_err(|e| errors::policy(py, e.to_string()))?;
        to_python(py, &value)
    }

    /// Its name: a preset's own, or the one that its file gives.
    #[getter]
    fn name(&self) -> &str {
        &self.core.name
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = self.core.name.as_str().into_pyobject(py)?.repr()?;
        Ok(format!("Policy(name={name})"))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>,))> {
        let py = slf.py();
        Ok((py.get_type::<Self>().getattr("from_dict")?, (slf.get().to_dict(py)?,)))
    }
}

/// The policy that an argument names: a preset, a path, a mapping or a `Policy`.
pub(crate) fn of(given: &Bound<'_, PyAny>) -> PyResult<Core> {
    let py = given.py();
    if let Ok(policy) = given.cast::<Policy>() {
        return Ok(policy.get().core.clone());
    }
    if let Ok(text) = given.cast::<PyString>() {
        let name = crate::options::string("policy", text.as_any())?;
        return inkout_cli::open_policy(name.as_ref()).map_err(|e| not_opened(py, name.as_ref(), &e));
    }
    if let Ok(mapping) = given.cast::<PyMapping>() {
        return Ok(Policy::from_dict(py, mapping)?.core);
    }
    if given.hasattr("__fspath__")? {
        return Ok(Policy::load(given.extract()?, py)?.core);
    }
    let found = given.get_type().qualname()?;
    let help = "policy: give a preset's name, a path to a .toml or .json file, a mapping or a Policy";
    Err(PyTypeError::new_err(format!("{help}, not {found}")))
}

/// Always a PolicyError, also where a file can't be read: who catches that one must not go on without a policy.
fn not_opened(py: Python<'_>, name: &OsStr, error: &inkout_cli::OpenError) -> PyErr {
    match error {
        inkout_cli::OpenError::Policy(error) => errors::from_core(py, error),
        _ => errors::policy(py, format!("policy {}: {error}", name.display())),
    }
}

/// The user's own entity type, given by a regular expression.
#[pyclass(frozen, module = "inkout", eq)]
#[derive(Clone, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) core: inkout::Pattern,
}

#[pymethods]
impl Pattern {
    #[new]
    #[pyo3(signature = (entity, regex, *, context=None, level="likely", label=None, max_length=1024))]
    #[pyo3(text_signature = "(entity, regex, *, context=(), level='likely', label=None, max_length=1024)")]
    fn new(
        py: Python<'_>,
        entity: String,
        regex: String,
        context: Option<&Bound<'_, PyAny>>,
        level: &str,
        label: Option<String>,
        max_length: usize,
    ) -> PyResult<Self> {
        let mut core = inkout::Pattern::new(entity, regex);
        if let Some(words) = context {
            core = core.context(crate::options::names("context", words)?);
        }
        core = core.level(crate::options::level(py, "level", level)?).max_length(max_length);
        core.label = label;
        Ok(Self { core })
    }

    /// Its entity type.
    #[getter]
    fn entity(&self) -> &str {
        &self.core.entity
    }

    /// The regular expression.
    #[getter]
    fn regex(&self) -> &str {
        &self.core.regex
    }

    /// Whole words that, close to a match, raise it by one level.
    #[getter]
    fn context<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyTuple>> {
        pyo3::types::PyTuple::new(py, &self.core.context)
    }

    /// The level of a match.
    #[getter]
    fn level(&self) -> &'static str {
        self.core.level.as_str()
    }

    /// Short name in placeholders; `None`: the entity type.
    #[getter]
    fn label(&self) -> Option<&str> {
        self.core.label.as_deref()
    }

    /// Bytes in which a match is found; one that fills them goes on while each further byte keeps it a match.
    #[getter]
    fn max_length(&self) -> usize {
        self.core.max_length
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let entity = self.core.entity.as_str().into_pyobject(py)?.repr()?;
        Ok(format!("Pattern({entity}, {})", self.core.regex.as_str().into_pyobject(py)?.repr()?))
    }

    fn __getnewargs_ex__<'py>(slf: &Bound<'py, Self>) -> PyResult<((String, String), Bound<'py, pyo3::types::PyDict>)> {
        let core = &slf.get().core;
        let named = pyo3::types::PyDict::new(slf.py());
        named.set_item("context", &core.context)?;
        named.set_item("level", core.level.as_str())?;
        named.set_item("label", core.label.as_deref())?;
        named.set_item("max_length", core.max_length)?;
        Ok(((core.entity.clone(), core.regex.clone()), named))
    }
}
