"""Does anything that Python can show hold a value (invariant I7)?"""

import io
import traceback
from collections.abc import Callable

import pytest

import inkout
from inkout import Block, Redactor

VALUES = ["bob@example.com", "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "192.0.2.17", "+1 212-555-0142"]
TEXT = "; ".join(VALUES)


def holds_a_value(shown: str) -> bool:
    return any(value in shown or value.replace(" ", "") in shown for value in VALUES)


def test_reprs_hold_no_value() -> None:
    redactor = Redactor()
    session = redactor.session()
    session.redact(TEXT)
    stream = redactor.stream()
    stream.push(TEXT)
    for thing in (
        redactor,
        session,
        stream,
        redactor.policy,
        redactor.scan(TEXT),
        redactor.explain(TEXT),
        redactor.redact_with_findings(TEXT),
    ):
        assert not holds_a_value(repr(thing)), type(thing)
        assert not holds_a_value(str(thing)), type(thing)


def test_attributes_of_findings_and_decisions_hold_no_value() -> None:
    for thing in [*inkout.scan(TEXT), *inkout.explain(TEXT), *inkout.explain(TEXT.replace("1111 1111", "1111 1112"))]:
        for name in dir(thing):
            if not name.startswith("__"):
                assert not holds_a_value(str(getattr(thing, name))), name


@pytest.mark.parametrize(
    "call",
    [
        lambda: inkout.redact(TEXT, operators={"DEFAULT": Block()}),
        lambda: inkout.redact(TEXT, max_bytes=3),
        lambda: inkout.redact(TEXT + "\ud800", max_bytes=3),
        lambda: inkout.redact(TEXT + "\ud800", operators={"DEFAULT": Block()}),
        lambda: Redactor(operators={"DEFAULT": Block()}).redact_many([TEXT]),
        lambda: Redactor(operators={"DEFAULT": Block()}).redact_json({TEXT: TEXT}),
        lambda: Redactor().redact_json({TEXT: {1, 2}}),
        lambda: list(Redactor(operators={"DEFAULT": Block()}).redact_iter([TEXT, TEXT])),
        lambda: Redactor(max_bytes=3).stream().push(TEXT),
    ],
)
def test_errors_hold_no_value(call: Callable[[], object]) -> None:
    with pytest.raises((inkout.InkoutError, TypeError)) as caught:
        call()
    error: BaseException | None = caught.value
    while error is not None:
        assert not holds_a_value(f"{error!r} {error} {error.args} {vars(error)}")
        assert not isinstance(error, UnicodeError)
        error = error.__cause__ or error.__context__
    shown = io.StringIO()
    traceback.print_exception(caught.value, limit=0, file=shown)
    assert not holds_a_value(shown.getvalue())
