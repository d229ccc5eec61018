"""Chunks in, chunks out: is the answer that of the whole text, wherever it is cut?"""

import asyncio
import io
import random
from collections.abc import AsyncIterator, Iterator

import pytest

import inkout
from inkout import Redactor, SessionError

TEXT = "ä bob@example.com 😀 und +1 212-555-0142, Karte 4111 1111 1111 1111 \ud83d ends with amy@example.com"


def cuts(text: str) -> Iterator[list[str]]:
    for at in range(len(text) + 1):
        yield [text[:at], text[at:]]
    yield list(text)
    for seed in range(20):
        places = sorted(random.Random(seed).sample(range(len(text)), 7))
        yield [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


def test_the_output_does_not_depend_on_the_cuts() -> None:
    redactor = Redactor()
    expected, found = redactor.redact(TEXT), redactor.scan(TEXT)
    for chunks in cuts(TEXT):
        stream = redactor.stream()
        out = "".join(stream.push(chunk) for chunk in chunks) + stream.finish()
        assert out == expected
        assert stream.findings() == found
        assert stream.findings() == []
        assert stream.pending == 0
        assert "".join(redactor.redact_iter(chunks)) == expected


def test_bytes_may_be_cut_inside_a_character() -> None:
    redactor = Redactor()
    raw = TEXT.encode("utf-8", "surrogatepass")
    expected = redactor.redact(raw)
    for at in range(len(raw) + 1):
        stream = redactor.stream()
        pieces = [stream.push(raw[:at]), stream.push(raw[at:]), stream.finish()]
        assert b"".join(pieces) == expected
        assert all(type(piece) is bytes for piece in pieces)
        assert stream.findings() == redactor.scan(raw)
    assert b"".join(redactor.redact_iter([raw[:5], bytearray(raw[5:9]), memoryview(raw)[9:]])) == expected


def test_findings_come_as_they_are_decided() -> None:
    stream = Redactor().stream()
    stream.push("ä bob@example.com and then a lot of other words to be sure of it. ")
    [first] = stream.findings()
    stream.push("😀 amy@example.com ")
    stream.finish()
    [second] = stream.findings()
    assert (first.start, first.end) == (2, 17)
    assert (second.start, second.end) == (68, 83)
    assert second.span_bytes == (72, 87)
    assert second.span_utf16 == (69, 84)


def test_what_could_still_become_a_value_is_held_back() -> None:
    stream = Redactor().stream()
    assert "bob@exam" not in stream.push("Mail bob@exam")
    assert stream.pending >= len("bob@exam")


def test_after_finish_nothing_more_is_taken() -> None:
    stream = Redactor().stream()
    stream.push("a")
    stream.finish()
    with pytest.raises(SessionError):
        stream.push("b")
    with pytest.raises(SessionError):
        stream.finish()


def test_a_key_of_any_length_is_one_placeholder_and_is_not_held() -> None:
    armour = "-----{} PRIV" + "ATE KEY-----"
    line = "MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA0123456789+/abc\n"
    stream = Redactor().stream()
    out = stream.push("key: " + armour.format("BEGIN") + "\n")
    for _ in range(200):
        out += stream.push(line * 100)
        assert stream.pending < 4096
    out += stream.push(armour.format("END") + ", and more") + stream.finish()
    assert out == "key: [REDACTED_PRIVATE_KEY], and more"
    [found] = stream.findings()
    assert (found.entity, found.start) == ("PRIVATE_KEY", 5)


def test_the_first_chunk_decides_the_type() -> None:
    stream = Redactor().stream()
    stream.push(b"")
    with pytest.raises(TypeError, match="began with bytes, this chunk is str"):
        stream.push("text")
    assert stream.push(b"a ") + stream.finish() == b"a "
    empty = Redactor().stream()
    assert empty.finish() == ""


def test_a_blocked_value_ends_the_stream() -> None:
    stream = Redactor(operators={"EMAIL_ADDRESS": inkout.Block()}).stream()
    with pytest.raises(inkout.Blocked):
        stream.push("bob@example.com and a lot of words that make it be decided now, at once")
    with pytest.raises(SessionError):
        stream.push("more")
    with pytest.raises(SessionError):
        stream.finish()


def test_iterators_are_lazy_and_pass_errors_on() -> None:
    def source() -> Iterator[str]:
        yield "a long first line that has nothing in it\n"
        raise OSError("the network is gone")

    chunks = Redactor().redact_iter(source())
    assert iter(chunks) is chunks
    assert next(chunks).startswith("a long first")
    with pytest.raises(OSError, match="network"):
        next(chunks)


def test_lines_of_a_file_are_chunks() -> None:
    file = io.StringIO("bob@example.com\nnothing\namy@example.com\n")
    assert "".join(Redactor().redact_iter(file)) == "[REDACTED_EMAIL]\nnothing\n[REDACTED_EMAIL]\n"


@pytest.mark.parametrize("wrong", ["one text", b"one text"])
def test_one_text_is_no_iterator_of_chunks(wrong: str | bytes) -> None:
    with pytest.raises(TypeError, match="not one text"):
        Redactor().redact_iter(wrong)  # type: ignore[type-var, arg-type]


def test_async_chunks() -> None:
    async def source(chunks: list[str]) -> AsyncIterator[str]:
        for chunk in chunks:
            await asyncio.sleep(0)
            yield chunk

    async def collect(chunks: AsyncIterator[str]) -> str:
        return "".join([chunk async for chunk in chunks])

    redactor = Redactor()
    session = redactor.session()
    assert asyncio.run(collect(redactor.redact_aiter(source(list(TEXT))))) == redactor.redact(TEXT)
    tokens = asyncio.run(collect(session.redact_aiter(source(list(TEXT)))))
    assert tokens == session.redact(TEXT)
    assert asyncio.run(collect(session.restore_aiter(source(list(tokens))))) == TEXT
    assert asyncio.run(collect(redactor.redact_aiter(source([])))) == ""
