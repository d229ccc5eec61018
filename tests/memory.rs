//! What does it cost in memory? Allocations of this thread are counted, and the most bytes that were held at a time.

use std::borrow::Cow;
use std::io::{Read, Write};

use allocation_counter::{AllocationInfo, measure};
use inkout::{Error, Redactor};
use inkout_corpus::{Family, documents, generate};

/// Most bytes that one-shot holds beside its output, whatever the text: findings under way, and what stands in an escape.
const SCRATCH: u64 = 32 << 10;
/// Most allocations beside the output where all is ASCII, whatever the length: lists that are kept warm.
const LISTS: u64 = 60;
/// Bytes of a chunk.
const CHUNK: usize = 1000;
/// Most bytes that a stream holds of what was pushed: looked back at, undecided, and not yet dropped.
const STREAM: u64 = SCRATCH + 4 * CHUNK as u64;

/// Warm, as it is after the first text: what is made once for the process is made.
fn warm() -> Result<Redactor, Error> {
    let redactor = Redactor::default();
    for document in documents() {
        redactor.redact_bytes(&document.text)?;
    }
    Ok(redactor)
}

fn nothing() -> AllocationInfo {
    AllocationInfo::default()
}

#[test]
fn nothing_is_allocated_where_nothing_is_to_be_redacted() -> Result<(), Error> {
    let redactor = warm()?;
    let prose = generate(Family::Prose, 1, 1 << 20).text;
    let messages = ["", "nothing", "at 12:30", "id 123e4567-e89b-12d3-a456-426614174000"];
    let texts = messages.map(str::as_bytes).into_iter().chain([prose.as_slice()]);
    for text in texts {
        let used = measure(|| assert!(matches!(redactor.redact_bytes(text), Ok(Cow::Borrowed(_)))));
        assert_eq!(used, nothing(), "{} bytes", text.len());
    }
    Ok(())
}

/// A list holds the candidate that is judged; the next one finds it warm.
#[test]
fn what_is_rejected_costs_a_constant() -> Result<(), Error> {
    let redactor = warm()?;
    let unit = b"order 4111 1111 1111 1112, ts 1743406084860, build 17.14.105 of 2023-10-17, a@b, 10%25 &amp; ";
    for times in [1, 1000] {
        let text = unit.repeat(times);
        let used = measure(|| assert!(matches!(redactor.redact_bytes(&text), Ok(Cow::Borrowed(_)))));
        assert!(used.bytes_max < SCRATCH && used.count_total < LISTS, "{times} times: {used:?}");
        assert_eq!(used.bytes_current, 0);
    }
    Ok(())
}

#[test]
fn one_shot_allocates_its_output_and_a_constant() -> Result<(), Error> {
    let redactor = warm()?;
    for family in Family::ALL {
        for len in [20_000, 200_000, 2_000_000] {
            let text = generate(family, 2, len).text;
            let mut out = Vec::with_capacity(2 * len);
            let used = measure(|| redactor.redact_into(&text, &mut out).expect("nothing blocks"));
            let is_constant = used.bytes_max < SCRATCH && (used.count_total < LISTS || !text.is_ascii());
            assert!(is_constant && used.bytes_current == 0, "{} of {len}: {used:?}", family.as_str());
        }
    }
    Ok(())
}

#[test]
fn a_stream_holds_its_hold_back_and_a_chunk_whatever_its_length() -> Result<(), Error> {
    let redactor = warm()?;
    for family in Family::ALL {
        for len in [20_000, 200_000, 2_000_000] {
            let text = generate(family, 2, len).text;
            let mut out = Vec::with_capacity(64 << 10);
            let used = measure(|| {
                let mut stream = redactor.stream();
                for chunk in text.chunks(CHUNK) {
                    out.clear();
                    stream.push(chunk, &mut out).expect("nothing blocks");
                    stream.findings();
                }
                stream.finish(&mut out).expect("nothing blocks");
            });
            assert!(used.bytes_max < STREAM && used.bytes_current == 0, "{} of {len}: {used:?}", family.as_str());
        }
    }
    Ok(())
}

#[test]
fn a_reader_and_a_writer_hold_no_more_of_a_long_text() -> Result<(), Box<dyn std::error::Error>> {
    let redactor = warm()?;
    let mut most = Vec::new();
    for len in [200_000, 4_000_000] {
        let text = generate(Family::Logs, 2, len).text;
        let read = measure(|| {
            let (mut reader, mut part) = (redactor.reader(&*text), [0; CHUNK]);
            while reader.read(&mut part).expect("nothing blocks") > 0 {}
        });
        let written = measure(|| {
            let mut writer = redactor.writer(std::io::sink());
            text.chunks(CHUNK).for_each(|part| writer.write_all(part).expect("nothing blocks"));
            writer.finish().expect("nothing blocks");
        });
        most.push((read.bytes_max, written.bytes_max));
    }
    assert!(most[1].0 <= most[0].0 + SCRATCH && most[1].1 <= most[0].1 + SCRATCH, "{most:?}");
    Ok(())
}

#[test]
fn the_way_back_holds_a_spelling_and_a_chunk_whatever_its_length() -> Result<(), Error> {
    let session = warm()?.session();
    for len in [20_000, 200_000, 2_000_000] {
        let text = session.redact_bytes(&generate(Family::Chat, 2, len).text)?.into_owned();
        let mut out = Vec::with_capacity(64 << 10);
        let used = measure(|| {
            let mut stream = session.restore_stream();
            for chunk in text.chunks(CHUNK) {
                out.clear();
                stream.push(chunk, &mut out);
            }
            stream.finish(&mut out);
        });
        assert!(used.bytes_max < STREAM, "{len}: {used:?}");
    }
    Ok(())
}

#[test]
fn a_clone_of_a_redactor_allocates_nothing() -> Result<(), Error> {
    let redactor = Redactor::builder().build()?;
    let used = measure(|| drop(redactor.clone()));
    assert_eq!(used, nothing());
    Ok(())
}
