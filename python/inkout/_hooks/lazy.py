"""How does a hook reach a module that is not imported yet?

A finder stands first in `sys.meta_path` and lets the others find the module. It lends the module's loader one method:
execute, then hook. Before anything runs, the real loader is back in its place, so that the module looks as it always
does.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

    Hook = Callable[[ModuleType], None]


class Finder:
    """Calls `hook(module)` as soon as one of the modules `names` has been executed."""

    def __init__(self, names: Container[str], hook: Hook) -> None:
        self._names = names
        self._hook = hook
        self._busy: set[tuple[int, str]] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec that the other finders give, with a loader that hooks."""
        # A finder that asks the import system itself would come back here for ever, in the same thread.
        asking = (get_ident(), name)
        if name not in self._names or asking in self._busy:
            return None
        self._busy.add(asking)
        try:
            spec = _found_by_others(self, name, path, target)
        finally:
            self._busy.discard(asking)
        if spec is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _HookingLoader(spec.loader, self._hook)  # type: ignore[assignment]
        return spec


def loaded(name: str) -> ModuleType | None:
    """The module `name` if it is imported; waits until another thread that is importing it is done."""
    return import_module(name) if sys.modules.get(name) is not None else None


class _HookingLoader:
    """The real loader in all but `exec_module`."""

    def __init__(self, real: Any, hook: Hook) -> None:
        self._real = real
        self._hook = hook

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._real.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._real
        if module.__spec__ is not None:
            module.__spec__.loader = self._real
        self._real.exec_module(module)
        self._hook(module)


def _found_by_others(
    this: Finder, name: str, path: Sequence[str] | None, target: ModuleType | None
) -> ModuleSpec | None:
    for finder in list(sys.meta_path):
        if finder is not this and hasattr(finder, "find_spec"):
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                return spec
    return None
