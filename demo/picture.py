"""How is it shown? Three columns of plain text: what was said, received and printed."""

from __future__ import annotations

import difflib
import itertools
import textwrap
from collections.abc import Iterable

_COLUMN = 36
WIDTH = 3 * _COLUMN + 6
HEADS = ("what the script said", "what the service received", "what the script printed")


def rule(title: str = "") -> str:
    """A line across the picture."""
    return f"{title} ".ljust(WIDTH, "─") if title else "─" * WIDTH


def table(said: list[str], received: list[str], printed: str) -> str:
    """The columns. Each text stands beside the one that the service received in its place."""
    left, middle = [], []
    for text in said:
        cells = _wrap(text), _wrap(_counterpart(text, received))
        for one, other in itertools.zip_longest(*cells, fillvalue=""):
            left.append(one)
            middle.append(other)
    right = [line for text in printed.splitlines() for line in _wrap(text)]
    rows = [HEADS, ("─" * _COLUMN,) * 3, *itertools.zip_longest(left, middle, right, fillvalue="")]
    return "\n".join(_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return " │ ".join(cell.ljust(_COLUMN) for cell in cells).rstrip()


def _wrap(text: str) -> list[str]:
    """Lines of a column; the ones after the first are indented, so that texts can be told apart."""
    return textwrap.wrap(text, _COLUMN, subsequent_indent="  ", break_on_hyphens=False) or [""]


def _counterpart(text: str, received: list[str]) -> str:
    """The received text that is most like this one."""

    def likeness(other: str) -> float:
        return difflib.SequenceMatcher(None, text, other, autojunk=False).ratio()

    return max(received, key=likeness, default="(nothing)")
