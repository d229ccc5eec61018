"""What went through the hooks of this process? Counts, never values."""

from __future__ import annotations

import os
from _thread import allocate_lock

_lock = allocate_lock()
_counts: dict[str, int] = {}
_entities: dict[str, int] = {}


def add(name: str, number: int = 1) -> None:
    """Adds to the count `name`."""
    with _lock:
        _counts[name] = _counts.get(name, 0) + number


def add_counts(counts: dict[str, int]) -> None:
    """Adds the counts of an exchange: by entity type in capitals, else by what was counted."""
    with _lock:
        for name, number in counts.items():
            if number:
                target = _entities if name.isupper() else _counts
                target[name] = target.get(name, 0) + number


def snapshot() -> tuple[dict[str, int], dict[str, int]]:
    """Copies of all counts, and of the replaced values by entity type."""
    with _lock:
        return dict(_counts), dict(_entities)


def _new_lock() -> None:
    # A child may be forked while another thread of its parent holds the lock; nobody would ever release it there.
    global _lock
    _lock = allocate_lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)
