"""Reading from a connection and keeping every byte of it, for the demo's stand-in and the end-to-end tests."""

from __future__ import annotations

from typing import BinaryIO


class Tee:
    """Reads from a connection and keeps a copy of what it read."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.copy = bytearray()

    def readline(self, size: int = -1) -> bytes:
        return self._kept(self.inner.readline(size))

    def read(self, size: int = -1) -> bytes:
        return self._kept(self.inner.read(size))

    def close(self) -> None:
        self.inner.close()

    def _kept(self, data: bytes) -> bytes:
        self.copy += data
        return data
