"""Do the type stubs say what the module does? mypy on a use of everything, and stubtest on the module itself."""

import subprocess
import sys
from pathlib import Path

import pytest

import inkout

HERE = Path(__file__).parent


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False, cwd=HERE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_marker_of_typed_packages_is_there() -> None:
    assert Path(inkout.__file__).with_name("py.typed").exists()


def test_uses_have_the_types_they_should() -> None:
    pytest.importorskip("mypy")
    run("mypy", "--strict", "--python-version", "3.10", "typed_use.py")


def test_the_stubs_are_those_of_the_built_module() -> None:
    pytest.importorskip("mypy")
    run("mypy.stubtest", "inkout._inkout")
