"""How does a peer answer? Every driver is `serve(redact, findings)`; `benches/src/answer.rs` says what comes out of it.

A driver is called as `drive_PEER.py FOLDER SECONDS`. The folder holds `FAMILY.jsonl`, a JSON string a line: the pieces,
each handed over in one call. As many are measured as the first round gets through in that time; the best of three
rounds counts.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Finding = tuple[int, int, str, str]  # start, end (code points), entity type of the corpus or "", replacement


def rounds(redact: Callable[[str], str], pieces: Sequence[str], seconds: float) -> tuple[float, list[str]]:
    """The time of the best round, and the outputs of its pieces."""
    redact(pieces[0])
    outputs = []
    start = time.perf_counter()
    for piece in pieces:
        outputs.append(redact(piece))
        if time.perf_counter() - start > seconds:
            break
    best = time.perf_counter() - start
    for _ in range(2):
        start = time.perf_counter()
        for piece in pieces[: len(outputs)]:
            redact(piece)
        best = min(best, time.perf_counter() - start)
    return best, outputs


def serve(redact: Callable[[str], str], findings: Callable[[str], list[Finding]]) -> None:
    """Measures `redact`, and says what it did: `findings` must name every replacement in its output, in order."""
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    for file in sorted(folder.glob("*.jsonl")):
        pieces = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        best, outputs = rounds(redact, pieces, seconds)
        print(json.dumps({"family": file.stem, "seconds": best, "pieces": len(outputs)}))
        for piece, output in zip(pieces, outputs, strict=False):
            print(json.dumps([output, findings(piece)]))
