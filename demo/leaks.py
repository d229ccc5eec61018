"""Was a value received, in any spelling? Looks through all bytes, decoded in every way that would give it away."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
import urllib.parse

_ROUNDS = 4  # escapes within escapes
_VIEWS = 64  # a bound, so that a strange body cannot make the check endless

_NUMBER_ESCAPE = re.compile(r"\\+(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))")
_OTHER_ESCAPE = re.compile(r"\\+([\"'/\\bfnrt])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def sightings(value: str, data: bytes) -> list[str]:
    """The spellings in which the value stands in the data; empty when it does not."""
    return sightings_in(value, views(data))


def sightings_in(value: str, seen: dict[str, str]) -> list[str]:
    """The same for views that were made once."""
    wanted, bare = value.casefold(), _bare(value)
    found = [name for name, text in seen.items() if wanted in text.casefold()]
    if "@" not in value:
        found += [f"{name}, without separators" for name, text in seen.items() if bare in _bare(text)]
    return list(dict.fromkeys(found))


def views(data: bytes) -> dict[str, str]:
    """The data as text, and decoded again and again, by how."""
    seen = {"as it is": data.decode("utf-8", "surrogateescape")}
    newest = dict(seen)
    for _ in range(_ROUNDS):
        fresh: dict[str, str] = {}
        for name, text in newest.items():
            for decoder, decode in _DECODERS.items():
                decoded = decode(text)
                if decoded and decoded not in seen.values() and decoded not in fresh.values():
                    fresh[decoder if name == "as it is" else f"{name}, {decoder}"] = decoded
        seen |= dict(list(fresh.items())[: _VIEWS - len(seen)])
        newest = fresh
    return seen


def _bare(text: str) -> str:
    """Letters and digits only: a number is the same with other separators."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _unescaped(text: str) -> str:
    text = _NUMBER_ESCAPE.sub(lambda match: chr(min(int(match[match.lastindex or 0], 16), 0x10FFFF)), text)
    return _OTHER_ESCAPE.sub(r"\1", text)


def _from_base64(text: str) -> str:
    decoded = []
    for match in _BASE64.finditer(text):
        run = match.group(0).rstrip("=").replace("-", "+").replace("_", "/")
        for start in range(4):
            part = run[start : start + (len(run) - start) // 4 * 4]
            tail = run[start + len(part) :]
            whole = part + (tail + "=" * (4 - len(tail)) if len(tail) > 1 else "")
            try:
                decoded.append(base64.b64decode(whole).decode("utf-8", "replace"))
            except binascii.Error:
                continue
    return "\n".join(text for text in decoded if _is_readable(text))


def _from_hex(text: str) -> str:
    runs = [match.group(0) for match in _HEX.finditer(text)]
    decoded = [bytes.fromhex(run).decode("utf-8", "replace") for run in runs]
    return "\n".join(text for text in decoded if _is_readable(text))


def _is_readable(text: str) -> bool:
    """Random bytes are no text, and to decode them again would never end."""
    return sum(character.isprintable() and character != "\ufffd" for character in text) > 0.8 * len(text)


def _plain_characters(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


_DECODERS = {
    "JSON escapes": _unescaped,
    "percent": lambda text: urllib.parse.unquote_plus(text, errors="replace"),
    "HTML entities": html.unescape,
    "base64": _from_base64,
    "hexadecimal": _from_hex,
    "other characters": _plain_characters,
}
