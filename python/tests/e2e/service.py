"""A service on loopback that keeps every byte it receives, and answers as it is told by the first part of the path.

`http://127.0.0.1:PORT/gzip/v1` is a base URL like any other to an SDK: what follows is answered compressed. The other
ways of answering are the keys of `_WAYS`. It repeats every text that it was told, so that a test can ask for all
originals back.
"""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
import zlib
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import speech
from tee import Tee

PIECE = 3  # bytes of a streamed answer that leave together
PAUSE = 0.2  # seconds between the events of a slow answer


@dataclass
class Service:
    """`received` holds the raw bytes of each request, `bodies` their bodies."""

    received: list[bytes] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connections: int = 0
    failures: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Service:
        service = self

        class Handler(_Handler):
            owner = service

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def seen(self) -> list[bytes]:
        """All that it received: as it came, without the lengths of chunks, and decompressed."""
        decoded = [
            _decompressed(body, heads.get("content-encoding"))
            for body, heads in zip(self.bodies, self.headers, strict=True)
        ]
        return self.received + self.bodies + decoded

    def url(self, way: str = "plain") -> str:
        """The base URL under which it answers in this way."""
        return f"http://127.0.0.1:{self.port}/{way}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: Any) -> None:
        """Nothing: clients go away in the middle of an answer, some tests are about that."""


class _Handler(BaseHTTPRequestHandler):
    owner: Service
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.rfile = Tee(self.rfile)  # type: ignore[assignment]
        self.owner.connections += 1

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self.do_POST()

    def do_HEAD(self) -> None:
        self._send(200, b"", "application/json")

    def do_POST(self) -> None:
        copying: Any = self.rfile
        body = self._body()
        self.owner.received.append(bytes(copying.copy))
        self.owner.bodies.append(body)
        self.owner.headers.append({name.lower(): value for name, value in self.headers.items()})
        copying.copy.clear()
        path = self.path.partition("?")[0]
        if "://" in path:
            path = "/" + path.split("/", 3)[3]
        _, way, *rest = path.split("/")
        _WAYS.get(way, _WAYS["plain"])(self, "/" + "/".join(rest), _decoded(body, self.headers.get("content-encoding")))

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def plain(self, path: str, request: Any) -> None:
        self._answer(200, speech.answer(path, request))

    def compressed(self, path: str, request: Any) -> None:
        self._answer(200, speech.answer(path, request), "gzip")

    def brotli(self, path: str, request: Any) -> None:
        self._answer(200, speech.answer(path, request), "br")

    def flaky(self, path: str, request: Any) -> None:
        """Too many requests, the first time only."""
        if self.owner.failures.setdefault(path, 0) == 0:
            self.owner.failures[path] = 1
            error = {"error": {"message": "slow down: " + speech.echo(request), "type": "rate_limit"}}
            self._send(429, json.dumps(error).encode(), "application/json", {"Retry-After": "0", "retry-after-ms": "1"})
        else:
            self.plain(path, request)

    def wrong(self, path: str, request: Any) -> None:
        """An error that repeats the request."""
        self._answer(
            400, {"type": "error", "error": {"message": speech.echo(request), "type": "invalid_request_error"}}
        )

    def slow(self, path: str, request: Any) -> None:
        self._stream(speech.answer(path, request), pause=PAUSE)

    def cut(self, path: str, request: Any) -> None:
        """The connection ends in the middle of a stream, inside a token."""
        self._stream(speech.answer(path, request), is_cut=True)

    def gone(self, path: str, request: Any) -> None:
        """Moved, to be asked again with the same body."""
        self.send_response(307)
        self.send_header("Location", self.owner.url() + path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, answer: Any, encoding: str | None = None) -> None:
        if isinstance(answer, str):
            self._stream(answer, encoding=encoding)
        else:
            data = json.dumps(answer, ensure_ascii=False).encode()
            self._send(status, _encoded(data, encoding), "application/json", {"Content-Encoding": encoding})

    def _send(self, status: int, data: bytes, kind: str, more: dict[str, str | None] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (more or {}).items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, events: str, pause: float = 0.0, encoding: str | None = None, is_cut: bool = False) -> None:
        if is_cut:
            events = events[: re.search(r'"content": "[^"]*\[', events).end()]  # type: ignore[union-attr]
        data = _encoded(events.encode(), encoding)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        if pause:
            pieces = [piece + b"\n\n" for piece in data.split(b"\n\n") if piece]
        else:
            pieces = [data[at : at + PIECE] for at in range(0, len(data), PIECE)]
        for piece in pieces:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            time.sleep(pause)
        if is_cut:
            self.close_connection = True
            self.connection.shutdown(2)
        else:
            self.wfile.write(b"0\r\n\r\n")


_WAYS = {
    "plain": _Handler.plain,
    "gzip": _Handler.compressed,
    "br": _Handler.brotli,
    "flaky": _Handler.flaky,
    "wrong": _Handler.wrong,
    "slow": _Handler.slow,
    "cut": _Handler.cut,
    "gone": _Handler.gone,
}


def _encoded(data: bytes, encoding: str | None) -> bytes:
    if encoding == "gzip":
        return gzip.compress(data)
    if encoding == "br":
        import brotli

        compressed: bytes = brotli.compress(data)
        return compressed
    return data


def _decompressed(body: bytes, encoding: str | None) -> bytes:
    if encoding == "deflate":
        return zlib.decompress(body)
    return gzip.decompress(body) if encoding == "gzip" else body


def _decoded(body: bytes, encoding: str | None) -> Any:
    body = _decompressed(body, encoding)
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
