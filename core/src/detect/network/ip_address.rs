//! IP_ADDRESS (skeleton).

use super::{Detector, Examples, Place, Reach, Sink, Trigger};
use crate::entity::{DefaultState, EntityType};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType { name: "IP_ADDRESS", label: "IP", country: None, families: &["network"], default: DefaultState::On, source: "" },
    rule: "ip_address",
    triggers: &[Trigger::Number],
    reach: Reach { before: 8, after: 48 },
    find,
    context: &[],
    precedence: 10,
    examples: Examples { hits: &[], misses: &[] },
};

fn find(_place: &Place<'_>, _sink: &mut Sink) {}
