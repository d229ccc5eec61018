//! The regular expressions of the number plans: digits, classes, groups, alternatives and bounded repetition.

use crate::automaton::{Automaton, NOTHING, State};

/// A pattern, read.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// One digit out of these (a bit each).
    Class(u16),
    Sequence(Vec<Pattern>),
    Alternatives(Vec<Pattern>),
    Repeated(Box<Pattern>, usize, usize),
    /// A group that captures.
    Capture(Box<Pattern>),
    /// `$`: nothing may follow.
    End,
}

impl Pattern {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser { text: text.as_bytes(), at: 0 };
        let pattern = parser.alternatives()?;
        if parser.at < text.len() {
            return Err(format!("`{text}`: stray `)` at {}", parser.at));
        }
        Ok(pattern)
    }

    /// The language of this pattern followed by `then`.
    pub(crate) fn before(&self, automaton: &mut Automaton, then: State) -> State {
        match self {
            Self::Class(digits) => automaton.class(*digits, then),
            Self::Sequence(parts) => parts.iter().rev().fold(then, |after, part| part.before(automaton, after)),
            Self::Alternatives(parts) => parts.iter().fold(NOTHING, |all, part| {
                let one = part.before(automaton, then);
                automaton.union(all, one)
            }),
            Self::Repeated(part, least, most) => {
                let mut state = then;
                for _ in *least..*most {
                    let once_more = part.before(automaton, state);
                    state = automaton.union(then, once_more);
                }
                (0..*least).fold(state, |after, _| part.before(automaton, after))
            }
            Self::Capture(part) => part.before(automaton, then),
            Self::End => then,
        }
    }

    /// The top alternatives without those that end in `$`: they say how local numbers become national ones.
    pub(crate) fn without_local(self) -> Vec<Self> {
        let all = match self {
            Self::Alternatives(parts) => parts,
            other => vec![other],
        };
        let is_local = |p: &Self| matches!(p, Self::Sequence(parts) if matches!(parts.last(), Some(Self::End)));
        all.into_iter().filter(|p| !is_local(p)).collect()
    }

    /// The capture groups, in order.
    pub(crate) fn captures(&self) -> Vec<&Self> {
        match self {
            Self::Sequence(parts) | Self::Alternatives(parts) => parts.iter().flat_map(Self::captures).collect(),
            Self::Repeated(part, ..) => part.captures(),
            Self::Capture(part) => {
                let mut all = vec![&**part];
                all.extend(part.captures());
                all
            }
            Self::Class(_) | Self::End => Vec::new(),
        }
    }

    /// The same with nothing in place of the `n`th capture group (from 1).
    pub(crate) fn without_capture(&self, n: usize) -> Self {
        self.cut(&mut { n })
    }

    fn cut(&self, left: &mut usize) -> Self {
        let mut all = |parts: &[Self]| parts.iter().map(|p| p.cut(left)).collect();
        match self {
            Self::Sequence(parts) => Self::Sequence(all(parts)),
            Self::Alternatives(parts) => Self::Alternatives(all(parts)),
            Self::Repeated(part, least, most) => Self::Repeated(Box::new(part.cut(left)), *least, *most),
            Self::Capture(part) => {
                *left = left.wrapping_sub(1);
                if *left == 0 { Self::Sequence(Vec::new()) } else { part.cut(left) }
            }
            Self::Class(_) | Self::End => self.clone(),
        }
    }
}

struct Parser<'t> {
    text: &'t [u8],
    at: usize,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Result<Pattern, String> {
        let mut all = vec![self.sequence()?];
        while self.take(b"|") {
            all.push(self.sequence()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Pattern::Alternatives(all) })
    }

    fn sequence(&mut self) -> Result<Pattern, String> {
        let mut parts = Vec::new();
        while let Some(byte) = self.text.get(self.at) {
            if matches!(byte, b'|' | b')') {
                break;
            }
            let part = self.part()?;
            parts.push(self.repetition(part)?);
        }
        Ok(Pattern::Sequence(parts))
    }

    fn part(&mut self) -> Result<Pattern, String> {
        let captures = !self.text[self.at..].starts_with(b"(?:");
        if self.take(b"(?:") || self.take(b"(") {
            let inside = self.alternatives()?;
            if !self.take(b")") {
                return Err(self.trouble("`)` expected"));
            }
            return Ok(if captures { Pattern::Capture(Box::new(inside)) } else { inside });
        }
        if self.take(b"\\d") {
            return Ok(Pattern::Class(0x3FF));
        }
        if self.take(b"$") {
            return Ok(Pattern::End);
        }
        if self.take(b"[") {
            let mut digits = 0;
            while !self.take(b"]") {
                let first = self.digit()?;
                let last = if self.take(b"-") { self.digit()? } else { first };
                (first..=last).for_each(|d| digits |= 1 << d);
            }
            return Ok(Pattern::Class(digits));
        }
        Ok(Pattern::Class(1 << self.digit()?))
    }

    fn repetition(&mut self, part: Pattern) -> Result<Pattern, String> {
        let (least, most) = if self.take(b"?") {
            (0, 1)
        } else if self.take(b"{") {
            let least = self.number()?;
            let most = if self.take(b",") { self.number()? } else { least };
            if !self.take(b"}") {
                return Err(self.trouble("`}` expected"));
            }
            (least, most)
        } else {
            return Ok(part);
        };
        Ok(Pattern::Repeated(Box::new(part), least, most))
    }

    fn number(&mut self) -> Result<usize, String> {
        let mut value = self.digit()?;
        while let Ok(digit) = self.digit() {
            value = value * 10 + digit;
        }
        Ok(value)
    }

    fn digit(&mut self) -> Result<usize, String> {
        match self.text.get(self.at) {
            Some(byte) if byte.is_ascii_digit() => {
                self.at += 1;
                Ok((byte - b'0') as usize)
            }
            _ => Err(self.trouble("digit expected")),
        }
    }

    fn take(&mut self, what: &[u8]) -> bool {
        let found = self.text[self.at..].starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    fn trouble(&self, what: &str) -> String {
        format!("`{}` at {}: {what}", String::from_utf8_lossy(self.text), self.at)
    }
}
