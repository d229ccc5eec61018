//! Policy data between Python objects and JSON.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString};
use serde_json::{Map, Value};

use crate::errors;
use crate::operators::Operator;
use crate::policy::Pattern;

/// A Python value as JSON. `place` names it in errors.
pub(crate) fn from_python(value: &Bound<'_, PyAny>, place: &str) -> PyResult<Value> {
    let py = value.py();
    if value.is_none() {
        return Ok(Value::Null);
    }
    if value.is_instance_of::<PyBool>() {
        return Ok(Value::Bool(value.extract()?));
    }
    if value.is_instance_of::<PyString>() {
        return Ok(Value::String(crate::options::string(place, value)?));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(Value::from(value.extract::<i64>()?));
    }
    if value.is_instance_of::<PyFloat>() {
        return Ok(Value::from(value.extract::<f64>()?));
    }
    if let Ok(operator) = value.cast::<Operator>() {
        return serde_json::to_value(&operator.get().core).map_err(|e| errors::policy(py, e.to_string()));
    }
    if let Ok(pattern) = value.cast::<Pattern>() {
        return serde_json::to_value(&pattern.get().core).map_err(|e| errors::policy(py, e.to_string()));
    }
    if let Ok(mapping) = value.cast::<PyMapping>() {
        let mut object = Map::new();
        for item in mapping.items()? {
            let (name, field) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
            let name = crate::options::string(&format!("{place}: a name"), &name)?;
            // A field that is None is a field that was not given.
            if !field.is_none() {
                let inner = from_python(&field, &format!("{place}.{name}"))?;
                object.insert(name, inner);
            }
        }
        return Ok(Value::Object(object));
    }
    let Ok(items) = value.try_iter() else {
        let found = value.get_type().qualname()?;
        return Err(PyTypeError::new_err(format!("{place}: {found} is no policy data")));
    };
    let items = items.enumerate().map(|(at, item)| from_python(&item?, &format!("{place}[{at}]")));
    Ok(Value::Array(items.collect::<PyResult<_>>()?))
}

/// JSON as Python values.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(flag) => PyBool::new(py, *flag).to_owned().into_any(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into_pyobject(py)?.into_any(),
            None => PyFloat::new(py, number.as_f64().unwrap_or(f64::NAN)).into_any(),
        },
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(to_python(py, item)?)?;
            }
            list.into_any()
        }
        Value::Object(fields) => {
            let dict = PyDict::new(py);
            for (name, field) in fields {
                dict.set_item(name, to_python(py, field)?)?;
            }
            dict.into_any()
        }
    })
}
