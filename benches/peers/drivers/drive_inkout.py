"""inkout from Python: the default policy."""

import inkout
from protocol import Finding, serve


def findings(text: str) -> list[Finding]:
    return [(found.start, found.end, found.entity, f"[REDACTED_{found.label}]") for found in inkout.scan(text)]


serve(inkout.redact, findings)
