//! How addresses are written: four numbers, and groups of hexadecimal digits.

pub(super) mod v4;
pub(super) mod v6;
