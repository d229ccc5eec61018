//! The parts of an address: what stands before the `@`, what stands after it, and how it ends.

mod domain;
mod local;
mod suffix;

pub(super) use domain::{Domain, Known};
pub(super) use local::{Local, ends_local, is_in_url};
