//! Which engines are compared? inkout in one piece and in chunks, and plain copying: the limit of all of them.

use inkout::{Finding, Redactor};
use inkout_corpus::Found;

/// Bytes a chunk of a stream holds.
pub const CHUNK: usize = 64 * 1024;

/// Something that writes a text with its values replaced.
pub trait Engine {
    /// Its name in tables.
    fn name(&self) -> &'static str;

    /// Appends the text, redacted: the work that is measured.
    fn redact(&self, text: &[u8], out: &mut Vec<u8>);

    /// What it replaces, in the order of the text.
    fn findings(&self, text: &[u8]) -> Vec<Replaced>;

    /// Whether it looks for anything.
    fn looks_for_values(&self) -> bool {
        true
    }

    /// Whether a missed value is a defect. Rivals may miss some.
    fn must_find_all(&self) -> bool {
        false
    }
}

/// One replacement.
///
/// # Units
/// Byte offsets, half-open.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Canonical name of the entity type.
    pub entity: String,
    /// What stands there instead.
    pub placeholder: String,
}

impl Replaced {
    /// For [`inkout_corpus::score`].
    pub fn as_found(&self) -> Found<'_> {
        Found { start: self.start, end: self.end, entity: &self.entity }
    }
}

impl From<&Finding> for Replaced {
    fn from(finding: &Finding) -> Self {
        let placeholder = format!("[REDACTED_{}]", finding.label());
        Self { start: finding.span().start, end: finding.span().end, entity: finding.entity().to_owned(), placeholder }
    }
}

/// Copies, and looks for nothing.
#[derive(Debug)]
pub struct Memcpy;

impl Engine for Memcpy {
    fn name(&self) -> &'static str {
        "memcpy"
    }

    fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(text);
    }

    fn findings(&self, _: &[u8]) -> Vec<Replaced> {
        Vec::new()
    }

    fn looks_for_values(&self) -> bool {
        false
    }
}

/// inkout with its default policy, the whole text at once.
#[derive(Debug, Default)]
pub struct InOnePiece(pub Redactor);

impl Engine for InOnePiece {
    fn name(&self) -> &'static str {
        "inkout"
    }

    fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
        self.0.redact_into(text, out).expect("the default policy blocks nothing, and the text is under its limit");
    }

    fn findings(&self, text: &[u8]) -> Vec<Replaced> {
        self.0.scan(text).expect("the text is under the limit").iter().map(Replaced::from).collect()
    }

    fn must_find_all(&self) -> bool {
        true
    }
}

/// inkout with its default policy, in chunks of [`CHUNK`] bytes.
#[derive(Debug, Default)]
pub struct InChunks(pub Redactor);

impl InChunks {
    /// Pushes all chunks; `seen` is called after each and after the end.
    fn run(&self, text: &[u8], out: &mut Vec<u8>, mut seen: impl FnMut(&mut inkout::Stream)) {
        let mut stream = self.0.stream();
        for chunk in text.chunks(CHUNK) {
            stream.push(chunk, out).expect("the default policy blocks nothing");
            seen(&mut stream);
        }
        stream.finish(out).expect("it is finished once");
        seen(&mut stream);
    }
}

impl Engine for InChunks {
    fn name(&self) -> &'static str {
        "inkout, 64 KiB chunks"
    }

    fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
        self.run(text, out, |_| ());
    }

    fn findings(&self, text: &[u8]) -> Vec<Replaced> {
        let mut findings = Vec::new();
        self.run(text, &mut Vec::new(), |stream| {
            findings.extend(stream.findings().iter().map(Replaced::from));
        });
        findings
    }

    fn must_find_all(&self) -> bool {
        true
    }
}
