//! answer/leaves: which texts does a document hold, where, and which of them are to be left alone?

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::text::{MAX_NESTING, Place, TextRestorer};
use crate::json::{Edit, Fault, Lexeme, Lexer, Token, decode, escaped_string, is_container};
use crate::sanitizer::Sanitizer;

/// A string, a member's name, or a plain value that a dialect may ask for.
pub(super) struct Leaf {
    /// Names and positions, joined by `/`: `choices/0/delta/content`.
    pub path: String,
    pub token: Token,
    /// In the document; for strings with the quotes.
    pub span: Range<usize>,
    pub escaped: bool,
}

impl Leaf {
    /// The text of a string, the spelling of another value.
    pub(super) fn text<'t>(&self, source: &'t [u8]) -> Cow<'t, [u8]> {
        match self.token {
            Token::String | Token::Key => decode(source, self.span.clone(), self.escaped).text,
            _ => Cow::Borrowed(&source[self.span.clone()]),
        }
    }

    pub(super) fn is_string(&self) -> bool {
        self.token == Token::String
    }
}

/// The leaves of a document, in order. Elements of arrays that are neither strings nor containers are left out: they are
/// numbers without end in some answers, and mean nothing here.
pub(super) fn leaves(source: &[u8]) -> Result<Vec<Leaf>, Fault> {
    let mut lexer = Lexer::new(source);
    let mut found = Vec::new();
    let mut path = String::new();
    // For each open container: length of its own path, and the next position in an array.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    while let Some(lexeme) = lexer.next()? {
        let Lexeme { token, start, end, escaped } = lexeme;
        if matches!(token, Token::ObjectEnd | Token::ArrayEnd) {
            open.pop();
            continue;
        }
        if let Some((length, position)) = open.last_mut() {
            match position {
                Some(next) => {
                    path.truncate(*length);
                    join(&mut path, &next.to_string());
                    *next += 1;
                }
                None if token == Token::Key => {
                    path.truncate(*length);
                    let name = decode(source, start..end, escaped);
                    join(&mut path, &String::from_utf8_lossy(&name.text).replace('/', "~"));
                }
                None => {}
            }
        }
        let in_array = open.last().is_some_and(|(_, position)| position.is_some());
        match token {
            Token::ObjectStart => open.push((path.len(), None)),
            Token::ArrayStart => open.push((path.len(), Some(0))),
            Token::Number | Token::Literal if in_array => {}
            _ => found.push(Leaf { path: path.clone(), token, span: start..end, escaped }),
        }
    }
    Ok(found)
}

fn join(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
}

/// Appends the edits that put originals back into a leaf, read as a whole.
pub(super) fn restore(sanitizer: &Arc<dyn Sanitizer>, source: &[u8], leaf: &Leaf, edits: &mut Vec<Edit>) {
    if !matches!(leaf.token, Token::String | Token::Key) || is_sealed(&leaf.path) {
        return;
    }
    restore_string(sanitizer, source, (leaf.span.clone(), leaf.escaped), place(&leaf.path), 0, edits);
}

fn restore_string(
    sanitizer: &Arc<dyn Sanitizer>,
    source: &[u8],
    (span, escaped): (Range<usize>, bool),
    place: Place,
    nesting: usize,
    edits: &mut Vec<Edit>,
) {
    let decoded = decode(source, span, escaped);
    let inner = whole(sanitizer, &decoded.text, place, nesting);
    edits.extend(decoded.edits(inner));
}

/// Edits that put originals back into a complete text: the mirror of the walk over a request. A text that is a JSON
/// object or array is restored in its strings, so that they stay strings; any other as it is.
fn whole(sanitizer: &Arc<dyn Sanitizer>, text: &[u8], place: Place, nesting: usize) -> Vec<Edit> {
    if nesting < MAX_NESTING && is_container(text) == Ok(true) {
        let mut edits = Vec::new();
        let mut lexer = Lexer::new(text);
        while let Ok(Some(Lexeme { token, start, end, escaped })) = lexer.next() {
            if matches!(token, Token::String | Token::Key) {
                restore_string(sanitizer, text, (start..end, escaped), Place::Prose, nesting + 1, &mut edits);
            }
        }
        return edits;
    }
    if nesting < MAX_NESTING
        && let Some(string) = escaped_string(text)
    {
        let mut edits = Vec::new();
        restore_string(sanitizer, text, (string.start..string.end, true), place, nesting + 1, &mut edits);
        return edits;
    }
    let restored = match place {
        Place::Prose => sanitizer.restore(text),
        Place::Code => {
            let mut restorer = TextRestorer::new(sanitizer, place);
            let mut out = Vec::with_capacity(text.len());
            restorer.push(text, &mut out);
            restorer.flush(&mut out);
            Cow::Owned(out)
        }
    };
    if restored == text { Vec::new() } else { vec![difference(text, restored.into_owned())] }
}

/// The edit between the common start and end of two texts, on the borders of characters.
fn difference(old: &[u8], mut new: Vec<u8>) -> Edit {
    let is_inside = |bytes: &[u8], at: usize| bytes.get(at).is_some_and(|b| b & 0xc0 == 0x80);
    let mut start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    while start > 0 && (is_inside(old, start) || is_inside(&new, start)) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let mut same = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    while same > 0 && is_inside(old, old.len() - same) {
        same -= 1;
    }
    new.truncate(new.len() - same);
    new.drain(..start);
    Edit { span: start..old.len() - same, new }
}

/// Whether the service has signed or sealed the leaf, or it is data about single tokens that no restoring could keep
/// true: it goes to the caller as it came. An object of the caller's own (tool input) has no such names.
pub(super) fn is_sealed(path: &str) -> bool {
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        match name {
            "input" | "args" | "arguments" | "metadata" if names.peek().is_some() => return false,
            "logprobs" | "logprobs_result" | "logprobsResult" | "top_logprobs" | "encrypted_content" | "signature"
            | "thoughtSignature" | "thought_signature" | "obfuscation" | "b64_json" => return true,
            // A block's own text, signed beside it. (As an object it is the setting of that name.)
            "thinking" if names.peek().is_none() => return true,
            _ => {}
        }
    }
    false
}

/// Whether the leaf is code, a command or arguments, by the name it stands under.
pub(super) fn place(path: &str) -> Place {
    let mut names = path.split('/').filter(|name| !name.bytes().all(|b| b.is_ascii_digit())).peekable();
    while let Some(name) = names.next() {
        if names.peek().is_none() {
            let is_code = matches!(
                name,
                "arguments" | "partial_json" | "input" | "code" | "command" | "commands" | "patch" | "diff"
            );
            return if is_code { Place::Code } else { Place::Prose };
        }
        if matches!(name, "input" | "args" | "arguments") {
            return Place::Prose;
        }
    }
    Place::Prose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::apply;
    use proptest::prelude::*;

    #[test]
    fn paths_name_each_leaf() {
        let source = br#"{"a":[{"b":"x"},"y",1],"c":{"d":2},"e/f":null}"#;
        let found = leaves(source).expect("valid");
        let paths: Vec<_> = found.iter().filter(|l| l.token != Token::Key).map(|l| l.path.as_str()).collect();
        assert_eq!(paths, ["a/0/b", "a/1", "c/d", "e~f"]);
    }

    #[test]
    fn seals_are_known_by_their_place() {
        for path in
            ["choices/0/logprobs/content/0/token", "content/0/signature", "content/1/thinking", "delta/thinking"]
        {
            assert!(is_sealed(path), "{path}");
        }
        for path in
            ["content/0/input/signature", "content/0/text", "delta/partial_json", "thinking/type", "output/0/arguments"]
        {
            assert!(!is_sealed(path), "{path}");
        }
        assert_eq!(place("content/0/input/command"), Place::Prose);
        assert_eq!(place("output/0/action/commands/1"), Place::Code);
    }

    proptest! {
        #[test]
        fn the_difference_leads_from_one_to_the_other(old in any::<String>(), new in any::<String>()) {
            let edit = difference(old.as_bytes(), new.clone().into_bytes());
            prop_assert_eq!(apply(old.as_bytes(), &[edit]), new.as_bytes());
        }
    }
}
