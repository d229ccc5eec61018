"""What does the package cost to import, and does it say what it holds?"""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import inkout

HEAVY = "re", "typing", "dataclasses", "json", "asyncio", "logging", "urllib3", "requests", "httpx", "httpx2", "aiohttp"


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_it_imports_nothing_heavy() -> None:
    already = python("import sys; print(*sys.modules)").split()
    loaded = python("import sys, inkout; print(*sys.modules)").split()
    assert not [name for name in HEAVY if name in loaded and name not in already]


def test_importing_it_is_quick() -> None:
    code = "import time; t = time.perf_counter(); import inkout; print(time.perf_counter() - t)"
    assert min(float(python(code)) for _ in range(7)) < 0.005


def test_all_names_are_there() -> None:
    assert sorted(inkout.__all__) == inkout.__all__ or set(inkout.__all__) <= set(dir(inkout))
    for name in inkout.__all__:
        assert getattr(inkout, name) is not None
    public = {name for name in vars(inkout) if not name.startswith("_")} - {"annotations", "TYPE_CHECKING"}
    modules = {name for name in public if type(getattr(inkout, name)).__name__ == "module"}
    assert public - modules <= set(inkout.__all__)


def test_errors_have_the_bases_that_callers_catch() -> None:
    for error in (inkout.PolicyError, inkout.InputTooLarge, inkout.Blocked):
        assert error.__mro__[1:3] == (inkout.InkoutError, ValueError)
    for plain in (inkout.UnsafePayload, inkout.SessionError):
        assert plain.__bases__ == (inkout.InkoutError,)
    assert {e.__module__ for e in (inkout.InkoutError, inkout.PolicyError)} == {"inkout"}


def test_everything_public_is_documented() -> None:
    for name in inkout.__all__:
        thing = getattr(inkout, name)
        if name != "__version__":
            assert thing.__doc__, name
    for cls in (inkout.Redactor, inkout.Stream, inkout.Session, inkout.Policy):
        for name in dir(cls):
            if not name.startswith("_"):
                assert getattr(cls, name).__doc__, f"{cls.__name__}.{name}"


@pytest.fixture
def command() -> Path:
    name = "inkout.exe" if sys.platform == "win32" else "inkout"
    return Path(sysconfig.get_path("scripts"), name)


def test_the_command_is_the_same_program(command: Path, tmp_path: Path) -> None:
    for start in ([str(command)], [sys.executable, "-m", "inkout"]):
        done = subprocess.run([*start, "redact"], input=b"Mail bob@example.com\n", capture_output=True, check=True)
        assert done.stdout == b"Mail [REDACTED_EMAIL]\n"
    file = tmp_path / "name with \udcff.txt" if sys.platform == "linux" else tmp_path / "name.txt"
    file.write_text("Mail bob@example.com\n")
    done = subprocess.run([command, "scan", "--format", "jsonl", file], capture_output=True, check=False)
    assert done.returncode == 1
    assert b'"entity":"EMAIL_ADDRESS"' in done.stdout
    done = subprocess.run([command, "scan", "nowhere"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nowhere: No such file" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_the_command(command: Path) -> None:
    import signal

    with subprocess.Popen([command, "redact"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"a line\n")
        running.stdin.flush()
        running.stdout.read(1)
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == -signal.SIGINT
