//! json/lexer: where does each token of a JSON text start and end?
//!
//! Strict by RFC 8259: it accepts what `serde_json` accepts as `IgnoredAny`. An escaped lone surrogate (`\ud800`) is
//! within the grammar, so it passes here, as it does there; [`super::decode`] keeps it. Whether the bytes are UTF-8 is
//! asked once for a whole body, not here.

/// Containers that may be open at once.
pub(crate) const MAX_DEPTH: usize = 128;

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    /// A string in the place of a member's name.
    Key,
    String,
    Number,
    /// `true`, `false` or `null`.
    Literal,
}

/// A token and its bytes; for strings these include the quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub token: Token,
    pub start: usize,
    pub end: usize,
    /// Whether a backslash stands in the string.
    pub escaped: bool,
}

/// Why reading stopped, at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Syntax(usize),
    Depth(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// Reads one JSON text token by token.
pub(crate) struct Lexer<'t> {
    text: &'t [u8],
    at: usize,
    expect: Expect,
    /// One entry a container: whether it is an object.
    open: Vec<bool>,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, expect: Expect::Value, open: Vec::new() }
    }

    /// The next token; `None` after the end of a complete text.
    pub(crate) fn next(&mut self) -> Result<Option<Lexeme>, Fault> {
        loop {
            while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.text.get(self.at) {
                self.at += 1;
            }
            let start = self.at;
            let Some(&byte) = self.text.get(start) else {
                return if self.expect == Expect::Nothing { Ok(None) } else { Err(Fault::Syntax(start)) };
            };
            match (self.expect, byte) {
                (Expect::Colon, b':') => {
                    self.at += 1;
                    self.expect = Expect::Value;
                }
                (Expect::CommaOrEnd, b',') => {
                    self.at += 1;
                    self.expect = if self.open.last() == Some(&true) { Expect::Key } else { Expect::Value };
                }
                (Expect::KeyOrEnd | Expect::CommaOrEnd, b'}') if self.open.last() == Some(&true) => {
                    return Ok(Some(self.close(Token::ObjectEnd)));
                }
                (Expect::ValueOrEnd | Expect::CommaOrEnd, b']') if self.open.last() == Some(&false) => {
                    return Ok(Some(self.close(Token::ArrayEnd)));
                }
                (Expect::Key | Expect::KeyOrEnd, b'"') => {
                    let escaped = self.string()?;
                    self.expect = Expect::Colon;
                    return Ok(Some(Lexeme { token: Token::Key, start, end: self.at, escaped }));
                }
                (Expect::Value | Expect::ValueOrEnd, _) => return self.value(byte).map(Some),
                _ => return Err(Fault::Syntax(start)),
            }
        }
    }

    fn value(&mut self, first: u8) -> Result<Lexeme, Fault> {
        let start = self.at;
        let mut escaped = false;
        let token = match first {
            b'{' | b'[' => {
                if self.open.len() == MAX_DEPTH {
                    return Err(Fault::Depth(start));
                }
                let object = first == b'{';
                self.open.push(object);
                self.at += 1;
                self.expect = if object { Expect::KeyOrEnd } else { Expect::ValueOrEnd };
                let token = if object { Token::ObjectStart } else { Token::ArrayStart };
                return Ok(Lexeme { token, start, end: self.at, escaped });
            }
            b'"' => {
                escaped = self.string()?;
                Token::String
            }
            b'-' | b'0'..=b'9' => {
                self.number()?;
                Token::Number
            }
            b't' => self.literal(b"true")?,
            b'f' => self.literal(b"false")?,
            b'n' => self.literal(b"null")?,
            _ => return Err(Fault::Syntax(start)),
        };
        self.after_value();
        Ok(Lexeme { token, start, end: self.at, escaped })
    }

    fn close(&mut self, token: Token) -> Lexeme {
        let start = self.at;
        self.at += 1;
        self.open.pop();
        self.after_value();
        Lexeme { token, start, end: self.at, escaped: false }
    }

    fn after_value(&mut self) {
        self.expect = if self.open.is_empty() { Expect::Nothing } else { Expect::CommaOrEnd };
    }

    fn literal(&mut self, word: &[u8]) -> Result<Token, Fault> {
        if !self.text[self.at..].starts_with(word) {
            return Err(Fault::Syntax(self.at));
        }
        self.at += word.len();
        Ok(Token::Literal)
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.text[self.at] == b'-' {
            self.at += 1;
        }
        // A leading zero stands alone: the digit after it is then a fault, as nothing may follow a value so.
        if self.text.get(self.at) == Some(&b'0') {
            self.at += 1
        } else {
            self.digits()?
        }
        if self.text.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.text.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.text.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.text.get(self.at) {
            self.at += 1;
        }
        if self.at == start { Err(Fault::Syntax(start)) } else { Ok(()) }
    }

    /// Reads a string from its opening quote to behind its closing one; says whether it has escapes.
    fn string(&mut self) -> Result<bool, Fault> {
        self.at += 1;
        let mut escaped = false;
        loop {
            self.at += plain_run(&self.text[self.at..]);
            match self.text.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                    match self.text.get(self.at) {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
                        Some(b'u') => {
                            let digits = self.text.get(self.at + 1..self.at + 5);
                            if !digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit)) {
                                return Err(Fault::Syntax(self.at));
                            }
                            self.at += 5;
                        }
                        _ => return Err(Fault::Syntax(self.at)),
                    }
                }
                _ => return Err(Fault::Syntax(self.at)),
            }
        }
    }
}

/// Length of the run of bytes that are no quote, no backslash and no control character; eight bytes a step.
fn plain_run(text: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let has_zero = |x: u64| x.wrapping_sub(ONES) & !x & HIGH;
    let mut run = 0;
    for block in text.chunks_exact(8) {
        let word = u64::from_le_bytes(block.try_into().expect("chunks of eight bytes"));
        let quote = has_zero(word ^ (ONES * u64::from(b'"')));
        let backslash = has_zero(word ^ (ONES * u64::from(b'\\')));
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        if quote | backslash | control != 0 {
            break;
        }
        run += 8;
    }
    run + text[run..].iter().take_while(|&&b| b >= 0x20 && b != b'"' && b != b'\\').count()
}

/// Whether the text, spaces aside, is one complete JSON object or array. A text that only looks like one is none; one
/// that nests deeper than [`MAX_DEPTH`] is a fault, because it can't be walked.
pub(crate) fn is_container(text: &[u8]) -> Result<bool, Fault> {
    let first = text.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    if !matches!(first, Some(b'{' | b'[')) {
        return Ok(false);
    }
    let mut lexer = Lexer::new(text);
    loop {
        match lexer.next() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(true),
            Err(Fault::Syntax(_)) => return Ok(false),
            Err(fault @ Fault::Depth(_)) => return Err(fault),
        }
    }
}

/// The text, spaces aside, if it is one complete JSON string with escapes in it: a text that was written twice.
pub(crate) fn escaped_string(text: &[u8]) -> Option<Lexeme> {
    let first = text.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    let mut lexer = Lexer::new(text);
    let string = lexer.next().ok().flatten().filter(|lexeme| first == Some(&b'"') && lexeme.escaped)?;
    matches!(lexer.next(), Ok(None)).then_some(string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_json(text: &[u8]) -> Result<(), Fault> {
        let mut lexer = Lexer::new(text);
        while lexer.next()?.is_some() {}
        Ok(())
    }

    #[test]
    fn tokens_carry_their_bytes() {
        let text = br#" {"a" : [1.50, "x\n", null], "a":{}} "#;
        let mut lexer = Lexer::new(text);
        let mut seen = Vec::new();
        while let Some(l) = lexer.next().expect("valid") {
            seen.push(std::str::from_utf8(&text[l.start..l.end]).expect("UTF-8"));
        }
        assert_eq!(seen, ["{", "\"a\"", "[", "1.50", "\"x\\n\"", "null", "]", "\"a\"", "{", "}", "}"]);
    }

    #[test]
    fn grammar_cases_agree_with_serde_json() {
        let cases = [
            "",
            " ",
            "{}",
            "[]",
            "[1]",
            "[1,]",
            "[,1]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1 \"b\":2}",
            "[1 2]",
            "01",
            "-01",
            "-",
            "-0",
            "1.",
            ".5",
            "1.e3",
            "1e",
            "1e+",
            "1E-9",
            "+1",
            "0x1",
            "NaN",
            "Infinity",
            "1e999",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12G4\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\t\"",
            "\"a\nb\"",
            "\"\u{7f}\"",
            "\"unclosed",
            "\"\\\"",
            "tru",
            "truee",
            "nul",
            "True",
            "[true,false,null]",
            "{}{}",
            "[]]",
            "{\"a\":[}",
            "[\"a\"",
            "'a'",
            "[1]//c",
            "/**/[]",
            "\u{feff}[]",
            "{\"a\":{\"b\":[{}]}}",
            "{\"\":\"\"}",
            "[\u{a0}1]",
            "\"\\/\"",
            "{,}",
            "[[]",
            "{\"a\"::1}",
            "[\"\",\"\"]",
            "\u{0}",
            "[1\u{0c}]",
            "1 ",
            "\"a\" \"b\"",
            "{1:1}",
            "[-]",
            "[--1]",
            "[0e0]",
        ];
        for case in cases {
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(case).is_ok();
            assert_eq!(is_json(case.as_bytes()).is_ok(), theirs, "{case:?}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |n: usize| [vec![b'['; n], vec![b']'; n]].concat();
        assert_eq!(is_json(&nested(MAX_DEPTH)), Ok(()));
        assert_eq!(is_json(&nested(MAX_DEPTH + 1)), Err(Fault::Depth(MAX_DEPTH)));
        assert_eq!(is_container(&nested(MAX_DEPTH + 1)), Err(Fault::Depth(MAX_DEPTH)));
    }

    /// Texts from JSON's own alphabet, so that many are nearly valid.
    fn nearly_json() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "\\", "u0040", "\\ud83d", "a", "é", "1", "0", "-", ".", "e", "true",
            "null", " ", "\n", "\"k\"", "\"k\":", "\"v\"", "[]", "{}", "12345678", "        ",
        ]);
        prop::collection::vec(piece, 0..14).prop_map(|p| p.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn accepts_what_serde_json_accepts(text in nearly_json()) {
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            prop_assert_eq!(is_json(text.as_bytes()).is_ok(), theirs);
        }

        #[test]
        fn i10_any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = is_json(&bytes);
            let _ = is_container(&bytes);
        }
    }
}
