//! How fast is an engine that is written in Rust? Measured as the drivers measure theirs (`drivers/protocol.py`).

use std::hint::black_box;
use std::time::{Duration, Instant};

use inkout_benches::{Answer, Engine, Timed, Unsound};
use inkout_corpus::Document;

/// The best of three rounds over as many pieces as the first one gets through in `limit`, and what was found in them.
///
/// # Errors
/// When the engine did not do the work.
pub fn measure(engine: &dyn Engine, pieces: &[Document], limit: Duration) -> Result<Answer, Unsound> {
    let mut out = Vec::new();
    let mut redact = |piece: &Document| {
        out.clear();
        engine.redact(black_box(&piece.text), &mut out);
        black_box(&out);
    };
    redact(&pieces[0]);
    let mut count = 0;
    let start = Instant::now();
    while count < pieces.len() && start.elapsed() <= limit {
        redact(&pieces[count]);
        count += 1;
    }
    let mut time = start.elapsed();
    for _ in 0..2 {
        let start = Instant::now();
        pieces[..count].iter().for_each(&mut redact);
        time = time.min(start.elapsed());
    }
    let bytes = pieces[..count].iter().map(|piece| piece.text.len()).sum();
    Answer::new(Timed { time, pieces: count, bytes }, pieces, |piece| {
        let mut out = Vec::new();
        engine.redact(&piece.text, &mut out);
        Ok((out, engine.findings(&piece.text)))
    })
}
