//! What an entity type is. The table of all of them is `detect::TABLE`.

/// One kind of value that inkout knows.
#[derive(Debug, PartialEq, Eq)]
pub struct EntityType {
    /// Canonical name, Presidio's where Presidio has one: `EMAIL_ADDRESS`.
    pub name: &'static str,
    /// Short name in placeholders: `EMAIL`.
    pub label: &'static str,
    /// ISO 3166 code of the country whose rule it is, if any.
    pub country: Option<&'static str>,
    /// Families a policy can name instead of the type: `["contact"]`.
    pub families: &'static [&'static str],
    /// Whether the default policy looks for it.
    pub default: DefaultState,
    /// The standard or specification that its rule comes from.
    pub source: &'static str,
}

/// Whether the default policy looks for an entity type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultState {
    /// Always.
    On,
    /// Only where the words around a value say what it is.
    Context,
    /// Only when a policy names it.
    Off,
}

impl DefaultState {
    /// `on`, `context` or `off`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Context => "context",
            Self::Off => "off",
        }
    }
}
