//! How are the speeds shown? One Markdown table a family, each speed beside what was found.

use std::fmt::Write;

use inkout_benches::{Answer, megabytes_per_second};

use crate::peers::Peer;

/// What a peer did with one family, or why nothing is known.
pub type Outcome = Result<Answer, String>;

/// Megabytes a second.
pub fn speed(answer: &Answer) -> f64 {
    megabytes_per_second(answer.timed.bytes, answer.timed.time)
}

/// Findings that were made up, a MiB.
pub fn false_rate(answer: &Answer) -> f64 {
    answer.score.false_ as f64 / mebibytes(answer)
}

fn mebibytes(answer: &Answer) -> f64 {
    answer.timed.bytes as f64 / f64::from(1 << 20)
}

/// Share of the planted values in percent; `None` where none were planted.
pub fn share(count: usize, planted: usize) -> Option<f64> {
    (planted > 0).then(|| count as f64 * 100.0 / planted as f64)
}

const COLUMNS: [&str; 11] = [
    "engine",
    "MB/s",
    "inkout is",
    "µs a call",
    "text read",
    "values in it",
    "found",
    "mistyped",
    "missed",
    "false a MiB",
    "no rule for",
];

/// The table of one family.
pub fn family(name: &str, peers: &[Peer], outcomes: &[&Outcome]) -> String {
    let mut table = format!("### {name}\n\n| {} |\n{}|\n", COLUMNS.join(" | "), "|---".repeat(COLUMNS.len()));
    let mut ours = None;
    for (peer, outcome) in peers.iter().zip(outcomes) {
        if peer.name == "inkout" {
            ours = outcome.as_ref().ok().map(speed);
        }
        let cells = match outcome {
            Ok(answer) => cells(answer, ours).join(" | "),
            Err(why) => format!("not run: {}{}", why.replace('|', "/"), " |".repeat(COLUMNS.len() - 3)),
        };
        let _ = writeln!(table, "| {} ({}) | {cells} | {} |", peer.name, peer.language, peer.lacks);
    }
    table
}

/// From the speed to the false findings.
fn cells(answer: &Answer, ours: Option<f64>) -> [String; 9] {
    let Answer { timed, score, planted } = answer;
    let percent = |count| share(count, *planted).map_or_else(|| "–".to_owned(), |share| format!("{share:.1} %"));
    [
        digits(speed(answer)),
        ours.map_or_else(|| "–".to_owned(), |ours| format!("{} × as fast", digits(ours / speed(answer)))),
        digits(timed.time.as_secs_f64() * 1e6 / timed.pieces as f64),
        format!("{} MiB", digits(mebibytes(answer))),
        planted.to_string(),
        percent(score.found),
        percent(score.mistyped),
        percent(score.missed),
        digits(false_rate(answer)),
    ]
}

/// Two or three digits that count.
pub fn digits(number: f64) -> String {
    match number {
        0.0 => "0".to_owned(),
        number if number < 0.1 => format!("{number:.3}"),
        number if number < 1.0 => format!("{number:.2}"),
        number if number < 100.0 => format!("{number:.1}"),
        number => format!("{number:.0}"),
    }
}
