"""The extension module: everything public is found in `inkout`."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from os import PathLike
from types import GenericAlias
from typing import Any, Final, Generic, Literal, TypeAlias, TypedDict, TypeVar, final, overload

from typing_extensions import Unpack, disjoint_base

__all__ = [
    "Answer",
    "Block",
    "Blocked",
    "Decision",
    "Drop",
    "Entity",
    "Exchange",
    "Finding",
    "InkoutError",
    "InputTooLarge",
    "Keep",
    "Mask",
    "Number",
    "Operator",
    "Pattern",
    "Policy",
    "PolicyError",
    "Redacted",
    "Redactor",
    "Replace",
    "Session",
    "SessionError",
    "Stream",
    "UnsafePayload",
    "__version__",
    "entities",
    "explain",
    "is_ai_request",
    "main",
    "redact",
    "scan",
    "websocket_refusal",
]

_T = TypeVar("_T", str, bytes)
_Buffer: TypeAlias = bytes | bytearray | memoryview
_Level: TypeAlias = Literal["verified", "likely", "possible"]
_PolicyLike: TypeAlias = str | PathLike[str] | Mapping[str, Any] | Policy

class _Options(TypedDict, total=False):
    policy: _PolicyLike | None
    entities: Iterable[str] | None
    exclude: Iterable[str] | None
    patterns: Mapping[str, str] | Iterable[Pattern] | None
    allow: Iterable[str] | None
    operators: Mapping[str, Operator] | None
    regions: Iterable[str] | None
    min_level: _Level | None
    max_bytes: int | None

__version__: Final[str]

@overload
def redact(text: str, **options: Unpack[_Options]) -> str:
    """The text with every finding replaced; the same object when nothing was found. Options are those of `Redactor`.

    >>> redact("Mail bob@example.com")
    'Mail [REDACTED_EMAIL]'
    """

@overload
def redact(text: _Buffer, **options: Unpack[_Options]) -> bytes: ...
def scan(text: str | _Buffer, **options: Unpack[_Options]) -> list[Finding]:
    """What was found, in the order of the text. Options are those of `Redactor`.

    >>> scan("Mail bob@example.com")
    [Finding(entity='EMAIL_ADDRESS', start=5, end=20, level='verified', score=1.0)]
    """

def explain(text: str | _Buffer, **options: Unpack[_Options]) -> list[Decision]:
    """Every candidate that a rule looked at, accepted or not, with the reason. Options are those of `Redactor`."""

def entities() -> list[Entity]:
    """Every entity type that inkout knows, in table order."""

def is_ai_request(method: str, url: str, headers: list[tuple[str, str]], extra_hosts: list[str]) -> bool:
    """Whether a request goes to an AI service: by its host, path, headers, or the hosts that the caller adds."""

def websocket_refusal() -> str:
    """Why no WebSocket to an AI service is opened, in a sentence for `UnsafePayload`."""

def main(args: list[str]) -> int:
    """Runs the command line; the first argument is the program's own name. Returns the exit status."""

@final
class Redactor:
    """A compiled policy. Thread-safe; can be pickled."""

    def __new__(
        cls,
        policy: _PolicyLike | None = None,
        *,
        entities: Iterable[str] | None = None,
        exclude: Iterable[str] | None = (),
        patterns: Mapping[str, str] | Iterable[Pattern] | None = (),
        allow: Iterable[str] | None = (),
        operators: Mapping[str, Operator] | None = None,
        regions: Iterable[str] | None = None,
        min_level: _Level | None = None,
        max_bytes: int | None = None,
    ) -> Redactor: ...
    @property
    def policy(self) -> Policy:
        """The policy that it was compiled from."""

    @overload
    def redact(self, text: str) -> str:
        """The text with every finding replaced; the same object when nothing was found."""

    @overload
    def redact(self, text: _Buffer) -> bytes: ...
    def scan(self, text: str | _Buffer) -> list[Finding]:
        """What was found, in the order of the text."""

    @overload
    def redact_with_findings(self, text: str) -> Redacted[str]:
        """Both in one pass; the findings carry their place in the output too."""

    @overload
    def redact_with_findings(self, text: _Buffer) -> Redacted[bytes]: ...
    def explain(self, text: str | _Buffer) -> list[Decision]:
        """Every candidate that a rule looked at, accepted or not, with the reason."""

    def redact_many(self, texts: Iterable[_T], *, threads: int | None = None) -> list[_T]:
        """Every text redacted, on several threads and without the GIL. `threads=None`: one a processor."""

    def redact_json(self, value: Any) -> Any:
        """Every string leaf and string key of dicts, lists and tuples redacted, in a new value.

        Keys that would collide are numbered.
        """

    def redact_iter(self, chunks: Iterable[_T]) -> Iterator[_T]:
        """Chunks in, redacted chunks out: an iterator of `str` or bytes, cut anywhere."""

    def redact_aiter(self, chunks: AsyncIterable[_T]) -> AsyncIterator[_T]:
        """The same for an async iterator."""

    def stream(self) -> Stream:
        """A stream that redacts what is pushed into it."""

    def session(self, key: bytes | None = None, *, tokens: Literal["numbered"] = "numbered") -> Session:
        """A session. The same key and text give the same tokens in any process; without a key, in this process."""

    def __reduce__(self) -> tuple[type[Redactor], tuple[Policy]]: ...

@final
class Stream:
    """Redacts or restores text that arrives in chunks, cut anywhere.

    The type of the first chunk decides whether it takes and gives `str` or `bytes`.
    """

    @overload
    def push(self, chunk: str) -> str:
        """Takes a chunk and gives what is now decided."""

    @overload
    def push(self, chunk: _Buffer) -> bytes: ...
    def finish(self) -> Any:
        """Gives the rest, as `str` or `bytes`; afterwards `push` raises."""

    def findings(self) -> list[Finding]:
        """The findings decided since the last call, with offsets in the whole stream."""

    @property
    def pending(self) -> int:
        """Bytes held back."""

@final
class Session:
    """A redactor that remembers. Thread-safe; never shows what it holds, and can't be pickled."""

    @overload
    def redact(self, text: str) -> str:
        """The text with every finding replaced by a token; the same object when nothing was found."""

    @overload
    def redact(self, text: _Buffer) -> bytes: ...
    def redact_json(self, value: Any) -> Any:
        """Every string leaf and string key redacted, in a new value."""

    def redact_iter(self, chunks: Iterable[_T]) -> Iterator[_T]:
        """Chunks in, redacted chunks out."""

    def redact_aiter(self, chunks: AsyncIterable[_T]) -> AsyncIterator[_T]:
        """The same for an async iterator."""

    @overload
    def restore(self, text: str) -> str:
        """The text with every token of this session replaced by its original; the same object when there was none."""

    @overload
    def restore(self, text: _Buffer) -> bytes: ...
    def restore_json(self, value: Any) -> Any:
        """Every string leaf and string key restored, in a new value."""

    def restore_iter(self, chunks: Iterable[_T]) -> Iterator[_T]:
        """Chunks in, restored chunks out."""

    def restore_aiter(self, chunks: AsyncIterable[_T]) -> AsyncIterator[_T]:
        """The same for an async iterator."""

    def restore_stream(self) -> Stream:
        """A stream that restores."""

    def __len__(self) -> int:
        """Number of values held."""

    def __bool__(self) -> Literal[True]:
        """A session without values is a session."""

    def unresolved(self) -> list[str]:
        """Token-like text that was met and not restored, in order of first appearance."""

    def clear(self) -> None:
        """Wipes the originals."""

    def __reduce__(self) -> Any: ...

@final
class Finding:
    """A span of a text with its entity type and level; never the value.

    `start` and `end` are code points for a `str` and bytes for bytes, half-open; `span_bytes` and `span_utf16` are the same span
    for other readers. `start_out` and `end_out` say where the replacement stands in the output; they are `None` where there is no
    output.
    """

    def __new__(
        cls,
        entity: str,
        label: str,
        start: int,
        end: int,
        level: _Level,
        rule: str,
        span_bytes: tuple[int, int],
        span_utf16: tuple[int, int],
        start_out: int | None = None,
        end_out: int | None = None,
    ) -> Finding: ...
    @property
    def entity(self) -> str:
        """Canonical name of the entity type, `EMAIL_ADDRESS`."""

    @property
    def label(self) -> str:
        """Short name of the entity type, `EMAIL`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def level(self) -> _Level: ...
    @property
    def score(self) -> float:
        """The level as a number between 0 and 1."""

    @property
    def rule(self) -> str:
        """Name of the rule that accepted it."""

    @property
    def span_bytes(self) -> tuple[int, int]: ...
    @property
    def span_utf16(self) -> tuple[int, int]: ...
    @property
    def start_out(self) -> int | None:
        """Where the replacement begins in the output."""

    @property
    def end_out(self) -> int | None:
        """Where the replacement ends in the output."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[Any, ...]: ...

@final
class Redacted(Generic[_T]):
    """A redacted text and what was found in it."""

    @classmethod
    def __class_getitem__(cls, key: Any) -> GenericAlias: ...
    @property
    def text(self) -> _T:
        """The output, of the input's type."""

    @property
    def findings(self) -> list[Finding]:
        """What was found; `start_out` and `end_out` say where the replacements stand."""

@final
class Decision:
    """One candidate that a rule looked at: accepted or not, and why.

    The reason holds no more of the value than a check digit.
    """

    @property
    def entity(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def level(self) -> _Level: ...
    @property
    def score(self) -> float: ...
    @property
    def rule(self) -> str: ...
    @property
    def accepted(self) -> bool: ...
    @property
    def reason(self) -> str: ...
    @property
    def context(self) -> str | None: ...

@final
class Entity:
    """An entity type that inkout knows."""

    @property
    def name(self) -> str:
        """Canonical name."""

    @property
    def label(self) -> str:
        """Short name in placeholders."""

    @property
    def country(self) -> str | None:
        """ISO 3166 code of its country, if it has one."""

    @property
    def families(self) -> tuple[str, ...]:
        """Names that stand for it and its relatives in a policy."""

    @property
    def default(self) -> Literal["on", "context", "off"]:
        """Whether the default policy looks for it."""

    @property
    def source(self) -> str:
        """The standard that its rule comes from."""

@final
class Policy:
    """What to find and what to do about it. Data: give it to `Redactor`."""

    @staticmethod
    def preset(name: str) -> Policy:
        """The preset of that name."""

    @staticmethod
    def load(path: str | PathLike[str]) -> Policy:
        """The policy in a file whose name ends with .toml or .json."""

    @staticmethod
    def from_dict(d: Mapping[str, Any]) -> Policy:
        """The policy that a mapping describes, with the fields of a policy file. Patterns and operators may be objects."""

    def to_toml(self) -> str:
        """As TOML, which `Policy.load` reads back."""

    def to_dict(self) -> dict[str, Any]:
        """As a dict, which `Policy.from_dict` reads back."""

    @property
    def name(self) -> str:
        """Its name: a preset's own, or the one that its file gives."""

    def __eq__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, tuple[Any]]: ...

@final
class Pattern:
    """The user's own entity type, given by a regular expression."""

    def __new__(
        cls,
        entity: str,
        regex: str,
        *,
        context: Iterable[str] | None = (),
        level: _Level = "likely",
        label: str | None = None,
        max_length: int = 1024,
    ) -> Pattern: ...
    @property
    def entity(self) -> str:
        """Its entity type."""

    @property
    def regex(self) -> str:
        """The regular expression."""

    @property
    def context(self) -> tuple[str, ...]:
        """Whole words that, close to a match, raise it by one level."""

    @property
    def level(self) -> _Level:
        """The level of a match."""

    @property
    def label(self) -> str | None:
        """Short name in placeholders; `None`: the entity type."""

    @property
    def max_length(self) -> int:
        """Bytes in which a match is found; one that fills them goes on while each further byte keeps it a match."""

    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, Any]]: ...

@disjoint_base
class Operator:
    """What is done with a finding. Use one of its subclasses."""

    @property
    def stable(self) -> bool:
        """Whether redacting the output again changes nothing."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

@final
class Replace(Operator):
    """A fixed text: `{label}` and `{entity}` in the template stand for the names."""

    def __new__(cls, template: str) -> Replace: ...

@final
class Number(Operator):
    """A number in order of first appearance: `[EMAIL_1]`."""

    def __new__(cls) -> Number: ...

@final
class Mask(Operator):
    """The same number of characters, all but the first and last few replaced by `char`."""

    def __new__(cls, char: str = "*", keep_first: int = 0, keep_last: int = 0) -> Mask: ...

@final
class Drop(Operator):
    """The value is taken out."""

    def __new__(cls) -> Drop: ...

@final
class Keep(Operator):
    """The value stays, and is not a finding."""

    def __new__(cls) -> Keep: ...

@final
class Block(Operator):
    """The call fails with `Blocked`."""

    def __new__(cls) -> Block: ...

@final
class Exchange:
    """One request to an AI service and its answer, with a session of their own."""

    def __new__(cls, redactor: Redactor, key: bytes | None) -> Exchange: ...
    def redact_request(
        self,
        method: str,
        url: str,
        content_type: str | None,
        content_encoding: str | None,
        authorization: str | None,
        body: bytes,
    ) -> bytes:
        """The body that may be sent; the same object when nothing was found.

        Raises `UnsafePayload`, `Blocked` or `InputTooLarge`: nothing may be sent then.
        """

    def answer(self, content_type: str | None, url: str) -> Answer:
        """Restores the body of an answer, which must have its content encoding undone."""

    def counts(self) -> dict[str, int]:
        """What was seen so far: values replaced by entity type, and what was passed or not restored."""

@final
class Answer:
    """An answer on its way back: bytes in, restored bytes out."""

    def push(self, chunk: bytes) -> bytes:
        """Takes a piece of the body and gives what is now decided."""

    def finish(self) -> bytes:
        """Gives the rest."""

class InkoutError(Exception):
    """Every error of inkout."""

class PolicyError(InkoutError, ValueError):
    """A policy, pattern, operator or option that can't be used; names the field and the place."""

class InputTooLarge(InkoutError, ValueError):  # noqa: N818 - the contract's name
    """The input is longer than the policy's max_bytes; names both sizes."""

class Blocked(InkoutError, ValueError):  # noqa: N818 - the contract's name
    """An entity type with the operator Block was found; names the type and the place, never the value."""

class UnsafePayload(InkoutError):  # noqa: N818 - the contract's name
    """A request that can't be sanitized and is not sent; says which part and what to do."""

class SessionError(InkoutError):
    """A stream or session was used after its end, or is full."""
