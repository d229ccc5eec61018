//! What does a labelled text hold? Its bytes, its values, and the look-alikes that are none.

/// A text with its ground truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Where it comes from: a family's name or a file's name.
    pub name: String,
    /// The bytes to scan.
    pub text: Vec<u8>,
    /// Everything that must be found, in the order of the text.
    pub values: Vec<Value>,
    /// Look-alikes that must not be found, in the order of the text. What stands in neither list must not be found
    /// either; these say only why a false finding is false.
    pub decoys: Vec<Decoy>,
}

/// A planted value.
///
/// # Units
/// Byte offsets, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Canonical name of its entity type, `EMAIL_ADDRESS`.
    pub entity: &'static str,
}

/// A planted look-alike.
///
/// # Units
/// Byte offsets, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoy {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is, `uuid`.
    pub kind: &'static str,
}

impl Document {
    /// An empty document of that name with room for `bytes` of text.
    pub fn with_capacity(name: &str, bytes: usize) -> Self {
        Self { name: name.to_owned(), text: Vec::with_capacity(bytes), ..Self::default() }
    }

    /// Appends plain text.
    pub fn push(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    /// Appends a value.
    pub fn push_value(&mut self, entity: &'static str, value: &str) {
        let start = self.text.len();
        self.push(value);
        self.values.push(Value { start, end: self.text.len(), entity });
    }

    /// Appends a look-alike.
    pub fn push_decoy(&mut self, kind: &'static str, decoy: &str) {
        let start = self.text.len();
        self.push(decoy);
        self.decoys.push(Decoy { start, end: self.text.len(), kind });
    }

    /// Cuts to `bytes`; values and look-alikes that no longer fit are cut away with all their bytes.
    pub(crate) fn truncate(&mut self, bytes: usize) {
        let mut end = bytes.min(self.text.len());
        let inside = |start: usize, stop: usize, end: usize| start < end && end < stop;
        if let Some(value) = self.values.iter().rev().find(|v| inside(v.start, v.end, end)) {
            end = value.start;
        }
        if let Some(decoy) = self.decoys.iter().rev().find(|d| inside(d.start, d.end, end)) {
            end = decoy.start;
        }
        while end > 0 && end < self.text.len() && self.text[end] & 0xC0 == 0x80 {
            end -= 1;
        }
        self.text.truncate(end);
        self.values.retain(|v| v.end <= end);
        self.decoys.retain(|d| d.end <= end);
        self.text.resize(bytes.min(self.text.capacity()).max(end), b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_inside_a_value_takes_the_whole_value_away() {
        let mut document = Document::with_capacity("t", 64);
        document.push("Mail ");
        document.push_value("EMAIL_ADDRESS", "bob@example.com");
        document.push(" now");
        document.truncate(10);
        assert_eq!(document.text, b"Mail      ");
        assert!(document.values.is_empty());
    }
}
