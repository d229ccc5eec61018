//! IBAN_CODE (skeleton).

use super::{Detector, Examples, Place, Reach, Sink, Trigger};
use crate::entity::{DefaultState, EntityType};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType { name: "IBAN_CODE", label: "IBAN", country: None, families: &["finance"], default: DefaultState::On, source: "" },
    rule: "iban_code",
    triggers: &[Trigger::Number],
    reach: Reach { before: 8, after: 48 },
    find,
    context: &[],
    precedence: 10,
    examples: Examples { hits: &[], misses: &[] },
};

fn find(_place: &Place<'_>, _sink: &mut Sink) {}
