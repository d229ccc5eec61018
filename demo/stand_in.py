"""A stand-in for the chat services, on loopback, that keeps every byte it receives.

It answers as OpenAI (chat, chat stream, responses, embeddings) and as Anthropic (messages) do, and its answers repeat
what it was told, as a model would. As a proxy (CONNECT) it also plays the services' own hosts over TLS, so that a
script with a hard-coded `https://api.openai.com/...` reaches it without a change. Standard library only.
"""

from __future__ import annotations

import gzip
import json
import ssl
import threading
import zlib
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import answers
from tee import Tee

PIECE = 3  # bytes of a streamed answer that are sent at a time


@dataclass
class Received:
    """One request, with every byte of it."""

    method: str
    url: str
    headers: dict[str, str]
    wire: bytes
    body: bytes

    def text(self) -> bytes:
        """The body after content decoding."""
        encoding = self.headers.get("content-encoding", "")
        if encoding == "gzip":
            return gzip.decompress(self.body)
        if encoding == "deflate":
            return zlib.decompress(self.body)
        return self.body

    def json(self) -> Any:
        """The body as JSON, None if it is not."""
        try:
            return json.loads(self.text())
        except ValueError:
            return None


@dataclass
class StandIn:
    """The service. `received` grows as requests come in."""

    context: ssl.SSLContext | None = None
    received: list[Received] = field(default_factory=list)

    def start(self) -> int:
        """Listens on a free port of loopback and gives its number."""
        service = self

        class Handler(_Handler):
            stand_in = service

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self._server.server_address[1]

    def stop(self) -> None:
        """Stops listening."""
        self._server.shutdown()
        self._server.server_close()

    def take(self) -> list[Received]:
        """Everything received since the last call."""
        taken, self.received = self.received, []
        return taken


class _Handler(BaseHTTPRequestHandler):
    stand_in: StandIn
    protocol_version = "HTTP/1.1"
    origin = ""

    def setup(self) -> None:
        super().setup()
        self.rfile = Tee(self.rfile)  # type: ignore[assignment]

    def log_message(self, *_: Any) -> None:
        """Nothing: the picture is printed by the demo."""

    def do_CONNECT(self) -> None:
        """Plays the host that the client wants to reach, with the throw-away certificate."""
        if self.stand_in.context is None:
            self.send_error(502)
            return
        self.send_response(200)
        self.end_headers()
        self.close_connection = False  # whatever version the client's CONNECT was of
        self.origin = "https://" + self.path.removesuffix(":443")
        self.connection = self.stand_in.context.wrap_socket(self.connection, server_side=True)
        self.rfile = Tee(self.connection.makefile("rb"))  # type: ignore[assignment]
        self.wfile = self.connection.makefile("wb", buffering=0)  # type: ignore[assignment]

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self._body()
        headers = {name.lower(): value for name, value in self.headers.items()}
        origin = self.origin or "http://" + headers.get("host", "")
        url = self.path if "://" in self.path else origin + self.path
        request = Received(self.command, url, headers, bytes(self.rfile.copy), body)  # type: ignore[attr-defined]
        self.rfile.copy.clear()  # type: ignore[attr-defined]
        self.stand_in.received.append(request)
        path = "/" + url.split("://", 1)[1].partition("/")[2].partition("?")[0]
        answer = answers.answer(path, request.json())
        if isinstance(answer, list):
            self._stream(answer)
        else:
            self._send(404 if answer.get("error") else 200, answer)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def _send(self, status: int, answer: dict[str, Any]) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, events: list[dict[str, Any]]) -> None:
        """Server-sent events, cut at every third byte."""
        data = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        encoded = data.encode()
        for start in range(0, len(encoded), PIECE):
            piece = encoded[start : start + PIECE]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")
