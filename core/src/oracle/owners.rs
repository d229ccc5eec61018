//! The owner of each byte, byte by byte.

use crate::detect::Candidate;

/// A maximal run of bytes with one owner.
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    pub owner: Candidate,
}

pub(super) fn runs(len: usize, candidates: &[Candidate]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for at in 0..len {
        let covering = candidates.iter().filter(|c| c.start <= at as u64 && (at as u64) < c.end);
        let Some(&owner) = covering.reduce(|a, b| if outranks(b, a) { b } else { a }) else { continue };
        match runs.last_mut() {
            Some(run) if run.end == at && run.owner == owner => run.end += 1,
            _ => runs.push(Run { start: at, end: at + 1, owner }),
        }
    }
    runs
}

/// By level, then kind, then length, then precedence (lower first), then earlier start, then table order.
fn outranks(a: &Candidate, b: &Candidate) -> bool {
    // What may be of any length counts as long as its head.
    let length = |c: &Candidate| (c.end - c.start).min(c.most);
    let up = a.level.cmp(&b.level).then(a.kind.cmp(&b.kind)).then(length(a).cmp(&length(b)));
    let down = a.precedence.cmp(&b.precedence).then(a.start.cmp(&b.start)).then(a.rule.cmp(&b.rule));
    up.then(down.reverse()).is_gt()
}
