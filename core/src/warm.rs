//! warm: what one text leaves to the next one of its thread.
//!
//! A machine is large and holds lists that grow; a short text takes less time than to make one. So it is made once a
//! thread, and cleared behind each text.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use crate::engine::Engine;
use crate::machine::Machine;

thread_local! {
    static SPARE: Cell<Option<Box<Machine>>> = const { Cell::new(None) };
}

/// A machine that goes back to its thread, whoever had it.
pub(crate) struct Warm(Option<Box<Machine>>);

impl Warm {
    /// A cleared machine for a text.
    #[inline]
    pub(crate) fn new(engine: &Engine) -> Self {
        let mut machine = SPARE.try_with(Cell::take).ok().flatten().unwrap_or_default();
        machine.borrow(engine);
        Self(Some(machine))
    }
}

const THERE: &str = "it is there until it is dropped";

impl Deref for Warm {
    type Target = Machine;

    #[inline]
    fn deref(&self) -> &Machine {
        self.0.as_deref().expect(THERE)
    }
}

impl DerefMut for Warm {
    #[inline]
    fn deref_mut(&mut self) -> &mut Machine {
        self.0.as_deref_mut().expect(THERE)
    }
}

impl Drop for Warm {
    #[inline]
    fn drop(&mut self) {
        if let Some(mut machine) = self.0.take() {
            machine.clear();
            // A thread that ends has no next text.
            let _ = SPARE.try_with(|spare| spare.set(Some(machine)));
        }
    }
}
