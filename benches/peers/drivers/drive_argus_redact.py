"""argus-redact: its fast mode (no model) for English, asked for the types that the corpus holds."""

from argus_redact import redact
from protocol import Finding, serve

TYPES = {
    "email": "EMAIL_ADDRESS",
    "phone": "PHONE_NUMBER",
    "credit_card": "CREDIT_CARD",
    "iban": "IBAN_CODE",
    "ssn": "US_SSN",
    "ip_address": "IP_ADDRESS",
    "aws_access_key": "API_KEY",
    "openai_api_key": "API_KEY",
    "anthropic_api_key": "API_KEY",
    "github_token": "API_KEY",
}
# A fixed salt, so that the same text has the same replacements when it is asked what they were.
OPTIONS = {"lang": "en", "types": list(TYPES), "salt": bytes(32)}


def findings(text: str) -> list[Finding]:
    entities = redact(text, report=True, **OPTIONS).entities
    return sorted((one["start"], one["end"], TYPES[one["type"]], one["replacement"]) for one in entities)


serve(lambda text: redact(text, **OPTIONS)[0], findings)
