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
