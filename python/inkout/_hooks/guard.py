"""Was this request sanitized already, by a layer above?

Clients stand on each other (openai on httpx2 on aiohttp, requests on urllib3 on http.client), and each layer has a
hook. The layer that sanitized a body leaves it here while it calls the layer below. A mark alone would not do: a task
that is started in the meantime inherits it, and would then send bodies of its own unseen. So the layer below compares
the bytes.
"""

from __future__ import annotations

from contextvars import ContextVar, Token

_below: ContextVar[bytes | None] = ContextVar("inkout_sanitized_body", default=None)


class Below:
    """While this is entered, `body` may pass through lower layers unchanged."""

    __slots__ = ("_body", "_token")

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._token: Token[bytes | None] | None = None

    def __enter__(self) -> None:
        self._token = _below.set(self._body)

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _below.reset(self._token)


def is_sanitized_above(body: bytes) -> bool:
    """True when a layer above sanitized exactly these bytes."""
    return _below.get() == body


def is_below() -> bool:
    """True while any layer above sends a request of its own."""
    return _below.get() is not None
