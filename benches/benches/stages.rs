//! Criterion: a group for each stage of the way of the data, over texts and policies that leave little else to do.
//!
//! Stages are private, and change: each is reached through the public API, by what is in the text and which types the policy
//! has, so that a row means the same when the inside is another. What a stage costs is the difference between rows: most
//! groups begin with one that is without it. Every row is checked before it is measured.
//!
//! `INKOUT_BENCH_MIB` sets the size of a text (default 4).

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use inkout::{Finding, Level, Operator, Pattern, Policy, Redactor, Session};
use inkout_benches::{CHUNK, Replaced, bytes};
use inkout_corpus::{Document, Family, documents, generate, score};

const SEED: u64 = 1;
const MEBIBYTES: usize = 4;

type Group<'c> = BenchmarkGroup<'c, WallTime>;

fn group<'c>(criterion: &'c mut Criterion, name: &str) -> Group<'c> {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    group
}

fn corpus(family: Family) -> Document {
    generate(family, SEED, bytes(MEBIBYTES))
}

/// A line again and again, and how often it stands there.
fn lines(line: &str) -> (Vec<u8>, usize) {
    let times = bytes(MEBIBYTES) / line.len();
    (line.repeat(times).into_bytes(), times)
}

fn only(entity: &str) -> Policy {
    Policy { entities: Some(vec![entity.to_owned()]), ..Policy::default() }
}

fn compiled(policy: Policy) -> Redactor {
    Redactor::builder().policy(policy).build().expect("it compiles")
}

/// Measures how long a text takes, once it is known that `wanted` values are found in it and nothing else is touched.
fn row(group: &mut Group<'_>, name: &str, redactor: &Redactor, text: &[u8], wanted: usize) {
    let (findings, output) = outcome(redactor, text);
    assert_eq!(findings.len(), wanted, "{name}: values found");
    assert_untouched(name, text, &output, &findings);
    let mut out = Vec::with_capacity(text.len() * 2);
    redactor.redact_into(text, &mut out).expect("nothing blocks");
    assert_eq!(out, output, "{name}: in one piece as in a stream");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            out.clear();
            redactor.redact_into(black_box(text), &mut out).expect("nothing blocks");
            black_box(&out);
        });
    });
}

/// The same, where the corpus says what has to be found.
fn row_with_truth(group: &mut Group<'_>, name: &str, redactor: &Redactor, document: &Document) {
    let findings = redactor.scan(&document.text).expect("there is no limit");
    let replaced: Vec<Replaced> = findings.iter().map(Replaced::from).collect();
    let score = score(replaced.iter().map(Replaced::as_found), document);
    assert_eq!((score.found, score.missed), (document.values.len(), 0), "{name}: {score}");
    row(group, name, redactor, &document.text, findings.len());
}

fn outcome(redactor: &Redactor, text: &[u8]) -> (Vec<Finding>, Vec<u8>) {
    let (mut stream, mut out) = (redactor.stream(), Vec::new());
    stream.push(text, &mut out).expect("nothing blocks");
    stream.finish(&mut out).expect("nothing blocks");
    (stream.findings(), out)
}

/// Whether what stands between the findings is as it was, and no value is.
fn assert_untouched(name: &str, text: &[u8], out: &[u8], findings: &[Finding]) {
    let (mut at, mut at_out) = (0, 0);
    for (value, instead) in findings.iter().map(|finding| (finding.span(), finding.span_out())) {
        assert_eq!(text[at..value.start], out[at_out..instead.start], "{name}: before {}", value.start);
        assert_ne!(text[value.clone()], out[instead.clone()], "{name}: at {}", value.start);
        (at, at_out) = (value.end, instead.end);
    }
    assert_eq!(text[at..], out[at_out..], "{name}: the rest");
}

/// Which bytes are placeholders already? Texts that were redacted before, against one without any.
fn marks(criterion: &mut Criterion) {
    let mut group = group(criterion, "marks");
    let chat = corpus(Family::Chat).text;
    for (name, operator) in [
        ("none", Operator::drop()),
        ("in brackets", Operator::replace("[REDACTED_{label}]")),
        ("of a template", Operator::replace("<{entity}>")),
        ("masks", Operator::mask().keep_last(4)),
    ] {
        let redactor = Redactor::builder().operator("DEFAULT", operator.clone()).build().expect("it compiles");
        let text = redactor.redact_bytes(&chat).expect("nothing blocks").into_owned();
        let text = match operator {
            // What stood around a value can become one.
            Operator::Drop => redactor.redact_bytes(&text).expect("nothing blocks").into_owned(),
            _ => text,
        };
        row(&mut group, name, &redactor, &text, 0);
    }
}

/// Where could something start? No type that is looked for is in the text: places are found, and nobody is asked.
fn scan(criterion: &mut Criterion) {
    let mut group = group(criterion, "scan");
    let redactor = compiled(only("JWT"));
    for family in Family::ALL {
        let text = corpus(family).text;
        row(&mut group, family.as_str(), &redactor, &text, 0);
    }
}

/// What does the number look like? Numbers of which none is a value, by the step that dismisses them or later.
fn shape(criterion: &mut Criterion) {
    let mut group = group(criterion, "shape");
    let redactor = Redactor::default();
    for (name, line) in [
        ("years and prices", "in 2019 it was $1,234.56 for 12\n"),
        ("ISO times", "2026-11-24T10:11:12.123Z done\n"),
        ("decimals", "at 0.12345678 of 17.25\n"),
        ("versions", "version 10.14.105 was built\n"),
        ("UUIDs", "550e8400-e29b-41d4-a716-446655440000 in\n"),
        ("milliseconds", "ts=1748503543012 end\n"),
        ("cards with a wrong digit", "seen 4111111111111112 there\n"),
        ("the same in groups", "seen 4111 1111 1111 1112 there\n"),
    ] {
        row(&mut group, name, &redactor, &lines(line).0, 0);
    }
}

/// What is it, and does the value hold? One type at a time; `scan` says what the text costs without any.
fn detect(criterion: &mut Criterion) {
    let mut group = group(criterion, "detect");
    let logs = corpus(Family::Logs);
    let runs = documents().into_iter().find(|document| document.name.starts_with("keys-and-tokens"));
    let runs = repeated(&runs.expect("a labelled document"), bytes(MEBIBYTES));
    for entity in inkout::entities() {
        let in_logs = logs.values.iter().any(|value| value.entity == entity.name);
        let document = of_type(if in_logs { &logs } else { &runs }, entity.name);
        assert!(!document.values.is_empty(), "no value of {} to find", entity.name);
        row_with_truth(&mut group, entity.name, &compiled(only(entity.name)), &document);
    }
}

/// A document with the values of one type as its only ones.
fn of_type(document: &Document, entity: &str) -> Document {
    let mut document = document.clone();
    document.values.retain(|value| value.entity == entity);
    document
}

/// A document again and again, blank lines between.
fn repeated(document: &Document, bytes: usize) -> Document {
    let mut all = Document { name: document.name.clone(), ..Document::default() };
    while all.text.len() < bytes {
        let before = all.text.len();
        all.text.extend_from_slice(&document.text);
        all.push("\n\n");
        let moved = |value: &inkout_corpus::Value| inkout_corpus::Value {
            start: value.start + before,
            end: value.end + before,
            entity: value.entity,
        };
        all.values.extend(document.values.iter().map(moved));
    }
    all
}

/// Do the words around it say so? One number, whose level hangs on its neighbourhood, and what stands there.
fn context(criterion: &mut Criterion) {
    let mut group = group(criterion, "context");
    let redactor = compiled(only("PHONE_NUMBER"));
    for (name, line, is_found) in [
        ("in no need of it", "it was +1 212-555-0123 all the time\n\n", true),
        ("nothing near it", "it was 2125550123 all the time, no\n\n", false),
        ("a word before it", "the phone 2125550123 all the time\n\n", true),
        ("a key before it", "\"phone\": \"2125550123\", \"all\": 1\n\n", true),
        ("a word behind it", "it was 2125550123, her phone then\n\n", true),
    ] {
        let (text, times) = lines(line);
        row(&mut group, name, &redactor, &text, if is_found { times } else { 0 });
    }
}

/// Which finding owns each byte, and what stands there instead? The same values found only, and by operator.
fn resolve_and_operate(criterion: &mut Criterion) {
    let mut group = group(criterion, "resolve and operate");
    let chat = corpus(Family::Chat);
    let found = Redactor::default().scan(&chat.text).expect("there is no limit").len();
    assert!(found >= chat.values.len(), "{found} found");
    group.throughput(Throughput::Bytes(chat.text.len() as u64));
    group.bench_function("found only", |bencher| {
        let redactor = Redactor::default();
        bencher.iter(|| black_box(redactor.scan(black_box(&chat.text)).expect("there is no limit")));
    });
    for (name, operator) in [
        ("replaced", Operator::replace("[REDACTED_{label}]")),
        ("numbered", Operator::number()),
        ("masked", Operator::mask().keep_last(4)),
        ("dropped", Operator::drop()),
    ] {
        let redactor = Redactor::builder().operator("DEFAULT", operator).build().expect("it compiles");
        row(&mut group, name, &redactor, &chat.text, found);
    }
    // Findings of patterns that lie in those of types, and across them.
    let crossing = Pattern::new("P", r"[0-9a-z]{3}[-. ]?[0-9a-z]").level(Level::Verified).max_length(8);
    let redactor = Redactor::builder().pattern(crossing).build().expect("it compiles");
    let owners = redactor.scan(&chat.text).expect("there is no limit").len();
    assert!(owners > found, "{owners} of {found}");
    row(&mut group, "overlapping", &redactor, &chat.text, owners);
}

/// The way back: tokens become values again.
fn restore(criterion: &mut Criterion) {
    let mut group = group(criterion, "restore");
    let session = Redactor::default().session_with_key(b"key of the benchmark");
    let (chat, prose) = (corpus(Family::Chat).text, corpus(Family::Prose).text);
    let answer = session.redact_bytes(&chat).expect("nothing blocks").into_owned();
    assert!(!session.is_empty() && answer != chat, "tokens");
    for (name, answer, original, chunk) in [
        ("no token", &prose, &prose, CHUNK),
        ("tokens", &answer, &chat, answer.len()),
        ("tokens, chunks of 64 KiB", &answer, &chat, CHUNK),
        ("tokens, deltas of 5 bytes", &answer, &chat, 5),
    ] {
        let mut out = Vec::with_capacity(original.len() + CHUNK);
        restore_into(&session, answer, chunk, &mut out);
        assert_eq!(out, *original, "{name}: what came back");
        group.throughput(Throughput::Bytes(answer.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                out.clear();
                restore_into(&session, black_box(answer), chunk, &mut out);
                black_box(&out);
            });
        });
    }
}

fn restore_into(session: &Session, answer: &[u8], chunk: usize, out: &mut Vec<u8>) {
    let mut stream = session.restore_stream();
    answer.chunks(chunk).for_each(|part| stream.push(part, out));
    stream.finish(out);
}

/// Values behind escapes: the same addresses plain, and with their sign written in each of the ways.
fn disguises(criterion: &mut Criterion) {
    let mut group = group(criterion, "disguises");
    let redactor = compiled(only("EMAIL_ADDRESS"));
    let plain = of_type(&corpus(Family::Chat), "EMAIL_ADDRESS");
    for (name, sign) in [
        ("plain", "@"),
        ("percent", "%40"),
        ("JSON", "\\u0040"),
        ("HTML", "&#64;"),
        ("full width", "\u{FF20}"),
        ("no width", "@\u{200B}"),
    ] {
        let mut text = Vec::with_capacity(plain.text.len() * 2);
        let mut at = 0;
        for value in &plain.values {
            let sign_at =
                value.start + plain.text[value.start..value.end].iter().rposition(|b| *b == b'@').unwrap_or(0);
            text.extend_from_slice(&plain.text[at..sign_at]);
            text.extend_from_slice(sign.as_bytes());
            at = sign_at + 1;
        }
        text.extend_from_slice(&plain.text[at..]);
        row(&mut group, name, &redactor, &text, plain.values.len());
    }
}

/// The user's own patterns, no types beside them; what they find is compared with the `regex` crate where that is quick.
fn patterns(criterion: &mut Criterion) {
    let mut group = group(criterion, "patterns");
    let prose = corpus(Family::Prose).text;
    for (name, regex) in [("a literal that is not there", r"\bEMP-[0-9]{6}\b"), ("capital words", r"\b[A-Z][a-z]+\b")] {
        let wanted = regex::bytes::Regex::new(regex).expect("it compiles").find_iter(&prose).count();
        row(&mut group, name, &with(Pattern::new("P", regex)), &prose, wanted);
    }
    let worst = vec![b'A'; 16 << 10];
    let hostile = Pattern::new("P", ".*[^A-Z]|[A-Z]").max_length(1024);
    row(&mut group, "a try of 1024 bytes at each byte", &with(hostile), &worst, worst.len());
    let digits = vec![b'1'; bytes(1)];
    let endless = Pattern::new("P", "[0-9]+").max_length(64);
    row(&mut group, "a match that goes on", &with(endless), &digits, 1);
}

fn with(pattern: Pattern) -> Redactor {
    let policy = Policy { patterns: vec![pattern], ..only("P") };
    compiled(policy)
}

criterion_group!(benches, marks, scan, shape, detect, context, resolve_and_operate, restore, disguises, patterns);
criterion_main!(benches);
