//! Which keys open nothing? Prefixes as published, assembled from pieces, with bodies made up on the spot.

use crate::random::Random;

const ALNUM: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const URL_SAFE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const BASE32: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A key in the published form of one of seven services.
pub fn api_key(random: &mut Random) -> String {
    match random.below(8) {
        0 => body(random, &["sk", "-proj-"], URL_SAFE, 74) + &body(random, &["T3Blbk", "FJ"], URL_SAFE, 73) + "A",
        1 => body(random, &["sk", "-"], ALNUM, 20) + &body(random, &["T3Blbk", "FJ"], ALNUM, 20),
        2 => body(random, &["sk-a", "nt-api03-"], URL_SAFE, 93) + "AA",
        3 => body(random, &["AK", "IA"], BASE32, 16),
        4 => github(random),
        5 => body(random, &["AI", "za"], URL_SAFE, 34) + "w",
        6 => {
            let workspace = format!("{}{}", random.between(1, 9), random.digits(11));
            let bot = format!("{}{}", random.between(1, 9), random.digits(12));
            body(random, &["xo", "xb-", &workspace, "-", &bot, "-"], ALNUM, 24)
        }
        _ => body(random, &["sk_l", "ive_"], ALNUM, 24),
    }
}

fn body(random: &mut Random, head: &[&str], alphabet: &str, count: usize) -> String {
    head.concat() + &random.letters(alphabet, count)
}

/// Thirty random characters and their CRC-32 in base 62, as the service documents it.
fn github(random: &mut Random) -> String {
    let entropy = random.letters(ALNUM, 30);
    let mut rest = crc_32(entropy.as_bytes()) as usize;
    let mut check = [b'0'; 6];
    for place in check.iter_mut().rev() {
        *place = BASE62[rest % 62];
        rest /= 62;
    }
    format!("{}{}{entropy}{}", "gh", "p_", String::from_utf8_lossy(&check))
}

fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_common_crc_32() {
        assert_eq!(crc_32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn every_service_is_drawn() {
        let mut random = Random::new(7);
        let keys: Vec<String> = (0..200).map(|_| api_key(&mut random)).collect();
        for (head, tail) in
            [("sk", "-proj"), ("sk-a", "nt"), ("AK", "IA"), ("gh", "p_"), ("AI", "za"), ("xo", "xb"), ("sk_l", "ive")]
        {
            let head = head.to_owned() + tail;
            assert!(keys.iter().any(|key| key.starts_with(&head)), "{head}");
        }
    }
}
