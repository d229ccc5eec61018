//! Is what follows a head the rest of a key?

use super::super::checks::crc_32;
use super::providers::Verdict;
use crate::finding::Level;

/// What follows a head.
pub(super) struct Key<'k> {
    pub head: &'static str,
    /// The rest of the key, as far as its alphabet goes.
    pub rest: &'k [u8],
    /// Whether a letter, a digit or `_` follows that is not of the alphabet.
    pub goes_on: bool,
}

/// Fewest letters and digits in a row that make the rest of an `sk-` key: names and classes of style sheets are words.
const SHORTEST_CHUNK: usize = 16;
/// What every key of OpenAI holds in its middle.
const OPENAI_MARK: [u8; 8] = *b"T3BlbkFJ";
/// From this length on, the rest of a project key is no name any more.
const PROJECT_KEY: usize = 40;

/// `sk-`: OpenAI, Anthropic and others.
pub(super) fn sk(key: &Key<'_>) -> Verdict {
    let rest = key.rest;
    if let Some(body) = rest.strip_prefix(b"ant-") {
        return match body.len() {
            0..20 => Err("too short for an Anthropic key"),
            _ if !has_digit(body) => Err("no digit: words, not a key"),
            80.. => Ok((Level::Verified, "the head and the length of an Anthropic key")),
            _ => Ok((Level::Likely, "the head of an Anthropic key")),
        };
    }
    if rest.len() >= PROJECT_KEY && has_mark(rest) {
        return Ok((Level::Verified, "the head and the mark of an OpenAI key"));
    }
    let is_chunk = |chunk: &&[u8]| chunk.len() >= SHORTEST_CHUNK;
    let mut chunks = rest.split(|b| matches!(b, b'-' | b'_')).filter(is_chunk).peekable();
    if chunks.peek().is_none() {
        return Err("too short for a key");
    }
    if !chunks.any(is_random) {
        return Ok((Level::Possible, "the head of a key, but small letters only"));
    }
    let is_project = [&b"proj-"[..], b"svcacct-", b"admin-"].iter().any(|p| rest.starts_with(p));
    match is_project && rest.len() >= PROJECT_KEY {
        true => Ok((Level::Verified, "the head and the length of an OpenAI project key")),
        false => Ok((Level::Likely, "the head of a key, and a random rest")),
    }
}

/// Whether `text` has no chunk that is long enough for [`sk`], nor OpenAI's mark: of sixteen letters in a row, eight fill
/// one of the pieces that the text is cut into.
pub(super) fn has_short_chunks(text: &[u8]) -> bool {
    const _: () = assert!(SHORTEST_CHUNK >= 2 * size_of::<u64>() - 1);
    let has_border = |piece: &[u8; 8]| {
        let piece = u64::from_le_bytes(*piece);
        has_byte(piece, b'-') || has_byte(piece, b'_')
    };
    let (pieces, _) = text.as_chunks();
    !text.starts_with(b"ant-") && pieces.iter().all(has_border) && !has_mark(text)
}

fn has_mark(text: &[u8]) -> bool {
    memchr::memchr(OPENAI_MARK[0], text).is_some() && text.windows(OPENAI_MARK.len()).any(|w| w == OPENAI_MARK)
}

/// Whether one of the bytes of a word is this one.
fn has_byte(word: u64, byte: u8) -> bool {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let differs = word ^ (EACH * u64::from(byte));
    differs.wrapping_sub(EACH) & !differs & EACH << 7 != 0
}

/// Sixteen characters of base 32.
pub(super) fn amazon(key: &Key<'_>) -> Verdict {
    let is_base_32 = |b: &u8| b.is_ascii_uppercase() || matches!(b, b'2'..=b'7');
    if key.rest.len() != 16 || key.goes_on {
        return Err("not the twenty characters of an AWS key id");
    }
    if !key.rest.iter().all(is_base_32) {
        return Err("not base 32");
    }
    match (has_digit(key.rest), key.head) {
        (true, _) => Ok((Level::Verified, "the head, length and alphabet of an AWS key id")),
        (false, "ASIA" | "ACCA") => Ok((Level::Possible, "the shape of an AWS key id, but letters only")),
        (false, _) => Ok((Level::Likely, "the shape of an AWS key id")),
    }
}

/// Thirty random characters and six of their CRC-32 in base 62; the documentation says that tokens may grow.
pub(super) fn github(key: &Key<'_>) -> Verdict {
    match key.rest.len() {
        0..36 => Err("too short for a GitHub token"),
        36 if base_62(crc_32(&key.rest[..30])) == key.rest[30..] => {
            Ok((Level::Verified, "the head and the CRC-32 of a GitHub token"))
        }
        36 => Ok((Level::Likely, "the head and the length of a GitHub token; its CRC-32 does not hold")),
        _ => Ok((Level::Likely, "the head of a GitHub token")),
    }
}

/// Six digits of base 62, the check sum of GitHub's tokens.
fn base_62(mut number: u32) -> [u8; 6] {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut out = [b'0'; 6];
    for place in out.iter_mut().rev() {
        *place = DIGITS[number as usize % 62];
        number /= 62;
    }
    out
}

/// 22 characters, `_`, 59 characters.
pub(super) fn github_fine(key: &Key<'_>) -> Verdict {
    match key.rest.len() {
        82 if key.rest[22] == b'_' => Ok((Level::Verified, "the head and the length of a fine-grained GitHub token")),
        30.. if has_digit(key.rest) => Ok((Level::Likely, "the head of a fine-grained GitHub token")),
        _ => Err("too short for a GitHub token"),
    }
}

/// 35 characters.
pub(super) fn google(key: &Key<'_>) -> Verdict {
    match key.rest.len() {
        35 => Ok((Level::Verified, "the head and the length of a Google key")),
        36.. => Ok((Level::Likely, "the head of a Google key; longer")),
        _ => Err("too short for a Google key"),
    }
}

/// Numbers of workspace and user, then a random part.
pub(super) fn slack(key: &Key<'_>) -> Verdict {
    let last = key.rest.rsplit(|b| *b == b'-').next().unwrap_or_default();
    let is_mixed = has_digit(last) && last.iter().any(u8::is_ascii_alphabetic);
    match last.len() {
        10.. if is_mixed => Ok((Level::Verified, "the head and the parts of a Slack token")),
        20.. if is_random(last) && !has_digit(last) => Ok((Level::Verified, "the head and the parts of a Slack token")),
        _ => Err("its last part is not random"),
    }
}

/// The path of a webhook.
pub(super) fn slack_hook(key: &Key<'_>) -> Verdict {
    match key.rest.len() {
        20.. if has_digit(key.rest) => Ok((Level::Verified, "the address of a Slack webhook")),
        _ => Err("too short for a webhook"),
    }
}

/// Ten characters or more; older keys have 24.
pub(super) fn stripe(key: &Key<'_>) -> Verdict {
    match key.rest.len() {
        10.. if !key.goes_on && is_random(key.rest) => {
            Ok((Level::Verified, "the head of a Stripe key, and a random rest"))
        }
        10.. => Err("a name, not a key"),
        _ => Err("too short for a Stripe key"),
    }
}

/// A word that stands where a key should be put, or in keys of documentation.
struct Sample {
    word: &'static [u8],
    /// So short that random letters spell it now and then (`yOUr` in one of some six thousand long keys): it counts only
    /// in one case and where a word can begin.
    is_short: bool,
}

const fn long(word: &'static [u8]) -> Sample {
    Sample { word, is_short: false }
}

const fn short(word: &'static [u8]) -> Sample {
    Sample { word, is_short: true }
}

const SAMPLES: [Sample; 8] = [
    long(b"changeme"),
    long(b"example"),
    long(b"insert"),
    long(b"placeholder"),
    long(b"redacted"),
    short(b"dummy"),
    short(b"xxxx"),
    short(b"your"),
];

/// By each byte, of either case, the samples that have it in a place, as bits.
const fn samples_by(place: usize) -> [u8; 256] {
    let mut out = [0; 256];
    let mut i = 0;
    while i < SAMPLES.len() {
        let letter = SAMPLES[i].word[place];
        out[letter as usize] |= 1 << i;
        out[letter.to_ascii_uppercase() as usize] |= 1 << i;
        i += 1;
    }
    out
}

static BY_FIRST: [u8; 256] = samples_by(0);
static BY_SECOND: [u8; 256] = samples_by(1);

/// Whether a key is a sample: it holds a word that says so, or one or two characters over and over.
pub(super) fn is_sample(rest: &[u8]) -> bool {
    let letters = || rest.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    let first = letters().next();
    let second = letters().find(|b| Some(*b) != first);
    if letters().all(|b| Some(b) == first || Some(b) == second) {
        return true;
    }
    let begun = |pair: &[u8]| BY_FIRST[usize::from(pair[0])] & BY_SECOND[usize::from(pair[1])];
    rest.windows(2).enumerate().any(|(at, pair)| begun(pair) != 0 && holds_sample(rest, at, begun(pair)))
}

/// Whether one of these samples, as bits, stands there.
#[cold]
fn holds_sample(text: &[u8], at: usize, samples: u8) -> bool {
    let here = &text[at..];
    SAMPLES.iter().enumerate().any(|(i, Sample { word, is_short })| {
        samples >> i & 1 == 1
            && here.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word))
            && (!is_short || begins_a_word(text, at, word.len()))
    })
}

/// Whether what stands there is in one case, with no letter or digit before it.
fn begins_a_word(text: &[u8], at: usize, len: usize) -> bool {
    let word = &text[at..at + len];
    let is_one_case = word.iter().all(u8::is_ascii_lowercase) || word.iter().all(u8::is_ascii_uppercase);
    is_one_case && at.checked_sub(1).is_none_or(|before| !text[before].is_ascii_alphanumeric())
}

/// Not words: a digit, or both cases, or capitals only.
fn is_random(part: &[u8]) -> bool {
    has_digit(part) || part.iter().any(u8::is_ascii_uppercase)
}

fn has_digit(part: &[u8]) -> bool {
    part.iter().any(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(check: fn(&Key<'_>) -> Verdict, head: &'static str, rest: &str) -> Option<Level> {
        check(&Key { head, rest: rest.as_bytes(), goes_on: false }).ok().map(|(level, _)| level)
    }

    #[test]
    fn words_behind_sk_are_no_keys() {
        for (rest, wanted) in [
            ("learn-contrib-hub", None),
            ("circle-fade-dot-12", None),
            ("short123", None),
            ("abcdefghijklmnopqrstuvwxyz", Some(Level::Possible)),
            ("AAAABBBBCCCCDDDD", Some(Level::Likely)),
            ("or-v1-0123456789abcdef0123456789abcdef", Some(Level::Likely)),
            ("proj-0123456789abcdefABCD-0123456789abcdefABCD", Some(Level::Verified)),
            ("ant-api03-short", None),
        ] {
            assert_eq!(level(sk, "sk-", rest), wanted, "{rest}");
        }
    }

    #[test]
    fn what_has_short_chunks_is_no_key() {
        let texts = ["-".repeat(9), "a-".repeat(90), "0123456789abcd-".repeat(9), "0123456789abcdef-".repeat(9)];
        for text in texts.iter().map(String::as_str).chain(["ant-api03-0123456789-0123456789", "a-T3BlbkFJ-b"]) {
            let padded = (0..16).flat_map(|n| [text.to_owned() + &"b".repeat(n), "-".repeat(n) + text]);
            for text in padded.filter(|text| has_short_chunks(text.as_bytes())) {
                assert!((0..=text.len()).all(|end| level(sk, "sk-", &text[..end]).is_none()), "{text}");
            }
        }
        assert!(has_short_chunks("a-".repeat(90).as_bytes()) && !has_short_chunks(b"proj-0123456789abcdef"));
    }

    #[test]
    fn github_tokens_carry_their_check_sum() {
        let body = "a".repeat(30);
        let sum = String::from_utf8(base_62(crc_32(body.as_bytes())).to_vec()).unwrap();
        assert_eq!(level(github, "ghp_", &(body.clone() + &sum)), Some(Level::Verified));
        assert_eq!(level(github, "ghp_", &(body.clone() + "000000")), Some(Level::Likely));
        assert_eq!(level(github, "ghp_", &body), None);
    }

    #[test]
    fn slack_tokens_end_in_a_random_part() {
        for (rest, wanted) in [
            ("1234567890-1234567890-a1b2c3d4e5f6", true),
            ("2-a1b2c3d4e5f6", true),
            ("xoxb-my-bot-token", false),
            ("1234567890-1234567890-", false),
            ("Slack", false),
        ] {
            assert_eq!(level(slack, "xoxb-", rest).is_some(), wanted, "{rest}");
        }
    }

    #[test]
    fn samples_are_told_from_keys() {
        for sample in [
            "IOSFODNN7EXAMPLE",
            "xxxxxxxxxxxxxxxx",
            "your-api-key-here-1",
            "0000000000000000",
            "XxXxXXxx",
            "api-YOUR_KEY-1",
        ] {
            assert!(is_sample(sample.as_bytes()), "{sample}");
        }
        for key in
            ["AAAABBBBCCCCDDDD", "1234567890abcdef", "0000000000000000000000000FAKE", "gQyOUrhOd4Z-qFw7", "a7yourB2c"]
        {
            assert!(!is_sample(key.as_bytes()), "{key}");
        }
    }
}
