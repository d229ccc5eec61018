"""How is it shown? Three columns of plain text: what was said, received and printed."""

from __future__ import annotations

import difflib
import itertools
import re
import textwrap
from collections.abc import Iterable

_COLUMN = 36
_TOKEN = re.compile(r"\[([A-Z][A-Z_]*)_[0-9]+[A-Z]{2}\]")
WIDTH = 3 * _COLUMN + 6
HEADS = ("what the script said", "what the service received", "what the script printed")


def rule(title: str = "") -> str:
    """A line across the picture."""
    return f"{title} ".ljust(WIDTH, "─") if title else "─" * WIDTH


def table(said: list[str], received: list[str], printed: str, labels: dict[str, str]) -> str:
    """The columns. Each text stands beside the one that the service received in its place."""
    left, middle = [], []
    for text, other in zip(said, counterparts(said, received, labels), strict=True):
        for one, two in itertools.zip_longest(_wrap(text), _wrap(other), fillvalue=""):
            left.append(one)
            middle.append(two)
    right = [line for text in printed.splitlines() for line in _wrap(text)]
    rows = [HEADS, ("─" * _COLUMN,) * 3, *itertools.zip_longest(left, middle, right, fillvalue="")]
    return "\n".join(_row(row) for row in rows)


def counterparts(said: list[str], received: list[str], labels: dict[str, str]) -> list[str]:
    """For each text that was said the received one that is most like it, once values and tokens are their labels.
    A received text is taken again only when none is left that is as like."""

    def plain(text: str) -> str:
        for value, label in labels.items():
            text = text.replace(value, f"[{label}]")
        return _TOKEN.sub(r"[\1]", text)

    left, chosen = list(received), []
    for text in said:

        def likeness(other: str, text: str = text) -> tuple[float, bool]:
            ratio = difflib.SequenceMatcher(None, plain(text), plain(other), autojunk=False).ratio()
            return round(ratio, 2), other in left

        best = max(received, key=likeness, default="(nothing)")
        if best in left:
            left.remove(best)
        chosen.append(best)
    return chosen


def _row(cells: Iterable[str]) -> str:
    return " │ ".join(cell.ljust(_COLUMN) for cell in cells).rstrip()


def _wrap(text: str) -> list[str]:
    """Lines of a column; the ones after the first are indented, so that texts can be told apart."""
    return textwrap.wrap(text, _COLUMN, subsequent_indent="  ", break_on_hyphens=False) or [""]
