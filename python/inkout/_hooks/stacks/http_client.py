"""Where do the standard library's http.client and urllib.request send, and how are their answers read?

`HTTPConnection.request` sends all in one, through `_send_request`: sanitized. `putrequest`, `endheaders` and `send`
put a body together from pieces that nobody sees as a whole: to an AI service, a body that takes this way is refused.
http.client decodes no content encoding, so an answer that has one is left as it is; it holds only tokens.
"""

from __future__ import annotations

from types import ModuleType

from .. import body as bodies
from .. import call as calls
from .. import guard
from ..patch import Patches
from ..reading import Reading, swap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# On a connection, between its methods: the call whose answer is to be restored, and whether a bare body would be
# refused.
_CALL = "_inkout_call"
_IS_BARE = "_inkout_is_bare"


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps what sends and what receives in `http.client.HTTPConnection`."""
    connection = module.HTTPConnection
    patches.wrap(connection, "_send_request", _send_request)
    patches.wrap(connection, "putrequest", _putrequest)
    patches.wrap(connection, "endheaders", _endheaders)
    patches.wrap(connection, "send", _send)
    patches.wrap(connection, "getresponse", _getresponse)


def _send_request(original: Callable[..., Any]) -> Callable[..., Any]:
    def _send_request(conn: Any, method: str, url: str, body: Any, headers: Any, encode_chunked: bool) -> Any:
        conn.__dict__.pop(_CALL, None)
        pairs = bodies.header_pairs(headers)
        call = calls.begin(method, _absolute(conn, url), pairs)
        if call is None:
            return original(conn, method, url, body, headers, encode_chunked)
        # Where the caller writes the chunks' own lengths into the body, there is no body to read.
        if not encode_chunked and (bodies.header(pairs, "transfer-encoding") or "").lower() == "chunked" and body:
            calls.refuse("the request body is cut into chunks by the caller, so nothing was sent; pass it whole")
        clean = call.redact(bodies.as_bytes(body))
        if body is not None and clean is not body:
            body, encode_chunked = clean, False
            headers = {name: value for name, value in headers.items() if not bodies.describes_the_body(name)}
            headers["Content-Length"] = str(len(clean))
        with guard.Below(clean):
            result = original(conn, method, url, body, headers, encode_chunked)
        if call.is_changed:
            setattr(conn, _CALL, call)
        return result

    return _send_request


def _putrequest(original: Callable[..., Any]) -> Callable[..., Any]:
    def putrequest(conn: Any, method: str, url: str, *args: Any, **kw: Any) -> Any:
        result = original(conn, method, url, *args, **kw)
        setattr(conn, _IS_BARE, not guard.is_below() and calls.is_ai(method, _absolute(conn, url), []))
        return result

    return putrequest


def _endheaders(original: Callable[..., Any]) -> Callable[..., Any]:
    def endheaders(conn: Any, message_body: Any = None, *args: Any, **kw: Any) -> Any:
        if not getattr(conn, _IS_BARE, False):
            return original(conn, message_body, *args, **kw)
        if message_body is not None:
            _refuse()
        # The headers go out by `send` too.
        setattr(conn, _IS_BARE, False)
        result = original(conn, message_body, *args, **kw)
        setattr(conn, _IS_BARE, True)
        return result

    return endheaders


def _send(original: Callable[..., Any]) -> Callable[..., Any]:
    def send(conn: Any, data: Any) -> Any:
        if getattr(conn, _IS_BARE, False):
            _refuse()
        return original(conn, data)

    return send


def _getresponse(original: Callable[..., Any]) -> Callable[..., Any]:
    def getresponse(conn: Any, *args: Any, **kw: Any) -> Any:
        response = original(conn, *args, **kw)
        call = conn.__dict__.pop(_CALL, None)
        if call is not None and response.getheader("content-encoding", "identity").lower() == "identity":
            swap(response, call.restorer(response.getheader("content-type")), _restoring)
        return response

    return getresponse


def _refuse() -> None:
    calls.refuse(
        "the request body is sent in pieces (putrequest, endheaders, send), which can't be sanitized, "
        "so it was not sent; use HTTPConnection.request with the whole body"
    )


def _absolute(conn: Any, url: str) -> str:
    # Through a forward proxy the URL is absolute; through a tunnel the service is the tunnel's end.
    if "://" in url.partition("?")[0]:
        return url
    scheme = "https" if conn.default_port == 443 else "http"
    host, port = conn.host, conn.port
    if getattr(conn, "_tunnel_host", None):
        host, port = conn._tunnel_host, conn._tunnel_port
    host = f"[{host}]" if ":" in host else host
    return f"{scheme}://{host}:{port}{url}" if port else f"{scheme}://{host}{url}"


def _restoring(base: Any) -> type:
    class Restoring(base):  # type: ignore[misc]
        _inkout: Reading

        def read(self, amt: int | None = None) -> bytes:
            reading = self._inkout
            if amt is None or amt < 0:
                reading.fill(lambda: base.read(self))
                return reading.take()
            reading.fill(lambda: base.read(self, amt), amt)
            return reading.take(amt)

        def read1(self, n: int = -1) -> bytes:
            if n == 0:
                return b""
            reading = self._inkout
            reading.fill(lambda: _some(base, self, n), 1)
            return reading.take(None if n < 0 else n)

        def readinto(self, buffer: Any) -> int:
            data = self.read(len(buffer))
            buffer[: len(data)] = data
            return len(data)

        def peek(self, n: int = -1) -> bytes:
            self._inkout.fill(lambda: _some(base, self, -1), 1)
            return bytes(self._inkout.ready)

        def readline(self, limit: int = -1) -> bytes:
            reading = self._inkout
            while not reading.is_ended and b"\n" not in reading.ready and not 0 <= limit <= len(reading.ready):
                reading.fill(lambda: _some(base, self, -1), len(reading.ready) + 1)
            end = reading.ready.find(b"\n") + 1 or len(reading.ready)
            return reading.take(end if limit < 0 else min(end, limit))

        def isclosed(self) -> bool:
            return not self._inkout.ready and base.isclosed(self)

        def close(self) -> None:
            self._inkout.ready.clear()
            base.close(self)

    return Restoring


def _some(base: Any, response: Any, n: int) -> bytes:
    # `read1` does not close at the end of a body with a length, so the connection would stay taken; `read` does.
    data: bytes = base.read1(response, n) or base.read(response)
    return data
