//! request/problem: what stands in the way of sanitizing a part, and where is it?

use crate::UnsafePayload;
use crate::json::Fault;

/// A refusal that is still being told where it happened.
pub(crate) struct Problem {
    /// Place inside of the part at hand: protocol words and positions only.
    path: String,
    kind: Kind,
}

enum Kind {
    NotJson(usize),
    TooDeep(usize),
    NotUtf8(usize),
    NoContainer,
    Redactor(inkout::Error),
    Binary(&'static str),
    Data,
}

impl Problem {
    fn new(kind: Kind) -> Self {
        Self { path: String::new(), kind }
    }

    pub(crate) fn fault(fault: Fault) -> Self {
        match fault {
            Fault::Syntax(offset) => Self::new(Kind::NotJson(offset)),
            Fault::Depth(offset) => Self::new(Kind::TooDeep(offset)),
        }
    }

    pub(crate) fn not_utf8(error: std::str::Utf8Error) -> Self {
        Self::new(Kind::NotUtf8(error.valid_up_to()))
    }

    pub(crate) fn no_container() -> Self {
        Self::new(Kind::NoContainer)
    }

    /// JSON in a string in JSON in a string, and so on for too long.
    pub(crate) fn too_nested() -> Self {
        Self::new(Kind::TooDeep(0))
    }

    pub(crate) fn binary(kind: &'static str) -> Self {
        Self::new(Kind::Binary(kind))
    }

    pub(crate) fn data() -> Self {
        Self::new(Kind::Data)
    }

    /// The same, seen from outside.
    pub(crate) fn within(mut self, outer: &str) -> Self {
        let link = if outer.is_empty() || self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{outer}{link}{}", self.path);
        self
    }

    /// The refusal; `part` names what the path starts in.
    pub(crate) fn refuse(self, part: &str) -> UnsafePayload {
        let part = match self.path.as_str() {
            "" => part.to_owned(),
            path => format!("{part}, at {path}"),
        };
        match self.kind {
            Kind::NotJson(offset) => UnsafePayload::not_json(&part, offset),
            Kind::TooDeep(offset) => UnsafePayload::too_deep(&part, offset),
            Kind::NotUtf8(offset) => UnsafePayload::not_utf8(&part, offset),
            Kind::NoContainer => UnsafePayload::no_container(&part),
            Kind::Redactor(error) => UnsafePayload::redactor(&part, error),
            Kind::Binary(kind) => UnsafePayload::binary(&part, kind),
            Kind::Data => UnsafePayload::data(&part),
        }
    }
}

impl From<inkout::Error> for Problem {
    fn from(error: inkout::Error) -> Self {
        Self::new(Kind::Redactor(error))
    }
}
