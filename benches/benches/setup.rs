//! Criterion: what a redactor costs before the first text.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use inkout::{Policy, Redactor};

fn setup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("setup");
    group.bench_function("build, default policy", |bencher| {
        bencher.iter(|| black_box(Redactor::builder().build().expect("it compiles")));
    });
    let strict = Policy::preset("strict").expect("a preset");
    group.bench_function("build, strict policy", |bencher| {
        bencher.iter(|| black_box(Redactor::builder().policy(strict.clone()).build().expect("it compiles")));
    });
    let redactor = Redactor::default();
    group.bench_function("clone", |bencher| bencher.iter(|| black_box(redactor.clone())));
    group.finish();
}

criterion_group!(benches, setup);
criterion_main!(benches);
