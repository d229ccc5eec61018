"""What does a client's row look like, and what is checked of every one?

A row builds a client for a base URL, and gives a function that asks and tells. Whether the hooks came before or after
the client was built is the test's choice. A client whose library is not installed is left out: the same tests run in
several environments, with old libraries and new ones.
"""

from __future__ import annotations

import asyncio
import copy
import importlib.metadata
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

Ask = Callable[[], tuple[Any, str]]  # the request as it was made, and the text of the answer
Make = Callable[[str], Ask]

CLIENTS: dict[str, Make] = {}
HEADERS = {"Authorization": "Bearer key-for-tests", "Content-Type": "application/json"}


def version(distribution: str) -> int | None:
    """The first number of the installed version."""
    try:
        return int(importlib.metadata.version(distribution).partition(".")[0])
    except importlib.metadata.PackageNotFoundError:
        return None


OPENAI = version("openai")


def client(*libraries: str, when: bool = True) -> Callable[[Make], Make]:
    """Adds a row if its libraries are installed."""

    def add(make: Make) -> Make:
        if when and all(version(library) is not None for library in libraries):
            CLIENTS[make.__name__] = make
        return make

    return add


def asked(request: dict[str, Any], ask: Callable[..., str]) -> Ask:
    """Asks with a copy, and sees that the client's caller still has what he passed."""

    def run() -> tuple[Any, str]:
        passed = copy.deepcopy(request)
        answer = ask(**passed)
        assert passed == request, "the caller's objects were changed"
        return request, answer

    return run


def awaited(ask: Callable[..., Awaitable[str]]) -> Callable[..., str]:
    """The same for a function that is awaited, in a loop of its own."""

    def run(**request: Any) -> str:
        async def main() -> str:
            return await ask(**request)

        return asyncio.run(main())

    return run


def chat_text(answer: dict[str, Any]) -> str:
    """The text of a chat answer that is plain JSON."""
    text: str = answer["choices"][0]["message"]["content"]
    return text


def sse_text(lines: Iterator[str]) -> str:
    """The text of a chat answer that is streamed."""
    events = [json.loads(line[5:]) for line in lines if line.startswith("data:") and "[DONE]" not in line]
    return "".join(event["choices"][0]["delta"].get("content") or "" for event in events)
