//! Where heads of secrets and escapes end, exactly: what the fingerprints of a block stand for.

use crate::detect;

/// Whether the literal head of a secret ends at a place.
pub(super) fn is_head_end(text: &[u8], place: usize) -> bool {
    let before = &text[..=place];
    let last = text[place];
    detect::heads().any(|head| head[head.len() - 1] == last && before.ends_with(head))
}

/// Whether the literal with which a run begins ends at a place.
pub(super) fn is_run_head_end(text: &[u8], place: usize) -> bool {
    let before = &text[..=place];
    detect::run_heads().any(|head| before.ends_with(head))
}

/// Whether an escape could stand at a place: at `%` and `&`, at the `u` of `\u`, at the last byte of a full-width
/// character or one of no width.
pub(crate) fn is_escape_end(text: &[u8], place: usize) -> bool {
    let byte = |back: usize| place.checked_sub(back).map_or(0, |i| text[i]);
    match (byte(2), byte(1), byte(0)) {
        (_, _, b'%' | b'&') | (_, b'\\', b'u') | (_, 0xC2, 0xAD) => true,
        (0xEF, 0xBB..=0xBD, b) => b >= 0x80,
        (0xE2, 0x80, 0x8B..=0x8D) | (0xE2, 0x81, 0xA0) => true,
        _ => false,
    }
}
