"""Finds and replaces personal data and secrets in text, streams and calls to AI services.

>>> import inkout
>>> inkout.redact("Mail bob@example.com")
'Mail [REDACTED_EMAIL]'
"""

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
    "redact",
    "scan",
]
