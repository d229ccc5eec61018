//! `inkout check-stream`: is the answer the same however a text is cut?

use std::ops::Range;

use inkout::{Error, Finding, Redactor};

use crate::args;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::line;
use crate::policy::redactor;

/// Bytes that all single cuts together may read: a long file is cut at fewer places.
const SINGLE_CUT_BYTES: usize = 256 << 20;
/// Ways of cutting into many pieces.
const RANDOM_CUTS: u64 = 64;
/// Bytes that all of those together may read.
const RANDOM_CUT_BYTES: usize = 256 << 20;

type Outcome = Result<(Vec<u8>, Vec<Finding>), Error>;

/// Cuts a file at single places and at random ones, and prints the first difference to the whole.
pub(crate) fn check_stream(args: &args::CheckStream) -> Result<u8, Failure> {
    let redactor = redactor(args.policy.as_deref())?;
    let text = Input::open(&args.file)?.whole()?;
    let whole = outcome(&redactor, [&text[..]]);
    // As `redact` takes it: in steps, without copying it.
    let one_shot = redactor.redact_bytes(&text).map(|out| (out.into_owned(), findings_of(&whole)));
    if let Some(difference) = difference(&whole, &one_shot) {
        line(format_args!("{}: as a whole text, not a stream: {difference}", args.file.display()))?;
        return Ok(crate::FOUND);
    }
    let mut ways = 1;
    let step = text.len().div_ceil(SINGLE_CUT_BYTES / text.len().max(1)).max(1);
    for cut in (1..text.len()).step_by(step) {
        ways += 1;
        let (left, right) = text.split_at(cut);
        if let Some(difference) = difference(&whole, &outcome(&redactor, [left, right])) {
            line(format_args!("{}: cut at byte {cut}: {difference}", args.file.display()))?;
            return Ok(crate::FOUND);
        }
    }
    for seed in 1..=RANDOM_CUTS.min((RANDOM_CUT_BYTES / text.len().max(1)) as u64 + 1) {
        ways += 1;
        let pieces = pieces(text.len(), seed);
        if let Some(difference) = difference(&whole, &outcome(&redactor, pieces.map(|piece| &text[piece]))) {
            line(format_args!("{}: random pieces, seed {seed}: {difference}", args.file.display()))?;
            return Ok(crate::FOUND);
        }
    }
    line(format_args!("{}: the same in {ways} ways of cutting", args.file.display()))?;
    Ok(crate::OK)
}

fn outcome<'t>(redactor: &Redactor, pieces: impl IntoIterator<Item = &'t [u8]>) -> Outcome {
    let mut stream = redactor.stream();
    let mut out = Vec::new();
    for piece in pieces {
        stream.push(piece, &mut out)?;
    }
    stream.finish(&mut out)?;
    Ok((out, stream.findings()))
}

fn findings_of(outcome: &Outcome) -> Vec<Finding> {
    outcome.as_ref().map(|(_, findings)| findings.clone()).unwrap_or_default()
}

/// Where two outcomes part, in offsets and names only.
fn difference(whole: &Outcome, cut: &Outcome) -> Option<String> {
    let ((whole, whole_found), (cut, cut_found)) = match (whole, cut) {
        (Ok(whole), Ok(cut)) => (whole, cut),
        (Err(whole), Err(cut)) if whole.kind() == cut.kind() => return None,
        (Err(_), Ok(_)) => return Some("the whole text fails, the pieces don't".to_owned()),
        (_, Err(error)) => return Some(format!("the pieces fail: {error}")),
    };
    let parted = whole_found.iter().zip(cut_found).find(|(whole, cut)| whole != cut);
    if let Some((whole, cut)) = parted {
        return Some(format!("{whole:?} in the whole text, {cut:?} in pieces"));
    }
    if whole_found.len() != cut_found.len() {
        return Some(format!("{} findings in the whole text, {} in pieces", whole_found.len(), cut_found.len()));
    }
    if whole != cut {
        let at = whole.iter().zip(cut).take_while(|(whole, cut)| whole == cut).count();
        return Some(format!("the outputs part at byte {at}"));
    }
    None
}

/// Random pieces of a text: short ones and long ones, the same for the same seed (xorshift).
fn pieces(length: usize, seed: u64) -> impl Iterator<Item = Range<usize>> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut start = 0;
    std::iter::from_fn(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let longest = [1, 7, 64, 4096][(state >> 32) as usize % 4];
        let end = length.min(start + 1 + state as usize % longest);
        (start < length).then(|| std::mem::replace(&mut start, end)..end)
    })
}
