//! How much does a stream hold back, and is it what the definition allows? After each push the bytes that have not come
//! out are compared with what may still be undecided: the token under way; where a value has blanks in it, its groups;
//! and [`BEHIND`] bytes more where a candidate waits for the words behind it.

use inkout::Redactor;
use inkout_corpus::Random;

/// Bytes behind a candidate in which words count.
pub const BEHIND: usize = 48;

/// What was held back over a whole text.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Bytes held after each push.
    bytes: Vec<usize>,
    /// Pushes after which nothing was held.
    pub nothing: usize,
    /// Pushes after which no more was held than the token under way.
    pub token: usize,
    /// Pushes after which a candidate with blanks in it was held that could still go on.
    pub groups: usize,
    /// Pushes after which a candidate waited for the words behind it.
    pub words: usize,
    /// Most bytes that were held behind a candidate.
    pub behind: usize,
}

impl Held {
    fn note(&mut self, seen: &[u8], pending: usize) {
        self.bytes.push(pending);
        let held = &seen[seen.len() - pending..];
        if pending == 0 {
            self.nothing += 1;
        } else if !held.iter().any(u8::is_ascii_whitespace) {
            self.token += 1;
        } else {
            let behind = pending - candidate(held);
            self.behind = self.behind.max(behind);
            if behind == 0 {
                self.groups += 1;
            } else {
                self.words += 1;
            }
        }
    }

    /// Number of pushes.
    pub fn pushes(&self) -> usize {
        self.bytes.len()
    }

    /// Whether never more was held than the definition allows.
    pub fn is_as_defined(&self) -> bool {
        self.behind <= BEHIND
    }

    /// Bytes held on average.
    pub fn mean(&self) -> f64 {
        self.bytes.iter().sum::<usize>() as f64 / self.pushes().max(1) as f64
    }

    /// Bytes that were not exceeded after so many of a hundred pushes.
    pub fn percentile(&self, percent: usize) -> usize {
        let mut sorted = self.bytes.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or(0)
    }
}

/// The length of the candidate that `held` begins with: a token, and the groups that follow it (`4111 1111`,
/// `GB82 WEST`, `+1 (212) 555`), as far as it could still go on.
fn candidate(held: &[u8]) -> usize {
    let letters = held.iter().take_while(|b| !b.is_ascii()).count();
    let mut end = letters + ascii_word(&held[letters..]).len();
    loop {
        let start = end + held[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let group = ascii_word(&held[start..]);
        let is_last = start + group.len() == held.len();
        if !(is_group(group) || is_last && !group.iter().any(u8::is_ascii_lowercase)) {
            return end;
        }
        end = start + group.len();
        if is_last {
            return end;
        }
    }
}

/// The bytes up to the next blank or letter outside ASCII.
fn ascii_word(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|b| b.is_ascii_whitespace() || !b.is_ascii());
    &text[..end.unwrap_or(text.len())]
}

/// Whether a token could be one group of a value: capitals, digits and signs, with a digit unless it has four letters.
fn is_group(token: &[u8]) -> bool {
    let is_bank = token.len() == 4 && token.iter().all(u8::is_ascii_uppercase);
    is_bank || (token.iter().any(u8::is_ascii_digit) && !token.iter().any(u8::is_ascii_lowercase))
}

/// What a stream holds back of a text that arrives in deltas of so many bytes.
pub fn redacting(redactor: &Redactor, text: &[u8], deltas: (usize, usize)) -> Held {
    let (mut stream, mut out, mut held) = (redactor.stream(), Vec::new(), Held::default());
    each_delta(text, deltas, |delta, seen| {
        stream.push(delta, &mut out).expect("the default policy blocks nothing");
        held.note(seen, stream.pending());
        out.clear();
    });
    held
}

/// What the way back holds of a text, redacted in a session, that arrives in deltas of so many bytes.
pub fn restoring(redactor: &Redactor, text: &[u8], deltas: (usize, usize)) -> Held {
    let session = redactor.session_with_key(b"hold-back");
    let text = session.redact_bytes(text).expect("the default policy blocks nothing");
    let (mut stream, mut out, mut held) = (session.restore_stream(), Vec::new(), Held::default());
    each_delta(&text, deltas, |delta, seen| {
        stream.push(delta, &mut out);
        held.note(seen, stream.pending());
        out.clear();
    });
    held
}

/// Hands on a text in deltas, each with all that was seen so far.
fn each_delta(text: &[u8], (shortest, longest): (usize, usize), mut push: impl FnMut(&[u8], &[u8])) {
    let (mut random, mut at) = (Random::new(1), 0);
    while at < text.len() {
        let end = text.len().min(at + random.between(shortest.max(1), longest));
        push(&text[at..end], &text[..end]);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkout_corpus::{Family, generate};

    #[test]
    fn a_candidate_ends_where_its_groups_do() {
        for held in ["4111 1111 11", "GB82 WEST 12", "+1 (212) 555", "79 (", "8:47 "] {
            assert_eq!(candidate(held.as_bytes()), held.len(), "{held}");
        }
        assert_eq!(candidate(b"4111 1111 1111 1111 for the"), 19);
        assert_eq!(candidate(b"follow(\"4000 0566 is"), 17);
        assert_eq!(candidate("电话：+33 3 53 01），今天".as_bytes()), 9 + 11);
    }

    #[test]
    fn percentiles_and_mean_are_those_of_the_pushes() {
        let mut held = Held::default();
        for pending in [0, 1, 2, 9] {
            held.note(b"aaaaaaaaaaaaaa", pending);
        }
        assert_eq!((held.percentile(50), held.percentile(99), held.percentile(100)), (1, 9, 9));
        assert_eq!((held.mean(), held.nothing, held.token), (3.0, 1, 3));
    }

    #[test]
    fn what_is_held_without_need_is_seen() {
        let mut held = Held::default();
        let seen = [b"word ".as_slice(), &[b'x'; BEHIND]].concat();
        held.note(&seen, seen.len());
        assert!(!held.is_as_defined());
    }

    /// The definition, on every family but the hostile one, byte by byte and in deltas as a model sends them.
    #[test]
    fn no_stream_holds_more_than_the_definition_allows() {
        let redactor = Redactor::default();
        for family in [Family::Prose, Family::Chat, Family::Logs, Family::JsonCode, Family::Messages] {
            let text = generate(family, 3, 64 << 10).text;
            for deltas in [(1, 1), (3, 6)] {
                assert!(redacting(&redactor, &text, deltas).is_as_defined(), "{}", family.as_str());
                assert!(restoring(&redactor, &text, deltas).is_as_defined(), "{}", family.as_str());
            }
        }
    }
}
