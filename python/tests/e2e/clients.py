"""How does each client ask? A row each: it builds a client for a base URL, and gives a function that asks and tells.

Whether the hooks came before or after the client was built is the test's choice. A client whose library is not
installed is left out: the same tests run in several environments, with old libraries and new ones.
"""

from __future__ import annotations

import asyncio
import copy
import importlib.metadata
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import conversation

Ask = Callable[[], tuple[Any, str]]  # the request as it was made, and the text of the answer
Make = Callable[[str], Ask]

CLIENTS: dict[str, Make] = {}
HEADERS = {"Authorization": "Bearer key-for-tests", "Content-Type": "application/json"}


def version(distribution: str) -> int | None:
    """The first number of the installed version."""
    try:
        return int(importlib.metadata.version(distribution).partition(".")[0])
    except importlib.metadata.PackageNotFoundError:
        return None


OPENAI = version("openai")


def client(*libraries: str, when: bool = True) -> Callable[[Make], Make]:
    """Adds a row if its libraries are installed."""

    def add(make: Make) -> Make:
        if when and all(version(library) is not None for library in libraries):
            CLIENTS[make.__name__] = make
        return make

    return add


def asked(request: dict[str, Any], ask: Callable[..., str]) -> Ask:
    """Asks with a copy, and sees that the client's caller still has what he passed."""

    def run() -> tuple[Any, str]:
        passed = copy.deepcopy(request)
        answer = ask(**passed)
        assert passed == request, "the caller's objects were changed"
        return request, answer

    return run


def awaited(ask: Callable[..., Awaitable[str]]) -> Callable[..., str]:
    """The same for a function that is awaited, in a loop of its own."""

    def run(**request: Any) -> str:
        async def main() -> str:
            return await ask(**request)

        return asyncio.run(main())

    return run


def chat_text(answer: dict[str, Any]) -> str:
    """The text of a chat answer that is plain JSON."""
    text: str = answer["choices"][0]["message"]["content"]
    return text


def sse_text(lines: Iterator[str]) -> str:
    """The text of a chat answer that is streamed."""
    events = [json.loads(line[5:]) for line in lines if line.startswith("data:") and "[DONE]" not in line]
    return "".join(event["choices"][0]["delta"].get("content") or "" for event in events)


# --- openai 2 and newer: httpx, httpx2


@client("openai", when=(OPENAI or 0) >= 1)
def openai_chat(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")
    return asked(conversation.CHAT, lambda **r: sdk.chat.completions.create(**r).choices[0].message.content or "")


@client("openai", when=(OPENAI or 0) >= 1)
def openai_stream(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        with sdk.chat.completions.create(**request, stream=True) as events:
            return "".join(event.choices[0].delta.content or "" for event in events)

    return asked(conversation.CHAT, ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_raw_response(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        raw = sdk.chat.completions.with_raw_response.create(**request)
        assert chat_text(json.loads(raw.text)) == raw.parse().choices[0].message.content
        return chat_text(json.loads(raw.text))

    return asked(conversation.CHAT, ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_tools(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        call = sdk.chat.completions.create(**request).choices[0].message.tool_calls[0]  # type: ignore[index]
        text: str = json.loads(call.function.arguments)["text"]
        return text

    return asked(_with_tools(), ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_tools_stream(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        pieces = []
        for event in sdk.chat.completions.create(**request, stream=True):
            for call in event.choices[0].delta.tool_calls or []:
                pieces.append(call.function.arguments)
        text: str = json.loads("".join(pieces))["text"]
        return text

    return asked(_with_tools(), ask)


def _with_tools() -> dict[str, Any]:
    messages = [message for message in conversation.MESSAGES if message["role"] in ("system", "user")]
    parameters = {"type": "object", "properties": {"text": {"type": "string"}}}
    tool = {"type": "function", "function": {"name": "note", "parameters": parameters}}
    return {"model": "m", "messages": messages, "tools": [tool]}


@client("openai", when=(OPENAI or 0) >= 1)
def openai_responses(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")
    return asked(conversation.RESPONSES, lambda **r: sdk.responses.create(**r).output_text)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_responses_stream(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        deltas, said_again = [], []
        for number, event in enumerate(sdk.responses.create(**request, stream=True)):
            assert event.sequence_number == number
            if event.type == "response.output_text.delta":
                deltas.append(event.delta)
            elif event.type == "response.output_text.done":
                said_again.append(event.text)
            elif event.type == "response.completed":
                said_again.append(event.response.output_text)
        assert said_again == ["".join(deltas)] * 2
        return "".join(deltas)

    return asked(conversation.RESPONSES, ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_async(url: str) -> Ask:
    import openai

    async def ask(**request: Any) -> str:
        async with openai.AsyncOpenAI(api_key="key-for-tests", base_url=url + "/v1") as sdk:
            return (await sdk.chat.completions.create(**request)).choices[0].message.content or ""

    return asked(conversation.CHAT, awaited(ask))


@client("openai", when=(OPENAI or 0) >= 1)
def openai_async_stream(url: str) -> Ask:
    import openai

    async def ask(**request: Any) -> str:
        async with openai.AsyncOpenAI(api_key="key-for-tests", base_url=url + "/v1") as sdk:
            events = await sdk.chat.completions.create(**request, stream=True)
            return "".join([event.choices[0].delta.content or "" async for event in events])

    return asked(conversation.CHAT, awaited(ask))


@client("openai", "aiohttp", "httpx-aiohttp", when=(OPENAI or 0) >= 1)
def openai_on_aiohttp(url: str) -> Ask:
    """Two layers with a hook each."""
    import openai

    async def ask(**request: Any) -> str:
        http = openai.DefaultAioHttpClient()
        async with openai.AsyncOpenAI(api_key="key-for-tests", base_url=url + "/v1", http_client=http) as sdk:
            return (await sdk.chat.completions.create(**request)).choices[0].message.content or ""

    return asked(conversation.CHAT, awaited(ask))


# --- openai 0.27: requests, aiohttp


@client("openai", when=OPENAI == 0)
def openai_027_chat(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"
    return asked(conversation.CHAT, lambda **r: openai.ChatCompletion.create(**r).choices[0].message["content"])


@client("openai", when=OPENAI == 0)
def openai_027_stream(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"

    def ask(**request: Any) -> str:
        events = openai.ChatCompletion.create(**request, stream=True)
        return "".join(event["choices"][0]["delta"].get("content", "") for event in events)

    return asked(conversation.CHAT, ask)


@client("openai", when=OPENAI == 0)
def openai_027_async(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"

    async def ask(**request: Any) -> str:
        text: str = (await openai.ChatCompletion.acreate(**request)).choices[0].message["content"]
        return text

    return asked(conversation.CHAT, awaited(ask))


@client("openai", when=OPENAI == 0)
def openai_027_async_stream(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"

    async def ask(**request: Any) -> str:
        events = await openai.ChatCompletion.acreate(**request, stream=True)
        return "".join([event["choices"][0]["delta"].get("content", "") async for event in events])

    return asked(conversation.CHAT, awaited(ask))


# --- anthropic, google-genai: httpx2


@client("anthropic")
def anthropic_messages(url: str) -> Ask:
    import anthropic

    sdk = anthropic.Anthropic(api_key="key-for-tests", base_url=url)
    return asked(conversation.ANTHROPIC, lambda **r: sdk.messages.create(**r).content[0].text)


@client("anthropic")
def anthropic_stream(url: str) -> Ask:
    import anthropic

    sdk = anthropic.Anthropic(api_key="key-for-tests", base_url=url)

    def ask(**request: Any) -> str:
        with sdk.messages.stream(**request) as events:
            pieces = "".join(events.text_stream)
            assert pieces == events.get_final_message().content[0].text
            return pieces

    return asked(conversation.ANTHROPIC, ask)


@client("anthropic")
def anthropic_async(url: str) -> Ask:
    import anthropic

    async def ask(**request: Any) -> str:
        async with anthropic.AsyncAnthropic(api_key="key-for-tests", base_url=url) as sdk:
            return (await sdk.messages.create(**request)).content[0].text

    return asked(conversation.ANTHROPIC, awaited(ask))


@client("google-genai")
def gemini(url: str) -> Ask:
    from google import genai

    sdk = genai.Client(api_key="key-for-tests", http_options={"base_url": url})
    return asked(conversation.GEMINI, lambda **r: sdk.models.generate_content(model="gemini-2.5-flash", **r).text or "")


# --- bare HTTP libraries


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
