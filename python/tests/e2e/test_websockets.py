"""Is a WebSocket to an AI service refused, loudly and before anything is said? And does every other one open?"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from clients import OPENAI, version

import inkout

pytestmark = pytest.mark.usefixtures("hooks")


class Listener:
    """Accepts WebSockets, and keeps what it receives."""

    def __init__(self) -> None:
        self.received = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._shake_hands, args=[connection], daemon=True).start()

    def _shake_hands(self, connection: socket.socket) -> None:
        head = b""
        with connection:
            while b"\r\n\r\n" not in head:
                data = connection.recv(1000)
                if not data:
                    return
                head += data
                self.received += data
            (key,) = [line.split(b":")[1].strip() for line in head.split(b"\r\n") if b"-websocket-key" in line.lower()]
            accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            connection.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n\x88\x02\x03\xe8"
            )
            connection.settimeout(2)
            connection.recv(1000)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


REALTIME = "/v1/realtime?model=gpt-realtime"


@pytest.mark.skipif(version("websockets") is None, reason="websockets")
def test_websockets_in_threads(listener: Listener) -> None:
    from websockets.sync.client import connect

    with pytest.raises(inkout.UnsafePayload, match="WebSocket"), connect(f"ws://127.0.0.1:{listener.port}{REALTIME}"):
        pass
    assert listener.received == b""
    with connect(f"ws://127.0.0.1:{listener.port}/chat"):
        pass


@pytest.mark.skipif(version("websockets") is None, reason="websockets")
def test_websockets_in_tasks(listener: Listener) -> None:
    from websockets.asyncio.client import connect

    async def main() -> None:
        with pytest.raises(inkout.UnsafePayload, match="WebSocket"):
            async with connect(f"ws://127.0.0.1:{listener.port}{REALTIME}"):
                pass
        async with connect(f"ws://127.0.0.1:{listener.port}/chat"):
            pass

    asyncio.run(main())
    assert b"realtime" not in listener.received


@pytest.mark.skipif(version("websockets") is None, reason="websockets")
def test_an_unknown_host_that_is_named_by_the_environment(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    from websockets.sync.client import connect

    monkeypatch.setenv("INKOUT_HOSTS", f"127.0.0.1:{listener.port}")
    with pytest.raises(inkout.UnsafePayload):
        connect(f"ws://127.0.0.1:{listener.port}/chat")


@pytest.mark.skipif((OPENAI or 0) < 2 or version("websockets") is None, reason="openai 2 or newer, websockets")
def test_realtime_of_openai(listener: Listener) -> None:
    import openai

    base = f"http://127.0.0.1:{listener.port}/v1"
    sdk = openai.OpenAI(api_key="k", base_url=base, websocket_base_url=base.replace("http", "ws"))
    with pytest.raises(inkout.UnsafePayload, match="WebSocket"), sdk.realtime.connect(model="gpt-realtime"):
        pass

    async def main() -> None:
        async with openai.AsyncOpenAI(api_key="k", base_url=base, websocket_base_url=base.replace("http", "ws")) as sdk:
            with pytest.raises(inkout.UnsafePayload, match="WebSocket"):
                async with sdk.realtime.connect(model="gpt-realtime"):
                    pass

    asyncio.run(main())
    assert listener.received == b""


@pytest.mark.skipif(version("websocket-client") is None, reason="websocket-client")
def test_websocket_client(listener: Listener) -> None:
    import websocket

    with pytest.raises(inkout.UnsafePayload, match="WebSocket"):
        websocket.create_connection(f"ws://127.0.0.1:{listener.port}{REALTIME}")
    assert listener.received == b""
    websocket.create_connection(f"ws://127.0.0.1:{listener.port}/chat").close()


@pytest.mark.skipif(version("aiohttp") is None, reason="aiohttp")
def test_aiohttp(listener: Listener) -> None:
    import aiohttp

    async def main() -> None:
        async with aiohttp.ClientSession() as session:
            with pytest.raises(inkout.UnsafePayload, match="WebSocket"):
                await session.ws_connect(f"ws://127.0.0.1:{listener.port}{REALTIME}")
            await (await session.ws_connect(f"ws://127.0.0.1:{listener.port}/chat")).close()

    asyncio.run(main())
    assert b"realtime" not in listener.received


@pytest.mark.skipif(version("httpx2") is None or version("wsproto") is None, reason="httpx2 with wsproto")
def test_httpx2(listener: Listener) -> None:
    import httpx2

    client: Any = httpx2.Client()
    with (
        pytest.raises(inkout.UnsafePayload, match="WebSocket"),
        client.websocket(f"ws://127.0.0.1:{listener.port}{REALTIME}"),
    ):
        pass
    assert listener.received == b""
    with client.websocket(f"ws://127.0.0.1:{listener.port}/chat"):
        pass
    client.close()


@pytest.mark.skipif(version("websockets") is None, reason="websockets")
def test_report_mode_opens_and_counts(listener: Listener) -> None:
    from websockets.sync.client import connect

    inkout.install(report_only=True)
    before = inkout.status()["counts"].get("refused", 0)
    with connect(f"ws://127.0.0.1:{listener.port}{REALTIME}"):
        pass
    assert inkout.status()["counts"]["refused"] == before + 1
