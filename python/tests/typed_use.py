"""Read by mypy, never run: the types that users see."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from typing_extensions import assert_type

import inkout
from inkout import Mask, Pattern, Policy, Redacted, Redactor

assert_type(inkout.redact("text"), str)
assert_type(inkout.redact(b"text"), bytes)
assert_type(inkout.redact(bytearray(b"text"), entities=["EMAIL_ADDRESS"], operators={"DEFAULT": Mask()}), bytes)
assert_type(inkout.scan(memoryview(b"text")), list[inkout.Finding])
assert_type(inkout.explain("text", min_level="possible"), list[inkout.Decision])
assert_type(inkout.entities(), list[inkout.Entity])
assert_type(inkout.__version__, str)
inkout.redact(3)  # type: ignore[call-overload]
inkout.redact("text", colour=3)  # type: ignore[call-overload]

redactor = Redactor("strict", patterns={"A": "a"}, allow=("x",), max_bytes=3)
Redactor({"name": "mine"}, patterns=[Pattern("A", "a", context=["b"], level="possible")])
Redactor(Path("policy.toml"))
Redactor(Policy.preset("default"))
Redactor(min_level="sure")  # type: ignore[arg-type]
assert_type(redactor.redact("text"), str)
assert_type(redactor.redact_with_findings(b"text"), Redacted[bytes])
assert_type(redactor.redact_with_findings("text").text, str)
assert_type(redactor.redact_many(["a", "b"], threads=2), list[str])
assert_type(redactor.redact_iter([b"a"]), Iterator[bytes])
assert_type(redactor.policy, Policy)


async def chunks() -> AsyncIterator[str]:
    yield "a"


assert_type(redactor.redact_aiter(chunks()), AsyncIterator[str])
assert_type(redactor.stream().push("a"), str)
assert_type(redactor.stream().pending, int)
session = redactor.session(b"key", tokens="numbered")
assert_type(session.restore(b"a"), bytes)
assert_type(session.restore_json({}), Any)
assert_type(len(session), int)

inkout.install(redactor, report_only=True)
inkout.uninstall()
assert_type(inkout.status(), dict[str, Any])
