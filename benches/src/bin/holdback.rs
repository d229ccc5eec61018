//! The table "Hold-back" of `benches/README.md`, printed as Markdown: what a stream holds after each push.

use std::process::ExitCode;

use inkout::Redactor;
use inkout_benches::holdback::{BEHIND, Held, redacting, restoring};
use inkout_corpus::{Family, generate};

/// Bytes of each text.
const BYTES: usize = 1 << 20;
/// Texts, which of their lines, and how long the deltas are, in bytes.
const ROWS: [(&str, Family, Lines, (usize, usize)); 7] = [
    ("prose", Family::Prose, Lines::All, (3, 6)),
    ("code and JSON", Family::JsonCode, Lines::Ascii, (3, 6)),
    ("Chinese, Cyrillic, Arabic", Family::JsonCode, Lines::Others, (3, 6)),
    ("logs", Family::Logs, Lines::All, (3, 6)),
    ("chat answer", Family::Chat, Lines::All, (3, 6)),
    ("chat answer", Family::Chat, Lines::All, (1, 5)),
    ("chat answer", Family::Chat, Lines::All, (1, 1)),
];

/// The lines of a text that a row is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    All,
    Ascii,
    Others,
}

fn main() -> ExitCode {
    println!("Texts of at most {} MiB, seed 1, default policy.\n", BYTES >> 20);
    println!(
        "| text | deltas, bytes | through | mean | p50 | p99 | most | nothing held | the token under way | a value's groups | words behind a candidate: pushes, most bytes |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    let redactor = Redactor::default();
    let mut is_good = true;
    for (name, family, lines, deltas) in ROWS {
        let text = text(family, lines);
        let ways =
            [("Stream", redacting(&redactor, &text, deltas)), ("RestoreStream", restoring(&redactor, &text, deltas))];
        for (way, held) in ways {
            row(name, deltas, way, &held);
            is_good &= held.is_as_defined();
        }
    }
    if is_good {
        return ExitCode::SUCCESS;
    }
    println!("\nMore than {BEHIND} bytes were held behind a candidate: that is against the definition.");
    ExitCode::FAILURE
}

fn text(family: Family, lines: Lines) -> Vec<u8> {
    let text = generate(family, 1, BYTES).text;
    let of_them = |line: &&[u8]| lines == Lines::All || line.is_ascii() == (lines == Lines::Ascii);
    text.split_inclusive(|b| *b == b'\n').filter(of_them).flatten().copied().collect()
}

fn row(name: &str, (shortest, longest): (usize, usize), way: &str, held: &Held) {
    let share = |pushes: usize| format!("{:.2} %", 100.0 * pushes as f64 / held.pushes().max(1) as f64);
    println!(
        "| {name} | {shortest} to {longest} | {way} | {:.1} | {} | {} | {} | {} | {} | {} | {}, {} |",
        held.mean(),
        held.percentile(50),
        held.percentile(99),
        held.percentile(100),
        share(held.nothing),
        share(held.token),
        share(held.groups),
        share(held.words),
        held.behind,
    );
}
