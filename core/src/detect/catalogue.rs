//! Which types does an engine know, and which literals does its scan look for?

use std::sync::LazyLock;

use super::{Detector, TABLE, Trigger, heads_of, run_heads};
use crate::scan::Heads;

/// A table of entity types with what the scan has to know of it: compiled once for the whole process.
pub(crate) struct Catalogue {
    /// The types, in the order of the last tie-break.
    pub table: Vec<&'static Detector>,
    /// Their literals.
    pub heads: Heads,
}

impl Catalogue {
    /// The types that inkout knows.
    pub(crate) fn real() -> &'static Self {
        static REAL: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(TABLE.to_vec()));
        &REAL
    }

    /// The types of a table; all runs are those of [`TABLE`].
    pub(crate) fn new(table: Vec<&'static Detector>) -> Self {
        let heads = Heads::new(heads_of(&table, Trigger::Head), run_heads());
        Self { heads, table }
    }
}
