"""Where do httpx and httpx2 send, and how are their answers read?

They are two libraries with the same inside, and both may live in one process; a class of one is useless to the other.
`Client._transport_for_url` hands out the transport of each single request: own transports, mounts and proxies all
come from there. What it hands out is wrapped, so that the script's `Request` stays as it is, and the answer passes
the library's own decoding, time measuring and closing.
"""

from __future__ import annotations

import sys
from types import ModuleType

from .. import call as calls
from .. import guard
from ..patch import Patches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Any


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps `_transport_for_url` of both clients of `httpx._client` or `httpx2._client`."""
    library = _Library(module)
    patches.wrap(module.Client, "_transport_for_url", library.transport_for_url(_transport(library)))
    patches.wrap(module.AsyncClient, "_transport_for_url", library.transport_for_url(_async_transport(library)))


class _Library:
    """The classes of one of the two libraries that an answer is made of."""

    def __init__(self, module: ModuleType) -> None:
        # Not from the package: that is not ready while its `_client` is being imported.
        package = module.__name__.rpartition(".")[0]
        self.request: Any = module.Request
        self.response: Any = module.Response
        self.identity: Any = sys.modules[package + "._decoders"].IdentityDecoder
        self.sync_stream = _stream(module.SyncByteStream)
        self.async_stream = _async_stream(module.AsyncByteStream)

    @staticmethod
    def transport_for_url(wrapped: Any) -> Callable[[Any], Any]:
        def make(original: Callable[..., Any]) -> Callable[..., Any]:
            def _transport_for_url(client: Any, url: Any) -> Any:
                return wrapped(original(client, url))

            return _transport_for_url

        return make

    def begin(self, request: Any) -> calls.Call | None:
        return calls.begin(request.method, str(request.url), request.headers.multi_items())

    def cleaned(self, request: Any, call: calls.Call, body: bytes) -> Any:
        """The request to send: the script's own when nothing is to be changed."""
        clean = call.redact(body)
        if clean is body:
            return request
        headers = request.headers.copy()
        for name in ("content-length", "transfer-encoding"):
            headers.pop(name, None)
        # The same extensions, because the time-outs live in them.
        return self.request(request.method, request.url, headers=headers, content=clean, extensions=request.extensions)

    def restore(self, response: Any, call: calls.Call, stream: Any) -> None:
        restorer = call.restorer(response.headers.get("content-type"))
        if hasattr(response, "_content"):
            # Read and decoded already: a mock, a cache.
            response._content = restorer.whole(response._content)
        else:
            inner = self.response(response.status_code, headers=response.headers, stream=response.stream)
            response.stream = stream(inner, restorer)
            response._decoder = self.identity()


class _Wrapped:
    """A client's transport, with our look at what it sends and gives back."""

    def __init__(self, real: Any) -> None:
        self._inkout_real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inkout_real, name)


def _transport(library: _Library) -> type:
    class Transport(_Wrapped):
        def handle_request(self, request: Any) -> Any:
            call = library.begin(request)
            if call is None:
                return self._inkout_real.handle_request(request)
            sent = library.cleaned(request, call, request.read())
            with guard.Below(call.clean):
                response = self._inkout_real.handle_request(sent)
            if call.is_changed:
                library.restore(response, call, library.sync_stream)
            return response

    return Transport


def _async_transport(library: _Library) -> type:
    class AsyncTransport(_Wrapped):
        async def handle_async_request(self, request: Any) -> Any:
            call = library.begin(request)
            if call is None:
                return await self._inkout_real.handle_async_request(request)
            sent = library.cleaned(request, call, await request.aread())
            with guard.Below(call.clean):
                response = await self._inkout_real.handle_async_request(sent)
            if call.is_changed:
                library.restore(response, call, library.async_stream)
            return response

    return AsyncTransport


def _stream(base: Any) -> type:
    class Stream(base):  # type: ignore[misc]
        """The decoded and restored body; `inner` decodes and closes."""

        def __init__(self, inner: Any, restorer: calls.Restorer) -> None:
            self._inner = inner
            self._restorer = restorer

        def __iter__(self) -> Iterator[bytes]:
            return self._restorer.flow(self._inner.iter_bytes())

        def close(self) -> None:
            self._inner.close()

    return Stream


def _async_stream(base: Any) -> type:
    class AsyncStream(base):  # type: ignore[misc]
        """The same for a body that is awaited."""

        def __init__(self, inner: Any, restorer: calls.Restorer) -> None:
            self._inner = inner
            self._restorer = restorer

        async def __aiter__(self) -> AsyncIterator[bytes]:
            pieces = self._inner.aiter_bytes()
            try:
                async for piece in pieces:
                    if out := self._restorer.push(piece):
                        yield out
            except Exception:
                if rest := self._restorer.finish():
                    yield rest
                raise
            finally:
                await pieces.aclose()
            if rest := self._restorer.finish():
                yield rest

        async def aclose(self) -> None:
            await self._inner.aclose()

    return AsyncStream
