"""inkout from Python: the default policy."""

from protocol import Finding, serve

import inkout


def findings(text: str) -> list[Finding]:
    return [(found.start, found.end, found.entity, f"[REDACTED_{found.label}]") for found in inkout.scan(text)]


serve(inkout.redact, findings)
