//! session: tokens that stand for values, and the way back.

mod restore;
mod token;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use zeroize::Zeroize;

use crate::operate::{Compiled, Identity, OneWay, Replace, Target};
use crate::redactor::{Whole, as_text};
use crate::stream::Chunks;
use crate::{Error, Finding, Redacted, Redactor};

pub use restore::RestoreStream;
pub(crate) use token::Spellings;

/// Most values that a session holds: its numbers have at most nine digits.
const MOST_VALUES: usize = 999_999_999;
/// Most token-like texts that are remembered as not restored.
const MOST_UNRESOLVED: usize = 1000;

/// A redactor that remembers. Thread-safe; a clone shares the memory. Every finding becomes a token, whatever the
/// policy's `replace` and `number` operators say; `mask`, `drop`, `keep` and `block` stay as they are, and what they take
/// away does not come back.
///
/// # Memory
/// Each value once, of any length: the policy's `max_bytes` bounds what a text or stream can bring.
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

struct Shared {
    redactor: Redactor,
    spellings: Spellings,
    memory: Mutex<Memory>,
}

/// The values of a session. Wiped when it is cleared or dropped.
#[derive(Default)]
struct Memory {
    /// Entity type and value to number.
    numbers: HashMap<(u16, Identity), u32>,
    /// Label and number to original.
    originals: HashMap<(usize, u32), Vec<u8>>,
    last: HashMap<usize, u32>,
    unresolved: Vec<String>,
}

impl Session {
    pub(crate) fn new(redactor: Redactor, key: Option<&[u8]>) -> Self {
        let labels = redactor.engine().targets.iter().map(|t| t.label.as_str().to_owned()).chain(["TOKEN".to_owned()]);
        let spellings = Spellings::new(key.unwrap_or_else(|| process_key()), labels);
        Self { shared: Arc::new(Shared { redactor, spellings, memory: Mutex::default() }) }
    }

    /// The text with every finding replaced by a token; borrowed when there was none.
    ///
    /// # Errors
    /// Size limit, a blocked entity type, a full session.
    pub fn redact<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        Ok(as_text(text, self.redact_bytes(text.as_bytes())?))
    }

    /// The same for any bytes.
    ///
    /// # Errors
    /// As [`Session::redact`].
    pub fn redact_bytes<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Error> {
        Ok(self.run(text, None)?.map_or(Cow::Borrowed(text), Cow::Owned))
    }

    /// Redacts, and says what was found and where its token stands.
    ///
    /// # Errors
    /// As [`Session::redact`].
    pub fn redact_with_findings<'t>(&self, text: &'t str) -> Result<Redacted<'t>, Error> {
        let mut findings = Vec::new();
        let out = self.run(text.as_bytes(), Some(&mut findings))?;
        let text = as_text(text, out.map_or(Cow::Borrowed(text.as_bytes()), Cow::Owned));
        Ok(Redacted { text, findings })
    }

    fn run(&self, text: &[u8], findings: Option<&mut Vec<Finding>>) -> Result<Option<Vec<u8>>, Error> {
        let mut out = Vec::new();
        let whole =
            Whole { redactor: &self.shared.redactor, text, spellings: Some(&self.shared.spellings), copies: false };
        let replaced = whole.run(&mut Tokens::new(self.clone()), Some(&mut out), findings)?;
        Ok(replaced.then_some(out))
    }

    /// The text with every token of this session replaced by its original; borrowed when there was none.
    pub fn restore<'t>(&self, text: &'t str) -> Cow<'t, str> {
        as_text(text, self.restore_bytes(text.as_bytes()))
    }

    /// The same for any bytes.
    pub fn restore_bytes<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        let mut out = Vec::new();
        self.restore_part(text, 0, false, &mut out);
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// Redacts text that arrives in chunks.
    pub fn stream(&self) -> SessionStream {
        SessionStream { chunks: Chunks::new(self.shared.redactor.clone()), tokens: Tokens::new(self.clone()) }
    }

    /// Restores text that arrives in chunks.
    pub fn restore_stream(&self) -> RestoreStream {
        RestoreStream::new(self.clone())
    }

    /// Number of values held.
    pub fn len(&self) -> usize {
        self.memory().originals.len()
    }

    /// Whether no value is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Token-like text that was met and not restored, in order of first appearance: at most a thousand.
    pub fn unresolved(&self) -> Vec<String> {
        self.memory().unresolved.clone()
    }

    /// Wipes the originals and what was not restored. Tokens that were given out are not restored any more.
    pub fn clear(&self) {
        *self.memory() = Memory::default();
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.shared.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn spellings(&self) -> &Spellings {
        &self.shared.spellings
    }

    /// Appends `text[from..]` with tokens restored, as far as it is decided, and returns up to where it is.
    fn restore_part(&self, text: &[u8], from: usize, open: bool, out: &mut Vec<u8>) -> usize {
        let mut found = Vec::new();
        let end = self.shared.spellings.find_all(text, from, open, &mut found);
        let mut at = from;
        let mut memory = self.memory();
        for spelling in found {
            let key = (spelling.label, spelling.number);
            match memory.originals.get(&key).filter(|_| spelling.is_valid) {
                Some(original) => {
                    out.extend_from_slice(&text[at..spelling.span.start]);
                    out.extend_from_slice(original);
                    at = spelling.span.end;
                }
                None => memory.unresolved(&text[spelling.span]),
            }
        }
        out.extend_from_slice(&text[at..end]);
        end
    }
}

impl Memory {
    fn unresolved(&mut self, token: &[u8]) {
        let token = String::from_utf8_lossy(token);
        if self.unresolved.len() < MOST_UNRESOLVED && !self.unresolved.iter().any(|t| *t == token) {
            self.unresolved.push(token.into_owned());
        }
    }

    fn number(&mut self, label: usize, index: u16, mut value: Vec<u8>) -> Result<u32, Error> {
        let key = (index, Identity::of(&value));
        if let Some(&number) = self.numbers.get(&key) {
            value.zeroize();
            return Ok(number);
        }
        if self.originals.len() >= MOST_VALUES {
            return Err(Error::session("the session is full: start a new one"));
        }
        let last = self.last.entry(label).or_insert(0);
        *last += 1;
        let number = *last;
        self.originals.insert((label, number), value);
        self.numbers.insert(key, number);
        Ok(number)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.originals.values_mut().for_each(Zeroize::zeroize);
        self.numbers.drain().for_each(|(mut key, _)| key.1.zeroize());
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({} values)", self.len())
    }
}

/// Writes tokens, and what one-way operators say where the policy names one.
struct Tokens {
    session: Session,
    one_way: OneWay,
    /// What has arrived of a value that comes in parts: it becomes the session's own when its end is known.
    arriving: Vec<u8>,
}

impl Tokens {
    fn new(session: Session) -> Self {
        Self { session, one_way: OneWay::default(), arriving: Vec::new() }
    }

    /// Takes a part. What it is moved from when it grows is wiped.
    fn keep(&mut self, part: &[u8]) {
        let wanted = self.arriving.len() + part.len();
        if wanted > self.arriving.capacity() {
            let mut larger = Vec::with_capacity(wanted.next_power_of_two());
            larger.extend_from_slice(&self.arriving);
            std::mem::replace(&mut self.arriving, larger).zeroize();
        }
        self.arriving.extend_from_slice(part);
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        self.arriving.zeroize();
    }
}

impl Replace for Tokens {
    fn take_part(&mut self, target: &Target, part: &[u8], out: &mut Vec<u8>) {
        match target.operator {
            Compiled::Text(_) | Compiled::Number => self.keep(part),
            _ => self.one_way.take_part(target, part, out),
        }
    }

    fn replace(
        &mut self,
        index: u16,
        target: &Target,
        span: (u64, u64),
        value: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        if !matches!(target.operator, Compiled::Text(_) | Compiled::Number) {
            return self.one_way.replace(index, target, span, value, out);
        }
        let whole = if self.arriving.is_empty() {
            value.to_vec()
        } else {
            self.keep(value);
            std::mem::take(&mut self.arriving)
        };
        let spellings = &self.session.shared.spellings;
        let label = spellings
            .label(target.label.as_str())
            .ok_or_else(|| Error::session("a label that the session does not know"))?;
        let number = self.session.memory().number(label, index, whole)?;
        spellings.write(label, number, out);
        Ok(())
    }
}

/// Redacts text that arrives in chunks, in a session. Findings wait as those of a [`crate::Stream`] do.
pub struct SessionStream {
    chunks: Chunks,
    tokens: Tokens,
}

impl SessionStream {
    /// As [`crate::Stream::without_findings`].
    #[must_use]
    pub fn without_findings(mut self) -> Self {
        self.chunks.forget_findings();
        self
    }

    /// Takes a chunk and appends to `out` what is now decided.
    ///
    /// # Errors
    /// As [`Session::redact`]; `Session` after `finish` or an earlier error.
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        self.put(chunk, false, out)
    }

    /// Appends the rest; afterwards `push` fails.
    ///
    /// # Errors
    /// As [`SessionStream::push`].
    pub fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Error> {
        self.put(&[], true, out)
    }

    fn put(&mut self, chunk: &[u8], last: bool, out: &mut Vec<u8>) -> Result<(), Error> {
        let shared = self.tokens.session.shared.clone();
        self.chunks.push(chunk, last, &mut self.tokens, Some(&shared.spellings), out)
    }

    /// Findings decided since the last call; offsets in the whole stream.
    pub fn findings(&mut self) -> Vec<Finding> {
        self.chunks.take_findings()
    }

    /// Bytes held back.
    pub fn pending(&self) -> usize {
        self.chunks.pending()
    }

    /// As [`crate::Stream::under_way`].
    pub fn under_way(&self) -> Option<u64> {
        self.chunks.under_way()
    }
}

impl std::fmt::Debug for SessionStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SessionStream({} bytes pending)", self.pending())
    }
}

/// The key of sessions that were given none: random, and the same within one process.
fn process_key() -> &'static [u8] {
    static KEY: OnceLock<[u8; 32]> = OnceLock::new();
    KEY.get_or_init(|| {
        let mut key = [0; 32];
        getrandom::fill(&mut key).expect("the operating system gives random bytes");
        key
    })
}
