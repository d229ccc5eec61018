"""How do bare HTTP libraries ask: with JSON, text, files and generators, and reading answers in their several ways?"""

from __future__ import annotations

import importlib
import io
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import conversation
from asking import CLIENTS, HEADERS, Ask, Make, asked, awaited, chat_text, client, sse_text, version


@client("requests")
def requests_json(url: str) -> Ask:
    import requests

    session = requests.Session()

    def ask(**request: Any) -> str:
        answer = session.post(url + "/v1/chat/completions", json=request, headers=HEADERS, timeout=20)
        sent = json.loads(answer.request.body)
        assert sent == request, "the prepared request was changed"
        return chat_text(answer.json())

    return asked(conversation.CHAT, ask)


@client("requests")
def requests_stream(url: str) -> Ask:
    import requests

    def ask(**request: Any) -> str:
        answer = requests.post(
            url + "/v1/chat/completions", json=request | {"stream": True}, headers=HEADERS, stream=True, timeout=20
        )
        answer.encoding = "utf-8"
        return sse_text(answer.iter_lines(decode_unicode=True))

    return asked(conversation.CHAT, ask)


@client("requests")
def requests_text(url: str) -> Ask:
    import requests

    def ask(**request: Any) -> str:
        # Below urllib3 2, text is sent as Latin-1, which is no JSON.
        text = json.dumps(request, ensure_ascii=(version("urllib3") or 0) < 2)
        return chat_text(requests.post(url + "/v1/chat/completions", data=text, headers=HEADERS, timeout=20).json())

    return asked(conversation.CHAT, ask)


@client("requests", when=(version("urllib3") or 0) >= 2)
def requests_generator(url: str) -> Ask:
    import requests

    def ask(**request: Any) -> str:
        pieces = _pieces(json.dumps(request).encode())
        return chat_text(requests.post(url + "/v1/chat/completions", data=pieces, headers=HEADERS, timeout=20).json())

    return asked(conversation.CHAT, ask)


@client("requests")
def requests_file(url: str) -> Ask:
    import requests

    def ask(**request: Any) -> str:
        file = io.BytesIO(json.dumps(request).encode())
        return chat_text(requests.post(url + "/v1/chat/completions", data=file, headers=HEADERS, timeout=20).json())

    return asked(conversation.CHAT, ask)


def _pieces(data: bytes) -> Iterator[bytes]:
    yield from (data[at : at + 7] for at in range(0, len(data), 7))


@client("urllib3")
def urllib3_request(url: str) -> Ask:
    import urllib3

    pool = urllib3.PoolManager()

    def ask(**request: Any) -> str:
        body = json.dumps(request).encode()
        return chat_text(
            json.loads(pool.request("POST", url + "/v1/chat/completions", body=body, headers=HEADERS).data)
        )

    return asked(conversation.CHAT, ask)


@client("urllib3")
def urllib3_unread(url: str) -> Ask:
    import urllib3

    pool = urllib3.PoolManager()

    def ask(**request: Any) -> str:
        body = json.dumps(request).encode()
        answer = pool.request("POST", url + "/v1/chat/completions", body=body, headers=HEADERS, preload_content=False)
        blocks = [answer.read(10, decode_content=True), answer.read(1, decode_content=True)]
        assert [len(block) for block in blocks] == [10, 1]
        while block := answer.read(100, decode_content=True):
            blocks.append(block)
        answer.release_conn()
        return chat_text(json.loads(b"".join(blocks)))

    return asked(conversation.CHAT, ask)


def _httpx(library: Any) -> tuple[Make, Make, Make, Make]:
    def plain(url: str) -> Ask:
        http = library.Client(follow_redirects=True)

        def ask(**request: Any) -> str:
            answer = http.post(url + "/v1/chat/completions", json=request, headers=HEADERS)
            assert json.loads(answer.request.content) == request, "the request was changed"
            assert answer.elapsed.total_seconds() > 0
            return chat_text(answer.json())

        return asked(conversation.CHAT, ask)

    def generator(url: str) -> Ask:
        http = library.Client(follow_redirects=True)

        def ask(**request: Any) -> str:
            body = _pieces(json.dumps(request).encode())
            return chat_text(http.post(url + "/v1/chat/completions", content=body, headers=HEADERS).json())

        return asked(conversation.CHAT, ask)

    def stream(url: str) -> Ask:
        http = library.Client(follow_redirects=True)

        def ask(**request: Any) -> str:
            body = request | {"stream": True}
            with http.stream("POST", url + "/v1/chat/completions", json=body, headers=HEADERS) as answer:
                return sse_text(answer.iter_lines())

        return asked(conversation.CHAT, ask)

    def in_a_task(url: str) -> Ask:
        async def ask(**request: Any) -> str:
            async def pieces() -> AsyncIterator[bytes]:
                for piece in _pieces(json.dumps(request | {"stream": True}).encode()):
                    yield piece

            async with (
                library.AsyncClient(follow_redirects=True) as http,
                http.stream("POST", url + "/v1/chat/completions", content=pieces(), headers=HEADERS) as answer,
            ):
                return sse_text(iter([line async for line in answer.aiter_lines()]))

        return asked(conversation.CHAT, awaited(ask))

    return plain, generator, stream, in_a_task


def _add_httpx(name: str) -> None:
    if version(name) is None:
        return
    for make in _httpx(importlib.import_module(name)):
        CLIENTS[f"{name}_{make.__name__}"] = make


_add_httpx("httpx")
_add_httpx("httpx2")


@client("aiohttp")
def aiohttp_json(url: str) -> Ask:
    import aiohttp

    async def ask(**request: Any) -> str:
        async with (
            aiohttp.ClientSession() as session,
            session.post(url + "/v1/chat/completions", json=request, headers=HEADERS) as answer,
        ):
            return chat_text(await answer.json())

    return asked(conversation.CHAT, awaited(ask))


@client("aiohttp")
def aiohttp_stream(url: str) -> Ask:
    import aiohttp

    async def ask(**request: Any) -> str:
        body = request | {"stream": True}
        async with (
            aiohttp.ClientSession() as session,
            session.post(url + "/v1/chat/completions", json=body, headers=HEADERS) as answer,
        ):
            return sse_text(iter([line.decode() async for line in answer.content]))

    return asked(conversation.CHAT, awaited(ask))


@client("aiohttp")
def aiohttp_generator(url: str) -> Ask:
    import aiohttp

    async def ask(**request: Any) -> str:
        async def pieces() -> AsyncIterator[bytes]:
            for piece in _pieces(json.dumps(request).encode()):
                yield piece

        async with (
            aiohttp.ClientSession() as session,
            session.post(url + "/v1/chat/completions", data=pieces(), headers=HEADERS) as answer,
        ):
            return chat_text(json.loads(await answer.read()))

    return asked(conversation.CHAT, awaited(ask))


@client("aiohttp")
def aiohttp_compressed(url: str) -> Ask:
    import aiohttp

    async def ask(**request: Any) -> str:
        async with (
            aiohttp.ClientSession() as session,
            session.post(url + "/v1/chat/completions", json=request, headers=HEADERS, compress="deflate") as answer,
        ):
            return chat_text(await answer.json())

    return asked(conversation.CHAT, awaited(ask))


@client()
def urllib_request(url: str) -> Ask:
    import urllib.request

    def ask(**request: Any) -> str:
        body = json.dumps(request).encode()
        made = urllib.request.Request(url + "/v1/chat/completions", data=body, headers=HEADERS)
        with urllib.request.urlopen(made, timeout=20) as answer:
            return chat_text(json.load(answer))

    return asked(conversation.CHAT, ask)


@client()
def http_client_stream(url: str) -> Ask:
    import http.client
    import urllib.parse

    def ask(**request: Any) -> str:
        place = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        body = _pieces(json.dumps(request | {"stream": True}).encode())
        connection.request("POST", place.path + "/v1/chat/completions", body, HEADERS)
        answer = connection.getresponse()
        text = sse_text(line.decode() for line in answer)
        assert answer.isclosed()
        connection.close()
        return text

    return asked(conversation.CHAT, ask)
