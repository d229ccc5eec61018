//! What was found: spans, levels and decisions, never values.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The shape alone says so, and the shape is common elsewhere.
    Possible,
    /// The shape is rare, or context speaks for it.
    Likely,
    /// A checksum, a registry or an unmistakable prefix says so.
    Verified,
}

impl Level {
    /// `possible`, `likely` or `verified`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Verified => "verified",
        }
    }

    /// The level as a number, for readers of scores: 0.4, 0.75, 1.0.
    pub fn score(self) -> f64 {
        match self {
            Self::Possible => 0.4,
            Self::Likely => 0.75,
            Self::Verified => 1.0,
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Possible, Self::Likely, Self::Verified].into_iter().find(|l| l.as_str() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is either of the built-in table or of the user's policy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Name {
    Static(&'static str),
    Shared(Arc<str>),
}

impl Name {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Static(s) => s,
            Self::Shared(s) => s,
        }
    }
}

/// A span of the input with its entity type and level; never the value.
///
/// # Units
/// Byte offsets in the input (in a stream: in the whole stream), half-open.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    pub(crate) entity: Name,
    pub(crate) label: Name,
    pub(crate) rule: Name,
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) start_out: u64,
    pub(crate) end_out: u64,
    pub(crate) level: Level,
}

impl Finding {
    /// Canonical name of the entity type, `EMAIL_ADDRESS`.
    pub fn entity(&self) -> &str {
        self.entity.as_str()
    }

    /// Short name of the entity type, `EMAIL`.
    pub fn label(&self) -> &str {
        self.label.as_str()
    }

    /// Name of the rule that accepted it.
    pub fn rule(&self) -> &str {
        self.rule.as_str()
    }

    /// First byte.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// One past the last byte.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Half-open range of bytes of an input that is held in memory.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where its replacement stands in the output, in bytes. Equal to the empty range at 0 for `scan`.
    pub fn span_out(&self) -> Range<usize> {
        self.start_out as usize..self.end_out as usize
    }

    /// How sure it is.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The level as a number.
    pub fn score(&self) -> f64 {
        self.level.score()
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Finding({} {}..{} {} {})", self.entity(), self.start, self.end, self.level, self.rule())
    }
}

/// One candidate that a rule looked at: accepted or not, and why. The reason never holds more of the value than a
/// check digit.
///
/// # Units
/// Byte offsets, half-open.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision {
    pub(crate) entity: Name,
    pub(crate) rule: Name,
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) level: Level,
    pub(crate) accepted: bool,
    pub(crate) reason: String,
    pub(crate) context: Option<String>,
}

impl Decision {
    /// Canonical name of the entity type.
    pub fn entity(&self) -> &str {
        self.entity.as_str()
    }

    /// Name of the rule.
    pub fn rule(&self) -> &str {
        self.rule.as_str()
    }

    /// First byte.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// One past the last byte.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// The level it has, or would have had.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Whether it became a finding.
    pub fn accepted(&self) -> bool {
        self.accepted
    }

    /// Why, in a sentence.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The context word that spoke for it, if any.
    pub fn context(&self) -> Option<&str> {
        self.context.as_deref()
    }
}

impl fmt::Debug for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.accepted { "accepted" } else { "rejected" };
        write!(f, "Decision({} {}..{} {} {verdict}: {})", self.entity(), self.start, self.end, self.level, self.reason)
    }
}

/// Redacted text with what was found in it.
#[derive(Clone, Debug)]
pub struct Redacted<'t> {
    /// The output; borrowed when nothing was replaced.
    pub text: std::borrow::Cow<'t, str>,
    /// What was found, in the order of the text; `span_out` is set.
    pub findings: Vec<Finding>,
}
