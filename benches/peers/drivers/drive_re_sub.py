"""Python's `re`: the patterns of `benches/src/alternation.rs`, one `re.sub` after another."""

import json
import re
import sys
from pathlib import Path

from protocol import Finding, serve

Chain = list[tuple[str, str, re.Pattern[str]]]  # entity type, placeholder, pattern


def chain(patterns: Path) -> Chain:
    """The chain, from a file of `[entity type, placeholder, pattern]`."""
    rows = json.loads(patterns.read_text("utf-8"))
    return [(entity, placeholder, re.compile(pattern, re.ASCII)) for entity, placeholder, pattern in rows]


def redact(chain: Chain, text: str) -> str:
    for _, placeholder, pattern in chain:
        text = pattern.sub(placeholder, text)
    return text


def findings(chain: Chain, text: str) -> list[Finding]:
    """Each pattern sees what the ones before left: in brackets like a placeholder, but as long as the value."""
    found: list[Finding] = []
    for entity, placeholder, pattern in chain:
        found += [(match.start(), match.end(), entity, placeholder) for match in pattern.finditer(text)]
        text = pattern.sub(lambda match: "[" + "\0" * (len(match[0]) - 2) + "]", text)
    return sorted(found)


if __name__ == "__main__":
    CHAIN = chain(Path(sys.argv[1]) / "patterns.json")
    serve(lambda text: redact(CHAIN, text), lambda text: findings(CHAIN, text))
