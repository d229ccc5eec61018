//! Does text that arrives in parts come out as the whole does?

use std::io::{self, Read, Write};

use inkout::{Error, ErrorKind, Operator, Policy, Redactor};
use inkout_corpus::{Family, generate};

/// Reads at most so many bytes at a time, and is interrupted now and then.
struct Trickle<'t> {
    text: &'t [u8],
    at_a_time: usize,
    reads: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        if self.reads.is_multiple_of(5) {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        let n = self.text.len().min(self.at_a_time).min(buf.len());
        buf[..n].copy_from_slice(&self.text[..n]);
        self.text = &self.text[n..];
        Ok(n)
    }
}

#[test]
fn chunks_come_out_as_the_whole() -> Result<(), Error> {
    let redactor = Redactor::default();
    for family in Family::ALL {
        let text = generate(family, 7, 50_000).text;
        let wanted = redactor.redact_bytes(&text)?;
        let findings = redactor.scan(&text)?;
        for size in [1, 3, 64, 4093, 4097, 17_000, 40_000] {
            let (mut stream, mut out, mut found) = (redactor.stream(), Vec::new(), Vec::new());
            for chunk in text.chunks(size) {
                stream.push(chunk, &mut out)?;
                found.extend(stream.findings());
            }
            stream.finish(&mut out)?;
            found.extend(stream.findings());
            assert!(out == *wanted, "{} by {size}", family.as_str());
            assert!(found.iter().map(|f| f.span()).eq(findings.iter().map(|f| f.span())));
            assert!(found.iter().all(|f| out.get(f.span_out()).is_some_and(|r| r.starts_with(b"[REDACTED_"))));
            assert_eq!(stream.pending(), 0);
        }
    }
    Ok(())
}

#[test]
fn a_key_of_any_length_is_not_held_back() -> Result<(), Error> {
    let (begin, end) = (concat!("-----BEGIN PRIV", "ATE KEY-----\n"), concat!("-----END PRIV", "ATE KEY-----"));
    let line = "MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0123456789+/abc\n";
    let session = Redactor::default().session();
    let (mut stream, mut in_session) = (Redactor::default().stream(), session.stream());
    let (mut out, mut tokens) = (Vec::new(), Vec::new());
    let text = format!("key: {begin}{}{end}, and more", line.repeat(5000));
    for chunk in text.as_bytes().chunks(1000) {
        stream.push(chunk, &mut out)?;
        in_session.push(chunk, &mut tokens)?;
        assert!(stream.pending() < 2000 && in_session.pending() < 2000);
        assert!(stream.under_way().is_none_or(|at| at == 5));
    }
    assert_eq!(stream.under_way(), None);
    stream.finish(&mut out)?;
    in_session.finish(&mut tokens)?;
    assert_eq!(String::from_utf8_lossy(&out), "key: [REDACTED_PRIVATE_KEY], and more");
    assert!(tokens.len() < 60 && session.restore_bytes(&tokens) == text.as_bytes());
    Ok(())
}

#[test]
fn only_the_token_under_way_is_held_back() -> Result<(), Error> {
    let (mut stream, mut out) = (Redactor::default().stream(), Vec::new());
    stream.push(b"The quick brown fox wri", &mut out)?;
    assert_eq!(String::from_utf8_lossy(&out), "The quick brown fox ");
    assert_eq!(stream.pending(), 3);
    stream.push(b"tes to bob@exam", &mut out)?;
    assert_eq!(String::from_utf8_lossy(&out), "The quick brown fox writes to ");
    stream.push(b"ple.com today", &mut out)?;
    assert_eq!(String::from_utf8_lossy(&out), "The quick brown fox writes to [REDACTED_EMAIL] ");
    stream.finish(&mut out)?;
    assert_eq!(String::from_utf8_lossy(&out), "The quick brown fox writes to [REDACTED_EMAIL] today");
    Ok(())
}

#[test]
fn a_finished_stream_takes_no_more() -> Result<(), Error> {
    let (mut stream, mut out) = (Redactor::default().stream(), Vec::new());
    stream.finish(&mut out)?;
    assert_eq!(stream.push(b"x", &mut out).expect_err("finished").kind(), ErrorKind::Session);
    assert_eq!(stream.finish(&mut out).expect_err("finished").kind(), ErrorKind::Session);
    assert!(out.is_empty());
    Ok(())
}

#[test]
fn a_stream_that_failed_says_no_more() -> Result<(), Error> {
    let redactor = Redactor::builder().operator("EMAIL", Operator::block()).build()?;
    let blocked = "call 212-555-0123, hello bob@example.com and so on ";
    let words = "nothing is in it ".repeat(5000);
    let long = [words.as_str(), blocked, words.as_str()].concat();
    for (before, chunk) in
        [("", blocked), ("some text be", blocked), ("", long.as_str()), ("some text be", long.as_str())]
    {
        let (mut stream, mut out) = (redactor.stream(), Vec::new());
        stream.push(before.as_bytes(), &mut out)?;
        assert_eq!(stream.push(chunk.as_bytes(), &mut out).expect_err("blocked").kind(), ErrorKind::Blocked);
        assert!(stream.pending() <= chunk.len());
        assert!(format!("{stream:?}").contains("pending"));
        assert_eq!(stream.push(b"more", &mut out).expect_err("failed").kind(), ErrorKind::Session);
        assert!(!String::from_utf8_lossy(&out).contains("bob"), "{out:?}");
    }
    Ok(())
}

#[test]
fn the_size_limit_counts_all_chunks() -> Result<(), Error> {
    let policy = Policy { max_bytes: Some(10), ..Policy::default() };
    let redactor = Redactor::builder().policy(policy).build()?;
    let (mut stream, mut out) = (redactor.stream(), Vec::new());
    stream.push(b"12345", &mut out)?;
    stream.push(b"67890", &mut out)?;
    let error = stream.push(b"1", &mut out).expect_err("too long");
    assert_eq!(error.kind(), ErrorKind::InputTooLarge);
    assert!(error.to_string().contains("11") && error.to_string().contains("10"), "{error}");
    Ok(())
}

#[test]
fn readers_read_redacted_text() -> io::Result<()> {
    let text = "mail bob@example.com\n".repeat(5000);
    let wanted = "mail [REDACTED_EMAIL]\n".repeat(5000);
    for at_a_time in [1, 7, 100_000] {
        let mut reader = Redactor::default().reader(Trickle { text: text.as_bytes(), at_a_time, reads: 0 });
        let mut out = String::new();
        reader.read_to_string(&mut out)?;
        assert!(out == wanted, "by {at_a_time}");
    }
    let mut few = [0; 3];
    assert_eq!(Redactor::default().reader(&b"abc"[..]).read(&mut few)?, 3);
    assert_eq!(Redactor::default().reader(&b""[..]).read(&mut few)?, 0);
    Ok(())
}

#[test]
fn writers_write_redacted_text() -> io::Result<()> {
    let mut writer = Redactor::default().writer(Vec::new());
    write!(writer, "mail bob@")?;
    write!(writer, "example.com or eve@example.org")?;
    writer.flush()?;
    let out = writer.finish()?;
    assert_eq!(String::from_utf8_lossy(&out), "mail [REDACTED_EMAIL] or [REDACTED_EMAIL]");
    Ok(())
}

#[test]
fn what_fails_in_between_is_an_io_error() -> Result<(), Error> {
    let redactor = Redactor::builder().operator("EMAIL", Operator::block()).build()?;
    let mut out = String::new();
    let error = redactor.reader(&b"to bob@example.com, today"[..]).read_to_string(&mut out).expect_err("blocked");
    assert!(error.to_string().contains("EMAIL_ADDRESS") && !error.to_string().contains("bob"), "{error}");
    assert!(!out.contains("bob"));
    let mut writer = redactor.writer(Vec::new());
    let outcome = writer.write_all(b"to bob@example.com").and_then(|()| writer.finish());
    assert!(outcome.expect_err("blocked").to_string().contains("EMAIL_ADDRESS"));
    Ok(())
}
