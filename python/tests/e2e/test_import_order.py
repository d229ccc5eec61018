"""Does it matter when a library is imported, or how?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import speech
from clients import CLIENTS, version
from service import Service

Leaked = Callable[..., dict[str, list[str]]]
ASK = Path(__file__).parent / "ask.py"

# One of each library; each is alone in its process, so that no other has imported its modules.
ONE_OF_EACH = [
    name
    for name in (
        "openai_chat",
        "openai_async_stream",
        "openai_on_aiohttp",
        "openai_027_chat",
        "openai_027_async",
        "anthropic_messages",
        "gemini",
        "requests_json",
        "urllib3_request",
        "httpx_plain",
        "httpx2_plain",
        "aiohttp_json",
        "urllib_request",
    )
    if name in CLIENTS
]


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_an_unchanged_script_that_imports_after_the_hooks(name: str, service: Service, leaked: Leaked) -> None:
    request, answer = json.loads(_run("-m", "inkout", "run", str(ASK), name, service.url()))
    assert sorted(answer.splitlines()) == sorted(speech.texts(request))
    assert leaked(service) == {}
    assert service.received


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_the_same_script_without_inkout_leaks(name: str, service: Service, leaked: Leaked) -> None:
    request, answer = json.loads(_run(str(ASK), name, service.url()))
    assert sorted(answer.splitlines()) == sorted(speech.texts(request))
    assert len(leaked(service)) > 5


def test_the_installed_command_runs_a_script(service: Service, leaked: Leaked) -> None:
    command = Path(sys.executable).with_name("inkout")
    if not command.exists():
        pytest.skip("inkout is not installed here, only found")
    done = subprocess.run([command, "run", ASK, "urllib_request", service.url()], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert leaked(service) == {}


@pytest.mark.parametrize(
    ("module", "owner"),
    [
        ("urllib3.connectionpool", "HTTPConnectionPool"),
        ("httpx2._client", "Client"),
        ("aiohttp.client_reqrep", "ClientRequest"),
        ("http.client", "HTTPConnection"),
    ],
)
def test_a_hooked_module_looks_as_it_always_does(module: str, owner: str) -> None:
    if version(module.partition(".")[0]) is None and module != "http.client":
        pytest.skip("not installed")
    code = f"""
import inkout.auto, importlib, inspect
module = importlib.import_module({module!r})
loaders = type(module.__loader__).__name__, type(module.__spec__.loader).__name__
print(loaders, module.__spec__.name, len(inspect.getsource(module)) > 1000)
again = importlib.reload(module)
print(any(getattr(value, "__inkout__", False) for value in vars(again.{owner}).values()))
"""
    assert _run("-c", code) == f"('SourceFileLoader', 'SourceFileLoader') {module} True\nTrue\n"


@pytest.mark.skipif(version("httpx2") is None or version("httpx") is None, reason="httpx and httpx2")
def test_httpx2_under_the_name_of_httpx_is_hooked_once(service: Service, leaked: Leaked) -> None:
    code = f"""
import inkout.auto, inkout, httpx2
if not hasattr(httpx2, "alias_httpx"): raise SystemExit("no alias")
httpx2.alias_httpx()
import httpx
body = {{"model": "m", "messages": [{{"role": "user", "content": "Mail bob@example.com"}}]}}
answer = httpx.post({service.url() + "/v1/chat/completions"!r}, json=body)
print(answer.json()["choices"][0]["message"]["content"], inkout.status()["counts"]["requests"], httpx is httpx2)
"""
    assert _run("-c", code) == "Mail bob@example.com 1 True\n"
    assert leaked(service) == {}


def test_many_threads_that_import_at_the_same_time(service: Service, leaked: Leaked) -> None:
    code = f"""
import inkout.auto, threading
body = b'{{"model": "m", "messages": [{{"role": "user", "content": "Mail bob@example.com"}}]}}'
start = threading.Barrier(8)
def ask():
    start.wait()
    import urllib.request
    kind = {{"Content-Type": "application/json"}}
    made = urllib.request.Request({service.url() + "/v1/chat/completions"!r}, body, kind)
    with urllib.request.urlopen(made) as answer:
        assert b"bob@example.com" in answer.read()
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
    _run("-c", code)
    assert len(service.received) == 8
    assert leaked(service) == {}


def test_the_environment_of_the_tests_is_not_hooked_itself() -> None:
    assert "INKOUT_AUTO" not in os.environ
