"""How chunks that are awaited go through a stream."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import TypeVar

    from . import Stream

    T = TypeVar("T", str, bytes)


async def redacted(stream: Stream, chunks: AsyncIterator[T]) -> AsyncIterator[T]:
    """Pushes each chunk and gives what came out; nothing is given for a chunk that is still undecided."""
    async for chunk in chunks:
        out: T = stream.push(chunk)
        if out:
            yield out
    rest: T = stream.finish()
    if rest:
        yield rest
