//! The operators as Python objects: data that a policy takes.

use inkout::Operator as Core;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use pyo3::{PyClass, PyClassInitializer};

/// What is done with a finding. Use one of its subclasses.
#[pyclass(frozen, subclass, module = "inkout", eq, hash)]
#[derive(Clone, PartialEq)]
pub(crate) struct Operator {
    pub(crate) core: Core,
}

impl std::hash::Hash for Operator {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.describe().hash(state);
    }
}

impl Operator {
    /// The parts of one of the subclasses.
    fn with<T: PyClass<BaseType = Self>>(core: Core, subclass: T) -> PyClassInitializer<T> {
        PyClassInitializer::from(Self { core }).add_subclass(subclass)
    }

    /// As it would be written in Python.
    fn describe(&self) -> String {
        match &self.core {
            Core::Replace { template } => format!("Replace({template:?})"),
            Core::Mask { char, keep_first, keep_last } => {
                format!("Mask(char={:?}, keep_first={keep_first}, keep_last={keep_last})", char.to_string())
            }
            Core::Number => "Number()".to_owned(),
            Core::Drop => "Drop()".to_owned(),
            Core::Keep => "Keep()".to_owned(),
            Core::Block => "Block()".to_owned(),
            _ => "Operator()".to_owned(),
        }
    }
}

#[pymethods]
impl Operator {
    fn __repr__(&self) -> String {
        self.describe()
    }

    /// Whether redacting the output again changes nothing.
    #[getter]
    fn stable(&self) -> bool {
        self.core.is_stable()
    }

    /// The arguments that make it again, for pickles.
    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        match &self.core {
            Core::Replace { template } => named.set_item("template", template)?,
            Core::Mask { char, keep_first, keep_last } => {
                named.set_item("char", char)?;
                named.set_item("keep_first", keep_first)?;
                named.set_item("keep_last", keep_last)?;
            }
            _ => {}
        }
        Ok((PyTuple::empty(py), named))
    }
}

/// A fixed text: `{label}` and `{entity}` in the template stand for the names.
#[pyclass(frozen, extends = Operator, module = "inkout")]
pub(crate) struct Replace;

#[pymethods]
impl Replace {
    #[new]
    fn new(template: String) -> PyClassInitializer<Self> {
        Operator::with(Core::Replace { template }, Self)
    }
}

/// A number in order of first appearance: `[EMAIL_1]`.
#[pyclass(frozen, extends = Operator, module = "inkout")]
pub(crate) struct Number;

#[pymethods]
impl Number {
    #[new]
    fn new() -> PyClassInitializer<Self> {
        Operator::with(Core::Number, Self)
    }
}

/// The same number of characters, all but the first and last few replaced by `char`.
#[pyclass(frozen, extends = Operator, module = "inkout")]
pub(crate) struct Mask;

#[pymethods]
impl Mask {
    #[new]
    #[pyo3(signature = (char='*', keep_first=0, keep_last=0))]
    fn new(char: char, keep_first: usize, keep_last: usize) -> PyClassInitializer<Self> {
        Operator::with(Core::Mask { char, keep_first, keep_last }, Self)
    }
}

/// The value is taken out.
#[pyclass(frozen, extends = Operator, module = "inkout")]
pub(crate) struct Drop;

#[pymethods]
impl Drop {
    #[new]
    fn new() -> PyClassInitializer<Self> {
        Operator::with(Core::Drop, Self)
    }
}

/// The value stays, and is not a finding.
#[pyclass(frozen, extends = Operator, module = "inkout")]
pub(crate) struct Keep;

#[pymethods]
impl Keep {
    #[new]
    fn new() -> PyClassInitializer<Self> {
        Operator::with(Core::Keep, Self)
    }
}

/// The call fails with `Blocked`.
#[pyclass(frozen, extends = Operator, module = "inkout")]
pub(crate) struct Block;

#[pymethods]
impl Block {
    #[new]
    fn new() -> PyClassInitializer<Self> {
        Operator::with(Core::Block, Self)
    }
}
