"""What happens to one request to an AI service, and to its answer?

Every stack asks the same three things, and only brings its own way of reading and writing: `begin` (is this ours?),
`Call.redact` (what may be sent?) and `Call.restorer` (what does the answer become?).
"""

from __future__ import annotations

from contextvars import ContextVar

from .. import InkoutError, UnsafePayload, _inkout
from . import guard, hosts, tally
from .body import header
from .settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

# Set while an SDK's own `except Exception` stands between a hook and the script; see `stacks/sdk.py`.
is_carried: ContextVar[bool] = ContextVar("inkout_error_is_carried", default=False)

_settings: Settings | None = None


class CarriedError(BaseException):
    """Brings an error of ours past an SDK that would retry it and wrap it."""

    def __init__(self, error: InkoutError) -> None:
        super().__init__(str(error))
        self.error = error


class Call:
    """One request to an AI service."""

    __slots__ = ("_exchange", "_headers", "_method", "_settings", "_url", "clean", "is_changed")

    def __init__(self, settings: Settings, method: str, url: str, headers: list[tuple[str, str]]) -> None:
        self._settings = settings
        self._method = method
        self._url = url
        self._headers = headers
        self._exchange: Any = None
        self.clean = b""
        self.is_changed = False

    def redact(self, body: bytes, *, is_encoded: bool = True) -> bytes:
        """What is sent instead of `body`: the same object when nothing was found.

        `is_encoded` is false where the library applies the content encoding later than its hook.

        # Errors
        `UnsafePayload`, `Blocked` or `InputTooLarge`: nothing may be sent.
        """
        self.clean = body
        if not body or guard.is_sanitized_above(body):
            return body
        tally.add("requests")
        try:
            clean = self._redact(body, is_encoded=is_encoded)
        except InkoutError as error:
            tally.add("refused")
            if self._settings.report_only:
                return body
            raise _for_the_script(error) from None
        if clean is body or self._settings.report_only:
            return body
        self.clean = clean
        self.is_changed = True
        return clean

    def restorer(self, content_type: str | None) -> Restorer:
        """What turns the decoded body of the answer back. Only needed when the request was changed."""
        return Restorer(self._exchange, content_type, self._url)

    def _redact(self, body: bytes, *, is_encoded: bool) -> bytes:
        settings = self._settings
        if settings.redactor is None:
            raise settings.error or InkoutError("there is no redactor")
        exchange = _inkout.Exchange(settings.redactor, settings.key)
        clean: bytes = exchange.redact_request(
            self._method,
            self._url,
            header(self._headers, "content-type"),
            header(self._headers, "content-encoding") if is_encoded else None,
            header(self._headers, "authorization"),
            body,
        )
        self._exchange = exchange
        if clean is not body:
            tally.add("requests_changed")
            tally.add_counts(exchange.counts())
        return clean


class Restorer:
    """Turns the decoded bytes of one answer back, in pieces as they arrive."""

    __slots__ = ("_answer", "_exchange", "_is_finished")

    def __init__(self, exchange: Any, content_type: str | None, url: str) -> None:
        self._exchange = exchange
        self._answer = exchange.answer(content_type, url)
        self._is_finished = False

    def push(self, piece: bytes) -> bytes:
        """What is now decided; may be empty."""
        out: bytes = self._answer.push(piece)
        return out

    def finish(self) -> bytes:
        """The rest. A second call gives nothing."""
        if self._is_finished:
            return b""
        self._is_finished = True
        before = self._exchange.counts()
        out: bytes = self._answer.finish()
        tally.add("answers_restored")
        tally.add_counts({name: n - before.get(name, 0) for name, n in self._exchange.counts().items()})
        return out

    def whole(self, body: bytes) -> bytes:
        """A body that arrived in one piece."""
        return self.push(body) + self.finish()

    def flow(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The restored pieces of a stream. When it breaks, what was held goes out before the error does."""
        try:
            for piece in pieces:
                if out := self.push(piece):
                    yield out
        except Exception:
            if rest := self.finish():
                yield rest
            raise
        if rest := self.finish():
            yield rest


def use(settings: Settings | None) -> None:
    """The settings of all calls from now on; none: every call passes."""
    global _settings
    _settings = settings


def in_use() -> Settings | None:
    """The settings of calls that begin now."""
    return _settings


def begin(method: str, url: str, headers: list[tuple[str, str]]) -> Call | None:
    """The call, or `None` when the request is none of ours and passes as it is.

    # Errors
    `UnsafePayload` for the start of a WebSocket: what is said in it never passes here again.
    """
    settings = _settings
    if settings is None or not _is_ai_request(method, url, headers):
        return None
    if (header(headers, "upgrade") or "").lower() == "websocket" and not guard.is_below():
        refuse_websocket()
    return Call(settings, method, url, headers)


def is_ai(method: str, url: str, headers: list[tuple[str, str]]) -> bool:
    """True when such a request would be ours."""
    return _settings is not None and _is_ai_request(method, url, headers)


def refuse_websocket() -> None:
    """Raises for a WebSocket to an AI service; in report mode it is only counted."""
    refuse(_inkout.websocket_refusal())


def refuse(reason: str) -> None:
    """Raises `UnsafePayload` with `reason`; in report mode it is only counted."""
    tally.add("refused")
    if _settings is not None and not _settings.report_only:
        raise _for_the_script(UnsafePayload(reason))


def _for_the_script(error: InkoutError) -> BaseException:
    return CarriedError(error) if is_carried.get() else error


def _is_ai_request(method: str, url: str, headers: list[tuple[str, str]]) -> bool:
    if url[:2].lower() == "ws":
        # ws:// and wss:// begin as http:// and https://.
        url = "http" + url[2:]
    return bool(_inkout.is_ai_request(method, url, headers, hosts.named_by_the_environment()))
