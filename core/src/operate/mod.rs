//! operate: what stands there instead?

mod compiled;
mod identity;
mod mask;
mod replace;

pub(crate) use compiled::{Compiled, OneWay, Replace, Target, compile};
pub(crate) use identity::Identity;
pub(crate) use replace::{DEFAULT_TEMPLATE, is_placeholder};

/// What is done with a finding. Data; compiled with the policy.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Operator {
    /// A fixed text: `{label}` and `{entity}` stand for the names. Default: `[REDACTED_{label}]`.
    Replace {
        /// The template.
        template: String,
    },
    /// A number in order of first appearance: `[EMAIL_1]`.
    Number,
    /// The same number of characters, all but a few replaced.
    Mask {
        /// What stands for a masked character; no letter or digit.
        #[serde(default = "default_mask_char")]
        char: char,
        /// Characters kept at the start.
        #[serde(default)]
        keep_first: usize,
        /// Characters kept at the end.
        #[serde(default)]
        keep_last: usize,
    },
    /// Nothing: the value is taken out.
    Drop,
    /// The value stays, and is not a finding.
    Keep,
    /// The call fails.
    Block,
}

fn default_mask_char() -> char {
    '*'
}

impl Operator {
    /// A fixed text; `{label}` and `{entity}` stand for the names.
    pub fn replace(template: impl Into<String>) -> Self {
        Self::Replace { template: template.into() }
    }

    /// A number in order of first appearance.
    pub fn number() -> Self {
        Self::Number
    }

    /// Masked with `*`; see [`Operator::keep_first`], [`Operator::keep_last`], [`Operator::with_char`].
    pub fn mask() -> Self {
        Self::Mask { char: '*', keep_first: 0, keep_last: 0 }
    }

    /// Keeps the first `n` characters of a mask; other operators stay as they are.
    #[must_use]
    pub fn keep_first(mut self, n: usize) -> Self {
        if let Self::Mask { keep_first, .. } = &mut self {
            *keep_first = n;
        }
        self
    }

    /// Keeps the last `n` characters of a mask; other operators stay as they are.
    #[must_use]
    pub fn keep_last(mut self, n: usize) -> Self {
        if let Self::Mask { keep_last, .. } = &mut self {
            *keep_last = n;
        }
        self
    }

    /// The character of a mask; other operators stay as they are.
    #[must_use]
    pub fn with_char(mut self, c: char) -> Self {
        if let Self::Mask { char, .. } = &mut self {
            *char = c;
        }
        self
    }

    /// Whether redacting the output again changes nothing: it is known again as a placeholder (invariant I4). `drop`
    /// and templates that look like text are not.
    pub fn is_stable(&self) -> bool {
        match self {
            Self::Replace { template } => {
                replace::render(template, "LABEL", "LABEL").is_ok_and(|text| is_placeholder(text.as_bytes()))
            }
            Self::Mask { char, .. } => !char.is_alphanumeric() && !char.is_whitespace(),
            Self::Number | Self::Keep | Self::Block => true,
            Self::Drop => false,
        }
    }

    /// Takes the value out.
    pub fn drop() -> Self {
        Self::Drop
    }

    /// Lets the value stay.
    pub fn keep() -> Self {
        Self::Keep
    }

    /// Makes the call fail.
    pub fn block() -> Self {
        Self::Block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_says_whether_its_output_is_known_again() {
        for stable in
            [Operator::replace("[{label}]"), Operator::replace("<{entity}>"), Operator::number(), Operator::mask()]
        {
            assert!(stable.is_stable(), "{stable:?}");
        }
        for other in [Operator::drop(), Operator::replace("bob"), Operator::replace("a@b.co"), Operator::replace("")] {
            assert!(!other.is_stable(), "{other:?}");
        }
    }
}
