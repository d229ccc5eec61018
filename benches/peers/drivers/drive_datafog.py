"""DataFog: its Rust core, which finds and replaces in one call, asked for the types that the corpus holds."""

import datafog_core
from protocol import Finding, serve

TYPES = {
    "EMAIL": "EMAIL_ADDRESS",
    "PHONE": "PHONE_NUMBER",
    "CREDIT_CARD": "CREDIT_CARD",
    "SSN": "US_SSN",
    "IP_ADDRESS": "IP_ADDRESS",
    "API_KEY": "API_KEY",
}
CONFIG = {"scan": {"entities": list(TYPES)}, "transform": {"default": {"strategy": "redact"}}}


def redact(text: str) -> str:
    return datafog_core.scan_and_transform(text, CONFIG).text


def findings(text: str) -> list[Finding]:
    found = []
    for one in datafog_core.scan_and_transform(text, CONFIG).transformations:
        place = one.source_codepoint_range
        found.append((place.start, place.end, TYPES[one.entity_type], one.replacement))
    return found


serve(redact, findings)
