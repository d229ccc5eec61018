//! How much is done for a text? Counted in tests only, where time would say it too loosely (I6).

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// So many bytes were read, moved or compared.
#[inline(always)]
pub(crate) fn count(bytes: usize) {
    #[cfg(test)]
    DONE.set(DONE.get() + bytes as u64);
    #[cfg(not(test))]
    let _ = bytes;
}

/// What `run` did, in bytes.
#[cfg(test)]
pub(crate) fn of<R>(run: impl FnOnce() -> R) -> u64 {
    let before = DONE.get();
    run();
    DONE.get() - before
}
