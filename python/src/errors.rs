//! Which Python exception does a failure become?

use inkout::ErrorKind;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3::{PyTypeInfo, exceptions::PyException, exceptions::PyValueError};

/// The exception types, made once. By hand, because most have two bases: callers that catch `ValueError` already do the
/// right thing.
struct Types {
    inkout: Py<PyType>,
    policy: Py<PyType>,
    too_large: Py<PyType>,
    blocked: Py<PyType>,
    unsafe_payload: Py<PyType>,
    session: Py<PyType>,
}

static TYPES: PyOnceLock<Types> = PyOnceLock::new();

fn make<'py>(py: Python<'py>, name: &str, doc: &str, bases: &[Bound<'py, PyType>]) -> PyResult<Bound<'py, PyType>> {
    let namespace = PyDict::new(py);
    namespace.set_item("__module__", "inkout")?;
    namespace.set_item("__doc__", doc)?;
    let made = PyType::type_object(py).call1((name, PyTuple::new(py, bases)?, namespace))?;
    Ok(made.cast_into::<PyType>()?)
}

fn types(py: Python<'_>) -> PyResult<&Types> {
    TYPES.get_or_try_init(py, || {
        let value_error = PyValueError::type_object(py);
        let base = make(py, "InkoutError", "Every error of inkout.", &[PyException::type_object(py)])?;
        let both = [base.clone(), value_error];
        let policy = "A policy, pattern, operator or option that can't be used; names the field and the place.";
        let too_large = "The input is longer than the policy's max_bytes; names both sizes.";
        let blocked =
            "An entity type with the operator Block was found; names the type and the place, never the value.";
        let unsafe_payload = "A request that can't be sanitized and is not sent; says which part and what to do.";
        let session = "A stream or session was used after its end, or is full.";
        Ok(Types {
            policy: make(py, "PolicyError", policy, &both)?.unbind(),
            too_large: make(py, "InputTooLarge", too_large, &both)?.unbind(),
            blocked: make(py, "Blocked", blocked, &both)?.unbind(),
            unsafe_payload: make(py, "UnsafePayload", unsafe_payload, &both[..1])?.unbind(),
            session: make(py, "SessionError", session, &both[..1])?.unbind(),
            inkout: base.unbind(),
        })
    })
}

fn raise(py: Python<'_>, pick: impl Fn(&Types) -> &Py<PyType>, message: String) -> PyErr {
    match types(py) {
        Ok(types) => PyErr::from_type(pick(types).bind(py).clone(), message),
        Err(error) => error,
    }
}

/// The exception for an error of the core.
pub(crate) fn from_core(py: Python<'_>, error: &inkout::Error) -> PyErr {
    of_kind(py, error.kind(), error.to_string())
}

/// The same for one of several texts.
pub(crate) fn from_core_at(py: Python<'_>, place: &str, error: &inkout::Error) -> PyErr {
    of_kind(py, error.kind(), format!("{place}: {error}"))
}

pub(crate) fn of_kind(py: Python<'_>, kind: ErrorKind, message: String) -> PyErr {
    match kind {
        ErrorKind::Policy => raise(py, |t| &t.policy, message),
        ErrorKind::InputTooLarge => raise(py, |t| &t.too_large, message),
        ErrorKind::Blocked => raise(py, |t| &t.blocked, message),
        ErrorKind::Session => raise(py, |t| &t.session, message),
        _ => raise(py, |t| &t.inkout, message),
    }
}

/// `PolicyError`, for options that the binding itself can't read.
pub(crate) fn policy(py: Python<'_>, message: impl Into<String>) -> PyErr {
    raise(py, |t| &t.policy, message.into())
}

/// `UnsafePayload`.
pub(crate) fn unsafe_payload(py: Python<'_>, message: impl Into<String>) -> PyErr {
    raise(py, |t| &t.unsafe_payload, message.into())
}

/// `SessionError`.
pub(crate) fn session(py: Python<'_>, message: impl Into<String>) -> PyErr {
    raise(py, |t| &t.session, message.into())
}

/// Puts the types into the module.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let types = types(py)?;
    module.add("InkoutError", types.inkout.bind(py))?;
    module.add("PolicyError", types.policy.bind(py))?;
    module.add("InputTooLarge", types.too_large.bind(py))?;
    module.add("Blocked", types.blocked.bind(py))?;
    module.add("UnsafePayload", types.unsafe_payload.bind(py))?;
    module.add("SessionError", types.session.bind(py))
}
