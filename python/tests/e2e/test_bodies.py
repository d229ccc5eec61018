"""Do uploads, forms, proxies and TLS stay what they are, with the values gone?"""

from __future__ import annotations

import io
import json
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from clients import HEADERS, version
from service import Service

import inkout

Leaked = Callable[..., dict[str, list[str]]]
CHAT = {"model": "m", "messages": [{"role": "user", "content": "Mail bob@example.com"}]}
LINES = "".join(
    json.dumps({"custom_id": str(number), "method": "POST", "url": "/v1/chat/completions", "body": CHAT}) + "\n"
    for number in range(3)
)

pytestmark = pytest.mark.usefixtures("hooks")
requires_requests = pytest.mark.skipif(version("requests") is None, reason="requests")


@requires_requests
@pytest.mark.parametrize("spelling", ["bob@example.com", "bob\\u0040example.com"])
def test_a_file_of_requests_that_is_uploaded(spelling: str, service: Service, leaked: Leaked) -> None:
    import requests

    lines = LINES.replace("bob@example.com", spelling).encode()
    files = {"file": ("batch of bob@example.com.jsonl", io.BytesIO(lines), "application/jsonl")}
    try:
        requests.post(service.url() + "/v1/files", files=files, data={"purpose": "batch"}, timeout=9)
    except inkout.UnsafePayload:
        assert service.received == []
    else:
        assert b"custom_id" in service.bodies[0]
        assert int(service.headers[0]["content-length"]) == len(service.bodies[0])
    assert leaked(service, ["bob@example.com"]) == {}


@pytest.mark.skipif(version("httpx2") is None, reason="httpx2")
def test_a_multipart_form_of_httpx2(service: Service, leaked: Leaked) -> None:
    import httpx2

    files = {"file": ("batch.jsonl", LINES.encode())}
    try:
        httpx2.post(service.url() + "/v1/files", files=files, data={"purpose": "batch"})
    except inkout.UnsafePayload:
        assert service.received == []
    assert leaked(service, ["bob@example.com"]) == {}


@pytest.mark.skipif(version("aiohttp") is None, reason="aiohttp")
def test_a_multipart_form_of_aiohttp(service: Service, leaked: Leaked) -> None:
    import asyncio

    import aiohttp

    async def main() -> None:
        form = aiohttp.FormData({"purpose": "batch"})
        form.add_field("file", io.BytesIO(LINES.encode()), filename="batch.jsonl", content_type="application/jsonl")
        async with aiohttp.ClientSession() as session, session.post(service.url() + "/v1/files", data=form) as answer:
            await answer.read()

    try:
        asyncio.run(main())
    except inkout.UnsafePayload:
        assert service.received == []
    assert leaked(service, ["bob@example.com"]) == {}


def _through_requests(proxy: str) -> Any:
    import requests

    url = "http://api.openai.com/v1/chat/completions"
    return requests.post(url, json=CHAT, proxies={"http": proxy}, timeout=9).json()


def _through_httpx2(proxy: str) -> Any:
    import httpx2

    with httpx2.Client(proxy=proxy) as client:
        return client.post("http://api.openai.com/v1/chat/completions", json=CHAT).json()


def _through_aiohttp(proxy: str) -> Any:
    import asyncio

    import aiohttp

    async def main() -> Any:
        url = "http://api.openai.com/v1/chat/completions"
        async with aiohttp.ClientSession() as session, session.post(url, json=CHAT, proxy=proxy) as answer:
            return await answer.json()

    return asyncio.run(main())


def _through_urllib(proxy: str) -> Any:
    import urllib.request

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy}))
    made = urllib.request.Request("http://api.openai.com/v1/chat/completions", json.dumps(CHAT).encode(), dict(HEADERS))
    with opener.open(made, timeout=9) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    ("post", "library"),
    [
        (_through_requests, "requests"),
        (_through_httpx2, "httpx2"),
        (_through_aiohttp, "aiohttp"),
        (_through_urllib, None),
    ],
)
def test_a_forward_proxy_hides_no_service(
    post: Callable[[str], Any], library: str | None, service: Service, leaked: Leaked
) -> None:
    if library is not None and version(library) is None:
        pytest.skip("not installed")
    answer = post(f"http://127.0.0.1:{service.port}")
    assert answer["choices"][0]["message"]["content"] == "Mail bob@example.com"
    assert service.received[0].startswith(b"POST http://api.openai.com/v1/chat/completions")
    assert leaked(service) == {}


@requires_requests
def test_a_certificate_that_nobody_vouches_for_is_still_rejected(tmp_path: Any) -> None:
    trustme: Any = pytest.importorskip("trustme")
    import requests

    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.rfile.read(int(self.headers["Content-Length"])))
            data = json.dumps({"choices": [{"index": 0, "message": {"content": "ok"}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"https://localhost:{server.server_address[1]}/v1/chat/completions"
    try:
        with pytest.raises(requests.exceptions.SSLError):
            requests.post(url, json=CHAT, timeout=9)
        assert requests.post(url, json=CHAT, verify=str(tmp_path / "authority.pem"), timeout=9).status_code == 200
    finally:
        server.shutdown()
        server.server_close()
    assert len(seen) == 1
    assert b"bob@" not in seen[0]


@requires_requests
def test_an_answer_that_is_no_json_passes_byte_for_byte(service: Service) -> None:
    """The request had a value, so the answer passes the machinery; there is nothing in it to restore."""
    import requests

    answer = requests.post(service.url() + "/v1/embeddings", json={"model": "m", "input": "bob@example.com"}, timeout=9)
    assert answer.json()["data"][0]["embedding"][1] == 0.5
    assert answer.content == json.dumps(answer.json(), ensure_ascii=False).encode()
