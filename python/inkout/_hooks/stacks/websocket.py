"""Which WebSockets are opened to AI services? None: what is said in them passes no hook, so they are refused.

`websockets` builds one `ClientProtocol` for each connection, threads and asyncio alike; its legacy half has a
`Connect` of its own. `websocket-client` has `WebSocket.connect`. (httpx, httpx2 and aiohttp open theirs by an HTTP
request, which their own hooks see.)
"""

from __future__ import annotations

from types import ModuleType

from .. import call as calls
from ..patch import Patches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def hook(module: ModuleType, patches: Patches) -> None:
    """Wraps what names the address in `websockets.client`, `websockets.legacy.client` or `websocket._core`."""
    if module.__name__ == "websockets.client":
        # Before version 11 the class had its later connections' name.
        protocol = getattr(module, "ClientProtocol", None) or module.ClientConnection
        patches.wrap(protocol, "__init__", _refusing(_of_parsed))
    elif module.__name__ == "websockets.legacy.client":
        patches.wrap(module.Connect, "__init__", _refusing(str))
    else:
        patches.wrap(module.WebSocket, "connect", _refusing(str))


def _refusing(url_of: Callable[[Any], str]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        def refusing(self: Any, *args: Any, **kw: Any) -> Any:
            address = args[0] if args else next((kw[name] for name in ("uri", "wsuri", "url") if name in kw), None)
            if address is not None and calls.is_ai("GET", url_of(address), []):
                calls.refuse_websocket()
            return original(self, *args, **kw)

        return refusing

    return make


def _of_parsed(uri: Any) -> str:
    host = f"[{uri.host}]" if ":" in uri.host else uri.host
    return f"{'wss' if uri.secure else 'ws'}://{host}:{uri.port}{uri.resource_name}"
