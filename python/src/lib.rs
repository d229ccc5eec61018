//! The Python package's extension module, `inkout._inkout`: converts and calls, never decides.
//!
//! `text` reads an argument and makes the answer of its type, `options` and `policy` turn keywords into a policy,
//! `redactor`, `functions`, `stream`, `session`, `many` and `json` call the core, `exchange` calls wire, `finding`,
//! `decision` and `offsets` say what was found in the units that Python counts in, `errors` names what failed.
#![forbid(unsafe_code)]

mod decision;
mod entity;
mod errors;
mod exchange;
mod finding;
mod functions;
mod json;
mod many;
mod offsets;
mod operators;
mod options;
mod policy;
mod redactor;
mod session;
mod stream;
mod text;
mod values;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _inkout(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    errors::register(module)?;
    module.add_function(wrap_pyfunction!(functions::redact, module)?)?;
    module.add_function(wrap_pyfunction!(functions::scan, module)?)?;
    module.add_function(wrap_pyfunction!(functions::explain, module)?)?;
    module.add_function(wrap_pyfunction!(functions::entities, module)?)?;
    module.add_function(wrap_pyfunction!(functions::main, module)?)?;
    module.add_function(wrap_pyfunction!(exchange::is_ai_request, module)?)?;
    module.add_function(wrap_pyfunction!(exchange::websocket_refusal, module)?)?;
    module.add_class::<exchange::Exchange>()?;
    module.add_class::<exchange::Answer>()?;
    module.add_class::<redactor::Redactor>()?;
    module.add_class::<session::Session>()?;
    module.add_class::<stream::Stream>()?;
    module.add_class::<policy::Policy>()?;
    module.add_class::<policy::Pattern>()?;
    module.add_class::<finding::Finding>()?;
    module.add_class::<finding::Redacted>()?;
    module.add_class::<decision::Decision>()?;
    module.add_class::<entity::Entity>()?;
    module.add_class::<operators::Operator>()?;
    module.add_class::<operators::Replace>()?;
    module.add_class::<operators::Number>()?;
    module.add_class::<operators::Mask>()?;
    module.add_class::<operators::Drop>()?;
    module.add_class::<operators::Keep>()?;
    module.add_class::<operators::Block>()
}
