"""Are the calls of child processes sanitized too: fork, spawn, forkserver, process pools, programs that are started?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from service import Service

import inkout

Leaked = Callable[..., dict[str, list[str]]]

# Asks with the standard library only, so that the test runs in every environment.
CHILD = """
import json, multiprocessing, os, subprocess, sys, urllib.request
from concurrent.futures import ProcessPoolExecutor

def ask(text):
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]}).encode()
    made = urllib.request.Request(os.environ["SERVICE"], body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(made, timeout=30) as answer:
        return json.load(answer)["choices"][0]["message"]["content"]

def main(how):
    if how == "subprocess":
        code = "import runpy, sys; print(runpy.run_path(sys.argv[1])['ask']('Mail bob@example.com'))"
        done = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True)
        print(done.stdout + done.stderr, end="")
    elif how == "isolated":
        code = "import runpy, sys; print(runpy.run_path(sys.argv[1])['ask']('Mail bob@example.com'))"
        done = subprocess.run([sys.executable, "-I", "-c", code, __file__], capture_output=True, text=True)
        print(done.stdout + done.stderr, end="")
    elif how == "thread":
        import threading
        thread = threading.Thread(target=lambda: print(ask("Mail bob@example.com")))
        thread.start(); thread.join()
    elif how.startswith("pool "):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(how[5:])) as pool:
            print(pool.submit(ask, "Mail bob@example.com").result())
    else:
        with multiprocessing.get_context(how).Pool(1) as pool:
            print(pool.apply(ask, ["Mail bob@example.com"]))

if __name__ == "__main__":
    main(sys.argv[1])
"""
WAYS = ["fork", "spawn", "forkserver", "pool spawn", "pool forkserver", "subprocess", "isolated", "thread"]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.py"
    path.write_text(CHILD)
    return path


def _run(service: Service, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = os.environ | {"SERVICE": service.url() + "/v1/chat/completions", **environment}
    return subprocess.run([sys.executable, *command], env=inherited, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", WAYS)
def test_inkout_run_reaches_the_child(way: str, script: Path, service: Service, leaked: Leaked) -> None:
    done = _run(service, "-m", "inkout", "run", str(script), way)
    assert done.stdout == "Mail bob@example.com\n", done.stderr
    assert leaked(service) == {}
    assert service.received


@pytest.mark.parametrize("way", WAYS)
def test_without_inkout_the_child_leaks(way: str, script: Path, service: Service, leaked: Leaked) -> None:
    done = _run(service, str(script), way)
    assert done.stdout == "Mail bob@example.com\n", done.stderr
    assert set(leaked(service)) == {"bob@example.com"}


@pytest.mark.parametrize("way", ["fork", "spawn", "forkserver", "subprocess"])
def test_install_under_the_main_guard_reaches_the_child(
    way: str, script: Path, service: Service, leaked: Leaked
) -> None:
    script.write_text(CHILD.replace("    main(sys.argv[1])", "    import inkout; inkout.install(); main(sys.argv[1])"))
    done = _run(service, str(script), way)
    assert done.stdout == "Mail bob@example.com\n", done.stderr
    assert leaked(service) == {}


def test_a_child_that_can_not_have_the_redactor_refuses(script: Path, service: Service) -> None:
    install = "    import inkout; inkout.install(inkout.Redactor(patterns={'BADGE': r'B-[0-9]{4}'})); main(sys.argv[1])"
    script.write_text(CHILD.replace("    main(sys.argv[1])", install))
    done = _run(service, str(script), "pool spawn")
    assert "redactor of its own" in done.stderr
    assert done.returncode != 0
    assert service.received == []


def test_a_child_may_install_a_redactor_itself(script: Path, service: Service, leaked: Leaked) -> None:
    redactor = "import inkout; inkout.install(inkout.Redactor(patterns={'BADGE': r'B-[0-9]{4}'}))"
    script.write_text(CHILD.replace("def ask(text):", f"{redactor}\n\ndef ask(text):"))
    done = _run(service, str(script), "pool spawn")
    assert done.stdout == "Mail bob@example.com\n", done.stderr
    assert leaked(service) == {}


def test_a_child_in_a_wrong_environment_refuses(script: Path, service: Service) -> None:
    done = _run(service, str(script), "fork", INKOUT_AUTO="1", INKOUT_POLICY="no-such-policy")
    assert done.returncode != 0
    assert service.received == []


def test_uninstall_takes_the_marker_back(script: Path, service: Service) -> None:
    code = (
        "import inkout, os; inkout.install(); print(os.environ['INKOUT_AUTO']); "
        "inkout.uninstall(); print(os.environ.get('INKOUT_AUTO'))"
    )
    assert _run(service, "-c", code).stdout == "1\nNone\n"


def test_where_no_pth_file_is_read_the_user_is_told(service: Service) -> None:
    assert inkout.status()["children"] is True
    package = str(Path(inkout.__file__).parents[1])
    code = f"import sys; sys.path.insert(0, {package!r}); import inkout; inkout.install()"
    done = _run(service, "-S", "-c", code)
    assert "inkout_auto.pth" in done.stderr
    assert done.returncode == 0, done.stderr


def test_the_pth_file_costs_nothing_without_the_marker(service: Service) -> None:
    done = _run(service, "-c", "import sys; print('inkout' in sys.modules)")
    assert done.stdout == "False\n"


def test_counts_are_of_one_process(script: Path, service: Service) -> None:
    before = json.dumps(inkout.status()["counts"])
    _run(service, "-m", "inkout", "run", str(script), "fork")
    assert json.dumps(inkout.status()["counts"]) == before
