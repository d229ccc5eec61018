//! `inkout scan`: what is found and where, never what it is.

use inkout::{Finding, Operator, Redactor};
use serde::Serialize;

use crate::args::{self, Format};
use crate::failure::Failure;
use crate::input::{CHUNK_BYTES, Input, named};
use crate::output::line;
use crate::policy::{chosen, compile};

/// A finding as `--format jsonl` prints it. Offsets are bytes in the file, lines count from 1.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: u64,
    start: u64,
    end: u64,
    entity: &'a str,
    level: &'a str,
    score: f64,
    rule: &'a str,
}

/// Lists the findings of every input.
pub(crate) fn scan(args: &args::Scan) -> Result<u8, Failure> {
    let mut policy = chosen(args.policy.as_deref())?;
    // A list of what is found names blocked types too; blocking is for texts that go somewhere.
    for operator in policy.operators.values_mut().filter(|operator| **operator == Operator::Block) {
        *operator = Operator::Drop;
    }
    let redactor = compile(policy)?;
    let mut found = 0;
    for file in named(&args.files) {
        found += scan_one(&redactor, Input::open(&file)?, args.format, found == 0)?;
    }
    Ok(if found == 0 { crate::OK } else { crate::FOUND })
}

/// Prints the findings of one text, and says how many there were.
fn scan_one(redactor: &Redactor, mut input: Input, format: Format, is_first: bool) -> Result<u64, Failure> {
    let name = input.name.clone();
    let mut stream = redactor.stream();
    let mut lines = Lines::default();
    let mut printer = Printer { file: &name, format, has_head: !is_first, count: 0 };
    let mut unused = Vec::with_capacity(CHUNK_BYTES * 2);
    input.chunks(|chunk| {
        unused.clear();
        stream.push(chunk, &mut unused).map_err(|error| Failure::at(&name, error))?;
        lines.push(chunk);
        printer.print(&stream.findings(), &lines)?;
        lines.settle(lines.end - stream.pending() as u64, stream.under_way());
        Ok(())
    })?;
    stream.finish(&mut unused).map_err(|error| Failure::at(&name, error))?;
    printer.print(&stream.findings(), &lines)?;
    Ok(printer.count)
}

/// On which line does a byte lie? Knows the line ends since the oldest byte that is undecided.
#[derive(Default)]
struct Lines {
    /// Bytes so far.
    end: u64,
    /// Line ends that are forgotten.
    before: u64,
    /// A byte of which the line is asked for later, and that line.
    begun: Option<(u64, u64)>,
    ends: std::collections::VecDeque<u64>,
}

impl Lines {
    fn push(&mut self, chunk: &[u8]) {
        let ends = chunk.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        self.ends.extend(ends.map(|(at, _)| self.end + at as u64));
        self.end += chunk.len() as u64;
    }

    fn settle(&mut self, byte: u64, begun: Option<u64>) {
        self.begun = begun.map(|begun| (begun, self.of(begun)));
        while self.ends.front().is_some_and(|end| *end < byte) {
            self.ends.pop_front();
            self.before += 1;
        }
    }

    fn of(&self, byte: u64) -> u64 {
        if let Some((_, line)) = self.begun.filter(|(begun, _)| *begun == byte) {
            return line;
        }
        1 + self.before + self.ends.partition_point(|end| *end < byte) as u64
    }
}

struct Printer<'a> {
    file: &'a str,
    format: Format,
    has_head: bool,
    count: u64,
}

impl Printer<'_> {
    fn print(&mut self, found: &[Finding], lines: &Lines) -> Result<(), Failure> {
        for finding in found {
            let row = Row {
                file: self.file,
                line: lines.of(finding.start()),
                start: finding.start(),
                end: finding.end(),
                entity: finding.entity(),
                level: finding.level().as_str(),
                score: finding.score(),
                rule: finding.rule(),
            };
            self.count += 1;
            match self.format {
                Format::Jsonl => {
                    let row = serde_json::to_string(&row).map_err(|error| Failure::at(self.file, error))?;
                    line(format_args!("{row}"))?;
                }
                Format::Table => self.table_row(&row)?,
            }
        }
        Ok(())
    }

    fn table_row(&mut self, row: &Row<'_>) -> Result<(), Failure> {
        if !std::mem::replace(&mut self.has_head, true) {
            line(format_args!("{:<20} {:<9} {:<24} {:<21} FILE:LINE", "ENTITY", "LEVEL", "RULE", "BYTES"))?;
        }
        let Row { file, line: number, start, end, entity, level, rule, .. } = row;
        let bytes = format!("{start}-{end}");
        line(format_args!("{entity:<20} {level:<9} {rule:<24} {bytes:<21} {file}:{number}"))
    }
}
