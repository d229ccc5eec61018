"""How does any request body become bytes, and what do its headers say about it?"""

from __future__ import annotations

from .. import UnsafePayload

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_BLOCK_BYTES = 1 << 16


def as_bytes(body: Any) -> bytes:
    """All that would be sent for `body`: text is UTF-8, a file is read from where it stands, an iterator to its end."""
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytearray):
        return bytes(body)
    if hasattr(body, "read"):
        return _file_bytes(body)
    try:
        return memoryview(body).tobytes()
    except TypeError:
        pass
    if hasattr(body, "__iter__") or hasattr(body, "__getitem__"):
        return b"".join(map(_piece, body))
    raise unreadable(type(body).__name__)


def header_pairs(headers: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """Names and values as text; some libraries allow bytes in both."""
    return [(_text(name), _text(value)) for name, value in headers.items()]


def header(pairs: list[tuple[str, str]], name: str) -> str | None:
    """The first value of the header `name`, which is given in lower case."""
    return next((value for key, value in pairs if key.lower() == name), None)


def describes_the_body(name: Any) -> bool:
    """True for the headers that say how long a body is, and so change with it."""
    return _text(name).lower() in ("content-length", "transfer-encoding")


def unreadable(kind: str) -> UnsafePayload:
    """The refusal of a body that can't be looked into."""
    return UnsafePayload(
        f"the request body is a {kind}, which can't be read before it is sent, so nothing was sent; "
        "pass bytes, text, a file or an iterator of bytes"
    )


def _file_bytes(file: Any) -> bytes:
    blocks = []
    while block := file.read(_BLOCK_BYTES):
        blocks.append(_piece(block))
    return b"".join(blocks)


def _piece(piece: Any) -> bytes:
    if isinstance(piece, bytes):
        return piece
    if isinstance(piece, str):
        return piece.encode()
    try:
        return memoryview(piece).tobytes()
    except TypeError:
        raise unreadable(f"stream of {type(piece).__name__}") from None


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, (bytes, bytearray)) else str(value)
