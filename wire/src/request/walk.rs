//! request/walk: which texts does a document hold, and what is to stand there instead?
//!
//! Every string, number and member name is shown to the redactor; `place` only says how. A text that is itself a JSON
//! object or array is walked as well, so that `\u0040` in the arguments of a tool hides nothing.

use std::borrow::Cow;

use super::data;
use super::leaf::Leaves;
use super::number::plain_digits;
use super::place::{Region, Role, enter, is_weak, is_word, role};
use super::problem::Problem;
use crate::json::{Edit, Fault, Lexeme, Lexer, Token, decode, encode_into, escaped_string, is_container};

/// How often JSON may stand in a string of JSON.
const MAX_NESTING: usize = 8;

/// An object or array that is being read.
struct Frame<'t> {
    is_array: bool,
    region: Region,
    /// Name of the member that is being read; in an array, the name that the array stands under.
    key: Cow<'t, [u8]>,
    /// What speaks for a value whose own key does not.
    context: Option<Cow<'t, [u8]>>,
    /// Members or elements so far.
    count: usize,
}

/// Edits of a document that is one JSON object or array. `context` is the key that the document itself stands under.
pub(crate) fn walk(
    leaves: &mut Leaves<'_>,
    text: &[u8],
    region: Region,
    context: Option<&[u8]>,
    nesting: usize,
) -> Result<Vec<Edit>, Problem> {
    let mut walker = Walker { leaves, text, frames: Vec::new(), edits: Vec::new(), nesting };
    match walker.run(region, context) {
        Ok(()) => Ok(walker.edits),
        Err(problem) => {
            let path = walker.path();
            Err(problem.within(&path))
        }
    }
}

/// Edits of one text.
pub(crate) fn text_edits(
    leaves: &mut Leaves<'_>,
    text: &[u8],
    role: Role,
    key: Option<&[u8]>,
    nesting: usize,
) -> Result<Vec<Edit>, Problem> {
    if let Some(edits) = data::edits(leaves, text, role, nesting)? {
        return Ok(edits);
    }
    if role == Role::Thinking && leaves.is_clean(text) {
        return Ok(Vec::new());
    }
    if is_container(text).map_err(Problem::fault)? {
        if nesting == MAX_NESTING {
            return Err(Problem::too_nested());
        }
        return walk(leaves, text, Region::Free, key, nesting + 1);
    }
    if let Some(string) = escaped_string(text) {
        if nesting == MAX_NESTING {
            return Err(Problem::too_nested());
        }
        let decoded = decode(text, string.start..string.end, true);
        let edits = text_edits(leaves, &decoded.text, role, key, nesting + 1)?;
        return Ok(decoded.edits(edits).collect());
    }
    Ok(leaves.edits(text, key)?)
}

struct Walker<'w, 's, 't> {
    leaves: &'w mut Leaves<'s>,
    text: &'t [u8],
    frames: Vec<Frame<'t>>,
    edits: Vec<Edit>,
    nesting: usize,
}

impl<'t> Walker<'_, '_, 't> {
    fn run(&mut self, region: Region, context: Option<&[u8]>) -> Result<(), Problem> {
        let mut lexer = Lexer::new(self.text);
        while let Some(lexeme) = self.next(&mut lexer)? {
            match lexeme.token {
                Token::ObjectStart | Token::ArrayStart => {
                    self.open(lexeme.token == Token::ArrayStart, region, context);
                }
                Token::ObjectEnd | Token::ArrayEnd => {
                    self.frames.pop();
                }
                Token::Key => self.key(lexeme)?,
                _ if self.frames.is_empty() => return Err(Problem::no_container()),
                Token::String => self.string(lexeme)?,
                Token::Number => self.number(lexeme)?,
                Token::Literal => self.step(),
            }
        }
        Ok(())
    }

    fn next(&mut self, lexer: &mut Lexer<'_>) -> Result<Option<Lexeme>, Problem> {
        lexer.next().map_err(|fault| {
            // The offset says where; a path of a document that can't be read would only guess.
            if matches!(fault, Fault::Syntax(_)) {
                self.frames.clear();
            }
            Problem::fault(fault)
        })
    }

    /// Counts an element or member that begins.
    fn step(&mut self) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.is_array) {
            frame.count += 1;
        }
    }

    fn open(&mut self, is_array: bool, region: Region, context: Option<&[u8]>) {
        self.step();
        let frame = match self.frames.last() {
            None => {
                let context = context.map(|c| Cow::Owned(c.to_vec()));
                Frame { is_array, region, key: Cow::Borrowed(b""), context, count: 0 }
            }
            Some(outer) => {
                let region = if outer.is_array { outer.region } else { enter(outer.region, &outer.key) };
                let key = if is_array { outer.key.clone() } else { Cow::Borrowed(&b""[..]) };
                let context = speaks(outer, role(outer.region, &outer.key)).cloned();
                Frame { is_array, region, key, context, count: 0 }
            }
        };
        self.frames.push(frame);
    }

    fn key(&mut self, lexeme: Lexeme) -> Result<(), Problem> {
        let decoded = decode(self.text, lexeme.start..lexeme.end, lexeme.escaped);
        let frame = self.frames.last_mut().expect("the lexer gives keys in objects only");
        frame.count += 1;
        frame.key = decoded.text.clone();
        if !is_word(&decoded.text) {
            let edits = text_edits(self.leaves, &decoded.text, Role::Name, None, self.nesting)?;
            if !edits.is_empty() {
                // A key that is a finding itself is not shown beside its value.
                frame.key = Cow::Borrowed(b"");
                self.edits.extend(decoded.edits(edits));
            }
        }
        Ok(())
    }

    fn string(&mut self, lexeme: Lexeme) -> Result<(), Problem> {
        self.step();
        let decoded = decode(self.text, lexeme.start..lexeme.end, lexeme.escaped);
        let frame = self.frames.last().expect("a string at the top was refused");
        // An array of plain values stands under its name and is read as that name says.
        let role = role(frame.region, &frame.key);
        let key = speaks(frame, role).map(|key| &key[..]);
        let edits = text_edits(self.leaves, &decoded.text, role, key, self.nesting)?;
        self.edits.extend(decoded.edits(edits));
        Ok(())
    }

    /// A number that is a finding becomes a string: a token is no number.
    fn number(&mut self, lexeme: Lexeme) -> Result<(), Problem> {
        self.step();
        let span = lexeme.start..lexeme.end;
        let raw = &self.text[span.clone()];
        let shown = plain_digits(raw).map_or(Cow::Borrowed(raw), Cow::Owned);
        let frame = self.frames.last().expect("a number at the top was refused");
        let key = speaks(frame, role(frame.region, &frame.key)).map(|key| &key[..]);
        let edits = self.leaves.edits(&shown, key)?;
        if !edits.is_empty() {
            let mut new = vec![b'"'];
            encode_into(&crate::json::apply(&shown, &edits), &mut new);
            new.push(b'"');
            self.edits.push(Edit { span, new });
        }
        Ok(())
    }

    /// Where the walker is: protocol words and positions; any other key is a `*`.
    fn path(&self) -> String {
        let mut path = String::new();
        for frame in &self.frames {
            if frame.count == 0 {
                continue;
            }
            if frame.is_array {
                path.push_str(&format!("[{}]", frame.count - 1));
            } else {
                if !path.is_empty() {
                    path.push('.');
                }
                let word = std::str::from_utf8(&frame.key).ok().filter(|_| is_word(&frame.key));
                path.push_str(word.unwrap_or("*"));
            }
        }
        path
    }
}

/// The key that speaks for a value of this frame.
fn speaks<'f, 't>(frame: &'f Frame<'t>, role: Role) -> Option<&'f Cow<'t, [u8]>> {
    match (frame.region, role) {
        (Region::Free | Region::Schema, _) if frame.key.is_empty() || is_weak(&frame.key) || role != Role::Field => {
            frame.context.as_ref()
        }
        (_, Role::Field) if !frame.key.is_empty() => Some(&frame.key),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
