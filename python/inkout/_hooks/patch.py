"""How is a method of somebody else's class wrapped, and put back?

Class attributes are wrapped, never module names: so it does not matter who imported what before, or has built a
client already.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_MARK = "__inkout__"


class Patches:
    """All methods that are wrapped now."""

    def __init__(self) -> None:
        self._wrapped: list[tuple[type, str, Any, Any]] = []

    def wrap(self, owner: type, name: str, make: Callable[[Any], Any]) -> None:
        """Puts `make(original)` in the place of `owner.name`; once only, also when two modules share the class."""
        # Only here, where a library is loaded already: it has what this import costs.
        from functools import update_wrapper

        original = owner.__dict__[name]
        if getattr(original, _MARK, False):
            return
        wrapper = update_wrapper(make(original), original)
        setattr(wrapper, _MARK, True)
        setattr(owner, name, wrapper)
        self._wrapped.append((owner, name, original, wrapper))

    def undo(self) -> None:
        """Puts the originals back. Where somebody has wrapped ours since, ours stays below as a pass-through."""
        while self._wrapped:
            owner, name, original, wrapper = self._wrapped.pop()
            if owner.__dict__.get(name) is wrapper:
                setattr(owner, name, original)
