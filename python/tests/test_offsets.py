"""In which units does a finding count?"""

import pytest

import inkout

FILLERS = ["", "plain ", "ä ", "漢字 ", "😀 ", "e\u0301 ", "\ud800 ", "ä漢😀 plain ", "\r\n\t"]


@pytest.mark.parametrize("before", FILLERS)
@pytest.mark.parametrize("after", FILLERS)
def test_offsets_of_str_count_code_points(before: str, after: str) -> None:
    value = "bob@example.com"
    text = f"{before}{value} {after}{value} {after}"
    for found in inkout.scan(text):
        assert text[found.start : found.end] == value
        raw = text.encode("utf-8", "surrogatepass")
        assert raw[slice(*found.span_bytes)] == value.encode()
        units = text.encode("utf-16-le", "surrogatepass")
        start, end = found.span_utf16
        assert units[2 * start : 2 * end] == value.encode("utf-16-le")
    assert len(inkout.scan(text)) == 2


def test_offsets_of_bytes_count_bytes() -> None:
    text = "ä 😀 bob@example.com".encode()
    [found] = inkout.scan(text)
    assert text[found.start : found.end] == b"bob@example.com"
    assert found.span_bytes == (found.start, found.end)
    assert found.span_utf16 == (5, 20)


def test_offsets_of_decisions_count_code_points_too() -> None:
    text = "😀 4111 1111 1111 1112 und 😀 4111 1111 1111 1111 ä bob@example.com"
    spans = {text[d.start : d.end] for d in inkout.explain(text) if d.entity in ("CREDIT_CARD", "EMAIL_ADDRESS")}
    assert spans == {"4111 1111 1111 1112", "4111 1111 1111 1111", "bob@example.com"}
