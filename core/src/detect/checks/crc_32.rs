//! CRC-32: the check sum at the end of GitHub's tokens.

/// The common CRC-32 (reflected, polynomial 0x04C11DB7).
///
/// # Source
/// ISO/IEC/IEEE 8802-3, clause 3.2.9.
pub(crate) fn crc_32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_nine_digits_is_as_published() {
        assert_eq!(crc_32(b"123456789"), 0xCBF4_3926);
    }
}
