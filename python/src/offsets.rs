//! Where does a byte offset lie for readers that count code points or UTF-16 units?

/// One place of a text, counted three ways.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) byte: usize,
    pub(crate) points: usize,
    pub(crate) units: usize,
}

impl Place {
    /// The place after `text`, which begins here.
    pub(crate) fn after(self, text: &[u8]) -> Self {
        if text.is_ascii() {
            let n = text.len();
            return Self { byte: self.byte + n, points: self.points + n, units: self.units + n };
        }
        // A character counts at its first byte; those of four bytes are two units of UTF-16.
        let points = text.iter().filter(|b| **b as i8 >= -0x40).count();
        let long = text.iter().filter(|b| **b >= 0xF0).count();
        Self { byte: self.byte + text.len(), points: self.points + points, units: self.units + points + long }
    }
}

/// Byte offsets of one text to places, in one pass forward over the text.
pub(crate) struct Ruler<'t> {
    text: &'t [u8],
    place: Place,
}

impl<'t> Ruler<'t> {
    /// A ruler at the start of the text.
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self { text, place: Place::default() }
    }

    /// The place of a byte offset. Quick when offsets are asked for in their order.
    pub(crate) fn at(&mut self, byte: usize) -> Place {
        if byte < self.place.byte {
            self.place = Place::default();
        }
        self.place = self.place.after(&self.text[self.place.byte..byte]);
        self.place
    }
}

/// The places of byte offsets in any order, sorted by offset.
pub(crate) fn places(text: &[u8], mut offsets: Vec<usize>) -> Vec<Place> {
    offsets.sort_unstable();
    offsets.dedup();
    let mut ruler = Ruler::new(text);
    offsets.into_iter().map(|byte| ruler.at(byte)).collect()
}

/// The places of a text that arrives in chunks. Holds no more of it than the stream has left undecided.
#[derive(Default)]
pub(crate) struct Log {
    /// Where a value begins of which only the end is still to come.
    begun: Option<Place>,
    start: Place,
    text: Vec<u8>,
}

impl Log {
    /// Takes what was pushed.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.text.extend_from_slice(chunk);
    }

    /// Lets go of what lies before a byte offset of the whole text, but for the place where a value begins.
    pub(crate) fn settle(&mut self, byte: usize, begun: Option<usize>) {
        self.begun = begun.map(|begun| self.at(begun));
        let settled = byte.saturating_sub(self.start.byte).min(self.text.len());
        self.start = self.start.after(&self.text[..settled]);
        self.text.drain(..settled);
    }

    /// Length in bytes of what was pushed.
    pub(crate) fn end(&self) -> usize {
        self.start.byte + self.text.len()
    }

    /// The place of a byte offset of the whole text.
    pub(crate) fn at(&self, byte: usize) -> Place {
        if let Some(begun) = self.begun.filter(|begun| begun.byte == byte) {
            return begun;
        }
        self.start.after(&self.text[..byte.saturating_sub(self.start.byte).min(self.text.len())])
    }
}
