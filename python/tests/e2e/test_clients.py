"""Does every client get its own texts back, while the service receives none of the values?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import speech
from clients import CLIENTS
from conversation import VALUES
from service import Service

import inkout

Leaked = Callable[..., dict[str, list[str]]]

# Clients that decode no content encoding, follow no redirect, or are not asked again after 429.
NO_ENCODING = {"urllib_request", "http_client_stream"}
RETRIES = ("openai_", "anthropic_")


def came_back(request: Any, answer: str) -> None:
    """Every text of the request is in the answer, as it was written, and nothing else."""
    assert sorted(answer.splitlines()) == sorted(speech.texts(request))


@pytest.mark.parametrize("name", CLIENTS)
def test_hooks_before_the_client_is_built(name: str, service: Service, hooks: None, leaked: Leaked) -> None:
    request, answer = CLIENTS[name](service.url())()
    came_back(request, answer)
    assert service.received
    assert leaked(service) == {}


@pytest.mark.parametrize("name", CLIENTS)
def test_hooks_after_the_client_is_built(name: str, service: Service, leaked: Leaked) -> None:
    ask = CLIENTS[name](service.url())
    inkout.install()
    request, answer = ask()
    came_back(request, answer)
    assert leaked(service) == {}


@pytest.mark.parametrize("name", CLIENTS)
def test_without_hooks_the_same_call_leaks(name: str, service: Service, leaked: Leaked) -> None:
    ask = CLIENTS[name](service.url())
    inkout.install()
    inkout.uninstall()
    request, answer = ask()
    came_back(request, answer)
    said = "\n".join(speech.texts(request))
    assert set(leaked(service)) == {value for value in VALUES if value in said}


@pytest.mark.parametrize("way", ["gzip", "br"])
@pytest.mark.parametrize("name", sorted(set(CLIENTS) - NO_ENCODING))
def test_compressed_answers(name: str, way: str, service: Service, hooks: None, leaked: Leaked) -> None:
    pytest.importorskip("brotli")
    request, answer = CLIENTS[name](service.url(way))()
    came_back(request, answer)
    assert leaked(service) == {}


@pytest.mark.parametrize("name", [name for name in CLIENTS if name.startswith(RETRIES) and "027" not in name])
def test_a_retry_sends_the_same_bytes(name: str, service: Service, hooks: None, leaked: Leaked) -> None:
    request, answer = CLIENTS[name](service.url("flaky"))()
    came_back(request, answer)
    first, second = service.bodies
    assert first == second
    assert leaked(service) == {}


@pytest.mark.parametrize(
    "name", ["requests_json", "requests_file", "httpx_plain", "httpx2_plain", "aiohttp_json", "openai_chat"]
)
def test_a_redirect_is_sanitized_again(name: str, service: Service, hooks: None, leaked: Leaked) -> None:
    if name not in CLIENTS:
        pytest.skip("not installed")
    request, answer = CLIENTS[name](service.url("gone"))()
    came_back(request, answer)
    first, second = service.bodies
    assert first == second
    assert leaked(service) == {}


BARE = [name for name in CLIENTS if name.startswith(("requests", "urllib3", "httpx", "aiohttp"))]


@pytest.mark.parametrize(
    "name", sorted({"requests_json", "urllib3_unread", "httpx_stream", "httpx2_plain"} & set(CLIENTS))
)
def test_connections_are_reused(name: str, service: Service, hooks: None) -> None:
    ask = CLIENTS[name](service.url())
    for _ in range(3):
        ask()
    assert service.connections == 1


def test_a_body_that_is_sent_has_its_own_length(service: Service, hooks: None) -> None:
    for name in BARE:
        CLIENTS[name](service.url())()
    for headers, body in zip(service.headers, service.bodies, strict=True):
        if "content-length" in headers:
            assert int(headers["content-length"]) == len(body)
            assert "transfer-encoding" not in headers
        else:
            assert headers["transfer-encoding"] == "chunked"
