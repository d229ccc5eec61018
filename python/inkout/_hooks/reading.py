"""How does an answer keep its object, its connection and its type's name, and yet read restored?

Its class changes to one that is made once for each class of a library, with reading methods that draw on a `Reading`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .call import Restorer

_classes: dict[type, type] = {}


class Reading:
    """The restored bytes of one answer that nobody has taken yet."""

    __slots__ = ("_restorer", "is_ended", "is_untouched", "ready")

    def __init__(self, restorer: Restorer) -> None:
        self._restorer = restorer
        self.ready = bytearray()
        self.is_ended = False
        self.is_untouched = True

    def push(self, piece: bytes) -> None:
        """Takes a piece as it came; at its end an empty one, and from then on nothing."""
        if piece:
            self.ready += self._restorer.push(piece)
        else:
            self.is_ended = True
            self.ready += self._restorer.finish()

    def fill(self, read: Callable[[], bytes], needed: int | None = None) -> None:
        """Reads until `needed` bytes are restored, or all."""
        while not self.is_ended and (needed is None or len(self.ready) < needed):
            self.push(read())

    def take(self, number: int | None = None) -> bytes:
        """At most `number` of the restored bytes, or all of them."""
        self.is_untouched = False
        if number is None:
            number = len(self.ready)
        out = bytes(self.ready[:number])
        del self.ready[:number]
        return out

    def flow(self, pieces: Iterator[bytes], size: int | None) -> Iterator[bytes]:
        """What was left from an earlier read, then the restored stream, in pieces of at most `size` bytes."""
        if rest := self.take():
            yield rest
        for piece in self._restorer.flow(pieces):
            if size is None or size <= 0 or len(piece) <= size:
                yield piece
            else:
                yield from (piece[at : at + size] for at in range(0, len(piece), size))
        self.is_ended = True


def swap(answer: Any, restorer: Restorer, make: Callable[[Any], type]) -> None:
    """Gives `answer` a `Reading` and the class that `make` makes of its class."""
    base = type(answer)
    if base not in _classes:
        made = make(base)
        for name in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(made, name, getattr(base, name))
        _classes[base] = made
    answer._inkout = Reading(restorer)
    answer.__class__ = _classes[base]
