//! stream: text that arrives in chunks.

use crate::engine::Engine;
use crate::machine::{Effect, STEP};
use crate::operate::{OneWay, Replace};
use crate::scan::Near;
use crate::session::Spellings;
use crate::warm::Warm;
use crate::{Error, Finding, Redactor};

/// Bytes of a chunk that are joined with what is held, or as many as are held: more than rules look back at, so that this is
/// mostly enough. In tests it is not, so that it takes several steps.
const JOINED: usize = if cfg!(test) { 50 } else { 4 << 10 };

/// The machine with a buffer for what it still needs; what replaces is handed in, so that sessions use it too.
pub(crate) struct Chunks {
    redactor: Redactor,
    machine: Warm,
    /// The last bytes that have arrived: history that rules look back at, and what is not decided.
    buffer: Vec<u8>,
    /// Bytes that have arrived.
    arrived: u64,
    /// Those that were not asked for yet; `None`: nobody will ask.
    findings: Option<Vec<Finding>>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Finished,
    Failed,
}

impl Chunks {
    pub(crate) fn new(redactor: Redactor) -> Self {
        let machine = Warm::new(redactor.engine());
        Self { redactor, machine, buffer: Vec::new(), arrived: 0, findings: Some(Vec::new()), state: State::Open }
    }

    pub(crate) fn push(
        &mut self,
        chunk: &[u8],
        last: bool,
        replace: &mut dyn Replace,
        spellings: Option<&Spellings>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        match self.state {
            State::Open => {}
            State::Finished => return Err(Error::session("the stream is finished: start a new one")),
            State::Failed => return Err(Error::session("the stream failed before: start a new one")),
        }
        // A stream that failed says no more: what it held might have been what failed.
        self.state = State::Failed;
        let Self { redactor, machine, buffer, arrived, findings, state } = self;
        let engine: &Engine = redactor.engine();
        let start = *arrived;
        engine.check_size(start + chunk.len() as u64)?;
        *arrived += chunk.len() as u64;
        let len = buffer.len() + chunk.len();
        let mut effect = Effect { replace, out: Some(out), len, copies: true, findings: findings.as_mut(), spellings };
        let mut base = start - buffer.len() as u64;
        let (mut taken, mut is_all) = (0, false);
        // What is held is joined with the beginning of the chunk, until nothing before the chunk is needed.
        while !buffer.is_empty() && !is_all {
            let before = taken;
            taken = chunk.len().min(before + if before == 0 { JOINED.max(buffer.len()) } else { STEP });
            is_all = taken == chunk.len();
            buffer.extend_from_slice(&chunk[before..taken]);
            let near = Near::new(&chunk[taken..], effect.out.as_deref(), taken - before);
            let needed = machine.step(engine, buffer, base, last && is_all, near, &mut effect)?;
            let unneeded = (needed - base) as usize;
            if needed >= start && !is_all {
                buffer.clear();
                base = needed;
            } else if unneeded * 2 >= buffer.len() || last {
                // Moving the rest costs as much as it is long: not before at least as much can be dropped.
                crate::work::count(buffer.len());
                buffer.drain(..unneeded.min(buffer.len()));
                base = needed;
            }
        }
        if !is_all {
            // The rest is read where it stands.
            let from = (base - start) as usize;
            let needed = machine.over_in_steps(engine, (chunk, start), from..taken, last, true, &mut effect)?;
            buffer.extend_from_slice(&chunk[needed..]);
        }
        *state = if last { State::Finished } else { State::Open };
        Ok(())
    }

    pub(crate) fn take_findings(&mut self) -> Vec<Finding> {
        self.findings.as_mut().map(std::mem::take).unwrap_or_default()
    }

    pub(crate) fn forget_findings(&mut self) {
        self.findings = None;
    }

    pub(crate) fn under_way(&self) -> Option<u64> {
        self.machine.under_way()
    }

    pub(crate) fn pending(&self) -> usize {
        (self.arrived - self.machine.written()) as usize
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        self.machine.give_back(self.redactor.engine());
        zeroize::Zeroize::zeroize(&mut self.buffer);
    }
}

/// Redacts text that arrives in chunks. The concatenated output does not depend on where the text was cut (I1).
///
/// # Memory
/// What is held back: at most the token under way, and 48 bytes more where a candidate needs the words behind it; of a value
/// that may be of any length (a key, a token, a match that goes on behind its `max_length`) its beginning, until it is
/// known as one, and then a few bytes. With patterns, `max_length`; with an allow list, its longest entry. Findings wait
/// until they are asked for: take them now and then, or say that nobody will ([`Stream::without_findings`]).
pub struct Stream {
    chunks: Chunks,
    operators: OneWay,
}

impl Stream {
    pub(crate) fn new(redactor: Redactor) -> Self {
        Self { chunks: Chunks::new(redactor), operators: OneWay::default() }
    }

    /// Keeps no findings: [`Stream::findings`] gives none.
    #[must_use]
    pub fn without_findings(mut self) -> Self {
        self.chunks.forget_findings();
        self
    }

    /// Takes a chunk and appends to `out` what is now decided.
    ///
    /// # Errors
    /// Size limit or a blocked entity type; `Session` after `finish` or an earlier error.
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
        self.chunks.push(chunk, false, &mut self.operators, None, out)
    }

    /// Appends the rest to `out`; afterwards `push` fails.
    ///
    /// # Errors
    /// As [`Stream::push`].
    pub fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Error> {
        self.chunks.push(&[], true, &mut self.operators, None, out)
    }

    /// Findings decided since the last call; offsets in the whole stream.
    pub fn findings(&mut self) -> Vec<Finding> {
        self.chunks.take_findings()
    }

    /// Bytes held back.
    pub fn pending(&self) -> usize {
        self.chunks.pending()
    }

    /// Offset in the whole stream of a long value that goes on behind what has arrived, if one does: its finding is still
    /// to come, and begins there, while what was pushed of it is held back no more.
    pub fn under_way(&self) -> Option<u64> {
        self.chunks.under_way()
    }
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stream({} bytes pending)", self.pending())
    }
}
