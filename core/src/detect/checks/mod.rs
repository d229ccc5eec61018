//! Checks that several entity types share, each named by its algorithm, and what makes digits part of something longer.

mod crc_32;
mod luhn;
mod mod_97;
mod standalone;

pub(crate) use crc_32::crc_32;
pub(crate) use luhn::luhn_digit;
pub(crate) use mod_97::is_mod_97;
pub(crate) use standalone::{Borders, stands_alone_after, stands_alone_before};
