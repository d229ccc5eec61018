//! Who is compared? One entry each: its name, which of the corpus's types it knows nothing of, and how it is run.

use inkout_benches::{Alternation, Engine, InOnePiece};

use crate::llm_pii_redact::LlmPiiRedact;

/// Something that a user could pick.
pub struct Peer {
    /// Its name, with its version where it is not inkout's or a standard library's.
    pub name: String,
    /// What calls it.
    pub language: &'static str,
    /// Types of the corpus that it has no rule for, as a list to read.
    pub lacks: &'static str,
    /// How it is run.
    pub run: Run,
}

/// How a peer is run.
pub enum Run {
    /// In this process.
    Here(Box<dyn Engine>),
    /// By a driver of that name, in the virtual environment of that name.
    Driver(&'static str),
    /// Not at all: the reason.
    Not(String),
}

/// All of them; the first of a language is inkout, and the others are compared with it.
pub fn peers() -> Vec<Peer> {
    let rust = |name: &str, lacks, run| Peer { name: name.to_owned(), language: "Rust", lacks, run };
    let python = |name: String, lacks, driver| Peer { name, language: "Python", lacks, run: Run::Driver(driver) };
    vec![
        rust("inkout", "", Run::Here(Box::new(InOnePiece::default()))),
        rust("regex, one alternation", "", Run::Here(Box::new(Alternation::default()))),
        rust("vectorscan", "", vectorscan()),
        rust("llm-pii-redact 0.1.0", "keys", Run::Here(Box::new(LlmPiiRedact::default()))),
        python("inkout".to_owned(), "", "inkout"),
        python("re.sub, one after another".to_owned(), "", "re_sub"),
        python(version(include_str!("../requirements/turbocloak.txt")), "IBANs; keys (another call)", "turbocloak"),
        python(version(include_str!("../requirements/datafog.txt")), "IBANs", "datafog"),
        python(version(include_str!("../requirements/argus_redact.txt")), "", "argus_redact"),
        python(version(include_str!("../requirements/scrubadub.txt")), "IBANs, IP addresses, keys", "scrubadub"),
        python(version(include_str!("../requirements/presidio.txt")), "keys", "presidio"),
    ]
}

/// `scrubadub==2.0.1` as `scrubadub 2.0.1`.
fn version(requirements: &str) -> String {
    requirements.lines().next().unwrap_or_default().replace("==", " ")
}

#[cfg(feature = "vectorscan")]
fn vectorscan() -> Run {
    match crate::vectorscan::Vectorscan::new() {
        Ok(engine) => Run::Here(Box::new(engine)),
        Err(why) => Run::Not(why),
    }
}

#[cfg(not(feature = "vectorscan"))]
fn vectorscan() -> Run {
    Run::Not("it could not be built here: it needs a C++ compiler, cmake, ragel and the headers of Boost".to_owned())
}
