//! Short lists of words: is this one of them?

/// Words in small ASCII letters and digits. Most words that are none of them are told by their first letter and length.
pub(crate) struct Words {
    list: &'static [&'static str],
    /// By first letter, a bit for each length.
    lengths: [u32; 26],
}

impl Words {
    /// Each begins with a letter, and has less than 32.
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        let mut lengths = [0; 26];
        let mut i = 0;
        while i < list.len() {
            lengths[(list[i].as_bytes()[0] - b'a') as usize] |= 1 << list[i].len();
            i += 1;
        }
        Self { list, lengths }
    }

    /// Whether a word is one of them (ASCII case ignored).
    pub(crate) fn hold(&self, word: &[u8]) -> bool {
        let Some(first) = word.first() else { return false };
        let lengths = self.lengths.get(usize::from(first.to_ascii_lowercase().wrapping_sub(b'a')));
        lengths.is_some_and(|lengths| word.len() < 32 && lengths >> word.len() & 1 == 1)
            && self.list.iter().any(|other| other.as_bytes().eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_either_case() {
        let words = Words::new(&["h5", "js", "zip"]);
        for word in ["js", "JS", "h5", "H5", "Zip"] {
            assert!(words.hold(word.as_bytes()), "{word}");
        }
        for word in ["", "j", "jsx", "jt", "5h", "_js", "é", "a very long word that is none of them"] {
            assert!(!words.hold(word.as_bytes()), "{word}");
        }
    }
}
