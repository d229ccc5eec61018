//! The functions of the module: `redact`, `scan` and `explain` look a redactor up by its options.

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::Mutex;

use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyDict, PyList};

use crate::decision::Decision;
use crate::entity::Entity;
use crate::errors;
use crate::options::{Options, compile};
use crate::redactor;

/// Compiled policies that are kept. A program has a handful; one that makes them up as it goes should not fill memory.
const KEPT: usize = 32;

static BY_POLICY: Mutex<Option<HashMap<String, inkout::Redactor>>> = Mutex::new(None);

/// The redactor of a call's options. The key is the policy that they amount to, so that a list that was changed between
/// two calls is a new policy.
fn redactor_of(py: Python<'_>, function: &str, options: Option<&Bound<'_, PyDict>>) -> PyResult<inkout::Redactor> {
    let Some(options) = options.filter(|given| !given.is_empty()) else {
        return Ok(inkout::Redactor::default());
    };
    let policy = Options::of_call(function, options)?.into_policy(py)?;
    let key = policy.to_json().map_err(|e| errors::from_core(py, &e))?;
    if let Some(known) = kept(py, |redactors| redactors.get(&key).cloned()) {
        return Ok(known);
    }
    let built = compile(py, policy)?;
    kept(py, |redactors| {
        if redactors.len() >= KEPT {
            redactors.clear();
        }
        redactors.insert(key, built.clone());
    });
    Ok(built)
}

fn kept<T>(py: Python<'_>, work: impl FnOnce(&mut HashMap<String, inkout::Redactor>) -> T) -> T {
    let mut redactors = BY_POLICY.lock_py_attached(py).unwrap_or_else(std::sync::PoisonError::into_inner);
    work(redactors.get_or_insert_default())
}

/// The text with every finding replaced; the same object when nothing was found. Options are those of `Redactor`.
#[pyfunction]
#[pyo3(signature = (text, **options))]
pub(crate) fn redact<'py>(
    text: &Bound<'py, PyAny>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    redactor::redact(&redactor_of(text.py(), "redact", options)?, text)
}

/// What was found, in the order of the text. Options are those of `Redactor`.
#[pyfunction]
#[pyo3(signature = (text, **options))]
pub(crate) fn scan<'py>(
    text: &Bound<'py, PyAny>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyList>> {
    redactor::scan(&redactor_of(text.py(), "scan", options)?, text)
}

/// Every candidate that a rule looked at, accepted or not, with the reason. Options are those of `Redactor`.
#[pyfunction]
#[pyo3(signature = (text, **options))]
pub(crate) fn explain(text: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Vec<Decision>> {
    redactor::explain(&redactor_of(text.py(), "explain", options)?, text)
}

/// Every entity type that inkout knows, in table order.
#[pyfunction]
pub(crate) fn entities(py: Python<'_>) -> PyResult<Vec<Entity>> {
    inkout::entities().map(|entity| Entity::new(py, entity)).collect()
}

/// Runs the command line; the first argument is the program's own name. Returns the exit status.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| inkout_cli::main(args))
}
