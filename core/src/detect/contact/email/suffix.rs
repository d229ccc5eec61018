//! Is this label a top-level domain?

use crate::detect::words::Words;

/// Every top-level domain, in lower case, one a line, in the order of the bytes: the ASCII form and, for
/// internationalized ones, the Unicode form too.
///
/// # Source
/// IANA's Root Zone Database, as of 2026-11.
static TOP_LEVEL_DOMAINS: &str = include_str!("../../../../data/tlds.txt");

/// Longest line, in bytes.
const LONGEST: usize = 63;

/// Slots of the table of lines, by a power of two: more than twice as many as there are lines.
const SLOT_BITS: u32 = 12;
const SLOTS: usize = 1 << SLOT_BITS;

/// Where each line begins, plus one, in the slot that its hash says or in the next free one; made when the crate is
/// compiled, so that no first call waits for it.
static LINES: [u16; SLOTS] = lines(TOP_LEVEL_DOMAINS.as_bytes());

/// Ends of names that look like addresses and are none: files (`logo@2x.png`), units of a service manager
/// (`getty@tty1.service`). None of them is a top-level domain.
#[rustfmt::skip]
static OTHER_ENDS: Words = Words::new(&[
    "automount", "avif", "bak", "bin", "bmp", "cfg", "ckpt", "conf", "config", "cpp", "css", "csv", "dll", "dmg",
    "doc", "docx", "dylib", "eot", "exe", "gguf", "gif", "git", "gz", "h5", "hpp", "htm", "html", "ico", "ini",
    "ipynb", "jar", "jpeg", "jpg", "js", "json", "jsx", "kt", "lock", "log", "lst", "mjs", "mkv", "mount", "npy",
    "onnx", "otf", "parquet", "pdf", "php", "pkl", "plist", "png", "po", "pot", "psd", "pth", "rb", "safetensors",
    "scope", "scss", "service", "slice", "socket", "sql", "svg", "swap", "swift", "tar", "tgz", "tiff", "timer",
    "toml", "ts", "tsv", "tsx", "ttf", "txt", "wav", "webm", "webp", "whl", "woff", "xls", "xlsx", "xml", "yaml",
    "yml",
]);

/// Whether a label (UTF-8, either case) is a top-level domain.
pub(super) fn is_top_level(label: &[u8]) -> bool {
    folded(label, is_line)
}

/// Whether a label is a line, the case of ASCII letters ignored.
#[inline]
fn is_line(label: &[u8]) -> bool {
    let text = TOP_LEVEL_DOMAINS.as_bytes();
    let mut slot = hash(label);
    while LINES[slot] > 0 {
        let line = &text[usize::from(LINES[slot]) - 1..];
        if line.get(label.len()).is_some_and(|end| is_line_end(*end)) && line[..label.len()].eq_ignore_ascii_case(label)
        {
            return true;
        }
        slot = (slot + 1) % SLOTS;
    }
    false
}

/// The slot of a label, whatever the case of its ASCII letters: by its length and up to eight bytes at either end.
#[inline]
const fn hash(label: &[u8]) -> usize {
    let (first, last) = match label {
        [first, .., last] => match (label.first_chunk::<8>(), label.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (label.first_chunk::<4>(), label.last_chunk::<4>()) {
                (Some(first), Some(last)) => (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64),
                _ => ((*first as u64) << 8 | label[label.len() / 2] as u64, *last as u64),
            },
        },
        _ => (0, 0),
    };
    // Bit 0x20 is the case of a letter, and digits and hyphens have it.
    let (first, last) = (first | 0x2020_2020_2020_2020, last | 0x2020_2020_2020_2020);
    let mixed = (first ^ last.rotate_left(29) ^ label.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (u64::BITS - SLOT_BITS)) as usize
}

/// Puts the lines of a text, each with a line end of one or two bytes, into slots.
const fn lines(text: &[u8]) -> [u16; SLOTS] {
    let mut slots = [0; SLOTS];
    let (mut start, mut end) = (0, 0);
    while end < text.len() {
        if is_line_end(text[end]) {
            let line = text.split_at(end).0.split_at(start).1;
            let mut slot = hash(line);
            while slots[slot] > 0 {
                slot = (slot + 1) % SLOTS;
            }
            if !line.is_empty() {
                slots[slot] = start as u16 + 1;
            }
            start = end + 1;
        }
        end += 1;
    }
    slots
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// Whether a label ends file names or units, not addresses.
pub(super) fn is_other_end(label: &[u8]) -> bool {
    folded(label, |label| OTHER_ENDS.hold(label))
}

/// What `holds`, for which the case of ASCII letters is all one, says of a label: one with letters beyond ASCII is put
/// in lower case before.
#[inline]
fn folded(label: &[u8], holds: impl Fn(&[u8]) -> bool) -> bool {
    if label.is_ascii() {
        return holds(label);
    }
    let mut buffer = [0; LONGEST];
    fold(label, &mut buffer).is_some_and(holds)
}

/// A label in lower case; `None` where it is too long to be in a list.
fn fold<'b>(label: &[u8], buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let mut len = 0;
    for c in std::str::from_utf8(label).ok()?.chars().flat_map(char::to_lowercase) {
        len += c.encode_utf8(buffer.get_mut(len..len + c.len_utf8())?).len();
    }
    Some(&buffer[..len])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_known_and_no_other_end_is_one() {
        let lines: Vec<&str> = TOP_LEVEL_DOMAINS.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b) && lines.len() > 1500);
        assert!(lines.len() < SLOTS / 2 && TOP_LEVEL_DOMAINS.len() < usize::from(u16::MAX));
        assert!(lines.iter().all(|l| is_top_level(l.as_bytes()) && !is_other_end(l.as_bytes())));
        for end in ["avif", "AVIF", "h5", "\u{212A}t"] {
            assert!(is_other_end(end.as_bytes()) && !is_top_level(end.as_bytes()), "{end}");
        }
    }

    #[test]
    fn either_case_and_either_form_is_known() {
        for label in ["com", "COM", "рф", "РФ", "xn--p1ai", "museum", "aaa", "zw"] {
            assert!(is_top_level(label.as_bytes()), "{label}");
        }
        for label in ["", "c", "comm", "internal", "local", "example", "zzz", "\u{FFFD}"] {
            assert!(!is_top_level(label.as_bytes()), "{label}");
        }
    }
}
