//! Is this label a top-level domain?

use std::collections::HashSet;
use std::sync::LazyLock;

/// Every top-level domain, in lower case, one a line, in the order of the bytes: the ASCII form and, for
/// internationalized ones, the Unicode form too.
///
/// # Source
/// IANA's Root Zone Database, as of 2026-11.
static TOP_LEVEL_DOMAINS: &str = include_str!("../../../../data/tlds.txt");

/// Longest line, in bytes.
const LONGEST: usize = 63;

/// Ends of names that look like addresses and are none: files (`logo@2x.png`), units of a service manager
/// (`getty@tty1.service`). None of them is a top-level domain.
#[rustfmt::skip]
const OTHER_ENDS: &[&str] = &[
    "automount", "avif", "bak", "bin", "bmp", "cfg", "ckpt", "conf", "config", "cpp", "css", "csv", "dll", "dmg",
    "doc", "docx", "dylib", "eot", "exe", "gguf", "gif", "git", "gz", "h5", "hpp", "htm", "html", "ico", "ini",
    "ipynb", "jar", "jpeg", "jpg", "js", "json", "jsx", "kt", "lock", "log", "lst", "mjs", "mkv", "mount", "npy",
    "onnx", "otf", "parquet", "pdf", "php", "pkl", "plist", "png", "po", "pot", "psd", "pth", "rb", "safetensors",
    "scope", "scss", "service", "slice", "socket", "sql", "svg", "swap", "swift", "tar", "tgz", "tiff", "timer",
    "toml", "ts", "tsv", "tsx", "ttf", "txt", "wav", "webm", "webp", "whl", "woff", "xls", "xlsx", "xml", "yaml",
    "yml",
];

/// Whether a label (UTF-8, either case) is a top-level domain.
pub(super) fn is_top_level(label: &[u8]) -> bool {
    let mut buffer = [0; LONGEST];
    let Some(wanted) = fold(label, &mut buffer) else { return false };
    static LINES: LazyLock<HashSet<&[u8]>> = LazyLock::new(|| TOP_LEVEL_DOMAINS.lines().map(str::as_bytes).collect());
    LINES.contains(wanted)
}

/// Whether a label ends file names or units, not addresses.
pub(super) fn is_other_end(label: &[u8]) -> bool {
    let mut buffer = [0; LONGEST];
    fold(label, &mut buffer).is_some_and(|l| OTHER_ENDS.binary_search_by(|e| e.as_bytes().cmp(l)).is_ok())
}

/// The label in lower case; `None` where it is too long to be in a list.
fn fold<'b>(label: &[u8], buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let mut len = 0;
    if label.is_ascii() {
        len = label.len();
        buffer.get_mut(..len)?.copy_from_slice(label);
        buffer[..len].make_ascii_lowercase();
    } else {
        for c in std::str::from_utf8(label).ok()?.chars().flat_map(char::to_lowercase) {
            len += c.encode_utf8(buffer.get_mut(len..len + c.len_utf8())?).len();
        }
    }
    Some(&buffer[..len])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order_and_share_nothing() {
        let lines: Vec<&str> = TOP_LEVEL_DOMAINS.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b) && lines.len() > 1500);
        assert!(lines.iter().all(|l| is_top_level(l.as_bytes()) && l.len() <= LONGEST));
        assert!(OTHER_ENDS.is_sorted_by(|a, b| a < b));
        assert!(OTHER_ENDS.iter().all(|e| is_other_end(e.as_bytes()) && !is_top_level(e.as_bytes())));
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
