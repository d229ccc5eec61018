"""How are calls to be treated in this process: with which redactor, key and mode?

The arguments of `install` come first, then the environment: `INKOUT_POLICY` (preset or path), `INKOUT_KEY` (base64),
and `INKOUT_MODE=report`. What can't be read there is an error, never a reason to send plain text.
"""

from __future__ import annotations

import os

from .. import InkoutError, PolicyError, Redactor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Settings:
    """What every hook asks for. `error` stands in for a redactor that could not be built: each AI call raises it."""

    __slots__ = ("error", "is_own_redactor", "key", "redactor", "report_only")

    def __init__(self, redactor: Redactor | None, *, report_only: bool, is_own_redactor: bool = False) -> None:
        self.redactor = redactor
        self.report_only = report_only
        self.is_own_redactor = is_own_redactor
        self.key: bytes | None = None
        self.error: InkoutError | None = None


def from_arguments(redactor: Any, *, report_only: bool) -> Settings:
    """Settings for `install(redactor, report_only=...)`; `PolicyError` for what the environment names wrongly."""
    report = _is_report_mode() or report_only
    own = redactor is not None
    built = redactor if own else Redactor(os.environ.get("INKOUT_POLICY") or None)
    settings = Settings(built, report_only=report, is_own_redactor=own)
    settings.key = _key()
    return settings


def refusing(error: InkoutError) -> Settings:
    """Settings under which every AI call raises `error`."""
    settings = Settings(None, report_only=False)
    settings.error = error
    return settings


def _is_report_mode() -> bool:
    mode = os.environ.get("INKOUT_MODE", "")
    if mode not in ("", "report"):
        raise PolicyError(f"INKOUT_MODE is {mode!r}; the only mode that can be named is 'report'")
    return mode == "report"


def _key() -> bytes | None:
    text = os.environ.get("INKOUT_KEY")
    if not text:
        return None
    from base64 import b64decode

    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise PolicyError("INKOUT_KEY is not base64") from None
