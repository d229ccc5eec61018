//! Many texts at once, on several threads, without the GIL.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::errors;
use crate::text::{Text, owned};

/// Between blocks of this many bytes Python's signals are looked at, so that Ctrl-C ends a long call.
const BLOCK_BYTES: usize = 1 << 20;
/// A thread is started for each of these many bytes: less is done before it has begun.
const BYTES_A_THREAD: usize = 128 << 10;
/// Texts that a thread takes at a time.
const TAKEN_AT_ONCE: usize = 32;

/// The new bytes of a text, or `None` where nothing was replaced in it.
type Outcome = Result<Option<Vec<u8>>, inkout::Error>;

/// Every text redacted, in order.
pub(crate) fn redact_many<'py>(
    redactor: &inkout::Redactor,
    texts: &Bound<'py, PyAny>,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyList>> {
    let py = texts.py();
    let threads = match threads {
        Some(0) => return Err(PyValueError::new_err("threads: at least 1")),
        Some(threads) => threads,
        None => std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
    };
    crate::stream::refuse_one_text(texts)?;
    let originals = texts.try_iter()?.collect::<PyResult<Vec<_>>>()?;
    let texts = originals.iter().map(Text::of).collect::<PyResult<Vec<_>>>()?;
    let list = PyList::empty(py);
    for block in blocks(&texts) {
        let outcomes = py.detach(|| redact_block(redactor, &texts[block.clone()], threads));
        for (at, outcome) in block.zip(outcomes) {
            let new = outcome.map_err(|e| errors::from_core_at(py, &format!("text {at}"), &e))?;
            list.append(texts[at].replacement(&originals[at], new)?)?;
        }
        py.check_signals()?;
    }
    Ok(list)
}

/// Ranges of texts of about [`BLOCK_BYTES`].
fn blocks(texts: &[Text<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, text) in texts.iter().enumerate() {
        bytes += text.as_bytes().len();
        if bytes >= BLOCK_BYTES || at + 1 == texts.len() {
            blocks.push(start..at + 1);
            (start, bytes) = (at + 1, 0);
        }
    }
    blocks
}

fn redact_block(redactor: &inkout::Redactor, texts: &[Text<'_>], threads: usize) -> Vec<Outcome> {
    let one = |text: &Text<'_>| redactor.redact_bytes(text.as_bytes()).map(owned);
    let bytes: usize = texts.iter().map(|text| text.as_bytes().len()).sum();
    let threads = threads.min(bytes / BYTES_A_THREAD + 1);
    if threads == 1 {
        return texts.iter().map(one).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let from = next.fetch_add(TAKEN_AT_ONCE, Ordering::Relaxed);
            let Some(taken) = texts.get(from..) else { return done };
            if taken.is_empty() {
                return done;
            }
            let outcomes = taken.iter().take(TAKEN_AT_ONCE).map(one);
            done.extend(outcomes.enumerate().map(|(at, outcome)| (from + at, outcome)));
        }
    };
    let mut outcomes: Vec<Outcome> = texts.iter().map(|_| Ok(None)).collect();
    std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for helper in helpers {
            match helper.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        for (at, outcome) in done {
            outcomes[at] = outcome;
        }
    });
    outcomes
}
