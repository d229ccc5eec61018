//! `Read` and `Write` over a stream.

use std::io::{self, Read, Write};

use crate::{Error, Stream};

/// Bytes read from the inner reader at a time.
const CHUNK: usize = 64 << 10;

/// Reads redacted text; made by [`crate::Redactor::reader`].
pub struct Reader<R> {
    inner: R,
    stream: Stream,
    chunk: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Reader<R> {
    pub(crate) fn new(inner: R, stream: Stream) -> Self {
        let stream = stream.without_findings();
        Self { inner, stream, chunk: vec![0; CHUNK], ready: Vec::new(), given: 0, ended: false }
    }

    /// Fills `ready` until it holds something or the text has ended.
    fn fill(&mut self) -> io::Result<()> {
        while self.given == self.ready.len() && !self.ended {
            self.ready.clear();
            self.given = 0;
            let n = match self.inner.read(&mut self.chunk) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            self.ended = n == 0;
            let outcome = if self.ended {
                self.stream.finish(&mut self.ready)
            } else {
                self.stream.push(&self.chunk[..n], &mut self.ready)
            };
            if let Err(e) = outcome {
                self.ready.clear();
                self.ended = true;
                return Err(failed(e));
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        self.fill()?;
        let rest = &self.ready[self.given..];
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        self.given += n;
        Ok(n)
    }
}

impl<R> std::fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader({:?})", self.stream)
    }
}

/// Writes redacted text; made by [`crate::Redactor::writer`]. Call [`Writer::finish`]: what is still held back when it is
/// dropped is not written.
pub struct Writer<W> {
    inner: W,
    stream: Stream,
    ready: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub(crate) fn new(inner: W, stream: Stream) -> Self {
        Self { inner, stream: stream.without_findings(), ready: Vec::new() }
    }

    /// Writes the rest and gives the inner writer back.
    ///
    /// # Errors
    /// Those of the inner writer, and of [`Stream::finish`].
    pub fn finish(mut self) -> io::Result<W> {
        self.ready.clear();
        self.stream.finish(&mut self.ready).map_err(failed)?;
        self.inner.write_all(&self.ready)?;
        self.inner.flush()?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.ready.clear();
        self.stream.push(buf, &mut self.ready).map_err(failed)?;
        self.inner.write_all(&self.ready)?;
        Ok(buf.len())
    }

    /// Flushes the inner writer; what is not decided stays held back.
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W> std::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writer({:?})", self.stream)
    }
}

fn failed(e: Error) -> io::Error {
    io::Error::other(e)
}
