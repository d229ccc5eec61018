"""Finds and replaces personal data and secrets in text, streams and calls to AI services.

>>> import inkout
>>> inkout.redact("Mail bob@example.com")
'Mail [REDACTED_EMAIL]'
"""

from __future__ import annotations

# Only the extension module is imported here: `import inkout` must cost next to nothing.
from ._inkout import (
    Block,
    Blocked,
    Decision,
    Drop,
    Entity,
    Finding,
    InkoutError,
    InputTooLarge,
    Keep,
    Mask,
    Number,
    Operator,
    Pattern,
    Policy,
    PolicyError,
    Redacted,
    Redactor,
    Replace,
    Session,
    SessionError,
    Stream,
    UnsafePayload,
    __version__,
    entities,
    explain,
    redact,
    scan,
)

__all__ = [
    "Block",
    "Blocked",
    "Decision",
    "Drop",
    "Entity",
    "Finding",
    "InkoutError",
    "InputTooLarge",
    "Keep",
    "Mask",
    "Number",
    "Operator",
    "Pattern",
    "Policy",
    "PolicyError",
    "Redacted",
    "Redactor",
    "Replace",
    "Session",
    "SessionError",
    "Stream",
    "UnsafePayload",
    "__version__",
    "entities",
    "explain",
    "install",
    "redact",
    "scan",
    "status",
    "uninstall",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def install(redactor: Redactor | None = None, *, report_only: bool = False) -> None:
    """Sanitizes every AI call of this process, and of the child processes that it starts from now on.

    Without a redactor, `INKOUT_POLICY` names the policy. `report_only` lets everything pass and only counts.
    Raises `PolicyError` for a policy, key or mode that can't be used.
    """
    from . import _hooks

    _hooks.install(redactor, report_only=report_only)


def uninstall() -> None:
    """Leaves every HTTP library as it was."""
    from . import _hooks

    _hooks.uninstall()


def status() -> dict[str, Any]:
    """What is hooked, in which version, and what was seen: counts, never values."""
    from . import _hooks

    return _hooks.status()
