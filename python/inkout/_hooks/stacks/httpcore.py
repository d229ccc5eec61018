"""What goes to an AI service below httpx and httpx2, without them? Refused: there, bodies and answers pass in pieces.

`ConnectionPool` of httpcore and httpcore2 is what their transports stand on, and what a script may use by itself. It
is also the net under a version of httpx that our own hook would not know.
"""

from __future__ import annotations

from .. import body as bodies
from .. import call as calls
from .. import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

    from ..patch import Patches


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps the one method of the pool in `httpcore._sync.connection_pool` or `httpcore._async.connection_pool`."""
    if hasattr(module, "AsyncConnectionPool"):
        patches.wrap(module.AsyncConnectionPool, "handle_async_request", _refusing)
    else:
        patches.wrap(module.ConnectionPool, "handle_request", _refusing)


def _refusing(original: Callable[..., Any]) -> Callable[..., Any]:
    def handle(pool: Any, request: Any) -> Any:
        if not guard.is_below() and _has_body(request) and _is_ai(request):
            calls.refuse(
                "the request is sent past httpx, by httpcore alone, where it can't be sanitized, so it was not sent; "
                "use a client of httpx or httpx2"
            )
        # Of the awaited twin this is the coroutine.
        return original(pool, request)

    return handle


def _has_body(request: Any) -> bool:
    return any(bodies.describes_the_body(name) for name, _ in request.headers) or request.method not in (
        b"GET",
        b"HEAD",
    )


def _is_ai(request: Any) -> bool:
    url = request.url
    port = f":{url.port}" if url.port else ""
    address = f"{url.scheme.decode()}://{url.host.decode()}{port}{url.target.decode('latin-1')}"
    return calls.is_ai(request.method.decode(), address, bodies.header_pairs(dict(request.headers)))
