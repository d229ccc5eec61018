//! request/leaf: what is to stand in a text instead of what the redactor found in it?

use crate::exchange::Tally;
use crate::json::Edit;
use crate::sanitizer::Sanitizer;

/// A key longer than this is text, not the name of a value.
const LONGEST_KEY: usize = 64;

/// A token longer than this does not exist.
const LONGEST_TOKEN: usize = 96;

/// Redacts single texts.
pub(crate) struct Leaves<'s> {
    sanitizer: &'s dyn Sanitizer,
    tally: &'s Tally,
    composed: Vec<u8>,
}

impl<'s> Leaves<'s> {
    pub(crate) fn new(sanitizer: &'s dyn Sanitizer, tally: &'s Tally) -> Self {
        Self { sanitizer, tally, composed: Vec::new() }
    }

    /// Notes that media passed unread.
    pub(crate) fn count_media(&self) {
        self.tally.update(|counts| counts.media_passed += 1);
    }

    /// Whether a redactor without memory leaves the text as it is.
    pub(crate) fn is_clean(&self, text: &[u8]) -> bool {
        self.sanitizer.entities(text).is_empty()
    }

    /// Edits of the text; `key` is the name that stands beside it and speaks for it.
    pub(crate) fn edits(&mut self, text: &[u8], key: Option<&[u8]>) -> Result<Vec<Edit>, inkout::Error> {
        let Some(key) = key.filter(|key| is_name(key)) else {
            return self.bare(text);
        };
        // Context is read from the text around a value, so the value is shown with its key, as in a record.
        let mut composed = std::mem::take(&mut self.composed);
        composed.clear();
        composed.extend_from_slice(key);
        composed.extend_from_slice(b": ");
        let start = composed.len();
        composed.extend_from_slice(text);
        let edits = self.bare(&composed);
        self.composed = composed;
        let edits = edits?;
        if edits.first().is_none_or(|edit| edit.span.start >= start) {
            let shift = |edit: Edit| Edit { span: edit.span.start - start..edit.span.end - start, new: edit.new };
            return Ok(edits.into_iter().map(shift).collect());
        }
        // The key took part in a finding: its share can't be replaced, so the value is asked alone, and if it does not
        // stand alone, what reached into it is replaced within it.
        let alone = self.bare(text)?;
        if !alone.is_empty() {
            return Ok(alone);
        }
        let clamp = |edit: Edit| {
            let span = edit.span.start.saturating_sub(start)..edit.span.end.saturating_sub(start);
            (!span.is_empty()).then_some(Edit { span, new: edit.new })
        };
        Ok(edits.into_iter().filter_map(clamp).collect())
    }

    fn bare(&mut self, text: &[u8]) -> Result<Vec<Edit>, inkout::Error> {
        let redacted = self.sanitizer.redact(text)?;
        if redacted == text {
            return Ok(Vec::new());
        }
        let entities = self.sanitizer.entities(text);
        self.tally.update(|counts| {
            for entity in entities {
                *counts.replaced.entry(entity).or_default() += 1;
            }
        });
        Ok(align(text, &redacted, |token| self.sanitizer.restore(token).into_owned()))
    }
}

/// Whether a key can be the name of a value: short, with a letter in it, on one line.
fn is_name(key: &[u8]) -> bool {
    (1..=LONGEST_KEY).contains(&key.len())
        && key.iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii())
        && !key.iter().any(|b| b.is_ascii_control() || matches!(b, b'[' | b']'))
}

/// The edits that lead from a text to its redacted form. Any list that does is right; this one takes a token for its
/// original, so that what stands between tokens keeps its spelling. What can't be told apart is one edit.
fn align(text: &[u8], redacted: &[u8], restore: impl Fn(&[u8]) -> Vec<u8>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut at, mut out) = (0, 0);
    while at < text.len() || out < redacted.len() {
        if redacted.get(out) == Some(&b'[')
            && let Some(token) = token_at(&redacted[out..])
        {
            let original = restore(token);
            if original != token && text[at..].starts_with(&original) {
                edits.push(Edit { span: at..at + original.len(), new: token.to_vec() });
                at += original.len();
                out += token.len();
                continue;
            }
        }
        if text.get(at) == redacted.get(out) {
            at += 1;
            out += 1;
            continue;
        }
        // Another operator's doing: up to the common end, on the border of a character.
        let (left, right) = (&text[at..], &redacted[out..]);
        let mut same = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
        while same > 0 && left[left.len() - same] & 0xc0 == 0x80 {
            same -= 1;
        }
        edits.push(Edit { span: at..text.len() - same, new: right[..right.len() - same].to_vec() });
        break;
    }
    edits
}

fn token_at(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().take(LONGEST_TOKEN).position(|&b| b == b']')?;
    let inner = &text[1..end];
    let is_token = inner.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_');
    (is_token && !inner.is_empty()).then_some(&text[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::apply;
    use crate::sanitizer::fake::Fake;
    use proptest::prelude::*;

    fn redact(text: &str, key: Option<&str>) -> String {
        let (fake, tally) = (Fake::default(), Tally::default());
        let edits = Leaves::new(&fake, &tally).edits(text.as_bytes(), key.map(str::as_bytes)).expect("never fails");
        String::from_utf8(apply(text.as_bytes(), &edits)).expect("UTF-8")
    }

    #[test]
    fn the_key_speaks_for_the_value() {
        assert_eq!(redact("123456789", Some("ssn")), "[T_1X]");
        assert_eq!(redact("123456789", Some("code")), "123456789");
        assert_eq!(redact("123456789", None), "123456789");
    }

    #[test]
    fn values_are_counted_by_entity_type() {
        let (fake, tally) = (Fake::default(), Tally::default());
        Leaves::new(&fake, &tally).edits(b"a@example.com b@example.com", Some(b"to")).expect("never fails");
        tally.update(|counts| assert_eq!(counts.replaced["THING"], 2));
    }

    #[test]
    fn another_operators_output_is_one_edit_up_to_the_common_end() {
        let edits = align("é 4111 ü".as_bytes(), "é **** ü".as_bytes(), <[u8]>::to_vec);
        assert_eq!(edits, [Edit { span: 3..7, new: b"****".to_vec() }]);
    }

    proptest! {
        #[test]
        fn edits_lead_to_the_redacted_text(pieces in prop::collection::vec(prop::sample::select(vec![
            "a@example.com", "[T_1X]", "[", "]", " ", "<\">", "4111111111111111", "x", "é",
        ]), 0..10)) {
            let text = pieces.concat();
            let wanted = Fake::default().redact(text.as_bytes()).expect("never fails").into_owned();
            let redacted = redact(&text, None);
            prop_assert_eq!(redacted.as_bytes(), &wanted[..]);
        }

        #[test]
        fn aligned_edits_are_right_for_any_two_texts(text in any::<String>(), redacted in any::<String>()) {
            let edits = align(text.as_bytes(), redacted.as_bytes(), <[u8]>::to_vec);
            prop_assert_eq!(apply(text.as_bytes(), &edits), redacted.as_bytes());
        }
    }
}
