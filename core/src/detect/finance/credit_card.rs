//! CREDIT_CARD (skeleton).

use super::{Detector, Examples, Place, Reach, Sink, Trigger};
use crate::entity::{DefaultState, EntityType};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType { name: "CREDIT_CARD", label: "CREDIT_CARD", country: None, families: &["finance"], default: DefaultState::On, source: "" },
    rule: "credit_card",
    triggers: &[Trigger::Number],
    reach: Reach { before: 8, after: 48 },
    find,
    context: &[],
    precedence: 10,
    examples: Examples { hits: &[], misses: &[] },
};

fn find(_place: &Place<'_>, _sink: &mut Sink) {}
