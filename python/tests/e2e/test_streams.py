"""Is a stream as quick, as long and as breakable as without hooks?"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable
from typing import Any

import pytest
from clients import HEADERS, OPENAI, version
from service import PAUSE, Service

NO_TOKEN = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "good morning, " * 2}]}
# What is found stands at the end, so that the events before it need not wait.
TOKEN_LAST = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "good morning bob@example.com"}]}

pytestmark = pytest.mark.usefixtures("hooks")
is_openai_of_today = pytest.mark.skipif((OPENAI or 0) < 1, reason="openai 1 or newer")


class Clock:
    """When did the lines arrive? Each must be there before the next event leaves the service."""

    def __init__(self) -> None:
        self.arrived: list[float] = []

    def tick(self) -> None:
        self.arrived.append(time.monotonic())

    def watch(self, arriving: Iterable[Any]) -> None:
        """The first four."""
        for _ in arriving:
            self.tick()
            if len(self.arrived) == 4:
                break

    def is_incremental(self) -> bool:
        return all(
            PAUSE * (number - 0.9) < at - self.arrived[0] < PAUSE * (number + 0.9)
            for number, at in enumerate(self.arrived)
        )


@pytest.mark.parametrize("request_body", [NO_TOKEN, TOKEN_LAST], ids=["no token", "token at the end"])
def test_requests_gives_each_line_before_the_next_event(service: Service, request_body: Any) -> None:
    requests = pytest.importorskip("requests")
    clock = Clock()
    with requests.post(
        service.url("slow") + "/v1/chat/completions", json=request_body, stream=True, timeout=9
    ) as answer:
        clock.watch(line for line in answer.iter_lines() if line)
    assert clock.is_incremental(), clock.arrived


@pytest.mark.parametrize("name", ["httpx", "httpx2"])
def test_httpx_gives_each_line_before_the_next_event(service: Service, name: str) -> None:
    library: Any = pytest.importorskip(name)
    clock = Clock()
    with library.stream("POST", service.url("slow") + "/v1/chat/completions", json=TOKEN_LAST) as answer:
        clock.watch(line for line in answer.iter_lines() if line)
    assert clock.is_incremental(), clock.arrived


@is_openai_of_today
def test_openai_gives_each_event_before_the_next(service: Service) -> None:
    import openai

    sdk = openai.OpenAI(api_key="k", base_url=service.url("slow") + "/v1")
    clock = Clock()
    stream: Any = sdk.chat.completions.create(**TOKEN_LAST)  # type: ignore[call-overload]
    clock.watch(stream)
    stream.close()
    assert clock.is_incremental(), clock.arrived


def test_aiohttp_gives_each_line_before_the_next_event(service: Service) -> None:
    aiohttp: Any = pytest.importorskip("aiohttp")
    clock = Clock()

    async def main() -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(service.url("slow") + "/v1/chat/completions", json=TOKEN_LAST) as answer,
        ):
            async for line in answer.content:
                if line.strip():
                    clock.tick()
                if len(clock.arrived) == 4:
                    break

    asyncio.run(main())
    assert clock.is_incremental(), clock.arrived


def test_http_client_gives_each_line_before_the_next_event(service: Service) -> None:
    import urllib.request

    clock = Clock()
    body = json.dumps(TOKEN_LAST).encode()
    made = urllib.request.Request(service.url("slow") + "/v1/chat/completions", body, HEADERS)
    with urllib.request.urlopen(made, timeout=9) as answer:
        clock.watch(line for line in answer if line.strip())
    assert clock.is_incremental(), clock.arrived


def test_a_cut_stream_ends_as_the_error_of_requests_after_what_had_come(service: Service) -> None:
    requests = pytest.importorskip("requests")
    pieces = []
    answer = requests.post(service.url("cut") + "/v1/chat/completions", json=TOKEN_LAST, stream=True, timeout=9)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        for piece in answer.iter_content(16):
            assert len(piece) <= 16
            pieces.append(piece)
    # What was held, the start of a token, went out before the error.
    assert b"".join(pieces).endswith(b'{"content": " [')


@pytest.mark.parametrize("name", ["httpx", "httpx2"])
def test_a_cut_stream_ends_as_the_error_of_httpx(service: Service, name: str) -> None:
    library: Any = pytest.importorskip(name)
    pieces = []
    with (
        library.stream("POST", service.url("cut") + "/v1/chat/completions", json=TOKEN_LAST) as answer,
        pytest.raises(library.RemoteProtocolError),
    ):
        for piece in answer.iter_bytes():
            pieces.append(piece)
    # What was held, the start of a token, went out before the error.
    assert b"".join(pieces).endswith(b'{"content": " [')


def test_a_cut_stream_ends_as_the_error_of_aiohttp(service: Service) -> None:
    aiohttp: Any = pytest.importorskip("aiohttp")

    async def main() -> bytes:
        got = b""
        async with (
            aiohttp.ClientSession() as session,
            session.post(service.url("cut") + "/v1/chat/completions", json=TOKEN_LAST) as answer,
        ):
            with pytest.raises(aiohttp.ClientPayloadError):
                async for piece in answer.content.iter_any():
                    got += piece
        return got

    assert asyncio.run(main()).endswith(b'{"content": " [')


@is_openai_of_today
def test_an_early_close_leaves_the_client_usable(service: Service) -> None:
    import openai

    sdk = openai.OpenAI(api_key="k", base_url=service.url("slow") + "/v1")
    stream: Any = sdk.chat.completions.create(**TOKEN_LAST)  # type: ignore[call-overload]
    next(stream)
    stream.close()
    again: Any = openai.OpenAI(api_key="k", base_url=service.url() + "/v1", http_client=sdk._client)
    texts = [event.choices[0].delta.content or "" for event in again.chat.completions.create(**TOKEN_LAST)]
    assert "".join(texts).endswith("good morning bob@example.com")


@is_openai_of_today
def test_a_cancelled_stream_leaves_the_pool_usable(service: Service) -> None:
    import openai

    async def main() -> str:
        async with openai.AsyncOpenAI(api_key="k", base_url=service.url("slow") + "/v1") as sdk:

            async def read() -> None:
                stream: Any = await sdk.chat.completions.create(**TOKEN_LAST)  # type: ignore[call-overload]
                async for _ in stream:
                    pass

            task = asyncio.create_task(read())
            await asyncio.sleep(PAUSE * 2.5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            request = TOKEN_LAST | {"stream": False}
            answer: Any = await sdk.with_options(base_url=service.url() + "/v1").chat.completions.create(**request)  # type: ignore[call-overload]
            text: str = answer.choices[0].message.content
            return text

    assert asyncio.run(main()) == "good morning bob@example.com"


@pytest.mark.skipif(version("requests") is None, reason="requests")
def test_a_time_out_in_a_stream_is_the_error_of_requests(service: Service) -> None:
    import requests

    answer = requests.post(
        service.url("slow") + "/v1/chat/completions", json=TOKEN_LAST, stream=True, timeout=PAUSE / 4
    )
    with pytest.raises(requests.exceptions.ConnectionError):
        list(answer.iter_lines())


@is_openai_of_today
def test_a_time_out_in_a_stream_is_the_error_of_the_sdk(service: Service) -> None:
    import openai

    sdk = openai.OpenAI(api_key="k", base_url=service.url("slow") + "/v1", timeout=PAUSE / 4, max_retries=0)
    stream: Any = sdk.chat.completions.create(**TOKEN_LAST)  # type: ignore[call-overload]
    with pytest.raises(Exception) as caught:
        list(stream)
    assert type(caught.value).__name__ in ("APITimeoutError", "ReadTimeout")
