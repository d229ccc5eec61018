"""May an answer be read in every way that its library offers?"""

from __future__ import annotations

import http.client
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from clients import HEADERS, version
from service import Service

CHAT = {"model": "m", "messages": [{"role": "user", "content": "Mail bob@example.com\nand leo@example.com"}]}
STREAM = CHAT | {"stream": True}

pytestmark = pytest.mark.usefixtures("hooks")


def _in_blocks(read: Callable[[int], bytes], size: int) -> bytes:
    blocks = []
    while block := read(size):
        assert len(block) <= size
        blocks.append(block)
    return b"".join(blocks)


def _with_readinto(answer: Any) -> bytes:
    out = b""
    buffer = bytearray(7)
    while count := answer.readinto(buffer):
        out += buffer[:count]
    return out


def _with_readline(answer: Any) -> bytes:
    return b"".join(iter(answer.readline, b""))


def _with_peek(answer: Any) -> bytes:
    out = b""
    while seen := answer.peek():
        assert answer.read(len(seen)) == seen
        out += seen
    return out


def _with_text_wrapper(answer: Any) -> bytes:
    if hasattr(answer, "auto_close"):
        answer.auto_close = False
    return io.TextIOWrapper(answer, "utf-8", newline="").read().encode()


READS: dict[str, Callable[[Any], bytes]] = {
    "read": lambda answer: answer.read(),
    "read(1)": lambda answer: _in_blocks(answer.read, 1),
    "read(50)": lambda answer: _in_blocks(answer.read, 50),
    "read1(50)": lambda answer: _in_blocks(answer.read1, 50),
    "read and rest": lambda answer: answer.read(20) + answer.read(),
    "readinto": _with_readinto,
    "readline": _with_readline,
    "iteration": lambda answer: b"".join(answer),
    "text": _with_text_wrapper,
}


def _plain(service: Service, request: dict[str, Any]) -> bytes:
    """What the service says to the same request when nothing is in between."""
    import inkout

    inkout.uninstall()
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    connection.request("POST", "/plain/v1/chat/completions", json.dumps(request), HEADERS)
    whole = connection.getresponse().read()
    connection.close()
    inkout.install()
    return whole


def _text(answer: bytes) -> str:
    """The text of an answer, streamed or not. (Events are compared by what they carry: pieces may join earlier.)"""
    if not answer.startswith(b"data:"):
        text: str = json.loads(answer)["choices"][0]["message"]["content"]
        return text
    lines = [line[5:] for line in answer.decode().splitlines() if line.startswith("data:") and "[DONE]" not in line]
    return "".join(json.loads(line)["choices"][0]["delta"].get("content") or "" for line in lines)


@pytest.mark.parametrize("request_body", [CHAT, STREAM], ids=["json", "stream"])
@pytest.mark.parametrize("read", [*READS, "peek"])
def test_http_client(read: str, request_body: dict[str, Any], service: Service) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=9)
    for _ in range(2):
        connection.request("POST", "/plain/v1/chat/completions", json.dumps(request_body), HEADERS)
        answer = connection.getresponse()
        assert type(answer).__name__ == "HTTPResponse"
        whole = (READS | {"peek": _with_peek})[read](answer)
        assert _text(whole) == "Mail bob@example.com\nand leo@example.com"
        assert answer.read() == b"" if read != "text" else True
        assert answer.isclosed()
    assert _text(whole) == _text(_plain(service, request_body))
    connection.close()


@pytest.mark.skipif(version("urllib3") is None, reason="urllib3")
@pytest.mark.parametrize("way", ["plain", "gzip"])
@pytest.mark.parametrize("request_body", [CHAT, STREAM], ids=["json", "stream"])
@pytest.mark.parametrize("read", [*READS, "stream", "stream(5)", "data", "preloaded"])
def test_urllib3(read: str, request_body: dict[str, Any], way: str, service: Service) -> None:
    import urllib3

    if read == "read1(50)" and (version("urllib3") or 0) < 2:
        pytest.skip("read1 is new in urllib3 2")
    pool = urllib3.PoolManager()
    more: dict[str, Callable[[Any], bytes]] = {
        "stream": lambda answer: b"".join(answer.stream(decode_content=True)),
        "stream(5)": lambda answer: b"".join(answer.stream(5, decode_content=True)),
        "data": lambda answer: answer.data,
        "preloaded": lambda answer: answer.data,
    }
    for _ in range(2):
        answer = pool.request(
            "POST",
            service.url(way) + "/v1/chat/completions",
            body=json.dumps(request_body).encode(),
            headers=HEADERS | {"Accept-Encoding": "gzip"},
            preload_content=read == "preloaded",
        )
        assert type(answer).__name__ == "HTTPResponse"
        assert _text((READS | more)[read](answer)) == "Mail bob@example.com\nand leo@example.com"
        answer.release_conn()
    if read == "data":
        assert _text(answer.data) == "Mail bob@example.com\nand leo@example.com"


@pytest.mark.skipif(version("urllib3") is None, reason="urllib3")
def test_urllib3_that_is_told_not_to_decode_gets_the_bytes_as_they_came(service: Service) -> None:
    import gzip

    import urllib3

    body = json.dumps(CHAT).encode()
    answer = urllib3.PoolManager().request(
        "POST", service.url("gzip") + "/v1/chat/completions", body=body, headers=HEADERS, preload_content=False
    )
    text = _text(gzip.decompress(answer.read(decode_content=False)))
    assert "bob@" not in text
    assert text.startswith("Mail [EMAIL_")


@pytest.mark.skipif(version("aiohttp") is None, reason="aiohttp")
@pytest.mark.parametrize("request_body", [CHAT, STREAM], ids=["json", "stream"])
@pytest.mark.parametrize("read", ["read", "text", "any", "chunked", "chunks", "exactly", "until", "lines"])
def test_aiohttp(read: str, request_body: dict[str, Any], service: Service) -> None:
    import asyncio

    import aiohttp

    async def exactly(answer: Any) -> bytes:
        out = b""
        try:
            while True:
                out += await answer.content.readexactly(7)
        except asyncio.IncompleteReadError as error:
            return out + error.partial

    async def until(answer: Any) -> bytes:
        out = b""
        while piece := await answer.content.readuntil(b","):
            out += piece
        return out

    async def main() -> bytes:
        async with (
            aiohttp.ClientSession() as session,
            session.post(service.url("gzip") + "/v1/chat/completions", json=request_body) as answer,
        ):
            if read == "read":
                whole: bytes = await answer.read()
                return whole
            if read == "text":
                return (await answer.text()).encode()
            if read == "any":
                return b"".join([piece async for piece in answer.content.iter_any()])
            if read == "chunked":
                return b"".join([piece async for piece in answer.content.iter_chunked(5)])
            if read == "chunks":
                return b"".join([piece async for piece, _ in answer.content.iter_chunks()])
            if read == "lines":
                return b"".join([line async for line in answer.content])
            return await (exactly(answer) if read == "exactly" else until(answer))

    assert _text(asyncio.run(main())) == "Mail bob@example.com\nand leo@example.com"
