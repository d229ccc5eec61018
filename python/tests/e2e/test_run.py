"""Does `inkout run` leave a script as it is under plain Python: arguments, path, names, output, errors, exit status?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

STATE = """
import sys, os, pickle, __main__
class Thing: pass
print(sys.argv, sys.path[0], sys.path[1:3])
print(__name__, __file__, __package__, __spec__, __cached__, type(__loader__).__name__, __doc__)
print(sorted(name for name in globals() if name != "__annotations__"))
print(__main__.Thing is Thing, pickle.loads(pickle.dumps(Thing())).__class__ is Thing, Thing.__module__)
import helper
print(helper.VALUE, os.getcwd() == os.getcwd())
"""

SCRIPTS = {
    "state": STATE,
    "docstring": '"""What it does."""\nprint(__doc__)\nx: int = 1\nprint(x)',
    "exit_number": "import sys; sys.exit(7)",
    "exit_text": "import sys; sys.exit('a reason')",
    "exit_none": "import sys; sys.exit()",
    "exit_hard": "import os; os._exit(5)",
    "error": "def f():\n    raise ValueError('wrong')\nprint('before', flush=True)\nf()",
    "error_chain": "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise KeyError('x') from error",
    "error_group": "raise ExceptionGroup('g', [ValueError(1)])" if sys.version_info >= (3, 11) else "raise ValueError",
    "syntax": "print('no'\n",
    "excepthook": "import sys\nsys.excepthook = lambda *e: print('hook', e[0].__name__, e[2].tb_lineno)\n\n1 / 0",
    "atexit": "import atexit, sys\natexit.register(lambda: print('bye'))\nprint(sys.stdin.read())",
    "coding": "# -*- coding: latin-1 -*-\nprint(ascii('\u00e9'))",
    "thread": "import threading, time\ndef f(): time.sleep(0.1); print('done', __name__)\n"
    "threading.Thread(target=f).start()",
    "last": "import atexit, sys\natexit.register(lambda: print(sys.last_type.__name__))\n1 / 0",
    "tasks": "import asyncio\nasync def f(): raise RuntimeError('in a task')\nasyncio.run(f())",
    "annotations": "x: int = 1\nprint(__annotations__ if '__annotations__' in globals() else None)",
}


def _outcome(arguments: list[str], cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, input="typed", capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def _same(arguments: list[str], cwd: Path) -> tuple[int, str, str]:
    plain, run = _outcome(arguments, cwd), _outcome(["-m", "inkout", "run", *arguments], cwd)
    assert run == plain
    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name, text in SCRIPTS.items():
        (tmp_path / "sub" / f"{name}.py").write_text(text, encoding="latin-1")
    (tmp_path / "sub" / "helper.py").write_text("VALUE = 42\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("")
    (tmp_path / "package" / "__main__.py").write_text(
        "import sys\nprint(sys.argv, sys.path[0], __name__, __package__)\n"
    )
    (tmp_path / "module.py").write_text("import sys\nprint(sys.argv, sys.path[0], __spec__.name)\n1 / 0\n")
    (tmp_path / "link.py").symlink_to(tmp_path / "sub" / "state.py")
    return tmp_path


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script(name: str, folder: Path) -> None:
    _same([f"sub/{name}.py", "--flag", "run", "-m", "ä"], folder)


@pytest.mark.parametrize(
    "arguments",
    [
        ["./sub/../sub/state.py"],
        ["link.py", "x"],
        ["sub/no_such_script.py"],
        ["-m", "package", "-x"],
        ["-m", "module", "a", "b"],
        ["-m", "no_such_module"],
        ["-m", "package.no_such_module"],
        ["package", "a"],
        ["-c", "import sys; print(sys.argv, sys.path[0], __name__, globals().get('__file__'))", "a", "-b"],
        ["-c", "1 / 0"],
        ["-c", "print('"],
        ["sub"],
    ],
    ids=" ".join,
)
def test_other_ways_to_name_it(arguments: list[str], folder: Path) -> None:
    status, out, error = _outcome(arguments, folder)
    run = _outcome(["-m", "inkout", "run", *arguments], folder)
    # Python's own name stands in its message about a file that it can't open.
    assert (run[0], run[1], run[2].replace("inkout run: ", f"{sys.executable}: ")) == (status, out, error)


def test_an_archive_and_compiled_code(folder: Path) -> None:
    with zipfile.ZipFile(folder / "app.pyz", "w") as archive:
        archive.writestr("__main__.py", "import sys; print(sys.argv, sys.path[0], __name__); import inner")
        archive.writestr("inner.py", "print('inner')")
    assert _same(["app.pyz", "a"], folder)[1].endswith("inner\n")
    import py_compile

    py_compile.compile(str(folder / "sub" / "docstring.py"), str(folder / "compiled.pyc"))
    _same(["compiled.pyc"], folder)


@pytest.mark.parametrize("end", ["", "1 / 0\n"])
def test_standard_input(end: str, folder: Path) -> None:
    def outcome(arguments: list[str]) -> tuple[int, str, str]:
        text = "import sys\nprint(sys.argv, sys.path[0], __name__, __file__)\n" + end
        done = subprocess.run(
            [sys.executable, *arguments], cwd=folder, input=text, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    assert outcome(["-m", "inkout", "run", "-", "a"]) == outcome(["-", "a"])


def test_options_of_python(folder: Path) -> None:
    code = "import sys; print(sys.flags.dev_mode, sys.flags.optimize, sys.path[0]); assert False"
    plain = _outcome(["-X", "dev", "-O", "-c", code], folder)
    assert _outcome(["-X", "dev", "-O", "-m", "inkout", "run", "-c", code], folder) == plain


@pytest.mark.skipif(sys.version_info < (3, 11), reason="-P is new in 3.11")
def test_a_safe_path_stays_safe(folder: Path) -> None:
    code = "import sys; print(sys.path)"
    (folder / "sub" / "paths.py").write_text(code)
    for arguments in (["-c", code], ["sub/paths.py"]):
        plain = _outcome(["-P", *arguments], folder)
        assert _outcome(["-P", "-m", "inkout", "run", *arguments], folder) == plain


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_ends_it_by_the_signal(folder: Path) -> None:
    script = "import atexit, time\natexit.register(lambda: print('bye'))\nprint('ready', flush=True)\ntime.sleep(30)\n"
    (folder / "sleeps.py").write_text(script)

    def outcome(arguments: list[str]) -> tuple[int, str, str]:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=20)
        return process.returncode, out, error

    plain = outcome(["sleeps.py"])
    assert plain[0] == -signal.SIGINT
    assert outcome(["-m", "inkout", "run", "sleeps.py"]) == plain


def test_wrong_usage(folder: Path) -> None:
    assert _outcome(["-m", "inkout", "run"], folder)[0] == 2
    assert _outcome(["-m", "inkout", "run", "-X", "dev"], folder)[0] == 2
    status, out, _ = _outcome(["-m", "inkout", "run", "--help"], folder)
    assert status == 0
    assert "INKOUT_POLICY" in out


def test_nothing_runs_in_a_wrong_environment(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "inkout", "run", "-c", "print('ran')"],
        env=os.environ | {"INKOUT_POLICY": "no-such-policy"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("inkout run: ")
    assert "Traceback" not in done.stderr
