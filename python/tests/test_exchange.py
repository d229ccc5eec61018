"""What do the hooks get: is a request ours, what may be sent, what comes back?"""

import json
from typing import Any

import pytest

import inkout
from inkout import Redactor, _inkout

URL = "https://api.openai.com/v1/chat/completions"
CHAT = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Mail bob@example.com, card 4111 1111 1111 1111"}]}


def send(exchange: _inkout.Exchange, body: bytes, content_type: str | None = "application/json", **more: Any) -> bytes:
    return exchange.redact_request("POST", URL, content_type, more.get("encoding"), more.get("authorization"), body)


def test_a_body_is_redacted_and_its_answer_restored() -> None:
    exchange = _inkout.Exchange(Redactor(), None)
    sent = send(exchange, json.dumps(CHAT).encode())
    told = json.loads(sent)
    assert told["model"] == "gpt-4o"
    assert b"example.com" not in sent
    assert b"4111" not in sent
    reply = json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": told["messages"][0]["content"]}}]}
    ).encode()
    for size in (1, 3, len(reply)):
        answer = exchange.answer("application/json", URL)
        pieces = [answer.push(reply[at : at + size]) for at in range(0, len(reply), size)]
        back = json.loads(b"".join(pieces) + answer.finish())
        assert back["choices"][0]["message"]["content"] == CHAT["messages"][0]["content"]  # type: ignore[index]
    counts = exchange.counts()
    assert counts["EMAIL_ADDRESS"] == counts["CREDIT_CARD"] == 1
    assert counts["answers_unparsed"] == 0


def test_a_clean_body_comes_back_as_the_same_object() -> None:
    body = b'{"model": "gpt-4o",  "messages": [{"role": "user", "content": "Hello"}]}'
    assert send(_inkout.Exchange(Redactor(), None), body) is body


def test_the_same_key_gives_the_same_bytes() -> None:
    body = json.dumps(CHAT).encode()
    first, second = (send(_inkout.Exchange(Redactor(), b"k" * 32), body) for _ in range(2))
    assert first == second
    assert first != send(_inkout.Exchange(Redactor(), b"l" * 32), body)


@pytest.mark.parametrize(
    ("body", "content_type", "more"),
    [
        (b'{"messages": bob@example.com', "application/json", {}),
        (b"\x00\x01bob@example.com", "application/octet-stream", {}),
        (json.dumps(CHAT).encode(), "application/json", {"encoding": "gzip"}),
        (json.dumps(CHAT).encode(), "application/json", {"authorization": "AWS4-HMAC-SHA256 Credential=x"}),
    ],
)
def test_what_can_not_be_sanitized_is_refused_without_a_value(
    body: bytes, content_type: str, more: dict[str, str]
) -> None:
    with pytest.raises(inkout.UnsafePayload, match="not sent") as caught:
        send(_inkout.Exchange(Redactor(), None), body, content_type, **more)
    assert "bob" not in repr(caught.value)


def test_errors_of_the_redactor_keep_their_type() -> None:
    body = json.dumps(CHAT).encode()
    with pytest.raises(inkout.Blocked, match="EMAIL_ADDRESS") as caught:
        send(_inkout.Exchange(Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}), None), body)
    assert "bob" not in str(caught.value)
    with pytest.raises(inkout.InputTooLarge):
        send(_inkout.Exchange(Redactor(max_bytes=3), None), body)


def test_what_is_ours() -> None:
    assert _inkout.is_ai_request("POST", URL, [], [])
    assert not _inkout.is_ai_request("POST", "https://www.example.com/form", [("content-type", "text/plain")], [])
    assert _inkout.is_ai_request("POST", "https://ai.example.com/form", [], ["ai.example.com"])
