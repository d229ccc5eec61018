"""Does installing change only what it says, and uninstalling leave nothing behind?"""

from __future__ import annotations

import base64
import importlib.metadata
import inspect
import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from clients import CLIENTS, HEADERS, OPENAI, version
from conversation import CHAT
from service import Service

import inkout

Leaked = Callable[..., dict[str, list[str]]]
BODY = {"model": "m", "messages": [{"role": "user", "content": "Mail bob@example.com"}]}
PATH = "/v1/chat/completions"

requires_requests = pytest.mark.skipif(version("requests") is None, reason="requests")


def _patched() -> dict[str, Any]:
    """The attributes that the hooks change, of the libraries that are here."""
    import http.client

    places: list[tuple[Any, str]] = [
        (http.client.HTTPConnection, name)
        for name in ("_send_request", "putrequest", "endheaders", "send", "getresponse")
    ]
    for name, owner, attribute in [
        ("urllib3.connectionpool", "HTTPConnectionPool", "urlopen"),
        ("httpx._client", "Client", "_transport_for_url"),
        ("httpx._client", "AsyncClient", "_transport_for_url"),
        ("httpx2._client", "Client", "_transport_for_url"),
        ("aiohttp.client_reqrep", "ClientRequest", "send"),
        ("aiohttp.client_reqrep", "ClientResponse", "start"),
    ]:
        try:
            module = __import__(name, fromlist=["_"])
        except ImportError:
            continue
        places.append((getattr(module, owner), attribute))
    return {f"{owner.__module__}.{owner.__name__}.{name}": owner.__dict__[name] for owner, name in places}


def test_uninstall_leaves_everything_as_it_was() -> None:
    before, finders, marker = _patched(), list(sys.meta_path), os.environ.get("INKOUT_AUTO")
    inkout.install()
    during = _patched()
    assert all(during[name] is not before[name] for name in before)
    assert {name: inspect.signature(function) for name, function in during.items()} == {
        name: inspect.signature(function) for name, function in before.items()
    }
    inkout.uninstall()
    assert _patched() == before
    assert sys.meta_path == finders
    assert os.environ.get("INKOUT_AUTO") == marker
    inkout.uninstall()


@requires_requests
def test_a_second_install_is_harmless(service: Service, leaked: Leaked) -> None:
    before = _patched()
    inkout.install()
    inkout.install()
    counted = inkout.status()["counts"].get("requests", 0)
    CLIENTS["requests_json"](service.url())()
    assert inkout.status()["counts"]["requests"] == counted + 1
    assert leaked(service) == {}
    inkout.uninstall()
    assert _patched() == before


@requires_requests
def test_somebody_elses_patch_over_ours_stays(service: Service, leaked: Leaked) -> None:
    import urllib3.connectionpool as module

    inkout.install()
    ours = module.HTTPConnectionPool.urlopen
    seen = []

    def tracing(self: Any, *args: Any, **kw: Any) -> Any:
        seen.append(args)
        return ours(self, *args, **kw)

    module.HTTPConnectionPool.urlopen = tracing  # type: ignore[method-assign, assignment]
    try:
        inkout.uninstall()
        _, answer = CLIENTS["requests_json"](service.url())()
        assert seen
        assert leaked(service) != {}, "uninstalled, but still at work"
        inkout.install()
        service.received.clear(), service.bodies.clear(), service.headers.clear()
        _, again = CLIENTS["requests_json"](service.url())()
        assert again == answer
        assert leaked(service) == {}
    finally:
        inkout.uninstall()
        module.HTTPConnectionPool.urlopen = ours.__wrapped__  # type: ignore[method-assign, attr-defined]


@requires_requests
def test_status_counts_and_tells_no_value(service: Service) -> None:
    assert inkout.status()["installed"] is False
    inkout.install()
    before = inkout.status()
    assert before["installed"] is True
    assert before["mode"] == "redact"
    CLIENTS["requests_json"](service.url())()
    after = inkout.status()
    assert after["counts"]["requests"] == before["counts"].get("requests", 0) + 1
    assert after["replaced"]["EMAIL_ADDRESS"] > before["replaced"].get("EMAIL_ADDRESS", 0)
    assert after["hooked"]["requests"] == importlib.metadata.version("requests")
    assert after["hooked"]["urllib3"] == importlib.metadata.version("urllib3")
    assert after["not_hooked"] == []
    assert "example" not in repr(after)


@requires_requests
def test_report_mode_lets_everything_pass_and_counts(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    import requests

    for by_argument in (True, False):
        if not by_argument:
            monkeypatch.setenv("INKOUT_MODE", "report")
        inkout.install(report_only=by_argument)
        before = inkout.status()
        assert before["mode"] == "report"
        pieces = iter([json.dumps(BODY).encode()])
        urllib.request.urlopen(urllib.request.Request(service.url() + PATH, pieces, HEADERS), timeout=9).close()
        assert service.bodies[-1] == json.dumps(BODY).encode()
        requests.post(service.url() + PATH, data=b'{"half": "bob@example.com"', headers=HEADERS, timeout=9)
        assert service.bodies[-1] == b'{"half": "bob@example.com"'
        after = inkout.status()
        assert after["replaced"]["EMAIL_ADDRESS"] == before["replaced"].get("EMAIL_ADDRESS", 0) + 1
        assert after["counts"]["refused"] == before["counts"].get("refused", 0) + 1
        inkout.uninstall()


@pytest.mark.parametrize(
    ("name", "value"), [("INKOUT_MODE", "off"), ("INKOUT_KEY", "no base 64!"), ("INKOUT_POLICY", "no-such-policy")]
)
def test_a_wrong_environment_is_an_error_and_changes_nothing(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    before = _patched()
    with pytest.raises(inkout.PolicyError):
        inkout.install()
    assert _patched() == before
    assert inkout.status()["installed"] is False


@requires_requests
@pytest.mark.parametrize(
    ("name", "value"), [("INKOUT_MODE", "off"), ("INKOUT_KEY", "no base 64!"), ("INKOUT_POLICY", "no-such-policy")]
)
def test_import_auto_in_a_wrong_environment_refuses_all_calls(name: str, value: str, service: Service) -> None:
    script = f"""
import sys
try:
    import inkout.auto
except ValueError:
    pass
import requests, inkout
assert inkout.status()["mode"] == "refuse"
try:
    requests.post({service.url() + PATH!r}, json={BODY!r}, timeout=9)
except inkout.PolicyError:
    sys.exit(3)
"""
    done = subprocess.run([sys.executable, "-c", script], env=os.environ | {name: value}, check=False)
    assert done.returncode == 3
    assert service.received == []


def test_import_auto_imports_no_http_library() -> None:
    script = """
import sys, inkout.auto
heavy = {"urllib3", "requests", "httpx", "httpx2", "aiohttp", "http.client", "openai", "ssl", "asyncio", "typing"}
import inkout
assert inkout.status()["installed"]
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(eval(done.stdout))
    assert loaded <= {"typing"}


@requires_requests
def test_tokens_of_one_key_are_the_same_and_of_another_not(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    import requests

    def sent(key: bytes) -> bytes:
        monkeypatch.setenv("INKOUT_KEY", base64.b64encode(key).decode())
        inkout.install()
        requests.post(service.url() + PATH, json=BODY, timeout=9)
        inkout.uninstall()
        return service.bodies[-1]

    assert sent(b"k" * 32) == sent(b"k" * 32)
    assert len({sent(bytes([number]) * 32) for number in range(8)}) > 1


@requires_requests
def test_a_policy_that_the_environment_names_is_used(
    service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    import requests

    policy = tmp_path / "policy.toml"
    policy.write_text(inkout.Policy.preset("strict").to_toml())
    monkeypatch.setenv("INKOUT_POLICY", str(policy))
    inkout.install()
    requests.post(service.url() + PATH, json=BODY, timeout=9)
    assert b"bob@" not in service.bodies[-1]


@requires_requests
@pytest.mark.parametrize("variable", ["INKOUT_HOSTS", "OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "AZURE_OPENAI_ENDPOINT"])
def test_a_host_of_the_environment_counts_as_ai_service(
    variable: str, service: Service, hooks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import requests

    url = service.url() + "/some/path"
    requests.post(url, json={"text": "Mail bob@example.com"}, timeout=9)
    assert b"bob@example.com" in service.bodies[-1]
    monkeypatch.setenv(variable, f"127.0.0.1:{service.port}" if variable == "INKOUT_HOSTS" else service.url())
    answer = requests.post(url, json={"text": "Mail bob@example.com"}, timeout=9)
    assert b"bob@example.com" not in service.bodies[-1]
    assert answer.json()["text"] == "Mail bob@example.com"


@requires_requests
def test_other_traffic_passes_untouched(service: Service, hooks: None) -> None:
    import requests

    pieces = iter([b"bob@", b"example.com"])
    requests.post(service.url() + "/upload", data=pieces, timeout=9)
    assert service.headers[-1]["transfer-encoding"] == "chunked"
    assert service.bodies[-1] == b"bob@example.com"
    requests.get(service.url() + "/page?mail=bob@example.com", timeout=9)
    assert service.bodies[-1] == b""


@requires_requests
def test_requests_without_a_body_pass(service: Service, hooks: None) -> None:
    import requests

    assert requests.get(service.url() + "/v1/models", headers=HEADERS, timeout=9).status_code == 200
    assert requests.head(service.url() + PATH, headers=HEADERS, timeout=9).status_code == 200
    assert requests.delete(service.url() + "/v1/files/file-1", headers=HEADERS, timeout=9).status_code == 200


@requires_requests
def test_64_calls_of_16_threads(service: Service, hooks: None, leaked: Leaked) -> None:
    ask = CLIENTS["requests_json"](service.url())
    plain = CHAT["messages"]
    answers: list[str] = []

    def work() -> None:
        answers.extend(ask()[1] for _ in range(4))

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 64
    assert len(set(answers)) == 1
    assert plain[1]["content"] in answers[0]
    assert leaked(service) == {}


@pytest.mark.skipif(version("httpx2") is None, reason="httpx2")
def test_a_mock_transport_sees_tokens_and_its_answer_is_restored(hooks: None) -> None:
    import httpx2

    seen = []

    def answer(request: Any) -> Any:
        seen.append(request.read())
        message = {"role": "assistant", "content": json.loads(request.read())["messages"][0]["content"]}
        return httpx2.Response(200, json={"choices": [{"index": 0, "message": message}]})

    with httpx2.Client(transport=httpx2.MockTransport(answer)) as client:
        got = client.post("https://api.openai.com" + PATH, json=BODY)
    assert b"bob@" not in seen[0]
    assert got.json()["choices"][0]["message"]["content"] == "Mail bob@example.com"


@pytest.mark.skipif(version("aiohttp") is None or OPENAI == 0, reason="an aiohttp of today")
def test_a_middleware_of_aiohttp_that_tries_again_sends_the_same(service: Service, hooks: None) -> None:
    import asyncio

    import aiohttp

    async def twice(request: Any, handler: Any) -> Any:
        first = await handler(request)
        if first.status == 429:
            await first.read()
            return await handler(request)
        return first

    async def main() -> str:
        async with (
            aiohttp.ClientSession(middlewares=(twice,)) as session,
            session.post(service.url("flaky") + PATH, json=BODY) as answer,
        ):
            text: str = (await answer.json())["choices"][0]["message"]["content"]
            return text

    assert asyncio.run(main()) == "Mail bob@example.com"
    assert service.bodies[0] == service.bodies[1]
    assert b"bob@" not in service.bodies[0]
