//! Which kinds of text are there, and who writes them?

use crate::document::Document;
use crate::random::Random;
use crate::{adversarial, chat, json_code, logs, prose};

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Clean English prose, ASCII, no value.
    Prose,
    /// Chat in English, ASCII, about one value a KiB.
    Chat,
    /// Logs, ASCII, some 150 runs of digits and 2.75 values a KiB.
    Logs,
    /// JSON, code, Chinese, Cyrillic, Arabic and emoji.
    JsonCode,
    /// Short messages of 50 to 500 bytes, one a line.
    Messages,
    /// Every hostile shape in turn, a KiB each, no value.
    Adversarial,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Prose, Self::Chat, Self::Logs, Self::JsonCode, Self::Messages, Self::Adversarial];

    /// `prose`, `chat`, `logs`, `json_code`, `messages` or `adversarial`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::Chat => "chat",
            Self::Logs => "logs",
            Self::JsonCode => "json_code",
            Self::Messages => "messages",
            Self::Adversarial => "adversarial",
        }
    }

    /// A source for this family: one seed must not give two families the same sentences.
    fn random(self, seed: u64) -> Random {
        let name = self.as_str().bytes().fold(seed, |mixed, byte| Random::new(mixed ^ u64::from(byte)).bits());
        Random::new(name)
    }

    /// The family of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == name)
    }
}

/// Exactly `bytes` bytes of that family; the last piece is cut where no value is, and filled up with blanks.
pub fn generate(family: Family, seed: u64, bytes: usize) -> Document {
    let mut document = Document::with_capacity(family.as_str(), bytes + 8 * 1024);
    let mut random = family.random(seed);
    let mut turn = 0;
    while document.text.len() < bytes {
        match family {
            Family::Prose => prose::paragraph(&mut document, &mut random),
            Family::Chat => chat::message(&mut document, &mut random),
            Family::Logs => logs::line(&mut document, &mut random),
            Family::JsonCode => json_code::piece(&mut document, &mut random),
            Family::Messages => short_message(&mut document, &mut random),
            Family::Adversarial => adversarial::stretch(&mut document, turn),
        }
        turn += 1;
    }
    document.truncate(bytes);
    document
}

/// `count` messages of 50 to 500 bytes, each a document of its own.
pub fn messages(seed: u64, count: usize) -> Vec<Document> {
    let mut random = Family::Messages.random(seed);
    let message = |_| {
        let mut document = Document::with_capacity(Family::Messages.as_str(), 512);
        short_message(&mut document, &mut random);
        document
    };
    (0..count).map(message).collect()
}

/// Appends one message of 50 to 500 bytes and a line end.
fn short_message(document: &mut Document, random: &mut Random) {
    let start = document.text.len();
    let wanted = random.between(50, 430);
    loop {
        let before = (document.text.len(), document.values.len(), document.decoys.len());
        chat::turn(document, random);
        if document.text.len() - start > 499 {
            document.text.truncate(before.0);
            document.values.truncate(before.1);
            document.decoys.truncate(before.2);
        } else if document.text.len() - start >= wanted {
            break;
        } else {
            document.push(" ");
        }
    }
    document.push("\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const BYTES: usize = 1 << 20;

    #[test]
    fn a_seed_gives_the_same_text_and_another_seed_another() {
        for family in Family::ALL {
            let document = generate(family, 1, BYTES);
            assert_eq!(document.text.len(), BYTES);
            assert_eq!(document, generate(family, 1, BYTES));
            if family != Family::Adversarial {
                assert_ne!(document.text, generate(family, 2, BYTES).text);
            }
        }
    }

    #[test]
    fn values_and_decoys_stand_in_order_and_apart() {
        for family in Family::ALL {
            let document = generate(family, 3, BYTES);
            assert!(document.values.windows(2).all(|pair| pair[0].end <= pair[1].start), "{}", document.name);
            assert!(document.decoys.windows(2).all(|pair| pair[0].end <= pair[1].start), "{}", document.name);
            assert!(document.values.iter().all(|value| value.start < value.end && value.end <= BYTES));
        }
    }

    #[test]
    fn densities_are_those_of_the_readme() {
        let per_kib = |count: usize| count as f64 / (BYTES as f64 / 1024.0);
        let digit_runs =
            |text: &[u8]| text.windows(2).filter(|pair| pair[1].is_ascii_digit() && !pair[0].is_ascii_digit()).count();
        let rate = |family| {
            let document = generate(family, 4, BYTES);
            (per_kib(document.values.len()), per_kib(digit_runs(&document.text)))
        };
        assert_eq!(rate(Family::Prose).0, 0.0);
        assert_eq!(rate(Family::Adversarial).0, 0.0);
        assert!((0.8..1.2).contains(&rate(Family::Chat).0), "{:?}", rate(Family::Chat));
        assert!((2.4..3.1).contains(&rate(Family::Logs).0), "{:?}", rate(Family::Logs));
        assert!((130.0..180.0).contains(&rate(Family::Logs).1), "{:?}", rate(Family::Logs));
        assert!((1.0..4.0).contains(&rate(Family::JsonCode).0), "{:?}", rate(Family::JsonCode));
    }

    #[test]
    fn prose_chat_and_logs_are_ascii_and_the_rest_is_text() {
        for family in [Family::Prose, Family::Chat, Family::Logs, Family::Messages] {
            assert!(generate(family, 5, BYTES).text.is_ascii());
        }
        assert!(std::str::from_utf8(&generate(Family::JsonCode, 5, BYTES).text).is_ok());
    }

    #[test]
    fn prose_does_not_repeat() {
        let document = generate(Family::Prose, 6, 8 * BYTES);
        let text = String::from_utf8(document.text).expect("ASCII");
        let mut seen = HashSet::new();
        let paragraphs: Vec<&str> = text.split("\n\n").filter(|paragraph| paragraph.len() > 100).collect();
        assert!(paragraphs.iter().all(|paragraph| seen.insert(*paragraph)));
    }

    #[test]
    fn messages_have_their_length() {
        let messages = messages(7, 2000);
        assert!(messages.iter().all(|message| (50..=500).contains(&message.text.len())));
        assert!(messages.iter().filter(|message| message.values.is_empty()).count() > 800);
    }
}
