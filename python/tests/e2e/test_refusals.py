"""What can't be sanitized is not sent: does the script hear so in our own words, whichever client it uses?

And do the service's errors stay what they are: the SDK's own, with the originals in them?
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from clients import HEADERS, OPENAI, version
from service import Service

import inkout

Leaked = Callable[..., dict[str, list[str]]]
CHAT = {"model": "m", "messages": [{"role": "user", "content": "Mail bob@example.com"}]}
NOT_JSON = b'{"messages": [{"content": "bob@example.com"'

is_openai_of_today = pytest.mark.skipif((OPENAI or 0) < 1, reason="openai 1 or newer")


def _requests(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import requests

    return requests.post(url, data=body, headers=headers, timeout=9)


def _urllib3(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import urllib3

    return urllib3.PoolManager().request("POST", url, body=body, headers=headers)


def _httpx(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import httpx

    return httpx.post(url, content=body, headers=headers)


def _httpx2(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import httpx2

    return httpx2.post(url, content=body, headers=headers)


def _httpx2_async(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import httpx2

    async def main() -> Any:
        async with httpx2.AsyncClient() as client:
            return await client.post(url, content=body, headers=headers)

    return asyncio.run(main())


def _aiohttp(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import aiohttp

    async def main() -> Any:
        async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
            return await answer.read()

    return asyncio.run(main())


def _urllib(url: str, body: bytes, headers: dict[str, str]) -> Any:
    import urllib.request

    return urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=9)


POSTS = [
    post
    for post, library in [
        (_requests, "requests"),
        (_urllib3, "urllib3"),
        (_httpx, "httpx"),
        (_httpx2, "httpx2"),
        (_httpx2_async, "httpx2"),
        (_aiohttp, "aiohttp"),
        (_urllib, None),
    ]
    if library is None or version(library) is not None
]


@pytest.mark.parametrize("post", POSTS)
def test_a_body_that_claims_to_be_json_and_is_not(post: Callable[..., Any], service: Service, hooks: None) -> None:
    with pytest.raises(inkout.UnsafePayload) as caught:
        post(service.url() + "/v1/chat/completions", NOT_JSON, HEADERS)
    assert service.received == []
    assert "bob@" not in str(caught.value)
    assert type(caught.value) is inkout.UnsafePayload


@pytest.mark.parametrize("post", POSTS)
def test_a_signed_request(post: Callable[..., Any], service: Service, hooks: None) -> None:
    headers = HEADERS | {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20261124/us-east-1/bedrock/aws4_request"}
    with pytest.raises(inkout.UnsafePayload):
        post(service.url() + "/v1/chat/completions", json.dumps(CHAT).encode(), headers)
    assert service.received == []


@pytest.mark.parametrize("post", POSTS)
def test_too_long_a_text_and_a_blocked_type(post: Callable[..., Any], service: Service) -> None:
    body = json.dumps(CHAT).encode()
    inkout.install(inkout.Redactor(max_bytes=10))
    with pytest.raises(inkout.InputTooLarge):
        post(service.url() + "/v1/chat/completions", body, HEADERS)
    inkout.install(inkout.Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}))
    with pytest.raises(inkout.Blocked):
        post(service.url() + "/v1/chat/completions", body, HEADERS)
    assert service.received == []


@is_openai_of_today
def test_openai_neither_wraps_nor_retries_a_refusal(service: Service) -> None:
    import openai

    inkout.install(inkout.Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}))
    start = time.monotonic()
    with pytest.raises(inkout.Blocked):
        openai.OpenAI(api_key="k", base_url=service.url() + "/v1").chat.completions.create(**CHAT)  # type: ignore[call-overload]
    assert time.monotonic() - start < 5
    assert inkout.status()["counts"]["refused"] >= 1
    assert service.received == []

    async def main() -> None:
        async with openai.AsyncOpenAI(api_key="k", base_url=service.url() + "/v1") as sdk:
            with pytest.raises(inkout.Blocked):
                await sdk.chat.completions.create(**CHAT)  # type: ignore[call-overload]
            with pytest.raises(inkout.Blocked):
                await sdk.chat.completions.create(**CHAT, stream=True)  # type: ignore[call-overload]

    asyncio.run(main())
    assert service.received == []


@pytest.mark.skipif(version("anthropic") is None, reason="anthropic")
def test_anthropic_neither_wraps_nor_retries_a_refusal(service: Service) -> None:
    import anthropic

    inkout.install(inkout.Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}))
    sdk = anthropic.Anthropic(api_key="k", base_url=service.url())
    with pytest.raises(inkout.Blocked):
        sdk.messages.create(max_tokens=9, **CHAT)  # type: ignore[call-overload]
    assert service.received == []


@pytest.mark.skipif(version("google-genai") is None, reason="google-genai")
def test_google_genai_does_not_wrap_a_refusal(service: Service) -> None:
    from google import genai

    inkout.install(inkout.Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}))
    sdk = genai.Client(api_key="k", http_options={"base_url": service.url()})
    with pytest.raises(inkout.Blocked):
        sdk.models.generate_content(model="gemini-2.5-flash", contents="Mail bob@example.com")
    assert service.received == []


@pytest.mark.skipif(OPENAI != 0, reason="openai 0.27")
def test_openai_027_does_not_wrap_a_refusal(service: Service) -> None:
    import openai

    openai.api_key, openai.api_base = "k", service.url() + "/v1"
    inkout.install(inkout.Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}))
    with pytest.raises(inkout.Blocked):
        openai.ChatCompletion.create(**CHAT)
    with pytest.raises(inkout.Blocked):
        asyncio.run(openai.ChatCompletion.acreate(**CHAT))
    assert service.received == []


@is_openai_of_today
def test_an_error_of_the_service_is_the_sdks_own_with_the_originals(
    service: Service, hooks: None, leaked: Leaked
) -> None:
    import openai

    with pytest.raises(openai.BadRequestError) as caught:
        openai.OpenAI(api_key="k", base_url=service.url("wrong") + "/v1").chat.completions.create(**CHAT)  # type: ignore[call-overload]
    assert "Mail bob@example.com" in caught.value.message
    with pytest.raises(openai.RateLimitError) as limited:
        openai.OpenAI(api_key="k", base_url=service.url("flaky") + "/v1", max_retries=0).chat.completions.create(**CHAT)  # type: ignore[call-overload]
    assert "Mail bob@example.com" in limited.value.message
    assert leaked(service) == {}


@pytest.mark.skipif(OPENAI != 0, reason="openai 0.27")
def test_an_error_of_the_service_is_openai_027s_own(service: Service, hooks: None, leaked: Leaked) -> None:
    import openai

    openai.api_key, openai.api_base = "k", service.url("wrong") + "/v1"
    with pytest.raises(openai.error.InvalidRequestError, match="Mail bob@example.com"):
        openai.ChatCompletion.create(**CHAT)
    openai.api_base = service.url("flaky") + "/v1"
    with pytest.raises(openai.error.RateLimitError, match="Mail bob@example.com"):
        openai.ChatCompletion.create(**CHAT)
    assert leaked(service) == {}


@pytest.mark.skipif(version("anthropic") is None, reason="anthropic")
def test_an_error_of_the_service_is_anthropics_own(service: Service, hooks: None, leaked: Leaked) -> None:
    import anthropic

    with pytest.raises(anthropic.BadRequestError, match="Mail bob@example.com"):
        anthropic.Anthropic(api_key="k", base_url=service.url("wrong")).messages.create(max_tokens=9, **CHAT)  # type: ignore[call-overload]
    assert leaked(service) == {}


def test_an_error_body_of_urllib_is_restored(service: Service, hooks: None) -> None:
    import urllib.error

    with pytest.raises(urllib.error.HTTPError) as caught:
        _urllib(service.url("wrong") + "/v1/chat/completions", json.dumps(CHAT).encode(), HEADERS)
    assert b"Mail bob@example.com" in caught.value.read()
    caught.value.close()


def test_a_body_in_pieces_of_http_client_is_refused(service: Service, hooks: None) -> None:
    import http.client

    body = json.dumps(CHAT).encode()

    def begin() -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=9)
        connection.putrequest("POST", "/plain/v1/chat/completions")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(len(body)))
        return connection

    connection = begin()
    with pytest.raises(inkout.UnsafePayload, match="HTTPConnection.request"):
        connection.endheaders(body)
    connection.close()
    connection = begin()
    connection.endheaders()
    with pytest.raises(inkout.UnsafePayload):
        connection.send(body)
    connection.close()
    assert not any(b"bob" in received for received in service.received)


def test_a_request_in_pieces_without_a_body_passes(service: Service, hooks: None) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=9)
    connection.putrequest("GET", "/plain/v1/models")
    connection.endheaders()
    assert connection.getresponse().status == 200
    connection.close()


def test_a_chunked_body_of_the_callers_own_is_refused(service: Service, hooks: None) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=9)
    headers = HEADERS | {"Transfer-Encoding": "chunked"}
    with pytest.raises(inkout.UnsafePayload, match="whole"):
        connection.request("POST", "/plain/v1/chat/completions", b"3\r\nbob\r\n0\r\n\r\n", headers)
    connection.close()


def test_the_bare_connection_of_urllib3_leaks_nothing(service: Service, hooks: None) -> None:
    urllib3: Any = pytest.importorskip("urllib3")
    connection = urllib3.connection.HTTPConnection("127.0.0.1", service.port)
    body = json.dumps(CHAT).encode()
    try:
        connection.request("POST", "/plain/v1/chat/completions", body=body, headers=HEADERS)
    except inkout.UnsafePayload:
        pass
    connection.close()
    time.sleep(0.05)
    assert not any(b"bob" in received for received in service.seen())


@pytest.mark.parametrize("name", ["httpcore", "httpcore2"])
def test_httpcore_alone_is_refused(name: str, service: Service, hooks: None) -> None:
    library: Any = pytest.importorskip(name)
    url = service.url() + "/v1/chat/completions"
    with library.ConnectionPool() as pool:
        with pytest.raises(inkout.UnsafePayload, match="httpcore"):
            pool.request("POST", url, headers=HEADERS, content=json.dumps(CHAT).encode())
        assert pool.request("GET", service.url() + "/v1/models").status == 200
        assert pool.request("POST", service.url() + "/upload", content=b"bob@example.com").status == 200

    async def main() -> None:
        async with library.AsyncConnectionPool() as pool:
            with pytest.raises(inkout.UnsafePayload, match="httpcore"):
                await pool.request("POST", url, headers=HEADERS, content=json.dumps(CHAT).encode())

    asyncio.run(main())
    assert len(service.received) == 2


@pytest.mark.parametrize("post", POSTS)
def test_a_compressed_request_does_not_leak(
    post: Callable[..., Any], service: Service, hooks: None, leaked: Leaked
) -> None:
    import gzip

    body = gzip.compress(json.dumps(CHAT).encode())
    try:
        post(service.url() + "/v1/chat/completions", body, HEADERS | {"Content-Encoding": "gzip"})
    except inkout.UnsafePayload:
        assert service.received == []
    assert leaked(service, ["bob@example.com"]) == {}


@pytest.mark.skipif((version("urllib3") or 2) >= 2, reason="requests on urllib3 1.26")
def test_a_generator_of_old_requests_is_refused(service: Service, hooks: None) -> None:
    """It writes the chunks itself, past the pool."""
    import requests

    with pytest.raises(inkout.UnsafePayload):
        requests.post(service.url() + "/v1/chat/completions", data=iter([b"{}"]), headers=HEADERS, timeout=9)
    assert service.received == []
