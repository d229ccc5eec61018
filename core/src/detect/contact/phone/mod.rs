//! Number plans: is this a telephone number, of which region, and would somebody there write it like this?
//!
//! The plans are libphonenumber's, compiled by `build.rs` into one automaton that all regions share: a check walks one
//! table row a digit. [`plan`] reads the tables, [`regions`] are the regions that a policy names, [`grouping`] judges
//! the sizes of groups, [`separators`], [`borders`], [`sides`] and [`extension`] read the rest of the text, [`written`]
//! holds what was read, [`lookalike`] and [`neighbours`] know what is none. [`judge`] judges numbers in groups, [`bare`]
//! those in one piece, and [`choice`] takes the best way to read one.

pub(crate) mod bare;
pub(crate) mod borders;
pub(crate) mod choice;
pub(crate) mod extension;
pub(crate) mod grouping;
pub(crate) mod judge;
pub(crate) mod lookalike;
pub(crate) mod neighbours;
pub(crate) mod plan;
pub(crate) mod regions;
pub(crate) mod separators;
pub(crate) mod sides;
pub(crate) mod words;
pub(crate) mod written;

pub(crate) use judge::{FEWEST_IN_ROW, has_prefix};
pub(crate) use regions::Regions;
