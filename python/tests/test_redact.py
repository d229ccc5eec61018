"""What do `redact`, `scan` and `explain` take, and what do they give?"""

import pytest

import inkout
from inkout import Redactor

MAIL = "Mail bob@example.com"
PRIVATE_KEY = "\n".join(
    [
        "-----BEGIN PRIV" + "ATE KEY-----",
        *["MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0123456789+/abc"] * 3,
        "-----END PRIV" + "ATE KEY-----",
    ]
)


def test_examples_of_the_contract() -> None:
    assert inkout.redact(MAIL) == "Mail [REDACTED_EMAIL]"
    [found] = inkout.scan(MAIL)
    assert repr(found) == "Finding(entity='EMAIL_ADDRESS', start=5, end=20, level='verified', score=1.0)"
    rejected = [d for d in inkout.explain("card 4111 1111 1111 1112") if d.entity == "CREDIT_CARD"]
    assert rejected
    assert not any(d.accepted for d in rejected)
    assert any("Luhn" in d.reason and "last digit 2, expected 1" in d.reason for d in rejected)
    email = next(e for e in inkout.entities() if e.name == "EMAIL_ADDRESS")
    assert (email.label, email.country, email.default) == ("EMAIL", None, "on")
    assert "RFC" in email.source
    assert inkout.__version__


def test_every_type_of_the_default_policy_is_replaced() -> None:
    samples = {
        "EMAIL": "bob@example.com",
        "PHONE": "+1 212-555-0142",
        "CREDIT_CARD": "4111 1111 1111 1111",
        "IBAN": "GB82 WEST 1234 5698 7654 32",
        "IP": "192.0.2.17",
        "API_KEY": "AK" + "IA" + "QX7DLMNP" + "T5RKWUVA",
        "JWT": "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiJib2IifQ.c2lnbmF0dXJl",
        "PRIVATE_KEY": PRIVATE_KEY,
    }
    for label, value in samples.items():
        assert inkout.redact(f"it is {value} today") == f"it is [REDACTED_{label}] today"


@pytest.mark.parametrize("clean", ["", "nothing here", "nichts hier: ä😀", b"", b"nothing here", b"\xff\xfe no text"])
def test_clean_text_comes_back_as_the_same_object(clean: str | bytes) -> None:
    redactor = Redactor()
    assert redactor.redact(clean) is clean
    assert inkout.redact(clean) is clean
    assert redactor.redact_with_findings(clean).text is clean
    assert redactor.redact_many([clean])[0] is clean
    assert redactor.session().redact(clean) is clean


def test_a_clean_str_subclass_comes_back_as_itself() -> None:
    class Name(str):
        __slots__ = ()

    clean, mail = Name("nothing"), Name(MAIL)
    assert inkout.redact(clean) is clean
    assert type(inkout.redact(mail)) is str


def test_bytes_give_bytes() -> None:
    raw = MAIL.encode()
    view = memoryview(b"xx" + raw)[2:]
    for given in (raw, bytearray(raw), memoryview(raw), view, memoryview(raw[::-1])[::-1]):
        out = inkout.redact(given)
        assert out == b"Mail [REDACTED_EMAIL]"
        assert type(out) is bytes
        assert [(f.start, f.end) for f in inkout.scan(given)] == [(5, 20)]
    assert type(inkout.redact(bytearray(b"clean"))) is bytes


def test_bytes_outside_findings_stay_as_they_are() -> None:
    assert inkout.redact(b"\xff\x00 bob@example.com \xc3") == b"\xff\x00 [REDACTED_EMAIL] \xc3"


@pytest.mark.parametrize("lone", ["\ud800", "\udfff", "\ude00\ud83d", "\ud83d\ude00", "a\udc80b"])  # noqa: PT014 - surrogates look alike to it
def test_lone_surrogates_come_out_as_they_went_in(lone: str) -> None:
    assert inkout.redact(lone) is lone
    text = f"{lone} {MAIL} {lone}"
    assert inkout.redact(text) == f"{lone} Mail [REDACTED_EMAIL] {lone}"
    [found] = inkout.scan(text)
    assert text[found.start : found.end] == "bob@example.com"
    session = Redactor().session()
    assert session.restore(session.redact(text)) == text


@pytest.mark.parametrize("wrong", [None, 3, ["a"], {"a": 1}, object()])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    for function in (inkout.redact, inkout.scan, inkout.explain):
        with pytest.raises(TypeError, match="a text is a str, bytes"):
            function(wrong)  # type: ignore[arg-type]


def test_findings_tell_where_the_replacement_stands() -> None:
    for text in ("é bob@example.com, 😀 amy@example.com.", "é bob@example.com, 😀 amy@example.com.".encode()):
        done = Redactor().redact_with_findings(text)
        assert done.text == inkout.redact(text)
        assert len(done.findings) == 2
        for found in done.findings:
            assert found.start_out is not None
            shown = done.text[found.start_out : found.end_out]
            assert shown in ("[REDACTED_EMAIL]", b"[REDACTED_EMAIL]")


def test_findings_of_scan_have_no_place_in_an_output() -> None:
    [found] = inkout.scan(MAIL)
    assert (found.start_out, found.end_out) == (None, None)


def test_redacting_twice_changes_nothing() -> None:
    once = inkout.redact("bob@example.com, +1 212-555-0142, 4111 1111 1111 1111")
    assert inkout.redact(once) is once


def test_long_text_is_the_same_with_and_without_the_gil() -> None:
    text = "clean words and more of them. " * 500 + MAIL
    assert inkout.redact(text).endswith("[REDACTED_EMAIL]")
    assert [text[f.start : f.end] for f in inkout.scan(text)] == ["bob@example.com"]


def test_decisions_have_what_the_contract_names() -> None:
    accepted = [d for d in inkout.explain("ä bob@example.com") if d.accepted]
    assert [(d.entity, d.start, d.end, d.level, d.score) for d in accepted] == [
        ("EMAIL_ADDRESS", 2, 17, "verified", 1.0)
    ]
    assert accepted[0].rule
    assert accepted[0].reason
    assert accepted[0].context is None
    assert "accepted=True" in repr(accepted[0])
