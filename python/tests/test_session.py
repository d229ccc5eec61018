"""Does what a session redacts come back, and nothing else?"""

import copy
import pickle
import re

import pytest

from inkout import PolicyError, Redactor, SessionError

TEXT = "bob@example.com wrote to amy@example.com; bob@example.com paid with 4111 1111 1111 1111"


def test_the_same_value_gets_the_same_token() -> None:
    session = Redactor().session()
    out = session.redact(TEXT)
    tokens = re.findall(r"\[([A-Z_]+)_(\d+)[A-Z]{2}\]", out)
    assert tokens == [("EMAIL", "1"), ("EMAIL", "2"), ("EMAIL", "1"), ("CREDIT_CARD", "1")]
    assert len(session) == 3
    assert session.redact("again amy@example.com").startswith("again [EMAIL_2")


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.encode(), "nothing", "[EMAIL_1KT] and [EMAIL_2XY] bob@example.com", "ä😀\ud800 bob@example.com"]
)
def test_restore_is_the_inverse(text: str | bytes) -> None:
    session = Redactor().session()
    out = session.redact(text)
    assert type(out) is type(text)
    assert session.restore(out) == text


def test_restore_is_tolerant_and_never_guesses() -> None:
    session = Redactor().session()
    token = session.redact("bob@example.com")
    assert session.restore(f"say {token.lower()} please") == "say bob@example.com please"
    wrong = token.replace("_1", "_7")
    assert session.restore(wrong) == wrong
    assert wrong in session.unresolved() or wrong.strip("[]") in session.unresolved()


def test_text_without_tokens_comes_back_as_the_same_object() -> None:
    session = Redactor().session()
    session.redact(TEXT)
    answer = "no token here"
    assert session.restore(answer) is answer


def test_the_same_key_gives_the_same_tokens() -> None:
    redactor = Redactor()
    key = b"k" * 32
    assert redactor.session(key).redact(TEXT) == redactor.session(key).redact(TEXT)
    assert redactor.session(key).redact(TEXT) != redactor.session(b"l" * 32).redact(TEXT)
    assert redactor.session().redact(TEXT) == redactor.session().redact(TEXT)
    with pytest.raises(TypeError):
        redactor.session("text")  # type: ignore[arg-type]
    with pytest.raises(PolicyError, match="tokens"):
        redactor.session(tokens="other")  # type: ignore[arg-type]


def test_streams_restore_at_every_cut() -> None:
    session = Redactor().session()
    answer = f"Dear {session.redact('bob@example.com')}, about {session.redact('4111 1111 1111 1111')}."
    expected = "Dear bob@example.com, about 4111 1111 1111 1111."
    for at in range(len(answer) + 1):
        stream = session.restore_stream()
        assert stream.push(answer[:at]) + stream.push(answer[at:]) + stream.finish() == expected
    assert "".join(session.restore_iter(answer[i : i + 1] for i in range(len(answer)))) == expected
    assert "".join(session.redact_iter([expected[:10], expected[10:]])) == answer
    stream = session.restore_stream()
    stream.finish()
    with pytest.raises(SessionError):
        stream.push("x")


def test_json_values_come_back() -> None:
    session = Redactor().session()
    value = {"to": ["bob@example.com", {"bob@example.com": 1, "amy@example.com": 2}], "n": 3.5, "none": None}
    out = session.redact_json(value)
    assert "example.com" not in str(out)
    assert session.restore_json(out) == value


def test_clear_forgets() -> None:
    session = Redactor().session()
    token = session.redact("bob@example.com")
    session.clear()
    assert len(session) == 0
    assert session.restore(token) == token


def test_a_session_shows_nothing_and_stays_where_it_is() -> None:
    session = Redactor().session()
    session.redact(TEXT)
    assert repr(session) == "Session(3 values)"
    assert "example" not in str(session)
    assert bool(Redactor().session()) is True
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="holds originals"):
            leave(session)  # type: ignore[operator]
