"""Which calls of this process are sanitized, and how is that switched on and off?

The way of a call: `stacks` (one library a file) sees a request, `hosts` and the wire say whether it goes to an AI
service, `call` redacts it and restores its answer, `guard` keeps the layer below from doing it again, `tally` counts.
`patch` wraps methods, `lazy` waits for modules that are not imported yet, `settings` says with which redactor. This
package imports no HTTP library.
"""

from __future__ import annotations

import os
import sys
from _thread import RLock
from importlib import import_module

from .. import InkoutError, Redactor
from . import call, lazy, settings, tally
from .patch import Patches
from .stacks import OUT_OF_REACH, STACKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

# In the environment, for child processes: what `inkout_auto.pth` finds there at their start.
MARKER = "INKOUT_AUTO"
_PTH = "inkout_auto.pth"

_lock = RLock()
_patches = Patches()
_hooked: dict[str, bool] = {}
_marker_before: str | None = None


def install(redactor: Redactor | None = None, *, report_only: bool = False) -> None:
    """Sanitizes every AI call of this process, and of the child processes it starts from now on.

    Without a redactor, `INKOUT_POLICY` names the policy. A second call changes what it is given: the redactor, if one
    is given, and the mode. Child processes that do not share our memory get the policy of `INKOUT_POLICY`; when a
    redactor was given here, they can't know it, and their AI calls raise until they call `install` themselves.

    # Errors
    `PolicyError` for a policy, key or mode that can't be used; nothing is changed then.
    """
    with _lock:
        before = call.in_use()
        if redactor is None and before is not None and before.redactor is not None:
            redactor = before.redactor if before.is_own_redactor else None
        _use(settings.from_arguments(redactor, report_only=report_only))


def install_from_environment() -> None:
    """What `import inkout.auto` does, also at the start of a child process; once is enough.

    # Errors
    The same as `install`, but the hooks are in place then, and every AI call raises that error: whoever asked for
    sanitizing must not go on without.
    """
    with _lock:
        if call.in_use() is not None:
            return
        try:
            if os.environ.get(MARKER) == _REFUSE:
                raise InkoutError(
                    "the process that started this one was given a redactor of its own, which can't be handed on; "
                    "call inkout.install(redactor) here too, or name its policy in INKOUT_POLICY there"
                )
            report = os.environ.get(MARKER) == _REPORT
            _use(settings.from_arguments(None, report_only=report))
        except InkoutError as error:
            _use(settings.refusing(error))
            raise


def uninstall() -> None:
    """Leaves everything as it was: classes, import system and environment."""
    with _lock:
        if call.in_use() is None:
            return
        call.use(None)
        if _finder in sys.meta_path:
            sys.meta_path.remove(_finder)
        _patches.undo()
        _hooked.clear()
        if _marker_before is None:
            os.environ.pop(MARKER, None)
        else:
            os.environ[MARKER] = _marker_before


def status() -> dict[str, Any]:
    """What is hooked, in which version, and what was seen: counts, never values."""
    used = call.in_use()
    counts, replaced = tally.snapshot()
    libraries = {
        stack.library: _version(stack.library) for stack in STACKS if _hooked.get(stack.module) and used is not None
    }
    if "urllib3" in libraries and "requests" in sys.modules:
        libraries["requests"] = _version("requests")
    return {
        "installed": used is not None,
        "mode": None if used is None else _mode(used),
        "hooked": libraries,
        "not_hooked": sorted(stack.module for stack in STACKS if _hooked.get(stack.module) is False),
        "children": _children_are_reached(),
        "out_of_reach": [name for name in OUT_OF_REACH if name in sys.modules],
        "counts": counts,
        "replaced": replaced,
    }


_REFUSE, _REPORT, _REDACT = "refuse", "report", "1"


def _use(chosen: settings.Settings) -> None:
    global _marker_before
    is_first = call.in_use() is None
    call.use(chosen)
    if is_first:
        _marker_before = os.environ.get(MARKER)
        # The watch comes before the look: a module that another thread imports in between is hooked by it.
        sys.meta_path.insert(0, _finder)
        for stack in STACKS:
            module = lazy.loaded(stack.module)
            if module is not None:
                _hook(module)
        # With a marker, the file has just been read: Python is still starting.
        if _marker_before is None and not _children_are_reached():
            _warn(f"{_PTH} is not in site-packages: child processes that are not forked are NOT sanitized")
    if chosen.error is not None:
        # A child meets the same error by itself.
        os.environ.setdefault(MARKER, _REDACT)
    elif chosen.report_only:
        os.environ[MARKER] = _REPORT
    else:
        os.environ[MARKER] = _REFUSE if chosen.is_own_redactor else _REDACT


def _hook(module: ModuleType) -> None:
    for stack in STACKS:
        if stack.module != module.__name__ or call.in_use() is None:
            continue
        try:
            import_module(f"{__name__}.stacks.{stack.file}").hook(module, _patches)
            _hooked[stack.module] = True
        except (AttributeError, KeyError) as error:
            _hooked[stack.module] = False
            _warn(f"this version of {stack.library} is unknown ({error!r}): calls through it are NOT sanitized")


def _children_are_reached() -> bool:
    """True where Python reads our .pth file when it starts; the wheel brings it, a folder on `PYTHONPATH` does not."""
    site = sys.modules.get("site")
    if site is None:
        return False
    folders = [*site.getsitepackages(), *([site.getusersitepackages()] if site.ENABLE_USER_SITE else [])]
    return any(os.path.exists(os.path.join(folder, _PTH)) for folder in folders)


def _warn(message: str) -> None:
    import warnings

    warnings.warn("inkout: " + message, RuntimeWarning, stacklevel=3)


def _mode(used: settings.Settings) -> str:
    if used.error is not None:
        return "refuse"
    return "report" if used.report_only else "redact"


def _version(library: str) -> str | None:
    if library == "http.client":
        return sys.version.partition(" ")[0]
    module = sys.modules.get(library.replace("websocket-client", "websocket"))
    return getattr(module, "__version__", None)


_finder = lazy.Finder(frozenset(stack.module for stack in STACKS), _hook)
