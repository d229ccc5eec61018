//! The keyword options of `Redactor`, `redact`, `scan` and `explain`: how they change a policy.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyMapping, PyString};

use crate::errors;
use crate::operators::Operator;
use crate::policy::{self, Pattern};

/// Options that hold several things. All of these must be readable twice where a redactor is looked up by its options.
const LISTS: [&str; 6] = ["entities", "exclude", "patterns", "allow", "operators", "regions"];

/// What the caller gave; an absent option leaves the policy as it is.
#[derive(Default)]
pub(crate) struct Options<'py> {
    pub(crate) policy: Option<Bound<'py, PyAny>>,
    pub(crate) entities: Option<Bound<'py, PyAny>>,
    pub(crate) exclude: Option<Bound<'py, PyAny>>,
    pub(crate) patterns: Option<Bound<'py, PyAny>>,
    pub(crate) allow: Option<Bound<'py, PyAny>>,
    pub(crate) operators: Option<Bound<'py, PyAny>>,
    pub(crate) regions: Option<Bound<'py, PyAny>>,
    pub(crate) min_level: Option<String>,
    pub(crate) max_bytes: Option<u64>,
}

impl<'py> Options<'py> {
    /// The options of a call `function(text, **options)`.
    ///
    /// A list that can be read only once is refused: the second call would run without it.
    pub(crate) fn of_call(function: &str, given: &Bound<'py, PyDict>) -> PyResult<Self> {
        let py = given.py();
        let mut options = Self::default();
        for (name, value) in given {
            let name = name.cast_into::<PyString>()?;
            let name = name.to_cow()?;
            if value.is_none() {
                continue;
            }
            if LISTS.contains(&&*name) && value.hasattr("__next__")? {
                let why = "can be read only once; give a list, or build a Redactor";
                return Err(errors::policy(py, format!("{function}(): {name} {why}")));
            }
            match &*name {
                "policy" => options.policy = Some(value),
                "entities" => options.entities = Some(value),
                "exclude" => options.exclude = Some(value),
                "patterns" => options.patterns = Some(value),
                "allow" => options.allow = Some(value),
                "operators" => options.operators = Some(value),
                "regions" => options.regions = Some(value),
                "min_level" => options.min_level = Some(value.extract()?),
                "max_bytes" => options.max_bytes = Some(value.extract()?),
                _ => {
                    let message = format!("{function}() got an unexpected keyword argument '{name}'");
                    return Err(PyTypeError::new_err(message));
                }
            }
        }
        Ok(options)
    }

    /// The policy with the options written into it.
    pub(crate) fn into_policy(self, py: Python<'py>) -> PyResult<inkout::Policy> {
        let mut policy = match &self.policy {
            Some(given) => policy::of(given)?,
            None => inkout::Policy::default(),
        };
        if let Some(given) = &self.entities {
            policy.entities = Some(names("entities", given)?);
        }
        if let Some(given) = &self.exclude {
            policy.exclude.extend(names("exclude", given)?);
        }
        if let Some(given) = &self.patterns {
            policy.patterns.extend(patterns(given)?);
        }
        if let Some(given) = &self.allow {
            policy.allow.extend(names("allow", given)?);
        }
        if let Some(given) = &self.operators {
            policy.operators.extend(operators(given)?);
        }
        if let Some(given) = &self.regions {
            policy.regions = names("regions", given)?;
        }
        if let Some(name) = &self.min_level {
            policy.min_level = level(py, "min_level", name)?;
        }
        policy.max_bytes = self.max_bytes.or(policy.max_bytes);
        Ok(policy)
    }

    /// The compiled policy.
    pub(crate) fn compile(self, py: Python<'py>) -> PyResult<inkout::Redactor> {
        compile(py, self.into_policy(py)?)
    }
}

/// A policy compiled, with the GIL released.
pub(crate) fn compile(py: Python<'_>, policy: inkout::Policy) -> PyResult<inkout::Redactor> {
    let built = py.detach(|| inkout::Redactor::builder().policy(policy).build());
    built.map_err(|e| errors::from_core(py, &e))
}

/// The level of that name.
pub(crate) fn level(py: Python<'_>, field: &str, name: &str) -> PyResult<inkout::Level> {
    inkout::Level::from_name(name)
        .ok_or_else(|| errors::policy(py, format!("{field}: a level is 'verified', 'likely' or 'possible'")))
}

/// The strings of a list. One `str` is no list: its characters are never what was meant.
pub(crate) fn names(field: &str, given: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>() {
        return Err(PyTypeError::new_err(format!("{field}: give a list of str, not one {}", kind(given)?)));
    }
    let Ok(items) = given.try_iter() else {
        return Err(PyTypeError::new_err(format!("{field}: give a list of str, not {}", kind(given)?)));
    };
    items.enumerate().map(|(at, item)| string(&format!("{field}: item {at}"), &item?)).collect()
}

/// The text of a `str` of a policy. Its error names the place only.
pub(crate) fn string(place: &str, item: &Bound<'_, PyAny>) -> PyResult<String> {
    let Ok(text) = item.cast::<PyString>() else {
        return Err(PyTypeError::new_err(format!("{place} is {}, not str", kind(item)?)));
    };
    match text.to_str() {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(errors::policy(item.py(), format!("{place} holds a lone surrogate"))),
    }
}

fn kind(value: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(value.get_type().qualname()?.to_string())
}

fn patterns(given: &Bound<'_, PyAny>) -> PyResult<Vec<inkout::Pattern>> {
    if let Ok(mapping) = given.cast::<PyMapping>() {
        let mut patterns = Vec::new();
        for item in mapping.items()? {
            let (entity, regex) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
            let entity = string("patterns: a name", &entity)?;
            let regex = string(&format!("patterns: `{entity}`"), &regex)?;
            patterns.push(inkout::Pattern::new(entity, regex));
        }
        return Ok(patterns);
    }
    let help = "patterns: give a mapping of names to regular expressions, or a list of Pattern";
    let Ok(items) = given.try_iter() else {
        return Err(PyTypeError::new_err(format!("{help}, not {}", kind(given)?)));
    };
    items
        .map(|item| match item?.cast::<Pattern>() {
            Ok(pattern) => Ok(pattern.get().core.clone()),
            Err(_) => Err(PyTypeError::new_err(help)),
        })
        .collect()
}

fn operators(given: &Bound<'_, PyAny>) -> PyResult<Vec<(String, inkout::Operator)>> {
    let help = "operators: give a mapping of names to operators, such as {'CREDIT_CARD': Mask(keep_last=4)}";
    let Ok(mapping) = given.cast::<PyMapping>() else {
        return Err(PyTypeError::new_err(format!("{help}, not {}", kind(given)?)));
    };
    let mut operators = Vec::new();
    for item in mapping.items()? {
        let (name, operator) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
        let name = string("operators: a name", &name)?;
        let Ok(operator) = operator.cast::<Operator>() else {
            let found = kind(&operator)?;
            return Err(PyTypeError::new_err(format!(
                "operators: `{name}` is {found}, not an operator such as Mask()"
            )));
        };
        operators.push((name, operator.get().core.clone()));
    }
    Ok(operators)
}
