"""Which libraries send HTTP from Python, and which file hooks each?

One stack, one file; the file is imported when its library is, so that nothing heavy is loaded for a script that uses
none.
"""

from __future__ import annotations


class Stack:
    """`library` is hooked by `file` when `module`, which defines the patched class, has been executed."""

    __slots__ = ("file", "library", "module")

    def __init__(self, module: str, library: str, file: str) -> None:
        self.module = module
        self.library = library
        self.file = file


STACKS = (
    Stack("urllib3.connectionpool", "urllib3", "urllib3"),
    Stack("httpx._client", "httpx", "httpx"),
    Stack("httpx2._client", "httpx2", "httpx"),
    Stack("httpcore._sync.connection_pool", "httpcore", "httpcore"),
    Stack("httpcore._async.connection_pool", "httpcore", "httpcore"),
    Stack("httpcore2._sync.connection_pool", "httpcore2", "httpcore"),
    Stack("httpcore2._async.connection_pool", "httpcore2", "httpcore"),
    Stack("aiohttp.client_reqrep", "aiohttp", "aiohttp"),
    Stack("http.client", "http.client", "http_client"),
    Stack("websockets.client", "websockets", "websocket"),
    Stack("websockets.legacy.client", "websockets", "websocket"),
    Stack("websocket._core", "websocket-client", "websocket"),
    Stack("openai._base_client", "openai", "sdk"),
    Stack("anthropic._base_client", "anthropic", "sdk"),
)

# Libraries that send HTTP where no hook reaches. What goes through them is not sanitized, and `status` says so.
OUT_OF_REACH = ("grpc", "pycurl", "curl_cffi", "primp", "rnet", "tornado.simple_httpclient")
