//! Which network addresses belong to nobody?

use crate::random::Random;

/// An address from the documentation ranges of RFC 5737 (v4) or RFC 3849 (v6).
pub fn ip(random: &mut Random) -> String {
    if random.is_in(1, 4) { ip_v6(random) } else { ip_v4(random) }
}

/// 192.0.2.0/24, 198.51.100.0/24 or 203.0.113.0/24.
pub fn ip_v4(random: &mut Random) -> String {
    format!("{}.{}", random.pick(&["192.0.2", "198.51.100", "203.0.113"]), random.between(1, 254))
}

/// 2001:db8::/32.
pub fn ip_v6(random: &mut Random) -> String {
    let group = |random: &mut Random| format!("{:x}", random.between(1, 0xffff));
    match random.below(3) {
        0 => format!("2001:db8::{}", group(random)),
        1 => format!("2001:db8:{}:{}::{}", group(random), group(random), group(random)),
        _ => {
            let groups: Vec<String> = (0..6).map(|_| group(random)).collect();
            format!("2001:db8:{}", groups.join(":"))
        }
    }
}
