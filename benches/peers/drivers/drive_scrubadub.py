"""scrubadub: its default detectors for the types that the corpus holds."""

import scrubadub
from protocol import Finding, serve

TYPES = {
    "email": "EMAIL_ADDRESS",
    "phone": "PHONE_NUMBER",
    "credit_card": "CREDIT_CARD",
    "social_security_number": "US_SSN",
}
SCRUBBER = scrubadub.Scrubber(detector_list=list(TYPES))


def findings(text: str) -> list[Finding]:
    """Overlapping and adjacent findings are merged; the first gives the type."""
    found = []
    for filth in SCRUBBER.iter_filth(text):
        first = getattr(filth, "filths", [filth])[0]
        found.append((filth.beg, filth.end, TYPES[first.type], f"{{{{{filth.placeholder}}}}}"))
    return found


serve(SCRUBBER.clean, findings)
