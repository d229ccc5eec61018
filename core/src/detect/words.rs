//! Short lists of words: is this one of them?

/// Words are shorter, and a list has no more.
const LENGTHS: usize = 16;
const MOST: usize = 96;
/// Beginnings that are told apart: letters, in either case, and what shares their lowest bits.
const BEGINNINGS: usize = 32;

/// Words in small ASCII letters and digits, looked up by their length and first letter.
pub(crate) struct Words {
    /// Sorted by both.
    words: [&'static [u8]; MOST],
    /// For each length and letter, how many words stand before those that have them.
    starts: [[u8; BEGINNINGS + 1]; LENGTHS],
}

impl Words {
    /// Each begins with a letter.
    pub(crate) const fn new(list: &[&'static str]) -> Self {
        let mut all = Self { words: [b""; MOST], starts: [[0; BEGINNINGS + 1]; LENGTHS] };
        let (mut len, mut count) = (0, 0);
        while len < LENGTHS {
            let mut letter = 0;
            while letter <= BEGINNINGS {
                all.starts[len][letter] = count as u8;
                let mut i = 0;
                while i < list.len() {
                    let word = list[i].as_bytes();
                    if word.len() == len && (word[0] & 31) as usize == letter {
                        all.words[count] = word;
                        count += 1;
                    }
                    i += 1;
                }
                letter += 1;
            }
            len += 1;
        }
        assert!(count == list.len(), "a word is too long");
        all
    }

    /// Whether a word is one of them (ASCII case ignored).
    #[inline]
    pub(crate) fn hold(&self, word: &[u8]) -> bool {
        let ([first, ..], Some(starts)) = (word, self.starts.get(word.len())) else { return false };
        let letter = usize::from(first & 31);
        let those = usize::from(starts[letter])..usize::from(starts[letter + 1]);
        self.words[those].iter().any(|known| known.eq_ignore_ascii_case(word))
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
