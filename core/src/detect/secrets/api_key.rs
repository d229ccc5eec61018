//! API_KEY (skeleton).

use super::{Detector, Examples, Place, Reach, Sink, Trigger};
use crate::entity::{DefaultState, EntityType};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType { name: "API_KEY", label: "API_KEY", country: None, families: &["secrets"], default: DefaultState::On, source: "" },
    rule: "api_key",
    triggers: &[Trigger::Number],
    reach: Reach { before: 8, after: 48 },
    find,
    context: &[],
    precedence: 10,
    examples: Examples { hits: &[], misses: &[] },
};

fn find(_place: &Place<'_>, _sink: &mut Sink) {}
