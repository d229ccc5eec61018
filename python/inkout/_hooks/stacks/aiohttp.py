"""Where does aiohttp send, and how are its answers read?

`ClientRequest.send` is below its middlewares: whatever the script passed is a payload by then, not yet compressed.
`ClientResponse.start` is where the answer's body, decoded by the parser, is put in place. Both have these names since
3.8.
"""

from __future__ import annotations

from sys import modules
from types import ModuleType

from .. import body as bodies
from .. import call as calls
from .. import guard
from ..patch import Patches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_CALL = "_inkout_call"


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps `send` and `start` of `aiohttp.client_reqrep`."""
    patches.wrap(module.ClientRequest, "send", _send)
    patches.wrap(module.ClientResponse, "start", _start)


def _send(original: Callable[..., Any]) -> Callable[..., Any]:
    async def send(request: Any, conn: Any) -> Any:
        call = calls.begin(request.method, str(request.url), bodies.header_pairs(request.headers))
        if call is None:
            return await original(request, conn)
        payload = _payload_of(request)
        body = await _bytes_of(payload)
        earlier: calls.Call | None = getattr(payload, _CALL, None)
        if earlier is not None and earlier.clean == body:
            # A middleware tries again, or a redirect is followed, with the payload that we have put there.
            call = earlier
        else:
            call.redact(body, is_encoded=not request.compress)
        if body:
            await _set_body(request, call.clean)
            setattr(_payload_of(request), _CALL, call)
        with guard.Below(call.clean):
            response = await original(request, conn)
        if call.is_changed:
            setattr(response, _CALL, call)
        return response

    return send


def _start(original: Callable[..., Any]) -> Callable[..., Any]:
    async def start(response: Any, connection: Any) -> Any:
        result = await original(response, connection)
        call = response.__dict__.pop(_CALL, None)
        if call is not None and response.content is not None and not _stays_encoded(response):
            reader = _restoring(modules["aiohttp.streams"])
            response.content = reader(response.content, call.restorer(response.headers.get("content-type")))
        return result

    return start


def _stays_encoded(response: Any) -> bool:
    # A session that does not decompress wants the bytes as they came: those hold only tokens, and are no text.
    encoding = response.headers.get("content-encoding", "identity").lower()
    return encoding != "identity" and not getattr(response._session, "_auto_decompress", True)


class _Collected:
    """Takes what a payload writes, in the place of the connection's writer."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    async def write(self, chunk: Any, *_: Any, **__: Any) -> None:
        self.pieces.append(bytes(chunk))

    async def drain(self) -> None:
        """Nothing is waited for."""

    async def write_eof(self, chunk: bytes = b"") -> None:
        self.pieces.append(bytes(chunk))


def _payload_of(request: Any) -> Any:
    # 3.8 keeps bytes or a payload in `body`; where `update_body` exists, `_body` is a payload or nothing.
    return request._body if hasattr(request, "update_body") else request.body


async def _bytes_of(payload: Any) -> bytes:
    if not hasattr(payload, "write"):
        return bodies.as_bytes(payload)
    collected = _Collected()
    await payload.write(collected)
    return b"".join(collected.pieces)


async def _set_body(request: Any, body: bytes) -> None:
    if hasattr(request, "update_body"):
        await request.update_body(body)
        return
    request.body = modules["aiohttp.payload"].BytesPayload(body)
    if not request.chunked:
        request.headers["Content-Length"] = str(len(body))


_classes: dict[ModuleType, type] = {}


def _restoring(streams: Any) -> Any:
    known = _classes.get(streams)
    if known is not None:
        return known

    class Restoring(streams.StreamReader):  # type: ignore[misc]
        """The restored body, drawn from the real one as it is read."""

        def __init__(self, inner: Any, restorer: calls.Restorer) -> None:
            protocol = modules["aiohttp.base_protocol"].BaseProtocol(inner._loop)
            super().__init__(protocol, 1 << 16, timer=inner._timer, loop=inner._loop)
            self._inner = inner
            self._restorer = restorer
            self._broken: Exception | None = None

        async def _wait(self, func_name: str) -> None:
            if self._broken is not None:
                raise self._broken
            try:
                piece = await self._inner.readany()
            except Exception as error:
                # What was held goes out before the error does.
                self._broken = error
                self.feed_data(self._restorer.finish(), 0)
                if not self._buffer:
                    raise
                return
            if piece:
                out = self._restorer.push(piece)
                self.feed_data(out, len(out))
            elif self._inner.at_eof():
                rest = self._restorer.finish()
                self.feed_data(rest, len(rest))
                self.feed_eof()

    _classes[streams] = Restoring
    return Restoring
