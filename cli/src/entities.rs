//! `inkout entities`: what can be found?

use crate::failure::Failure;
use crate::output::line;

/// Prints the table of entity types.
pub(crate) fn entities() -> Result<u8, Failure> {
    line(format_args!("{:<20} {:<14} {:<7} {:<7} SOURCE", "NAME", "LABEL", "COUNTRY", "DEFAULT"))?;
    for entity in inkout::entities() {
        let country = entity.country.unwrap_or("-");
        let default = entity.default.as_str();
        line(format_args!("{:<20} {:<14} {country:<7} {default:<7} {}", entity.name, entity.label, entity.source))?;
    }
    Ok(crate::OK)
}
