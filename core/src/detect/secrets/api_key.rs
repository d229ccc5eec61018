//! API_KEY: keys and tokens of services, known by the literal that they begin with.
//!
//! Sources: the services' own documentation; see `providers`, where each service is a few rows. A key goes as far as its
//! alphabet does, so that a longer one than is known today is covered too, up to the reach.

mod checks;
mod providers;

use super::{Detector, Examples, Needs, Place, Reach, Sink, Trigger, Window, anything, class};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use crate::placeholder::OPAQUE;
use checks::{Key, is_sample};
use providers::{BY_BYTE, HEADS, Head};

/// Samples of keys are assembled from pieces, so that no scanner of repositories trips over them.
pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "API_KEY",
        label: "API_KEY",
        country: None,
        families: &["secrets"],
        default: DefaultState::On,
        source: "key formats as OpenAI, Anthropic, AWS, GitHub, Google, Slack and Stripe document them",
    },
    rule: "api_key",
    triggers: &[Trigger::Head],
    reach: Reach { before: 44, after: 260 },
    needs: Needs {
        heads: providers::LITERALS,
        never_behind: class::ALPHANUMERIC | class::UNDERSCORE,
        rows: &["sk-"],
        ..Needs::NOTHING
    },
    glance: anything,
    find,
    context: &[],
    precedence: 4,
    examples: Examples {
        hits: &[
            concat!("key=«sk", "-proj-0123456789abcdefABCDEF0123456789abcdef-T3Blbk", "FJ0123456789abcdefABCDEF»"),
            concat!("files/%23«sk", "-AAAABBBBCCCCDDDD».png"),
            concat!("id «AK", "IA234567ABCDEFGHIJ», and"),
            concat!("token: \"«xo", "xb-123456789012-123456789012-a1B2c3D4e5F6g7H8i9J0k1L2»\""),
            concat!("«https://hooks.sl", "ack.com/services/T0123456789/B0123456789/a1B2c3D4e5F6g7H8»"),
            concat!("密钥«sk", "_test_a1B2c3D4e5F6g7H8i9J0»"),
            concat!("?key=«AI", "zaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p_6»&x"),
        ],
        misses: &[
            "<task-0123456789abcdef0123>",                           // the end of a word
            "sk-learn-contrib-hub",                                  // words
            "sk-short123",                                           // too short
            concat!("AK", "IAIOSFODNN7EXAMPLE"),                     // a sample
            concat!("gh", "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), // a sample
            "TODAYINASIAASACKOFRICE",                                // in a word
            concat!("xo", "xb-my-bot-token"),                        // not random
        ],
    },
};

fn find(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let head_end = window.at() + 1;
    // Inside a row: told before, unless what follows had not arrived.
    if window.slice(head_end.saturating_sub(6), head_end) == b"sk-sk-" && window.has(head_end, b"sk-") {
        return;
    }
    let Some(byte) = window.before(window.at()) else { return };
    let mut heads = BY_BYTE[usize::from(byte)];
    while heads > 0 {
        let head = &HEADS[heads.trailing_zeros() as usize];
        heads &= heads - 1;
        let start = head_end.checked_sub(head.literal.len());
        if let Some(start) = start.filter(|s| window.slice(*s, head_end) == head.literal.as_bytes()) {
            judge(window, head, start, head_end, sink);
        }
    }
}

fn judge(window: &Window<'_>, head: &Head, start: usize, head_end: usize, sink: &mut Sink) {
    let start = prefixed(window, head, start);
    if window.is_glued_before(start) {
        return;
    }
    if !sink.explains() && window.arrived(head_end).is_some_and(head.dismisses) {
        return;
    }
    let end = window.run(head_end, |b| class::is(b, head.alphabet));
    // What goes on in a placeholder was longer, and was judged as a whole then (I4).
    if window.get(end) == Some(OPAQUE) {
        return;
    }
    let rest = window.slice(head_end, end);
    match (head.check)(&Key { head: head.literal, rest, goes_on: window.is_glued_after(end) }) {
        Ok(_) if is_sample(rest) => {
            sink.accept(start, end, Level::Possible, "a sample: the shape of a key, but it says so")
        }
        Ok((level, reason)) => sink.accept(start, end, level, reason),
        Err(reason) => sink.reject(start, end, || reason.to_owned()),
    }
}

/// The start of the prefix that belongs to the key, if one stands before it and is not itself the end of a word.
fn prefixed(window: &Window<'_>, head: &Head, start: usize) -> usize {
    let fits = |p: &&&[u8]| {
        let from = start.checked_sub(p.len());
        from.is_some_and(|f| window.slice(f, start).eq_ignore_ascii_case(p) && !window.is_glued_before(f))
    };
    head.prefixes.iter().find(fits).map_or(start, |p| start - p.len())
}
