"""Where do the scripts run? In two virtual environments that the demo makes beside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv-demo"

_REQUIREMENTS = {
    "newest": ("openai", "anthropic", "requests", "trustme"),
    "openai-0.27": ("openai==0.27.0",),
}


class PreparationError(Exception):
    """A command that prepares the demo failed."""


def prepare(*, with_inkout: bool) -> None:
    """Makes the environments; builds inkout from this checkout and installs it where it is wanted."""
    for name, requirements in _REQUIREMENTS.items():
        _make(name, requirements)
    certificates = FOLDER / "certificates"
    certificates.mkdir(exist_ok=True)
    _run(python("newest"), Path(__file__).parent / "certificates.py", certificates)
    if with_inkout:
        _install_inkout()


def python(name: str) -> Path:
    """The interpreter of an environment."""
    return _programs(name) / ("python.exe" if os.name == "nt" else "python")


def inkout(name: str) -> Path:
    """The installed command of an environment."""
    return _programs(name) / ("inkout.exe" if os.name == "nt" else "inkout")


def certificate(name: str) -> Path:
    """`authority.pem` or `service.pem`."""
    return FOLDER / "certificates" / name


def _programs(name: str) -> Path:
    return FOLDER / name / ("Scripts" if os.name == "nt" else "bin")


def _make(name: str, requirements: tuple[str, ...]) -> None:
    """Makes an environment once; another list of requirements makes it again."""
    stamp = FOLDER / name / "requirements"
    if stamp.exists() and stamp.read_text() == "\n".join(requirements):
        return
    print(f"demo: making {FOLDER.name}/{name} with {', '.join(requirements)}", flush=True)
    _run(sys.executable, "-m", "venv", "--clear", FOLDER / name)
    _run(python(name), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements)
    stamp.write_text("\n".join(requirements))


def _install_inkout() -> None:
    print("demo: building inkout from this checkout", flush=True)
    wheels = FOLDER / "wheels"
    for old in wheels.glob("*.whl"):
        old.unlink()
    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")
    _run(python("newest"), *pip, "wheel", "--no-deps", "--wheel-dir", wheels, ROOT)
    (wheel,) = wheels.glob("inkout-*.whl")
    for name in _REQUIREMENTS:
        _run(python(name), *pip, "install", "--no-deps", "--force-reinstall", wheel)


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        told = " ".join(str(part) for part in command)
        raise PreparationError(f"{told}\n{done.stdout}{done.stderr}")
