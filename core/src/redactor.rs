//! The front door: a compiled policy.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::sync::{Arc, OnceLock};

use crate::engine::Engine;
use crate::io::{Reader, Writer};
use crate::machine::{Effect, Machine};
use crate::operate::{OneWay, Replace};
use crate::session::Spellings;
use crate::warm::Warm;
use crate::{Decision, EntityType, Error, Finding, Operator, Pattern, Policy, Redacted, Session, Stream};

/// A compiled policy. Cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Redactor {
    engine: Arc<Engine>,
}

/// Collects a policy and compiles it.
#[derive(Clone, Debug, Default)]
pub struct RedactorBuilder {
    policy: Policy,
}

/// Every entity type that inkout knows, in table order.
pub fn entities() -> impl Iterator<Item = &'static EntityType> {
    crate::detect::TABLE.iter().map(|d| &d.entity)
}

impl RedactorBuilder {
    /// Starts from this policy instead of the default one.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }
    /// Adds a pattern.
    #[must_use]
    pub fn pattern(mut self, pattern: Pattern) -> Self {
        self.policy.patterns.push(pattern);
        self
    }
    /// Sets the operator of an entity type, label, family, or `DEFAULT`.
    #[must_use]
    pub fn operator(mut self, name: impl Into<String>, operator: Operator) -> Self {
        self.policy.operators.insert(name.into(), operator);
        self
    }
    /// Compiles.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Policy`] that names the field.
    pub fn build(self) -> Result<Redactor, Error> {
        Ok(Redactor { engine: Arc::new(Engine::new(self.policy)?) })
    }
}

impl Default for Redactor {
    /// The default policy, compiled once for the whole process.
    fn default() -> Self {
        static DEFAULT: OnceLock<Redactor> = OnceLock::new();
        let build = || Self::builder().build().expect("the default policy compiles: a test builds it");
        DEFAULT.get_or_init(build).clone()
    }
}

impl Redactor {
    /// A builder that starts from the default policy.
    pub fn builder() -> RedactorBuilder {
        RedactorBuilder::default()
    }
    /// The policy it was compiled from.
    pub fn policy(&self) -> &Policy {
        &self.engine.policy
    }
    /// The text with every finding replaced; borrowed when there was none.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        Ok(as_text(text, self.redact_bytes(text.as_bytes())?))
    }

    /// The same for any bytes.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact_bytes<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Error> {
        let mut out = Vec::new();
        let whole = Whole { redactor: self, text, spellings: None, copies: false };
        let replaced = whole.run(&mut OneWay::default(), Some(&mut out), None)?;
        Ok(if replaced { Cow::Owned(out) } else { Cow::Borrowed(text) })
    }

    /// Appends the redacted text to `out`, a buffer that the caller keeps warm: the fast path.
    ///
    /// # Errors
    /// Size limit or a blocked entity type; `out` then holds what it held before.
    pub fn redact_into(&self, text: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        let before = out.len();
        let whole = Whole { redactor: self, text, spellings: None, copies: true };
        let outcome = whole.run(&mut OneWay::default(), Some(out), None);
        if outcome.is_err() {
            out.truncate(before);
        }
        outcome.map(|_| ())
    }

    /// What was found, one finding for each replacement that `redact` would make.
    ///
    /// # Errors
    /// Size limit.
    pub fn scan(&self, text: impl AsRef<[u8]>) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        let whole = Whole { redactor: self, text: text.as_ref(), spellings: None, copies: false };
        whole.run(&mut OneWay::default(), None, Some(&mut findings))?;
        Ok(findings)
    }

    /// Both in one pass; findings carry their place in the output too.
    ///
    /// # Errors
    /// Size limit or a blocked entity type.
    pub fn redact_with_findings<'t>(&self, text: &'t str) -> Result<Redacted<'t>, Error> {
        let (mut out, mut findings) = (Vec::new(), Vec::new());
        let whole = Whole { redactor: self, text: text.as_bytes(), spellings: None, copies: false };
        let replaced = whole.run(&mut OneWay::default(), Some(&mut out), Some(&mut findings))?;
        let out = if replaced { Cow::Owned(out) } else { Cow::Borrowed(text.as_bytes()) };
        Ok(Redacted { text: as_text(text, out), findings })
    }

    /// Every candidate that a rule looked at, accepted or not, with the reason, in the order of the text.
    ///
    /// # Errors
    /// Size limit.
    pub fn explain(&self, text: impl AsRef<[u8]>) -> Result<Vec<Decision>, Error> {
        let text = text.as_ref();
        self.engine.check_size(text.len() as u64)?;
        let mut findings = Vec::new();
        let mut replace = OneWay::default();
        let mut effect = Effect::only_findings(&mut replace, &mut findings);
        let mut machine = Machine::explaining();
        machine.borrow(&self.engine);
        machine.over(&self.engine, text, &mut effect)?;
        let mut decisions = machine.take_decisions();
        crate::resolve::explain_losers(&mut decisions, &findings);
        Ok(decisions)
    }

    /// A redactor that knows the types of another catalogue.
    #[cfg(any(test, feature = "stand-ins"))]
    pub(crate) fn of(catalogue: &'static crate::detect::Catalogue, policy: Policy) -> Result<Self, Error> {
        Ok(Self { engine: Arc::new(Engine::of(catalogue, policy)?) })
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// A stream over chunks.
    pub fn stream(&self) -> Stream {
        Stream::new(self.clone())
    }
    /// Reads redacted text from a reader of text.
    pub fn reader<R: Read>(&self, inner: R) -> Reader<R> {
        Reader::new(inner, self.stream())
    }
    /// Writes redacted text to a writer.
    pub fn writer<W: Write>(&self, inner: W) -> Writer<W> {
        Writer::new(inner, self.stream())
    }
    /// A session keyed by the process: same text, same tokens within this process.
    pub fn session(&self) -> Session {
        Session::new(self.clone(), None)
    }
    /// A session keyed by the caller: same key and text, same tokens in any process.
    pub fn session_with_key(&self, key: &[u8]) -> Session {
        Session::new(self.clone(), Some(key))
    }
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Redactor({})", self.engine.policy.name)
    }
}

/// A text that is there as a whole: a stream over the borrowed slice.
pub(crate) struct Whole<'a> {
    pub redactor: &'a Redactor,
    pub text: &'a [u8],
    pub spellings: Option<&'a Spellings>,
    /// Whether text that stays is written before anything is replaced.
    pub copies: bool,
}

impl Whole<'_> {
    /// Writes the redacted text to `out`, unless nothing was replaced and it is not copied then; says whether anything was.
    pub(crate) fn run(
        &self,
        replace: &mut dyn Replace,
        out: Option<&mut Vec<u8>>,
        findings: Option<&mut Vec<Finding>>,
    ) -> Result<bool, Error> {
        let engine = self.redactor.engine();
        engine.check_size(self.text.len() as u64)?;
        let (len, copies, spellings) = (self.text.len(), self.copies, self.spellings);
        let mut effect = Effect { replace, out, len, copies, findings, spellings };
        let mut machine = Warm::new(engine);
        machine.over(engine, self.text, &mut effect)?;
        Ok(machine.has_replaced())
    }
}

/// Findings begin and end between characters, so redacted text is text.
pub(crate) fn as_text<'t>(original: &'t str, redacted: Cow<'t, [u8]>) -> Cow<'t, str> {
    match redacted {
        Cow::Borrowed(_) => Cow::Borrowed(original),
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Cow::Owned(text),
            // No rule cuts a character; should one ever, the text stays text and nothing comes back that was taken out.
            Err(e) => Cow::Owned(String::from_utf8_lossy(e.as_bytes()).into_owned()),
        },
    }
}
