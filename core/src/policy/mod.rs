//! What to find and what to do about it, as data.

mod mistake;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::detect::Regions;
use crate::{Error, Level, Operator};

/// What to find and what to do about it. Data: compile it with [`crate::Redactor::builder`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// For people; a preset's own name.
    pub name: String,
    /// Findings below it are not redacted.
    #[serde(with = "level_name")]
    pub min_level: Level,
    /// Entity types or families; `None`: all that are on by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<String>>,
    /// Entity types or families that are taken out of `entities`.
    pub exclude: Vec<String>,
    /// Regions (ISO 3166) whose national phone formats are read.
    pub regions: Vec<String>,
    /// Longer input is refused with `InputTooLarge`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u64>,
    /// Values that are never redacted.
    pub allow: Vec<String>,
    /// By entity type, label or family; `DEFAULT` for the rest.
    pub operators: BTreeMap<String, Operator>,
    /// The user's own patterns.
    pub patterns: Vec<Pattern>,
}

/// The user's own entity type, given by a regular expression (the syntax of the `regex` crate).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Its entity type, `EMPLOYEE_ID`.
    pub entity: String,
    /// The regular expression.
    pub regex: String,
    /// Whole words that, close to a match, raise it by one level.
    #[serde(default)]
    pub context: Vec<String>,
    /// The level of a match.
    #[serde(default = "likely", with = "level_name")]
    pub level: Level,
    /// Short name in placeholders; `None`: the entity type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A match is found within so many bytes. One that fills them goes on for as long as each further byte keeps it a
    /// match, at any length; only words before it are context then.
    #[serde(default = "default_max_length")]
    pub max_length: usize,
}

fn likely() -> Level {
    Level::Likely
}

fn default_max_length() -> usize {
    1024
}

impl Pattern {
    /// A pattern of level `likely` with a `max_length` of 1024 bytes.
    pub fn new(entity: impl Into<String>, regex: impl Into<String>) -> Self {
        Self {
            entity: entity.into(),
            regex: regex.into(),
            context: Vec::new(),
            level: Level::Likely,
            label: None,
            max_length: default_max_length(),
        }
    }

    /// Whole words that, close to a match, raise it by one level.
    #[must_use]
    pub fn context<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.context = words.into_iter().map(Into::into).collect();
        self
    }

    /// The level of a match.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Short name in placeholders.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Bytes in which a match is found; see [`Pattern::max_length`](field@Self::max_length).
    #[must_use]
    pub fn max_length(mut self, bytes: usize) -> Self {
        self.max_length = bytes;
        self
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            min_level: Level::Likely,
            entities: None,
            exclude: Vec::new(),
            regions: ["US", "CA", "GB", "DE", "FR"].map(str::to_owned).to_vec(),
            max_bytes: None,
            allow: Vec::new(),
            operators: BTreeMap::new(),
            patterns: Vec::new(),
        }
    }
}

impl Policy {
    /// Names of the presets.
    pub const PRESETS: &'static [&'static str] = &["default", "strict"];

    /// The preset of that name.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] for an unknown name.
    pub fn preset(name: &str) -> Result<Self, Error> {
        match name {
            "default" => Ok(Self::default()),
            "strict" => Ok(Self { name: "strict".to_owned(), min_level: Level::Possible, ..Self::default() }),
            _ => Err(Error::unknown_name("policy preset", name, None)),
        }
    }

    /// A policy written in TOML. What it does not name is as in the default policy.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] that names the field.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|e| mistake::in_text(text, e.span().map(|span| span.start), e.message()))
    }

    /// A policy written in JSON. What it does not name is as in the default policy.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] that names the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|e| {
            let line: usize = text.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum();
            mistake::in_text(text, Some(line + e.column().saturating_sub(1)), &e.to_string())
        })
    }

    /// As TOML, which [`Policy::from_toml`] reads back.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] where TOML can't hold it.
    pub fn to_toml(&self) -> Result<String, Error> {
        toml::to_string(self).map_err(|e| Error::policy(e.to_string()))
    }

    /// As JSON, which [`Policy::from_json`] reads back.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] where JSON can't hold it.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|e| Error::policy(e.to_string()))
    }
}

mod level_name {
    use super::Level;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(level: &Level, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(level.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Level, D::Error> {
        let name = String::deserialize(d)?;
        Level::from_name(&name).ok_or_else(|| D::Error::custom("a level is `possible`, `likely` or `verified`"))
    }
}

/// What detectors need to know of the policy.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Regions whose national phone formats are read.
    pub regions: Regions,
    /// What is below it is no finding.
    pub min_level: Level,
}

impl Settings {
    pub(crate) fn new(policy: &Policy) -> Result<Self, Error> {
        Ok(Self { regions: Regions::from_names(&policy.regions)?, min_level: policy.min_level })
    }
}
