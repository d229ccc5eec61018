"""What do the scripts give away? Every value that stands in them, all reserved or published for tests."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from leaks import sightings

SCRIPTS = Path(__file__).parent / "scripts"


@dataclass(frozen=True)
class Script:
    """An unchanged script, and what the demo knows of it."""

    name: str
    environment: str  # the virtual environment that has its library
    base_url: str | None  # the variable that its library reads; None: it goes to the service's own host
    values: dict[str, str]  # each with its label in tokens: must never be received, and must all be printed
    silent: bool = False  # its answer holds no text

    @property
    def path(self) -> Path:
        """The file."""
        return SCRIPTS / f"{self.name}.py"

    def texts(self) -> list[str]:
        """What it says: its string constants that hold a value, in order."""
        constants = [
            (node.lineno, node.col_offset, node.value)
            for node in ast.walk(ast.parse(self.path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        texts = [text for *_, text in sorted(constants)]
        return [text for text in texts if any(sightings(value, text.encode()) for value in self.values)]

    def forgotten(self) -> list[str]:
        """Values of this list that the script does not hold: then the list is wrong."""
        whole = "\n".join(self.texts()).encode()
        return [value for value in self.values if not sightings(value, whole)]


ALL = (
    Script(
        "openai_0_27_chat",
        "openai-0.27",
        "OPENAI_API_BASE",
        {
            "bob@example.com": "EMAIL",
            "212-555-0142": "PHONE",
            "4111 1111 1111 1111": "CREDIT_CARD",
        },
    ),
    Script(
        "openai_0_27_async",
        "openai-0.27",
        "OPENAI_API_BASE",
        {
            "clara.moore@example.net": "EMAIL",
            "desk@example.org": "EMAIL",
            "+44 20 7946 0018": "PHONE",
            "DE89 3704 0044 0532 0130 00": "IBAN",
        },
    ),
    Script(
        "requests_chat",
        "newest",
        None,
        {
            "dan@example.com": "EMAIL",
            "(415) 555-0199": "PHONE",
            "198.51.100.23": "IP",
            "carol.jones@example.org": "EMAIL",
            "001-42-7731": "SSN",
            "5555-5555-5555-4444": "CREDIT_CARD",
            "eve@example.net": "EMAIL",
            "dora@example.org": "EMAIL",
            "GB29NWBK60161331926819": "IBAN",
            "+1 604-555-0123": "PHONE",
        },
    ),
    Script(
        "openai_chat",
        "newest",
        None,
        {
            "noah@example.com": "EMAIL",
            "NL91ABNA0417164300": "IBAN",
            "hana@example.org": "EMAIL",
            "030 23125448": "PHONE",
            "3782 822463 10005": "CREDIT_CARD",
            "2001:db8::17": "IP",
            "+33 1 99 00 12 34": "PHONE",
            "ivan@example.net": "EMAIL",
        },
    ),
    Script(
        "openai_stream",
        "newest",
        "OPENAI_BASE_URL",
        {
            "archive@example.org": "EMAIL",
            "ines@example.com": "EMAIL",
            "020 7946 0033": "PHONE",
            "4242424242424242": "CREDIT_CARD",
        },
    ),
    Script(
        "openai_tools",
        "newest",
        None,
        {
            "office@example.org": "EMAIL",
            "leo@example.com": "EMAIL",
            "303-555-0151": "PHONE",
            "002-31-9020": "SSN",
            "rosa@example.net": "EMAIL",
            "203.0.113.77": "IP",
        },
    ),
    Script(
        "openai_responses",
        "newest",
        None,
        {
            "nina@example.org": "EMAIL",
            "FR1420041010050500013M02606": "IBAN",
            "CH93 0076 2011 6238 5295 7": "IBAN",
            "(212) 555-0171": "PHONE",
        },
    ),
    Script(
        "openai_embeddings",
        "newest",
        "OPENAI_BASE_URL",
        {
            "olga@example.com": "EMAIL",
            "6011 1111 1111 1117": "CREDIT_CARD",
            "192.0.2.44": "IP",
        },
        silent=True,
    ),
    Script(
        "openai_async",
        "newest",
        None,
        {
            "priya@example.com": "EMAIL",
            "+49 171 3920012": "PHONE",
            "ravi@example.org": "EMAIL",
            "416-555-0188": "PHONE",
        },
    ),
    Script(
        "anthropic_messages",
        "newest",
        None,
        {
            "sofia@example.com": "EMAIL",
            "sam@example.net": "EMAIL",
            "sk_l" + "ive_R4nd0mMadeUpBodyOf24Ch": "API_KEY",
            "3530 1113 3330 0000": "CREDIT_CARD",
            "0171 3920033": "PHONE",
            "718-555-0152": "PHONE",
        },
    ),
)
