//! What is handed over in one call? A text is cut at line ends into pieces of the size of a document or a long message, for
//! some peers need time that grows faster than the text, and all of them are meant for such pieces.

use std::fs;
use std::io;
use std::path::Path;

use inkout_corpus::{Document, Value};

use crate::PATTERNS;

/// The text in pieces of at least `bytes` bytes (the last may be shorter), cut behind the next line end where no value is.
/// The values keep their truth: their places are counted from the start of their piece.
pub fn pieces(document: &Document, bytes: usize) -> Vec<Document> {
    let text = &document.text;
    let mut values = document.values.iter().peekable();
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = (start + bytes).min(text.len());
        let mut inside: Vec<Value> = Vec::new();
        loop {
            while let Some(value) = values.next_if(|value| value.start < end) {
                end = end.max(value.end);
                inside.push(Value { start: value.start - start, end: value.end - start, entity: value.entity });
            }
            if end == text.len() || text[end - 1] == b'\n' {
                break;
            }
            end = text[end..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| end + at + 1);
        }
        let name = document.name.clone();
        pieces.push(Document { name, text: text[start..end].to_vec(), values: inside, decoys: Vec::new() });
        start = end;
    }
    pieces
}

/// Writes what drivers of other languages read: `FAMILY.jsonl`, a piece a line, and `patterns.json`, those of the
/// alternation with their entity types and placeholders.
///
/// # Errors
/// When the folder can't be written, or a piece is no text.
pub fn hand_over(folder: &Path, families: &[(&str, Vec<Document>)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, pieces) in families {
        let mut lines = String::new();
        for piece in pieces {
            let text = str::from_utf8(&piece.text).map_err(io::Error::other)?;
            lines += &serde_json::to_string(text)?;
            lines.push('\n');
        }
        fs::write(folder.join(format!("{name}.jsonl")), lines)?;
    }
    let patterns = PATTERNS.map(|(_, entity, placeholder, pattern)| [entity, placeholder, pattern]);
    fs::write(folder.join("patterns.json"), serde_json::to_string(&patterns)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkout_corpus::{Family, generate};

    #[test]
    fn the_pieces_are_the_text_and_hold_its_values() {
        for family in [Family::Chat, Family::Logs, Family::JsonCode, Family::Messages] {
            let document = generate(family, 5, 300_000);
            let pieces = pieces(&document, 16_384);
            assert!(pieces.len() > 10, "{}", pieces.len());
            let mut start = 0;
            let mut values = document.values.iter();
            for piece in &pieces {
                assert_eq!(piece.text, document.text[start..start + piece.text.len()]);
                for value in &piece.values {
                    let whole = values.next().expect("no value twice");
                    assert_eq!(
                        (value.start + start, value.end + start, value.entity),
                        (whole.start, whole.end, whole.entity)
                    );
                    assert!(value.end <= piece.text.len());
                }
                start += piece.text.len();
            }
            assert_eq!(start, document.text.len());
            assert_eq!(values.next(), None);
        }
    }

    #[test]
    fn no_piece_is_cut_inside_a_value() {
        let mut document = Document::default();
        document.push("one\n");
        document.push_value("X", "two\nthree");
        document.push("\nfour\n");
        let pieces = pieces(&document, 6);
        assert_eq!(pieces[0].text, b"one\ntwo\nthree\n");
        assert_eq!(pieces[0].values, [Value { start: 4, end: 13, entity: "X" }]);
        assert_eq!(pieces[1].text, b"four\n");
    }
}
