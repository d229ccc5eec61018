//! Strings of a JSON-like Python value, redacted or restored in a new value.

use pyo3::exceptions::{PyRecursionError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Deeper values are refused, like those that Python's own JSON module refuses; a value that holds itself ends here too.
const DEEPEST: usize = 900;

type Change<'a, 'py> = &'a dyn Fn(&Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>>;

/// A copy of the value with `change` applied to every string leaf and string key.
pub(crate) fn mapped<'py>(value: &Bound<'py, PyAny>, change: Change<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    walk(value, change, 0)
}

fn walk<'py>(value: &Bound<'py, PyAny>, change: Change<'_, 'py>, depth: usize) -> PyResult<Bound<'py, PyAny>> {
    if is_text(value) {
        return change(value);
    }
    if is_plain(value) {
        return Ok(value.clone());
    }
    if depth >= DEEPEST {
        return Err(PyRecursionError::new_err("the value is nested too deeply, or holds itself"));
    }
    let py = value.py();
    py.check_signals()?;
    if let Ok(dict) = value.cast::<PyDict>() {
        return walk_dict(dict, change, depth).map(Bound::into_any);
    }
    if let Ok(list) = value.cast::<PyList>() {
        let copy = PyList::empty(py);
        for item in list {
            copy.append(walk(&item, change, depth + 1)?)?;
        }
        return Ok(copy.into_any());
    }
    if let Ok(tuple) = value.cast::<PyTuple>() {
        let items = tuple.iter().map(|item| walk(&item, change, depth + 1)).collect::<PyResult<Vec<_>>>()?;
        return Ok(PyTuple::new(py, items)?.into_any());
    }
    Err(no_json(value)?)
}

/// What can't be looked into is not handed on as if it had been.
fn no_json(value: &Bound<'_, PyAny>) -> PyResult<PyErr> {
    let found = value.get_type().qualname()?;
    Ok(PyTypeError::new_err(format!("a value of type {found} is no JSON: convert it first")))
}

fn walk_dict<'py>(dict: &Bound<'py, PyDict>, change: Change<'_, 'py>, depth: usize) -> PyResult<Bound<'py, PyDict>> {
    let mut entries = Vec::with_capacity(dict.len());
    let mut changed = false;
    for (key, value) in dict {
        let new_key = if key.is_instance_of::<PyString>() {
            change(&key)?
        } else if is_plain(&key) {
            key.clone()
        } else {
            return Err(no_json(&key)?);
        };
        changed |= !new_key.is(&key);
        entries.push((key, new_key, walk(&value, change, depth + 1)?));
    }
    if changed {
        number(&mut entries)?;
    }
    let copy = PyDict::new(dict.py());
    for (_, key, value) in entries {
        copy.set_item(key, value)?;
    }
    Ok(copy)
}

/// Numbers the new keys that would collide, from 2 on. Keys that stay as they are keep their names.
fn number<'py>(entries: &mut [(Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>)]) -> PyResult<()> {
    let Some((first, ..)) = entries.first() else { return Ok(()) };
    let py = first.py();
    // Each name that is taken, with the last number that was tried for it.
    let taken = PyDict::new(py);
    for (_, key, _) in entries.iter().filter(|(old, new, _)| new.is(old)) {
        taken.set_item(key, 1)?;
    }
    for (_, key, _) in entries.iter_mut().filter(|(old, new, _)| !new.is(old)) {
        let mut free = key.clone();
        let mut tried: usize = taken.get_item(&*key)?.map_or(Ok(0), |n| n.extract())?;
        while taken.contains(&free)? {
            tried += 1;
            free = key.add(format!("_{tried}"))?;
        }
        taken.set_item(&*key, tried.max(1))?;
        taken.set_item(&free, 1)?;
        *key = free;
    }
    Ok(())
}

fn is_text(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>()
}

fn is_plain(value: &Bound<'_, PyAny>) -> bool {
    value.is_none()
        || value.is_instance_of::<PyBool>()
        || value.is_instance_of::<PyInt>()
        || value.is_instance_of::<PyFloat>()
}
