//! Criterion: each family of the corpus through each engine, and what the engine found beside its speed.
//!
//! `INKOUT_BENCH_MIB` sets the size of a text (default 32).

use std::hint::black_box;

use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use inkout_benches::{Alternation, Engine, InChunks, InOnePiece, Memcpy, bytes, sound};
use inkout_corpus::{Family, generate, messages};

const SEED: u64 = 1;
/// Less than that fits into caches, and flatters.
const MEBIBYTES: usize = 32;

fn families(criterion: &mut Criterion) {
    let engines: [Box<dyn Engine>; 4] =
        [Box::new(Memcpy), Box::<InOnePiece>::default(), Box::<InChunks>::default(), Box::<Alternation>::default()];
    for family in Family::ALL {
        let document = generate(family, SEED, bytes(MEBIBYTES));
        let mut out = Vec::with_capacity(document.text.len() * 2);
        let mut group = criterion.benchmark_group(family.as_str());
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        for engine in &engines {
            let score = sound(engine.as_ref(), &document).unwrap_or_else(|unsound| panic!("{unsound}"));
            if let Some(score) = score {
                println!("{}, {}: {score}", family.as_str(), engine.name());
            }
            group.bench_function(engine.name(), |bencher| {
                bencher.iter(|| {
                    out.clear();
                    engine.redact(black_box(&document.text), &mut out);
                    black_box(&out);
                });
            });
        }
        group.finish();
    }
}

/// Ten thousand messages, each a call of its own, as a chat server would make them.
fn single_messages(criterion: &mut Criterion) {
    let redactor = inkout::Redactor::default();
    let messages = messages(SEED, 10_000);
    let texts: Vec<&str> = messages.iter().filter_map(|message| std::str::from_utf8(&message.text).ok()).collect();
    assert_eq!(texts.len(), messages.len(), "messages are ASCII");
    let mut group = criterion.benchmark_group("single_messages");
    group.throughput(Throughput::Elements(texts.len() as u64)).sample_size(20);
    group.bench_function("inkout, redact", |bencher| {
        bencher.iter_batched(
            || &texts,
            |texts| {
                for text in texts {
                    black_box(redactor.redact(black_box(text)).expect("the default policy blocks nothing"));
                }
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, families, single_messages);
criterion_main!(benches);
