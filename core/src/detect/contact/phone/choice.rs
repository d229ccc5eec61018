//! Which of the ways to read a number is taken.

use super::Regions;
use super::judge::Verdict;
use crate::detect::Sink;
use crate::finding::Level;

/// One way to read a number: so many of its groups.
pub(crate) trait Reading {
    /// Where it ends, extension included.
    fn end(&self) -> usize;

    /// Whether a sign says that a country code follows: `+`, `00`, `011`.
    fn has_code(&self) -> bool;

    /// The level of what needs no context.
    fn judge(&self, regions: &Regions) -> Option<Verdict>;

    /// Whether context may make it a telephone number.
    fn could_be(&self) -> bool;

    /// The level that `could_be` has without context.
    fn possible(&self, regions: &Regions) -> Option<Level>;
}

/// The best of the readings, which come in order: the longest first.
pub(crate) struct Choice<'r> {
    regions: &'r Regions,
    /// Whether anybody wants to know what is only possible.
    knows_possible: bool,
    best: Option<(Level, usize, &'static str)>,
    in_context: Option<(usize, Option<Level>)>,
    /// What it can be without context, where that is less.
    shorter: Option<(usize, Level)>,
}

impl<'r> Choice<'r> {
    pub(crate) fn new(regions: &'r Regions, knows_possible: bool) -> Self {
        Self { regions, knows_possible, best: None, in_context: None, shorter: None }
    }

    /// Weighs a reading; whether a shorter one could still be better.
    #[inline]
    pub(crate) fn weigh(&mut self, reading: &impl Reading) -> bool {
        if let Some((level, reason)) = reading.judge(self.regions)
            && self.best.is_none_or(|(known, ..)| level > known)
        {
            self.best = Some((level, reading.end(), reason));
            // Fewer digits can only be better behind a sign of a country code.
            if level == Level::Verified || !reading.has_code() {
                return false;
            }
        }
        let is_open = match self.in_context {
            None => true,
            Some((_, without)) => self.knows_possible && without.is_none() && self.shorter.is_none(),
        };
        if is_open && reading.could_be() {
            let possible = if self.knows_possible { reading.possible(self.regions) } else { None };
            match self.in_context {
                None => self.in_context = Some((reading.end(), possible)),
                Some(_) => self.shorter = possible.map(|level| (reading.end(), level)),
            }
        }
        true
    }

    /// Whether no reading is a number.
    pub(crate) fn is_empty(&self) -> bool {
        self.best.is_none() && self.in_context.is_none()
    }

    /// Tells the sink of the number that starts at `start`.
    pub(crate) fn tell(&self, start: usize, sink: &mut Sink) {
        if let Some((level, end, reason)) = self.best {
            sink.accept(start, end, level, reason);
        } else if let Some((end, without)) = self.in_context {
            let reason = "the length of a telephone number";
            sink.accept_in_context(start, end, without, Level::Likely, reason);
            if let Some((end, level)) = self.shorter {
                sink.accept(start, end, level, reason);
            }
        }
    }
}
