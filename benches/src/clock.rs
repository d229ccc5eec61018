//! How long does it take? The best of several rounds in which all take turns, so that a noisy neighbour disturbs each of
//! them and their ratios stay true.

use std::hint::black_box;
use std::time::{Duration, Instant};

use inkout_corpus::Document;

use crate::Engine;

/// The shortest time of each piece of work over `rounds` rounds.
pub fn best(rounds: usize, work: &mut [&mut dyn FnMut()]) -> Vec<Duration> {
    let mut shortest = vec![Duration::MAX; work.len()];
    for _ in 0..rounds {
        for (one, shortest) in work.iter_mut().zip(&mut shortest) {
            let start = Instant::now();
            one();
            *shortest = start.elapsed().min(*shortest);
        }
    }
    shortest
}

/// The shortest time that each engine takes over `rounds` rounds to redact all texts, each in a call of its own and into the
/// same warm buffer.
pub fn times(rounds: usize, engines: &[&dyn Engine], texts: &[Document]) -> Vec<Duration> {
    let longest = texts.iter().map(|document| document.text.len()).max().unwrap_or(0);
    let mut work: Vec<_> = engines
        .iter()
        .map(|engine| {
            let mut out = Vec::with_capacity(longest * 2);
            move || {
                for document in texts {
                    out.clear();
                    engine.redact(black_box(&document.text), &mut out);
                    black_box(&out);
                }
            }
        })
        .collect();
    let mut turns: Vec<&mut dyn FnMut()> = work.iter_mut().map(|one| one as &mut dyn FnMut()).collect();
    best(rounds, &mut turns)
}

/// Megabytes (10^6 bytes) a second.
pub fn megabytes_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_take_turns_and_the_best_counts() {
        let order = std::cell::RefCell::new(Vec::new());
        let mut slow = || {
            std::thread::sleep(Duration::from_millis(2));
            order.borrow_mut().push('s');
        };
        let mut quick = || order.borrow_mut().push('q');
        let times = best(3, &mut [&mut slow, &mut quick]);
        assert_eq!(*order.borrow(), ['s', 'q', 's', 'q', 's', 'q']);
        assert!(times[0] >= Duration::from_millis(2) && times[1] < times[0]);
    }

    #[test]
    fn megabytes_are_decimal() {
        assert!((megabytes_per_second(32_000_000, Duration::from_millis(500)) - 64.0).abs() < 1e-9);
    }
}
