//! Could the head of a secret end with these bytes? A test that says yes too often, and costs a look into a table: most of
//! what has the fingerprint of a head is none.

const BITS: usize = 1 << 15;

/// How heads end: by their last four bytes, of the first of which the test takes five bits.
pub(super) struct Ends {
    bits: [u64; BITS / 64],
}

impl Ends {
    /// No head.
    pub(super) const NONE: Self = Self { bits: [0; BITS / 64] };

    /// Takes a head of three bytes or more; behind what a head of three could stand, is anything.
    pub(super) fn add(&mut self, head: &[u8]) {
        let Some(&[third, second, last]) = head.last_chunk() else { return };
        let before = head.len().checked_sub(4).map(|at| head[at]);
        for fourth in before.map_or(0..=31, |byte| byte..=byte) {
            let bit = bit([fourth, third, second, last]);
            self.bits[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// One where a head could end with these bytes.
    #[inline(always)]
    pub(super) fn has(&self, four: [u8; 4]) -> u64 {
        let bit = bit(four);
        self.bits[bit / 64] >> (bit % 64) & 1
    }
}

#[inline(always)]
fn bit(four: [u8; 4]) -> usize {
    ((u32::from_le_bytes(four) & 0xFFFF_FF1F).wrapping_mul(0x9E37_79B1) >> 17) as usize % BITS
}
