"""Where do requests and urllib3 send, and how are their answers read?

`HTTPConnectionPool.urlopen` is the one place that both pass, in 1.26 and in 2.x. An answer keeps its object, and with
it its connection, its retries and its cookies; only its class changes, to one whose reading methods restore. (A new
object around it would delay server-sent events until a block is full.)
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
    from collections.abc import Callable, Iterator
    from typing import Any

# Where `urlopen` has these in 1.26 and 2.x, counted from its fifth argument, if they are not given by name.
_CHUNKED, _BODY_POS = 6, 7


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps `urlopen` of `urllib3.connectionpool`."""
    patches.wrap(module.HTTPConnectionPool, "urlopen", _urlopen)


def _urlopen(original: Callable[..., Any]) -> Callable[..., Any]:
    def urlopen(pool: Any, method: str, url: str, body: Any = None, headers: Any = None, *args: Any, **kw: Any) -> Any:
        sent_headers = pool.headers if headers is None else headers
        pairs = bodies.header_pairs(sent_headers)
        call = calls.begin(method, _absolute(pool, url), pairs)
        if call is None:
            return original(pool, method, url, body, headers, *args, **kw)
        clean = call.redact(bodies.as_bytes(body))
        if body is not None and clean is not body:
            body, headers = clean, _with_length(sent_headers, clean)
            args, kw = _unchunked(args, kw)
        with guard.Below(clean):
            response = original(pool, method, url, body, headers, *args, **kw)
        if call.is_changed:
            _restore(response, call)
        return response

    return urlopen


def _absolute(pool: Any, url: str) -> str:
    # Through a forward proxy the URL is absolute, and the pool's host is the proxy's.
    if "://" in url.partition("?")[0]:
        return url
    port = f":{pool.port}" if pool.port else ""
    return f"{pool.scheme}://{pool.host}{port}{url}"


def _with_length(headers: Any, body: bytes) -> Any:
    headers = headers.copy()
    for name in [name for name in headers if bodies.describes_the_body(name)]:
        del headers[name]
    headers["Content-Length"] = str(len(body))
    return headers


def _unchunked(args: tuple[Any, ...], kw: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    kw = {**kw, "chunked": False, "body_pos": None}
    if len(args) > _CHUNKED:
        del kw["chunked"]
        args = (*args[:_CHUNKED], False, *args[_CHUNKED + 1 :])
    if len(args) > _BODY_POS:
        del kw["body_pos"]
        args = (*args[:_BODY_POS], None, *args[_BODY_POS + 1 :])
    return args, kw


def _restore(response: Any, call: calls.Call) -> None:
    restorer = call.restorer(response.headers.get("content-type"))
    if isinstance(response._body, bytes) and response._body:
        # Read already, inside `urlopen`, so that its errors could still be retried there.
        response._body = restorer.whole(response._body)
    else:
        swap(response, restorer, _restoring)


def _restoring(base: Any) -> type:
    class Restoring(base):  # type: ignore[misc]
        _inkout: Reading

        def read(
            self, amt: int | None = None, decode_content: bool | None = None, cache_content: bool = False
        ) -> bytes:
            reading = self._inkout
            if _stays_encoded(self, decode_content):
                raw: bytes = base.read(self, amt, decode_content, cache_content)
                return raw
            if amt is None or amt < 0:
                is_whole = reading.is_untouched
                if data := base.read(self, None, decode_content):
                    reading.push(data)
                reading.push(b"")
                out = reading.take()
                if cache_content and is_whole:
                    self._body = out
                return out
            while len(reading.ready) < amt and not reading.is_ended:
                data = base.read(self, amt, decode_content)
                if data or _is_at_end(self):
                    reading.push(data)
            return reading.take(amt)

        def stream(self, amt: int | None = 2**16, decode_content: bool | None = None) -> Iterator[bytes]:
            if _stays_encoded(self, decode_content):
                yield from base.stream(self, amt, decode_content)
            elif self.chunked and self.supports_chunked_reads():
                yield from self.read_chunked(amt, decode_content)
            elif amt != 0:
                yield from self._inkout.flow(_blocks(base, self, amt, decode_content), amt)

        def read_chunked(self, amt: int | None = None, decode_content: bool | None = None) -> Iterator[bytes]:
            pieces = base.read_chunked(self, amt, decode_content)
            # Here, unlike in `read`, nothing said means not decoded.
            if _stays_encoded(self, bool(decode_content)):
                yield from pieces
            else:
                yield from self._inkout.flow(pieces, amt)

        def isclosed(self) -> bool:
            return not self._inkout.ready and base.isclosed(self)

        @property
        def closed(self) -> bool:
            return not self._inkout.ready and base.closed.__get__(self)

        def close(self) -> None:
            self._inkout.ready.clear()
            base.close(self)

        if hasattr(base, "read1"):

            def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes:
                reading = self._inkout
                if _stays_encoded(self, decode_content):
                    raw: bytes = base.read1(self, amt, decode_content)
                    return raw
                if amt != 0:
                    reading.fill(lambda: base.read1(self, amt, decode_content), 1)
                return reading.take(None if amt is None or amt < 0 else amt)

    return Restoring


def _blocks(base: Any, response: Any, amt: int | None, decode_content: bool | None) -> Iterator[bytes]:
    while True:
        if data := base.read(response, amt, decode_content):
            yield data
        elif _is_at_end(response):
            return


def _is_at_end(response: Any) -> bool:
    # 1.26 gives an empty block also where the decoder needs more, so the file below is asked.
    file = response._fp
    if file is None:
        return True
    return bool(file.isclosed() if hasattr(file, "isclosed") else getattr(file, "closed", True))


def _stays_encoded(response: Any, decode_content: bool | None) -> bool:
    """True when the caller wants the bytes as they came, gzip and all: those hold only tokens, and are no text."""
    is_decoded = response.decode_content if decode_content is None else decode_content
    return not is_decoded and response.headers.get("content-encoding", "identity").lower() != "identity"
