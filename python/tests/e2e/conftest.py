"""What do the end-to-end tests share? The service, hooks that are gone afterwards, and the look for what leaked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
# The demo's look through bytes, in every spelling: one check for both.
sys.path.append(str(Path(__file__).parents[3] / "demo"))

from conversation import VALUES
from leaks import sightings_in, views
from service import Service

import inkout


@pytest.fixture
def service() -> Iterator[Service]:
    """The service, for one test."""
    with Service() as service:
        yield service


@pytest.fixture
def hooks() -> Iterator[None]:
    """Hooks for one test."""
    inkout.install()
    yield
    inkout.uninstall()


@pytest.fixture(autouse=True)
def _a_clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith("INKOUT_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    yield
    inkout.uninstall()


def leaks(service: Service, values: Iterable[str] = VALUES) -> dict[str, list[str]]:
    """The values that the service received, and in which spellings."""
    seen = views(b"\n".join(service.seen()))
    found = {value: sightings_in(value, seen) for value in values}
    return {value: spellings for value, spellings in found.items() if spellings}


@pytest.fixture
def leaked() -> Callable[..., dict[str, list[str]]]:
    """The same for tests."""
    return leaks
