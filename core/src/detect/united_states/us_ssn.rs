//! US_SSN (skeleton).

use super::{Detector, Examples, Place, Reach, Sink, Trigger};
use crate::entity::{DefaultState, EntityType};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType { name: "US_SSN", label: "SSN", country: None, families: &["united_states"], default: DefaultState::On, source: "" },
    rule: "us_ssn",
    triggers: &[Trigger::Number],
    reach: Reach { before: 8, after: 48 },
    find,
    context: &[],
    precedence: 10,
    examples: Examples { hits: &[], misses: &[] },
};

fn find(_place: &Place<'_>, _sink: &mut Sink) {}
