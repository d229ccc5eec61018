//! The table of `benches/README.md`, printed as Markdown: each speed beside what was found, missed and false.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use inkout_benches::{
    Alternation, Engine, InChunks, InOnePiece, Memcpy, Replaced, best, megabytes_per_second, more_types, sound, times,
    unsound,
};
use inkout_corpus::{Document, Family, SHAPES, adversarial, generate, messages, score};

const USAGE: &str = "\
usage: table [--mib N] [--runs N] [--seed N] [--family NAME] [--no-shapes] [--only-more-types] [--anyway]

Texts of N MiB (32), the best of N runs (7). --anyway also measures what does not count, for work under way. Ends with 1 when a row is not met or does not count, a text is slow, or more types cost too much.";

/// What a row is to reach: at least so much of memcpy, and so many times the alternation.
const WANTED: [(Family, f64, f64); 4] =
    [(Family::Prose, 0.40, 12.0), (Family::Chat, 0.25, 10.0), (Family::Logs, 0.06, 8.0), (Family::JsonCode, 0.12, 8.0)];
/// A stream in chunks, against one piece.
const WANTED_IN_CHUNKS: f64 = 0.9;
/// A message, in nanoseconds.
const WANTED_A_MESSAGE: f64 = 100.0;

/// What was measured against what is wanted, one line each.
#[derive(Default)]
struct Verdicts(Vec<(String, String, bool)>);

impl Verdicts {
    fn at_least(&mut self, what: String, wanted: f64, measured: f64) {
        self.0.push((what, format!("{measured:.3}, wanted {wanted} or more"), measured >= wanted));
    }

    fn at_most(&mut self, what: String, wanted: f64, measured: f64) {
        self.0.push((what, format!("{measured:.0}, wanted {wanted} or less"), measured <= wanted));
    }

    /// Whether all were met.
    fn print(&self) -> bool {
        println!("\n| row | measured | verdict |\n|---|---|---|");
        for (what, measured, is_met) in &self.0 {
            println!("| {what} | {measured} | {} |", if *is_met { "met" } else { "NOT MET" });
        }
        self.0.iter().all(|(.., is_met)| *is_met)
    }
}

/// What a hostile text may cost: time grows no faster than length to this power, and not under this speed.
const EXPONENT: f64 = 1.1;
const MEGABYTES_PER_SECOND: f64 = 100.0;

struct Options {
    mebibytes: usize,
    runs: usize,
    seed: u64,
    family: Option<Family>,
    shapes: bool,
    only_more_types: bool,
    anyway: bool,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options = match parse(&arguments) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("table: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let mut is_good = true;
    if !options.only_more_types {
        let mut verdicts = Verdicts::default();
        is_good &= families(&options, &mut verdicts);
        single_messages(&options, &mut verdicts);
        is_good &= verdicts.print();
    }
    is_good &= more_types(options.mebibytes, options.runs, options.seed, options.family);
    if options.shapes && !options.only_more_types {
        is_good &= shapes(&options);
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut options =
        Options { mebibytes: 32, runs: 7, seed: 1, family: None, shapes: true, only_more_types: false, anyway: false };
    let mut arguments = arguments.iter();
    while let Some(flag) = arguments.next() {
        let mut number = || {
            let value = arguments.next().and_then(|value| value.parse::<usize>().ok()).filter(|number| *number > 0);
            value.ok_or_else(|| format!("{flag} wants a number"))
        };
        match flag.as_str() {
            "--mib" => options.mebibytes = number()?,
            "--runs" => options.runs = number()?,
            "--seed" => options.seed = number()? as u64,
            "--anyway" => options.anyway = true,
            "--only-more-types" => options.only_more_types = true,
            "--no-shapes" => options.shapes = false,
            "--family" => {
                let family = arguments.next().and_then(|name| Family::from_name(name));
                options.family = Some(family.ok_or("--family wants the name of a family")?);
            }
            _ => return Err(format!("no flag {flag}")),
        }
    }
    Ok(options)
}

/// One row a family; false if a speed does not count.
fn families(options: &Options, verdicts: &mut Verdicts) -> bool {
    println!("Texts of {} MiB, best of {} runs, seed {}.\n", options.mebibytes, options.runs, options.seed);
    println!(
        "| corpus | inkout, MB/s | of memcpy | times regex | chunks of 64 KiB against one piece | found | mistyped | missed | false | regex: found, mistyped, missed, false |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let mut is_good = true;
    for family in Family::ALL.into_iter().filter(|family| options.family.is_none_or(|only| only == *family)) {
        let document = generate(family, options.seed, options.mebibytes << 20);
        is_good &= row(options, family, &document, verdicts);
    }
    is_good
}

fn row(options: &Options, family: Family, document: &Document, verdicts: &mut Verdicts) -> bool {
    let engines: [&dyn Engine; 4] = [&Memcpy, &InOnePiece::default(), &InChunks::default(), &Alternation::default()];
    let mut is_good = true;
    for engine in engines {
        if let Err(unsound) = sound(engine, document) {
            println!("| {} | does not count: {unsound} |||||||||", document.name);
            is_good = false;
        }
    }
    if !is_good && !options.anyway {
        return false;
    }
    let [ours, theirs] = [1, 3].map(|which: usize| {
        let findings = engines[which].findings(&document.text);
        score(findings.iter().map(Replaced::as_found), document)
    });
    let times = times(options.runs, &engines, std::slice::from_ref(document));
    let [copy, whole, chunks, regex] = [0, 1, 2, 3].map(|which| times[which].as_secs_f64());
    println!(
        "| {} | {:.0} | {:.3} | {:.1} | {:.2} | {} | {} | {} | {} | {}, {}, {}, {} |",
        document.name,
        megabytes_per_second(document.text.len(), times[1]),
        copy / whole,
        regex / whole,
        whole / chunks,
        ours.found,
        ours.mistyped,
        ours.missed,
        ours.false_,
        theirs.found,
        theirs.mistyped,
        theirs.missed,
        theirs.false_,
    );
    for (_, of_memcpy, times_regex) in WANTED.into_iter().filter(|(wanted, ..)| *wanted == family) {
        verdicts.at_least(format!("{}, of memcpy", document.name), of_memcpy, copy / whole);
        verdicts.at_least(format!("{}, times regex", document.name), times_regex, regex / whole);
        verdicts.at_least(format!("{}, in chunks against one piece", document.name), WANTED_IN_CHUNKS, whole / chunks);
    }
    is_good
}

/// Ten thousand messages, each a call of its own, appended to a warm buffer.
fn single_messages(options: &Options, verdicts: &mut Verdicts) {
    let messages = messages(options.seed, 10_000);
    let bytes: usize = messages.iter().map(|message| message.text.len()).sum();
    let engines: [&dyn Engine; 2] = [&InOnePiece::default(), &Alternation::default()];
    if let Some(unsound) = engines.iter().find_map(|engine| unsound(*engine, &messages)) {
        println!("\nMessages, each a call, do not count: {unsound}");
        verdicts.at_most("a message, ns".to_owned(), WANTED_A_MESSAGE, f64::INFINITY);
        return;
    }
    let times = times(options.runs, &engines, &messages);
    let nanoseconds = |time: Duration| time.as_nanos() as f64 / messages.len() as f64;
    verdicts.at_most("a message, ns".to_owned(), WANTED_A_MESSAGE, nanoseconds(times[0]));
    println!(
        "\n{} messages of {} bytes on average, each a call: inkout {:.0} ns, one alternation {:.0} ns.",
        messages.len(),
        bytes / messages.len(),
        nanoseconds(times[0]),
        nanoseconds(times[1]),
    );
}

/// One row a hostile shape; false if one is slow. One MiB fits into caches and sixteen do not, so that even a copy grows
/// faster than its length: sixteen texts of one MiB are compared with one of sixteen.
fn shapes(options: &Options) -> bool {
    println!("\n| hostile text | MB/s at 16 MiB | exponent from 1 to 16 MiB | false |");
    println!("|---|---|---|---|");
    let engine = InOnePiece::default();
    let mut is_good = true;
    for shape in &SHAPES {
        let [short, long] = [1 << 20, 16 << 20].map(|bytes| adversarial(shape, bytes));
        let shorts: Vec<Vec<u8>> = (0..16).map(|_| short.text.clone()).collect();
        let [mut one, mut other] = [0, 1].map(|_| Vec::with_capacity(long.text.len() * 2));
        let mut little = || {
            one.clear();
            shorts.iter().for_each(|text| engine.redact(black_box(text), &mut one));
            black_box(&one);
        };
        let mut much = || {
            other.clear();
            engine.redact(black_box(&long.text), &mut other);
            black_box(&other);
        };
        let times = best(options.runs, &mut [&mut little, &mut much]);
        let exponent = 1.0 + (times[1].as_secs_f64() / times[0].as_secs_f64()).log2() / 4.0;
        let speed = megabytes_per_second(long.text.len(), times[1]);
        let false_ =
            sound(&engine, &short).ok().flatten().map_or_else(|| "unsound".to_owned(), |s| s.false_.to_string());
        let is_fast = exponent <= EXPONENT && speed >= MEGABYTES_PER_SECOND;
        let mark = if is_fast { "" } else { ", SLOW" };
        println!("| {} | {speed:.0}{mark} | {exponent:.2} | {false_} |", shape.0);
        is_good &= is_fast;
    }
    is_good
}
