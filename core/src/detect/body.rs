//! How far does a run go? What follows its head, byte by byte, in constant state.

/// The body of a run: an automaton that takes the bytes behind the head, so that no run has to be held however long it
/// is. It knows nothing of where the text was cut (I1), and says of every byte within a bounded number of further ones
/// whether it belongs.
pub(crate) trait Body: Send + Sync {
    /// Takes the next byte.
    fn step(&mut self, byte: u8) -> Step;

    /// The text ends here: whether the bytes that still wait belong.
    fn take_rest(&self) -> bool {
        false
    }

    /// Whether the run ended with the bytes that were taken.
    fn is_over(&self) -> bool {
        false
    }

    /// Takes many bytes, the first of which stands at stream offset `at`.
    fn take(&mut self, at: u64, bytes: &[u8]) -> Taken {
        let mut taken = Taken { sure: None, is_over: self.is_over() };
        for (i, &byte) in bytes.iter().enumerate() {
            if taken.is_over {
                break;
            }
            match self.step(byte) {
                Step::Maybe => {}
                Step::Sure { back } => taken.sure = Some(at + i as u64 + 1 - back as u64),
                Step::Over => taken.is_over = true,
            }
            taken.is_over |= self.is_over();
        }
        taken
    }
}

/// What a byte says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Whether it belongs, with all since the last sure one, is known later.
    Maybe,
    /// It belongs with all before it, but for the last `back` bytes, which wait.
    Sure { back: usize },
    /// The run ended with the last sure byte.
    Over,
}

impl Step {
    /// The byte belongs.
    pub(crate) const HERE: Self = Self::Sure { back: 0 };
}

/// What many bytes said.
pub(crate) struct Taken {
    /// The end of what surely belongs; `None`: no more than before.
    pub sure: Option<u64>,
    pub is_over: bool,
}
