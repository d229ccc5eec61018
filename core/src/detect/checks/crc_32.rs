//! CRC-32: the check sum at the end of GitHub's tokens.

/// The common CRC-32 (reflected, polynomial 0x04C11DB7).
///
/// # Source
/// ISO/IEC/IEEE 8802-3, clause 3.2.9.
pub(crate) fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| (crc >> 8) ^ REMAINDERS[usize::from(crc as u8 ^ byte)])
}

/// What eight steps make of each byte.
static REMAINDERS: [u32; 256] = {
    let mut out = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
            bit += 1;
        }
        out[byte] = crc;
        byte += 1;
    }
    out
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_nine_digits_is_as_published() {
        assert_eq!(crc_32(b"123456789"), 0xCBF4_3926);
    }
}
