//! `inkout explain`: why was each candidate accepted or rejected?

use std::path::Path;

use crate::args;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::line;
use crate::policy::redactor;

/// Prints the decisions about a text or file.
pub(crate) fn explain(args: &args::Explain) -> Result<u8, Failure> {
    let redactor = redactor(args.policy.as_deref())?;
    let text = match &args.subject {
        None => Input::open(Path::new("-"))?.whole()?,
        Some(subject) if subject == "-" || Path::new(subject).is_file() => Input::open(Path::new(subject))?.whole()?,
        Some(subject) => subject.as_encoded_bytes().to_vec(),
    };
    let decisions = redactor.explain(&text).map_err(|error| Failure::Said(error.to_string()))?;
    if decisions.is_empty() {
        line(format_args!("no candidates"))?;
    }
    for decision in decisions {
        let verdict = if decision.accepted() { "accepted" } else { "rejected" };
        let place = format!("{}-{}", decision.start(), decision.end());
        let (entity, level, reason) = (decision.entity(), decision.level(), decision.reason());
        let context = decision.context().map(|word| format!(" (context: {word})")).unwrap_or_default();
        line(format_args!("{verdict} {entity:<20} {place:<13} {:<9} {reason}{context}", level.as_str()))?;
    }
    Ok(crate::OK)
}
