//! IP_ADDRESS: addresses of the Internet Protocol, versions 4 and 6, with prefix length and zone where they stand.
//!
//! Sources: RFC 791 and RFC 6943, 3.1.1 (dotted quads without leading zeros), RFC 4291, 2.2 (text of version 6), RFC 4007
//! (zones), RFC 4632 (prefix lengths). The shape is rare, but versions share it: the words and signs around it decide.

mod ip;

use super::{Detector, Examples, Glance, Needs, Place, Reach, Sink, Trigger};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use ip::v4::{self, Quad};
use ip::v6::{self, Groups};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "IP_ADDRESS",
        label: "IP",
        country: None,
        families: &["network"],
        default: DefaultState::On,
        source: "RFC 791, RFC 4291, RFC 4007, RFC 4632",
    },
    rule: "ip_address",
    triggers: &[Trigger::Number, Trigger::Colon],
    reach: Reach { before: 40, after: 128 },
    needs: Needs {
        pair: |first, second| first <= 3 && second <= 3,
        alone: |_, _| false,
        digits: 4,
        groups: 4,
        ..Needs::NOTHING
    },
    glance,
    find,
    context: &[
        "ip",
        "ips",
        "ipv4",
        "ipv6",
        "ip address",
        "ipaddress",
        "inet",
        "addr",
        "host",
        "hosts",
        "server",
        "client",
        "gateway",
        "subnet",
        "netmask",
        "dns",
        "peer",
        "remote",
        "src",
        "dst",
        "adresse ip",
        "ip地址",
        "服务器",
    ],
    precedence: 8,
    examples: Examples {
        hits: &[
            "host «192.0.2.1» port 80",
            "«192.0.2.1»:8080, «198.51.100.0/24»",
            "http://«203.0.113.7»/24/x",
            "from «2001:db8::8a2e:370:7334» on",
            "[«2001:db8::1»]:443, «fe80::1%eth0»",
            "mapped «::ffff:192.0.2.128»",
            "«2001:db8::/32»",
            "«10.0.0.1»-«10.0.0.9»",
            "服务器«192.0.2.1»上",
        ],
        misses: &[
            "version 1.2.3.4",   // a version
            "v1.2.3.4",          // a version
            "1.2.3.4.5",         // longer
            "Chrome/120.0.0.0",  // a product
            "192.0.2.256",       // no octet
            "192.0.2.01",        // a leading zero
            "foo-1.2.3.4.jar",   // a file
            "std::vector, a::b", // code
            "at 12:34:56",       // a time
            "aa:bb:cc:dd:ee:ff", // a hardware address
            "x[1::2]",           // a slice
        ],
    },
};

/// Longest prefix lengths, in bits.
const BITS_V4: u32 = 32;
const BITS_V6: u32 = 128;

/// Four groups with dots between.
fn glance(glance: &Glance<'_>) -> bool {
    let groups = glance.number.groups();
    glance.number.separators().starts_with(b"...")
        && groups.windows(2).take(3).all(|pair| pair[1].start == pair[0].end() + 1)
}

fn find(place: &Place<'_>, sink: &mut Sink) {
    match place.trigger {
        Trigger::Colon => find_v6(place, sink),
        _ => find_v4(place, sink),
    }
}

fn find_v4(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let Some(quad) = v4::octets(place.number) else { return };
    let start = quad.start;
    let end = if window.before(start) == Some(b'/') { quad.end } else { v4::prefix_end(window, quad.end, BITS_V4) };
    match v4::judge(window, &quad) {
        Quad::Address => sink.accept(start, end, Level::Likely, "four octets, and nothing that says version"),
        Quad::Doubtful => {
            let why = "four octets, but written like a version";
            sink.accept_in_context(start, end, Some(Level::Possible), Level::Likely, why);
        }
        Quad::Not(reason) => sink.reject(start, end, || reason.to_owned()),
    }
}

fn find_v6(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let prefix = |end| v4::prefix_end(window, end, BITS_V6);
    match v6::read(window, window.at()) {
        Groups::Address(span) => sink.accept(span.start, prefix(span.end), Level::Likely, "groups of an IPv6 address"),
        Groups::Doubtful(span) => {
            let why = "groups of an IPv6 address, but written like code";
            sink.accept_in_context(span.start, prefix(span.end), Some(Level::Possible), Level::Likely, why);
        }
        Groups::Not(span, reason) => sink.reject(span.start, span.end, || reason.to_owned()),
        Groups::None => {}
    }
}
